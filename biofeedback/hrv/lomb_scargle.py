"""Power by frequency band from the beats themselves, for recordings with holes; offline only.

The other kernels need an even curve and say nothing over a hole. Here sine waves are fitted to the
beats that are there, each beat weighing as long as its interval took (Lomb-Scargle with a floating
mean: Zechmeister & Kuerster 2009, doi:10.1051/0004-6361:200811296), in half-overlapping Hann pieces
as Welch does (Schulz & Stattegger 1997, doi:10.1016/S0098-3004(97)00087-3). Nothing is bridged.

Holes smear a strong wave over all frequencies: a breath wave at 6 a minute alone can make HF power
three times too large. So the strongest waves are fitted and taken off one by one, and put back as a
piece without holes would show them (CLEAN: Roberts et al. 1987, doi:10.1086/114383).

Not the same figures as `biofeedback.hrv.bands`, hence other names: the even curve rounds off fast
waves, so HF power here is a fifth or so larger, and nearer to the truth (Clifford & Tarassenko
2005, doi:10.1109/TBME.2005.846492).
"""

from typing import NamedTuple

import numpy as np

from biofeedback.hrv.frequency_domain import peak_hz
from biofeedback.hrv.window import Beats, FloatArray, Windows, shared

LF_BAND_HZ = (0.04, 0.15)
HF_BAND_HZ = (0.15, 0.40)
TOTAL_BAND_HZ = (0.0033, 0.40)
_BANDS_HZ = (LF_BAND_HZ, HF_BAND_HZ, TOTAL_BAND_HZ)
LONGEST_PIECE_S = 300.0
FEWEST_COVERED = 0.5
"""Share of a window that valid intervals must cover."""
_SHORTEST_PIECE_S = (25.0, 25.0, 150.0)  # one slowest wave of LF; half of five minutes for total
_FINER = 4  # frequencies to one of a piece's own resolution
_WAVES = 12
_NO_WAVE = 1e-9  # ms^2; smaller is rounding


class _Powers(NamedTuple):
    """Band powers in ms^2 and peaks in Hz, each of shape (windows,)."""

    lf: FloatArray
    hf: FloatArray
    total: FloatArray
    lf_peak_hz: FloatArray
    hf_peak_hz: FloatArray


def lf_power_ls_ms2(beats: Beats, windows: Windows) -> FloatArray:
    """Power from 0.04 to 0.15 Hz, holes or not."""
    return _powers(beats, windows).lf


def hf_power_ls_ms2(beats: Beats, windows: Windows) -> FloatArray:
    """Power from 0.15 to 0.40 Hz, holes or not; see the trap told in `biofeedback.hrv.bands`."""
    return _powers(beats, windows).hf


def total_power_ls_ms2(beats: Beats, windows: Windows) -> FloatArray:
    """Power from 0.0033 to 0.40 Hz, holes or not."""
    return _powers(beats, windows).total


def lf_peak_ls_per_min(beats: Beats, windows: Windows) -> FloatArray:
    """Rate of the strongest wave in LF, holes or not."""
    return 60 * _powers(beats, windows).lf_peak_hz


def hf_peak_ls_per_min(beats: Beats, windows: Windows) -> FloatArray:
    """Rate of the strongest wave in HF, holes or not."""
    return 60 * _powers(beats, windows).hf_peak_hz


@shared
def _powers(beats: Beats, windows: Windows) -> _Powers:
    out = _Powers(*np.full((5, windows.first.size), np.nan))
    for i, (start_s, end_s) in enumerate(windows.spans()):
        inside = slice(windows.first[i], windows.stop[i])
        valid = beats.valid[inside]
        t_s, rr_ms = beats.t_s[inside][valid], beats.rr_ms[inside][valid]
        piece_s = min((end_s - start_s) / 2, LONGEST_PIECE_S)
        covered = rr_ms.sum() >= 1000 * FEWEST_COVERED * (end_s - start_s)
        if not covered or piece_s < min(_SHORTEST_PIECE_S):
            continue
        frequency_hz, power = _spectrum(t_s - start_s, rr_ms, end_s - start_s, piece_s)
        for values, band_hz, least_s in zip(out[:3], _BANDS_HZ, _SHORTEST_PIECE_S, strict=True):
            if piece_s >= least_s:
                within = slice(*np.searchsorted(frequency_hz, band_hz))
                values[i] = power[within].sum() * frequency_hz[0]
        for values, band_hz in zip(out[3:], _BANDS_HZ, strict=False):
            values[i] = peak_hz(frequency_hz, power[np.newaxis], band_hz)[0]
    return out


