"""A session and its strap: one that is on its way, one that comes too late, one that goes twice."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QApplication

from biofeedback.app.desk.messages import (
    RecordsOpen,
    RunBegan,
    RunMoved,
    RunOver,
    RunWaits,
    StrapIs,
    StrapState,
)
from biofeedback.app.desk.occasion import Wanted
from biofeedback.app.examples import session as example
from biofeedback.app.examples.session_made import Standing, made
from biofeedback.app.examples.tell import tell
from biofeedback.app.views import session_banner
from biofeedback.app.views.after_words import Course, course_of
from biofeedback.live import wishes
from biofeedback.live.virtual_group import virtual_air
from biofeedback.report.keeper import Keeper
from devices import errors
from devices.errors import HeartRateOnly
from devices.records import DeviceInfo
from devices.virtual_models import PLAIN
from tests.app.desks import open_desk
from tests.app.test_session import Stage
from tests.app.visits import Visit

WANTED = Wanted("booster-3min", waits=True)
SEARCHING, CONNECTED = StrapIs(StrapState.SEARCHING), StrapIs(StrapState.CONNECTED)
ESCAPE, RETURN, SPACE, LEFT = (
    Qt.Key.Key_Escape,
    Qt.Key.Key_Return,
    Qt.Key.Key_Space,
    Qt.Key.Key_Left,
)


def at():
    focused = QApplication.focusWidget()
    return focused.words() if hasattr(focused, "words") else ""


# The desk, in virtual time


def one_strap(_desk):
    return virtual_air(lambda: None, 1, PLAIN)


@pytest.fixture
def at_desk(run_virtual, tmp_path):
    """Return a function that lets `work(desk, told, strap)` be done at a desk with one strap."""

    def do(work):
        async def main():
            told = []
            async with open_desk(tmp_path, told.append, one_strap) as (desk, airs):
                assert desk.straps.line is None  # and the radio is made
                await work(desk, told, airs[0].straps[0])
            return told

        return run_virtual(main())

    return do


def seek(desk, strap):
    return asyncio.create_task(desk.straps.connect_usual([strap.address]))


async def begin(desk):
    await asyncio.sleep(0.1)
    running = asyncio.create_task(desk.begin(WANTED))
    await asyncio.sleep(0.1)
    return running


def of(told, kind):
    return [message for message in told if isinstance(message, kind)]


def test_a_session_waits_for_the_strap_that_is_on_its_way(at_desk):
    async def work(desk, told, strap):
        seek(desk, strap)
        running = await begin(desk)
        assert not of(told, RunBegan)
        await asyncio.sleep(30)
        desk.stop()
        await running

    told = at_desk(work)
    assert len(of(told, RunWaits)) == 1
    assert [began.measured for began in of(told, RunBegan)] == [True]


def test_the_strap_is_sought_for_as_long_as_the_session_waits(at_desk):
    async def work(desk, told, strap):
        strap.walk_away()
        seek(desk, strap)
        running = await begin(desk)
        await asyncio.sleep(12)
        assert not any(each.trouble for each in of(told, StrapIs))
        await asyncio.sleep(6)
        assert of(told, StrapIs)[-1] == StrapIs(StrapState.SEARCHING, trouble="not_found")
        await asyncio.sleep(100)
        assert not of(told, RunBegan)
        strap.come_back()
        await asyncio.sleep(30)
        desk.stop()
        await running

    assert [began.measured for began in of(at_desk(work), RunBegan)] == [True]


def test_a_session_that_waits_may_begin_without_the_strap(at_desk):
    async def work(desk, told, strap):
        strap.walk_away()
        seek(desk, strap)
        running = await begin(desk)
        desk.begin_alone()
        await asyncio.sleep(2)
        desk.stop()
        await running
        await asyncio.sleep(30)
        assert of(told, StrapIs)[-1].state is StrapState.NONE  # nobody waits: the search ends

    assert [began.measured for began in of(at_desk(work), RunBegan)] == [False]


def test_a_session_that_waits_may_be_called_off(at_desk):
    async def work(desk, told, strap):
        seek(desk, strap)
        running = await begin(desk)
        desk.stop()
        await running
        await asyncio.sleep(30)
        assert desk.straps.line is not None

    told = at_desk(work)
    assert not of(told, RunBegan)
    assert not of(told, RunOver)


def test_a_session_begun_twice_waits_once(at_desk):
    async def work(desk, told, strap):
        seek(desk, strap)
        first, second = await begin(desk), await begin(desk)
        await first
        async with asyncio.timeout(30):
            while not of(told, RunBegan):
                await asyncio.sleep(1)
            desk.stop()
            await second

    assert [began.measured for began in of(at_desk(work), RunBegan)] == [True]


def test_without_a_strap_on_its_way_nothing_is_waited_for(at_desk):
    async def work(desk, told, strap):
        running = await begin(desk)
        desk.stop()
        await running

    told = at_desk(work)
    assert not of(told, RunWaits)
    assert [began.measured for began in of(told, RunBegan)] == [False]


def test_an_end_that_cannot_be_saved_is_told(at_desk, monkeypatch):
    sentence = property(lambda keeper: "There is no room left.")

    async def work(desk, told, strap):
        running = await begin(desk)
        await asyncio.sleep(20)
        monkeypatch.setattr(Keeper, "trouble", sentence)
        desk.stop()
        await running

    assert [over.saving for over in of(at_desk(work), RunOver)] == ["There is no room left."]


@pytest.mark.parametrize(("only_rate", "status"), [(False, "ok"), (True, HeartRateOnly.code)])
def test_what_stood_for_most_of_a_session_is_told_and_no_score_is_no_little_signal(
    at_desk, only_rate, status
):
    """Nothing is known of this person's rest, and this session has none before the first breath."""

    async def work(desk, told, strap):
        strap.faults.no_rr = only_rate
        await desk.straps.connect_nearest()
        await desk.begin(WANTED)

    told = at_desk(work)
    [over] = of(told, RunOver)
    assert (over.finish, over.scores, over.saving) == ("completed", (), "")
    assert over.status == status
    assert course_of(over, measured=True) is Course.UNMEASURED
    assert any(moved.told_bpm for moved in of(told, RunMoved))


