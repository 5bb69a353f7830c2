"""`biofeedback export` and `import`: runs out to other programs, and files in from anywhere."""

import argparse
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from biofeedback.cli.people import alias
from biofeedback.cli.store import add_place, open_for

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

FORMATS = ("recording", "csv", "kubios", "edf", "fhir", "zip")


def add_commands(commands: "Commands") -> None:
    """Add `export` and `import`."""
    command = commands.add_parser("export", help=_("hand runs on to other programs"))
    command.add_argument(
        "which",
        metavar="RUN|PERSON",
        help=_("`last`, a number, the start of a uid; or an alias, for all runs of a person"),
    )
    command.add_argument(
        "--to",
        required=True,
        choices=FORMATS,
        help=_("the recording as it came in, CSV tables, RR text, EDF+, FHIR R4, all in a zip"),
    )
    command.add_argument(
        "-o",
        "--out",
        metavar="PATH",
        type=Path,
        help=_("the file or folder (here, named by day and session)"),
    )
    command.add_argument(
        "--with-alias", action="store_true", help=_("let EDF+ and FHIR files tell the alias")
    )
    add_place(command)
    command.set_defaults(perform=_export)
    command = commands.add_parser("import", help=_("keep recordings and other programs' files"))
    command.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help=_("files, folders, patterns")
    )
    command.add_argument(
        "--person",
        metavar="ALIAS",
        type=alias,
        help=_("whose heart it is; not needed while there is one person only"),
    )
    add_place(command)
    command.set_defaults(perform=_import)


def _export(arguments: argparse.Namespace) -> int:
    from biofeedback.cli.exporting import Wish, export_runs

    wish = Wish(arguments.which, arguments.to, arguments.out, arguments.with_alias)
    with open_for(arguments, "export") as store:
        return export_runs(store, wish)


def _import(arguments: argparse.Namespace) -> int:
    from biofeedback.cli.importing import import_files

    with open_for(arguments, "import") as store:
        return import_files(store, arguments.files, arguments.person)
