"""How well a person follows the pacer: whether the breath stays locked to it, and in step.

The phase of the measured wave is compared with that of the pacer's volume, sample by sample over
one window. The mean of ``exp(i difference)`` has a length R, the phase-locking value: 1 when the
difference never changes, whatever it is; 0 when breath and pacer run independently. Its angle is
how late the breath comes. Adherence is ``R (1 + cos(angle)) / 2``.

- In step 1; a tenth of a breath late 0.90; a quarter 0.5; half a breath, out where the pacer goes
  in, 0.
- The rate needs no term of its own: one that differs by d breaths a minute turns the difference
  round d times in a window of 60 s, which leaves R = |sin(pi d) / (pi d)|, 0.64 at 0.5/min, 0
  from 1/min.

Source: phase-locking value, Lachaux et al. 1999,
doi:10.1002/(SICI)1097-0193(1999)8:4<194::AID-HBM4>3.0.CO;2-C; the factor of the angle is ours.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from biofeedback.signals.filters import analytic
from biofeedback.signals.seconds import FloatArray

_NOTHING = 1e-300  # a wave of 0 has no phase

Pacer = Callable[[float], float | None]
"""How full the lungs shall be at a time, from 0 to 1; None where nothing is paced."""


def adherence(
    wave: FloatArray,
    volume: FloatArray,
    counts: NDArray[np.bool_],
    direction_known: bool = True,
) -> float:
    """Return how well a wave of breath follows a pacer, from 0 to 1.

    Parameters
    ----------
    wave, volume : float64, shape (n,)
        The measured breath and the pacer's volume, evenly sampled, both through the same filter,
        with a mean near 0.
    counts : bool, shape (n,)
        Which samples were measured on a still body, and paced.
    direction_known : bool
        False when the wave may stand on its head: it is then taken the way that fits better.
    """
    turning = analytic(np.array((wave, volume)))
    if np.count_nonzero(counts) < counts.size:
        turning = turning[:, counts]
    breath, pacer = turning / np.maximum(np.abs(turning), _NOTHING)  # of length 1: their phase
    locking: complex = complex(np.vdot(pacer, breath)) / breath.size
    in_step = locking.real if direction_known else abs(locking.real)
    return (abs(locking) + in_step) / 2
