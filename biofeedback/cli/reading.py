"""Options that say how a session is read: in which language, how fully, without which parts."""

import argparse
from gettext import gettext as _

from biofeedback.cli import values
from biofeedback.locale import spoken
from sessions.toml_file import Wording


def add_reading(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument(
        "--skip",
        metavar="GROUP,...",
        type=values.names,
        default=(),
        help=_("leave out these parts of the body; their time stays"),
    )
    command.add_argument(
        "--language",
        metavar="de",
        default=spoken(),
        help=_("read in this language, if it is there"),
    )
    command.add_argument("--fuller", action="store_true", help=_("the fuller reading"))


def wording_of(arguments: argparse.Namespace) -> Wording:
    """Return which texts were asked for."""
    return Wording(arguments.language, arguments.fuller)