def test_who_is_quick_does_not_miss_the_strap(qt, tmp_path):
    visit = Visit(qt, tmp_path)
    visit.to("before", session="booster-3min")
    visit.tell(RecordsOpen("", True, 0, {"sensors": ["A0"], "screening": {}}))
    assert ("check.seek", (("A0",),), {}) in visit.asked()


# The screen


@pytest.fixture
def stage(qt, tmp_path):
    there = Stage(qt, tmp_path)
    there.desk.alone = 0

    def begin_alone():
        there.desk.alone += 1

    there.desk.begin_alone = begin_alone
    return there


def wait_for_strap(there):
    there.context.go("session", session="paced-6-10min")
    there.qt.settle()
    tell(there.context, SEARCHING, RunWaits())
    there.qt.settle()


def begun(measured, until_s=example.AT_S):
    run = made(until_s=until_s)
    return replace(run.begun_at(Standing(until_s)), measured=measured), run.moved[-1]


def banner(there):
    shown = there.view.front.banner
    return "" if shown.isHidden() else shown.accessibleName()


def test_the_person_is_told_that_the_strap_is_looked_for(stage):
    stage.context.like(fuller=True)
    wait_for_strap(stage)
    assert banner(stage) == (
        "Looking for your strap. Your session begins by itself when the strap is there."
    )
    assert at() == "Go on without the strap"
    tell(stage.context, StrapIs(StrapState.SEARCHING, trouble="not_found"))
    assert banner(stage).startswith("Your strap is not in sight")
    assert at() == "Go on without the strap"
    tell(stage.context, StrapIs(StrapState.CONNECTING))
    assert banner(stage).startswith("Your strap is not in sight")
    stage.press(RETURN)
    assert stage.desk.alone == 1
    assert stage.desk.wished == []
    assert banner(stage) == ""


def test_the_session_begins_and_nothing_is_said_to_be_back(stage):
    wait_for_strap(stage)
    began, last = begun(measured=True)
    tell(stage.context, CONNECTED, began, last)
    stage.qt.settle()
    assert banner(stage) == ""
    assert stage.view.first_focus().hasFocus()


def test_stop_ends_the_wait(stage):
    wait_for_strap(stage)
    stage.press(ESCAPE)
    assert stage.window.place.id == "today"
    assert stage.desk.stopped


@pytest.mark.parametrize("key", [LEFT, SPACE])
@pytest.mark.parametrize("is_linked", [False, True])
def test_what_cannot_be_changed_yet_is_not_promised(stage, key, is_linked):
    wait_for_strap(stage)
    began, last = begun(measured=True)
    if is_linked:
        tell(stage.context, CONNECTED, began, replace(last, start_s=None))
    stage.view.front.bar.buttons["pause"].setFocus()
    stage.press(key)
    assert stage.view.front.cue.words() == "It begins with your first heartbeat"
    assert stage.desk.wished == []
    tell(stage.context, CONNECTED, began)
    tell(stage.context, last)
    stage.press(LEFT)
    assert stage.view.front.cue.words() == "5.9 a minute"


