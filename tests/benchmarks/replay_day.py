"""A working day with ECG replayed in a process of its own: seconds, memory, and the live frames.

``python -m tests.benchmarks.replay_day FILE`` replays a recording that `record` wrote, hands each
frame on and forgets it, and prints as JSON what that took. The recording is whole, not a short one
repeated: a virtual strap sends eight hours of ECG at 130 Hz and heart rate, in virtual time. Live
and replay are compared over minutes: a live run takes as long again.
"""

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from biofeedback.live.replay import replay
from devices.polar_control import Stream
from devices.recording import Recording, RecordingWriter, read_recording
from sessions.blocks import Block, Pacing
from sessions.timeline import Session
from tests.benchmarks import measure
from tests.benchmarks.report import Row, Target

PER_MIN = 6.0
LONGEST_BLOCK_S = 7200.0
SECONDS = Target(60, gated=False)
MEMORY_MIB = Target(300)
DIFFERENT = Target(0)


def rows(hours=8.0, live_minutes=10.0):
    """Yield what the replay of so many hours takes, and how many frames differ from live ones."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "day.jsonl"
        record(file, 3600 * hours)
        got = json.loads(measure.fresh_process(__name__, str(file)))
    case = f"{hours:g} h of ECG and RR: {got['records']:,} records replayed"
    yield Row(case, "s", got["wall_s"], None, (SECONDS,))
    yield Row("  the processor's time", "s", got["cpu_s"])
    yield Row("  frames", "", float(got["frames"]))
    yield Row("  peak memory of the process", "MiB", got["peak_mib"], None, (MEMORY_MIB,))
    case = f"  of {live_minutes:g} minutes, frames unlike the live ones"
    yield Row(case, "", float(unlike_live(60 * live_minutes)), None, (DIFFERENT,))


def breathe(seconds):
    """Make a session that paces all the time."""
    paced = Pacing(PER_MIN, PER_MIN)
    whole, rest_s = divmod(seconds, LONGEST_BLOCK_S)
    lengths_s = [LONGEST_BLOCK_S] * int(whole) + [rest_s] * (rest_s >= 1)
    blocks = tuple(Block("Breathe", length_s, "Breathe.", paced) for length_s in lengths_s)
    return Session("breathe", "Breathe", "A benchmark.", ("nervous",), blocks)


def record(path, seconds):
    """Write what a virtual strap sends in so many seconds to a file, as it comes."""
    from biofeedback.live.clock import VirtualLoop
    from tests.conftest import run_and_check

    run_and_check(_received(path, seconds), VirtualLoop)


async def _received(path, seconds):
    from biofeedback.live.follow import lungs
    from devices.ble_source import BleSource
    from devices.ble_streams import StreamWish
    from devices.source import Clock
    from devices.virtual import Person
    from devices.virtual_models import H10
    from devices.virtual_radio import LoopbackRadio
    from devices.virtual_strap import VirtualStrap
    from sessions.breathing import BreathPattern
    from tests.store.strap import HEADER

    pattern, breath_s = BreathPattern(), 60 / PER_MIN
    person = Person(seed=1, breath=lambda t_s: lungs(pattern, t_s / breath_s % 1.0))
    strap = VirtualStrap(person, "A0:9E:1A:00:00:01", HEADER.device.name, model=H10)
    ecg = StreamWish(frozenset({Stream.ECG}))
    radio = LoopbackRadio([strap]).radio
    async with BleSource(strap.address, Clock(), radio, ecg) as source:
        with RecordingWriter(path, HEADER) as writer:
            async for received in source:
                if received.t_s > seconds:
                    return
                writer.write(received)


def unlike_live(seconds):
    """Count the frames of a live run that its replay does not give; too few or too many count."""
    from biofeedback.live.clock import VirtualLoop
    from devices.ble_streams import StreamWish
    from devices.virtual_models import H10
    from tests.conftest import run_and_check
    from tests.live.runs import live
    from tests.store.strap import HEADER

    session, ecg = breathe(seconds), StreamWish(frozenset({Stream.ECG}))
    run = run_and_check(live(session, model=H10, streams=ecg), VirtualLoop)
    again = list(replay(Recording(HEADER, tuple(run.log)), session))
    alike = sum(one == other for one, other in zip(run.frames, again, strict=False))
    return max(len(run.frames), len(again)) - alike


def main(path):
    wall_s, cpu_s = time.perf_counter(), time.process_time()
    recording = read_recording(path)
    frames = sum(1 for _ in replay(recording, breathe(recording.records[-1].t_s)))
    told = {
        "wall_s": time.perf_counter() - wall_s,
        "cpu_s": time.process_time() - cpu_s,
        "peak_mib": measure.peak_mib(),
        "records": len(recording.records),
        "frames": frames,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
