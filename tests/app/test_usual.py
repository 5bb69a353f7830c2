"""Hills and rings are measured by what is usual for this person, in every window that shows them.

The figures of earlier runs are put in by hand. Swings of 10, 12 and 16 have their third quartile at
14; the median of the scores 20, 60 and 90 is 60, which makes rings of 0.35 + 0.65 * 0.6 = 0.74.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from biofeedback.app.desk.group_messages import SeatShown
from biofeedback.app.desk.messages import HeartLine, RunBegan, RunOver
from biofeedback.app.desk.occasion import Wanted
from biofeedback.app.desk.past_messages import RunPictured
from biofeedback.app.desk.records import now_utc
from biofeedback.app.examples import group_made, people
from biofeedback.app.examples import session as example
from biofeedback.app.examples.session_made import Standing, made
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.group_seat import Seat, within
from biofeedback.app.views.live_run import LiveRun
from biofeedback.live.virtual_group import virtual_air
from biofeedback.report.usual import Usual
from biofeedback.store import runs
from biofeedback.store.people import add_person
from devices.recording import Header
from devices.records import DeviceInfo
from devices.virtual_models import PLAIN
from tests.app.desks import open_desk
from tests.app.visits import Visit

SESSION = "booster-3min"
EARLIER = ((10.0, 20.0), (12.0, 60.0), (16.0, 90.0))
USUAL, WIDTH = Usual(14.0, 60.0), 0.74
NEW = Usual(8.0, None)


def lead_earlier(store, person):
    for days, (swing_bpm, score) in enumerate(EARLIER, 1):
        header = Header(DeviceInfo("H10"), now_utc() - timedelta(days=days), "test", SESSION)
        told = {"rsa_bpm": swing_bpm, "score": score, "artifact_pct": 2.0, "coverage": 0.9}
        figures = {("during", name): value for name, value in told.items()}
        run_id = runs.begin(store, person.id, header)
        runs.keep_derived(store, run_id, "test", derived={}, figures=figures)
        runs.end(store, run_id, "completed", 180.0)


def two_straps(desk):
    return virtual_air(lambda: desk.group.group, 2, PLAIN)


@pytest.fixture
def at_desk(run_virtual, tmp_path):
    """Return a function that lets `work(desk, told)` be done at a desk; it returns what it told."""

    def do(work):
        async def main():
            told = []
            async with open_desk(tmp_path, told.append, two_straps) as (desk, _airs):
                await work(desk, told)
            return told

        return run_virtual(main())

    return do


def of(told, kind):
    return [message for message in told if isinstance(message, kind)]


async def led(desk, session=SESSION, meanwhile=None):
    """Lead through a minute of a session."""
    running = asyncio.create_task(desk.begin(Wanted(session)))
    await asyncio.sleep(60)
    if meanwhile is not None:
        await meanwhile
    desk.stop()
    await running


def test_a_run_is_measured_by_those_before_it_of_this_session_and_this_person(at_desk):
    async def work(desk, told):
        await led(desk)
        lead_earlier(desk.records.store, desk.records.person)
        await led(desk)
        await led(desk, "paced-6-3min")
        await desk.records.choose(add_person(desk.records.store, "Bert", now_utc()))
        await led(desk)

    told = at_desk(work)
    usual = [NEW, USUAL, NEW, NEW]
    assert [began.usual for began in of(told, RunBegan)] == usual
    assert [over.usual for over in of(told, RunOver)] == usual


def test_an_own_choice_goes_first_and_waits_for_the_next_run(at_desk):
    async def work(desk, told):
        lead_earlier(desk.records.store, desk.records.person)
        await led(desk, meanwhile=desk.records.change(preferences={"swing_bpm": 6.0}))
        await led(desk)

    told = at_desk(work)
    assert [began.usual for began in of(told, RunBegan)] == [USUAL, Usual(6.0, 60.0)]
    assert [over.usual for over in of(told, RunOver)] == [USUAL, Usual(6.0, 60.0)]


def test_the_picture_of_a_run_stays_as_it_was(at_desk):
    async def work(desk, told):
        await led(desk)
        lead_earlier(desk.records.store, desk.records.person)
        await led(desk)
        await desk.past.runs()

    pictured = {each.run_id: each.picture for each in of(at_desk(work), RunPictured)}
    known = [picture.usual for _number, picture in sorted(pictured.items()) if picture]
    assert known == [NEW, USUAL]


def test_each_of_a_group_has_hills_and_rings_of_their_own(at_desk):
    async def work(desk, told):
        store = desk.records.store
        anna, bert = (add_person(store, alias, now_utc()) for alias in ("Anna", "Bert"))
        lead_earlier(store, anna)
        await desk.group.open()
        await desk.group.seat(1, anna.id)
        await desk.group.seat(2, bert.id)
        await desk.group.begin(SESSION)
        await asyncio.sleep(30)

    last = {shown.number: shown.usual for shown in of(at_desk(work), SeatShown)}
    assert last == {1: USUAL, 2: NEW}


@pytest.fixture
def visit(qt, tmp_path):
    made_visit = Visit(qt, tmp_path)
    yield made_visit
    if (live := LiveRun.of(made_visit.context)) is not None:
        live.close()
    qt.settle()


def began(usual):
    return replace(made(until_s=example.AT_S).began, clock=Standing(example.AT_S), usual=usual)


@pytest.mark.parametrize(("usual", "width"), [(USUAL, WIDTH), (NEW, 0.7)])
def test_the_session_is_drawn_by_it(visit, usual, width):
    view = visit.to("session", session="paced-6-10min")
    visit.tell(began(usual), *made(until_s=example.AT_S).moved)
    scene = view.canvas._scene
    assert scene.swing_bpm == usual.swing_bpm
    assert scene.rings.usual == pytest.approx(width)
    view.leaving()


@pytest.mark.parametrize(("usual", "width"), [(USUAL, WIDTH), (NEW, 0.7)])
def test_the_patient_and_the_professional_see_the_same(visit, usual, width):
    visit.context.like(professional=True)
    visit.tell(people.STRAP, people.RECORDS, people.HOME)
    view = visit.to("people")
    visit.tell(people.ANNA)
    view.start("paced-6-10min", {})
    visit.tell(began(usual), *made(until_s=example.AT_S).moved)
    scene = LiveRun.of(visit.context).window.canvas._scene
    assert scene.swing_bpm == usual.swing_bpm
    assert scene.rings.usual == view.page.rings._rings.usual == pytest.approx(width)


def test_a_seat_is_drawn_by_it():
    """A wave that swings by 10 beats is within hills of 14, and held back on hills of 8."""
    form, shown = Theme.of().session.rings, group_made.seats((group_made.CALM,))[0]
    t_s = group_made.AT_S - 30.0 + np.arange(0.0, 30.0, 0.8)
    rate_bpm = 64.0 + 5.0 * np.sin(2 * np.pi * t_s / 10)
    heart = HeartLine(t_s, rate_bpm, np.zeros_like(t_s))
    high = {}
    for usual, width in ((USUAL, WIDTH), (NEW, 0.7)):
        seat = Seat(replace(shown, heart=heart, usual=usual))
        assert seat.rings(form, group_made.AT_S).usual == pytest.approx(width)
        high[usual.swing_bpm] = max(float(curve.bpm.max()) for curve in seat.curves())
    assert high[14.0] == pytest.approx(5.0, abs=0.3)
    assert high[8.0] == pytest.approx(float(within(np.array([high[14.0]]), 8.0)[0]))
