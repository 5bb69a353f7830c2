"""What a person prefers of the breath itself: kept with the person, since it belongs to health.

The keys are those of a person's `preferences`; what is missing is as the session says. A preference
is a wish at the beginning of a run, so its recording tells it and a replay obeys it again.
"""

from collections.abc import Mapping
from typing import Any

from biofeedback.live import wishes
from sessions.blocks import Pacing
from sessions.timeline import Session

PACE, INHALE = "pace_per_min", "inhale_pct"
"""Breaths a minute; percent of a breath."""
_METHOD = "breathing"


def opening_wishes(preferences: Mapping[str, Any], session: Session) -> list[str]:
    """Return what is wished when a session begins; nothing where one measures."""
    if session.method != _METHOD:
        return []
    wanted = []
    if pace := number(preferences, PACE):
        wanted.append(wishes.rate(pace))
    inhale = number(preferences, INHALE)
    if inhale and not any(block.pacing and _holds(block.pacing) for block in session.blocks):
        wanted.append(wishes.inhale(inhale))
    return wanted


def number(preferences: Mapping[str, Any], key: str) -> float | None:
    """Return a preference; None where it is not set or is no number."""
    value = preferences.get(key)
    return float(value) if isinstance(value, int | float) and value > 0 else None


def _holds(pacing: Pacing) -> bool:
    """Whether the breath is held: such a pattern is what the session is about."""
    return bool(pacing.pattern.hold or pacing.pattern.rest)
