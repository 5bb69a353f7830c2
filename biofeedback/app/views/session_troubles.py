"""What may go wrong in a session, in the person's words: a table, the most hindering first."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, auto

from biofeedback.app.desk.messages import RunMoved, StrapIs, StrapState
from biofeedback.app.system_settings import has_bluetooth_settings
from biofeedback.app.text import tr
from biofeedback.live.frame import IRREGULAR, OK
from devices import errors
from devices.records import DeviceInfo

SAVING, DISK_FULL = "saving_stopped", "disk_full"
BATTERY, KEPT_HERE = "battery_low", "kept_here"
ON_ITS_WAY = "on_its_way"
"""The strap is looked for, and the session begins with it."""
LOW_BATTERY_PCT = 15

Words = Callable[[], str]


class Effect(Enum):
    """What the one action does."""

    GO_ON = auto()
    """Go on without the strap."""
    SEARCH = auto()
    """Search for the strap at once; afterwards, go on without it."""
    SETTINGS = auto()
    """Open the Bluetooth settings of this computer; go on where nobody knows how."""
    ASIDE = auto()
    """Put the banner aside until it is cured."""
    SHOW_HOW = auto()
    """Say more in the same place."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One trouble.

    Attributes
    ----------
    code : str
        The `code` of a `DeviceError`, a status of a frame, or one of this file.
    headline, what_to_do, action : callable
        What happened; what it means and what to do; the one way out.
    effect : Effect
        What the way out does.
    how : callable or None
        What `Effect.SHOW_HOW` says.
    of_heart : bool
        Whether the heart is away meanwhile, and is said to be back.
    """

    code: str
    headline: Words
    what_to_do: Words
    action: Words
    effect: Effect
    how: Words | None = None
    of_heart: bool = False


def go_on() -> str:
    """Return the words for going on without the strap."""
    return tr("Go on without the strap")


def _settings() -> str:
    return tr("Open Bluetooth settings") if has_bluetooth_settings() else go_on()


def _system() -> str:
    return tr("Open settings") if has_bluetooth_settings() else go_on()


def _search() -> str:
    return tr("Search again")


def _all_right() -> str:
    return tr("All right")


TROUBLES = (
    Trouble(
        errors.ContactLost.code,
        lambda: tr("The strap has lost touch with your skin"),
        lambda: tr("Moisten the two pads, or close the strap a little tighter. Nothing is lost."),
        go_on,
        Effect.GO_ON,
        of_heart=True,
    ),
    Trouble(
        errors.BluetoothOff.code,
        lambda: tr("Bluetooth is switched off"),
        lambda: tr("Switch it on; the search goes on by itself. Nothing is lost."),
        _settings,
        Effect.SETTINGS,
        of_heart=True,
    ),
    Trouble(
        errors.NoAdapter.code,
        lambda: tr("This computer has no Bluetooth"),
        lambda: tr("A small USB adapter is enough. You can breathe without a strap today."),
        go_on,
        Effect.GO_ON,
        of_heart=True,
    ),
    Trouble(
        errors.NoPermission.code,
        lambda: tr("The app may not use Bluetooth yet"),
        lambda: tr("Allow it once in the system's settings. You can breathe without a strap."),
        _system,
        Effect.SETTINGS,
        of_heart=True,
    ),
    Trouble(
        errors.BluetoothUnavailable.code,
        lambda: tr("Bluetooth does not answer"),
        lambda: tr("Switch it off and on again. Nothing is lost."),
        go_on,
        Effect.GO_ON,
        of_heart=True,
    ),
    Trouble(
        errors.Busy.code,
        lambda: tr("Your strap is talking to another device"),
        lambda: tr("Close the app on your phone or watch. The search goes on by itself."),
        _search,
        Effect.SEARCH,
        of_heart=True,
    ),
    Trouble(
        errors.NotFound.code,
        lambda: tr("Your strap is not in sight"),
        lambda: tr(
            "Worn and moist? Within two metres? Not in use by a phone or watch? Battery less than "
            "a year old? The search goes on by itself."
        ),
        _search,
        Effect.SEARCH,
        of_heart=True,
    ),
    Trouble(
        errors.ConnectionLost.code,
        lambda: tr("The strap is out of reach"),
        lambda: tr("It connects again by itself. Nothing is lost."),
        go_on,
        Effect.GO_ON,
        of_heart=True,
    ),
    Trouble(
        errors.PairingRefused.code,
        lambda: tr("Strap and computer do not trust each other yet"),
        lambda: tr("Remove the strap in the Bluetooth settings, then connect again."),
        lambda: tr("Show me how"),
        Effect.SHOW_HOW,
        lambda: tr(
            "After the session: open the Bluetooth settings of this computer, choose the strap, "
            "and remove it. Then open this app and connect again."
        ),
    ),
    Trouble(
        DISK_FULL,
        lambda: tr("Saving has stopped: the disk is full"),
        lambda: tr("Your session goes on. Everything until {time} is safe."),
        lambda: tr("Show me how"),
        Effect.SHOW_HOW,
        lambda: tr(
            "Make room on the disk: empty the trash, or move large files elsewhere. Saving begins "
            "again by itself."
        ),
    ),
    Trouble(
        SAVING,
        lambda: tr("Saving has stopped"),
        lambda: tr("Your session goes on. Everything until {time} is safe."),
        lambda: tr("Show me how"),
        Effect.SHOW_HOW,
        lambda: tr(
            "Leave the app open: what cannot be written yet waits in it, and saving begins again "
            "by itself."
        ),
    ),
    Trouble(
        IRREGULAR,
        lambda: tr("Your heartbeat is too irregular to draw just now"),
        lambda: tr("Breathing goes on. If this is new to you, ask your doctor."),
        _all_right,
        Effect.ASIDE,
    ),
    Trouble(
        errors.HeartRateOnly.code,
        lambda: tr("This strap sends only the heart rate"),
        lambda: tr("Breathing works. The wave and the rings need another strap."),
        lambda: tr("Which straps work?"),
        Effect.SHOW_HOW,
        lambda: tr(
            "Chest straps that tell each heartbeat: Polar H10, H9 and H7, Garmin HRM-Dual, Wahoo "
            "Tickr, Movesense, and most others with Bluetooth."
        ),
    ),
    Trouble(
        KEPT_HERE,
        lambda: tr("The clinic's records cannot be reached"),
        lambda: tr("This session is kept on this computer and brought over later."),
        _all_right,
        Effect.ASIDE,
    ),
    Trouble(
        BATTERY,
        lambda: tr("The strap's battery is getting low"),
        lambda: tr("Enough for today. A new one soon will do."),
        _all_right,
        Effect.ASIDE,
    ),
    Trouble(
        ON_ITS_WAY,
        lambda: tr("Looking for your strap"),
        lambda: tr("Your session begins by itself when the strap is there."),
        go_on,
        Effect.GO_ON,
        of_heart=True,
    ),
)


def waiting() -> str:
    """Return what is said while the session stands still for the heart."""
    return tr("Your session goes on by itself when your heart is back.")


def codes_of(moved: RunMoved | None, strap: StrapIs, *, measured: bool) -> set[str]:
    """Return what is in trouble now; before anything came from the strap, `moved` is None."""
    codes = set()
    if measured and strap.state is StrapState.LOST:
        codes.add(strap.trouble)
    if moved is None:
        return codes
    frame = moved.frame
    if moved.saving:
        codes.add(DISK_FULL if moved.is_disk_full else SAVING)
    if moved.is_kept_here:
        codes.add(KEPT_HERE)
    if measured and frame.status != OK:
        codes.add(frame.status)
    if measured and frame.battery_pct is not None and frame.battery_pct <= LOW_BATTERY_PCT:
        codes.add(BATTERY)
    return codes


def worst(codes: Collection[str]) -> Trouble | None:
    """Return the most hindering of some troubles; None where none is known."""
    return next((trouble for trouble in TROUBLES if trouble.code in codes), None)


def cause(trouble: Trouble, gap_s: float, artifact_pct: float, info: DeviceInfo) -> str:
    """Return the cause and the figure, for who likes to read more."""
    words = []
    if trouble.of_heart:
        words.append(tr("No beat for {seconds} s.").format(seconds=round(gap_s)))
        if info.name:
            model = f"{info.name}, {info.firmware}" if info.firmware else info.name
            words.append(tr("Strap: {model}.").format(model=model))
    elif trouble.code == IRREGULAR:
        share = tr("{percent} % of the intervals fit no rhythm.")
        words.append(share.format(percent=round(artifact_pct)))
    return " ".join(words)