def test_a_strap_that_comes_too_late_is_said_to_be_there(stage):
    stage.context.go("session", session="paced-6-10min")
    began, last = begun(measured=False)
    tell(stage.context, began, last)
    stage.qt.settle()
    assert stage.view.front.signal.text() == "Without a strap"
    focused = QApplication.focusWidget()
    tell(stage.context, CONNECTED)
    assert banner(stage) == "Your strap is here. It measures from the next session on."
    assert QApplication.focusWidget() is focused
    stage.view.troubles._back.timeout.emit()
    tell(stage.context, StrapIs(StrapState.CONNECTED, battery_pct=80), last)
    assert banner(stage) == ""  # said once


def test_it_goes_on_by_itself_is_said_only_while_it_waits(stage):
    stage.play(example.example)
    lost = {"status": errors.ContactLost.code}
    promise = "Your session goes on by itself when your heart is back."
    stage.move(**lost)
    assert banner(stage).endswith("Nothing is lost.")
    stage.move(**lost, paused=True)
    assert banner(stage).endswith(f"Nothing is lost. {promise}")
    assert at() == "Go on without the strap"
    stage.move(**lost)
    assert banner(stage).endswith("Nothing is lost.")
    stage.view.turns.pause()  # who pauses goes on by themselves
    stage.move(**lost, paused=True)
    assert banner(stage).endswith("Nothing is lost.")


def test_after_going_on_without_it_the_next_loss_is_waited_for_again(stage):
    stage.play(example.example)
    stage.move(status=errors.ContactLost.code)
    stage.press(RETURN)
    assert stage.desk.wished == [wishes.ALONE]
    stage.move()
    stage.move()
    assert stage.desk.wished == [wishes.ALONE, wishes.WAIT]


def test_all_is_safe_until_saving_stopped_and_not_until_it_is_said(stage, monkeypatch):
    stage.play(example.example)
    last = made(until_s=example.AT_S).moved[-1]
    full = replace(last, saving="The disk is full.", is_disk_full=True)
    frame = replace(last.frame, status=errors.ContactLost.code)

    def tell_at(hour, minute, moved):
        class Now(QTime):
            @staticmethod
            def currentTime():  # noqa: N802
                return QTime(hour, minute)

        monkeypatch.setattr(session_banner, "QTime", Now)
        tell(stage.context, moved)

    tell_at(8, 27, replace(full, frame=frame))  # behind the contact that is lost
    assert banner(stage).startswith("The strap has lost touch")
    tell_at(8, 35, full)
    assert "Everything until 8:27 is safe" in banner(stage)
    tell_at(8, 40, last)
    tell_at(9, 5, full)
    assert "Everything until 9:05 is safe" in banner(stage)


def test_an_irregular_heart_is_no_weak_signal(stage):
    stage.play(example.example)
    last = made(until_s=example.AT_S).moved[-1].frame
    poor = replace(last.quality, artifact_pct=30.0)
    stage.move(quality=poor)
    assert stage.view.front.signal.text() == "Signal: weak"
    stage.move(quality=poor, status="irregular")
    assert stage.view.front.signal.text() == ""


def figures(there):
    shown = there.view.details.figures
    return {id_: figure.accessibleName().split(": ")[1] for id_, figure in shown.items()}


@pytest.mark.parametrize(
    ("measured", "rate", "words"),
    [(True, "61 beats/min", "Heart rate only"), (False, "not measured", "Without a strap")],
)
def test_what_nothing_measures_is_said_to_be_not_measured(stage, measured, rate, words):
    stage.context.go("session", session="paced-6-10min")
    began, last = begun(measured)
    nothing = dict.fromkeys(last.frame.values)
    trust = replace(last.frame.quality, artifact_pct=0.0, coverage=0.0, gap_s=200.0)
    frame = replace(last.frame, values=nothing, score=None, quality=trust)
    if measured:
        frame = replace(frame, status=HeartRateOnly.code)
    moved = replace(last, frame=frame, heart=None, told_bpm=61)
    tell(stage.context, StrapIs(StrapState.CONNECTED, DeviceInfo("Strap")), began, moved)
    stage.view.use("details")
    tell(stage.context, replace(moved, frame=replace(frame, t_s=frame.t_s + 3)))
    shown = figures(stage)
    assert shown.pop("rate") == rate
    assert set(shown.values()) == {"not measured"}
    assert stage.view.details.quality.accessibleName() == words


def test_no_beats_are_not_good_beats(stage):
    stage.play(example.details)
    last = made(until_s=example.AT_S).moved[-1].frame
    trust = replace(last.quality, artifact_pct=0.0, coverage=0.0, gap_s=70.0)
    stage.move(t_s=last.t_s + 3, status=errors.ConnectionLost.code, quality=trust)
    assert "100" not in figures(stage)["good"]