def _spectrum(
    t_s: FloatArray, rr_ms: FloatArray, length_s: float, piece_s: float
) -> tuple[FloatArray, FloatArray]:
    """Power spectral density in ms^2/Hz at whole multiples of the first frequency.

    A sine of amplitude A has A^2/2: all pieces together are divided by the time that their windows
    really saw, so a piece full of holes says as little as it knows. NaN where all are too empty.
    """
    step_hz = 1 / (_FINER * piece_s)
    frequency_hz = step_hz * np.arange(1, np.ceil(TOTAL_BAND_HZ[1] / step_hz) + 2)
    power, seen_s = np.zeros(frequency_hz.size), 0.0
    for start_s in np.arange(0.0, length_s - 0.99 * piece_s, piece_s / 2):
        within = slice(*np.searchsorted(t_s, (start_s, start_s + piece_s), side="right"))
        if within.stop - within.start > 2 * _WAVES:
            piece = _Piece(t_s[within] - start_s, rr_ms[within], frequency_hz, piece_s)
            power += piece.power(rr_ms[within])
            seen_s += piece.seen_s
    return frequency_hz, power / (seen_s or np.nan)


class _Piece:
    """The beats of one piece, ready to have sine waves fitted to their intervals."""

    def __init__(
        self, t_s: FloatArray, rr_ms: FloatArray, frequency_hz: FloatArray, piece_s: float
    ) -> None:
        hann = np.sin(np.pi * t_s / piece_s) ** 2
        weight_s = rr_ms / 1000 * hann
        self.seen_s = float(weight_s @ hann)
        self._sum_s = float(weight_s.sum())
        self._weight = weight_s / self._sum_s
        self._frequency_hz, self._piece_s = frequency_hz, piece_s
        self._turns = np.exp(2j * np.pi * np.outer(t_s, frequency_hz))
        # Equations 10-15 of Zechmeister & Kuerster: how even and odd part lie at these beats.
        mean, twice = self._weight @ self._turns, self._weight @ self._turns**2
        self._cc = (1 + twice.real) / 2 - mean.real**2
        self._ss = (1 - twice.real) / 2 - mean.imag**2
        self._cs = twice.imag / 2 - mean.real * mean.imag

    def power(self, rr_ms: FloatArray) -> FloatArray:
        """Return the power density times `seen_s`."""
        rest, found = rr_ms - self._weight @ rr_ms, np.zeros(self._frequency_hz.size)
        for _ in range(_WAVES):
            explained = self._explained(rest)
            explained[self._frequency_hz < 1 / self._piece_s] = 0.0  # a drift is no wave
            top = int(explained.argmax())
            if explained[top] < _NO_WAVE:
                break
            wave, wave_power = self._wave(rest, top)
            rest = rest - wave
            found += wave_power * self._beam(top)
        return self._explained(rest) * self._sum_s**2 + found * self.seen_s

    def _explained(self, rest: FloatArray) -> FloatArray:
        """Weighted variance of `rest` that one sine of each frequency explains, in ms^2."""
        both = (self._weight * (rest - self._weight @ rest)) @ self._turns
        even, odd = both.real, both.imag
        fitted = self._ss * even**2 + self._cc * odd**2 - 2 * self._cs * even * odd
        explained: FloatArray = fitted / (self._cc * self._ss - self._cs**2)
        return explained

    def _wave(self, rest: FloatArray, top: int) -> tuple[FloatArray, float]:
        """Fit the sine of one frequency; return it at the beats, and its power."""
        turns, root = self._turns[:, top], np.sqrt(self._weight)[:, np.newaxis]
        model = np.stack([np.ones(rest.size), turns.real, turns.imag], axis=1)
        found = np.linalg.lstsq(root * model, root[:, 0] * rest)[0]
        return model @ found, float(found[1:] @ found[1:]) / 2

    def _beam(self, top: int) -> FloatArray:
        """How a whole Hann piece shows a sine of power 1, per Hz."""
        apart = (np.arange(self._frequency_hz.size) - top) / _FINER
        half = np.abs(apart) == 1  # where the quotient is 0 / 0
        beam: FloatArray = np.where(half, 0.5, np.sinc(apart) / np.where(half, 1, 1 - apart**2))
        return beam**2 * (self._piece_s * 2 / 3)
