"""What the sensors of a virtual strap see of its wearer: ECG, acceleration, the skin's pulse.

All of it follows from the person's own beats and breath: the R peak of the ECG stands at the beat's
time and is lower the fuller the lungs, the breath tilts the sensor in the field of gravity, and the
pulse reaches the skin a fixed time after each beat. Noise comes in the order of the samples, so it
does not depend on how these are cut into frames.

Source: McSharry et al., IEEE Trans Biomed Eng 50(3), 2003, doi:10.1109/TBME.2003.808805 (waves of
the ECG as Gaussians); sizes and noise as in recordings of the real sensors.
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

AHEAD_S = 0.25
"""A P wave begins so long before its beat: the ECG until t is known at t + `AHEAD_S`."""
PULSE_PEAK_S = 0.3
"""From the R peak to the peak of the pulse at the upper arm."""
R_SWING = 0.25
"""Share of the R peak's height by which a full breath lowers it."""
ECG_RAIL_UV = 20_000
"""Limit of the ECG amplifier."""
ACC_RAIL_MG = -2000
"""Limit of an axis at the range of 2 g."""

_BEHIND_S = 3.0  # nothing of a beat is left so long after it, nor of the one before it
_ECG_STEP_UV = 2.44  # 14 bits over the range of the amplifier
_ECG_NOISE_UV = 5.0
_HUM_UV = 1500.0  # what open electrodes catch of the mains

# Height in uV, time after the beat and width in s; the T wave's time grows with the interval.
_R = (1000.0, 0.0, 0.010)
_WAVES = ((90.0, -0.16, 0.025), (-110.0, -0.028, 0.008), (-190.0, 0.028, 0.009))
_T = (240.0, 0.27, 0.045)
_ECTOPIC_WAVES = ((1300.0, 0.0, 0.032), (-420.0, 0.12, 0.03), (-350.0, 0.30, 0.07))

_GRAVITY_MG = {"chest": (-470.0, -190.0, 862.0), "other": (-777.0, 436.0, -454.0)}
_TILT_RAD = {"chest": 0.025, "other": 0.006}  # by a full breath; an arm hardly moves
_ACC_NOISE_MG = 3.0
_HEARTBEAT_MG = 4.0  # what the heart's own movement shakes the chest
_MOVEMENT_MG, _MOVEMENT_UV, _MOVEMENT_LIGHT = 180.0, 250.0, 4000.0

_LIGHT = np.array([261_500.0, 278_900.0, 293_000.0, -640.0])
_PULSE_LIGHT = np.array([900.0, 850.0, 700.0, 0.0])  # ambient light knows no pulse
_BREATH_LIGHT = 300.0
_LIGHT_NOISE = 25.0

Float64 = NDArray[np.float64]
Int32 = NDArray[np.int32]


class Wearer(Protocol):
    """The person, as sensors know it; `devices.virtual.Person` is one."""

    def beats_between(self, start_s: float, end_s: float) -> tuple[Float64, NDArray[np.bool_]]:
        """Return the heart's beats in a span, and which of them are ectopic."""

    def volume_at(self, t_s: Float64) -> Float64:
        """Return the volume of breath, 0 to 1."""

    def moves_at(self, t_s: float) -> bool:
        """Return whether the person moves about."""

    def pulse_amplitude(self, t_s: float) -> float:
        """Return the size of the skin's pulse, 1 as usual."""


