"""`biofeedback clinic`: several people at once, in the window or, without a screen, as a table."""

import argparse
from gettext import gettext as _
from typing import TYPE_CHECKING

from biofeedback.cli import values
from biofeedback.cli.app import has_screen, open_group
from biofeedback.cli.store import add_place

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_SESSION = "paced-6-10min"
_MOST = 16


def add_commands(commands: "Commands") -> None:
    """Add `clinic`."""
    command = commands.add_parser(
        "clinic", help=_("several people at once: in the window, or without a screen as a table")
    )
    command.add_argument("session", nargs="?", help=_("in the terminal, a session (paced-6-10min)"))
    command.add_argument(
        "--virtual", metavar="N", type=values.count, help=_("N simulated people, 16 at most")
    )
    command.add_argument(
        "--own-pace", action="store_true", help=_("in the terminal, each at their own pace")
    )
    command.add_argument(
        "--minutes", metavar="N", type=values.positive, help=_("in the terminal, end after N")
    )
    command.add_argument(
        "--fast", action="store_true", help=_("in the terminal, as fast as it goes; with --virtual")
    )
    add_place(command)
    command.set_defaults(perform=_clinic, refuse=command.error)


def _clinic(arguments: argparse.Namespace) -> int:
    if arguments.virtual is not None and arguments.virtual > _MOST:
        arguments.refuse(_("a group has 16 people at most"))
    if arguments.fast and arguments.virtual is None:
        arguments.refuse(_("a strap runs in real time: leave out --fast"))
    in_terminal = arguments.session or arguments.minutes or arguments.fast or arguments.own_pace
    if not in_terminal and has_screen():
        return open_group(arguments.virtual, arguments.store, plain=arguments.plain)
    from biofeedback.cli.lead_group import GroupWish, lead_group

    lead_group(
        GroupWish(
            arguments.session or _SESSION,
            arguments.virtual,
            own_pace=arguments.own_pace,
            minutes=arguments.minutes,
            fast=arguments.fast,
        )
    )
    return 0
