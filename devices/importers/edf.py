"""EDF+ files: the RR intervals among their annotations, one a beat, such as ``RR 812.5 ms``.

An annotation stands where its beat happened. An ECG without them is refused: finding the beats in
it is no importer's work, and no guess is made about them. The file's clock has no time zone.
"""

import re
import warnings
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from gettext import gettext as _
from typing import TYPE_CHECKING

from devices.contents import Contents
from devices.errors import FileError
from devices.importers import table
from devices.importers.lines import Lines
from devices.recording import Recording

if TYPE_CHECKING:
    from edfio import Edf

_VERSION = b"0       "
_START = slice(168, 184)
_START_PATTERN = re.compile(rb"\d\d\.\d\d\.\d\d" * 2)
_RECORDS = slice(236, 244)
_RR = re.compile(r"RR (\d+(?:\.\d+)?) ms\b", re.ASCII)


def recognises(contents: Contents) -> bool:
    """Whether the file begins as EDF or EDF+."""
    data = contents.data
    return data.startswith(_VERSION) and _START_PATTERN.fullmatch(data[_START]) is not None


def read(contents: Contents) -> Recording:
    """Read the RR annotations.

    Raises
    ------
    FileError
        When the file is damaged, holds no RR annotation, or for a reason of `table.read`.
    """
    edf, beats = _parse(contents)
    rows = [f"{onset_s!r},{found[1]}" for onset_s, text in beats if (found := _RR.match(text))]
    if not rows:
        raise FileError(
            contents.path,
            _("holds no RR intervals among its annotations"),
            _("Let another program find the beats of its ECG, then choose the file it writes."),
        )
    _date, _hospital, _technician, device, *program = (
        "" if field == "X" else field.replace("_", " ") for field in _recording_fields(edf)
    )
    try:
        recording = table.read(
            Lines(contents.path, ("time_s,rr_ms", *rows)),
            zero=_start(edf),
            program=" ".join(program),
            device=device,
        )
    except FileError as error:  # its line numbers are of our table
        raise FileError(error.path, error.problem, _("Choose another file.")) from error
    if int(contents.data[_RECORDS]) > edf.num_data_records:
        warning = _("The file breaks off; everything before the break was kept.")
        return replace(recording, warnings=(warning,))
    return recording


def _parse(contents: Contents) -> tuple["Edf", list[tuple[float, str]]]:
    from edfio import read_edf  # it takes a while

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            edf = read_edf(contents.data)
            return edf, [(each.onset, each.text) for each in edf.annotations]
    except Exception as error:  # damaged files raise in edfio whatever Python has to offer
        raise FileError(
            contents.path, _("is damaged"), _("Fetch it once more, or use a copy.")
        ) from error


def _recording_fields(edf: "Edf") -> list[str]:
    """Return date, hospital, technician, device and more; missing ones are X."""
    fields = edf.local_recording_identification.split()
    known = fields[1:] if fields[:1] == ["Startdate"] else []
    return [*known, *["X"] * (4 - len(known))]


def _start(edf: "Edf") -> datetime | None:
    with suppress(ValueError, OverflowError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return edf.startdatetime
    return None
