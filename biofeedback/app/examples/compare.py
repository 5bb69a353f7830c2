"""Two of Anna's sessions beside each other; and the page on which they are picked."""

from biofeedback.app.context import Context
from biofeedback.app.examples import past_made
from biofeedback.app.examples.tell import tell


def example(context: Context) -> None:
    """Show the first and the newest of a week."""
    context.go("compare", a=26, b=31)
    tell(context, past_made.compared())


def pick(context: Context) -> None:
    """Show what is there to pick, two of it picked."""
    context.go("compare")
    tell(context, past_made.runs_are(6), *past_made.pictured())
