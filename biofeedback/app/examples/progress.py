"""Progress of Anna after two months; on her first day; and after one session."""

from dataclasses import replace

from biofeedback.app.context import Context
from biofeedback.app.desk.past_messages import RunsAre
from biofeedback.app.examples import past_made
from biofeedback.app.examples.tell import tell


def example(context: Context) -> None:
    """Show eight weeks."""
    context.go("progress")
    tell(context, past_made.progress(), past_made.runs_are(), *past_made.pictured())


def empty(context: Context) -> None:
    """Show it before the first session."""
    context.go("progress")
    nothing = replace(past_made.progress(), runs=0, ratings=None, rest=None, rest_ms=None)
    tell(context, nothing, RunsAre((), 0))


def one_session(context: Context) -> None:
    """Show it after one session."""
    context.go("progress")
    runs = past_made.RUNS[:1]
    tell(context, replace(past_made.progress(), runs=1), past_made.runs_are(1, runs))
    tell(context, *past_made.pictured(runs))
