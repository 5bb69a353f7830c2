"""What a person likes, apart from their health: look, language, sound, keys. Kept in a small file.

Nothing of anybody's health is in here: that is in the records. A broken value counts as not set.
"""

from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QSettings

SYSTEM = "system"


class Likes(NamedTuple):
    """The settings; the defaults are what most people want."""

    first_run_done: bool = False
    theme: str = SYSTEM
    """light, dark, contrast, or as the system."""
    text_percent: int = 0
    """100 to 200; 0 as the system."""
    language: str = SYSTEM
    """en, de, or as the system."""
    fuller: bool = False
    gentle: bool = False
    """Less movement."""
    volume: int = 7
    """0 to 10."""
    tones: str = "tone"
    """tone, noise or off."""
    voice: bool = True
    pacer: str = "shape"
    """shape, wave, bar, words or none."""
    heart_wave: bool = True
    single_keys: bool = True
    """Keys without Ctrl."""
    professional: bool = False
    own_sessions: str = ""
    """Paths of a professional's own sessions, a line each."""


class Settings:
    """Read and change the likes of this user of the computer.

    Parameters
    ----------
    file : QSettings
        Where they are kept.
    """

    def __init__(self, file: QSettings) -> None:
        self._file = file
        known = {name: self._read(name, default) for name, default in Likes._field_defaults.items()}
        self.likes = Likes(**known)

    def change(self, **changes: Any) -> Likes:
        """Change some, keep them, and return all."""
        self.likes = self.likes._replace(**changes)
        for name, value in changes.items():
            self._file.setValue(name, value)
        self._file.sync()
        return self.likes

    def _read(self, name: str, default: Any) -> Any:
        value = self._file.value(name, default)
        if isinstance(default, bool):
            return value in (True, "true", 1)
        try:
            return type(default)(value)
        except (TypeError, ValueError):
            return default


def of_this_user() -> Settings:
    """Return the settings in the user's own folder."""
    scope = QSettings.Scope.UserScope
    return Settings(QSettings(QSettings.Format.IniFormat, scope, "biofeedback", "biofeedback"))


def in_file(path: Path) -> Settings:
    """Return the settings in a file of their own."""
    return Settings(QSettings(str(path), QSettings.Format.IniFormat))
