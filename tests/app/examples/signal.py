"""A heart that rises and falls with easy breathing, as the signal check sees it."""

import math
from types import SimpleNamespace

import numpy as np

from biofeedback.app.desk.messages import HeartLine, RunMoved, SignalChecked

HEARD = SignalChecked(98.4, 1.2, "")


def moved(elapsed_s):
    """Return what is told so many seconds after the first beat."""
    t_s = [2.0]
    while t_s[-1] < 2.0 + elapsed_s:
        bpm = 66 + 4 * math.sin(t_s[-1] / 0.8) + 1.5 * math.sin(t_s[-1] / 2.9)
        t_s.append(t_s[-1] + 60 / bpm)
    rate_bpm = 60 / np.diff(t_s)
    heart = HeartLine(np.array(t_s[1:]), rate_bpm, np.zeros(len(rate_bpm)))
    return RunMoved(SimpleNamespace(t_s=2.0 + elapsed_s), None, 2.0, heart, "")
