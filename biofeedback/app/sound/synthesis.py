"""The sounds themselves, as pure functions of time: mono, 48 000 samples a second, peak 1 or less.

A breath tone asks the breath's own pattern how full the lungs are, so it can never part from what
is seen. Its phase is the integral of its pitch from the tone's beginning, where it is silent: each
sample follows from its time alone, and no change of pace can make it click.
"""

import math
from functools import cache, lru_cache

import numpy as np

from biofeedback.app.theme.records import Chime, NoticeTone, SoundForm
from biofeedback.hrv.columns import FloatArray
from sessions.breathing import Breath, BreathPattern, Part
from sessions.sound import CHIME_S, SoundKind

SAMPLE_HZ = 48_000

NOISE_BAND_HZ = (400.0, 1600.0)
_NOISE_SAMPLES = 2**18  # returns after 5.5 s: longer than one hears a pattern in noise
_GRID = np.linspace(0.0, 1.0, 2049)
_SECOND_STROKE_S = CHIME_S / 2
_CHIME_FADE_S = 0.1
_KNEE = 0.8


def amplitude(level_db: float) -> float:
    """Return a level as a factor; 0 dB is 1."""
    return float(10.0 ** (level_db / 20.0))


def times_s(first: int, count: int) -> FloatArray:
    """Return the times of `count` samples, from number `first` on."""
    return np.arange(first, first + count) / SAMPLE_HZ


def span_s(breath: Breath, part: Part) -> tuple[float, float]:
    """Return when the air begins to flow in a part of a breath, in or out, and when it ends."""
    breath_s, pattern = breath.end_s - breath.start_s, breath.pattern
    if part is Part.INHALE:
        return breath.start_s, breath.start_s + pattern.inhale * breath_s
    return breath.exhale_start_s, breath.exhale_start_s + pattern.exhale * breath_s


def breath_tone(form: SoundForm, breath: Breath, part: Part, t_s: FloatArray) -> FloatArray:
    """Return the tone of an in-breath or an out-breath at times within its span.

    Returns
    -------
    float64, shape (n,)
        Pitch empty_hz * (full_hz / empty_hz) ** volume, zero at both ends of the span.
    """
    start_s, end_s = span_s(breath, part)
    share = (t_s - start_s) / (end_s - start_s)
    pitch_ratio = form.full_hz / form.empty_hz
    turns = np.interp(share, _GRID, _turns(breath.pattern, part, pitch_ratio))
    phase = 2.0 * math.pi * form.empty_hz * (end_s - start_s) * turns
    partials = form.in_partials if part is Part.INHALE else form.out_partials
    return _swell(form, part, share) * _voice(partials, phase) / _voice_peak(partials)


def breath_noise(form: SoundForm, breath: Breath, part: Part, t_s: FloatArray) -> FloatArray:
    """Return rustling air in place of the tone: the same envelope over a band of noise."""
    start_s, end_s = span_s(breath, part)
    share = (t_s - start_s) / (end_s - start_s)
    samples = np.rint(t_s * SAMPLE_HZ).astype(np.int64) % _NOISE_SAMPLES
    return _swell(form, part, share) * _noise()[samples]


def _swell(form: SoundForm, part: Part, share: FloatArray) -> FloatArray:
    """Return the loudness over a part of the breath: from silence to silence."""
    air = np.sin(math.pi * np.clip(share, 0.0, 1.0))
    if part is Part.INHALE:
        return np.asarray(air**form.in_envelope)
    return np.asarray(amplitude(form.out_db) * air**form.out_envelope)


@lru_cache(maxsize=64)
def _turns(pattern: BreathPattern, part: Part, pitch_ratio: float) -> FloatArray:
    """Return the integral of the pitch over the part, in turns of the lowest note, on `_GRID`."""
    start, length = 0.0, pattern.inhale
    if part is Part.EXHALE:
        start, length = pattern.exhale_start, pattern.exhale
    last = math.nextafter(start + length, start)
    volume = [pattern.volume(min(start + x * length, last)) for x in _GRID.tolist()]
    pitch = pitch_ratio ** np.array(volume)
    steps = (pitch[1:] + pitch[:-1]) / 2.0 / (_GRID.size - 1)
    return np.concatenate(([0.0], np.cumsum(steps)))


