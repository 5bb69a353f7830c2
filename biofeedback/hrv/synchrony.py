"""Breath and heart together: whether their waves go at the same pace, and which comes later.

At resonance the heart rate rises and falls with the volume of the breath, phase 0 (Vaschillo et al.
2006, doi:10.1007/s10484-006-9009-3). Synchrony is the magnitude-squared coherence of both at the
breath's own rate, one breath a piece (Carter 1987, doi:10.1109/PROC.1987.13723): 1 where every
breath moves the heart alike, about 1 / breaths where they know nothing of each other.

1. Volume rises as half a cosine while breathing in, and falls so while breathing out; the same sine
   is fitted to it and to the heart rate at the same instants, so uneven breaths turn no phase.
2. An interval tells the heart rate at its middle: the mean over its length.
3. Phase needs true beat times: 2.6 s late at 6 breaths a minute turns it by 94 degrees.
4. Breaths that were seen in the heart's own wave would prove themselves: they answer NaN.
"""

from collections.abc import Callable
from functools import partial
from operator import attrgetter

import numpy as np

from biofeedback.hrv.breaths import Breaths, BreathSource
from biofeedback.hrv.columns import Rows
from biofeedback.hrv.window import Beats, FloatArray, IndexArray, Windows, shared, unknown

FEWEST_BREATHS = 5
_FEWEST_BEATS = 4
"""Intervals in a breath: one more than what is fitted to them."""
_FEWEST_COVERED = 0.8  # of a breath must be valid intervals
_BY_CHANCE = 0.05
_NO_WAVE = 1e-12  # bpm^2; smaller is rounding


def breath_heart_phase_deg(beats: Beats, windows: Windows) -> FloatArray:
    """How much later than the breath the heart rate peaks, in degrees of a breath; (-180, 180].

    0: the heart is fastest as the inhalation ends. NaN too where the synchrony is one that chance
    reaches in one of twenty: there is no phase to speak of then.
    """
    synchrony, phase_deg, chance = _together(beats, windows)
    return np.where(synchrony > chance, phase_deg, np.nan)


def breath_heart_synchrony(beats: Beats, windows: Windows) -> FloatArray:
    """Share of the heart's wave that follows the breath, 0..1; NaN below `FEWEST_BREATHS`."""
    synchrony: FloatArray = _together(beats, windows)[0]
    return synchrony


@shared
def _together(beats: Beats, windows: Windows) -> FloatArray:
    """Synchrony, phase in degrees, and the synchrony that chance may reach; (3, windows).

    By the breaths that a sensor saw; where it saw too few, by those that were led.
    """
    out = unknown(3, windows.first.size)
    if not beats.t_s.size:
        return out
    for make in (_SEEN, _LED):
        open_ = np.isnan(out[0])
        if np.count_nonzero(open_) and (rows := beats.grown(make).rows).count:
            out[:, open_] = _with_breaths(rows, windows[open_])
    return out


class _Waves:
    """The waves of those breaths of some beats that are known, each worked out once."""

    def __init__(self, breaths_of: Callable[[Beats], Breaths | None]) -> None:
        self._breaths_of = breaths_of
        self.rows = Rows(9, np.float64)  # by breath: its `_borders` and its `breath_waves`

    def extend(self, beats: Beats) -> None:
        """Take in the breaths that came to be known since; where others are given now, those."""
        breaths = self._breaths_of(beats) or _NO_BREATHS
        if breaths.source is BreathSource.HEART_WAVE:
            breaths = _NO_BREATHS
        breaths = breaths[: int(breaths.known_s.searchsorted(beats.t_s[-1], side="right"))]
        borders, done = _borders(breaths), self.rows.count
        if not np.array_equal(self.rows.values[:4], borders[:, :done]):
            self.rows, done = Rows(9, np.float64), 0
        if borders.shape[1] > done:
            row = self.rows.grow(borders.shape[1] - done)
            row[:4], row[4:] = borders[:, done:], breath_waves(beats, breaths[done:])


def _borders(breaths: Breaths) -> FloatArray:
    """Begin, turn and end of each breath, and when it was known; shape (4, b)."""
    return np.array((breaths.inhale_s, breaths.exhale_s, breaths.end_s, breaths.known_s))


