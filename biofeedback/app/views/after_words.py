"""What is said of a session that is over: the time given, and one sentence, by rule. No Qt.

No rule praises or blames, and none judges from one session more than it saw.
"""

from dataclasses import replace
from enum import Enum, auto
from statistics import median

import numpy as np

from biofeedback.app.canvas.seen import LEAST_SEEN, seen_share
from biofeedback.app.desk.messages import HeartLine, RunOver
from biofeedback.app.text import tr, whole_minutes
from biofeedback.live.frame import IRREGULAR
from devices.errors import HeartRateOnly

NOTICEABLE = 8.0
"""So many points of closeness are more than its chance ups and downs within a session."""
_FEWEST_SCORES, _LEAST_SHARE = 9, 0.5
_SHORT_SHARE, _SHORT_MIN = 0.5, 5.0


class Course(Enum):
    """How a session went, as far as it can be told."""

    UNMEASURED = auto()
    """Nothing tells how closely the heart went with the breath, and nothing went wrong."""
    SHORT = auto()
    LITTLE_SIGNAL = auto()
    IRREGULAR = auto()
    CLOSER = auto()
    SAME = auto()
    LESS = auto()


def closeness(scores: tuple[tuple[int, float], ...]) -> tuple[float, float]:
    """Return the median score of the first and of the last third of the breaths that have one."""
    values = [score for _number, score in scores]
    third = len(values) // 3
    return median(values[:third]), median(values[-third:])


def course_of(over: RunOver, *, measured: bool) -> Course:
    """Return how it went."""
    done_s = over.minutes * 60.0
    breaths = sum(breath.end_s <= done_s for breath in over.plan.breathing.breaths)
    share = done_s / over.plan.session.duration_s
    if share < _SHORT_SHARE and over.minutes < _SHORT_MIN:
        return Course.SHORT
    if not measured or over.status == HeartRateOnly.code:
        return Course.UNMEASURED
    if over.status == IRREGULAR:
        return Course.IRREGULAR
    if seen_share(over.plan, over.start_s, over.heart, done_s) < LEAST_SEEN:
        return Course.LITTLE_SIGNAL
    if len(over.scores) < max(_FEWEST_SCORES, _LEAST_SHARE * breaths):
        return Course.UNMEASURED
    first, last = closeness(over.scores)
    if abs(last - first) < NOTICEABLE:
        return Course.SAME
    return Course.CLOSER if last > first else Course.LESS


def drawn(over: RunOver) -> RunOver:
    """Return what its picture is drawn of: a heart that is too irregular has no part in it."""
    if over.status != IRREGULAR:
        return over
    return replace(over, heart=HeartLine(*np.empty((3, 0))))


def unsaved() -> str:
    """Return what is said where the end of a session could not be saved."""
    return tr(
        "The end of this session could not be saved. What came before is safe. The disk may be "
        "full: empty the trash, or move large files elsewhere."
    )


def headline(minutes: float) -> str:
    """Return the time given."""
    count = whole_minutes(minutes)
    if count < 1:
        return tr("A moment for yourself")
    return tr("%n minute(s) for yourself", n=count).replace(str(count), number_word(count), 1)


def number_word(count: int) -> str:
    """Return a small number as a word that begins a sentence, else its digits."""
    named = {
        1: tr("One", "number"),
        2: tr("Two", "number"),
        3: tr("Three", "number"),
        4: tr("Four", "number"),
        5: tr("Five", "number"),
        6: tr("Six", "number"),
        7: tr("Seven", "number"),
        8: tr("Eight", "number"),
        9: tr("Nine", "number"),
        10: tr("Ten", "number"),
        11: tr("Eleven", "number"),
        12: tr("Twelve", "number"),
    }
    return named.get(count, str(count))


def sentence(course: Course) -> str:
    """Return the one sentence."""
    match course:
        case Course.CLOSER:
            return tr("Your heart followed your breath more closely at the end than at the start.")
        case Course.SAME:
            return tr(
                "Your heart followed your breath about as closely at the end as at the start."
            )
        case Course.LESS:
            return tr(
                "Your heart followed less closely towards the end. That happens when one is "
                "tired; the practice counts."
            )
        case Course.LITTLE_SIGNAL:
            return tr("A calm time. The strap saw too little to draw your heart.")
        case Course.IRREGULAR:
            return tr(
                "A calm time. Your heartbeat was too irregular to draw. If this is new to you, "
                "ask your doctor."
            )
        case _:
            return tr("Every minute counts.")
