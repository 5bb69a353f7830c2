"""`biofeedback plugins`: what was found where, what clashed; `indices`: all that is computed."""

import argparse
from gettext import gettext as _
from typing import TYPE_CHECKING

from biofeedback.catalogue import Catalogue, installed, places
from biofeedback.cli.output import QUIET, say, screen

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_SOME_FAILED = 1
_WIDE = 120


def add_commands(commands: "Commands") -> None:
    """Add `plugins` and `indices`."""
    plugins = commands.add_parser("plugins", help=_("list what plugins bring, and what is wrong"))
    plugins.set_defaults(perform=_plugins)
    indices = commands.add_parser("indices", help=_("list the figures that can be computed"))
    indices.set_defaults(perform=_indices)


def found() -> Catalogue:
    """Return the catalogue, and say which plugins were left out."""
    catalogue = installed()
    for problem in catalogue.problems:
        say(problem)
    return catalogue


def _plugins(arguments: argparse.Namespace) -> int:
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    catalogue, out = installed(), screen()
    kinds = {"index": _("Figure"), "device": _("Strap"), "session": _("Session")}
    if catalogue.items:
        table = Table(box=SIMPLE, pad_edge=False)
        table.add_column(_("Name"), no_wrap=True)
        for heading in (_("Kind"), _("Title"), _("Found in")):
            table.add_column(heading, overflow="fold")
        for item in catalogue.items:
            cells = (item.name, kinds[item.kind], item.title, item.where)
            table.add_row(*map(Text, cells))
        out.print(table)
    for problem in catalogue.problems:
        out.print(str(problem), markup=False, soft_wrap=True)
    if not catalogue.items and not catalogue.problems:
        out.print(_("There are no plugins here. `docs/examples` shows how one is written."))
    folder = _("Your folder of plugins: {folder}").format(folder=places.folder())
    out.print(folder, style=QUIET, markup=False, soft_wrap=True)
    return _SOME_FAILED if catalogue.problems else 0


def _indices(arguments: argparse.Namespace) -> None:
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    catalogue = found()
    live = {index.name for index in catalogue.run_indices}
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column(_("Name"), no_wrap=True)
    table.add_column(_("Title"))
    table.add_column(_("Unit"))
    table.add_column(_("Needs"), justify="right")
    table.add_column(_("In a run"))
    wide = screen().width >= _WIDE
    if wide:
        table.add_column(_("Source"), overflow="fold")
    for index in catalogue.indices.values():
        needs = f"{index.min_epoch_s:g} s"
        in_a_run = _("yes") if index.name in live else ""
        row = (index.name, _(index.title), index.unit, needs, in_a_run, index.source)
        table.add_row(*map(Text, row if wide else row[:-1]))
    screen().print(table)
