"""What may be typed: one parser, to which every module of commands adds its own.

What the commands need is imported when they are called, so that `--help` answers at once.
"""

import argparse
from gettext import gettext as _
from pathlib import Path

from biofeedback import __version__
from biofeedback.cli import (
    analyze,
    answers,
    app,
    clinic,
    convert,
    exchange,
    home,
    people,
    plugins,
    report,
    run,
    runs,
    scan,
    sessions,
    users,
    vault,
)

_GROUPS = (
    app,
    scan,
    run,
    clinic,
    sessions,
    analyze,
    convert,
    runs,
    people,
    answers,
    report,
    exchange,
    home,
    users,
    vault,
    plugins,
)
"""In the order in which `--help` lists their commands."""


def parser() -> argparse.ArgumentParser:
    """Build the parser; `perform` on the result runs the command."""
    top = argparse.ArgumentParser(
        prog="biofeedback",
        description=_(
            "Calm breathing, led by your own heartbeat. "
            "It relaxes and teaches; it is not a medical device."
        ),
    )
    top.add_argument(
        "--version", action="version", version=__version__, help=_("print the version")
    )
    top.add_argument("--log", metavar="FILE", type=Path, help=_("write technical details there"))
    top.add_argument(
        "--plugin",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help=_("use what it brings as well: figures, straps, sessions (may be given again)"),
    )
    top.set_defaults(perform=app.open_app)
    commands = top.add_subparsers(metavar="COMMAND")
    for group in _GROUPS:
        group.add_commands(commands)
    return top
