"""The strap alone, as reached from the bar."""

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import StrapIs, StrapsHeard, StrapState
from biofeedback.app.examples.first_run import STRAPS
from biofeedback.app.examples.signal import moved
from biofeedback.app.examples.tell import tell
from biofeedback.app.views.steps import Kept


def example(context: Context) -> None:
    """Show how it is worn."""
    context.go("strap")


def search(context: Context) -> None:
    """Show one strap in reach."""
    context.go("strap", kept=Kept("search"))
    tell(context, StrapIs(StrapState.SEARCHING), StrapsHeard(STRAPS[:1]))


def check(context: Context) -> None:
    """Show the half minute."""
    context.go("strap", kept=Kept("check"))
    tell(context, moved(12.0))
