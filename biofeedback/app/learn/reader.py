"""Reads a text aloud, where the system has a voice for the language; one for the whole app.

On some systems the speech engine takes seconds to load, in a thread of its own. So it is loaded
when somebody first wants to listen, kept with the app's context, and a card only borrows it.
"""

from PySide6.QtCore import QLocale, QObject

from biofeedback.app.sound.engine import SpeechEngine, usable_engines
from biofeedback.app.sound.voice import Voice
from biofeedback.app.theme.records import SoundForm


def may_read() -> bool:
    """Whether the system can speak at all; which languages, only its engine knows."""
    return bool(usable_engines())


class Reader(QObject):
    """The voice of the cards; `voice.speaking` and `voice.changed` tell what there is to know."""

    def __init__(self, form: SoundForm, parent: QObject) -> None:
        super().__init__(parent)
        self._engine = SpeechEngine()
        self.voice = Voice(form, self._engine, QLocale().name()[:2])

    @classmethod
    def of(cls, owner: QObject, form: SoundForm) -> "Reader":
        """Return the reader that an owner has, or give it one."""
        found = owner.findChild(cls)
        return found if isinstance(found, cls) else cls(form, owner)

    @property
    def has_none(self) -> bool:
        """Whether it is known that there is no voice for the language."""
        return self._engine.is_ready and not self.voice.available

    def read(self, text: str, volume: int) -> None:
        """Read a text in the app's language, at a volume from 0 to 10."""
        self.voice.stop()
        self.voice.set_language(QLocale().name()[:2])
        self.voice.set_volume(volume)
        self.voice.say(text)
