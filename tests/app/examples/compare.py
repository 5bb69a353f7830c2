"""Two of Anna's sessions beside each other; and the page on which they are picked."""

from tests.app.examples import past_made
from tests.app.examples.tell import tell


def example(context):
    """Show the first and the newest of a week."""
    context.go("compare", a=26, b=31)
    tell(context, past_made.compared())


def pick(context):
    """Show what is there to pick, two of it picked."""
    context.go("compare")
    tell(context, past_made.runs_are(6), *past_made.pictured())
