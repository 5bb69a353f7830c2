"""The first run, step by step."""

from typing import TYPE_CHECKING, cast

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RecordsOpen, StrapIs, StrapsHeard, StrapState
from biofeedback.app.examples.signal import HEARD, moved
from biofeedback.app.examples.tell import tell
from biofeedback.app.views.steps import Kept
from devices.ble import Found

if TYPE_CHECKING:
    from devices.ble import Device

_DEVICE = cast("Device", None)  # nobody connects to a strap of an example
STRAPS = (
    Found("Polar H10 8C4E2A21", "A0:9E:1A:8C:4E:21", -51, 82, _DEVICE),
    Found("Garmin HRM-Dual", "D2:11:40:7C:00:3B", -67, None, _DEVICE),
    Found("TICKR 4F1B", "C8:5A:9D:4F:1B:02", -83, 40, _DEVICE),
)


def _step(context: Context, at: str, *ticked: str) -> None:
    tell(context, RecordsOpen("", True, 0, {"screening": {}, "sensors": []}))
    context.go("welcome", kept=Kept(at, set(ticked)))


def welcome(context: Context) -> None:
    """Show what it is, and for whom."""
    _step(context, "welcome")


def health(context: Context) -> None:
    """Show the questions about health, one ticked."""
    _step(context, "health", "acidosis")


def pain(context: Context) -> None:
    """Show the questions about the pain."""
    _step(context, "pain")


def advice(context: Context) -> None:
    """Show the advice to ask a professional."""
    _step(context, "advice", "acidosis", "night")


def reading(context: Context) -> None:
    """Show the choice of language and size."""
    _step(context, "reading")


def example(context: Context) -> None:
    """Show the step with the picture of the strap."""
    _step(context, "wear")


def search(context: Context) -> None:
    """Show three straps in reach."""
    _step(context, "search")
    tell(context, StrapIs(StrapState.SEARCHING), StrapsHeard(STRAPS))


def not_found(context: Context) -> None:
    """Show what may help where none is."""
    _step(context, "search")
    tell(context, StrapIs(StrapState.SEARCHING, trouble="not_found"), StrapsHeard(()))


def checking(context: Context) -> None:
    """Show the half minute."""
    _step(context, "check")
    tell(context, moved(19.0))


def clear(context: Context) -> None:
    """Show a good verdict, fuller."""
    context.like(fuller=True)
    _step(context, "check")
    tell(context, moved(30.0), HEARD)
