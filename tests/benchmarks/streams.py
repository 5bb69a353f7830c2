"""What a strap's raw streams cost, live: from the bytes of each packet to the frames.

A virtual strap is recorded first, in virtual time; only the engine is timed, on its records.
"""

import time

from biofeedback.hrv.index import RUN_INDICES
from biofeedback.live.clock import VirtualLoop
from biofeedback.live.engine import Engine
from devices.virtual_models import H10, VERITY_SENSE
from sessions.blocks import Block, Pacing
from sessions.timeline import Session
from tests.benchmarks.report import Row, Target
from tests.conftest import run_and_check
from tests.live.runs import live

STRAPS = {
    "ECG at 130 Hz, acceleration at 50 Hz and RR": H10,
    "light at 55 Hz, acceleration at 52 Hz and PPI": VERITY_SENSE,
}
SHARE_PCT = Target(6.0)


def rows(minutes=10.0):
    """Yield what share of one core each strap takes, with every index of a run."""
    for streams, model in STRAPS.items():
        seconds = cpu_s(model, minutes)
        case = f"{streams}, {len(RUN_INDICES)} indices, one core"
        yield Row(case, "%", 100 * seconds / (60 * minutes), None, (SHARE_PCT,))
        yield Row("  the same, a minute of signal", "s", seconds / minutes)


def cpu_s(model, minutes):
    """Return the processor's seconds for a session of this length, breathing at 6 a minute."""
    session = breathe(minutes)
    run = run_and_check(live(session, model=model), VirtualLoop)
    engine = Engine(session)
    begun_s = time.process_time()
    for record in run.log:
        engine.feed(record)
    return time.process_time() - begun_s


def breathe(minutes):
    """Make a session that paces all the time."""
    paced = Block("Breathe", 60 * minutes, "Breathe.", Pacing(6, 6))
    return Session("breathe", "Breathe", "A benchmark.", ("nervous",), (paced,))
