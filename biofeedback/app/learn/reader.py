"""Reads a text aloud, where the system has a voice for the language; one for the whole app.

The speech engine takes seconds to load on some systems, in a thread of its own. So it is kept with
the app's context once somebody has opened a card, and a card only borrows it.
"""

from PySide6.QtCore import QLocale, QObject

from biofeedback.app.sound.engine import SpeechEngine
from biofeedback.app.sound.voice import Voice
from biofeedback.app.theme.records import SoundForm


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

    def read(self, text: str, volume: int) -> None:
        """Read a text in the app's language, at a volume from 0 to 10."""
        self.voice.stop()
        self.voice.set_language(QLocale().name()[:2])
        self.voice.set_volume(volume)
        self.voice.say(text)
