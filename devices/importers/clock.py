"""A column of times: in s, ms, us or ns, from any zero or from 1970, or as dates.

The unit stands in the column's name, or shows in the size of a 1970 time stamp, or in the usual
step from row to row: beats come every second or so.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from gettext import gettext as _
from itertools import pairwise

from devices.errors import FileError
from devices.importers.lines import Lines, number

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_S = (10**9, 10**10)
"""Seconds since 1970 of any recording: the years 2001 to 2286."""
_SCALES = {"ns": 10**9, "us": 10**6, "milliseconds": 1000, "ms": 1000, "seconds": 1, "s": 1}
_LONGEST_STEP_S = 20
"""A middle step above this is in milliseconds."""


def read_times(
    lines: Lines,
    cells: list[tuple[int, str]],
    name: str,
    parse_date: Callable[[str], datetime],
) -> tuple[list[Decimal], datetime | None]:
    """Return the times in seconds, and the moment they count from if the column tells it.

    Parameters
    ----------
    cells : list of (int, str)
        Line index and text of each time; not empty.
    name : str
        The column's name, such as ``time_ms``; may be empty.
    parse_date : callable
        Reads times that are no numbers; raises ValueError.

    Raises
    ------
    FileError
        When a cell is no time.
    """
    if number(cells[0][1]) is None:
        return _read_dates(lines, cells, parse_date)
    values = []
    for index, text in cells:
        value = number(text)
        if value is None:
            raise _no_time(lines, index, text)
        values.append(value)
    scale = _SCALES.get(name.rpartition("_")[2]) or _scale(values)
    times_s = [value / scale for value in values]
    return times_s, _EPOCH if _is_epoch(times_s[0]) else None


def _read_dates(
    lines: Lines, cells: list[tuple[int, str]], parse_date: Callable[[str], datetime]
) -> tuple[list[Decimal], datetime]:
    moments: list[datetime] = []
    since_first: list[timedelta] = []
    for index, text in cells:
        try:
            moments.append(parse_date(text))
            since_first.append(moments[-1] - moments[0])
        except (ValueError, TypeError):  # TypeError: only some have a time zone
            raise _no_time(lines, index, text) from None
    times_s = [Decimal(passed // timedelta(microseconds=1)) / 10**6 for passed in since_first]
    return times_s, moments[0]


def _scale(values: list[Decimal]) -> int:
    for scale in (1, 10**3, 10**6, 10**9):
        if _is_epoch(values[0] / scale):
            return scale
    steps = sorted(later - earlier for earlier, later in pairwise(values) if later > earlier)
    return 1000 if steps and steps[len(steps) // 2] > _LONGEST_STEP_S else 1


def _is_epoch(time_s: Decimal) -> bool:
    return _EPOCH_S[0] <= time_s < _EPOCH_S[1]


def _no_time(lines: Lines, index: int, text: str) -> FileError:
    return lines.error(index, _("“{text}” is no time like the others").format(text=text[:40]))
