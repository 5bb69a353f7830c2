"""What a real inlet receives of a run: every value, and the time it belongs to."""

import math
import uuid
from dataclasses import replace

import numpy as np
import pylsl
import pytest

from biofeedback.hrv.index import RUN_INDICES
from biofeedback.live.clock import VirtualLoop
from biofeedback.live.engine import Engine
from biofeedback.live.lsl import LslOutlets
from devices import heart_rate, polar
from devices.records import HEART_RATE, PMD, DeviceInfo, Marker, Notification
from devices.standard_decoder import StandardDecoder
from devices.virtual_models import H10
from sessions.blocks import Block, Pacing
from sessions.timeline import Session
from tests.conftest import run_and_check
from tests.live.runs import live

WAIT_S = 10.0
BRIEF = Session(
    "brief", "Brief", "A test.", ("nervous",), (Block("Six", 75, "Breathe.", Pacing(5, 5)),)
)


class StandingClock:
    def now_s(self):
        return 0.0


@pytest.fixture(scope="module", autouse=True)
def at_home():
    """Keep every stream on this computer, and the library quiet."""
    pylsl.set_config_content("[multicast]\nResolveScope = machine\n[log]\nlevel = -3\n")


@pytest.fixture(scope="module")
def run():
    """A minute and a quarter with an H10 that sends its ECG, and a marker in it."""
    made = run_and_check(live(BRIEF, seed=4, model=H10), VirtualLoop)
    half = len(made.log) // 2
    note = Marker(made.log[half].t_s, "shoulders")
    made.log.insert(half + 1, note)
    return made


class Laboratory:
    """Streams with inlets of a real recorder."""

    def __init__(self, log):
        self.address = uuid.uuid4().hex
        self.engine = Engine(BRIEF)
        info = DeviceInfo("Virtual", self.address)
        decode = StandardDecoder()
        before_s = pylsl.local_clock()
        self.outlets = LslOutlets(self.engine, StandingClock(), info, RUN_INDICES, decode)
        self.begun_s = before_s, pylsl.local_clock()
        self.inlets = {each: self.inlet(each) for each in ("RR", "Beats", "HRV", "Markers")}
        self.frames = []
        for record in log:
            self.outlets.write(record)
            if "ECG" not in self.inlets and self.outlets._ecg is not None:
                self.inlets["ECG"] = self.inlet("ECG")  # what came before is not for latecomers
            for frame in self.engine.feed(record):
                self.frames.append(frame)
                self.outlets.take(frame)

    def inlet(self, content):
        source = f"biofeedback {self.address} {content}"
        [found] = pylsl.resolve_byprop("source_id", source, timeout=WAIT_S)
        inlet = pylsl.StreamInlet(found)
        inlet.open_stream(timeout=WAIT_S)
        return inlet

    def received(self, content, count):
        """Return values and times, those since the run's zero."""
        values, stamps = [], []
        while len(values) < count:
            more, at_s = self.inlets[content].pull_chunk(timeout=WAIT_S, max_samples=count)
            assert more, f"{content}: {len(values)} of {count}"
            values += more
            stamps += at_s
        assert self.inlets[content].samples_available() == 0
        return values, stamps


@pytest.fixture(scope="module")
def laboratory(run):
    made = Laboratory(run.log)
    yield made
    for inlet in made.inlets.values():
        inlet.close_stream()


def packets(run, channel):
    return [r for r in run.log if isinstance(r, Notification) and r.channel == channel]


def test_intervals_come_as_the_strap_sent_them(run, laboratory):
    sent = [
        (rr_ms, packet.t_s)
        for packet in packets(run, HEART_RATE)
        for rr_ms in heart_rate.decode(packet.payload).rr_ms
    ]
    assert len(sent) > 60
    values, stamps = laboratory.received("RR", len(sent))
    assert [value for [value] in values] == [rr_ms for rr_ms, _ in sent]
    zero_s = stamps[0] - sent[0][1]
    earliest_s, latest_s = laboratory.begun_s
    assert earliest_s <= zero_s <= latest_s
    np.testing.assert_allclose(np.subtract(stamps, zero_s), [t_s for _, t_s in sent], atol=1e-6)


def test_frames_come_whole_with_a_name_and_a_unit_for_every_channel(laboratory):
    values, stamps = laboratory.received("HRV", len(laboratory.frames))
    channel = laboratory.inlets["HRV"].info().desc().child("channels").first_child()
    labels, units = [], []
    while channel.name() == "channel":
        labels.append(channel.child_value("label"))
        units.append(channel.child_value("unit"))
        channel = channel.next_sibling()
    assert dict(zip(labels, units, strict=True))["rmssd_ms"] == "ms"
    assert len(labels) == len(values[0])
    for frame, row in zip(laboratory.frames, values, strict=True):
        told = dict(zip(labels, row, strict=True))
        for name, value in frame.values.items():
            assert told[name] == value or (value is None and math.isnan(told[name]))
        assert told["session_t"] == frame.session_t_s
        assert told["artifacts"] == frame.quality.artifact_pct
    steps_s = [frame.t_s - laboratory.frames[0].t_s for frame in laboratory.frames]
    np.testing.assert_allclose(np.subtract(stamps, stamps[0]), steps_s, atol=1e-6)


def test_beats_come_once_each_at_the_time_of_the_heartbeat(laboratory):
    beats = laboratory.engine.beats()
    count = laboratory.outlets._sent
    assert 60 < count <= beats.t_s.size
    values, stamps = laboratory.received("Beats", count)
    assert [row[0] for row in values] == beats.rr_ms[:count].tolist()
    assert [bool(row[1]) for row in values] == beats.valid[:count].tolist()
    np.testing.assert_allclose(
        np.subtract(stamps, stamps[0]), beats.t_s[:count] - beats.t_s[0], atol=1e-6
    )


def test_markers_come_with_their_words(run, laboratory):
    markers = [record for record in run.log if isinstance(record, Marker)]
    values, stamps = laboratory.received("Markers", len(markers))
    assert [value for [value] in values] == [marker.label for marker in markers]
    assert "shoulders" in [value for [value] in values]
    np.testing.assert_allclose(
        np.subtract(stamps, stamps[0]), [m.t_s - markers[0].t_s for m in markers], atol=1e-6
    )


def test_the_ecg_comes_sample_by_sample_evenly_in_time(run, laboratory):
    blocks = [polar.decode(packet.payload, 1.0) for packet in packets(run, PMD)]
    ecg_uv = [block.ecg_uv for block in blocks if isinstance(block, polar.EcgBlock)]
    sent = np.concatenate(ecg_uv[1:])  # the first was sent before anybody listened
    values, stamps = laboratory.received("ECG", sent.size)
    assert [value for [value] in values] == sent.tolist()
    assert laboratory.inlets["ECG"].info().nominal_srate() == 130.0
    assert np.median(np.diff(stamps)) == pytest.approx(1 / 130.0, rel=1e-3)


def test_a_broken_packet_is_left_out(run):
    odd = uuid.uuid4().hex
    engine = Engine(BRIEF)
    outlets = LslOutlets(
        engine, StandingClock(), DeviceInfo("", odd), RUN_INDICES, StandardDecoder()
    )
    outlets.write(replace(packets(run, HEART_RATE)[0], payload=b""))
