"""Where every importer ends: numbers that should be RR intervals -> a checked recording.

A whole file has one unit, told by its middle value: no heart beats every 10 ms, none every 10 s.
Only the impossible is refused; artifacts such as 250 or 2500 ms are data, to be judged later.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from gettext import gettext as _
from itertools import accumulate, pairwise

from devices.errors import FileError
from devices.importers.lines import Lines, number
from devices.recording import Header, Recording
from devices.records import RR_MS, DeviceInfo, Notification
from devices.rr_list import encode_rr_ms

_SECONDS_BELOW = 10
"""A middle value below this is in seconds."""
_LONGEST_MS = 20_000
_MIDDLE_MS = (200, 3000)
"""Where the middle interval of any person lies: 20 to 300 beats a minute."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A number of the file, and the index of its line."""

    index: int
    value: Decimal


def read_interval(lines: Lines, index: int, text: str) -> Interval:
    """Return the interval written as `text` in the line at `index`.

    Raises
    ------
    FileError
        When it is no number.
    """
    value = number(text)
    if value is None:
        raise lines.error(index, _("“{text}” is no RR interval").format(text=text[:40]))
    return Interval(index, value)


def to_recording(
    lines: Lines,
    intervals: list[Interval],
    times_s: list[Decimal] | None = None,
    *,
    zero: datetime | None = None,
    program: str = "",
    device: str = "",
) -> Recording:
    """Check `intervals` and make a recording of them.

    Parameters
    ----------
    times_s : list of Decimal, optional
        When each interval was noted. They are kept as they are, counted from the start of the first
        interval. Without them, each beat follows its interval.
    zero : datetime, optional
        The moment that `times_s` count from; without them, the start of the first interval.
    program, device : str
        What is known of the origin, for the header.

    Raises
    ------
    FileError
        When there is no interval, one is impossible, units are mixed, or times go back.
    """
    if not intervals:
        raise no_intervals(lines)
    rr_ms = _in_milliseconds(lines, intervals)
    begin_s = Decimal(0)
    if times_s is None:
        times_s = [total_ms / 1000 for total_ms in accumulate(rr_ms)]
    else:
        _check_order(lines, intervals, times_s)
        begin_s = times_s[0] - rr_ms[0] / 1000
    records = tuple(
        Notification(float(time_s - begin_s), RR_MS, encode_rr_ms([float(rr)]))
        for time_s, rr in zip(times_s, rr_ms, strict=True)
    )
    return Recording(Header(DeviceInfo(device), _start(zero, begin_s), program), records)


def no_intervals(lines: Lines) -> FileError:
    """Return the error for a file of a known type without a single interval."""
    return FileError(
        lines.path, _("holds no RR intervals"), _("Choose a file with heartbeats in it.")
    )


def _in_milliseconds(lines: Lines, intervals: list[Interval]) -> list[Decimal]:
    middle = sorted(intervals, key=lambda interval: interval.value)[(len(intervals) - 1) // 2]
    in_seconds = middle.value < _SECONDS_BELOW
    scale = 1000 if in_seconds else 1
    if not _MIDDLE_MS[0] <= middle.value * scale <= _MIDDLE_MS[1]:
        raise lines.error(
            middle.index,
            _("the numbers are no RR intervals, {value} for one").format(value=middle.value),
            _("Choose a file with RR intervals in ms or s."),
        )
    for interval in intervals:
        problem = _problem(interval.value, in_seconds)
        if problem:
            raise lines.error(interval.index, problem.format(value=interval.value))
    return [interval.value * scale for interval in intervals]


def _problem(value: Decimal, in_seconds: bool) -> str:
    if value <= 0:
        return _("the RR interval {value} is not greater than zero")
    if in_seconds and value >= _MIDDLE_MS[0]:
        return _("the RR interval {value} is in ms, others are in s")
    if not in_seconds and value < _SECONDS_BELOW:
        return _("the RR interval {value} is in s, others are in ms")
    if value * (1000 if in_seconds else 1) > _LONGEST_MS:
        return _("the RR interval {value} is longer than 20 s")
    return ""


def _check_order(lines: Lines, intervals: list[Interval], times_s: list[Decimal]) -> None:
    for (earlier_s, later_s), interval in zip(pairwise(times_s), intervals[1:], strict=True):
        if later_s < earlier_s:
            advice = _("Sort the lines by time, then try again.")
            raise lines.error(interval.index, _("the time goes back"), advice)


def _start(zero: datetime | None, begin_s: Decimal) -> datetime | None:
    if zero is None:
        return None
    try:
        start = zero + timedelta(microseconds=round(begin_s * 1_000_000))
        return start if start.tzinfo is None else start.astimezone(UTC)
    except OverflowError:  # before the year 1 or after 9999: no date of a recording
        return None
