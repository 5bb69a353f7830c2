"""What a tile of the group says: one state, and what to say to the person. A table, no Qt."""

from collections.abc import Callable
from dataclasses import dataclass

from biofeedback.app.desk.group_messages import SeatLink, SeatShown
from biofeedback.app.text import number, tr
from biofeedback.live.feedback import Zone
from biofeedback.live.help_order import Trouble
from devices import errors

Words = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Distress:
    """A trouble as the group shows it.

    Attributes
    ----------
    codes : tuple of str
        What the desk calls it.
    word : callable
        What stands in the frame.
    saying : callable
        The sentence for the person.
    """

    codes: tuple[str, ...]
    word: Words
    saying: Words


DISTRESS = (
    Distress((Trouble.NO_CONTACT,), lambda: tr("No contact"), lambda: tr("Moisten the pads")),
    Distress(
        (Trouble.OUT_OF_REACH, errors.NotFound.code),
        lambda: tr("Out of reach"),
        lambda: tr("Sit a little closer"),
    ),
    Distress((Trouble.IRREGULAR,), lambda: tr("Irregular"), lambda: tr("Breathe as you like")),
    Distress(
        (Trouble.BREATHING_FAST,),
        lambda: tr("Breathing fast"),
        lambda: tr("Smaller and easier"),
    ),
    Distress((Trouble.BATTERY_LOW,), lambda: tr("Battery low"), lambda: tr("Enough for today")),
    Distress(
        (errors.Busy.code,), lambda: tr("Strap is busy"), lambda: tr("Close the app on your phone")
    ),
)
_OTHER = Distress((), lambda: tr("Needs a look"), lambda: tr("Take the strap off and on again"))


def name_of(seat: SeatShown) -> str:
    """Return what a person is called; a guest, where nobody is known there."""
    return seat.alias or tr("Guest {number}").format(number=seat.number)


def distress_of(seat: SeatShown) -> Distress | None:
    """Return what troubles a person; None for nothing."""
    if not seat.trouble:
        return None
    return next((each for each in DISTRESS if seat.trouble in each.codes), _OTHER)


def state_words(seat: SeatShown) -> str:
    """Return how it goes, in a word or two."""
    if (distress := distress_of(seat)) is not None:
        return distress.word()
    if seat.is_finished:
        return tr("Done for today")
    if seat.is_paused:
        return tr("Resting")
    if seat.start_s is None:
        return link_words(seat.link)
    zones = {
        Zone.SETTLING: tr("Settling in"),
        Zone.FINDING: tr("Finding the rhythm"),
        Zone.ALONG: tr("Breathing along"),
    }
    return zones[Zone(seat.zone or Zone.SETTLING)]


def link_words(link: SeatLink) -> str:
    """Return how it stands with a strap, before the session."""
    return {
        SeatLink.NO_STRAP: tr("No strap"),
        SeatLink.LOOKING: tr("Looking for the strap"),
        SeatLink.CONNECTING: tr("Connecting"),
        SeatLink.CONNECTED: tr("Ready"),
        SeatLink.OUT_OF_REACH: tr("Out of reach"),
    }[link]


def help_words(seat: SeatShown) -> str:
    """Return the one line of help: what to say to the person; else the pace that is led."""
    if seat.saving:
        return seat.saving
    distress = distress_of(seat)
    if distress is None:
        return "" if seat.pace_per_min is None else pace_words(seat.pace_per_min)
    if seat.trouble == Trouble.BREATHING_FAST and seat.breaths_per_min is not None:
        words = tr("{rate} a minute: smaller, easier")
        return words.format(rate=number(seat.breaths_per_min))
    return distress.saying()


def pace_words(rate_per_min: float) -> str:
    """Return the pace on a tile."""
    return tr("Pace {rate}").format(rate=number(rate_per_min, 1))


def spoken(seat: SeatShown, *, is_seen: bool = False) -> str:
    """Return all of a tile as a screen reader says it."""
    parts = [f"{name_of(seat)}, {state_words(seat)}"]
    if is_seen:
        parts.append(tr("seen"))
    if words := help_words(seat):
        parts.append(words)
    if seat.battery_pct is not None:
        parts.append(_battery_words(seat.battery_pct))
    return ". ".join(parts)


def strap_words(seat: SeatShown) -> str:
    """Return the name of the strap, and its battery where it is known."""
    battery = "" if seat.battery_pct is None else _battery_words(seat.battery_pct)
    return " \u00b7 ".join(filter(None, (seat.strap_name, battery)))


def _battery_words(percent: int) -> str:
    return tr("battery {percent} %").format(percent=percent)
