"""The system's speech engine, loaded where it cannot hold up the window.

On Linux the engine reads a list of thousands of voices first, which takes seconds. So it lives in a
thread of Qt's own, in which no line of Python ever runs: calls are posted to it, and its signals
are posted back. Elsewhere engines load at once, and some insist on the window's thread.
"""

import atexit
import ctypes
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Q_ARG, QLocale, QMetaObject, QObject, Qt, QThread, Signal

from biofeedback.app.sound.quiet import quiet

if TYPE_CHECKING:
    from PySide6.QtCore import QGenericArgumentHolder

PATIENCE_MS = 1000
"""So long the end of the app waits for a service that is busy loading its voices."""
_SLOW = "speechd"
_NEEDS = {"speechd": "libspeechd.so.2"}
"""What a system may lack; Qt would complain on the console."""


@cache
def system_engine() -> "SpeechEngine":
    """Return the engine of this computer: it is loaded once and serves every voice."""
    return SpeechEngine()


def usable_engines() -> list[str]:
    """Return the names of the system's speech engines that can be loaded."""
    with quiet():
        from PySide6.QtTextToSpeech import QTextToSpeech

        return [name for name in QTextToSpeech.availableEngines() if _is_usable(name)]


class SpeechEngine(QObject):
    """Speaks one sentence at a time; `ready` tells that it is loaded, or that there is none.

    `began` and `ended` frame each sentence; `ended` also comes after `hush`.
    """

    ready = Signal()
    began = Signal()
    ended = Signal()
    failed = Signal()

    def __init__(self) -> None:
        super().__init__()
        with quiet():
            from PySide6.QtTextToSpeech import QTextToSpeech

            self._states = QTextToSpeech.State
            found = usable_engines()
            self._engine = QTextToSpeech("none")
        self._thread: QThread | None = None
        self.locales: list[QLocale] = []
        self.is_ready = not found
        if not found:
            return
        self._engine.engineChanged.connect(self._loaded)
        self._engine.stateChanged.connect(self._tell)
        if found[0] == _SLOW:
            self._begin_thread()
        with quiet():
            self._post("setEngine", Q_ARG(str, found[0]))

    def say(self, sentence: str) -> None:
        """Say a sentence."""
        self._post("say", Q_ARG(str, sentence))

    def hush(self) -> None:
        """Be silent at once."""
        self._post("stop")

    def set_rate(self, rate: float) -> None:
        """Speak at a rate from -1 to 1; 0 is the usual one."""
        self._post("setRate", Q_ARG(float, rate))

    def set_volume(self, volume: float) -> None:
        """Speak at a volume from 0 to 1."""
        self._post("setVolume", Q_ARG(float, volume))

    def set_locale(self, locale: QLocale) -> None:
        """Speak a language that is one of `locales`."""
        self._post("setLocale", Q_ARG(QLocale, locale))

    def close(self) -> None:
        """End the thread; nothing may be said any more."""
        if self._thread is not None:
            self._engine.deleteLater()
            self._thread.quit()
            if not self._thread.wait(PATIENCE_MS):  # a speech service that does not answer
                self._thread.terminate()
                self._thread.wait()
            self._thread = None
            atexit.unregister(self.close)

    def _begin_thread(self) -> None:
        self._thread = QThread()
        self._engine.moveToThread(self._thread)
        self._thread.start()
        atexit.register(self.close)

    def _post(self, method: str, *arguments: "QGenericArgumentHolder") -> None:
        QMetaObject.invokeMethod(self._engine, method, Qt.ConnectionType.AutoConnection, *arguments)

    def _loaded(self) -> None:
        self.is_ready = True
        if self._engine.state() is not self._states.Error:
            self.locales = self._engine.availableLocales()
        self.ready.emit()

    def _tell(self, state: object) -> None:
        if state is self._states.Speaking:
            self.began.emit()
        elif state is self._states.Ready:
            self.ended.emit()
        elif state is self._states.Error:
            self.failed.emit()


def _is_usable(name: str) -> bool:
    if name == "mock":  # Qt's own, for tests: it is silent
        return False
    try:
        return name not in _NEEDS or bool(ctypes.CDLL(_NEEDS[name]))
    except OSError:
        return False
