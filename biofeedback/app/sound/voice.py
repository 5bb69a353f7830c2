"""The spoken lines, by the system's own voice; where it has none for the language, silence.

Sentences are said one by one with a pause between them. A sentence that a pause of the session
cuts is said again from its beginning. What is to be said while the engine still loads, waits.
"""

import re
from collections import deque

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from biofeedback.app.sound.engine import SpeechEngine
from biofeedback.app.theme.records import SoundForm

_SENTENCE_END = re.compile(r"(?<=[.!?\u2026])\s+")


class Voice(QObject):
    """Says what it is given, in the order in which it is given.

    `speaking` tells when a text begins, and when the last one is over; `changed`, that it has
    become known whether there is a voice.

    Parameters
    ----------
    form : the pace of speech.
    engine : what speaks.
    language : "en", "de" and so on.
    """

    speaking = Signal(bool)
    changed = Signal()

    def __init__(self, form: SoundForm, engine: SpeechEngine, language: str) -> None:
        super().__init__()
        self._form, self._engine, self._language = form, engine, language
        self._volume = 10
        self._sentences: deque[str] = deque()
        self._is_busy = self._is_paused = self._has_begun = self._can_speak = False
        self._pause = QTimer(self, singleShot=True, interval=round(form.voice_pause_ms))
        self._pause.timeout.connect(self._say_next)
        engine.began.connect(self._begun)
        engine.ended.connect(self._ended)
        engine.failed.connect(self.stop)
        engine.ready.connect(self._loaded)
        if engine.is_ready:
            self._loaded()

    @property
    def available(self) -> bool:
        """Whether there is a voice for the language; False as long as the engine loads."""
        return self._can_speak

    def set_language(self, language: str) -> None:
        """Speak this language from now on."""
        self._language = language
        wanted = QLocale(language).language()
        fits = [each for each in self._engine.locales if each.language() == wanted]
        self._can_speak = bool(fits)
        if fits:
            own = QLocale.system()
            self._engine.set_locale(own if own in fits else fits[0])

    def set_volume(self, volume: int) -> None:
        """Speak at a volume from 0 to 10."""
        self._volume = volume
        self._engine.set_volume(volume / 10.0)

    def say(self, text: str) -> None:
        """Say a text, after what is still being said."""
        if self._engine.is_ready and not self._can_speak:
            return
        self._sentences += [each for each in _SENTENCE_END.split(text.strip()) if each]
        if not self._is_busy:
            self._say_next()

    def pause(self) -> None:
        """Be silent at once, and keep what was not said to its end."""
        self._is_paused = True
        self._hush()

    def resume(self) -> None:
        """Go on with the sentence that was cut."""
        if self._is_paused:
            self._is_paused = False
            self._say_next()

    def stop(self) -> None:
        """Be silent at once, and forget the rest."""
        self._sentences.clear()
        self._is_paused = False
        self._hush()
        self._say_next()

    def _hush(self) -> None:
        self._pause.stop()
        self._has_begun = False
        if self._is_busy:
            self._engine.hush()

    def _loaded(self) -> None:
        self.set_language(self._language)
        self._engine.set_rate(self._form.voice_rate)
        self._engine.set_volume(self._volume / 10.0)
        if not self._can_speak:
            self._sentences.clear()
        self.changed.emit()
        self._say_next()

    def _say_next(self) -> None:
        """Say the next sentence; where there is none any more, tell that it is over."""
        if self._is_paused or not self._engine.is_ready:
            return
        is_busy = bool(self._sentences)
        if is_busy is not self._is_busy:
            self._is_busy = is_busy
            self.speaking.emit(is_busy)
        if is_busy:
            self._engine.say(self._sentences[0])

    def _begun(self) -> None:
        self._has_begun = self._is_busy

    def _ended(self) -> None:
        """Go on when a sentence has been said; an end without a beginning is that of a cut one."""
        if not self._has_begun:
            return
        self._has_begun = False
        self._sentences.popleft()
        if self._sentences:
            self._pause.start()
        else:
            self._say_next()