_NO_BREATHS = Breaths.led(*np.zeros((3, 0)))
_SEEN, _LED = (partial(_Waves, attrgetter(who)) for who in ("respiration", "paced"))


def _with_breaths(rows: Rows[np.float64], windows: Windows) -> FloatArray:
    """The same by these breaths."""
    out = unknown(3, windows.first.size)
    begin_s, _, _, known_s = rows.values[:4]
    first = begin_s.searchsorted(windows.start_s, side="right")
    stop = np.maximum(known_s.searchsorted(windows.end_s, side="right"), first)
    inside = Windows(windows.start_s, windows.end_s, first, stop)
    count, heart, breath, even, odd = inside.sums(rows.padded[4:])
    enough = (count >= FEWEST_BREATHS) & (heart > _NO_WAVE * count)
    even, odd, count = even[enough], odd[enough], count[enough]
    out[0, enough] = (even**2 + odd**2) / (heart * breath)[enough]
    out[1, enough] = np.degrees(np.arctan2(odd, even))
    out[2, enough] = 1 - _BY_CHANCE ** (1 / (count - 1))
    return out


def breath_waves(beats: Beats, breaths: Breaths) -> FloatArray:
    """How each breath's wave lies in the heart rate, in bpm; zeros where that cannot be told.

    Returns
    -------
    float64, shape (5, b)
        1, the power of the heart's wave, of the breath's, and the heart's part in step with the
        breath and a quarter behind it.
    """
    inside = Windows.over(beats, breaths.inhale_s, breaths.end_s)
    count = inside.stop - inside.first
    owner = np.repeat(np.arange(count.size), count)
    which = np.arange(owner.size) + (inside.stop - np.cumsum(count))[owner]
    known = beats.valid[which]
    owner, which = owner[known], which[known]
    rr_s = beats.rr_ms[which] / 1000
    middle_s = beats.t_s[which] - rr_s / 2
    took_s = (breaths.end_s - breaths.inhale_s)[owner]
    turn = 2 * np.pi * (middle_s - breaths.inhale_s[owner]) / took_s
    model = np.stack([np.ones(turn.size), np.cos(turn), np.sin(turn)])
    both = np.stack([60 / rr_s, _volume(middle_s, breaths, owner)])
    spans = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=count.size))])
    columns = np.zeros((17, turn.size + 1))
    columns[0, :-1], columns[1, :-1] = 1.0, rr_s
    columns[2:11, :-1] = (model[:, np.newaxis] * model * rr_s).reshape(9, -1)
    columns[11:, :-1] = (model[:, np.newaxis] * both * rr_s).reshape(6, -1)
    sums = Windows(breaths.inhale_s, breaths.end_s, spans[:-1], spans[1:]).sums(columns)
    covered = sums[1] >= _FEWEST_COVERED * (breaths.end_s - breaths.inhale_s)
    told = (sums[0] >= _FEWEST_BEATS) & covered
    fitted = np.linalg.solve(
        sums[2:11, told].T.reshape(-1, 3, 3), sums[11:, told].T.reshape(-1, 3, 2)
    )
    (heart_cos, breath_cos), (heart_sin, breath_sin) = fitted[:, 1].T, fitted[:, 2].T
    out = np.zeros((5, count.size))
    out[0, told] = 1.0
    out[1, told] = heart_cos**2 + heart_sin**2
    out[2, told] = breath_cos**2 + breath_sin**2
    out[3, told] = heart_cos * breath_cos + heart_sin * breath_sin
    out[4, told] = heart_sin * breath_cos - heart_cos * breath_sin
    return out


def _volume(t_s: FloatArray, breaths: Breaths, owner: IndexArray) -> FloatArray:
    """How full the lungs are, 0..1, at times in or just before the breath that owns them."""
    inhale_s, exhale_s, end_s = (
        borders[owner] for borders in (breaths.inhale_s, breaths.exhale_s, breaths.end_s)
    )
    rising = (t_s - inhale_s) / (exhale_s - inhale_s)
    falling = 1 + (t_s - exhale_s) / (end_s - exhale_s)
    volume: FloatArray = (1 - np.cos(np.pi * np.where(t_s < exhale_s, rising, falling))) / 2
    return volume
