"""An index of your own: deceleration capacity, how strongly the heart is slowed from beat to beat.

Use it with ``biofeedback --plugin deceleration_capacity.py run paced-6-10min --virtual``, or with
``analyze --index deceleration_capacity_ms FILE``. Put the file into your folder of plugins, and it
is there always; ``biofeedback plugins`` says where that is.

A kernel takes beats and many windows over them, and answers all windows at once; the newest window
of a run is only one of them, so live and offline figures agree to the last bit. Below `min_epoch_s`
and `min_beats` the program says "collecting" and does not ask.

Source: Bauer et al. 2006, Lancet 367, 1674-1681, doi:10.1016/S0140-6736(06)68735-7. Theirs is the
figure of a whole day; over minutes it can be followed, not compared with their limits.
"""

import numpy as np

from biofeedback.hrv.index import Index
from biofeedback.hrv.window import Beats, FloatArray, Windows, ratio

LARGEST_RISE = 1.05
"""An interval that is longer than the one before by more is taken for an artifact, as they do."""


def deceleration_capacity_ms(beats: Beats, windows: Windows) -> FloatArray:
    """Mean of (X0 + X1 - X-1 - X-2) / 4 over all beats X0 that are longer than the one before."""
    count = beats.t_s.size
    share = np.zeros((2, count + 1))  # how many anchors, and what they add; one more cell, of 0
    if count >= 4:
        rr_ms = np.where(beats.valid, beats.rr_ms, 1.0)  # where not valid, it may be anything
        pair = beats.valid[1:] & beats.valid[:-1] & ~beats.gap[1:]
        rise = rr_ms[2:-1] / rr_ms[1:-2]
        anchor = pair[:-2] & pair[1:-1] & pair[2:] & (rise > 1.0) & (rise <= LARGEST_RISE)
        turn_ms = (rr_ms[2:-1] + rr_ms[3:] - rr_ms[1:-2] - rr_ms[:-3]) / 4.0
        share[0, 2:-2] = anchor
        share[1, 2:-2] = np.where(anchor, turn_ms, 0.0)
    # An anchor needs two beats before it and one after it, all of them inside the window.
    first = np.minimum(windows.first + 2, windows.stop)
    stop = np.maximum(windows.stop - 1, first)
    anchors, total_ms = Windows(windows.start_s, windows.end_s, first, stop).sums(share)
    return ratio(total_ms, anchors)


deceleration_capacity = Index(
    name="deceleration_capacity_ms",
    unit="ms",
    title="Deceleration capacity",
    window_s=300,
    min_epoch_s=120,
    min_beats=100,
    update_s=5,
    source="Bauer et al. 2006, doi:10.1016/S0140-6736(06)68735-7",
    compute=deceleration_capacity_ms,
)
