"""What may be typed: one parser, one function per command.

The commands' modules are imported when they are called, so that `--help` answers at once.
"""

import argparse
from dataclasses import replace
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from biofeedback import __version__
from biofeedback.cli import values
from sessions.load import Reader, find_session
from sessions.timeline import METHODS, NETWORKS
from sessions.toml_file import Wording


def parser() -> argparse.ArgumentParser:
    """Build the parser; `perform` on the result runs the command."""
    top = argparse.ArgumentParser(
        prog="biofeedback",
        description=_(
            "Calm breathing, led by your own heartbeat. "
            "It relaxes and teaches; it is not a medical device."
        ),
    )
    top.add_argument("--version", action="version", version=__version__)
    top.add_argument("--log", metavar="FILE", type=Path, help=_("write technical details there"))
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _add_scan(commands)
    _add_run(commands)
    _add_demo(commands)
    _add_sessions(commands)
    _add_analyze(commands)
    _add_convert(commands)
    return top


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def _add_scan(commands: "Commands") -> None:
    command = commands.add_parser("scan", help=_("list the straps in reach"))
    command.add_argument(
        "--seconds", type=values.positive, default=5.0, help=_("how long to look (5)")
    )
    command.set_defaults(perform=_scan)


def _add_run(commands: "Commands") -> None:
    command = commands.add_parser("run", help=_("lead through a session"))
    command.add_argument("session", help=_("a name of the library, or a TOML file"))
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
    _add_pace(command)
    _add_reading(command)
    command.add_argument(
        "--save",
        metavar="FILE",
        type=values.recording,
        help=_("keep the recording (.jsonl, .jsonl.gz)"),
    )
    command.add_argument(
        "--frames", metavar="FILE", type=Path, help=_("keep every frame, one JSON object a line")
    )
    command.set_defaults(perform=_run, refuse=command.error)


def _add_demo(commands: "Commands") -> None:
    command = commands.add_parser("demo", help=_("a simulated person breathes through a session"))
    command.add_argument(
        "session", nargs="?", default="paced-6-3min", help=_("a session (paced-6-3min)")
    )
    _add_pace(command)
    _add_reading(command)
    command.set_defaults(perform=_run, strap=None, virtual=1, replay=None, save=None, frames=None)


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
        "--own",
        metavar="FILE",
        type=Path,
        help=_("your own pace (.json): an assessment writes it, `own-pace-20min` breathes at it"),
    )
    command.add_argument(
        "--adaptive",
        action="store_true",
        help=_("let the pace feel its way, by 0.1 every two minutes, within 0.5"),
    )


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--skip",
        metavar="GROUP,...",
        type=values.names,
        default=(),
        help=_("leave out these parts of the body; their time stays"),
    )
    _add_wording(command)


def _add_wording(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--language", metavar="de", default="en", help=_("read in this language, if it is there")
    )
    command.add_argument("--fuller", action="store_true", help=_("the fuller reading"))


def _add_sessions(commands: "Commands") -> None:
    command = commands.add_parser("sessions", help=_("list the sessions, show or check one"))
    command.add_argument("--network", choices=NETWORKS, help=_("only those that work on it"))
    command.add_argument("--method", choices=METHODS, help=_("only those of this method"))
    command.add_argument(
        "--longest", metavar="MINUTES", type=values.positive, help=_("only those not longer")
    )
    command.set_defaults(perform=_list_sessions)
    one = command.add_subparsers(metavar="COMMAND")
    show = one.add_parser("show", help=_("print a session as a timeline"))
    show.add_argument("session", help=_("a name of the library, or a TOML file"))
    _add_reading(show)
    show.set_defaults(perform=_show_session)
    check = one.add_parser("check", help=_("find what is wrong with a session of your own"))
    check.add_argument("file", metavar="FILE", type=Path)
    check.set_defaults(perform=_check_session)


