"""A session as it goes: breathing, details open, a trouble, stopped, over, without a strap."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from biofeedback.app.desk.messages import RecordsOpen, RunBegan, StrapIs, StrapState
from devices.records import DeviceInfo
from tests.app.examples.session_made import Standing, ecg, made
from tests.app.examples.tell import tell

WORN = StrapIs(StrapState.CONNECTED, DeviceInfo("Polar H10 8C4E2A21", firmware="5.0"), 82)
AT_S = 237.0  # an out-breath, half over
PERSON = {"alias": "", "screening": {}, "preferences": {"swing_bpm": 15}, "sensors": []}


def _begin(context, run, at_s=AT_S):
    context.go("session", session="paced-6-10min")
    QApplication.processEvents()  # so that the view has its size
    began = RunBegan(run.began.run_id, run.began.plan, Standing(at_s), run.began.measured)
    tell(context, RecordsOpen("", True, 0, PERSON), WORN, began)
    return began.clock


def _window(context):
    return context._go.__self__


def example(context):
    """Show the fourth minute."""
    run = made(until_s=AT_S)
    _begin(context, run)
    tell(context, *run.moved)


def details(context):
    """Show the same with the details open."""
    run = made(until_s=AT_S)
    clock = _begin(context, run, AT_S - 1)
    tell(context, *run.moved[:-1])
    _window(context).view.use("details")
    clock.at_s = AT_S
    tell(context, ecg(AT_S), run.moved[-1])


def trouble(context):
    """Show the strap without touch, and the session waiting."""
    run = made(until_s=AT_S + 4, lost_s=AT_S - 20)
    _begin(context, run, AT_S + 4)
    tell(context, *run.moved)
    QTimer.singleShot(0, _window(context).view.front.banner.action.setFocus)


def irregular(context):
    """Show a heartbeat that cannot be drawn."""
    run = made(until_s=AT_S)
    _begin(context, run)
    last = run.moved[-1]
    tell(context, *run.moved, replace(last, frame=replace(last.frame, status="irregular")))


def stopped(context):
    """Show the question after a stop."""
    run = made(until_s=AT_S)
    clock = _begin(context, run, AT_S - 2)
    tell(context, *run.moved)
    _window(context).view.back()
    tell(context, replace(run.moved[-1], plan=run.began.plan.paused(AT_S - 3)))
    clock.at_s = AT_S


def over(context):
    """Show the end."""
    run = made(until_s=700)
    _begin(context, run, 700.0)
    tell(context, *run.moved, run.over)


def paused(context):
    """Show a rest."""
    run = made(until_s=AT_S)
    clock = _begin(context, run, AT_S - 3)
    tell(context, *run.moved[:-1])
    _window(context).view.use("pause")
    last = run.moved[-1]
    frame = replace(last.frame, paused=True)
    tell(context, replace(last, frame=frame, plan=run.began.plan.paused(AT_S - 3)))
    clock.at_s = AT_S


def eyes_closed(context):
    """Show the dark screen, looked at for a moment."""
    example(context)
    _window(context).view.use("eyes")
