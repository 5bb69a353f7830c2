"""A session as it goes: breathing, details open, a trouble, stopped, over, without a strap."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RecordsOpen, RunWaits, StrapIs, StrapState
from biofeedback.app.examples.session_made import Made, Standing, ecg, made
from biofeedback.app.examples.tell import tell, view
from biofeedback.app.views.session import SessionView
from devices.records import DeviceInfo

WORN = StrapIs(StrapState.CONNECTED, DeviceInfo("Polar H10 8C4E2A21", firmware="5.0"), 82)
AT_S = 237.0  # an out-breath, half over
_DIMMED_S = 5.0
PERSON = {"alias": "", "screening": {}, "preferences": {}, "sensors": []}


def _begin(context: Context, run: Made, at_s: float = AT_S) -> Standing:
    context.go("session", session="paced-6-10min")
    QApplication.processEvents()  # so that the view has its size
    clock = Standing(at_s)
    tell(context, RecordsOpen("", True, 0, PERSON), WORN, run.begun_at(clock))
    return clock


def _go_on(clock: Standing, by_s: float = 1.0) -> None:
    """Let time pass when all has its place, so that nothing is on its way any more."""
    for _ in range(3):  # one layout asks for another
        QApplication.processEvents()
    clock.at_s += by_s


def example(context: Context) -> None:
    """Show the fourth minute."""
    run = made(until_s=AT_S)
    _begin(context, run)
    tell(context, *run.moved)


def details(context: Context, *, as_tables: bool = False) -> None:
    """Show the same with the details open."""
    run = made(until_s=AT_S)
    clock = _begin(context, run, AT_S - 1)
    tell(context, *run.moved[:-1])
    view(SessionView).use("details")
    if as_tables:
        view(SessionView).details.table_key.activated.emit()
    clock.at_s = AT_S
    tell(context, ecg(AT_S), run.moved[-1])


def tables(context: Context) -> None:
    """Show the details as tables."""
    details(context, as_tables=True)


def trouble(context: Context) -> None:
    """Show the strap without touch, and the session waiting."""
    run = made(until_s=AT_S + 4, lost_s=AT_S - 20)
    clock = _begin(context, run, AT_S + 3)
    tell(context, *run.moved)
    _go_on(clock)
    QTimer.singleShot(0, view(SessionView).front.banner.action.setFocus)


def irregular(context: Context) -> None:
    """Show a heartbeat that cannot be drawn."""
    run = made(until_s=AT_S)
    clock = _begin(context, run, AT_S - 1)
    last = run.moved[-1]
    tell(context, *run.moved, replace(last, frame=replace(last.frame, status="irregular")))
    _go_on(clock)


def waiting(context: Context) -> None:
    """Show that the usual strap is looked for before it begins."""
    context.go("session", session="paced-6-10min")
    QApplication.processEvents()
    tell(context, StrapIs(StrapState.SEARCHING), RunWaits())
    QTimer.singleShot(0, view(SessionView).front.banner.action.setFocus)


def unmeasured(context: Context) -> None:
    """Show a session that no strap measures, and the strap that comes too late for it."""
    run = made(until_s=AT_S)
    context.go("session", session="paced-6-10min")
    QApplication.processEvents()
    clock = Standing(AT_S - 1)
    began = replace(run.begun_at(clock), measured=False)
    tell(context, RecordsOpen("", True, 0, PERSON), began, WORN, run.moved[-1])
    _go_on(clock)


def stopped(context: Context) -> None:
    """Show the question after a stop."""
    run = made(until_s=AT_S)
    clock = _begin(context, run, AT_S - 2)
    tell(context, *run.moved)
    view(SessionView).back()
    tell(context, replace(run.moved[-1], plan=run.began.plan.paused(AT_S - 3)))
    _go_on(clock, AT_S - clock.at_s)


def over(context: Context) -> None:
    """Show the end."""
    run = made(until_s=700)
    clock = _begin(context, run, 700.0)
    tell(context, *run.moved, run.over)
    _go_on(clock)


def paused(context: Context) -> None:
    """Show a rest."""
    run = made(until_s=AT_S)
    clock = _begin(context, run, AT_S - 3)
    tell(context, *run.moved[:-1])
    view(SessionView).use("pause")
    last = run.moved[-1]
    frame = replace(last.frame, paused=True)
    tell(context, replace(last, frame=frame, plan=run.began.plan.paused(AT_S - 3)))
    _go_on(clock, AT_S - clock.at_s)


def eyes_closed(context: Context) -> None:
    """Show the dark screen."""
    run = made(until_s=AT_S)
    clock = _begin(context, run, AT_S - _DIMMED_S)
    tell(context, *run.moved)
    view(SessionView).use("eyes")
    clock.at_s = AT_S
