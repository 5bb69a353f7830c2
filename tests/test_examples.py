"""The worked examples of `docs/examples`: each does what its opening text says."""

import json
import math
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from edfio import read_edf

from biofeedback.catalogue import find_session, installed, places
from biofeedback.catalogue.modules import module_of
from biofeedback.cli import main
from biofeedback.hrv.window import Beats, Windows
from biofeedback.live.begin import Live, begin
from biofeedback.live.clock import VirtualLoop
from biofeedback.live.follow import Follow
from biofeedback.live.frame import Frame
from biofeedback.live.replay import replay
from biofeedback.live.runner import Finish
from devices.ble import Found, Radio, scan
from devices.ble_source import BleSource
from devices.errors import DecodeError
from devices.private_bus import dbus_daemon_missing
from devices.recording import Header, RecordingWriter, read_recording
from devices.records import Notification
from devices.source import Clock
from devices.virtual import Person
from devices.virtual_bluez import VirtualBluez
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap
from sessions.blocks import Block, Pacing
from sessions.load import load_session
from sessions.timeline import Session
from tests.conftest import run_and_check
from tests.devices.virtual_air import collect, play_on_dbus
from tests.live.runs import live as run_live
from tests.own_strap_model import ADDRESS, AHEAD_S, COMMAND, NAME, TRUE_HZ, own_strap

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
INDEX, STRAP = EXAMPLES / "deceleration_capacity.py", EXAMPLES / "own_strap.py"
SESSION, TOML = EXAMPLES / "evening_wind_down.py", EXAMPLES / "evening-wind-down.toml"
PACED = Session(
    "paced", "Paced", "A test.", ("nervous",), (Block("Paced", 160, "Breathe.", Pacing(6, 6)),)
)
SCAN_S = 1.0


@pytest.fixture(autouse=True)
def only_these(tmp_path, monkeypatch):
    """Find no other plugins than those a test names."""
    monkeypatch.setattr(places, "folder", lambda: tmp_path / "none")
    monkeypatch.setattr(places, "packages", list)
    monkeypatch.delenv(places.VARIABLE, raising=False)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.stem)
def test_every_example_is_found_and_nothing_is_wrong_with_it(path):
    with places.named([path]):
        assert len(installed().items) == 1
        assert not installed().problems


# A new index


@pytest.fixture
def capacity():
    """Compute deceleration capacity over whole series."""
    kernel = module_of(INDEX).deceleration_capacity_ms

    def capacity(rr_ms, **marks):
        beats = Beats.of(rr_ms)
        for name, where in marks.items():
            getattr(beats, name)[where] = name == "gap"
        return kernel(beats, Windows.over(beats, -1.0, 1e9))[0]

    return capacity


def test_a_wave_of_four_beats_gives_half_its_height(capacity):
    # Rising through 0 and to A, the turn is (0 + A + A - 0) / 4 and (A + 0 - 0 + A) / 4.
    assert capacity(800 + 20 * np.array([0, 1, 0, -1] * 50)) == pytest.approx(10.0)


def test_a_long_wave_gives_what_the_integral_over_its_rise_says(capacity):
    # X = A sin: the turn is A / 2 (sin(w/2) + sin(3w/2)) cos, whose mean over the rise is 2 / pi.
    w = 2 * math.pi / (10 + math.sqrt(2) / 10)
    expected = 15 / 2 * (math.sin(w / 2) + math.sin(3 * w / 2)) * 2 / math.pi
    assert capacity(850 + 15 * np.sin(w * np.arange(20_000))) == pytest.approx(expected, rel=2e-3)


def test_only_slowing_beats_count_and_none_beside_an_artifact(capacity):
    wave = 800 + 20.0 * np.array([0, 1, 0, -1] * 50)
    assert math.isnan(capacity(1000 - np.arange(100.0)))  # it only quickens
    assert math.isnan(capacity([800, 900] * 50))  # by more than 5 %: no heart does that
    spoilt = wave.copy()
    spoilt[101] = 835.0  # a higher crest
    assert capacity(spoilt) != pytest.approx(10.0, abs=1e-3)
    assert capacity(spoilt, valid=101) == pytest.approx(10.0)
    assert capacity(wave, gap=100) == pytest.approx(10.0)


def test_windows_at_once_and_one_by_one_agree_to_the_bit():
    kernel = module_of(INDEX).deceleration_capacity_ms
    beats = Beats.of(800 + 40 * np.random.default_rng(1).normal(size=600))
    windows = Windows.trailing(beats, 60.0)
    one_by_one = [kernel(beats, windows[i : i + 1])[0] for i in range(600)]
    assert np.array_equal(kernel(beats, windows), one_by_one, equal_nan=True)