def _voice(partials: tuple[float, ...], phase: FloatArray) -> FloatArray:
    voice = partials[0] * np.sin(phase)
    for number, level in enumerate(partials[1:], start=2):
        voice += level * np.sin(number * phase)
    return voice


@cache
def _voice_peak(partials: tuple[float, ...]) -> float:
    return float(_voice(partials, 2.0 * math.pi * _GRID).max())


@cache
def _noise() -> FloatArray:
    """Return a loop of noise that has nothing outside its band, and no seam."""
    hz = np.fft.rfftfreq(_NOISE_SAMPLES, 1.0 / SAMPLE_HZ)
    inside = (hz >= NOISE_BAND_HZ[0]) & (hz <= NOISE_BAND_HZ[1])
    phase = np.random.default_rng(1).uniform(0.0, 2.0 * math.pi, hz.size)
    noise = np.fft.irfft(np.where(inside, np.exp(1j * phase), 0.0))
    return np.asarray(noise / np.abs(noise).max())


@cache
def chime(form: Chime, kind: SoundKind) -> FloatArray:
    """Return the chime at the start, between parts, or, struck twice, at the end."""
    note_hz = form.part_hz if kind is SoundKind.PART else form.start_hz
    once = _strike(form, note_hz)
    if kind is not SoundKind.END:
        return once
    pause = np.zeros(round(_SECOND_STROKE_S * SAMPLE_HZ))
    return np.concatenate((once, pause)) + np.concatenate((pause, once))


def _strike(form: Chime, note_hz: float) -> FloatArray:
    t_s = times_s(0, round(CHIME_S * SAMPLE_HZ))
    sound = np.zeros(t_s.size)
    for ratio, level, t60_s in zip(form.partials, form.levels, form.t60_s, strict=True):
        ringing = np.exp(-math.log(1000.0) * t_s / t60_s)
        sound += level * ringing * np.sin(2.0 * math.pi * note_hz * ratio * t_s)
    sound *= np.minimum(1.0, t_s / (form.attack_ms / 1000.0))
    sound *= np.minimum(1.0, (CHIME_S - t_s) / _CHIME_FADE_S)
    return np.asarray(amplitude(form.peak_dbfs) * sound / np.abs(sound).max())


@cache
def notice(form: NoticeTone) -> FloatArray:
    """Return the falling notes that announce a trouble."""
    edge = round(form.attack_ms / 1000.0 * SAMPLE_HZ)
    t_s = times_s(0, round(form.note_ms / 1000.0 * SAMPLE_HZ))
    steps = np.arange(t_s.size)
    fade = np.clip(np.minimum(steps, t_s.size - 1 - steps) / edge, 0.0, 1.0)
    gap = np.zeros(round(form.gap_ms / 1000.0 * SAMPLE_HZ))
    parts = [gap]
    for note_hz in form.notes_hz:
        parts += [fade * np.sin(2.0 * math.pi * note_hz * t_s), gap]
    return np.asarray(amplitude(form.peak_dbfs) * np.concatenate(parts[1:-1]))


def volume_gain(form: SoundForm, volume: int) -> float:
    """Return the factor for a volume from 0, silence, over 7, the levels of the form, to 10."""
    return amplitude((volume - 7) * form.volume_step_db) if volume > 0 else 0.0


def limited(form: SoundForm, sound: FloatArray) -> FloatArray:
    """Hold sounds that meet below the loudest level, bending only what comes near it."""
    ceiling = amplitude(form.loudest_dbfs)
    knee, room = _KNEE * ceiling, (1.0 - _KNEE) * ceiling
    over = np.abs(sound) - knee
    if not (over > 0.0).any():
        return sound
    bent = np.copysign(knee + room * np.tanh(over / room), sound)
    return np.where(over > 0.0, bent, sound)
