"""How a table is built: its separator, its header row, which column is RR and which is time.

The first row of data decides the separator, for numbers cannot be mistaken; the line above it is
the header row if RR is among its names. Without names a single column is RR, and of several the
first is time, the second RR.
"""

import re
from dataclasses import dataclass
from gettext import gettext as _
from itertools import islice

from devices.errors import UnknownFile
from devices.importers.lines import Lines, number

_UNIT = r"(_[mun]?s|_seconds|_milliseconds)?"
_RR_NAME = re.compile(r"(rr|r_r|rri|nn|nni|ibi)(_intervals?)?" + _UNIT)
_TIME_NAME = re.compile(
    r"(t|time|elapsed|elapsed_time|epoch|datetime|(phone_)?timestamp|r_peak_time)" + _UNIT
)
_SEPARATORS = ("\t", ";", ",")
"""In the order in which they are looked for; none of them: blanks."""
_TITLE_LINES = 30
"""How many lines without data a table may begin with."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the data begin (line index), and which columns there are (from 0)."""

    first: int
    separator: str | None
    rr: int
    time: int | None = None
    names: tuple[str, ...] = ()

    def cells(self, line: str) -> list[str]:
        """Return the cells of a row."""
        return _split(line, self.separator)

    @property
    def rr_columns(self) -> int:
        """How many columns are named RR."""
        return sum(map(_is_rr, self.names))


def find_layout(lines: Lines) -> Layout | None:
    """Return how the table is built, or None when this is no table of intervals.

    Raises
    ------
    UnknownFile
        When the header row names every column and none is RR.
    """
    header_index, header = -1, ""
    for index, line in islice(lines.filled(), _TITLE_LINES):
        separator = _separator(line)
        cells = _split(line, separator)
        if _is_data(cells, separator):
            names = _names(header, separator)
            is_header = separator is not None or len(names) == len(cells)
            if is_header and min(len(names), len(cells)) > 1 and not any(map(_is_rr, names)):
                raise UnknownFile(
                    lines.path,
                    _("no column holds RR intervals: {names}").format(names=", ".join(names)),
                    _("Name the column rr_ms if one does, or choose another file."),
                    header_index + 1,
                )
            return _layout(index, cells, separator, names)
        header_index, header = index, line
    names = _names(header, _separator(header))
    if any(map(_is_rr, names)):
        return _layout(len(lines.text), [], _separator(header), names)
    return None


def _layout(first: int, cells: list[str], separator: str | None, names: tuple[str, ...]) -> Layout:
    rr = [column for column, name in enumerate(names) if _is_rr(name)]
    if rr:
        times = [column for column, name in enumerate(names) if _TIME_NAME.fullmatch(name)]
        return Layout(first, separator, rr[0], times[0] if times else None, names)
    filled = [column for column, cell in enumerate(cells) if cell]
    if len(filled) == 1:
        return Layout(first, separator, filled[0])
    return Layout(first, separator, rr=1, time=0)


def _separator(line: str) -> str | None:
    return next((mark for mark in _SEPARATORS if mark in line), None)


def _split(line: str, separator: str | None) -> list[str]:
    cells = [cell.strip(' "') for cell in line.split(separator)]
    if separator in ("\t", ";"):
        return [cell.replace(",", ".") for cell in cells]  # decimal commas
    return cells


def _is_data(cells: list[str], separator: str | None) -> bool:
    numbers = [number(cell) is not None for cell in cells]
    if separator is None:
        return all(numbers)
    first = next(filter(None, cells), "")
    return any(numbers) and first[0] in "+-.0123456789"


def _names(header: str, separator: str | None) -> tuple[str, ...]:
    """Return plain names: "R-R (ms)" is ``r_r_ms``."""
    cells = _split(header, separator)
    return tuple(re.sub(r"[^a-z0-9]+", "_", cell.lower()).strip("_") for cell in cells)


def _is_rr(name: str) -> bool:
    return _RR_NAME.fullmatch(name) is not None
