"""A run as CSV: a folder of four tables, and `columns.csv`, which says what each column means.

``beats.csv`` has a row a heartbeat, ``frames.csv`` one every five seconds as it was shown,
``figures.csv`` one for each part of the run, ``markers.csv`` one a note. Times are seconds from the
start of the recording. Numbers have the digits that read back to the same float; an empty cell is
not known; yes is 1 and no is 0.
"""

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from gettext import gettext as _
from typing import Any

from biofeedback.hrv.index import BY_NAME
from biofeedback.store.exchange.material import Material
from devices.errors import marked
from devices.records import Marker

BEATS, FRAMES, FIGURES, MARKERS, COLUMNS = (
    f"{name}.csv" for name in ("beats", "frames", "figures", "markers", "columns")
)
_OURS: Mapping[str, tuple[str, str, str]] = {
    "t_s": (marked("time since the start of the recording"), "s", ""),
    "rr_ms": (marked("interval from the beat before to this one, as measured"), "ms", ""),
    "valid": (marked("1: the interval counts; 0: it is an artifact"), "", "docs/artifacts.md"),
    "gap": (marked("1: beats may be missing before this one"), "", "docs/timing.md"),
    "session_t_s": (marked("time since the start of the session"), "s", ""),
    "score": (
        marked("how far the heart went with the breath, 0 to 100"),
        "",
        "biofeedback.live.feedback",
    ),
    "held": (marked("1: the score waited for a better signal"), "", "biofeedback.live.feedback"),
    "artifact_pct": (marked("share of intervals left out"), "%", "biofeedback.hrv.quality"),
    "coverage": (
        marked("share of the time that valid intervals cover"),
        "0-1",
        "biofeedback.hrv.quality",
    ),
    "part": (marked("part of the run: before, during or after the led breath, or whole"), "", ""),
    "label": (marked("what was noted"), "", ""),
}


def encode(material: Material) -> dict[str, bytes]:
    """Return the tables by file name."""
    beats, frames = material.beats, material.frames
    markers = [record for record in material.recording.records if isinstance(record, Marker)]
    tables: dict[str, Mapping[str, Iterable[Any]]] = {
        BEATS: {
            "t_s": beats.t_s.tolist(),
            "rr_ms": beats.rr_ms.tolist(),
            "valid": beats.valid.astype(int).tolist(),
            "gap": beats.gap.astype(int).tolist(),
        },
        FRAMES: {name: values.tolist() for name, values in frames.items()},
        FIGURES: _figures(material.figures),
        MARKERS: {
            "t_s": [marker.t_s for marker in markers],
            "label": [marker.label for marker in markers],
        },
    }
    described = [
        (name, column, *describe(name, column))
        for name, table in tables.items()
        for column in table
    ]
    titles = ("file", "column", "meaning", "unit", "source")
    columns = dict(zip(titles, zip(*described, strict=True), strict=True))
    return {name: _csv(table) for name, table in {**tables, COLUMNS: columns}.items()}


def describe(table: str, column: str) -> tuple[str, str, str]:
    """Return meaning, unit and source of a column.

    Raises
    ------
    KeyError
        When it is unknown.
    """
    if column in _OURS:
        meaning, unit, source = _OURS[column]
        return _(meaning), unit, source
    index = BY_NAME[column]
    meaning = _("{title}, over the part") if table == FIGURES else _("{title}, over {seconds:g} s")
    return meaning.format(title=index.title, seconds=index.window_s), index.unit, index.source


def _figures(figures: Mapping[tuple[str, str], float]) -> dict[str, list[Any]]:
    """Lay the figures out: a row a part, a column a figure."""
    parts = list(dict.fromkeys(part for part, _name in figures))
    names = dict.fromkeys(name for _part, name in figures)
    return {"part": parts} | {name: [figures.get((part, name)) for part in parts] for name in names}


def _csv(table: Mapping[str, Iterable[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table)
    writer.writerows(map(_cells, zip(*table.values(), strict=True)))
    return text.getvalue().encode(errors="replace")  # halves of letters


def _cells(row: Sequence[Any]) -> list[Any]:
    return ["" if isinstance(cell, float) and math.isnan(cell) else cell for cell in row]
