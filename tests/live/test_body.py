"""One packet of raw streams after the other: what each adds, and when it counts."""

from contextlib import suppress

import numpy as np
import pytest

from biofeedback.live import body as live_body
from biofeedback.live.body import FIGURES
from devices import polar, polar_control
from devices.errors import DecodeError
from devices.polar import AccBlock, EcgBlock, Packing, PpiBlock
from devices.polar_control import Answer, Command, Operation, Setting, Status, Stream
from devices.records import PMD, PMD_ANSWER, PMD_COMMAND, Notification
from devices.standard_decoder import StandardDecoder
from devices.virtual import Person
from devices.virtual_streams import Sensors

ON_THE_WAY_S = 0.4
FRAME = {"ecg": 73, "acc": 36}
RATE_HZ = {"ecg": 130.0, "acc": 50.0}
CONTACT_SUPPORTED, CONTACT, BLOCKER = 4, 2, 1


class Body(live_body.Body):
    """Fed by packets, as a strap sends them."""

    def __init__(self, pacer):
        super().__init__(pacer)
        self._decode = StandardDecoder()

    def feed(self, packet, told_s=-np.inf):
        told = self._decode(packet.channel, packet.payload)
        return [beat for each in told for beat in super(Body, self).feed(packet.t_s, each, told_s)]


def unpaced(t_s):
    return None


def packet(t_s, block, channel=PMD):
    return Notification(t_s, channel, polar.encode(block))


def ppi(t_s, *ppi_ms, error_ms=10, flags=CONTACT_SUPPORTED | CONTACT):
    rows = np.array([(60, each, error_ms, flags) for each in ppi_ms], np.int32).reshape(-1, 4)
    return packet(t_s, PpiBlock(0, *rows.T))


def asked(stream, rate_hz=None):
    settings = {Setting.SAMPLE_RATE_HZ: (rate_hz,)} if rate_hz else {}
    command = Command(Operation.START, stream, settings)
    return Notification(0.0, PMD_COMMAND, polar_control.encode_command(command))


def answered(stream, status=Status.SUCCESS, parameters=b""):
    more = False if status == Status.SUCCESS else None
    answer = Answer(Operation.START, stream, status, more, parameters)
    return Notification(0.0, PMD_ANSWER, polar_control.encode_answer(answer))


def frames(name, seconds, sensors):
    """Yield the packets of a stream, each as it arrives."""
    rate_hz, size = RATE_HZ[name], FRAME[name]
    for first in range(0, int(seconds * rate_hz) - size, size):
        t_s = (first + np.arange(size)) / rate_hz
        stamp_ns = round(1e9 * (600_000_000 + t_s[-1]))
        if name == "ecg":
            block = EcgBlock(stamp_ns, sensors.ecg_uv(t_s))
        else:
            block = AccBlock(
                stamp_ns, np.rint(sensors.acc_mg(t_s)).astype(np.int32), 1.0, Packing(1)
            )
        yield packet(t_s[-1] + ON_THE_WAY_S, block)


def person(breath=None):
    wearer = Person(seed=2, breath=breath or unpaced)
    return wearer, Sensors(wearer, "chest", 1)


def merged(seconds, sensors, *names):
    packets = [each for name in names for each in frames(name, seconds, sensors)]
    return sorted(packets, key=lambda each: each.t_s)


# Beats


def test_beats_of_the_ecg():
    wearer, sensors = person()
    body = Body(unpaced)
    beats = [beat for each in merged(40, sensors, "ecg") for beat in body.feed(each)]
    true_s = wearer.truth.beat_t_s
    which = [int(np.abs(true_s + ON_THE_WAY_S - beat.t_s).argmin()) for beat in beats]
    assert np.diff(which).tolist() == [1] * (len(beats) - 1)
    late_s = np.array([beat.t_s for beat in beats]) - true_s[which]
    assert late_s == pytest.approx(ON_THE_WAY_S, abs=0.005)
    rr_ms = wearer.truth.rr_ms[np.array(which) - 1]
    assert [beat.rr_ms for beat in beats] == pytest.approx(rr_ms.tolist(), abs=2)
    assert [beat.gap for beat in beats] == [True] + [False] * (len(beats) - 1)
    assert beats[0].t_s < 7  # as soon as the quality is known


