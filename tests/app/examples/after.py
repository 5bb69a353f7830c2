"""After a session: the question, and the picture with its sentence."""

from PySide6.QtCore import QDate, QDateTime, QTime

from biofeedback.app.text import tr
from tests.app.examples.session_made import made
from tests.app.examples.tell import press

BEGAN = QDateTime(QDate(2025, 3, 14), QTime(8, 20))


def ask(context):
    """Show the question."""
    _go(context, made(until_s=700).over)


def example(context):
    """Show the picture of a whole session."""
    _go(context, made(until_s=700).over, now={"pain": 4, "tension": 3})


def short(context):
    """Show a session that was stopped."""
    _go(context, made(until_s=233.2).over, now={})


def _go(context, over, now=None):
    context.go(
        "after",
        over=over,
        title="Steady breathing",
        began=BEGAN,
        measured=True,
        before={"pain": 5, "tension": 6} if now is None or now else {},
        now=now,
    )


def discard(context):
    """Show the question before it is discarded."""
    example(context)
    press(tr("Discard"))
