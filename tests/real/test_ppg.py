"""A Polar Verity Sense at rest: its light against its own pulse intervals, and its acceleration."""

import gzip

import numpy as np
import pytest

from biofeedback.signals.motion import STILL, Stillness
from biofeedback.signals.ppg import trusted_ppi
from biofeedback.signals.ppg_circulation import CirculationTracker
from biofeedback.signals.respiration_acc import AccRespiration


@pytest.fixture(scope="module")
def verity(shared):
    """Seconds from the first light sample, light, acceleration, and the rows of intervals."""
    folder = shared / "data/verity_sense"

    def rows(name):
        with gzip.open(folder / name, "rt") as file:
            lines = [line.rstrip("\n;").split(";") for line in file.readlines()[1:]]
        ns = np.array([int(line[1]) for line in lines])
        return ns, np.array([[float(value) for value in line[2:]] for line in lines])

    ppg_ns, ppg = rows("Polar_Sense_PPG.txt.gz")
    acc_ns, acc_mg = rows("Polar_Sense_ACC.txt.gz")
    ppi = np.loadtxt(
        folder / "Polar_Sense_PPI.txt", skiprows=1, delimiter=";", usecols=(1, 2, 3, 4, 5)
    )
    return (ppg_ns - ppg_ns[0]) / 1e9, ppg, (acc_ns - ppg_ns[0]) / 1e9, acc_mg, ppi


def test_pulse_intervals_agree_with_the_trusted_ones_of_the_device(verity):
    t_s, ppg, acc_s, acc_mg, ppi = verity
    trusted = trusted_ppi(ppi[:, 0], ppi[:, 1], ppi[:, 2], ppi[:, 3])
    assert ppi.shape[0] == 442
    assert trusted.sum() == 417
    device_ms = ppi[:, 0]
    assert device_ms[trusted].mean() == pytest.approx(1152.1, abs=0.05)
    circulation = CirculationTracker()
    circulation.push_acc(acc_s, acc_mg)
    pulses = circulation.push_ppg(t_s, ppg)
    ours_ms = 1000 * np.diff([pulse.t_s for pulse in pulses])
    print(
        f"{len(pulses)} pulses, mean interval {ours_ms.mean():.1f} ms, device's trusted 1152.1 ms"
    )
    assert ours_ms.mean() == pytest.approx(device_ms[trusted].mean(), abs=10)
    # Interval by interval; which of ours is the device's first is found by trying.
    same = slice(20, 420)
    tried = [ours_ms[20 + n : 420 + n] - device_ms[same] for n in range(-15, 16)]
    apart_ms = min(tried, key=lambda apart: np.median(np.abs(apart)))[trusted[same]]
    print(f"{apart_ms.size} intervals: median difference {np.median(np.abs(apart_ms)):.1f} ms")
    assert np.median(np.abs(apart_ms)) < 10


def test_stillness_and_circulation(verity):
    t_s, ppg, acc_s, acc_mg, _ = verity
    still = np.array([second.stillness for second in Stillness().push(acc_s, acc_mg)])
    print(
        f"still in {np.mean(still >= STILL):.1%} of {still.size} s, {still[150:].mean():.2f} later"
    )
    assert still[:40].min() < 0.2  # the sensor is put on
    assert np.mean(still >= STILL) > 0.95
    assert still[200:].min() > 0.9
    circulation = CirculationTracker()
    circulation.push_acc(acc_s, acc_mg)
    circulation.push_ppg(t_s, ppg)
    figures = [circulation.at(at_s) for at_s in range(100, 510, 5)]
    sizes = np.array([one.amplitude_rel for one in figures])
    usable = np.mean([one.usable for one in figures])
    print(f"amplitude {sizes.min():.2f} to {sizes.max():.2f}, pulses usable {usable:.1%}")
    assert usable > 0.9
    assert 0.6 < sizes.min() < 1 < sizes.max() < 2


def test_an_arm_hardly_shows_the_breath_and_says_so(verity):
    _, _, acc_s, acc_mg, _ = verity
    confidence = [one.confidence for one in AccRespiration().push(acc_s, acc_mg)]
    print(f"breath in the arm's acceleration: median confidence {np.median(confidence):.2f}")
    assert np.median(confidence) < 0.5
