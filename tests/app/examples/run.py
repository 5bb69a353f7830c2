"""One session of Anna's, with half a minute in which the strap saw nothing."""

from tests.app.examples import past_made
from tests.app.examples.tell import tell


def example(context):
    """Show the newest session."""
    context.go("run", run_id=31)
    tell(context, past_made.run_shown())
