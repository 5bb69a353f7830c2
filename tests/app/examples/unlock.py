"""The records ask for their key."""


def example(context):
    """Show where a passphrase is chosen."""
    context.go("unlock", new=True)


def locked(context):
    """Show where it is typed, after a wrong one."""
    context.go("unlock", wrong=True)
