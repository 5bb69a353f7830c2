"""Polar `.hrm`: sections of settings, then `[HRData]` with one value a line.

The values are RR intervals in ms when `Interval` is 238; otherwise they are heart rates averaged
over that many seconds, and of no use here.

Source: Polar HRM File Format Description, version 1.4.
"""

from collections.abc import Iterator
from datetime import datetime
from gettext import gettext as _

from devices.importers.intervals import read_interval, to_recording
from devices.importers.lines import Lines
from devices.recording import Recording

_RR_INTERVALS = "238"


def recognises(lines: Lines) -> bool:
    """Whether the file begins with its settings."""
    return next(lines.filled(), (0, ""))[1].strip() == "[Params]"


def read(lines: Lines) -> Recording:
    """Read the intervals; date and time are those of the monitor's clock, without a time zone.

    Raises
    ------
    FileError
        When the file holds averaged heart rates, or for a reason of `to_recording`.
    """
    settings = {}
    for index, text in _section(lines, "[Params]"):
        key, _equals, value = text.partition("=")
        settings[key] = value
        if key == "Interval" and value != _RR_INTERVALS:
            raise lines.error(
                index,
                _("the file holds averaged heart rates, no RR intervals"),
                _("Choose an exercise that was recorded with RR intervals."),
            )
    intervals = [read_interval(lines, index, text) for index, text in _section(lines, "[HRData]")]
    return to_recording(lines, intervals, zero=_start(settings), program="Polar")


def _section(lines: Lines, title: str) -> Iterator[tuple[int, str]]:
    inside = False
    for index, line in lines.filled():
        text = line.strip()
        if text.startswith("["):
            inside = text == title
        elif inside:
            yield index, text


def _start(settings: dict[str, str]) -> datetime | None:
    moment = f"{settings.get('Date')} {settings.get('StartTime')}"
    try:
        return datetime.strptime(moment, "%Y%m%d %H:%M:%S.%f")
    except ValueError:  # the beats are worth reading without it
        return None
