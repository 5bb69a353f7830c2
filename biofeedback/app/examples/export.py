"""The page of reports and exports; and what it says when a file is written."""

from biofeedback.app.context import Context
from biofeedback.app.desk.past_messages import Written
from biofeedback.app.examples import past_made
from biofeedback.app.examples.tell import tell


def example(context: Context) -> None:
    """Show it as it opens."""
    context.go("export")
    tell(context, past_made.runs_are())


def written(context: Context) -> None:
    """Show it after a report is written."""
    context.go("export", run_id=31)
    tell(context, past_made.runs_are(), Written("/home/anna/Documents/biofeedback.pdf", 1))
