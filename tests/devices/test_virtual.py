import math
from itertools import pairwise
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.virtual import Artifact, ArtifactKind, Person
from devices.virtual_body import RESONANCE_Q, Ramp

STEADY = {"mayer_bpm": 0.0, "slow_bpm": 0.0, "beat_noise_ms": 0.0}
FLAT = {**STEADY, "rsa_bpm": 0.0, "heart_rate_bpm": 60.0}


def paced(rate_per_min: float):
    """A sinusoidal breath that begins with an inhalation."""
    return lambda t_s: 0.5 - 0.5 * math.cos(math.tau * rate_per_min / 60.0 * t_s)


def rsa_of(person: Person, rate_per_min: float, until_s: float = 600.0) -> complex:
    """Return the swing of heart rate at the breathing rate, in bpm, against the breath's volume.

    The number of beats until t is the integral of heart rate, so a sinusoid of the beat count
    fitted at the beat times gives the heart rate's own, free of the averaging within intervals.
    """
    person.beats_until(until_s)
    t_s = person.truth.beat_t_s
    t_s, count = t_s[t_s > 120.0], np.flatnonzero(t_s > 120.0)
    omega = math.tau * rate_per_min / 60.0
    columns = [np.ones_like(t_s), t_s, np.cos(omega * t_s), np.sin(omega * t_s)]
    (_, _, a, b), *_ = np.linalg.lstsq(np.stack(columns, axis=1), count, rcond=None)
    # The count's a cos + b sin has the slope omega (b cos - a sin); the volume goes as -cos.
    return -60.0 * omega * complex(b, a)


def test_same_seed_same_person_other_seed_another():
    def beats(seed):
        return Person(seed=seed, artifact_share={ArtifactKind.EXTRA: 0.01}).beats_until(300.0)

    assert beats(1) == beats(1)
    assert beats(1) != beats(2)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 99), st.lists(st.floats(0.0, 90.0), max_size=30))
def test_any_split_of_the_calls_gives_the_same_beats(seed, cuts_s):
    def person():
        return Person(
            seed=seed,
            breath=lambda t_s: paced(6.0)(t_s) if t_s > 40.0 else None,
            artifact_share=dict.fromkeys(ArtifactKind, 0.03),
            contact_loss=((30.0, 35.0),),
        )

    whole, split = person(), person()
    beats = [beat for t_s in [*sorted(cuts_s), 90.0] for beat in split.beats_until(t_s)]
    assert beats == whole.beats_until(90.0)
    assert split.truth.artifacts == whole.truth.artifacts


def test_beats_come_once_and_in_time():
    person = Person(seed=4)
    seen = []
    for tick in range(1, 601):
        new = person.beats_until(tick / 10.0)
        assert all((tick - 1) / 10.0 < t_s <= tick / 10.0 for t_s, _ in new)
        seen += new
    assert person.beats_until(60.0) == []
    times_s = [t_s for t_s, _ in seen]
    assert [rr for _, rr in seen[1:]] == pytest.approx(
        [(b - a) * 1e3 for a, b in pairwise(times_s)]
    )


@pytest.mark.parametrize(
    ("resonance_per_min", "q"),
    [(4.8, RESONANCE_Q), (5.5, RESONANCE_Q), (6.5, RESONANCE_Q), (6, 0.1)],
)
def test_rsa_has_the_size_and_lag_of_a_resonator(resonance_per_min, q):
    rates = [3.5, 4.5, resonance_per_min, 7.0, 9.0, 13.0]
    swings = []
    for rate in rates:
        person = Person(
            **STEADY,
            rsa_bpm=10.0,
            resonance_per_min=resonance_per_min,
            resonance_q=q,
            breath=paced(rate),
        )
        swings.append(rsa_of(person, rate))
        ratio = rate / resonance_per_min
        expected = 10.0 / complex(1.0, q * (ratio - 1.0 / ratio))
        print(f"{rate:4.1f}/min: RSA {abs(swings[-1]):5.2f} bpm, closed form {abs(expected):5.2f}")
        assert abs(swings[-1] - expected) < 0.01 * abs(expected)
    assert max(swings, key=abs) == swings[rates.index(resonance_per_min)]


