from pathlib import Path

import pytest

from sessions.blocks import Block, Pacing
from sessions.breathing import BreathPattern
from sessions.errors import SessionError
from sessions.load import find_session, load_session
from sessions.timeline import Session

GOOD = '''\
# A comment on the first line.
title = "Mine"
description = """
Lines may break anywhere.
title = "this is text, not a key"
"""
networks = ["nervous", "psyche"]

[[block]]
title = "Arrive"
minutes = 0.5
text = "Sit down."

[[block]]
title = "Glide"
minutes = 2
rate_per_min = 10
end_rate_per_min = 6.5
inhale_pct = 30
hold_pct = 10
text = "Breathe along."
'''


@pytest.fixture
def write(tmp_path):
    def write(text: str | bytes) -> Path:
        path = tmp_path / "mine.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.mark.parametrize("text", [GOOD, GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD])
def test_a_file_becomes_the_session_it_describes(write, text):
    assert load_session(write(text)) == Session(
        name="mine",
        title="Mine",
        description='Lines may break anywhere. title = "this is text, not a key"',
        networks=("nervous", "psyche"),
        blocks=(
            Block("Arrive", 30.0, "Sit down."),
            Block("Glide", 120.0, "Breathe along.", Pacing(10.0, 6.5, BreathPattern(0.3, 0.1))),
        ),
    )


@pytest.mark.parametrize(
    ("good", "bad", "line", "key", "says"),
    [
        ("minutes = 2", "minuts = 2", 16, "minuts", "Did you mean 'minutes'?"),
        ("minutes = 2", "colour = 2", 16, "colour", "Known here are title, minutes"),
        ("[[block]]", "[[blocks]]", 9, "blocks", "Did you mean 'block'?"),
        ('title = "Mine"', "", 1, "title", "missing"),
        ('title = "Mine"', 'title = "  "', 2, "title", "empty"),
        ('title = "Mine"', "title = 6", 2, "title", "quotes"),
        ('title = "Mine"', 'title.fr = "Le mien"', 2, "title", "Add title.en"),
        ('["nervous", "psyche"]', "[]", 7, "networks", "nervous, muscle, circulation"),
        ('["nervous", "psyche"]', '["nerves"]', 7, "networks", "nervous, muscle, circulation"),
        ('["nervous", "psyche"]', '"nervous"', 7, "networks", "list"),
        ("minutes = 0.5", "", 9, "minutes", "missing"),
        ("minutes = 0.5", "minutes = 0", 11, "minutes", "0 seconds"),
        ("minutes = 0.5", "minutes = -1", 11, "minutes", "-60 seconds"),
        ("minutes = 0.5", "minutes = 181", 11, "minutes", "three hours"),
        ("minutes = 0.5", "minutes = inf", 11, "minutes", "not a number"),
        ("minutes = 0.5", "minutes = nan", 11, "minutes", "not a number"),
        ("minutes = 0.5", "minutes = true", 11, "minutes", "not a number"),
        ("minutes = 0.5", 'minutes = "1"', 11, "minutes", "not a number"),
        ('text = "Sit down."', 'text = ""', 12, "text", "empty"),
        ("rate_per_min = 10", "rate_per_min = 12", 17, "rate_per_min", "from 3 to 10"),
        ("rate_per_min = 10", "rate_per_min = 0", 17, "rate_per_min", "from 3 to 10"),
        ("= 6.5", "= 2", 18, "end_rate_per_min", "from 3 to 10"),
        ("rate_per_min = 10\n", "\n", 18, "end_rate_per_min", "Add rate_per_min"),
        ("inhale_pct = 30", "inhale_pct = 0", 19, "inhale_pct", "at least 10 %"),
        ("hold_pct = 10", "hold_pct = 65", 20, "hold_pct", "leaves 5 %"),
        ("hold_pct = 10", "hold_pct = -1", 20, "hold_pct", "-1 %"),
        ("minutes = 2", "minutes = ", 16, "", "not TOML"),
        ("Breathe along.", 'Breathe "along".', 21, "", "not TOML"),
        ('"Breathe along."', '"""Breathe', 21, "", "not TOML"),
    ],
)
def test_an_error_names_file_line_key_and_what_to_do(write, good, bad, line, key, says):
    assert good in GOOD
    with pytest.raises(SessionError) as caught:
        load_session(write(GOOD.replace(good, bad)))
    error = caught.value
    assert (error.line, error.key) == (line, key)
    assert str(error).startswith(f"{error.path}, line {line}")
    assert error.path.endswith("mine.toml")
    assert key in str(error)
    assert says in str(error)
    assert str(error).endswith((".", "?"))


def test_a_file_without_blocks_says_so(write):
    head = GOOD.partition("[[block]]")[0]
    with pytest.raises(SessionError, match="no blocks"):
        load_session(write(head))
    with pytest.raises(SessionError, match=r"line 9, block: .*\[\[block\]\]"):
        load_session(write(head + '[block]\ntitle = "Arrive"\n'))


@pytest.mark.parametrize("text", ["", b"\xff\xfe\x00", "title ="])
def test_a_file_that_is_no_session_gives_one_error(write, text):
    with pytest.raises(SessionError, match=r"mine\.toml"):
        load_session(write(text))


def test_a_folder_or_a_missing_file_is_told(tmp_path):
    with pytest.raises(SessionError, match="cannot be read"):
        load_session(tmp_path)
    with pytest.raises(SessionError, match="no such file"):
        find_session(str(tmp_path / "absent.toml"))


def test_a_session_is_found_by_name_or_by_path(write):
    assert find_session("baseline").title == "Quiet baseline, 2 minutes"
    assert find_session(str(write(GOOD))).title == "Mine"


def test_an_unknown_name_gets_the_nearest_one_and_where_the_list_is():
    with pytest.raises(SessionError) as caught:
        find_session("paced-6-10")
    assert "Did you mean 'paced-6-10min'?" in str(caught.value)
    assert "`biofeedback sessions` lists all" in str(caught.value)
