"""Tones, chimes and notice against closed forms: pitch, level, silence, band, limits."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biofeedback.app.sound import synthesis
from biofeedback.app.sound.synthesis import (
    SAMPLE_HZ,
    breath_noise,
    breath_tone,
    chime,
    limited,
    notice,
    times_s,
    volume_gain,
)
from biofeedback.app.theme.tokens import Theme
from sessions.breathing import Breath, BreathPattern, Part
from sessions.sound import SoundKind

FORM = Theme.of().sound
BREATH = Breath(0.0, 6.0, BreathPattern())  # 4 s in, 6 s out
IN_S, OUT_S = (0.0, 4.0), (4.0, 10.0)


def tone(part, start_s, length_s, breath=BREATH):
    return breath_tone(FORM, breath, part, times_s(round(start_s * SAMPLE_HZ), samples(length_s)))


def samples(length_s):
    return round(length_s * SAMPLE_HZ)


def strongest_hz(sound):
    """The frequency of the strongest line, by a parabola through the peak of a windowed FFT."""
    spectrum = np.log(np.abs(np.fft.rfft(sound * np.blackman(sound.size), 8 * sound.size)) + 1e-30)
    peak = int(spectrum.argmax())
    low, middle, high = spectrum[peak - 1 : peak + 2]
    peak += 0.5 * (low - high) / (low - 2.0 * middle + high)
    return peak * SAMPLE_HZ / (8 * sound.size)


@pytest.mark.parametrize("part", [Part.INHALE, Part.EXHALE])
def test_pitch_follows_the_breath(part):
    start_s, end_s = IN_S if part is Part.INHALE else OUT_S
    errors_cents = []
    for share in np.linspace(0.1, 0.9, 17):
        middle_s = start_s + share * (end_s - start_s)
        heard_hz = strongest_hz(tone(part, middle_s - 0.05, 0.1))
        # In: a raised cosine. Out: a little quicker at first, as lungs are.
        risen = share if part is Part.INHALE else 1.0 - (1.25 - 0.25 * share) * share
        expected_hz = 261.6 * 2.0 ** (7.0 / 12.0 * (1.0 - math.cos(math.pi * risen)) / 2.0)
        errors_cents.append(1200.0 * math.log2(heard_hz / expected_hz))
    print(f"{part}: largest error of pitch {max(map(abs, errors_cents)):.2f} cents")
    assert max(map(abs, errors_cents)) < 5.0  # nobody hears less


@pytest.mark.parametrize(
    ("part", "levels"), [(Part.INHALE, [1, 0.35, 0.12]), (Part.EXHALE, [1, 0.18, 0.04])]
)
def test_partials_have_their_levels(part, levels):
    start_s, end_s = IN_S if part is Part.INHALE else OUT_S
    # At the end of the in-breath the pitch stands almost still: G4 for a tenth of a second.
    sound = tone(part, end_s - 0.25 if part is Part.INHALE else start_s + 0.15, 0.1)
    spectrum = np.abs(np.fft.rfft(sound * np.blackman(sound.size), 8 * sound.size))
    hz = np.arange(spectrum.size) * SAMPLE_HZ / (8 * sound.size)
    base_hz = strongest_hz(sound)
    peaks = [spectrum[np.abs(hz - n * base_hz) < 40].max() for n in (1, 2, 3)]
    assert np.array(peaks) / peaks[0] == pytest.approx(levels, rel=0.03)


@pytest.mark.parametrize(
    ("part", "power", "drop_db"), [(Part.INHALE, 0.6, 0.0), (Part.EXHALE, 0.8, 3.0)]
)
def test_loudness_is_a_power_of_a_half_sine(part, power, drop_db):
    start_s, end_s = IN_S if part is Part.INHALE else OUT_S
    for share in (0.02, 0.1, 0.3, 0.5, 0.8, 0.98):
        middle_s = start_s + share * (end_s - start_s)
        peak = np.abs(tone(part, middle_s - 0.01, 0.02)).max()
        expected = 10 ** (-drop_db / 20) * math.sin(math.pi * share) ** power
        assert peak == pytest.approx(expected, rel=0.15 if share in (0.02, 0.98) else 0.03)


@settings(max_examples=25)
@given(st.floats(3.0, 10.0), st.floats(0.1, 0.8), st.sampled_from([breath_tone, breath_noise]))
def test_turns_are_silent_and_nothing_clicks(rate_per_min, inhale, play):
    breath = Breath(0.0, rate_per_min, BreathPattern(inhale))
    for part in (Part.INHALE, Part.EXHALE):
        start_s, end_s = synthesis.span_s(breath, part)
        first, last = math.ceil(start_s * SAMPLE_HZ), math.ceil(end_s * SAMPLE_HZ)
        sound = play(FORM, breath, part, times_s(first, last - first))
        edges_s = (last - first) / SAMPLE_HZ
        assert max(abs(sound[0]), abs(sound[-1])) < (math.pi / SAMPLE_HZ / edges_s) ** 0.6 + 1e-9
        # A sine of peak 1 steps by at most 2 pi f / rate; here 3 partials, or noise up to 1600 Hz.
        steepest = 1600.0 if play is breath_noise else 392.0 * (1 + 2 * 0.35 + 3 * 0.12)
        assert np.abs(np.diff(sound)).max() < 2.0 * math.pi * steepest / SAMPLE_HZ + 0.002


def test_noise_stays_in_its_band_and_has_no_seam():
    noise = synthesis._noise()
    power = np.abs(np.fft.rfft(noise)) ** 2
    hz = np.fft.rfftfreq(noise.size, 1.0 / SAMPLE_HZ)
    inside = (hz >= 400.0) & (hz <= 1600.0)
    assert power[~inside].sum() < 1e-12 * power.sum()
    bands = [power[(hz >= f) & (hz < f + 200)].sum() for f in range(400, 1600, 200)]
    assert max(bands) < 1.1 * min(bands)
    assert abs(noise[0] - noise[-1]) < 2.0 * math.pi * 1600.0 / SAMPLE_HZ


@pytest.mark.parametrize(("kind", "note_hz"), [(SoundKind.START, 523.3), (SoundKind.PART, 392.0)])
def test_chime_rings_down_by_60_db_in_its_time(kind, note_hz):
    sound = chime(FORM.chime, kind)
    assert 20 * math.log10(np.abs(sound).max()) == pytest.approx(-12.0, abs=1e-6)
    assert strongest_hz(sound[: samples(1.0)]) == pytest.approx(note_hz, rel=1e-3)
    early, late = (np.abs(sound[samples(t) : samples(t + 0.05)]).max() for t in (1.0, 1.5))
    assert 20 * math.log10(early / late) == pytest.approx(60.0 * 0.5 / 2.2, abs=0.5)
    attack = np.abs(sound[: samples(0.02)])
    assert attack[: samples(0.001)].max() < 0.2 * attack.max()
    assert abs(sound[-1]) < 1e-5


def test_the_end_is_struck_twice():
    once, twice = chime(FORM.chime, SoundKind.START), chime(FORM.chime, SoundKind.END)
    assert np.array_equal(twice[: samples(1.0)], once[: samples(1.0)])
    assert (
        np.abs(twice[samples(1.1) :][: samples(0.1)]).max()
        > 10 * np.abs(once[samples(1.1) :]).max()
    )


def test_notice_falls():
    sound = notice(FORM.notice)
    assert sound.size == samples(0.220 + 0.060 + 0.220)
    assert strongest_hz(sound[: samples(0.22)]) == pytest.approx(392.0, rel=1e-3)
    assert strongest_hz(sound[samples(0.28) :]) == pytest.approx(329.6, rel=1e-3)
    assert not sound[samples(0.22) : samples(0.28)].any()
    assert 20 * math.log10(np.abs(sound).max()) == pytest.approx(-16.0, abs=0.05)
    assert np.abs(np.diff(sound)).max() < 10 ** (-16 / 20) * 2 * math.pi * 392 / SAMPLE_HZ + 1e-3


def test_a_step_of_volume_is_3_db():
    gains = [volume_gain(FORM, volume) for volume in range(11)]
    assert gains[0] == 0.0
    assert gains[7] == 1.0
    assert np.diff(20 * np.log10(gains[1:])) == pytest.approx(np.full(9, 3.0))


def test_what_meets_stays_below_the_loudest_level_and_bends_softly():
    line = np.linspace(-2.0, 2.0, 20_001)
    bent = limited(FORM, line)
    assert 20 * math.log10(np.abs(bent).max()) <= -6.0
    slopes = np.diff(bent) / np.diff(line)
    assert slopes.min() >= 0.0
    assert slopes.max() <= 1.0 + 1e-9
    assert np.abs(np.diff(slopes)).max() < 0.01  # no corner
    quiet = np.abs(line) < 0.4  # -8 dBFS
    assert np.array_equal(bent[quiet], line[quiet])
