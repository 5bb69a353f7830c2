"""What electrodes see of a heart whose beats are known: the truth that R peaks are held against.

Waves are Gaussians around each R peak, as in McSharry et al. 2003, doi:10.1109/TBME.2003.808805.
"""

import numpy as np

#: Height in uV, time after the R peak and width in s.
SINUS = (
    (90.0, -0.16, 0.025),
    (-110.0, -0.028, 0.008),
    (1000.0, 0.0, 0.010),
    (-190.0, 0.028, 0.009),
    (240.0, 0.27, 0.045),
)
#: No P wave, wide and high, the T wave the other way.
ECTOPIC = ((1300.0, 0.0, 0.032), (-420.0, 0.12, 0.030), (-350.0, 0.30, 0.070))


def beats(seconds, mean_ms=900.0, rmssd_ms=30.0, seed=0, first_s=0.8):
    """R times of a steady heart: intervals are independent, so RMSSD is sqrt(2) of their spread."""
    rng = np.random.default_rng(seed)
    count = int(seconds * 1000 / mean_ms) + 30
    rr_ms = mean_ms + rng.normal(0.0, rmssd_ms / np.sqrt(2.0), count)
    t_s = first_s + np.cumsum(rr_ms) / 1000
    return t_s[t_s < seconds - 0.6]


def times(seconds, rate_hz=130.0):
    """Sample times of a strap whose clock runs a little fast, and started some time ago."""
    return 1000.0 + np.arange(int(seconds * rate_hz)) / (rate_hz * 1.0012)


def ecg(t_s, beats_s, waves=SINUS, scale=1.0):
    """The ECG of these beats at these times, in uV, without noise."""
    ecg_uv = np.zeros(t_s.size)
    for beat_s in beats_s:
        first, stop = np.searchsorted(t_s, [beat_s - 0.4, beat_s + 0.6])
        since_s = t_s[first:stop] - beat_s
        for height_uv, after_s, width_s in waves:
            ecg_uv[first:stop] += height_uv * np.exp(-0.5 * ((since_s - after_s) / width_s) ** 2)
    return scale * ecg_uv


def noise(t_s, uv, seed=0):
    return np.random.default_rng(seed).normal(0.0, uv, t_s.size)


def score(found_s, true_s, tolerance_s=0.15):
    """Pair found with true beats in order: sensitivity, positive predictive value, errors in s."""
    errors, i, j = [], 0, 0
    while i < len(found_s) and j < len(true_s):
        apart_s = found_s[i] - true_s[j]
        if abs(apart_s) <= tolerance_s:
            errors.append(apart_s)
        i, j = i + (apart_s <= tolerance_s), j + (apart_s >= -tolerance_s)
    found, true = max(len(found_s), 1), max(len(true_s), 1)
    return len(errors) / true, len(errors) / found, np.array(errors)
