"""Which Bluetooth adapters this computer has, where the system lets a program choose."""

import re
from pathlib import Path

_KNOWN_TO_LINUX = Path("/sys/class/bluetooth")
_ADAPTER = re.compile(r"hci\d+")  # hci0:64 is a link


def adapter_names(known: Path = _KNOWN_TO_LINUX) -> list[str]:
    """Return the adapters by BlueZ's names; on other systems there is one, and it has none."""
    names = [each.name for each in known.iterdir()] if known.is_dir() else []
    return sorted(filter(_ADAPTER.fullmatch, names), key=lambda name: int(name[3:])) or [""]
