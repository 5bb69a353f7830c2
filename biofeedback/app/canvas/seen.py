"""How much of a session the strap saw: enough to tell of the heart, and to draw it, or not.

Only good beats tell, so holes and artifacts count alike; a score has no part in it. No Qt.
"""

import numpy as np

from biofeedback.app.desk.messages import HeartLine
from sessions.pacer import LivePlan

LEAST_SEEN = 0.5
"""With less, nothing is said of the heart, and nothing is drawn by it."""


def seen_share(plan: LivePlan, start_s: float | None, heart: HeartLine, done_s: float) -> float:
    """Return the share of a session's time that good beats account for, 0 to 1.

    Parameters
    ----------
    plan : LivePlan
        What was done; pauses count for nothing.
    start_s : float or None
        When it began on the clock of the run; None if it never did.
    heart : HeartLine
        All beats of the run.
    done_s : float
        The session time until which it was done.
    """
    if start_s is None or done_s <= 0.0:
        return 0.0
    t_s = heart.t_s - start_s
    counts = np.isfinite(heart.rate_bpm) & (t_s >= 0.0) & (t_s <= plan.clock_s(done_s))
    for from_s, to_s in plan.pauses_s:
        counts &= (t_s <= from_s) | (t_s >= to_s)
    return min(float(np.sum(60.0 / heart.rate_bpm[counts])) / done_s, 1.0)
