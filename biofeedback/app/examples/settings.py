"""Settings as Anna finds them: her strap is known, her records are encrypted."""

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RecordsOpen, StrapIs, StrapState
from biofeedback.app.desk.safe_messages import EXPORT, SafeDone, SafeIs, Working
from biofeedback.app.examples.tell import press, tell
from biofeedback.app.text import tr
from devices.records import DeviceInfo

PLACE = "/home/anna/.local/share/biofeedback/records.db"
STRAP = StrapIs(StrapState.CONNECTED, DeviceInfo("Polar H10 8C4E2A21", "24:AC:AC:04:8C:4E"), 82)
PERSON = {
    "alias": "Anna",
    "screening": {},
    "preferences": {"pace_per_min": 5.5, "inhale_pct": 40, "swing_bpm": 10.0},
    "sensors": ["24:AC:AC:04:8C:4E"],
}
RECORDS = RecordsOpen(PLACE, True, 0, PERSON)
SAFE = SafeIs(PLACE, "UNLOCKED")


def example(context: Context) -> None:
    """Show the page."""
    tell(context, STRAP, RECORDS)
    context.go("settings")
    tell(context, SAFE)


def backed_up(context: Context) -> None:
    """Show the page after a backup."""
    example(context)
    tell(context, SafeDone("backup", True, path="/media/anna/stick/biofeedback-2026-03-13.backup"))


def exporting(context: Context) -> None:
    """Show the page while everything is exported."""
    example(context)
    tell(context, Working(EXPORT, 119, 500))


def passphrase(context: Context) -> None:
    """Show how a passphrase is chosen."""
    example(context)
    press(tr("Change the passphrase"))


def erase(context: Context) -> None:
    """Show the question before everything goes."""
    example(context)
    press(tr("Erase everything"))
