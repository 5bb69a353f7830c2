"""The strap alone, as reached from the bar."""

from biofeedback.app.desk.messages import StrapIs, StrapsHeard, StrapState
from biofeedback.app.views.steps import Kept
from tests.app.examples.first_run import STRAPS
from tests.app.examples.signal import moved
from tests.app.examples.tell import tell


def example(context):
    """Show how it is worn."""
    context.go("strap")


def search(context):
    """Show one strap in reach."""
    context.go("strap", kept=Kept("search"))
    tell(context, StrapIs(StrapState.SEARCHING), StrapsHeard(STRAPS[:1]))


def check(context):
    """Show the half minute."""
    context.go("strap", kept=Kept("check"))
    tell(context, moved(12.0))
