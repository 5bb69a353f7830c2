"""`biofeedback`, without a command, and `biofeedback app`: the window."""

import argparse
import os
import sys
from gettext import gettext as _
from typing import TYPE_CHECKING

from biofeedback.cli.output import say
from biofeedback.cli.store import add_place

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_commands(commands: "Commands") -> None:
    """Add `app`."""
    command = commands.add_parser("app", help=_("open the window, as does no command at all"))
    add_place(command)
    command.set_defaults(perform=open_app)


def open_app(arguments: argparse.Namespace) -> int:
    """Open the window; return when it is closed."""
    if not has_screen():
        say(_("There is no screen here. `biofeedback --help` lists what works without."))
        return 2
    from biofeedback.app.start import Start, main

    place, plain = getattr(arguments, "store", None), getattr(arguments, "plain", False)
    return main(Start(place, plain=plain))


def open_demo() -> int:
    """Open the window with a virtual strap; nothing is kept."""
    from biofeedback.app.start import Start, main

    return main(Start(demo=True))


def open_group(people: int | None, place: str | None, *, plain: bool) -> int:
    """Open the window at the group; with simulated people, nothing is kept."""
    from biofeedback.app.start import Start, main

    if people is None:
        return main(Start(place, plain=plain, group=True))
    return main(Start(demo=True, group=True, people=people))


def has_screen() -> bool:
    """Whether there is a screen to open a window on."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))