def test_a_repeated_frame_adds_nothing():
    _, sensors = person()
    once, twice = Body(unpaced), Body(unpaced)
    for each in merged(30, sensors, "ecg", "acc"):
        beats = once.feed(each)
        assert twice.feed(each) == beats
        assert twice.feed(each) == []
    for name, series in once.sensed.items():
        assert twice.sensed[name].value.tolist() == series.value.tolist()


@pytest.mark.parametrize("stream", [Stream.ECG, Stream.PPI])
def test_beats_are_expected_once_the_strap_grants_them(stream):
    body = Body(unpaced)
    body.feed(asked(stream))
    assert not body.tells_beats
    body.feed(answered(stream, Status.IN_CHARGER))
    assert not body.tells_beats
    body.feed(answered(stream))
    assert body.tells_beats
    body.feed(answered(Stream.ACC))
    assert body.tells_beats


# Pulse intervals


def test_packets_of_pulse_intervals_every_five_seconds():
    """A steady heart of 800 ms: the first packet holds 25 s, the others what has ended since."""
    body, beats, told = Body(unpaced), [], 0
    for arrival_s in [25.0, *np.arange(30.0, 120.0, 5.0).tolist()]:
        ended = int(arrival_s / 0.8)
        beats += body.feed(ppi(arrival_s, *[800] * (ended - told)))
        told = ended
    assert len(beats) == told
    assert not any(beat.gap for beat in beats)
    t_s = np.array([beat.t_s for beat in beats])
    assert np.abs(t_s - 0.8 * np.arange(1, told + 1)).max() < 0.8
    assert np.diff(t_s)[60:] == pytest.approx(0.8, abs=0.01)


def test_a_lost_packet_of_pulse_intervals_leaves_a_gap():
    body, beats = Body(unpaced), []
    for number in range(12):
        if number != 6:
            beats += body.feed(ppi(25.0 + 5 * number, *[1000] * 5))
    [gap] = [i for i, beat in enumerate(beats) if beat.gap]
    assert gap == 30
    assert beats[30].t_s - beats[29].t_s == pytest.approx(6.0, abs=0.1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"flags": CONTACT_SUPPORTED | CONTACT | BLOCKER},
        {"flags": CONTACT_SUPPORTED},
        {"error_ms": 31},
    ],
    ids=["moved", "off the skin", "unsure"],
)
def test_pulse_intervals_that_the_strap_distrusts_are_left_out(wrong):
    body = Body(unpaced)
    before = body.feed(ppi(5.0, *[1000] * 5))
    assert body.feed(ppi(10.0, *[1000] * 5, **wrong)) == []
    after = body.feed(ppi(15.0, *[1000] * 5))
    assert [beat.gap for beat in (*before, *after)] == [False] * 5 + [True] + [False] * 4
    assert after[0].t_s == 11.0  # they lasted all the same


def test_a_strap_that_cannot_feel_the_skin_has_contact():
    assert len(Body(unpaced).feed(ppi(5.0, *[1000] * 5, flags=0))) == 5


def test_rows_without_an_interval_are_no_beats():
    beats = Body(unpaced).feed(ppi(5.0, 0, 900, 0, 1000))
    assert [beat.rr_ms for beat in beats] == [900.0, 1000.0]


# What is said second by second


def test_what_is_known_after_a_beat_is_dated_after_it():
    _, sensors = person()
    body, counts = Body(unpaced), {}
    told_s = 0.0
    for each in merged(30, sensors, "ecg", "acc"):
        before = {name: series.t_s.size for name, series in body.sensed.items()}
        body.feed(each, told_s)
        for name, series in body.sensed.items():
            new = series.t_s[before.get(name, 0) :]
            assert (new > told_s).all()
            assert (np.diff(series.t_s) >= 0).all()
            counts[name] = series.t_s.size
        told_s = each.t_s + 1.0  # a strap without delay tells a beat before its second is over
    assert counts["stillness"] == pytest.approx(29, abs=1)
    assert counts["ecg_quality"] == pytest.approx(28, abs=1)
    assert set(counts) < set(FIGURES)


