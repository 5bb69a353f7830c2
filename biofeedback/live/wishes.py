"""What a person wants of a running session, as markers on the one stream of records.

So a wish is logged like everything else that can change a figure, and a replay obeys it again. The
label says it: ``wish pause``, ``wish resume``, ``wish next``, ``wish shift -0.5``, ``wish rate
5.5``, ``wish inhale 40``, ``wish rest 60``, ``wish alone`` to go on although the strap feels
nothing, ``wish wait`` to stand still again when it next does, ``wish together`` to keep the pace of
a group whatever befalls one of them, and ``wish start`` for a session that does not wait for a
strap. Before the start, ``wish adapt`` lets the pace feel its way, and others tell what is known of
the person: ``wish own 5.4`` their own pace, ``wish usual 4.2 31.5`` their breath wave at rest in
bpm and ms, ``wish level 2`` the challenge of the score.
"""

import math
from collections.abc import Iterable

from biofeedback.live.feedback import LEVELS, Feedback, Rest
from devices.records import Marker, Record
from sessions.breathing import BreathPattern
from sessions.pacer import LivePlan

START = "wish start"
PAUSE = "wish pause"
RESUME = "wish resume"
NEXT = "wish next"
ALONE = "wish alone"
WAIT = "wish wait"
ADAPT = "wish adapt"
TOGETHER = "wish together"
_OWN = "wish own "
_SMALLEST_PCT = 10


def own(per_min: float) -> str:
    """Breathe at one's own pace where a session says so."""
    return f"{_OWN}{per_min!r}"


def is_own(label: str) -> bool:
    """Whether a wish tells the person's own pace."""
    return label.startswith(_OWN)


def usual(rest: Rest) -> str:
    """Measure the score against one's usual rest, until the run knows better."""
    return f"wish usual {rest.rsa_bpm!r} {rest.rsa_ms!r}"


def level(number: int) -> str:
    """Tell the score at this level."""
    return f"wish level {number}"


def own_rate_per_min(records: Iterable[Record]) -> float | None:
    """Return the own pace that was told at the beginning of a recording, None without one."""
    for record in records:
        if isinstance(record, Marker) and is_own(record.label):
            return _number(record.label.removeprefix(_OWN))
        if record.t_s > 0.0:
            break
    return None


def shift(by_per_min: float) -> str:
    """Breathe so much faster than planned; slower when negative."""
    return f"wish shift {by_per_min:g}"


def rate(per_min: float) -> str:
    """Breathe at this rate from the next breath on."""
    return f"wish rate {per_min:g}"


def inhale(pct: float) -> str:
    """Breathe in for so much of a breath, and out for what is left, from the next breath on."""
    return f"wish inhale {pct:g}"


def rest(for_s: float) -> str:
    """Pace nothing for a while."""
    return f"wish rest {for_s:g}"


def obey(plan: LivePlan, t_s: float, label: str) -> LivePlan:
    """Return the plan as wished at `t_s` on its clock; as it was where nothing is wished."""
    match label.split():
        case ["wish", "pause"]:
            return plan.paused(t_s)
        case ["wish", "resume"]:
            return plan.resumed(t_s)
        case ["wish", "next"]:
            return plan.cut_short(t_s)
        case ["wish", kind, text] if (number := _number(text)) is not None:
            return _measured(plan, t_s, kind, number)
    return plan


def prepared(feedback: Feedback, label: str) -> Feedback:
    """Return the feedback of a run that has not begun, as wished; the same where nothing is."""
    match label.split():
        case ["wish", "usual", bpm, ms]:
            rsa_bpm, rsa_ms = _number(bpm), _number(ms)
            if rsa_bpm is not None and rsa_ms is not None:
                return Feedback(Rest(rsa_bpm, rsa_ms), feedback.level)
        case ["wish", "level", text] if (number := _number(text)) is not None:
            if number in LEVELS:
                return Feedback(feedback.rest, int(number))
    return feedback


def _measured(plan: LivePlan, t_s: float, kind: str, number: float) -> LivePlan:
    match kind:
        case "shift":
            return plan.shifted(t_s, number)
        case "rate":
            return plan.at_rate(t_s, number)
        case "rest" if number >= 0:
            return plan.rested(t_s, number)
        case "inhale" if _SMALLEST_PCT <= number <= 100 - _SMALLEST_PCT:
            return plan.shaped(t_s, BreathPattern(number / 100))
    return plan


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
