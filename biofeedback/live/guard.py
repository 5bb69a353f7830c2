"""What protects the person: hints against breathing too much, and rules that stop or hide.

Over-breathing is the main risk of slow breathing: dizziness, tingling. It is judged by breathing
that was measured, never by the heart. Nothing here acts: it says what is due, and whoever runs the
session does it. A moment without a measurement says nothing either way.

1. Too fast: more than half above the pace, and more than three a minute. A person who simply
   breathes on as before gets the same hint, which does no harm.
2. Too deep: half as deep again as the first breaths, while the rate rises.
3. After one breath of either, "smaller and easier"; after three more, the pacer rests.

The borders are ours: no study gives any.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _

from biofeedback.live.frame import IRREGULAR, Frame
from devices.errors import ContactLost, marked

CONTACT_LOST_S = 15.0
_TOO_FAST, _LEAST_FASTER_PER_MIN = 1.5, 3.0
_TOO_DEEP = 1.5
_RISING_PER_MIN = 0.5
_HINT_BREATHS, _PAUSE_BREATHS = 1, 4


class Hint(StrEnum):
    """What to tell a person whose breath was measured."""

    NONE = ""
    EASIER = "easier"
    PAUSE = "pause"

    @property
    def text(self) -> str:
        """The words; empty where there is nothing to say."""
        return _(_HINTS[self]) if self else ""


_HINTS = {
    Hint.EASIER: marked("Smaller and easier."),
    Hint.PAUSE: marked("Breathe as you like for a while."),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """The breath at one time, as measured and as led.

    Attributes
    ----------
    t_s : float
        On any clock that runs on.
    pace_per_min : float or None
        The rate that is led; None where nothing is.
    rate_per_min : float or None
        The rate that a sensor saw; None while unknown, or while it still tells of the breathing
        before the pacer began.
    depth_rel : float or None
        Depth as a multiple of the first breaths' (`signals.respiration`); None while unknown.
    """

    t_s: float
    pace_per_min: float | None
    rate_per_min: float | None
    depth_rel: float | None = None


def breathing_hint(moments: Sequence[Moment]) -> Hint:
    """Say what is due after these moments, the newest last.

    How long it has gone on counts back from the newest moment, in breaths of the pace, up to one
    at which the breath was fine or nothing was led. Two minutes of moments are enough.
    """
    newest = moments[-1] if moments else None
    if newest and _is_fine(newest):
        return Hint.NONE
    measured = [m for m in moments if m.rate_per_min is not None or m.pace_per_min is None]
    if not measured or measured[-1].pace_per_min is None:
        return Hint.NONE
    breath_s = 60.0 / measured[-1].pace_per_min
    lowest_per_min = math.inf
    too_much_since_s = math.inf
    for moment in measured:
        if moment.pace_per_min is None:
            lowest_per_min, too_much_since_s = math.inf, math.inf
            continue
        rate_per_min = moment.rate_per_min or 0.0
        lowest_per_min = min(lowest_per_min, rate_per_min)
        too_much = _too_fast(rate_per_min, moment.pace_per_min) or (
            (moment.depth_rel or 0.0) >= _TOO_DEEP
            and rate_per_min - lowest_per_min >= _RISING_PER_MIN
        )
        too_much_since_s = min(too_much_since_s, moment.t_s) if too_much else math.inf
    lasted_s = measured[-1].t_s - too_much_since_s
    if lasted_s >= _PAUSE_BREATHS * breath_s:
        return Hint.PAUSE
    return Hint.EASIER if lasted_s >= _HINT_BREATHS * breath_s else Hint.NONE


def _is_fine(moment: Moment) -> bool:
    """Whether this moment alone rules out any hint: nothing is led, or nothing is too much."""
    if moment.pace_per_min is None:
        return True
    if moment.rate_per_min is None or (moment.depth_rel or 0.0) >= _TOO_DEEP:
        return False
    return not _too_fast(moment.rate_per_min, moment.pace_per_min)


def _too_fast(rate_per_min: float, pace_per_min: float) -> bool:
    faster = rate_per_min - pace_per_min
    return faster > max((_TOO_FAST - 1) * pace_per_min, _LEAST_FASTER_PER_MIN)


class Action(StrEnum):
    """What a stop rule asks of whoever runs the session."""

    PAUSE_CLOCK = "pause_clock"
    HIDE_HRV = "hide_hrv"


@dataclass(frozen=True, slots=True)
class StopRule:
    """When a status has lasted for `after_s`, do `action` and say so.

    Attributes
    ----------
    status : str
        The `Frame.status` that it watches.
    action : Action
        Undone by itself when the status is over.
    headline, advice : str
        Marked for translation: what happened, and what to do or what goes on.
    """

    status: str
    after_s: float
    action: Action
    headline: str
    advice: str

    @property
    def text(self) -> str:
        """Both sentences, in the person's language."""
        return f"{_(self.headline)} {_(self.advice)}"


STOP_RULES = (
    StopRule(
        ContactLost.code,
        CONTACT_LOST_S,
        Action.PAUSE_CLOCK,
        marked("The session waits: the strap has lost touch with your skin."),
        marked("Moisten the pads, or close the strap a little tighter. Nothing is lost."),
    ),
    StopRule(
        IRREGULAR,
        0.0,
        Action.HIDE_HRV,
        marked("Your rhythm is too irregular to measure just now."),
        marked("Breathing goes on. If this is new to you, ask your doctor."),
    ),
)


class StopWatch:
    """Tell which of some stop rules is due, from the frames of one run.

    Time counts from the first frame that shows the status.
    """

    def __init__(self, rules: Sequence[StopRule] = STOP_RULES) -> None:
        self._rules = rules
        self._status = ""
        self._since_s = 0.0

    def feed(self, frame: Frame) -> StopRule | None:
        """Take the next frame; return the rule that is due now, None where none is."""
        if frame.status != self._status:
            self._status, self._since_s = frame.status, frame.t_s
        lasted_s = frame.t_s - self._since_s
        due = (r for r in self._rules if r.status == self._status and lasted_s >= r.after_s)
        return next(due, None)
