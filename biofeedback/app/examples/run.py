"""One session of Anna's, with half a minute in which the strap saw nothing."""

from biofeedback.app.context import Context
from biofeedback.app.examples import past_made
from biofeedback.app.examples.tell import press, tell
from biofeedback.app.text import tr


def example(context: Context) -> None:
    """Show the newest session."""
    context.go("run", run_id=31)
    tell(context, past_made.run_shown())


def delete(context: Context) -> None:
    """Show the question before it is deleted."""
    example(context)
    press(tr("Delete this session"))
