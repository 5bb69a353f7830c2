"""The question before a session."""


def example(context):
    """Show it as it opens."""
    context.go("before", session="paced-6-10min")
