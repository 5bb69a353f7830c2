"""RR lists and tables with a time and an RR column, of any program: one value or row a line.

Elite HRV, Kubios RR files and Polar Sensor Logger are such. Comments, blank lines and title lines
before the data are passed over; a row whose RR cell is empty holds no beat. After the first row of
data, everything must be data.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from gettext import gettext as _

from devices.importers.clock import read_times
from devices.importers.intervals import no_intervals, read_interval, to_recording
from devices.importers.layout import Layout, find_layout
from devices.importers.lines import Lines
from devices.recording import Recording

_Row = tuple[int, list[str]]
_DateParser = Callable[[str], datetime]


def recognises(lines: Lines) -> bool:
    """Whether a row of data, or a header row with RR in it, stands near the top."""
    return find_layout(lines) is not None


def read(
    lines: Lines,
    *,
    zero: datetime | None = None,
    program: str = "",
    device: str = "",
    parse_date: _DateParser = datetime.fromisoformat,
) -> Recording:
    """Read a table.

    Parameters
    ----------
    zero : datetime, optional
        The moment that the time column counts from, if the column itself does not tell.
    program, device : str
        What is known of the origin, for the header.
    parse_date : callable
        Reads times that are no numbers; raises ValueError.

    Raises
    ------
    FileError
        When it has no row of data, one is broken, or for a reason of `to_recording`.
    """
    layout = find_layout(lines)
    if layout is None:
        raise no_intervals(lines)
    rows = _rows(lines, layout)
    intervals = [read_interval(lines, index, cells[layout.rr]) for index, cells in rows]
    times_s, told_zero = _times(lines, layout, rows, parse_date)
    recording = to_recording(
        lines, intervals, times_s, zero=told_zero or zero, program=program, device=device
    )
    if layout.rr_columns > 1:
        warning = _("The file has several columns of RR intervals; the first one was read.")
        return replace(recording, warnings=(warning,))
    return recording


def _rows(lines: Lines, layout: Layout) -> list[_Row]:
    needed = max(layout.rr, layout.time or 0) + 1
    rows = []
    for index, line in lines.filled(layout.first):
        cells = layout.cells(line)
        if len(cells) < needed:
            raise lines.error(index, _("the line has too few columns"))
        if cells[layout.rr]:
            rows.append((index, cells))
    return rows


def _times(
    lines: Lines, layout: Layout, rows: list[_Row], parse_date: _DateParser
) -> tuple[list[Decimal] | None, datetime | None]:
    column = layout.time
    if column is None or not rows:
        return None, None
    name = layout.names[column] if layout.names else ""
    cells = [(index, cells[column]) for index, cells in rows]
    times_s, zero = read_times(lines, cells, name, parse_date)
    if not layout.names and times_s[0] == times_s[-1]:
        raise lines.error(
            rows[0][0],
            _("the first column is no time"),
            _("Put one interval in a line, with a decimal point, or name the columns."),
        )
    return times_s, zero
