"""`biofeedback analyze`: the indices of whole recordings or of windows over them."""

import csv
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.table import Table

from biofeedback.cli.output import aside, figure, progress, screen
from biofeedback.hrv.index import INDICES
from biofeedback.hrv.window import Windows
from biofeedback.live import analysis
from devices.beat_times import latency_s_for
from devices.errors import FileError
from devices.importers import open_any
from devices.recording import Recording
from sessions.errors import SessionError
from sessions.load import find_session
from sessions.timeline import Session

Row = tuple[Path, analysis.Analysis]


def analyze(
    paths: Sequence[Path],
    *,
    window_s: float | None,
    step_s: float | None,
    keep_artifacts: bool,
    layout: str,
) -> None:
    """Print the indices of each file, one row a window.

    Raises
    ------
    FileError
        When a file cannot be read, or is shorter than the window.
    """
    rows: list[Row] = []
    with progress() as bar:
        for path in bar.track(paths, description=_("Reading")):
            rows += [(path, a) for a in _analyze(path, window_s, step_s, keep_artifacts)]
    {"table": _print_table, "json": _print_json, "csv": _print_csv}[layout](rows)


def _analyze(
    path: Path, window_s: float | None, step_s: float | None, keep_artifacts: bool
) -> list[analysis.Analysis]:
    recording = open_any(path)
    for warning in recording.warnings:
        aside().print(f"{path}: {warning}", markup=False)
    latency_s = latency_s_for(recording.header.device.name)
    beats = analysis.beats_of(
        recording.records, _session_of(recording), latency_s, keep_artifacts=keep_artifacts
    )
    if not beats.t_s.size:
        raise FileError(path, _("holds no heartbeats"), _("Choose another recording."))
    if window_s is None:
        return analysis.analyze(beats, Windows.whole(beats))
    windows = analysis.stepped(beats, window_s, step_s or window_s)
    if not windows.first.size:
        problem = _("is shorter than one window of {seconds:g} s").format(seconds=window_s)
        raise FileError(path, problem, _("Give a shorter --window."))
    return analysis.analyze(beats, windows)


def _session_of(recording: Recording) -> Session | None:
    """Find the plan that was running; without it, breaths are read from the heart-rate wave."""
    with suppress(SessionError):
        return find_session(recording.header.session) if recording.header.session else None
    return None


def _plain(path: Path, result: analysis.Analysis) -> dict[str, Any]:
    trust = result.quality
    return {
        "file": str(path),
        "start_s": result.start_s,
        "end_s": result.end_s,
        "beats": result.beats,
        "values": dict(result.values),
        "quality": {
            "artifact_pct": trust.artifact_pct,
            "coverage": trust.coverage,
            "gap_s": trust.gap_s,
        },
    }


def _print_json(rows: Sequence[Row]) -> None:
    json.dump([_plain(*row) for row in rows], sys.stdout, indent=1)
    sys.stdout.write("\n")


def _print_csv(rows: Sequence[Row]) -> None:
    table = csv.writer(sys.stdout, lineterminator="\n")
    for number, row in enumerate(rows):
        plain = _plain(*row)
        flat = {**plain, **plain.pop("values"), **plain.pop("quality")}
        flat = {key: value for key, value in flat.items() if key not in ("values", "quality")}
        if number == 0:
            table.writerow(flat)
        table.writerow("" if value is None else value for value in flat.values())


def _print_table(rows: Sequence[Row]) -> None:
    """Print a column a window: few windows are looked at side by side, and names stay readable."""
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column("")
    for path, result in rows:
        span = f"{result.start_s:.0f}-{result.end_s:.0f} s"
        table.add_column(f"{path.name}\n{span}", justify="right")
    results = [result for _path, result in rows]
    table.add_row(_("beats"), *(str(result.beats) for result in results))
    for index in INDICES:
        cells = [result.values[index.name] for result in results]
        table.add_row(index.name, *("-" if cell is None else figure(index, cell) for cell in cells))
    table.add_row(_("artifacts"), *(f"{r.quality.artifact_pct:.1f} %" for r in results))
    table.add_row(_("coverage"), *(f"{100 * r.quality.coverage:.0f} %" for r in results))
    table.add_row(_("longest gap"), *(f"{r.quality.gap_s:.1f} s" for r in results))
    screen().print(table)
