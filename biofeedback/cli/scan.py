"""`biofeedback scan`: the straps in reach, the strongest first."""

import asyncio
from gettext import gettext as _

from rich.box import SIMPLE
from rich.table import Table

from biofeedback.cli.output import aside, screen
from devices import ble
from devices.errors import NotFound


def scan(seconds: float) -> None:
    """Look for straps and list them.

    Raises
    ------
    DeviceError
        When Bluetooth cannot be used, or no strap answers.
    """
    with aside().status(_("Looking for straps ...")):
        found = asyncio.run(_scan(seconds))
    if not found:
        raise NotFound
    table = Table(box=SIMPLE, pad_edge=False)
    for heading in (_("Name"), _("Address"), _("Signal"), _("Battery")):
        table.add_column(heading)
    for strap in found:
        battery = "-" if strap.battery_pct is None else f"{strap.battery_pct} %"
        table.add_row(strap.name or "-", strap.address, f"{strap.rssi_dbm} dBm", battery)
    screen().print(table)


async def _scan(seconds: float) -> list[ble.Found]:
    return await ble.scan(seconds, ble.Radio())
