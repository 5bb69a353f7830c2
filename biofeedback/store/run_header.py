"""The header of a recording in the columns of a run, and back, to the last letter.

A database keeps less than a header can say: a clock without a zone, another offset than UTC, no
session, letters that are no Unicode. Where the columns would not give the header back, its line
is kept as well, among the run's options.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from biofeedback.store.models import Run
from devices.recording import Header, RecordingParser, header_line
from devices.records import DeviceInfo

_LINE = "header"


def new_run(
    person_id: int,
    header: Header,
    *,
    title: str = "",
    utc_offset_s: int = 0,
    skipped: Sequence[str] = (),
    options: Mapping[str, Any] | None = None,
) -> Run:
    """Return the row of a run that begins; it is in no store yet."""
    device = header.device
    run = Run(
        uid=uuid4().hex,
        person_id=person_id,
        session=_storable(header.session or ""),
        program=_storable(header.program),
        start_utc=_utc(header.start_utc, utc_offset_s),
        utc_offset_s=utc_offset_s,
        title=_storable(title),
        device_name=_storable(device.name),
        device_address=_storable(device.address),
        device_model=_storable(device.model),
        device_firmware=_storable(device.firmware),
        skipped=list(skipped),
        options=dict(options or {}),
    )
    line = header_line(header)
    if header_line(header_of(run)) != line:
        run.options = {**run.options, _LINE: line.decode()}
    return run


def header_of(run: Run) -> Header:
    """Return the header that the run began with."""
    if _LINE in run.options:
        parser = RecordingParser(Path(run.uid))
        parser.feed(run.options[_LINE].encode())
        return parser.header
    device = DeviceInfo(run.device_name, run.device_address, run.device_model, run.device_firmware)
    return Header(device, run.start_utc, run.program, run.session or None)


def _utc(start: datetime | None, utc_offset_s: int) -> datetime | None:
    """Return aware UTC; a clock without a zone is that of the place."""
    if start is None:
        return None
    try:
        if start.tzinfo is None:
            start = (start - timedelta(seconds=utc_offset_s)).replace(tzinfo=UTC)
        return start.astimezone(UTC)
    except OverflowError:  # in the first or last hours that a calendar knows
        return None


def _storable(text: str) -> str:
    """Return text that every database takes: without zeros and halves of letters."""
    return text.encode(errors="replace").decode().replace("\0", "?")