def pacer(t_s):
    """Six breaths a minute from 20 s on."""
    return None if t_s < 20 else (1 - np.cos(2 * np.pi * (t_s - 20) / 10)) / 2


def test_breaths_count_once_it_is_known_which_way_is_in():
    _, sensors = person(breath=pacer)
    led, alone, ahead = Body(pacer), Body(unpaced), Body(pacer)
    for each in merged(150, sensors, "acc"):
        for body in (led, alone):
            body.feed(each)
        before = ahead.respiration.known_s.size if ahead.respiration else 0
        ahead.feed(each, each.t_s + 3)  # a beat was told of a time that the samples lag behind
        if ahead.respiration:
            assert (ahead.respiration.known_s[before:] > each.t_s + 3).all()
        if each.t_s < 20 + 40:
            assert led.respiration is None
    assert alone.respiration is None
    assert alone.sensed["breathing_rate_per_min"].value[-1] == pytest.approx(6, abs=0.2)
    breaths = led.respiration
    assert breaths.inhale_s.size >= 5
    # The pacer's breaths begin at 20, 30, ... s; samples are dated by their arrival.
    off_s = (breaths.inhale_s - ON_THE_WAY_S + 5) % 10 - 5
    assert np.abs(off_s).max() < 0.5
    assert (breaths.known_s > breaths.end_s).all()
    assert (np.diff(breaths.inhale_s) > 8).all()
    assert led.sensed["pacer_adherence"].value[-1] > 0.95


def test_the_factor_of_the_answer_scales_acceleration():
    """A count of 2 / 1000 g: the same body, told in half as many counts."""
    _, sensors = person()
    t_s = np.arange(0, 40, 1 / 52)
    acc_mg = sensors.acc_mg(t_s)
    acc_mg[t_s > 30] += 60 * np.random.default_rng(0).normal(size=(int((t_s > 30).sum()), 3))
    stillness = []
    for mg_per_count in (1.0, 2.0):
        body = Body(unpaced)
        factor = polar_control.encode_settings({Setting.FACTOR: (mg_per_count / 1000,)})
        body.feed(asked(Stream.ACC, 52))
        body.feed(answered(Stream.ACC, parameters=factor))
        for first in range(0, t_s.size - 52, 52):
            counts = np.rint(acc_mg[first : first + 52] / mg_per_count).astype(np.int32)
            stamp_ns = round(1e9 * (600_000_000 + t_s[first + 51]))
            block = AccBlock(stamp_ns, counts, mg_per_count, polar.compressed(counts, 0))
            body.feed(packet(t_s[first + 51] + ON_THE_WAY_S, block))
        stillness.append(body.sensed["stillness"].value)
    assert stillness[0] == pytest.approx(stillness[1], abs=0.05)
    assert stillness[0][5:25].min() > 0.8
    assert stillness[0][-3:].max() < 0.4


@pytest.mark.parametrize("channel", [PMD, PMD_COMMAND, PMD_ANSWER])
@pytest.mark.parametrize("payload", [b"", b"\x00", b"\x0f" + b"\xff" * 30])
def test_unreadable_packets_leave_everything_as_it_was(channel, payload):
    _, sensors = person()
    body, twin = Body(unpaced), Body(unpaced)
    some = merged(15, sensors, "ecg")
    for number, each in enumerate(some):
        if number == len(some) // 2:
            with suppress(DecodeError):  # some commands are that short
                body.feed(Notification(each.t_s, channel, payload))
        assert body.feed(each) == twin.feed(each)


def test_an_unreadable_frame_is_told():
    with pytest.raises(DecodeError):
        Body(unpaced).feed(Notification(1.0, PMD, b"\x00" * 9))
