"""The newest part of the heart wave, as the window draws it."""

import numpy as np

from biofeedback.app.desk.messages import HeartLine
from biofeedback.live.engine import Engine


def heart_line(engine: Engine, shown_s: float) -> HeartLine:
    """Return the beats of the last `shown_s` seconds; the rate is NaN where one is no beat."""
    beats = engine.beats()
    if not beats.t_s.size:
        return HeartLine(*np.empty((3, 0)))
    first = int(beats.t_s.searchsorted(beats.t_s[-1] - shown_s))
    rr_ms = np.where(beats.valid[first:], beats.rr_ms[first:], np.nan)
    return HeartLine(
        beats.t_s[first:].copy(), 60000.0 / rr_ms, beats.gap[first:].astype(np.float64)
    )
