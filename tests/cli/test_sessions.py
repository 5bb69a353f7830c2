"""`biofeedback sessions`: what is listed, how a session is shown, what is said of a file."""

import asyncio
import re

import pytest
from rich.console import Console

from biofeedback.cli import main
from biofeedback.cli.view import RunView
from biofeedback.hrv.quality import Quality
from biofeedback.live.clock import VirtualLoop
from biofeedback.live.frame import Frame
from devices.source import Clock
from sessions.load import find_session, library
from sessions.pacer import LivePlan
from tests.conftest import run_and_check

MINE = """\
title.en = "Mine"
title.de = "Meine"
description = "A test of two minutes."
networks = ["muscle", "psyche"]
when_skipped = "Let it rest."

[[block]]
title.en = "Neck"
title.de = "Nacken"
group = "neck"
seconds = 40
chime = true

[[block.line]]
at_s = 5
text.en = "Let your shoulders sink."
text.de = "Lassen Sie die Schultern sinken."

[[block]]
title = "Breathe"
minutes = 1
breath_s = [4, 7, 8]
until = { index = "coherence", op = ">=", value = 0.6, hold_s = 30 }
text = "Small and easy."
"""


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(MINE)
    return path


@pytest.fixture
def run(capsys):
    """Run a command and return exit code, stdout and stderr."""

    def run(*arguments):
        try:
            code = main([*map(str, arguments)])
        except SystemExit as exit_:
            code = exit_.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def listed(out):
    return [line.split()[0] for line in out.splitlines() if re.search(r" \d+:\d\d ", line)]


def test_all_sessions_are_listed(run):
    code, out, _ = run("sessions")
    assert code == 0
    assert listed(out) == library()


@pytest.mark.parametrize(
    ("filters", "belongs"),
    [
        (("--network", "psyche"), lambda session: "psyche" in session.networks),
        (("--method", "breathing"), lambda session: session.method == "breathing"),
        (("--longest", 5), lambda session: session.duration_s <= 300),
    ],
)
def test_filters(run, filters, belongs):
    _, out, _ = run("sessions", *filters)
    expected = [name for name in library() if belongs(find_session(name))]
    assert listed(out) == expected
    assert 0 < len(expected) < len(library())


def test_no_session_is_so_short(run):
    code, out, _ = run("sessions", "--longest", 0.1)
    assert (code, listed(out)) == (0, [])
    assert "Leave out one of the filters" in out


@pytest.mark.parametrize("filters", [("--network", "nerves"), ("--method", "x"), ("--longest", 0)])
def test_an_unknown_filter_is_refused(run, filters):
    assert run("sessions", *filters)[0] == 2


def test_a_session_is_shown_as_a_timeline(run, mine):
    code, out, _ = run("sessions", "show", mine)
    assert code == 0
    for line in (
        r"^0:00 +Neck +0:40, chime$",
        r"^0:05 +Let your shoulders sink\.$",
        r"^0:40 +Breathe +1:00, 3\.16 breaths a minute \(in 4 s, hold 7 s, out 8 s\), until$",
        r"^ +coherence >= 0\.6 for 30 s$",
        r"^ +Small and easy\.$",
        r"^1:40 +End$",
    ):
        assert re.search(line, re.sub(r" +$", "", out, flags=re.MULTILINE), re.MULTILINE), line


def test_it_is_shown_in_ones_language_and_without_what_hurts(run, mine):
    _, out, _ = run("sessions", "show", mine, "--language", "de")
    assert "Lassen Sie die Schultern sinken." in out
    _, out, _ = run("sessions", "show", mine, "--skip", "neck")
    assert "Let it rest." in out
    assert "shoulders" not in out
    code, _, err = run("sessions", "show", mine, "--skip", "nek")
    assert code == 2
    assert "Did you mean 'neck'?" in err


@pytest.mark.parametrize("name", library())
def test_the_library_can_be_shown_and_checked(run, name):
    assert run("sessions", "show", name, "--fuller", "--language", "de")[0] == 0


def test_a_good_file_is_said_to_be_good(run, mine):
    code, out, _ = run("sessions", "check", mine)
    assert code == 0
    assert "mine.toml can be played: 1:40; en: 3.8 words a sentence; de: " in out  # 15 / 4


def test_long_sentences_are_pointed_out(run, mine):
    mine.write_text(MINE.replace("Small and easy.", "and on " * 60))
    assert "more than 12 are hard to follow" in run("sessions", "check", mine)[1]


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("seconds = 40", "second = 40", "line 11, second: unknown key 'second'. Did you mean"),
        ("[4, 7, 8]", "[0, 7, 8]", "line 22, breath_s: one cannot breathe in for 0 s"),
        ('"coherence"', '"coherense"', "until: no figure is called 'coherense'. Did you mean"),
        ("seconds = 40", "minutes = 25\ntimer = 'cold'", "line 11, minutes: 25 minutes of cold"),
        ("Lassen Sie die", "sehr langer Text " * 40, "line 14: this line ends at"),  # German only
    ],
)
def test_a_bad_file_is_told_in_one_sentence(run, mine, good, bad, says):
    mine.write_text(MINE.replace(good, bad))
    code, out, err = run("sessions", "check", mine)
    assert (code, out) == (2, "")
    assert says in err


def test_ones_own_file_runs_and_may_leave_parts_out(run, mine):
    code, out, _ = run("run", mine, "--virtual", "--fast", "--skip", "neck", "--language", "de")
    assert code == 0
    assert "Meine: completed" in out


def drawn(plan, **changes):
    """What the terminal shows 6 s into a run of this plan."""
    quality = Quality(0.0, 1.0, 0.0)
    frame = Frame(6.0, 6.0, plan.cue_at(6.0), dict.fromkeys(_names()), quality, **changes)

    async def draw():
        view = RunView(lambda: plan, Clock())
        await asyncio.sleep(frame.t_s)
        view.show(frame)
        console = Console(width=80, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
        with console.file:
            console.print(view)
        return console.export_text()

    return run_and_check(draw(), VirtualLoop)


def test_the_terminal_shows_the_line_that_is_said(mine):
    assert "Let your shoulders sink." in drawn(LivePlan(find_session(str(mine))))


def test_the_terminal_follows_the_plan_as_it_is_now(mine):
    plan = LivePlan(find_session(str(mine)))
    assert "1:34 left" in drawn(plan)  # 40 and 60 s, less 6
    assert "1:01 left" in drawn(plan.cut_short(5.5))  # the first part ends with its line, at 7 s


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hint": "easier"}, "Smaller and easier."),
        ({"hint": "pause"}, "Breathe as you like for a while."),
        ({"paused": True}, "Rest a moment."),
    ],
)
def test_what_is_more_urgent_than_the_breath_takes_its_place(changes, words):
    shown = drawn(LivePlan(find_session("paced-6-3min")), **changes)
    assert words in shown
    assert words not in drawn(LivePlan(find_session("paced-6-3min")))


def _names():
    from biofeedback.hrv.index import RUN_INDICES

    return [index.name for index in RUN_INDICES]
