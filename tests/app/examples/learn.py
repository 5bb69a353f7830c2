"""The list of cards after some reading, and cards in both readings."""

from biofeedback.app.desk.messages import RecordsOpen
from tests.app.examples.tell import tell
from tests.app.examples.today import STRAP


def example(context):
    """Show the list."""
    _read(context)
    context.go("learn")


def card(context):
    """Show a card with two drawings, plain."""
    _open(context, "slow-breathing", fuller=False)


def fuller(context):
    """Show a card in its fuller reading."""
    _open(context, "muscles", fuller=True)


def guidelines(context):
    """Show the table."""
    _open(context, "guidelines", fuller=False)


def _open(context, card, *, fuller):
    _read(context)
    context.like(fuller=fuller)
    context.go("card", card=card)


def _read(context):
    preferences = {"read_cards": ["slow-breathing", "six-a-minute"]}
    person = {"alias": "Anna", "screening": {}, "preferences": preferences, "sensors": []}
    tell(context, STRAP, RecordsOpen("records.db", True, 0, person))
