"""How an example speaks: as the desk would."""


def tell(context, *messages):
    """Tell the window messages, as if the desk did."""
    for message in messages:
        context._told(message)
