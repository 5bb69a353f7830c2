"""The language of the whole app: Qt's own words, ours, and those of the rooms below.

Qt forgets a translator that nobody holds, so somebody holds a `Language` as long as it is spoken.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from biofeedback.app.settings import SYSTEM

TRANSLATIONS = Path(__file__).parent / "translations"
LANGUAGES = ("en", "de")


class Language:
    """What is spoken now; nothing before `speak`."""

    def __init__(self) -> None:
        self._spoken = ""
        self._translators: list[QTranslator] = []

    def speak(self, wish: str, *, below: bool = True) -> None:
        """Say everything in a language of `LANGUAGES` from now on, or as the system does.

        Without `below`, the rooms below go on as before until `speak_below`.
        """
        language = QLocale.system().name()[:2] if wish == SYSTEM else wish
        language = language if language in LANGUAGES else LANGUAGES[0]
        if language == self._spoken:
            return
        self._spoken = language
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        QLocale.setDefault(QLocale(language))
        qt_own = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._translators = []
        for name, folder in ((f"qtbase_{language}", qt_own), (language, str(TRANSLATIONS))):
            translator = QTranslator()
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)
        if below:
            self.speak_below()

    def speak_below(self) -> None:
        """Let the rooms below say everything in this language too."""
        from biofeedback.locale import speak

        speak(self._spoken)
