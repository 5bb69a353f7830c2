"""`biofeedback run` and `demo`: what may be typed; `biofeedback.cli.lead` does it."""

import argparse
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from biofeedback.cli import values
from biofeedback.cli.app import has_screen, open_demo
from biofeedback.cli.reading import add_reading, wording_of
from biofeedback.cli.runs import tell_interrupted
from biofeedback.cli.store import add_place, open_for

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_DEMO = "paced-6-3min"


def add_commands(commands: "Commands") -> None:
    """Add `run` and `demo`."""
    run = commands.add_parser("run", help=_("lead through a session"))
    run.add_argument("session", help=_("a name of the library, or a TOML file"))
    _add_origin(run)
    _add_pace(run)
    add_reading(run)
    run.add_argument(
        "--save",
        metavar="FILE",
        type=values.recording,
        help=_("keep the recording (.jsonl, .jsonl.gz)"),
    )
    run.add_argument(
        "--frames", metavar="FILE", type=Path, help=_("keep every frame, one JSON object a line")
    )
    run.add_argument(
        "--lsl",
        action="store_true",
        help=_("as Lab Streaming Layer streams, for every computer of your network"),
    )
    _add_person(run)
    run.set_defaults(perform=_run, refuse=run.error)
    demo = commands.add_parser(
        "demo", help=_("a simulated person: in the window, or without a screen in the terminal")
    )
    demo.add_argument("session", nargs="?", help=_("in the terminal, a session (paced-6-3min)"))
    _add_pace(demo)
    add_reading(demo)
    _add_person(demo)
    demo.set_defaults(
        perform=_demo, strap=None, virtual=1, replay=None, save=None, frames=None, lsl=False
    )


def _add_origin(command: argparse.ArgumentParser) -> None:
    origin = command.add_mutually_exclusive_group()
    origin.add_argument("--strap", metavar="ADDRESS", help=_("a strap that `scan` lists"))
    origin.add_argument(
        "--virtual", metavar="SEED", type=int, nargs="?", const=1, help=_("a simulated person")
    )
    origin.add_argument("--replay", metavar="FILE", type=Path, help=_("a recording"))
    origin.add_argument(
        "--guided",
        action="store_true",
        help=_("no strap: led all the same, nothing is measured; this, when none is named"),
    )


def _add_pace(command: argparse.ArgumentParser) -> None:
    pace = command.add_mutually_exclusive_group()
    pace.add_argument(
        "--speed",
        metavar="N",
        type=values.positive,
        default=1.0,
        help=_("N times as fast; not with a strap"),
    )
    pace.add_argument("--fast", action="store_true", help=_("as fast as it goes; not with a strap"))
    command.add_argument(
        "--adaptive",
        action="store_true",
        help=_("let the pace feel its way, by 0.1 every two minutes, within 0.5"),
    )


def _add_person(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--person",
        metavar="ALIAS",
        help=_("keep the run among the records of this person, and use what is known of them"),
    )
    add_place(command)


def _demo(arguments: argparse.Namespace) -> int:
    in_terminal = arguments.session or arguments.person or arguments.fast or arguments.speed != 1
    if not in_terminal and has_screen():
        return open_demo()
    arguments.session = arguments.session or _DEMO
    _run(arguments)
    return 0


def _run(arguments: argparse.Namespace) -> None:
    if arguments.strap and (arguments.fast or arguments.speed != 1):
        arguments.refuse(_("a strap runs in real time: leave out --speed and --fast"))
    if arguments.replay and arguments.person:
        arguments.refuse(_("a replay is no new run: `biofeedback import` keeps a recording"))
    if arguments.lsl:
        _check_lsl(arguments)
    from biofeedback.cli.lead import Wish, lead
    from biofeedback.cli.plugins import found

    found()
    measured = arguments.strap or arguments.replay or arguments.virtual is not None
    wish = Wish(
        session=arguments.session,
        strap=arguments.strap,
        virtual=arguments.virtual,
        replay=arguments.replay,
        guided=not measured,
        speed=None if arguments.fast else arguments.speed,
        save=arguments.save,
        frames=arguments.frames,
        skip=arguments.skip,
        wording=wording_of(arguments),
        adaptive=arguments.adaptive,
        lsl=arguments.lsl,
    )
    if not arguments.person:
        lead(wish)
        return
    from biofeedback.cli.keeper import keeper_for

    with open_for(arguments, "start") as store:
        tell_interrupted(store)
        lead(wish, keeper_for(store, arguments.person, arguments.session))


def _check_lsl(arguments: argparse.Namespace) -> None:
    """Refuse streams that could not be sent, or would carry wrong times."""
    if arguments.fast or arguments.speed != 1:
        arguments.refuse(_("--lsl streams in real time: leave out --speed and --fast"))
    if find_spec("pylsl") is None:
        text = _("this needs the package {package}: pip install 'biofeedback[lsl]'")
        arguments.refuse(text.format(package="pylsl"))
