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
    from devices import ble
    from devices.errors import NotFound

    with aside().status(_("Looking for straps ...")):
        found = asyncio.run(ble.scan(arguments.seconds, ble.Radio()))
    if not found:
        raise NotFound
    table = Table(box=SIMPLE, pad_edge=False)
    for heading in (_("Name"), _("Address"), _("Signal"), _("Battery")):
        table.add_column(heading)
    for strap in found:
        battery = "-" if strap.battery_pct is None else f"{strap.battery_pct} %"
        table.add_row(strap.name or "-", strap.address, f"{strap.rssi_dbm} dBm", battery)
    screen().print(table)
