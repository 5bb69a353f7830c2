"""What the terminal shows: the pace, the figures, and one sentence when something is wrong."""

import asyncio
import re

import pytest
from rich.console import Console

from biofeedback.cli.view import RunView, trust
from biofeedback.hrv.quality import Quality
from biofeedback.live.clock import VirtualLoop
from devices.source import Clock
from sessions.pacer import LivePlan
from tests.conftest import run_and_check
from tests.live.runs import SHORT, live


@pytest.fixture(scope="module")
def run():
    async def lose_the_link(strap):
        await asyncio.sleep(150)
        strap.walk_away()
        await asyncio.sleep(5)
        strap.come_back()

    return run_and_check(live(SHORT, meddle=lose_the_link), VirtualLoop)


def drawn(frame):
    async def draw():
        clock = Clock()
        view = RunView(lambda: LivePlan(SHORT), clock)
        if frame is not None:
            await asyncio.sleep(frame.t_s)  # on virtual time
            view.show(frame)
        console = Console(width=80, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
        with console.file:
            console.print(view)
        return console.export_text()

    return run_and_check(draw(), VirtualLoop)


def test_before_the_first_heartbeat():
    assert "Waiting" in drawn(None)


def test_it_says_collecting_until_the_minimum(run):
    early = drawn(run.frames[5])
    assert re.search(r"RMSSD\s+collecting", early)
    assert "Breathe as you like" in early
    late = drawn(run.frames[-30])
    assert re.search(r"RMSSD\s+\d+\.\d ms", late)


def test_the_bar_is_as_full_as_the_lungs(run):
    for frame in run.frames:
        if frame.cue.volume is not None and frame.t_s > 60:
            filled = drawn(frame).count("█")
            assert filled == pytest.approx(72 * frame.cue.volume, abs=0.51)
            break
    else:
        pytest.fail("no frame was paced")


def test_trouble_is_one_calm_sentence(run):
    lost = next(frame for frame in run.frames if frame.status == "connection_lost")
    assert "nothing is lost" in drawn(lost)


def test_no_line_is_wider_than_the_terminal(run):
    for frame in run.frames[::40]:
        assert max(map(len, drawn(frame).splitlines())) <= 80


@pytest.mark.parametrize(
    ("artifact_pct", "coverage", "word"),
    [(0, 1.0, "good"), (5, 0.9, "good"), (5.1, 1.0, "fair"), (0, 0.8, "fair"), (15.1, 1.0, "weak")],
)
def test_trust_in_a_word(artifact_pct, coverage, word):
    assert trust(Quality(artifact_pct, coverage, 0.0)) == word
