"""All sessions, and one of them."""

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.examples.tell import tell
from biofeedback.app.examples.today import STRAP


def example(context: Context) -> None:
    """Show the shelf."""
    tell(context, STRAP)
    context.go("sessions")


def short_ones(context: Context) -> None:
    """Show the shelf narrowed to what is short and good for the muscles."""
    context.go("sessions", minutes=5, network="muscle")


def nothing(context: Context) -> None:
    """Show a shelf on which nothing is left."""
    context.go("sessions", minutes=5, network="immune")


def card(context: Context) -> None:
    """Show one session."""
    tell(context, STRAP)
    context.go("sessions", session="pmr-4-groups")


def closed(context: Context) -> None:
    """Show a session that stays closed."""
    kept = {"screening": {"acidosis": True, "advised": True}}
    tell(context, STRAP, RecordsOpen("", True, 0, kept))
    context.go("sessions", session="resonance-stepped")
