"""Virtual straps for manual trials: served on a private D-Bus, troubled by typed commands.

Any program that uses bleak on Linux finds them once DBUS_SYSTEM_BUS_ADDRESS is set as printed.
"""

import sys
from collections.abc import Callable, Iterable
from gettext import gettext as _

from devices.private_bus import dbus_daemon_missing
from devices.virtual import Person
from devices.virtual_bluez import VirtualBluez
from devices.virtual_models import H10, VERITY_SENSE
from devices.virtual_strap import VirtualStrap


def help_text() -> str:
    """Return the commands."""
    return _("""\
drop I           break the link of strap I (1, 2 ...)
away I           take it out of reach
back I           bring it back
battery I LEVEL  change its battery, 0 to 100
power on|off     switch Bluetooth
help             show this
quit             end""")


def make_straps(count: int) -> list[VirtualStrap]:
    """Return straps on different persons, at different distances; every third is an armband."""
    return [
        VirtualStrap(
            Person(heart_rate_bpm=56 + 4 * (number % 8), seed=number),
            f"A0:9E:1A:00:00:{number:02X}",
            f"Virtual strap {number}",
            battery_pct=max(5, 95 - 10 * number),
            rssi_dbm=max(-95, -45 - 5 * number),
            model=H10 if number % 3 else VERITY_SENSE,
        )
        for number in range(1, count + 1)
    ]


def obey(line: str, bluez: VirtualBluez) -> str:
    """Carry out one command, and return what to say about it.

    Raises
    ------
    ValueError, IndexError
        When there is no such command or strap.
    """
    match line.split():
        case ["power", ("on" | "off") as state]:
            bluez.call(bluez.service.set_powered, state == "on")
        case ["drop", number]:
            bluez.call(_strap(bluez, number).drop_link)
        case ["away", number]:
            bluez.call(_strap(bluez, number).walk_away)
        case ["back", number]:
            bluez.call(_strap(bluez, number).come_back)
        case ["battery", number, level] if 0 <= int(level) <= 100:
            bluez.call(_strap(bluez, number).set_battery, int(level))
        case ["help"]:
            return help_text()
        case []:
            return ""
        case _words:
            raise ValueError(line)
    return _("done")


def _strap(bluez: VirtualBluez, number: str) -> VirtualStrap:
    if int(number) < 1:
        raise IndexError(number)
    return bluez.straps[int(number) - 1]


def serve(count: int, lines: Iterable[str], say: Callable[[str], None]) -> None:
    """Serve `count` straps and obey `lines` until they end or one says quit."""
    with VirtualBluez(make_straps(count)) as bluez:
        say(f"DBUS_SYSTEM_BUS_ADDRESS={bluez.bus.address}")
        for number, strap in enumerate(bluez.straps, start=1):
            say(f"{number}  {strap.address}  {strap.name}")
        say(help_text())
        for line in lines:
            if line.strip() == "quit":
                return
            try:
                say(obey(line, bluez))
            except (ValueError, IndexError):
                say(_("Not understood: {line}. Type help.").format(line=line.strip()))


def main() -> None:
    """Run the command line: the number of straps, 3 when left out."""
    arguments = sys.argv[1:] or ["3"]
    if len(arguments) != 1 or not arguments[0].isdecimal() or not 1 <= int(arguments[0]) <= 99:
        sys.exit(_("How many straps? Give one number from 1 to 99."))
    if reason := dbus_daemon_missing():
        sys.exit(_("Virtual straps cannot be served here: {reason}.").format(reason=reason))
    try:
        serve(int(arguments[0]), sys.stdin, lambda text: print(text, flush=True))
    except KeyboardInterrupt:
        return
