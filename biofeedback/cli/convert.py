"""`biofeedback convert`: another program's file becomes a recording."""

import argparse
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from biofeedback.cli import values
from biofeedback.cli.output import screen

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_commands(commands: "Commands") -> None:
    """Add `convert`."""
    command = commands.add_parser("convert", help=_("turn another program's file into a recording"))
    command.add_argument("file", metavar="FILE", type=Path)
    command.add_argument("out", metavar="OUT.jsonl.gz", type=values.recording)
    command.set_defaults(perform=_convert)


def _convert(arguments: argparse.Namespace) -> None:
    from devices.importers import open_any
    from devices.recording import RecordingWriter

    recording = open_any(arguments.file)
    with RecordingWriter(arguments.out, recording.header) as writer:
        for record in recording.records:
            writer.write(record)
    told = _("{count} records in {out}")
    told = told.format(count=len(recording.records), out=arguments.out)
    screen().print(told, markup=False)
