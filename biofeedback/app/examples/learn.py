"""The list of cards after some reading, and cards in both readings."""

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.examples.tell import tell
from biofeedback.app.examples.today import STRAP


def example(context: Context) -> None:
    """Show the list."""
    _read(context)
    context.go("learn")


def card(context: Context) -> None:
    """Show a card with two drawings, plain."""
    _open(context, "slow-breathing", fuller=False)


def fuller(context: Context) -> None:
    """Show a card in its fuller reading."""
    _open(context, "muscles", fuller=True)


def guidelines(context: Context) -> None:
    """Show the table."""
    _open(context, "guidelines", fuller=False)


def _open(context: Context, card: str, *, fuller: bool) -> None:
    _read(context)
    context.like(fuller=fuller)
    context.go("card", card=card)


def _read(context: Context) -> None:
    preferences = {"read_cards": ["slow-breathing", "six-a-minute"]}
    person = {"alias": "Anna", "screening": {}, "preferences": preferences, "sensors": []}
    tell(context, STRAP, RecordsOpen("records.db", True, 0, person))
