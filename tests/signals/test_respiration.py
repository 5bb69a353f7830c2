"""Both sensors together: what each says, what they say together, and when one is missing."""

from functools import lru_cache

import numpy as np
import pytest

from biofeedback.signals.respiration import Respiration
from tests.signals.chests import Chest, volume
from tests.signals.test_respiration_ecg import heart


@lru_cache
def both(chest_rate, heart_rate, length_s=140, depth_mg=15.0):
    respiration = Respiration(lambda t_s: float(volume(t_s * chest_rate / 60)))
    respiration.push_acc(*Chest(chest_rate, depth_mg=depth_mg).acc_mg(length_s))
    respiration.push_beats(*heart(heart_rate, length_s=length_s))
    return respiration


def test_agreement_makes_sure():
    breathing = both(6, 6).at(130)
    assert breathing.rate_per_min == pytest.approx(6, abs=0.3)
    assert breathing.confidence > 0.95
    assert breathing.direction_known
    assert breathing.adherence > 0.9
    assert breathing.depth == pytest.approx(1, abs=0.2)


def test_disagreement_makes_unsure():
    together = both(6, 12)
    one = both(6, 6).at(130)
    breathing = together.at(130)
    assert breathing.rate_per_min == pytest.approx(6, abs=0.3)  # the chest knows better
    assert breathing.confidence < 0.7 < one.confidence


def test_the_heartbeat_speaks_when_the_chest_is_silent():
    breathing = both(6, 6, depth_mg=0).at(130)
    assert breathing.rate_per_min == pytest.approx(6, abs=0.5)
    beats_only = Respiration()
    beats_only.push_beats(*heart(6, length_s=140))
    assert beats_only.at(130).rate_per_min == pytest.approx(6, abs=0.5)
    breaths = beats_only.breaths(130)
    assert breaths.inhale_s.size > 8


def test_nothing_is_known_before_and_long_after_the_data():
    respiration = both(6, 6)
    for t_s in (0.5, 160.0):
        nothing = respiration.at(t_s)
        assert np.isnan([nothing.rate_per_min, nothing.phase, nothing.adherence]).all()
        assert nothing.confidence == 0
    early = respiration.at(20)
    assert np.isnan(early.rate_per_min)
    assert early.confidence == 0


def test_breaths_are_those_known_by_then():
    respiration = both(6, 6)
    breaths = respiration.breaths(100)
    assert breaths.known_s.max() <= 100
    assert (breaths.known_s >= breaths.end_s).all()
    assert (breaths.inhale_s < breaths.exhale_s).all()
    assert (breaths.exhale_s < breaths.end_s).all()
    assert (breaths.depth > 0).all()
    assert respiration.breaths(139).inhale_s.size > breaths.inhale_s.size


def test_asking_later_gives_the_same_answer():
    chest_s, acc_mg = Chest(6).acc_mg(120)
    beat_s, size = heart(6, length_s=120)
    live, later = Respiration(), Respiration()
    later.push_acc(chest_s, acc_mg)
    later.push_beats(beat_s, size)
    sent = [0, 0]
    for t_s in range(2, 118):
        now = [int(chest_s.searchsorted(t_s + 3)), int(beat_s.searchsorted(t_s + 3))]
        live.push_acc(chest_s[sent[0] : now[0]], acc_mg[sent[0] : now[0]])
        live.push_beats(beat_s[sent[1] : now[1]], size[sent[1] : now[1]])
        sent = now
        assert repr(live.at(t_s)) == repr(later.at(t_s))


def test_the_curve_rises_with_the_inhalation():
    t_s, wave = both(6, 6).curve(139)
    assert t_s.size == wave.size == 600
    assert np.diff(t_s) == pytest.approx(0.1)
    correlation = np.corrcoef(wave, volume(t_s * 6 / 60))[0, 1]
    assert correlation > 0.95
