"""What the sensors see, against the truth of the person who wears them."""

import numpy as np
import pytest

from devices import virtual_streams
from devices.virtual import Artifact, ArtifactKind, Person
from devices.virtual_streams import ACC_RAIL_MG, ECG_RAIL_UV, PULSE_PEAK_S, R_SWING, Sensors

FINE_HZ = 2000.0
LONG_S = 120.0


def times(start_s, end_s, rate_hz):
    return np.arange(start_s * rate_hz, end_s * rate_hz) / rate_hz


def seen(see, t_s):
    """Look at whole recordings piece by piece: quicker, and nothing else."""
    return np.concatenate([see(part) for part in np.split(t_s, range(2000, t_s.size, 2000))])


def peaks(t_s, values, beats_s, reach_s=0.05):
    """Return time and height of the highest value about each beat."""
    near = [np.flatnonzero(np.abs(t_s - beat_s) < reach_s) for beat_s in beats_s]
    tops = [each[np.argmax(values[each])] for each in near]
    return t_s[tops], values[tops]


def beats_of(person, start_s=2.0, end_s=LONG_S - 2.0):
    beats_s = person.truth.beat_t_s
    return beats_s[(beats_s > start_s) & (beats_s < end_s)]


@pytest.fixture
def quiet(monkeypatch):
    for name in ("_ECG_NOISE_UV", "_ACC_NOISE_MG", "_LIGHT_NOISE"):
        monkeypatch.setattr(virtual_streams, name, 0.0)


def test_r_peaks_stand_at_the_beats(quiet):
    person = Person(seed=3)
    t_s = times(0, LONG_S, FINE_HZ)
    ecg_uv = seen(Sensors(person, "chest", 1).ecg_uv, t_s)
    beats_s = beats_of(person)
    found_s, _ = peaks(t_s, ecg_uv, beats_s)
    error_ms = 1000 * np.abs(found_s - beats_s)
    print(f"{beats_s.size} R peaks, at most {error_ms.max():.2f} ms from the beat")
    assert error_ms.max() < 1.0  # steps of half a millisecond, heights of 2.4 uV


def test_r_peaks_are_lower_the_fuller_the_lungs(quiet):
    person = Person(seed=3)
    t_s = times(0, LONG_S, FINE_HZ)
    ecg_uv = seen(Sensors(person, "chest", 1).ecg_uv, t_s)
    _, height_uv = peaks(t_s, ecg_uv, beats_of(person))
    truth = person.truth
    volume = np.interp(beats_of(person), truth.breath_t_s, truth.breath_volume)
    slope, _ = np.polyfit(volume, height_uv, 1)
    # The baseline, too, follows the breath, by 60 uV.
    assert slope == pytest.approx(-R_SWING * 1000.0 + 60.0, rel=0.05)


def test_nothing_else_in_the_ecg_is_as_high(quiet):
    person = Person(seed=3)
    t_s = times(0, LONG_S, 130.13)
    ecg_uv = seen(Sensors(person, "chest", 1).ecg_uv, t_s)
    high_s = t_s[ecg_uv > 450]
    assert np.abs(high_s[:, None] - person.truth.beat_t_s).min(axis=1).max() < 0.02


def test_an_ectopic_beat_is_wide_and_a_beat_the_strap_missed_is_there(quiet):
    plan = (Artifact(20.0, ArtifactKind.ECTOPIC), Artifact(40.0, ArtifactKind.MISSED))
    person = Person(seed=3, artifact_plan=plan)
    t_s = times(0, 60.0, FINE_HZ)
    ecg_uv = seen(Sensors(person, "chest", 1).ecg_uv, t_s)

    def width_s(beat_s):
        near = np.abs(t_s - beat_s) < 0.2
        return np.count_nonzero(ecg_uv[near] > 0.5 * ecg_uv[near].max()) / FINE_HZ

    widths_s = [width_s(beat_s) for beat_s in beats_of(person, end_s=58.0)]
    ectopic, missed = (artifact.t_s for artifact in person.truth.artifacts)
    assert np.count_nonzero(np.array(widths_s) > 0.06) == 1
    assert width_s(ectopic) > 2 * width_s(missed)
    assert width_s(missed) == pytest.approx(np.median(widths_s), abs=0.005)


