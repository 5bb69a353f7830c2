"""`biofeedback scan`: the straps in reach, the strongest first."""

import argparse
from gettext import gettext as _
from typing import TYPE_CHECKING

from biofeedback.cli import values

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_commands(commands: "Commands") -> None:
    """Add `scan`."""
    command = commands.add_parser("scan", help=_("list the straps in reach"))
    command.add_argument(
        "--seconds", type=values.positive, default=5.0, help=_("how long to look (5)")
    )
    command.set_defaults(perform=_scan)


def _scan(arguments: argparse.Namespace) -> None:
    import asyncio

    from rich.box import SIMPLE
    from rich.table import Table

    from biofeedback.cli.output import aside, screen
    from biofeedback.cli.plugins import found
    from devices import ble
    from devices.errors import NotFound

    types = found().types
    with aside().status(_("Looking for straps ...")):
        straps = asyncio.run(ble.scan(arguments.seconds, ble.Radio(types=types)))
    if not straps:
        raise NotFound
    table = Table(box=SIMPLE, pad_edge=False)
    for heading in (_("Name"), _("Address"), _("Signal"), _("Battery"), _("Kind")):
        table.add_column(heading)
    for strap in straps:
        battery = "-" if strap.battery_pct is None else f"{strap.battery_pct} %"
        signal = f"{strap.rssi_dbm} dBm"
        kind = _(strap.kind) if strap.kind else "-"
        table.add_row(strap.name or "-", strap.address, signal, battery, kind)
    screen().print(table)