def test_heart_rate_rises_with_inhalation():
    person = Person(rsa_bpm=10.0, breath=paced(5.5), seed=2)
    person.beats_until(300.0)
    truth = person.truth
    middle_s = (truth.beat_t_s[1:] + truth.beat_t_s[:-1]) / 2.0
    volume = np.interp(middle_s, truth.breath_t_s, truth.breath_volume)
    assert np.corrcoef(volume, 60_000.0 / truth.rr_ms)[0, 1] > 0.9


@pytest.mark.parametrize("bpm", [45.0, 64.0, 110.0])
def test_mean_heart_rate(bpm):
    person = Person(heart_rate_bpm=bpm, seed=3)
    person.beats_until(1200.0)
    assert 60_000.0 / person.truth.rr_ms.mean() == pytest.approx(bpm, rel=0.005)


def test_beat_noise_moves_each_beat_on_its_own():
    person = Person(**{**FLAT, "beat_noise_ms": 20.0})
    person.beats_until(1200.0)
    # Two independent ends of an interval: sqrt 2; limited at 3 standard deviations: 0.987.
    assert person.truth.rr_ms.std() == pytest.approx(20.0 * math.sqrt(2.0), rel=0.05)
    assert np.abs(person.truth.rr_ms - 1000.0).max() <= 120.0


def test_slow_rhythms_have_their_frequency():
    person = Person(**{**FLAT, "mayer_bpm": 2.0})
    person.beats_until(1200.0)
    truth = person.truth
    even_s = np.arange(5.0, 1195.0, 0.25)
    rate = np.interp(even_s, truth.beat_t_s[1:], 60_000.0 / truth.rr_ms)
    power = np.abs(np.fft.rfft(rate - rate.mean())) ** 2
    hz = np.fft.rfftfreq(even_s.size, 0.25)
    band = (hz > 0.07) & (hz < 0.13)
    assert power[band].sum() > 0.9 * power.sum()


def test_exercise_raises_heart_rate():
    person = Person(**FLAT, exercise=Ramp(100.0, 200.0, 30.0))
    rate = {t_s: 60_000.0 / rr_ms for t_s, rr_ms in person.beats_until(300.0)}
    assert fmean(bpm for t_s, bpm in rate.items() if t_s < 100.0) == pytest.approx(60.0, abs=0.1)
    assert fmean(bpm for t_s, bpm in rate.items() if 145.0 < t_s < 155.0) == pytest.approx(
        75, abs=1
    )
    assert fmean(bpm for t_s, bpm in rate.items() if t_s > 202.0) == pytest.approx(90.0, abs=0.1)


def test_own_breath_is_steady_but_no_clockwork():
    person = Person(seed=5)
    person.beats_until(600.0)
    truth = person.truth
    starts_s = truth.breath_t_s[1:][np.diff(truth.breath_phase) < -0.5]
    periods_s = np.diff(starts_s)
    assert 60.0 / periods_s.mean() == pytest.approx(13.0, rel=0.05)
    assert 0.04 < periods_s.std() / periods_s.mean() < 0.25
    assert truth.breath_volume.min() >= 0.0
    assert truth.breath_volume.max() <= 1.0


@pytest.mark.parametrize("leave_s", [101.0, 103.5, 106.0, 109.0])
def test_breath_joins_and_leaves_a_pacer_without_a_jump(leave_s):
    def breath(t_s):
        return paced(6.0)(t_s) if 40.0 <= t_s < leave_s else None

    person = Person(seed=6, breath=breath)
    person.beats_until(160.0)
    truth = person.truth
    joined = (truth.breath_t_s > 43.0) & (truth.breath_t_s < leave_s)
    expected = [paced(6.0)(t_s) for t_s in truth.breath_t_s[joined]]
    assert truth.breath_volume[joined] == pytest.approx(expected, abs=1e-9)
    # A step across an end of a breath cannot know its phase any better than to half a step.
    turns = truth.breath_phase[joined] - truth.breath_t_s[joined] / 10.0
    assert np.abs(turns - np.round(turns)).max() <= 0.0051
    steps = np.diff(truth.breath_volume)
    assert np.abs(steps).max() < 0.06
    left = int(np.searchsorted(truth.breath_t_s, leave_s))
    assert steps[left - 2] * steps[left] > 0.0, "in the same direction as before"


