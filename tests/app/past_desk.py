"""A window with one view, and a desk that only remembers what it was asked for."""

from PySide6.QtCore import QLocale, QSettings

from biofeedback.app.bridge import Bridge
from biofeedback.app.context import Context
from biofeedback.app.desk.desk import Desk
from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.settings import Settings


class Asked:
    """Stands for the desk and all its drawers: notes what it is asked, as (name, arguments)."""

    def __init__(self, calls, name=""):
        self._calls, self._name = calls, name

    def __getattr__(self, name):
        return Asked(self._calls, f"{self._name}.{name}".lstrip("."))

    def __call__(self, *arguments, **named):
        self._calls.append((self._name, arguments, named))


class Window:
    """What a view sees of the app.

    Attributes
    ----------
    context : Context
    calls : list
        What the desk was asked for.
    places : list
        Where the view wanted to go.
    spoken : list
        What was said aloud.
    """

    def __init__(self, tmp_path, **likes):
        QLocale.setDefault(QLocale("en"))
        file = QSettings(str(tmp_path / "likes.ini"), QSettings.Format.IniFormat)
        settings = Settings(file)
        settings.change(**likes)
        self.calls, self.places, self.spoken = [], [], []
        self._bridge = Bridge()
        self.context = Context(self._bridge, Desk(self._bridge.tell), settings)
        self.context.records = RecordsOpen("records.db", True, 0, {})
        self.context.ask = lambda work: work(Asked(self.calls))
        self.context.lead_the_way(
            lambda place, **what: self.places.append((place, what)), lambda: None
        )
        self.context.spoken.connect(lambda words, _at_once: self.spoken.append(words))

    def tell(self, *messages):
        """Let the desk tell messages."""
        for message in messages:
            self.context.told.emit(message)
