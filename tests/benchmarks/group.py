"""A group in real time: sixteen straps through bleak, four with ECG, a lone run of each beside it.

``python -m tests.benchmarks.group [--minutes 10] [--straps 16] [--ecg 4]``. The straps are virtual
and live in the same process, so their own work is in the figures; what they take alone, with
nobody behind bleak, is measured beside it in a process of its own and told. Afterwards each
recording goes through an engine of its own: every frame has to be the same, bit for bit.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from functools import partial
from tempfile import TemporaryDirectory

from tests.benchmarks.measure import ROOT
from tests.benchmarks.report import Row, Target

MODULE = "tests.benchmarks.group"
STRAPS, ECG = 16, 4
CPU_PCT = Target(40, gated=False)
NOTHING = Target(0)


def rows(minutes=0.5, straps=STRAPS, ecg=ECG):
    """Yield what a group costs, and what it loses; the longer run is `main`."""
    group = _in_process(minutes, straps, ecg, "group")
    alone = _in_process(min(minutes, 1.0), straps, ecg, "straps")
    yield Row(f"group: {straps} straps, {ecg} with ECG, {minutes:g} min", "%", group["cpu_pct"])
    yield Row("  of it the virtual straps themselves", "%", alone["cpu_pct"])
    own = group["cpu_pct"] - alone["cpu_pct"]
    yield Row("  bleak, engines and encrypted records", "%", own, None, (CPU_PCT,))
    yield Row("  packets that came in", "", float(group["packets"]))
    yield Row("  packets lost", "", float(group["lost"]), None, (NOTHING,))
    yield Row("  frames unlike those alone", "", float(group["unlike"]), None, (NOTHING,))
    yield Row("  latest packet after its time", "ms", group["late_p99_ms"])


def _in_process(minutes, straps, ecg, what):
    command = [sys.executable, "-m", MODULE, "--minutes", str(minutes)]
    command += ["--straps", str(straps), "--ecg", str(ecg), "--what", what]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


async def _group(minutes, straps, ecg):
    from tests.live.groups import Room, session_of

    room = Room(straps, ecg, session=session_of(minutes + 2))
    with TemporaryDirectory() as folder, closing(_store(folder)) as store:
        return await _performed(room, minutes, partial(_lead, room, store))


def _store(folder):
    from pathlib import Path

    from biofeedback.store.vault import open_store

    key = lambda _question, _where: "a passphrase of some length"  # noqa: E731
    return open_store(str(Path(folder) / "records.db"), key)


class _Both:
    """Keeps a run in the store, and in memory to be looked at."""

    def __init__(self, kept, keeper):
        self.kept, self.keeper = kept, keeper
        self.keeping = keeper.keeping

    @property
    def trouble(self):
        return self.keeper.trouble

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        if name == "finish":
            self.keeper.finish = value

    def write(self, record):
        self.kept.write(record)
        self.keeper.write(record)

    def take(self, frame):
        self.kept.take(frame)
        self.keeper.take(frame)


def _lead(room, store, seat):
    from datetime import UTC, datetime

    from biofeedback.report.keeper import Keeper
    from biofeedback.store.people import the_person

    led = room.lead(seat)
    now_utc = datetime(2026, 1, 1, tzinfo=UTC)
    keeper = Keeper(store, the_person(store, f"Person {seat.number}", now_utc))
    return replace(led, keeper=_Both(led.keeper, keeper))


async def _performed(room, minutes, lead):
    for number, strap in room.straps.items():
        room.group.sit(number, strap.address, strap.name)
    while room.group.linked() < len(room.straps):
        await asyncio.sleep(0.1)
    await asyncio.sleep(3)
    loop = asyncio.get_running_loop()
    begun_s, cpu_s = loop.time(), time.process_time()
    room.group.begin(room.session, lead)
    await asyncio.sleep(60 * minutes)
    cpu_pct = 100 * (time.process_time() - cpu_s) / (loop.time() - begun_s)
    ended_s = loop.time()
    await room.group.stop()
    seats = dict(room.group.seats)
    await room.group.close()
    return {"cpu_pct": cpu_pct} | _losses(room, seats, begun_s, ended_s)


def _losses(room, seats, begun_s, ended_s):
    import numpy as np

    from biofeedback.live.engine import Engine
    from devices import gatt
    from devices.beat_times import latency_s_for
    from devices.records import HEART_RATE, PMD, Notification

    packets = lost = unlike = 0
    late_ms = []
    uuids = (gatt.HEART_RATE_MEASUREMENT, gatt.PMD_DATA)
    for number, kept in room.kept.items():
        sent = [s for s in room.straps[number].sent if s.uuid in uuids]
        sent = [s for s in sent if s.t_s >= begun_s]
        due = sum(s.t_s < ended_s for s in sent)  # what comes while the run ends may be in it
        got = [
            r for r in kept.log if isinstance(r, Notification) and r.channel in (HEART_RATE, PMD)
        ]
        packets += len(got)
        lost += sum(s.payload != r.payload for s, r in zip(sent, got, strict=False))
        lost += max(due - len(got), 0) + max(len(got) - len(sent), 0)
        late_ms += [1000 * (begun_s + r.t_s - s.t_s) for s, r in zip(sent, got, strict=False)]
        engine = Engine(room.session, latency_s_for(room.straps[number].name))
        frames = [frame for record in kept.log for frame in engine.feed(record)]
        unlike += sum(a != b for a, b in zip(frames, kept.frames, strict=False))
        unlike += abs(len(frames) - len(kept.frames)) + (seats[number].error is not None)
    late = float(np.percentile(late_ms, 99))
    return {"packets": packets, "lost": lost, "unlike": unlike, "late_p99_ms": late}


async def _straps(minutes, straps, ecg):
    """Let the straps send through bleak to nobody."""
    from contextlib import AsyncExitStack

    from devices.ble_source import BleSource
    from devices.source import Clock
    from tests.live.groups import Room

    room = Room(straps, ecg)
    async with AsyncExitStack() as open_now:
        for strap in room.straps.values():
            source = BleSource(strap.address, Clock(), room.air.radio)
            await open_now.enter_async_context(source)
        await asyncio.sleep(3)
        loop = asyncio.get_running_loop()
        begun_s, cpu_s = loop.time(), time.process_time()
        await asyncio.sleep(60 * minutes)
        return {"cpu_pct": 100 * (time.process_time() - cpu_s) / (loop.time() - begun_s)}


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.group", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--straps", type=int, default=STRAPS)
    parser.add_argument("--ecg", type=int, default=ECG)
    parser.add_argument("--what", choices=["group", "straps"])
    options = parser.parse_args(arguments)
    extent = options.minutes, options.straps, options.ecg
    if options.what is None:
        for row in rows(*extent):
            print(f"{row.case:<52} {row.ours:>10.2f} {row.unit}", flush=True)
        return
    work = _group if options.what == "group" else _straps
    print(json.dumps(asyncio.run(work(*extent))))


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main()
