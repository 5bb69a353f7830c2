"""The breath of a person, from whatever shows it: acceleration of the strap, strength of the beats.

Both are followed on their own; a figure is asked for at a time, and mixes what each says about the
second that ended last. The rate is their mean, weighted with their confidence, when they agree;
otherwise the more confident speaks. Phase, depth, adherence and breath borders are never mixed: one
of the two leads.
"""

import math
from bisect import bisect_left, bisect_right
from dataclasses import replace

from numpy.typing import ArrayLike

from biofeedback.signals.adherence import Pacer
from biofeedback.signals.respiration_acc import AccRespiration
from biofeedback.signals.respiration_breaths import MeasuredBreath, MeasuredBreaths
from biofeedback.signals.respiration_ecg import EcgRespiration
from biofeedback.signals.respiration_wave import Breathing, RespirationWave
from biofeedback.signals.seconds import FloatArray

_AGREE_PER_MIN = 1.0
_OLDEST_S = 5.0
_ACC_AHEAD = 0.1  # the chest's movement shows the breath itself, the heartbeat its effect


class Respiration:
    """Follow the breath in both sensors; either may be missing, or come and go.

    Parameters
    ----------
    pacer : Pacer or None
        What leads the breath, on the clock of the samples. It tells which way is in, and is what
        adherence is measured against.
    """

    def __init__(self, pacer: Pacer | None = None) -> None:
        self._acc, self._ecg = AccRespiration(pacer), EcgRespiration(pacer)

    def push_acc(self, t_s: ArrayLike, acc_mg: ArrayLike) -> None:
        """Take acceleration, shape (n,) and (n, 3)."""
        self._acc.push(t_s, acc_mg)

    def push_beats(self, t_s: ArrayLike, strength: ArrayLike) -> None:
        """Take R peaks and the size of each (see `QrsStrength`), shape (b,)."""
        self._ecg.push(t_s, strength)

    def at(self, t_s: float) -> Breathing:
        """Return what is known of the breath at `t_s`, from the data up to then."""
        acc, ecg = _latest(self._acc.wave, t_s), _latest(self._ecg.wave, t_s)
        lead, other = (acc, ecg) if _acc_leads(acc, ecg) else (ecg, acc)
        if lead is None:
            return Breathing(t_s, math.nan, math.nan, math.nan, math.nan, 0.0, False)
        if other is None or not lead.confidence + other.confidence > 0:
            return lead
        sure, sure_too = lead.confidence, other.confidence
        if abs(lead.rate_per_min - other.rate_per_min) <= _AGREE_PER_MIN:
            rate = sure * lead.rate_per_min + sure_too * other.rate_per_min
            both = 1.0 - (1.0 - sure) * (1.0 - sure_too)
            return replace(lead, rate_per_min=rate / (sure + sure_too), confidence=both)
        return replace(lead, confidence=sure * (1.0 - sure_too / 2))

    def curve(self, t_s: float) -> tuple[FloatArray, FloatArray]:
        """Return the wave of the sensor that leads at `t_s`, see `RespirationWave.curve`."""
        return self._lead(t_s).curve()

    def breaths(self, t_s: float) -> MeasuredBreaths:
        """Return the breaths that were known at `t_s`, of the sensor that leads then."""
        found = self._lead(t_s).breaths
        return MeasuredBreaths.of([breath for breath in found if breath.known_s <= t_s])

    def breaths_since(self, begin_s: float, t_s: float) -> list[MeasuredBreath]:
        """Return those of `breaths` that began at `begin_s` or later."""
        found = self._lead(t_s).breaths
        first = bisect_left(found, begin_s, key=lambda breath: breath.inhale_s)
        return [breath for breath in found[first:] if breath.known_s <= t_s]

    def _lead(self, t_s: float) -> RespirationWave:
        leads = _acc_leads(_latest(self._acc.wave, t_s), _latest(self._ecg.wave, t_s))
        return self._acc.wave if leads else self._ecg.wave


def _latest(wave: RespirationWave, t_s: float) -> Breathing | None:
    """Return the figures of the last second that ended by `t_s`, unless they are old."""
    figures = wave.figures
    found = len(figures)
    if found and figures[-1].t_s > t_s:
        found = bisect_right(figures, t_s, key=lambda known: known.t_s)
    latest = figures[found - 1] if found else None
    return latest if latest is not None and t_s - latest.t_s <= _OLDEST_S else None


def _acc_leads(acc: Breathing | None, ecg: Breathing | None) -> bool:
    if acc is None or ecg is None:
        return acc is not None
    return acc.confidence >= ecg.confidence - (_ACC_AHEAD if acc.confidence > 0 else 0.0)