class Sensors:
    """The sensors of one strap.

    Parameters
    ----------
    wearer : Wearer
        Who wears it.
    body_location : str
        Where: "chest", or "other" for the upper arm.
    seed : int
        Of the noise.
    """

    def __init__(self, wearer: Wearer, body_location: str, seed: int) -> None:
        self._wearer, self._place = wearer, body_location
        self._noise = {
            name: np.random.default_rng([seed, number])
            for number, name in enumerate(("ecg", "acc", "ppg"))
        }
        gravity = np.array(_GRAVITY_MG[body_location])
        self._gravity_mg = gravity * (1000.0 / np.linalg.norm(gravity))
        across = np.cross(self._gravity_mg, [0.0, 1.0, 0.0])
        self._tilted_mg = across * (1000.0 / np.linalg.norm(across))

    def ecg_uv(self, t_s: Float64, *, contact: bool = True, saturated: bool = False) -> Int32:
        """Return the ECG at these times, ndarray of int32, shape (n,)."""
        noise_uv = self._noise["ecg"].normal(0.0, _ECG_NOISE_UV, t_s.size)
        if saturated:
            ecg_uv: Float64 = np.full(t_s.size, float(ECG_RAIL_UV))
        elif not contact:
            ecg_uv = _HUM_UV * np.sin(2.0 * np.pi * 50.0 * t_s) + 20.0 * noise_uv
        else:
            ecg_uv = self._heart_uv(t_s) + noise_uv + 60.0 * self._wearer.volume_at(t_s)
            ecg_uv += self._movement(t_s, 1, _MOVEMENT_UV)[:, 0]
        steps = np.rint(np.clip(ecg_uv, -ECG_RAIL_UV, ECG_RAIL_UV) / _ECG_STEP_UV)
        return _whole(steps * _ECG_STEP_UV)

    def acc_mg(self, t_s: Float64, *, stuck: bool = False) -> Float64:
        """Return the acceleration at these times, ndarray of float64, shape (n, 3)."""
        angle = _TILT_RAD[self._place] * (self._wearer.volume_at(t_s)[:, None] - 0.3)
        acc_mg: Float64 = np.cos(angle) * self._gravity_mg + np.sin(angle) * self._tilted_mg
        beats_s, _ = self._beats(t_s)
        if self._place == "chest":
            acc_mg[:, 2] += _HEARTBEAT_MG * _bump(t_s, beats_s[:, None] + 0.06, 0.015).sum(axis=0)
        acc_mg += self._noise["acc"].normal(0.0, _ACC_NOISE_MG, acc_mg.shape)
        acc_mg += self._movement(t_s, 3, _MOVEMENT_MG)
        if stuck:
            acc_mg[:, 0] = ACC_RAIL_MG
        return acc_mg

    def ppg(self, t_s: Float64, *, contact: bool = True) -> Int32:
        """Return the light at these times, ndarray of int32, shape (n, 4): more blood, less light.

        The last column is the ambient light.
        """
        noise = self._noise["ppg"].normal(0.0, _LIGHT_NOISE, (t_s.size, 4))
        if not contact:
            return _whole(0.02 * _LIGHT + 20.0 * noise)
        light = _LIGHT - self._pulse(t_s)[:, None] * _PULSE_LIGHT
        light[:, :3] += _BREATH_LIGHT * (self._wearer.volume_at(t_s)[:, None] - 0.5)
        light += self._movement(t_s, 1, _MOVEMENT_LIGHT)
        return _whole(light + noise)

    def intervals(self, start_s: float, end_s: float) -> tuple[Float64, Float64]:
        """Return the pulses that reached the skin in a span: their times and intervals, in ms."""
        first_s, last_s = start_s - PULSE_PEAK_S, end_s - PULSE_PEAK_S
        beats_s, _ = self._wearer.beats_between(max(first_s - 3.0, 0.0), max(last_s, 0.0))
        fresh = beats_s[1:] >= first_s
        return (beats_s[1:] + PULSE_PEAK_S)[fresh], 1000.0 * np.diff(beats_s)[fresh]

    def moves_at(self, t_s: float) -> bool:
        """Return whether the wearer moves about."""
        return self._wearer.moves_at(t_s)

    def _beats(self, t_s: Float64) -> tuple[Float64, NDArray[np.bool_]]:
        start_s = float(t_s[0]) - _BEHIND_S
        return self._wearer.beats_between(start_s, float(t_s[-1]) + AHEAD_S)

    def _heart_uv(self, t_s: Float64) -> Float64:
        beats_s, ectopic = self._beats(t_s)
        if not beats_s.size:
            return np.zeros(t_s.size)
        height = 1.0 - R_SWING * self._wearer.volume_at(beats_s)
        # The interval after the beat is not known yet; the one before it sets the T wave's time.
        interval_s = np.diff(beats_s, prepend=beats_s[0] - 1.0)
        t_wave_s = _T[1] * np.sqrt(np.clip(interval_s, 0.4, 1.6))
        sinus = np.where(ectopic, 0.0, 1.0)[:, None]
        at_s = beats_s[:, None]
        ecg_uv: Float64 = sinus * height[:, None] * _R[0] * _bump(t_s, at_s, _R[2])
        ecg_uv += sinus * _T[0] * _bump(t_s, at_s + t_wave_s[:, None], _T[2])
        for height_uv, after_s, width_s in _WAVES:
            ecg_uv += sinus * height_uv * _bump(t_s, at_s + after_s, width_s)
        for height_uv, after_s, width_s in _ECTOPIC_WAVES if ectopic.any() else ():
            ecg_uv += (1.0 - sinus) * height_uv * _bump(t_s, at_s + after_s, width_s)
        heart_uv: Float64 = ecg_uv.sum(axis=0)
        return heart_uv

    def _pulse(self, t_s: Float64) -> Float64:
        """Return the pulse wave: a quick rise, a slower fall, and the echo from below."""
        beats_s, _ = self._beats(t_s)
        since_s = t_s - beats_s[:, None] - PULSE_PEAK_S
        wave = np.exp(-0.5 * (since_s / np.where(since_s < 0.0, 0.055, 0.09)) ** 2)
        wave += 0.35 * np.exp(-0.5 * ((since_s - 0.28) / 0.07) ** 2)
        size = np.array([self._wearer.pulse_amplitude(beat_s) for beat_s in beats_s.tolist()])
        pulse: Float64 = (size[:, None] * wave).sum(axis=0)
        return pulse

    def _movement(self, t_s: Float64, channels: int, size: float) -> Float64:
        moving = np.array([self._wearer.moves_at(t) for t in t_s.tolist()])
        turns = 2.0 * np.pi * t_s[:, None] * np.array([0.9, 1.3, 1.7])[:channels]
        movement: Float64 = moving[:, None] * size * (np.sin(turns) + 0.5 * np.sin(4.7 * turns))
        return movement


def _whole(values: Float64) -> Int32:
    whole: Int32 = np.rint(values).astype(np.int32)
    return whole


def _bump(t_s: Float64, at_s: Float64, width_s: float) -> Float64:
    """Return Gaussians of height 1, ndarray of float64, shape (peaks, n)."""
    return np.exp(-0.5 * ((t_s - at_s) / width_s) ** 2)
