"""The first run, step by step."""

from biofeedback.app.desk.messages import RecordsOpen, StrapIs, StrapsHeard, StrapState
from biofeedback.app.views.steps import Kept
from devices.ble import Found
from tests.app.examples.signal import HEARD, moved
from tests.app.examples.tell import tell

STRAPS = (
    Found("Polar H10 8C4E2A21", "A0:9E:1A:8C:4E:21", -51, 82, None),
    Found("Garmin HRM-Dual", "D2:11:40:7C:00:3B", -67, None, None),
    Found("TICKR 4F1B", "C8:5A:9D:4F:1B:02", -83, 40, None),
)


def _step(context, at, *ticked):
    tell(context, RecordsOpen("", True, 0, {"screening": {}, "sensors": []}))
    context.go("welcome", kept=Kept(at, set(ticked)))


def welcome(context):
    _step(context, "welcome")


def health(context):
    _step(context, "health", "acidosis")


def pain(context):
    _step(context, "pain")


def advice(context):
    _step(context, "advice", "acidosis", "night")


def reading(context):
    _step(context, "reading")


def example(context):
    """Show the step with the picture of the strap."""
    _step(context, "wear")


def search(context):
    _step(context, "search")
    tell(context, StrapIs(StrapState.SEARCHING), StrapsHeard(STRAPS))


def not_found(context):
    _step(context, "search")
    tell(context, StrapIs(StrapState.SEARCHING, trouble="not_found"), StrapsHeard(()))


def checking(context):
    _step(context, "check")
    tell(context, moved(19.0))


def clear(context):
    context.like(fuller=True)
    _step(context, "check")
    tell(context, moved(30.0), HEARD)
