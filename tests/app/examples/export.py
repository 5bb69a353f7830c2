"""The page of reports and exports; and what it says when a file is written."""

from biofeedback.app.desk.past_messages import Written
from tests.app.examples import past_made
from tests.app.examples.tell import tell


def example(context):
    """Show it as it opens."""
    context.go("export")
    tell(context, past_made.runs_are())


def written(context):
    """Show it after a report is written."""
    context.go("export", run_id=31)
    tell(context, past_made.runs_are(), Written("/home/anna/Documents/biofeedback.pdf", 1))
