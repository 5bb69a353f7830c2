"""A session that a professional leads: all at a glance, the patient's screen, and its end."""

from PySide6.QtWidgets import QApplication

from biofeedback.app.charts.plot import TableKey
from biofeedback.app.context import Context
from biofeedback.app.desk.people_messages import Note, NotesAre
from biofeedback.app.examples import people
from biofeedback.app.examples.session_made import RUN_ID, Made, Standing, ecg, made
from biofeedback.app.examples.tell import tell, view
from biofeedback.app.text import tr
from biofeedback.app.views.live_run import LiveRun
from biofeedback.app.views.people import PeopleView

AT_S = 348.0


def notes() -> NotesAre:
    """Return what was noted, the newest first."""
    dropped = Note(312.0, tr("Shoulders dropped, jaw loose"))
    return NotesAre(RUN_ID, (dropped, Note(220.0), Note(65.0, tr("Asked for a softer tone"))))


def begun(context: Context, run: Made, at_s: float = AT_S) -> None:
    """Start Anna's session, and tell what came of it."""
    people.example(context)
    view(PeopleView).start("paced-6-10min", {"pain": 5, "tension": 6})
    tell(context, run.begun_at(Standing(at_s)), *run.moved)


def _led(context: Context) -> LiveRun:
    led = LiveRun.of(context)
    assert led is not None
    return led


def example(context: Context) -> None:
    """Show the sixth minute."""
    run = made(until_s=AT_S)
    begun(context, run)
    _led(context).markers_s.append(302.0)
    tell(context, notes(), ecg(AT_S), run.moved[-1])


def tables(context: Context) -> None:
    """Show the same as tables."""
    example(context)
    QApplication.processEvents()
    [key] = view(PeopleView).findChildren(TableKey)
    key.activated.emit()


def patient(context: Context) -> None:
    """Show the patient's screen, too."""
    example(context)
    _led(context).show_window(True)


def over(context: Context) -> None:
    """Show what the session brought."""
    run = made(until_s=700)
    begun(context, run, 700.0)
    tell(context, run.over)