def test_a_run_computes_it_and_analyze_gives_the_same(led, capsys):
    live = led.frames[-1].values["deceleration_capacity_ms"]
    assert led.frames[50].values["deceleration_capacity_ms"] is None  # too early to say
    wanted = ["analyze", str(led.path), "--index", "deceleration_capacity_ms", "--format", "json"]
    assert main(["--plugin", str(INDEX), "--plugin", str(STRAP), *wanted]) == 0
    [window] = json.loads(capsys.readouterr().out)
    assert window["values"]["deceleration_capacity_ms"] == pytest.approx(live, rel=0.1)
    with pytest.raises(SystemExit):  # without the plugin nobody knows it
        main(["--plugin", str(STRAP), *wanted])
    assert "there is no index" in capsys.readouterr().err


# A strap with a service of its own


@dataclass(repr=False)
class Led:
    """What came of a run."""

    found: Found
    live: Live
    frames: list[Frame]
    person: Person
    strap: VirtualStrap
    path: Path


async def lead(path):
    """Run a session with the virtual strap through bleak's API, and record it."""
    follow = Follow()
    person = Person(seed=5, breath=follow)
    strap = own_strap(person)
    air = LoopbackRadio([strap], installed().types)
    frames = []
    [found] = await scan(SCAN_S, air.radio)
    async with begin(lambda clock: BleSource(found, clock, air.radio), PACED) as live:
        follow.engine = live.engine
        header = Header(live.source.info, datetime(2026, 1, 1, tzinfo=UTC), "test", "paced")
        with RecordingWriter(path, header) as writer:
            await live.run([frames.append], writer.write)
    return Led(found, live, frames, person, strap, path)


@pytest.fixture(scope="module")
def led(tmp_path_factory):
    with places.named([STRAP, INDEX]):
        path = tmp_path_factory.mktemp("own") / "run.jsonl.gz"
        return run_and_check(lead(path), VirtualLoop)


def test_it_is_recognised_started_and_stopped(led):
    assert (led.found.name, led.found.kind) == (NAME, "Own ECG strap")
    assert led.live.source.info.type == "own_strap"
    assert led.strap.own.written == [(COMMAND, b"\x01"), (COMMAND, b"\x00")]
    assert not led.strap.connected


def test_its_ecg_gives_beats_to_the_millisecond(led):
    engine, truth, last = led.live.engine, led.person.truth, led.frames[-1]
    beats = engine.beats()
    told_s, told_ms = beats.t_s[40:-2] + SCAN_S, beats.rr_ms[40:-2]  # by the ECG
    nearest = np.abs(told_s[:, None] - truth.beat_t_s).argmin(axis=1)
    late_s = told_s - truth.beat_t_s[nearest]
    off_ms = np.abs(told_ms - truth.rr_ms[nearest - 1])
    print(f"{told_s.size} beats, RR off by {np.median(off_ms):.2f} ms, at most {off_ms.max():.2f}")
    print(f"their times late by {1000 * np.median(late_s):.0f} ms")
    assert told_s.size > 110
    assert off_ms.max() < 5.0
    assert np.abs(late_s - AHEAD_S).max() < 0.05  # a delay that nobody can know
    assert last.values["rmssd_ms"] is not None
    assert last.values["ecg_quality"] > 0.9
    assert engine.stream.unreadable == 0


def test_live_and_replay_agree_to_the_bit(led):
    recording = read_recording(led.path)
    assert {r.channel for r in recording.records if isinstance(r, Notification)} == {"own_strap"}
    with places.named([STRAP, INDEX]):
        assert list(replay(recording, PACED)) == led.frames
    assert len(led.frames) > 250


def test_without_its_plugin_one_sentence_says_so(led, capsys):
    path = str(led.path)
    assert main(["--plugin", str(STRAP), "analyze", path]) == 0
    for command in (["run", "baseline", "--replay", path, "--fast"], ["analyze", path]):
        capsys.readouterr()
        assert main(command) == 2
        error = capsys.readouterr().err.strip()
        assert "recorded with a strap of the type “own_strap”, which no plugin here knows" in error
        assert error.startswith(f"{path}: ")
        assert "--plugin FILE" in error
        assert len(error.splitlines()) == 1


