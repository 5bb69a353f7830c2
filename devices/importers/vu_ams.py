"""VU-AMS exports (a laboratory's ECG recorder): a tab-separated row for every R peak.

Times are dates of the recorder's clock, without a time zone. The first peak closes no interval:
its row says 0.
"""

from dataclasses import replace
from datetime import datetime

from devices.importers import table
from devices.importers.lines import Lines
from devices.recording import Recording

_HEADER = "R-peak time\tibi_cumulative\tibi\t"
_HEADER_INDEX = 1
_NO_INTERVAL = ["0", "0"]


def recognises(lines: Lines) -> bool:
    """Whether the second line is the header row of such an export."""
    return len(lines.text) > 1 and lines.text[_HEADER_INDEX].startswith(_HEADER)


def read(lines: Lines) -> Recording:
    """Read the table from its first interval on.

    Raises
    ------
    FileError
        For a reason of `table.read`.
    """
    text = list(lines.text)
    first = _HEADER_INDEX + 1
    if len(text) > first and text[first].split("\t")[1:3] == _NO_INTERVAL:
        text[first] = ""
    return table.read(
        replace(lines, text=tuple(text)),
        program="VU-AMS",
        device="VU-AMS",
        parse_date=_parse_date,
    )


def _parse_date(text: str) -> datetime:
    return datetime.strptime(text, "%d-%m-%y/%H:%M:%S.%f")
