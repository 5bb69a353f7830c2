"""Powers from beats with holes: sines of known amplitude, scipy, and Welch without holes."""

import numpy as np
import pytest
import scipy.signal

from biofeedback.hrv import bands, lomb_scargle
from biofeedback.hrv.index import LOMB_INDICES
from biofeedback.hrv.window import Beats, Windows
from devices.virtual import Person


def sine_heart(hertz, amplitude_ms, seconds=320.0):
    """Intervals that are a sine of the times at which they end."""
    t_s, times_s, rr_ms = 0.0, [], []
    while t_s < seconds:
        rr = 900.0
        for _ in range(50):
            rr = 900 + amplitude_ms * np.sin(2 * np.pi * hertz * (t_s + rr / 1000))
        t_s += rr / 1000
        times_s.append(t_s)
        rr_ms.append(rr)
    return Beats.of(rr_ms, times_s)


def with_holes(beats, share, seed, longest_s=20.0):
    """Take beats away, 4 s and more at a time, until that share of them is missing."""
    rng, there = np.random.default_rng(seed), np.ones(beats.t_s.size, np.bool_)
    while (~there).mean() < share:
        length_s = rng.uniform(4, longest_s)
        start_s = rng.uniform(beats.t_s[0], beats.t_s[-1] - length_s)
        there[(start_s < beats.t_s) & (beats.t_s <= start_s + length_s)] = False
    gap = np.append(False, ~there)[:-1]
    gap = np.array([gap[a + 1 : b + 1].any() for a, b in _pairs(np.flatnonzero(there))])
    return Beats(beats.t_s[there], beats.rr_ms[there], there[there], gap)


def _pairs(kept):
    return zip(np.append(-1, kept[:-1]), kept, strict=True)


@pytest.mark.parametrize("hertz", [0.0777, 0.1, 0.25, 0.3])
@pytest.mark.parametrize("missing", [0.0, 0.1, 0.2, 0.3, 0.4])
def test_a_sine_wave_with_holes(hertz, missing):
    low = hertz < 0.15
    power = lomb_scargle.lf_power_ls_ms2 if low else lomb_scargle.hf_power_ls_ms2
    other = lomb_scargle.hf_power_ls_ms2 if low else lomb_scargle.lf_power_ls_ms2
    peak = lomb_scargle.lf_peak_ls_per_min if low else lomb_scargle.hf_peak_ls_per_min
    for seed, amplitude_ms in enumerate((10.0, 35.0, 60.0)):
        beats = with_holes(sine_heart(hertz, amplitude_ms), missing, seed)
        window = Windows.over(beats, 5.0, 305.0)
        wave_ms2 = amplitude_ms**2 / 2
        assert power(beats, window)[0] == pytest.approx(wave_ms2, rel=0.05)
        assert lomb_scargle.total_power_ls_ms2(beats, window)[0] == pytest.approx(
            wave_ms2, rel=0.05
        )
        assert peak(beats, window)[0] == pytest.approx(60 * hertz, abs=0.1)
        assert other(beats, window)[0] < 0.01 * wave_ms2


def breathing_person(seed):
    def breath(t_s):
        return (1 - np.cos(2 * np.pi * t_s / 10)) / 2

    person = Person(rsa_bpm=10.0, breath=breath, seed=seed)
    t_s, rr_ms = np.array(person.beats_until(400.0)).T
    return Beats.of(rr_ms, t_s)


@pytest.mark.parametrize("missing", [0.15, 0.3])
def test_holes_smear_no_strong_wave_over_the_others(missing, monkeypatch):
    """HF beside a paced breath forty times as strong, with holes and without."""
    found, plain = [], []
    for seed in range(6):
        whole = breathing_person(seed)
        holed = with_holes(whole, missing, seed)
        window = Windows.over(whole, 20.0, 320.0)
        wanted = lomb_scargle.hf_power_ls_ms2(whole, window)[0]
        over_holes = Windows.over(holed, 20.0, 320.0)
        found.append(lomb_scargle.hf_power_ls_ms2(holed, over_holes)[0] / wanted)
        with monkeypatch.context() as patch:
            patch.setattr(lomb_scargle, "_WAVES", 0)
            uncleaned = Windows.over(holed, 20.0, 320.0)
            plain.append(lomb_scargle.hf_power_ls_ms2(holed, uncleaned)[0] / wanted)
        assert np.isnan(bands.hf_power_ms2(holed, over_holes)).all()
    print(f"{missing:.0%} missing: HF x {np.mean(found):.2f}, uncleaned x {np.mean(plain):.2f}")
    assert np.mean(found) == pytest.approx(1, abs=0.15)
    assert np.mean(plain) > 1.3


