"""Breath and heart together: hearts of known phase, late straps, and breaths that lead nowhere."""

from dataclasses import replace

import numpy as np
import pytest

from biofeedback.hrv.breaths import Breaths, BreathSource
from biofeedback.hrv.index import INDICES
from biofeedback.hrv.synchrony import breath_heart_phase_deg, breath_heart_synchrony
from biofeedback.hrv.window import Beats, Windows
from devices.virtual import Person
from tests.hrv.series import marked, up_to, with_breaths

STEP_S = 0.005


def led(rate_per_min, inhale=0.5, seconds=250.0):
    start_s = np.arange(0.0, seconds, 60 / rate_per_min)
    end_s = start_s + 60 / rate_per_min
    return Breaths.led(start_s, start_s + inhale * (end_s - start_s), end_s)


def heart(lag_deg, rate_per_min=6.0, inhale=0.5, noise_ms=0.0, swing_bpm=6.0, seconds=250.0):
    """Beats of a heart whose rate is that of the breath's volume, later by a share of a breath.

    Its rate adds up to one from beat to beat, as that of a heart does.
    """
    t_s = np.arange(0.0, seconds, STEP_S)
    done = (t_s * rate_per_min / 60 - lag_deg / 360) % 1
    turns = np.where(done < inhale, done / inhale, 1 + (done - inhale) / (1 - inhale)) / 2
    rate_bpm = 65 - swing_bpm * np.cos(2 * np.pi * turns)
    beaten = np.cumsum(rate_bpm) * STEP_S / 60
    at_s = np.interp(np.arange(1, int(beaten[-1])), beaten, t_s + STEP_S)
    at_s += np.random.default_rng(5).normal(0, noise_ms / 1000, at_s.size)
    return Beats.of(1000 * np.diff(at_s), at_s[1:])


def answers(beats, breaths, start_s=60.0, end_s=180.0):
    beats = with_breaths(beats, breaths)
    window = Windows.over(beats, start_s, end_s)
    return breath_heart_phase_deg(beats, window)[0], breath_heart_synchrony(beats, window)[0]


def apart_deg(one, two):
    return abs((one - two + 180) % 360 - 180)


@pytest.mark.parametrize("rate", [4.5, 6.0, 7.0, 10.0])
@pytest.mark.parametrize("inhale", [0.5, 0.4])
@pytest.mark.parametrize("lag_deg", [0, 30, 90, 179, -60])
def test_a_known_phase(rate, inhale, lag_deg):
    phase_deg, synchrony = answers(heart(lag_deg, rate, inhale), led(rate, inhale))
    print(f"{rate}/min, {lag_deg} degrees: {phase_deg:.2f}, synchrony {synchrony:.4f}")
    assert apart_deg(phase_deg, lag_deg) < 1
    assert synchrony > 0.99


def test_a_known_phase_under_noise():
    phase_deg, synchrony = answers(heart(40, noise_ms=20.0), led(6.0))
    print(f"40 degrees, 20 ms of noise: {phase_deg:.1f}, synchrony {synchrony:.3f}")
    assert phase_deg == pytest.approx(40, abs=3)
    assert synchrony > 0.9


def test_a_cosine_of_intervals():
    """The closed form: RR = mean - A cos of the breath, each interval that of its own middle."""
    t_s, rr_ms = 0.0, []
    while t_s < 200:
        middle_s = t_s + 0.45
        for _ in range(30):
            rr = 900 + 80 * np.cos(2 * np.pi * 0.1 * middle_s)
            middle_s = t_s + rr / 2000
        rr_ms.append(rr)
        t_s += rr / 1000
    # The interval is longest, the heart slowest, as each inhalation begins: in phase.
    phase_deg, synchrony = answers(Beats.of(rr_ms), led(6.0))
    assert phase_deg == pytest.approx(0, abs=3)
    assert synchrony > 0.99


def test_a_late_strap_turns_the_phase():
    """2.6 s at 6 breaths a minute are 94 degrees (Physiol. Meas. 46 085001, 2025)."""
    true = heart(0)
    late = replace(true, t_s=true.t_s + 2.6)
    uncorrected, corrected = (answers(replace(late, t_s=late.t_s - s), led(6.0)) for s in (0, 2.6))
    print(f"uncorrected {uncorrected[0]:.1f}, corrected {corrected[0]:.1f} degrees")
    assert uncorrected[0] == pytest.approx(94, abs=3)
    assert corrected[0] == pytest.approx(0, abs=3)
    assert uncorrected[1] == pytest.approx(corrected[1], abs=0.02)


