"""The figures of `analyze`, written as a table, JSON, CSV or Parquet.

JSON is the fullest: it also tells why a figure of NeuroKit2's panel is not there. In the flat
formats such a cell is empty, as it is for an index that is still collecting.
"""

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any, TextIO

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from biofeedback.catalogue import installed
from biofeedback.cli.output import figure, several
from biofeedback.hrv.artifact_counts import ArtifactCounts
from biofeedback.hrv.panel import Panel
from biofeedback.live.analysis import Analysis
from biofeedback.live.archive import Row
from biofeedback.live.table import PANEL_NAMES, flat_row, nested_row
from devices.atomic import write_beside

Rows = Sequence[tuple[Path, Row]]

_LABEL_WIDTH, _CELL_WIDTH, _GAP_WIDTH = 28, 24, 2


def write_rows(rows: Rows, layout: str, out: Path | None) -> None:
    """Print the rows, or write them to `out`, which appears whole or not at all.

    Raises
    ------
    FileError
        When `out` cannot be written.
    """
    write = {
        "table": _write_table,
        "json": _write_json,
        "csv": _write_csv,
        "parquet": _write_parquet,
    }[layout]
    if out is None:
        write(rows, sys.stdout)
        return
    with write_beside(out) as file:
        write(rows, file)


def _nested(path: Path, row: Row) -> dict[str, Any]:
    return {"file": str(path)} | nested_row(row)


def _flat(path: Path, row: Row) -> dict[str, Any]:
    return {"file": str(path)} | flat_row(row)


def _columns(flat: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in flat for name in row))


def _write_json(rows: Rows, file: TextIO) -> None:
    json.dump([_nested(*row) for row in rows], file, indent=1)
    file.write("\n")


def _write_csv(rows: Rows, file: TextIO) -> None:
    flat = [_flat(*row) for row in rows]
    table = csv.DictWriter(file, _columns(flat), lineterminator="\n")
    table.writeheader()
    table.writerows(flat)


def _write_parquet(rows: Rows, file: TextIO) -> None:
    import pyarrow  # of the extra `archive`
    from pyarrow import parquet

    flat = [_flat(*row) for row in rows]
    types = {str: pyarrow.string(), int: pyarrow.int64()}
    seen = {name: type(value) for row in flat for name, value in row.items() if value is not None}
    schema = pyarrow.schema(
        (name, types.get(seen.get(name, float), pyarrow.float64())) for name in _columns(flat)
    )
    parquet.write_table(pyarrow.Table.from_pylist(flat, schema), file.buffer)


def _write_table(rows: Rows, file: TextIO) -> None:
    """Write a column a window: few are looked at side by side, and names stay readable."""
    console = Console(file=file, highlight=False)
    cell_width = min(max(len(path.name) for path, _row in rows), _CELL_WIDTH) + _GAP_WIDTH
    beside = max((console.width - _LABEL_WIDTH) // cell_width, 1)
    for start in range(0, len(rows), beside):
        console.print(_table(rows[start : start + beside]))
    if silent := _silent([row.analysis for _path, row in rows]):
        text = _("Too little to say: {names}.").format(names=", ".join(silent))
        console.print(text, markup=False, soft_wrap=True)
    for reason, names in _reasons([row.panel for _path, row in rows if row.panel]).items():
        text = _("{names}: not available, because {reason}.")
        text = text.format(names=several(names), reason=reason)
        console.print(text, markup=False, soft_wrap=True)


def _table(rows: Rows) -> Table:
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column("", no_wrap=True)
    for path, row in rows:
        heading = Text(f"{path.name}\n{row.analysis.start_s:.0f}-{row.analysis.end_s:.0f} s")
        table.add_column(heading, justify="right", max_width=_CELL_WIDTH, overflow="fold")
    for label, *cells in _lines([row for _path, row in rows]):
        table.add_row(label, *cells)
    return table


def _lines(rows: Sequence[Row]) -> Iterator[list[str]]:
    analyses = [row.analysis for row in rows]
    told_by = {"respiration": _("sensor"), "pacer": _("pacer"), "heart_wave": _("heart"), "": "-"}
    known = installed().indices
    yield [_("beats"), *(str(a.beats) for a in analyses)]
    for name in analyses[0].values:
        values = [a.values[name] for a in analyses]
        if any(value is not None for value in values):
            cells = ("-" if v is None else figure(known[name], v) for v in values)
            yield [name, *cells]
    yield [_("breaths by"), *(told_by[a.breaths_by] for a in analyses)]
    yield [_("artifacts"), *(_kinds(row.artifacts) for row in rows)]
    yield [_("left out"), *(f"{a.quality.artifact_pct:.1f} %" for a in analyses)]
    if any(row.artifacts.corrected_pct for row in rows):
        yield [_("corrected"), *(f"{row.artifacts.corrected_pct:.1f} %" for row in rows)]
    yield [_("coverage"), *(f"{100 * a.quality.coverage:.0f} %" for a in analyses)]
    yield [_("longest gap"), *(f"{a.quality.gap_s:.1f} s" for a in analyses)]
    panels = [row.panel for row in rows if row.panel]
    if panels:
        yield [_("joined places"), *(str(panel.joins) for panel in panels)]
        for name in dict.fromkeys((*PANEL_NAMES, *_columns([p.values for p in panels]))):
            yield [name, *(f"{p.values[name]:.4g}" if name in p.values else "-" for p in panels)]


def _silent(analyses: Sequence[Analysis]) -> list[str]:
    """Return the indices that have a figure in none of the windows."""
    return [name for name in analyses[0].values if all(a.values[name] is None for a in analyses)]


def _kinds(counts: ArtifactCounts) -> str:
    """Say how many artifacts of which kind there are."""
    told = {
        _("{count} out of place"): counts.ectopic,
        _("{count} missed"): counts.missed,
        _("{count} extra"): counts.extra,
        _("{count} too long"): counts.long,
        _("{count} too short"): counts.short,
        _("{count} impossible"): counts.out_of_range,
    }
    return ", ".join(text.format(count=n) for text, n in told.items() if n) or _("none")


def _reasons(panels: Sequence[Panel]) -> dict[str, list[str]]:
    """Return what is not available in any of the panels, by the reason."""
    names: dict[str, dict[str, None]] = {}
    for panel in panels:
        for name, reason in panel.unavailable.items():
            names.setdefault(reason, {})[name] = None
    return {reason: list(names[reason]) for reason in names}
