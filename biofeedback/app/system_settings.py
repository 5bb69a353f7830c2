"""The settings of this computer that are not ours: where its Bluetooth is switched on."""

import shutil
import sys

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

_ADDRESSES = {
    "win32": "ms-settings:bluetooth",
    "darwin": "x-apple.systempreferences:com.apple.preferences.Bluetooth",
}
# The first that is installed: GNOME, KDE, Cinnamon, and the desktops that have none of their own.
_PROGRAMS = (
    ("gnome-control-center", "bluetooth"),
    ("systemsettings", "kcm_bluetooth"),
    ("cinnamon-settings", "blueman"),
    ("blueman-manager",),
)


def has_bluetooth_settings() -> bool:
    """Whether we know how to open them."""
    return sys.platform in _ADDRESSES or _program() is not None


def open_bluetooth_settings() -> bool:
    """Open them in a window of their own; return whether that worked."""
    if sys.platform in _ADDRESSES:
        return QDesktopServices.openUrl(QUrl(_ADDRESSES[sys.platform]))
    program = _program()
    if program is None:
        return False
    return QProcess.startDetached(program[0], list(program[1:]))[0]


def _program() -> tuple[str, ...] | None:
    return next((each for each in _PROGRAMS if shutil.which(each[0])), None)
