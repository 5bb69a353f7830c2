"""The records ask for their key."""

from biofeedback.app.context import Context


def example(context: Context) -> None:
    """Show where a passphrase is chosen."""
    context.go("unlock", new=True)


def locked(context: Context) -> None:
    """Show where it is typed, after a wrong one."""
    context.go("unlock", wrong=True)
