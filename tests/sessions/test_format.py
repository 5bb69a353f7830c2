"""What `sessions/README.md` promises: its example plays, its keys are the loader's, errors help."""

import re
from pathlib import Path

import pytest

import sessions
from sessions import load, toml_file
from sessions.blocks import Timer, Until
from sessions.breathing import BreathPattern
from sessions.errors import SessionError
from sessions.load import Reader, languages_of, load_session
from sessions.timeline import METHODS, NETWORKS, POSTURES
from sessions.toml_file import Wording

GUIDE = (Path(sessions.__path__[0]) / "README.md").read_text()
EXAMPLE = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0]
GERMAN, FULLER = Reader(Wording("de")), Reader(Wording(fuller=True))

HEAD = 'title = "Mine"\ndescription = "A test."\nnetworks = ["nervous"]\n'
BLOCK = '[[block]]\ntitle = "Rest"\nminutes = 1\ntext = "Rest."\n'


@pytest.fixture
def write(tmp_path):
    def write(text: str, name: str = "mine.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


# The guide


def test_the_example_of_the_guide_plays_in_every_wording(write):
    path = write(EXAMPLE)
    assert languages_of(path) == ["en", "de"]
    made = {
        (language, fuller): load_session(path, Reader(Wording(language, fuller)))
        for language in ("en", "de", "fr")
        for fuller in (False, True)
    }
    assert {session.block_end_s for session in made.values()} == {(45, 90, 120, 180)}
    assert made["de", False].title == "Loslassen, 3 Minuten"
    assert made["fr", True] == made["en", True]  # no French: English
    [_, _, grow] = made["en", True].blocks[0].lines
    assert grow.text.startswith("Notice the difference")
    [_, _, grow] = made["de", True].blocks[0].lines
    assert grow.text.startswith("Spüren Sie")  # no fuller German: plain German


def test_the_example_means_what_the_guide_says(write):
    session = load_session(write(EXAMPLE))
    hands, again, neck, breathe = session.blocks
    assert hands == again
    assert (session.method, session.posture) == ("pmr", ("sitting", "lying"))
    assert session.precautions == "Never tense into pain. Leave out what hurts."
    assert [line.start_s for line in hands.lines] == [0.0, 12.0, 21.0]  # 12 + 1 spoken + 8
    assert (neck.group, neck.chime, neck.text) == ("neck", True, "Let your neck be long and soft.")
    assert breathe.pacing.pattern == BreathPattern(0.4)
    assert breathe.until == Until("coherence", ">=", 0.6, 30.0)
    quiet = session.without(["neck"])
    assert quiet.blocks[2].text == "Let this part rest. Breathe as you like."
    assert quiet.block_end_s == session.block_end_s


def test_the_guide_names_every_key_and_value():
    tables = "\n".join(re.findall(r"^\|.*", GUIDE, re.MULTILINE))
    named = set(re.findall(r"`\"?(\w+)\"?`", tables))
    keys = {*load.HEAD_KEYS, *load.BLOCK_KEYS, *load.LINE_KEYS} - {"block", "line", "use", "skip"}
    assert keys <= named
    assert {*METHODS, *NETWORKS, *POSTURES, *Timer} <= named
    assert named <= {"true", "own", "neck", *keys, *METHODS, *NETWORKS, *POSTURES, *Timer}


# Keys that the example does not use


def test_ones_own_pace(write):
    path = write(HEAD + BLOCK + 'rate_per_min = "own"\n')
    assert load_session(path).blocks[0].pacing.start_rate_per_min == 6.0
    mine = load_session(path, Reader(own_rate_per_min=5.2))
    assert mine.blocks[0].pacing.start_rate_per_min == 5.2


def test_counted_breaths_tell_how_long_a_block_lasts(write):
    paced = BLOCK.replace("minutes = 1", "breaths = 10\nbreath_s = [4, 7, 8]")
    [block] = load_session(write(HEAD + paced)).blocks
    assert block.duration_s == pytest.approx(190.0)


def test_spoken_lines_may_ask_for_an_answer_and_tell_their_time(write):
    line = '[[block.line]]\ntext = "What went through your mind?"\nwrite = true\nduration_s = 5\n'
    [block] = load_session(write(HEAD + BLOCK + line)).blocks
    [asked] = block.lines
    assert (asked.write, asked.duration_s) == (True, 5.0)


def test_a_timer(write):
    [block] = load_session(write(HEAD + BLOCK + 'timer = "cold"\n')).blocks
    assert block.timer is Timer.COLD


# Sessions inside sessions


def test_a_session_may_use_another_one(write):
    write(HEAD + "[[block]]\nuse = 'inner.toml'\nskip = ['neck']\nrepeat = 2\n" + BLOCK, "a.toml")
    inner = EXAMPLE.partition('[[block]]\ntitle.en = "Breathe"')[0]
    write(inner, "inner.toml")
    session = load_session(write(HEAD + "[[block]]\nuse = 'a.toml'\n"))
    assert [block.title for block in session.blocks] == ["Hands", "Hands", "Neck"] * 2 + ["Rest"]
    assert session.blocks[2].text.startswith("Let this part rest.")
    assert session.duration_s == 2 * 120 + 60


def test_a_session_may_use_one_of_the_library(write):
    session = load_session(write(HEAD + '[[block]]\nuse = "baseline"\n' + BLOCK))
    assert session.duration_s == 180


@pytest.mark.parametrize("others", [("mine",), ("b", "mine"), ("b", "c", "b")])
def test_a_circle_of_sessions_is_told(write, others):
    names = ("mine", *others)
    for user, used in zip(names, others, strict=False):
        write(HEAD + f'[[block]]\nuse = "{used}.toml"\n', f"{user}.toml")
    with pytest.raises(SessionError, match=r"circle: mine.toml > ") as caught:
        load_session(write(HEAD + f'[[block]]\nuse = "{others[0]}.toml"\n'))
    assert (caught.value.key, caught.value.line) == ("use", 5)
    assert caught.value.path.endswith(f"{names[-2]}.toml")


def test_an_error_in_a_used_session_names_that_file(write):
    write(HEAD + BLOCK.replace("minutes", "minuts"), "inner.toml")
    with pytest.raises(SessionError, match=r"inner.toml, line 6, minuts: .*'minutes'"):
        load_session(write(HEAD + '[[block]]\nuse = "inner.toml"\n'))


def test_sessions_that_grow_without_end_are_refused(write):
    write(HEAD + "[[block]]\nuse = 'b.toml'\nrepeat = 100\n", "a.toml")
    write(HEAD + BLOCK + "repeat = 100\n", "b.toml")
    with pytest.raises(SessionError, match="more than 1000 blocks"):
        load_session(write(HEAD + "[[block]]\nuse = 'a.toml'\nrepeat = 100\n"))


# Errors


@pytest.mark.parametrize(
    ("good", "bad", "line", "key", "says"),
    [
        ('method = "pmr"', 'method = "prm"', 7, "method", "Did you mean 'pmr'?"),
        ('"sitting", "lying"', '"siting"', 9, "posture", "Did you mean 'sitting'?"),
        ("when_skipped.en", "when_skiped.en", 12, "when_skiped", "Did you mean 'when_skipped'?"),
        ('title.de = "Hände"', 'titel.de = "Hände"', 18, "titel", "Did you mean 'title'?"),
        ('title.de = "Hände"', 'title.ger = "Hände"', 17, "title", "not a language"),
        ('title.de = "Hände"', 'title.de = ""', 17, "title", "the text is empty"),
        ('title.de = "Hände"', "title.de = 5", 17, "title", "quotes"),
        ("seconds = 45", "seconds = 45\nminutes = 1", 20, "seconds", "the same thing"),
        ("seconds = 45", "breaths = 45", 20, "breaths", "only where they are paced"),
        ("seconds = 45", "seconds = 20", 32, "", "ends at 24.5 s, and its block at 20.0 s"),
        ("repeat = 2", "repeat = 0", 21, "repeat", "from 1 to 100"),
        ("repeat = 2", "repeat = 1.5", 21, "repeat", "from 1 to 100"),
        ('text.en = "And let go."', 'text.en = ""', 29, "text", "the text is empty"),
        ("at_s = 12", "at_s = 2", 28, "at_s", "and the one before ends at 4.8 s"),
        ("at_s = 12", "at = 12", 28, "at", "Did you mean 'at_s'?"),
        ("at_s = 12", "at_s = -1", 28, "at_s", "before its block"),
        ("pause_s = 8", "pause_s = 8\nat_s = 25", 33, "pause_s", "the same thing"),
        ("chime = true", "chime = 1", 43, "chime", "yes nor no"),
        ("breath_s = [4, 0, 6]", "breath_s = [0, 0, 6]", 51, "breath_s", "in for 0 s"),
        ("breath_s = [4, 0, 6]", "breath_s = [4, 6]", 51, "breath_s", "3 to 4 numbers"),
        ("breath_s = [4, 0, 6]", "breath_s = ['4', 0, 6]", 51, "breath_s", "not a number"),
        ("breath_s = [4, 0, 6]", "breath_s = [1, 0, 1]", 51, "breath_s", "from 3 to 10"),
        ("breath_s = [4, 0, 6]", "inhale_pct = 40", 51, "inhale_pct", "needs a rate"),
        ('op = ">="', 'op = "=>"', 52, "until", "'=>' does not compare"),
        ("hold_s = 30", "hold = 30", 52, "until", "Did you mean 'hold_s'?"),
        ("hold_s = 30", "hold_s = 0", 52, "until", "hold for 0 seconds"),
        ("until = {", 'timer = "ice"\nuntil = {', 52, "timer", "no timer is called 'ice'"),
        ("until = {", 'skip = ["neck"]\nuntil = {', 52, "skip", "nothing is used here"),
    ],
)
def test_an_error_names_line_and_key(write, good, bad, line, key, says):
    assert good in EXAMPLE
    with pytest.raises(SessionError) as caught:
        load_session(write(EXAMPLE.replace(good, bad, 1)), GERMAN)
    print(caught.value)
    assert (caught.value.line, caught.value.key) == (line, key)
    assert says in str(caught.value)


def test_a_group_needs_words_for_when_it_is_left_out(write):
    with pytest.raises(SessionError, match=r"line 4, when_skipped: the text is empty"):
        load_session(write(HEAD + BLOCK + 'group = "neck"\n'))


@pytest.mark.parametrize(
    "blocks",
    [
        BLOCK.replace("minutes = 1", "minutes = 25\ntimer = 'cold'"),
        BLOCK.replace("minutes = 1", "minutes = 5\ntimer = 'cold'\nrepeat = 5"),
    ],
)
def test_25_minutes_of_cold_are_refused(write, blocks):
    with pytest.raises(SessionError, match=r"25 minutes of cold .* long\. Cool for 20 minutes"):
        load_session(write(HEAD + blocks))


def test_lines_of_keys_survive_tables_and_long_texts():
    text = '\ufefftitle.en = """\n[[block]]\nseconds = 1\n"""\n[[block]]\n[block.text]\nen = "x"\n'
    text += '[[block.line]]\n"at_s" = 4\n[block.line.text]\nen = "x"\n[[block]]\ntitle = "y"\n'
    lines = toml_file.lines_of_keys(text.removeprefix("\ufeff"))
    assert lines[0, 0, "title"] == 1
    assert (lines[1, 0, ""], lines[1, 0, "text"]) == (5, 6)
    assert (lines[1, 1, ""], lines[1, 1, "at_s"], lines[1, 1, "text"]) == (8, 9, 10)
    assert (lines[2, 0, ""], lines[2, 0, "title"]) == (12, 13)