def test_it_is_kept_with_its_plugin_and_refused_whole_without(led, tmp_path, capsys):
    place = ["--store", str(tmp_path / "records.db"), "--plain"]
    take = ["import", str(led.path), "--person", "linden", *place]
    assert main(take) == 2
    assert "no plugin here knows" in capsys.readouterr().err
    assert main(["runs", "list", *place]) == 0
    assert "There are no runs yet" in capsys.readouterr().out
    assert main(["--plugin", str(STRAP), *take]) == 0
    assert "run 1 of linden" in capsys.readouterr().out
    assert main(["recompute", *place]) == 0  # without it, the run stays as it was
    assert "no plugin here knows" in capsys.readouterr().err
    edf = tmp_path / "run.edf"
    assert main(["--plugin", str(STRAP), "export", "1", "--to", "edf", "-o", str(edf), *place]) == 0
    [ecg] = [each for each in read_edf(edf).signals if each.label == "ECG"]
    assert ecg.sampling_frequency == pytest.approx(TRUE_HZ, rel=1e-3)


def test_a_link_that_breaks_is_made_again_and_started_again(run_virtual):
    async def scenario():
        strap = own_strap(Person(seed=5))
        air = LoopbackRadio([strap], installed().types)
        async with BleSource(ADDRESS, Clock(), air.radio) as source:
            first = await collect(source, lambda records: len(records) > 10)
            strap.drop_link()
            more = await collect(source, lambda records: len(records) > 10)
        return first + more, strap.own.written

    with places.named([STRAP]):
        records, written = run_virtual(scenario())
    assert written == [(COMMAND, b"\x01")] * 2 + [(COMMAND, b"\x00")]
    assert sum(isinstance(record, Notification) for record in records) > 15


def test_packets_that_break_its_layout_are_refused():
    decode = module_of(STRAP).decode
    for payload in (b"", b"\x01", b"\x01\0\0\0\0\x01", b"\x02", b"\x02\x3c\x00", b"\x09ab"):
        with pytest.raises(DecodeError):
            decode("own_strap", payload)


@pytest.mark.skipif(bool(dbus_daemon_missing()), reason="needs Linux and dbus-daemon")
def test_bleaks_own_linux_backend_finds_and_reads_it(run_real):
    async def scenario(air, bluez):
        radio = Radio(types=installed().types)
        [found] = await scan(0.4, radio)
        async with BleSource(found, Clock(), radio) as source:
            records = await collect(source, lambda records: len(records) > 5)
        return found.kind, records

    strap = own_strap(Person(seed=5))
    with places.named([STRAP]):
        kind, records = play_on_dbus(run_real, scenario, [strap])
    assert kind == "Own ECG strap"
    assert {r.channel for r in records if isinstance(r, Notification)} == {"own_strap"}
    assert strap.own.written[-1] == (COMMAND, b"\x00")


@pytest.mark.skipif(bool(dbus_daemon_missing()), reason="needs Linux and dbus-daemon")
def test_scan_lists_it_beside_those_that_ship(capsys):
    shipped = VirtualStrap(Person(), "A0:9E:1A:00:00:01", "Polar H10 8C4CAD26")
    with VirtualBluez([own_strap(Person()), shipped]):
        assert main(["scan", "--seconds", "0.3"]) == 0
        alone = capsys.readouterr().out
        assert main(["--plugin", str(STRAP), "scan", "--seconds", "0.3"]) == 0
    both = capsys.readouterr().out
    assert NAME not in alone
    assert "Own ECG" in both
    assert "Polar H10 8C4CAD26" in alone
    assert "Polar H10 8C4CAD26" in both


# A new session


def test_the_session_in_python_and_in_toml_are_the_same():
    assert module_of(SESSION).evening_wind_down == load_session(TOML)


@pytest.mark.parametrize("path", [SESSION, TOML], ids=["python", "toml"])
def test_the_session_is_listed_shown_and_led(path, run_virtual, capsys):
    plugged = ["--plugin", str(path)]
    assert main([*plugged, "sessions", "--method", "breathing"]) == 0
    assert "evening-wind-down" in capsys.readouterr().out
    assert main([*plugged, "sessions", "show", "evening-wind-down"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "until rsa_bpm >= 8 for 60 s" in shown
    with places.named([path]):
        session = find_session("evening-wind-down")
    run = run_virtual(run_live(session, seed=3))
    assert run.finish is Finish.COMPLETED
    assert 300 + 60 <= run.frames[-1].session_t_s < 400  # of 600 s: the wave was large before
