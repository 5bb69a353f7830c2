"""`biofeedback analyze`: what may be typed; `biofeedback.cli.analysis` does it."""

import argparse
from dataclasses import replace
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from biofeedback.cli import values

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_commands(commands: "Commands") -> None:
    """Add `analyze`."""
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
        type=values.names,
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


def _analyze(arguments: argparse.Namespace) -> int:
    _check(arguments)
    indices = _indices(arguments)
    from biofeedback.cli.analysis import Wish, analyze
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
            recipe=replace(recipe, indices=indices) if indices else recipe,
            layout=arguments.format,
            out=arguments.out,
            jobs=arguments.jobs,
            scheduler=arguments.scheduler,
        )
    )


def _indices(arguments: argparse.Namespace) -> tuple[str, ...]:
    """Return the names of what is to be computed; none for all that ships."""
    from biofeedback.cli.plugins import found

    catalogue = found()
    if arguments.index:
        try:
            return values.indices(arguments.index, list(catalogue.indices))
        except argparse.ArgumentTypeError as error:
            arguments.refuse(f"argument --index: {error}")
    if not catalogue.own_indices:
        return ()
    from biofeedback.hrv.index import INDICES

    return tuple(index.name for index in (*INDICES, *catalogue.own_indices))


def _check(arguments: argparse.Namespace) -> None:
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
    wants_neurokit2 = arguments.panel or arguments.artifacts == "lipponen-tarvainen"
    if wants_neurokit2 and find_spec("neurokit2") is None:
        arguments.refuse(_("NeuroKit2 is not in this program: use the one that pip installs"))