def _add_analyze(commands: "Commands") -> None:
    command = commands.add_parser("analyze", help=_("compute the indices of recordings"))
    command.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help=_("files, folders, patterns like '*.txt'"),
    )
    command.add_argument(
        "--window", metavar="S", type=values.positive, help=_("seconds a window (the whole file)")
    )
    command.add_argument(
        "--step", metavar="S", type=values.positive, help=_("seconds from window to window")
    )
    command.add_argument(
        "--artifacts",
        choices=("exclude", "keep", "correct", "lipponen-tarvainen"),
        default="exclude",
        help=_("leave out intervals that are no heartbeats, keep or correct them (exclude)"),
    )
    command.add_argument(
        "--index",
        metavar="NAME,...",
        type=values.indices,
        help=_("only these, in this order (all)"),
    )
    command.add_argument(
        "--panel", action="store_true", help=_("NeuroKit2's 95 indices as well, much slower")
    )
    command.add_argument("--format", choices=("table", "json", "csv", "parquet"), default="table")
    command.add_argument(
        "--out", metavar="FILE", type=values.output, help=_("write there (the screen)")
    )
    _add_spread(command)
    command.set_defaults(perform=_analyze, refuse=command.error)


def _add_spread(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--jobs", metavar="N", type=values.count, help=_("work on so many files at once (1)")
    )
    command.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        nargs="?",
        const="",
        type=values.address,
        help=_("work on a Dask cluster, tcp://HOST:PORT; one on this computer without an address"),
    )


def _add_convert(commands: "Commands") -> None:
    command = commands.add_parser("convert", help=_("turn another program's file into a recording"))
    command.add_argument("file", metavar="FILE", type=Path)
    command.add_argument("out", metavar="OUT.jsonl.gz", type=values.recording)
    command.set_defaults(perform=_convert)


def _scan(arguments: argparse.Namespace) -> None:
    from biofeedback.cli.scan import scan

    scan(arguments.seconds)


def _run(arguments: argparse.Namespace) -> None:
    if arguments.strap and (arguments.fast or arguments.speed != 1):
        arguments.refuse(_("a strap runs in real time: leave out --speed and --fast"))
    from biofeedback.cli.run import Wish, run

    measured = arguments.strap or arguments.replay or arguments.virtual is not None
    run(
        Wish(
            session=arguments.session,
            strap=arguments.strap,
            virtual=arguments.virtual,
            replay=arguments.replay,
            guided=not measured,
            speed=None if arguments.fast else arguments.speed,
            save=arguments.save,
            frames=arguments.frames,
            skip=arguments.skip,
            wording=Wording(arguments.language, arguments.fuller),
            own=arguments.own,
            adaptive=arguments.adaptive,
        )
    )


def _list_sessions(arguments: argparse.Namespace) -> None:
    from biofeedback.cli.sessions import list_sessions

    list_sessions(arguments.network, arguments.method, arguments.longest)


def _show_session(arguments: argparse.Namespace) -> None:
    from biofeedback.cli.sessions import show_session

    wording = Wording(arguments.language, arguments.fuller)
    show_session(find_session(arguments.session, Reader(wording)).without(arguments.skip))


def _check_session(arguments: argparse.Namespace) -> None:
    from biofeedback.cli.sessions import check_session

    check_session(arguments.file)


def _analyze(arguments: argparse.Namespace) -> int:
    _check_analyze(arguments)
    from biofeedback.cli.analyze import Wish, analyze
    from biofeedback.live.archive import Recipe

    recipe = Recipe(
        window_s=arguments.window,
        step_s=arguments.step,
        artifacts=arguments.artifacts,
        panel=arguments.panel,
    )
    return analyze(
        Wish(
            files=arguments.files,
            recipe=replace(recipe, indices=arguments.index) if arguments.index else recipe,
            layout=arguments.format,
            out=arguments.out,
            jobs=arguments.jobs,
            scheduler=arguments.scheduler,
        )
    )


def _check_analyze(arguments: argparse.Namespace) -> None:
    if arguments.step and not arguments.window:
        arguments.refuse(_("--step needs --window"))
    if arguments.format == "parquet" and not arguments.out:
        arguments.refuse(_("--format parquet needs --out FILE"))
    if arguments.jobs and arguments.scheduler:
        arguments.refuse(_("the cluster has workers of its own: leave out --jobs"))
    needed = {
        "pyarrow": arguments.format == "parquet",
        "distributed": arguments.scheduler is not None,
    }
    for package, wanted in needed.items():
        if wanted and find_spec(package) is None:
            text = _("this needs the package {package}: pip install 'biofeedback[archive]'")
            arguments.refuse(text.format(package=package))


def _convert(arguments: argparse.Namespace) -> None:
    from biofeedback.cli.convert import convert

    convert(arguments.file, arguments.out)
