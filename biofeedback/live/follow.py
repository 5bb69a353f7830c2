"""Lets a simulated person breathe along with a session, as soon as the session has begun.

The person keeps the turns of the pacer; between them, their lungs go their own way: half a cosine
up and half a cosine down, where the pacer's out-breath is bent.
"""

import math

from biofeedback.live.engine import Engine
from sessions.breathing import BreathPattern


class Follow:
    """The breath of a simulated person: give it to `devices.virtual.Person` as `breath`.

    The person exists before the run does; set `engine` when there is one.
    """

    def __init__(self) -> None:
        self.engine: Engine | None = None

    def __call__(self, t_s: float) -> float | None:
        """Return the lung volume at `t_s`, from 0 to 1; None where nothing is paced."""
        return None if self.engine is None else lungs_at(self.engine, t_s)


def lungs_at(engine: Engine, t_s: float) -> float | None:
    """Return how full the lungs of a person who follows a run are; None where nothing is paced."""
    start_s, plan = engine.start_s, engine.plan
    if start_s is None or t_s < start_s or plan.is_paused:
        return None
    session_t_s = plan.session_t_s(t_s - start_s)
    breath = plan.breathing.breath_at(session_t_s)
    return None if breath is None else lungs(breath.pattern, breath.phase_at(session_t_s))


def lungs(pattern: BreathPattern, phase: float) -> float:
    """Return how full lungs are at a share of a breath, in [0, 1)."""
    if phase < pattern.inhale:
        return (1.0 - math.cos(math.pi * phase / pattern.inhale)) / 2.0
    if phase < pattern.exhale_start:
        return 1.0
    done = min((phase - pattern.exhale_start) / pattern.exhale, 1.0)
    return (1.0 + math.cos(math.pi * done)) / 2.0
