"""Skin that pulses under a light: samples of an optical sensor with known pulses."""

import numpy as np

RATE_HZ = 54.75


def pulse_times(length_s, beat_s=1.1, seed=3):
    """When each pulse begins to rise: intervals that wander as a resting heart's do."""
    random = np.random.default_rng(seed)
    count = int(length_s / beat_s)
    wander = 0.06 * np.sin(2 * np.pi * np.arange(count) / 7) + random.normal(scale=0.02, size=count)
    return 0.4 + np.cumsum(beat_s + wander)


def ppg(starts_s, sizes, length_s, noise=2e-4, seed=3):
    """Return sample times and light, shape (n,) and (n, 4): three channels and ambient.

    Each pulse takes a share `sizes` of the light: it rises as a raised cosine over 0.2 s and decays
    with a second, smaller wave.
    """
    t_s = np.arange(int(length_s * RATE_HZ)) / RATE_HZ
    random = np.random.default_rng(seed)
    taken = np.zeros(t_s.size)
    for start_s, size in zip(starts_s, np.broadcast_to(sizes, starts_s.shape), strict=True):
        since = t_s - start_s
        up = (1 - np.cos(np.pi * np.clip(since / 0.2, 0, 1))) / 2
        down = np.exp(-np.clip(since - 0.2, 0, None) / 0.25)
        notch = 0.15 * np.exp(-(((since - 0.5) / 0.06) ** 2))
        taken += size * (up * down + notch)
    taken += 0.01 * np.sin(2 * np.pi * 0.1 * t_s) + 0.02 * np.sin(2 * np.pi * 0.007 * t_s)
    ambient = np.round(random.normal(400, 40, size=t_s.size))
    channels = np.array([255_000.0, 270_000.0, 288_000.0])
    light = np.outer(np.exp(-taken), channels) * (
        1 + random.normal(scale=noise, size=(t_s.size, 3))
    )
    return t_s, np.column_stack([np.round(light + ambient[:, np.newaxis]), ambient])