@pytest.mark.parametrize("share", [0.0, 0.3])
def test_one_piece_is_what_scipy_fits(share):
    """Without waves taken off: the floating-mean periodogram in weighted beats."""
    beats = with_holes(breathing_person(1), share, 3)
    t_s, rr_ms = beats.t_s[beats.t_s < 150], beats.rr_ms[beats.t_s < 150]
    frequency_hz = np.arange(4, 240) / 600
    piece = lomb_scargle._Piece(t_s, rr_ms, frequency_hz, 150.0)
    weight = rr_ms * np.sin(np.pi * t_s / 150) ** 2
    theirs = scipy.signal.lombscargle(
        t_s, rr_ms, 2 * np.pi * frequency_hz, weights=weight / weight.sum(), floating_mean=True
    )
    # scipy gives explained variance times half the number of beats.
    np.testing.assert_allclose(piece._explained(rr_ms), 2 * theirs / t_s.size, rtol=1e-9)


def test_the_peak_is_that_of_the_plain_periodogram():
    """All beats alike in one rectangular piece: other powers, the same strongest wave."""
    for seed in range(4):
        beats = breathing_person(seed)
        window = Windows.over(beats, 20.0, 320.0)
        inside = slice(window.first[0], window.stop[0])
        hertz = np.arange(0.04, 0.15, 1e-4)
        t_s, rr_ms = beats.t_s[inside], beats.rr_ms[inside]
        plain = scipy.signal.lombscargle(t_s, rr_ms - rr_ms.mean(), 2 * np.pi * hertz)
        ours = lomb_scargle.lf_peak_ls_per_min(beats, window)[0]
        assert ours == pytest.approx(60 * hertz[plain.argmax()], abs=0.1)
        assert ours == pytest.approx(6.0, abs=0.05)


def test_without_holes_it_is_welch():
    """The same pieces; HF is larger here, since an even curve rounds fast waves off."""
    low, high = [], []
    for seed in range(6):
        beats = breathing_person(seed)
        window = Windows.over(beats, 20.0, 320.0)
        low.append(
            lomb_scargle.lf_power_ls_ms2(beats, window)[0] / bands.lf_power_ms2(beats, window)[0]
        )
        high.append(
            lomb_scargle.hf_power_ls_ms2(beats, window)[0] / bands.hf_power_ms2(beats, window)[0]
        )
    print(f"LF x {np.mean(low):.3f}, HF x {np.mean(high):.2f} of Welch's")
    assert low == pytest.approx([1.0] * 6, abs=0.03)
    assert 1.0 < np.mean(high) < 1.4


def test_an_even_curve_rounds_fast_waves_off():
    beats = sine_heart(0.3, 30.0)
    window = Windows.over(beats, 5.0, 305.0)
    ours, welch = (
        lomb_scargle.hf_power_ls_ms2(beats, window)[0],
        bands.hf_power_ms2(beats, window)[0],
    )
    print(f"0.3 Hz: {ours:.0f} and Welch {welch:.0f} of 450 ms2")
    assert ours == pytest.approx(450, rel=0.01)
    assert welch < 0.9 * 450


def test_what_a_window_cannot_tell():
    beats = breathing_person(2)
    short = Windows.over(beats, [20.0, 20.0], [69.0, 71.0])  # pieces below 25 s, and above
    minutes = Windows.over(beats, [20.0, 20.0], [319.0, 320.0])
    for index in LOMB_INDICES:
        told = ~np.isnan(index.compute(beats, minutes if "total" in index.name else short))
        assert told.tolist() == [False, True], index.name
    emptied = with_holes(beats, 0.6, 0)
    for index in LOMB_INDICES:
        assert np.isnan(index.compute(emptied, Windows.over(emptied, 20.0, 320.0))).all()
        assert index.evaluate(Beats.of([]), Windows.over(Beats.of([]), 0.0, 300.0)).size == 1


def test_a_slow_heart_in_a_short_window_tells_nothing():
    """Twenty beats in a piece are too few for what is fitted to them: no power, not none."""
    beats = Beats.of(1250 + 50 * np.sin(np.arange(100)))
    assert np.isnan(lomb_scargle.hf_power_ls_ms2(beats, Windows.over(beats, 10.0, 62.0))).all()


def test_a_constant_rhythm_has_neither_power_nor_peak():
    beats = with_holes(Beats.of([60_000 / 61] * 400), 0.2, 1)
    window = Windows.over(beats, 20.0, 320.0)
    assert lomb_scargle.total_power_ls_ms2(beats, window)[0] < 1e-9
    assert np.isnan(lomb_scargle.lf_peak_ls_per_min(beats, window)).all()


def test_indices_speak_over_holes():
    """A quarter of the beats is missing, which silences every index of the even curve."""
    beats = with_holes(breathing_person(3), 0.25, 2)
    windows = Windows.over(beats, [20.0, 40.0], [320.0, 340.0])
    for index in LOMB_INDICES:
        assert not np.isnan(index.evaluate(beats, windows)).any(), index.name
