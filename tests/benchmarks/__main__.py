"""Ours and NeuroKit2 side by side in one run: ``python -m tests.benchmarks``.

Prints a table, writes it as JSON where asked, and exits with 1 when a gated target is missed:
ratios, memory, agreement and growth. Times are told beside their targets, not gated: they drift
with the machine up to twofold, which ratios taken in one run do not.
"""

import argparse
import os
import sys
import warnings
from dataclasses import dataclass

BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    places: int
    beats_each: int
    packets: int
    sizes: tuple[int, ...]
    recordings: int
    budget_s: float
    seeds: int
    signal_minutes: float
    runs: int
    run_minutes: float
    replay_hours: float
    group: tuple[float, int, int]
    group_screen_s: float
    app_starts: int
    app_run_s: float


FULL = Extent(
    40,
    30,
    1500,
    (3_000, 7_200, 17_300, 41_600, 100_000),
    1000,
    20.0,
    3,
    10.0,
    10_000,
    20.0,
    8.0,
    (1.0, 16, 4),
    20.0,
    9,
    60.0,
)
QUICK = Extent(2, 8, 100, (300, 600), 1, 1.0, 1, 1.0, 100, 1.0, 0.02, (0.05, 2, 1), 1.0, 1, 0.0)


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--out", metavar="FILE", help="write everything as JSON as well")
    parser.add_argument("--quick", action="store_true", help="a few seconds; nothing is gated")
    options = parser.parse_args(arguments)
    from tests.benchmarks import (
        app,
        artifacts,
        group,
        group_screen,
        hrv,
        measure,
        replay_day,
        report,
        store,
        streams,
    )

    extent = QUICK if options.quick else FULL
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # NeuroKit2's
        ours_ms, theirs_ms = hrv.one_beat(extent.places, extent.beats_each)
        rows = [
            *hrv.one_beat_rows(ours_ms, theirs_ms),
            *hrv.engine_rows(extent.packets),
            *hrv.day_rows(extent.sizes, theirs_ms),
            hrv.recordings_row(extent.recordings, extent.budget_s, theirs_ms),
            *artifacts.rows(extent.seeds),
            *streams.rows(extent.signal_minutes),
            *store.rows(extent.runs, extent.run_minutes),
            *replay_day.rows(extent.replay_hours, extent.signal_minutes),
            *group.rows(*extent.group),
            *group_screen.rows(extent.group_screen_s, 60 if extent is FULL else 3),
            *app.rows(extent.app_starts, extent.app_run_s),
        ]
    machine = measure.machine()
    print("\n".join(report.table(machine, rows)))
    if options.out:
        report.write(options.out, machine, rows)
    return int(not options.quick and any(row.failed for row in rows))


if __name__ == "__main__":
    os.environ.update(dict.fromkeys(BLAS_THREADS, "1"))  # heeded only before numpy is loaded
    sys.exit(main())