def test_a_person_at_resonance():
    """The simulated person's heart follows the volume of the breath at their resonance."""
    breath = lambda t_s: (1 - np.cos(2 * np.pi * t_s / 10)) / 2  # noqa: E731
    person = Person(rsa_bpm=8.0, resonance_per_min=6.0, breath=breath, seed=2)
    t_s, rr_ms = np.array(person.beats_until(250.0)).T
    phase_deg, synchrony = answers(Beats.of(rr_ms, t_s), led(6.0))
    print(f"the simulated person: {phase_deg:.0f} degrees, synchrony {synchrony:.2f}")
    assert abs(phase_deg) < 15
    assert synchrony > 0.85


def test_breaths_that_lead_nowhere():
    """Paced at one rate, breathing at another: no synchrony, and no phase to speak of."""
    found = []
    for paced, own in ((6.0, 7.3), (5.0, 6.0), (9.0, 6.0), (6.0, 14.0)):
        found.append(answers(heart(0, own, noise_ms=15.0), led(paced)))
        print(f"paced {paced}, breathing {own}/min: synchrony {found[-1][1]:.3f}")
    assert max(synchrony for _, synchrony in found) < 0.3
    assert np.isnan([phase_deg for phase_deg, _ in found]).all()


def test_chance_is_told_from_a_phase():
    """Of hearts that follow nothing, one in twenty may seem to; of those that do, all must."""
    spoken, rng = [], np.random.default_rng(3)
    for _ in range(300):
        beats = Beats.of(920 + rng.normal(0, 30, 140))
        spoken.append(not np.isnan(answers(beats, led(6.0), 5.0, 125.0)[0]))
    print(f"a phase in {np.mean(spoken):.1%} of random hearts")
    assert np.mean(spoken) < 0.10


def test_where_there_is_nothing_to_say():
    beats, breaths = heart(20), led(6.0)
    assert np.isnan(answers(beats, None)).all()
    # A wave that told the breaths cannot be compared with them.
    circular = replace(breaths, source=BreathSource.HEART_WAVE)
    assert np.isnan(answers(beats, circular)).all()
    assert np.isnan(answers(beats, breaths, 60.0, 109.0)).all()  # four whole breaths
    assert not np.isnan(answers(beats, breaths, 59.9, 110.0)).any()  # five
    assert np.isnan(answers(Beats.of([1000.0] * 200), breaths)).all()
    assert np.isnan(answers(Beats.of([]), breaths)).all()


def test_a_sensor_is_trusted_before_a_pacer():
    beats = replace(heart(0), paced=led(7.1), respiration=led(6.0))
    beats = replace(beats, respiration=replace(beats.respiration, source=BreathSource.RESPIRATION))
    window = Windows.over(beats, 60.0, 180.0)
    assert breath_heart_synchrony(beats, window)[0] > 0.99


def test_a_pacer_is_heard_where_a_sensor_saw_too_few_breaths():
    """The sensor's first breath ends at 100 s: five are known in a window from 140 s on."""
    seen = replace(led(6.0)[9:], source=BreathSource.RESPIRATION)
    beats = replace(heart(0), paced=led(7.1), respiration=seen)
    ends_s = np.array([100.0, 139.9, 140.0, 200.0])
    paced_only, synchrony = (
        breath_heart_synchrony(each, Windows.over(each, ends_s - 60, ends_s))
        for each in (replace(beats, respiration=None), beats)
    )
    assert synchrony[:2].tolist() == paced_only[:2].tolist()
    assert (paced_only < 0.5).all()
    assert (synchrony[2:] > 0.99).all()


def test_a_breath_counts_once_it_is_known():
    beats, breaths = heart(0), led(6.0)
    late = replace(breaths, known_s=breaths.end_s + 5.0, source=BreathSource.RESPIRATION)
    assert np.isnan(answers(beats, late, 59.9, 114.0)).all()
    assert not np.isnan(answers(beats, late, 59.9, 115.0)).any()


def test_breaths_with_holes_do_not_count():
    beats = heart(0)
    holed = marked(beats, [i for i in range(70, 180) if i % 11 in (0, 1, 2)])
    phase_deg, synchrony = answers(holed, led(6.0))
    assert np.isnan(phase_deg)
    assert np.isnan(synchrony)


@pytest.mark.parametrize("name", ["breath_heart_phase_deg", "breath_heart_synchrony"])
def test_live_equals_offline_to_the_last_bit(name):
    index = next(index for index in INDICES if index.name == name)
    beats = with_breaths(heart(40, noise_ms=25.0), led(6.0, 0.4))
    offline = index.evaluate(beats, Windows.trailing(beats, index.window_s))
    online = []
    for count in range(1, beats.t_s.size + 1):
        recent, end_s = up_to(beats, count), beats.t_s[count - 1]
        online.append(
            index.evaluate(recent, Windows.over(recent, end_s - index.window_s, end_s))[0]
        )
    assert np.array_equal(online, offline, equal_nan=True)
    assert (~np.isnan(offline)).mean() > 0.7