def test_planned_artifacts_have_the_shape_of_their_kind():
    plan = (
        Artifact(20.0, ArtifactKind.ECTOPIC),
        Artifact(40.0, ArtifactKind.MISSED),
        Artifact(60.0, ArtifactKind.EXTRA),
    )
    person = Person(**FLAT, artifact_plan=plan, seed=7)
    rr_ms = dict(person.beats_until(80.0))
    times_s = list(rr_ms)
    early, missed, extra = person.truth.artifacts
    assert [a.kind for a in (early, missed, extra)] == [a.kind for a in plan]
    assert all(
        0.0 <= real.t_s - wish.t_s <= 2.0
        for real, wish in zip(person.truth.artifacts, plan, strict=True)
    )

    at = times_s.index(early.t_s)
    assert rr_ms[early.t_s] == pytest.approx(650.0)
    assert rr_ms[times_s[at + 1]] == pytest.approx(1350.0), "a full compensatory pause"
    assert missed.t_s not in rr_ms
    assert rr_ms[next(t_s for t_s in times_s if t_s > missed.t_s)] == pytest.approx(2000.0)
    at = times_s.index(extra.t_s)
    assert 350.0 <= rr_ms[extra.t_s] <= 650.0
    assert rr_ms[extra.t_s] + rr_ms[times_s[at + 1]] == pytest.approx(1000.0)
    spoilt = [rr for rr in rr_ms.values() if rr != pytest.approx(1000.0)]
    assert len(spoilt) == 5


def test_artifact_truth_is_what_the_stream_shows():
    person = Person(artifact_share=dict.fromkeys(ArtifactKind, 0.03), seed=8)
    beats = person.beats_until(1200.0)
    truth = person.truth
    reported = {t_s for t_s, _ in beats}
    heart = {t_s for t_s in truth.beat_t_s if beats[0][0] <= t_s <= 1200.0}

    def times_of(kind):
        return {a.t_s for a in truth.artifacts if a.kind is kind and beats[0][0] <= a.t_s <= 1200.0}

    assert reported - heart == times_of(ArtifactKind.EXTRA)
    assert heart - reported == times_of(ArtifactKind.MISSED)
    assert times_of(ArtifactKind.ECTOPIC) <= heart
    for kind in ArtifactKind:
        assert len(times_of(kind)) == pytest.approx(0.03 * len(heart), rel=0.5)


def test_contact_loss_silences_the_strap_not_the_heart():
    person = Person(contact_loss=((50.0, 58.0),), seed=9)
    beats = person.beats_until(100.0)
    truth = person.truth
    assert [person.contact_at(t_s) for t_s in (49.9, 50.0, 57.9, 58.0)] == [
        True,
        False,
        False,
        True,
    ]
    assert not any(50.0 <= t_s < 58.0 for t_s, _ in beats)
    assert np.count_nonzero((truth.beat_t_s >= 50.0) & (truth.beat_t_s < 58.0)) >= 7
    # The first beat felt again has nothing to be measured from: only the second has an interval.
    again = truth.beat_t_s[truth.beat_t_s >= 58.0]
    assert next(t_s for t_s, _ in beats if t_s > 58.0) == again[1]
    assert max(rr for _, rr in beats) < 1300.0


def test_truth_agrees_with_a_stream_without_artifacts():
    person = Person(seed=10)
    beats = person.beats_until(120.0)
    truth = person.truth
    assert [t_s for t_s, _ in beats] == [t for t in truth.beat_t_s[1:] if t <= 120.0]
    assert [rr for _, rr in beats] == pytest.approx(truth.rr_ms[: len(beats)])
    assert truth.artifacts == ()
    assert truth.breath_t_s.shape == truth.breath_volume.shape == truth.breath_phase.shape
