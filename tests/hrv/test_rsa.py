"""Peak-to-trough per breath: twins, hand-made breaths, and waves of known size."""

import numpy as np
import pytest

from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.index import INDICES
from biofeedback.hrv.rsa import rsa_bpm, rsa_ms, swing_bpm, swing_ms
from biofeedback.hrv.window import Beats, Windows
from tests import naive
from tests.hrv.series import as_naive, breathing_heart, breaths, eventful, marked, with_breaths

NO_BREATHS = Breaths.led(*np.zeros((3, 0)))


@pytest.mark.parametrize("paced", [None, breaths(31.0, 3.5, 5.0, 20)], ids=["wave", "paced"])
@pytest.mark.parametrize("seed", range(2))
def test_equals_its_twin(seed, paced):
    beats = with_breaths(eventful(seed), paced)
    slow, ends = as_naive(beats), beats.t_s[::13]
    windows = Windows.over(beats, ends - 60, ends)
    led = [naive.Breath(*row) for row in np.transpose(_columns(paced or NO_BREATHS)).tolist()]
    for kernel in (rsa_ms, rsa_bpm):
        twin = getattr(naive, kernel.__name__)
        wanted = [twin(slow, led, end - 60, end) for end in ends.tolist()]
        assert sum(swing is not None for swing in wanted) >= 3
        wanted = [np.nan if swing is None else swing for swing in wanted]
        np.testing.assert_allclose(kernel(beats, windows), wanted, rtol=1e-9)


def _columns(paced):
    return [paced.inhale_s, paced.exhale_s, paced.end_s]


def test_a_breath_by_hand():
    #         ends at:  1.0   1.9   2.7   3.6   4.6   5.7   6.8   7.8
    beats = Beats.of([1000, 900.0, 800, 900, 1000, 1100, 1100, 1000])
    breath = Breaths.led(np.array([0.95]), np.array([3.0]), np.array([7.0]))
    # Inhalation, widened to 3.75: the intervals that end at 1.9, 2.7, 3.6 begin at or after 1.0.
    # Exhalation, widened to 7.75: those that end at 4.6, 5.7, 6.8; the one at 3.6 began before 3.0.
    assert swing_ms(beats, breath) == pytest.approx([1100 - 800], rel=1e-12)
    assert swing_bpm(beats, breath) == pytest.approx([60_000 / 800 - 60_000 / 1100], rel=1e-12)


def test_an_interval_that_begins_with_the_breath_belongs_to_it():
    """However its beginning was rounded: 2.7 - 0.8 is not 1.9."""
    beats = Beats.of([1000, 900.0, 800, 900, 1000, 1100, 1100, 1000])
    assert beats.begin_s[2] != 1.9
    for inhale_s, shortest in ((1.9, 800), (1.9 + 1e-10, 800), (1.9 + 1e-6, 900)):
        breath = Breaths.led(np.array([inhale_s]), np.array([3.0]), np.array([7.0]))
        assert swing_ms(beats, breath) == pytest.approx([1100 - shortest], rel=1e-12)


def test_a_negative_swing_is_zero():
    beats = Beats.of([1000, 1000, 1000, 1000, 800, 800, 800, 800])
    breath = Breaths.led(np.array([0.5]), np.array([3.95]), np.array([7.0]))
    assert swing_ms(beats, breath) == [0]


@pytest.mark.parametrize("half", [range(5), range(5, 8)], ids=["inhalation", "exhalation"])
def test_a_breath_without_an_interval_in_one_half_is_missing(half):
    beats = Beats.of([1000.0, 900, 800, 900, 1000, 1100, 1100, 1000])
    breath = Breaths.led(np.array([0.95]), np.array([3.9]), np.array([7.0]))
    assert not np.isnan(swing_ms(beats, breath)[0])
    lacking = marked(beats, half)
    assert np.isnan(swing_ms(lacking, breath)[0])
    assert np.isnan(swing_bpm(lacking, breath)[0])


def test_an_artifact_never_makes_the_swing():
    clean = Beats.of([1000.0, 900, 800, 900, 1000, 1100, 1100, 1000])
    breath = Breaths.led(np.array([0.95]), np.array([3.9]), np.array([7.0]))
    for nonsense in (np.nan, np.inf, 0.0, -5.0, 3.0, 1e6):
        beats = marked(clean, [2], said_ms=nonsense)
        assert swing_ms(beats, breath) == [200]
        assert swing_bpm(beats, breath) == pytest.approx([60_000 / 900 - 60_000 / 1100])


@pytest.mark.parametrize("rate_per_min", [4.5, 6.0, 7.5])
@pytest.mark.parametrize("swing", [3.0, 8.0])
def test_finds_the_size_of_the_wave(rate_per_min, swing):
    """The momentary rate is an average over one interval: a little less than the full swing."""
    found = []
    for seed in range(6):
        beats = breathing_heart(swing, rate_per_min, seconds=130, seed=seed)
        found.extend(rsa_bpm(beats, Windows.over(beats, [10.0, 65.0], [70.0, 125.0])))
    print(f"+-{swing} bpm at {rate_per_min}/min: {np.mean(found):.2f} of {2 * swing} bpm")
    assert np.mean(found) == pytest.approx(2 * swing, rel=0.06)
    assert np.ptp(found) < 0.1 * 2 * swing


def test_paced_breaths_and_the_wave_agree_on_a_wave():
    beats = breathing_heart(7.0, 6.0, seconds=130, seed=3)
    window = Windows.over(beats, 20.0, 120.0)
    free = rsa_bpm(beats, window)[0]
    led = rsa_bpm(with_breaths(beats, breaths(0.0, 5.0, 5.0, 20)), window)[0]
    assert free == pytest.approx(led, rel=0.05)


def test_a_breath_counts_once_its_widened_end_has_passed():
    beats = with_breaths(breathing_heart(7.0, seconds=130), breaths(0.5, 4.0, 6.0, 12))
    # Three breaths end at 30.5; the exhalation of the last reaches to 31.25.
    known = rsa_ms(beats, Windows.over(beats, [0.0, 0.0, 0.6], [31.2, 31.3, 31.3]))
    paced = swing_ms(beats, beats.paced)[:3]
    assert known[1] == pytest.approx(paced.mean(), rel=1e-12)
    assert known[0] != known[1]  # the wave answers instead
    assert known[2] != known[1]


def test_speaks_from_its_least_epoch_on():
    """The window is longer than the recording then: the wave is sought in what there is."""
    beats = breathing_heart(7.0, 9.0, seconds=70)
    index = next(index for index in INDICES if index.name == "rsa_bpm")
    answers = index.evaluate(beats, Windows.trailing(beats, index.window_s))
    assert np.isnan(answers[beats.t_s < 29.9]).all()
    assert not np.isnan(answers[beats.t_s > 32]).any()


def test_a_constant_rhythm_has_no_breaths():
    beats = Beats.of([60_000 / 61] * 100)
    assert np.isnan(rsa_ms(beats, Windows.over(beats, 10.0, 70.0))).all()
