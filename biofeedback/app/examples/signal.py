"""A heart that rises and falls with easy breathing, as the signal check sees it."""

import math
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np

from biofeedback.app.desk.messages import HeartLine, RunMoved, SignalChecked

if TYPE_CHECKING:
    from biofeedback.live.frame import Frame
    from sessions.pacer import LivePlan

HEARD = SignalChecked(98.4, 1.2, "")


def moved(elapsed_s: float) -> RunMoved:
    """Return what is told so many seconds after the first beat."""
    t_s = [2.0]
    while t_s[-1] < 2.0 + elapsed_s:
        bpm = 66 + 4 * math.sin(t_s[-1] / 0.8) + 1.5 * math.sin(t_s[-1] / 2.9)
        t_s.append(t_s[-1] + 60 / bpm)
    rate_bpm = 60 / np.diff(t_s)
    heart = HeartLine(np.array(t_s[1:]), rate_bpm, np.zeros(len(rate_bpm)))
    frame = cast("Frame", SimpleNamespace(t_s=2.0 + elapsed_s))  # the check looks at no more
    return RunMoved(frame, cast("LivePlan", None), 2.0, heart, "")
