"""The question before a session."""

from biofeedback.app.context import Context


def example(context: Context) -> None:
    """Show it as it opens."""
    context.go("before", session="paced-6-10min")
