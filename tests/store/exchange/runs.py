"""A run to hand on: three minutes with an H10 and its ECG, the link lost for a while."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from biofeedback.live.clock import VirtualLoop
from biofeedback.report.figures import figures_of
from biofeedback.report.lived import of_run
from biofeedback.store.exchange.material import Material
from biofeedback.store.models import Person, Rating, Run
from devices.recording import Header, Recording, header_line, record_line
from devices.records import DeviceInfo, Marker
from devices.virtual_models import H10
from sessions.blocks import Block, Pacing
from sessions.timeline import Session
from tests.conftest import run_and_check
from tests.live import runs

SIX = Session(
    "six",
    "Six",
    "A test.",
    ("nervous",),
    (Block("Rest", 60, "Rest."), Block("Paced", 120, "Breathe.", Pacing(6, 6))),
)
START = datetime(2026, 5, 31, 22, 59, 58, 250_000, tzinfo=UTC)
OFFSET_S = 2 * 3600
STRAP = DeviceInfo("Polar H10 8C4CAD26", "A0:9E:1A:00:00:01", "H10", "5.0.0")
NOTE = Marker(90.0, "sat down\x14 \u00fcber, \u201cquoted\u201d")
AWAY_S, BACK_S = 100.0, 112.0


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A run, and the simulated person who knows what happened."""

    material: Material
    truth: runs.Run


async def _walk_away(strap):
    await asyncio.sleep(AWAY_S)
    strap.walk_away()
    await asyncio.sleep(BACK_S - AWAY_S)
    strap.come_back()


def made() -> Made:
    """Return the run, with a note in it."""
    run = run_and_check(runs.live(SIX, meddle=_walk_away, model=H10), VirtualLoop)
    lived = of_run(run.engine, run.frames)
    log = sorted([*run.log, NOTE], key=lambda record: record.t_s)
    recording = Recording(Header(STRAP, START, "biofeedback 1.0", "six"), tuple(log))
    kept = Run(
        uid="8b1f" * 8,
        person_id=1,
        session="six",
        title="Six",
        program="biofeedback 1.0",
        start_utc=START,
        utc_offset_s=OFFSET_S,
        finish="completed",
        duration_s=log[-1].t_s,
        device_name=STRAP.name,
        device_address=STRAP.address,
        device_model=STRAP.model,
        device_firmware=STRAP.firmware,
    )
    pain = Rating(person_id=1, at_utc=START, moment="before", scale="pain", value=6)
    material = Material(
        kept,
        Person(uid="5c0d" * 8, alias="J\u00fcrgen B", created_utc=START, name="J\u00fcrgen Baum"),
        lines_of(recording),
        recording,
        lived.beats,
        lived.frames.columns,
        figures_of(lived),
        [pain],
    )
    return Made(material, run)


def lines_of(recording: Recording) -> bytes:
    """Return a recording as its lines."""
    return b"".join([header_line(recording.header), *map(record_line, recording.records)])
