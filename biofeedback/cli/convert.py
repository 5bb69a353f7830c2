"""`biofeedback convert`: another program's file becomes a recording."""

from gettext import gettext as _
from pathlib import Path

from biofeedback.cli.output import screen
from devices.importers import open_any
from devices.recording import RecordingWriter


def convert(path: Path, out: Path) -> None:
    """Read `path`, whatever format it is, and write the recording `out`.

    Raises
    ------
    FileError
        When `path` cannot be read or `out` cannot be written.
    """
    recording = open_any(path)
    with RecordingWriter(out, recording.header) as writer:
        for record in recording.records:
            writer.write(record)
    screen().print(
        _("{count} records in {out}").format(count=len(recording.records), out=out), markup=False
    )
