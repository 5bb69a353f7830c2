"""One session of Anna's, with half a minute in which the strap saw nothing."""

from biofeedback.app.text import tr
from tests.app.examples import past_made
from tests.app.examples.tell import press, tell


def example(context):
    """Show the newest session."""
    context.go("run", run_id=31)
    tell(context, past_made.run_shown())


def delete(context):
    """Show the question before it is deleted."""
    example(context)
    press(tr("Delete this session"))