def test_the_breath_tilts_the_chest(quiet):
    person = Person(seed=3)
    t_s = times(0, LONG_S, 50.0)
    acc_mg = Sensors(person, "chest", 1).acc_mg(t_s)
    truth = person.truth
    volume = np.interp(t_s, truth.breath_t_s, truth.breath_volume)
    moved = acc_mg[:, np.argmax(acc_mg.var(axis=0))]
    assert abs(np.corrcoef(volume, moved)[0, 1]) > 0.99
    assert 5 < np.ptp(moved) < 40
    assert np.linalg.norm(acc_mg, axis=1) == pytest.approx(1000.0, abs=5.0)


def test_pulses_follow_the_beats(quiet):
    person = Person(seed=3)
    t_s = times(0, LONG_S, FINE_HZ)
    light = seen(Sensors(person, "other", 1).ppg, t_s)
    beats_s = beats_of(person)
    for channel in range(3):
        found_s, _ = peaks(t_s, -light[:, channel], beats_s + PULSE_PEAK_S, 0.1)
        late_ms = 1000 * (found_s - beats_s - PULSE_PEAK_S)
        assert np.abs(late_ms).max() < 6  # the slow wave of the breath leans on them
    assert np.ptp(light[:, 3]) == 0


def test_the_pulse_is_as_large_as_the_vessels_are_wide(quiet, monkeypatch):
    monkeypatch.setattr(virtual_streams, "_BREATH_LIGHT", 0.0)
    person = Person(seed=3, pulse_amplitude=lambda t_s: 1.0 if t_s < 60 else 1.6)
    t_s = times(0, LONG_S, 200.0)
    light = seen(Sensors(person, "other", 1).ppg, t_s)[:, 0]
    before, after = (np.ptp(light[(t_s > a) & (t_s < b)]) for a, b in ((5, 55), (65, 115)))
    assert after / before == pytest.approx(1.6, rel=0.03)


@pytest.mark.parametrize("sensor", ["ecg_uv", "acc_mg", "ppg"])
def test_any_cut_gives_the_same_samples(sensor):
    def look(cuts):
        person = Person(seed=3, movement=((10.0, 20.0),))
        see = getattr(Sensors(person, "chest", 1), sensor)
        return np.concatenate([see(t_s) for t_s in np.split(times(0, 30, 130.0), cuts)])

    np.testing.assert_array_equal(look([]), look([73, 146, 500, 501, 2000]))


def test_movement_is_seen_by_every_sensor():
    person = Person(seed=3, movement=((30.0, 40.0),))
    t_s = times(0, 60, 50.0)
    moving = (t_s >= 30) & (t_s < 40)
    sensors = Sensors(person, "chest", 1)
    for values in (sensors.ecg_uv(t_s), sensors.acc_mg(t_s)[:, 0], sensors.ppg(t_s)[:, 0]):
        assert values[moving].std() > 1.5 * values[~moving].std()


def test_troubled_sensors():
    sensors = Sensors(Person(seed=3), "chest", 1)
    t_s = times(0, 10, 130.0)
    assert np.abs(sensors.ecg_uv(t_s, saturated=True) - ECG_RAIL_UV).max() < 3
    loose_uv = sensors.ecg_uv(t_s, contact=False)
    hum = np.abs(np.fft.rfft(loose_uv - loose_uv.mean()))
    assert np.fft.rfftfreq(t_s.size, 1 / 130.0)[hum.argmax()] == pytest.approx(50.0, abs=0.1)
    assert (sensors.acc_mg(t_s, stuck=True)[:, 0] == ACC_RAIL_MG).all()
    assert sensors.ppg(t_s, contact=False)[:, 0].max() < 20_000


def test_sensors_change_nobodys_heart():
    watched, alone = Person(seed=9), Person(seed=9)
    sensors = Sensors(watched, "chest", 1)
    for t_s in np.split(times(0, 60, 130.0), 60):
        sensors.ecg_uv(t_s)
        sensors.acc_mg(t_s)
    assert watched.beats_until(60.0) == alone.beats_until(60.0)
