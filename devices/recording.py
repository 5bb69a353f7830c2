"""The raw notification log: JSON lines, one record a line, written before anything is decoded.

The first line is the header; then follow the records in the order of their times::

    {"format": "biofeedback-recording", "version": 1, "device": {...}, "start_utc": ..., ...}
    {"t_s": 1.25, "channel": "heart_rate", "hex": "104b3403"}
    {"t_s": 2.0, "status": "lost", "trouble": "connection_lost"}
    {"t_s": 9.5, "marker": "sat down"}

Decisions: 1. Numbers are written with the digits that read back to the same float. 2. Every record
reaches the file at once, also in gzip (a sync flush costs a fifth in size): a killed process loses
nothing, and others can read along. 3. While it grows the file is `NAME.part`; a clean end gives it
its name. 4. Unknown keys are ignored; a change that an older reader would misread is a new version.
"""

import json
import math
import sys
import zlib
from dataclasses import asdict, dataclass
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from devices.atomic import discard, move_into_place, open_beside, write_errors
from devices.contents import Contents, read_contents
from devices.errors import FileError, UnknownFile
from devices.records import DeviceInfo, DeviceStatus, LinkState, Marker, Notification, Record

FORMAT = "biofeedback-recording"
VERSION = 1
_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class Header:
    """Where a recording comes from.

    Attributes
    ----------
    device : DeviceInfo
        Who was sending.
    start_utc : datetime or None
        When `t_s` was 0. Without a time zone when a file of another program tells the clock on the
        wall only; None when it tells nothing.
    program : str
        What wrote the data first, with its version.
    session : str or None
        The name of the session that ran.
    """

    device: DeviceInfo
    start_utc: datetime | None
    program: str
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording in memory; `warnings` are sentences to show to the person."""

    header: Header
    records: tuple[Record, ...]
    warnings: tuple[str, ...] = ()


def read_recording(path: Path | str) -> Recording:
    """Read a recording, finished or still being written, `.jsonl` or `.jsonl.gz`.

    Raises
    ------
    FileError
        When the file cannot be read, is no recording, is of a newer version, or has a broken line
        before its last.
    """
    return parse_recording(read_contents(path))


def parse_recording(contents: Contents) -> Recording:
    """Return the recording that a file holds; see `read_recording`."""
    parser = RecordingParser(contents.path)
    records: list[Record] = []
    for at in range(0, len(contents.data), _PIECE):  # all lines at once would double the memory
        records += parser.feed(contents.data[at : at + _PIECE])
    records += parser.finish()
    return Recording(parser.header, tuple(records), contents.warnings + parser.warnings)


class RecordingParser:
    """Bytes in, records out, whatever the pieces; no I/O.

    Parameters
    ----------
    path : Path or str
        The name to give in errors.
    """

    def __init__(self, path: Path | str) -> None:
        self.warnings: tuple[str, ...] = ()
        self._path = path
        self._rest = b""
        self._line = 0
        self._header: Header | None = None
        self._t_s = -math.inf

    @property
    def header(self) -> Header:
        """The header; the first line must have been fed."""
        if self._header is None:
            raise RuntimeError("the header has not been fed yet")
        return self._header

    def feed(self, data: bytes) -> list[Record]:
        """Take the next bytes and return the records that they complete.

        Raises
        ------
        FileError
            When a line is broken, or the file is not a recording that can be read.
        """
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [record for line in lines for record in self._records(line)]

    def finish(self) -> list[Record]:
        """Take the end of the file, and return the record of a last line without a line end.

        A last line that broke off is left out, with a warning.

        Raises
        ------
        FileError
            When it broke off inside the header.
        """
        last, self._rest = self._rest, b""
        try:
            records = self._records(last)
        except FileError:
            if self._header is None:
                raise
            self.warnings = (_("The last line breaks off; it was left out."),)
            return []
        if self._header is None:
            raise FileError(self._path, _("is empty"), _("Choose another file."))
        return records

    def _records(self, line: bytes) -> list[Record]:
        self._line += 1
        if not line.strip():
            return []
        if self._header is None:
            self._header = self._parse_header(line)
            return []
        try:
            record = _decode_record(json.loads(line))
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            raise self._error(
                _("is not a record"), _("Repair or delete this line, then try again.")
            ) from error
        if record.t_s < self._t_s:
            raise self._error(
                _("the time {t_s} s goes back").format(t_s=record.t_s),
                _("Put the lines in the order of their times, then try again."),
            )
        self._t_s = record.t_s
        return [record]

    def _parse_header(self, line: bytes) -> Header:
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError):
            fields = None
        if not isinstance(fields, dict) or fields.get("format") != FORMAT:
            kind = FileError if FORMAT.encode() in line else UnknownFile
            raise kind(
                self._path,
                _("is not a recording of this program"),
                _("Choose a file that this program recorded."),
                self._line,
            )
        version = fields.get("version")
        if isinstance(version, int) and version > VERSION:
            raise self._error(
                _("was made by a newer version of this program"),
                _("Update this program, then try again."),
            )
        try:
            return _decode_header(fields)
        except (ValueError, TypeError, KeyError) as error:
            raise self._error(
                _("the header is broken"), _("Repair this line, or use a copy of the file.")
            ) from error

    def _error(self, problem: str, advice: str) -> FileError:
        return FileError(self._path, problem, advice, self._line)


class RecordingWriter:
    """Write a recording record by record, readable by others all the while.

    Used with ``with``. The file is `part` until the block ends well; then it takes its name, in
    place of an older file of that name. When the block ends with an error, `part` stays: what was
    recorded is precious.

    Parameters
    ----------
    path : Path or str
        Where to; gzip when it ends with ``.gz``.
    header : Header
        The first line.

    Raises
    ------
    FileError
        When the file cannot be written.
    """

    def __init__(self, path: Path | str, header: Header) -> None:
        self._path, self._header = Path(path), header
        self._gzip = zlib.compressobj(wbits=31) if self._path.suffix == ".gz" else None
        self._t_s = -math.inf

    def __enter__(self) -> Self:
        with write_errors(self._path):
            self._file = open_beside(self._path)
        self.part = Path(self._file.name)
        try:
            self._put(header_line(self._header))
        except BaseException:
            discard(self._file)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        advice = _("What was recorded is in {part}.").format(part=self.part)
        with write_errors(self._path, advice), self._file:
            if self._gzip is not None:
                self._file.write(self._gzip.flush())
            if kind is None:
                move_into_place(self._file, self._path)

    def write(self, record: Record) -> None:
        """Write one record, and hand it to the system.

        Raises
        ------
        ValueError
            When its time goes back or is no number: nobody could read the recording.
        """
        if not (math.isfinite(record.t_s) and record.t_s >= self._t_s):
            raise ValueError(f"records must follow in time: {record} after {self._t_s} s")
        self._put(record_line(record))
        self._t_s = record.t_s

    def _put(self, data: bytes) -> None:
        if self._gzip is not None:
            data = self._gzip.compress(data) + self._gzip.flush(zlib.Z_SYNC_FLUSH)
        with write_errors(self._path):
            self._file.write(data)
            self._file.flush()


def header_line(header: Header) -> bytes:
    """Return the first line of a recording, with its line end: ASCII."""
    start, device = header.start_utc, asdict(header.device)
    if not header.device.type:
        del device["type"]
    return _line(
        {
            "format": FORMAT,
            "version": VERSION,
            "device": device,
            "start_utc": None if start is None else start.isoformat(),
            "program": header.program,
            "session": header.session,
        }
    )


def _decode_header(fields: dict[str, Any]) -> Header:
    if fields["version"] != VERSION:
        raise ValueError(f"no version: {fields['version']!r}")
    start, session, device = fields["start_utc"], fields["session"], fields["device"]
    return Header(
        DeviceInfo(*(_text(text) for text in _device_texts(device))),
        None if start is None else datetime.fromisoformat(start),
        _text(fields["program"]),
        None if session is None else _text(session),
    )


def _device_texts(device: dict[str, Any]) -> list[Any]:
    told = [device[key] for key in ("name", "address", "model", "firmware")]
    return [*told, device.get("type", "")]


def record_line(record: Record) -> bytes:
    """Return the line of a record, with its line end: ASCII.

    Raises
    ------
    ValueError
        When its time is no number.
    """
    match record:
        case Notification(t_s, channel, payload):
            return _line({"t_s": t_s, "channel": channel, "hex": payload.hex()})
        case DeviceStatus(t_s, state, trouble):
            return _line({"t_s": t_s, "status": state, "trouble": trouble})
        case Marker(t_s, label):
            return _line({"t_s": t_s, "marker": label})


def _line(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, allow_nan=False).encode() + b"\n"


def _decode_record(fields: Any) -> Record:
    t_s = fields["t_s"]
    if isinstance(t_s, bool) or not isinstance(t_s, int | float) or not math.isfinite(t_s):
        raise ValueError(f"no time: {t_s!r}")
    t_s = float(t_s)
    if "channel" in fields:
        channel = sys.intern(_text(fields["channel"]))  # a few words, thousands of times
        return Notification(t_s, channel, bytes.fromhex(fields["hex"]))
    if "status" in fields:
        return DeviceStatus(t_s, LinkState(fields["status"]), _text(fields["trouble"]))
    return Marker(t_s, _text(fields["marker"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}")
    return value
