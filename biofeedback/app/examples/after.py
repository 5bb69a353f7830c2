"""After a session: the question, and the picture with its sentence."""

from dataclasses import replace

from PySide6.QtCore import QDate, QDateTime, QTime

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RunOver
from biofeedback.app.examples.session_made import made
from biofeedback.app.examples.tell import press
from biofeedback.app.text import tr
from biofeedback.app.views.session_words import title_of
from biofeedback.live.frame import IRREGULAR

BEGAN = QDateTime(QDate(2026, 3, 13), QTime(8, 20))


def ask(context: Context) -> None:
    """Show the question."""
    _go(context, made(until_s=700).over)


def example(context: Context) -> None:
    """Show the picture of a whole session."""
    _go(context, made(until_s=700).over, now={"pain": 4, "tension": 3})


def fuller(context: Context) -> None:
    """Show the same to who likes to read more."""
    context.like(fuller=True)
    example(context)


def short(context: Context) -> None:
    """Show a session that was stopped."""
    _go(context, made(until_s=233.2).over, now={})


def irregular(context: Context) -> None:
    """Show a session with a heartbeat that could not be drawn."""
    _go(context, replace(made(until_s=700).over, status=IRREGULAR), now={"pain": 4, "tension": 3})


def unsaved(context: Context) -> None:
    """Show a session whose end found no room on the disk."""
    _go(context, replace(made(until_s=700).over, saving="full"), now={"pain": 4, "tension": 3})


def _go(context: Context, over: RunOver, now: dict[str, int] | None = None) -> None:
    context.go(
        "after",
        over=over,
        title=title_of(over.plan.session.title),
        began=BEGAN,
        measured=True,
        before={"pain": 5, "tension": 6} if now is None or now else {},
        now=now,
    )


def discard(context: Context) -> None:
    """Show the question before it is discarded."""
    example(context)
    press(tr("Discard"))
