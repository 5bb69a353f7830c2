"""A visit to a view: a context without a desk, which remembers what was asked and where to go."""

from PySide6.QtCore import QObject, QSettings, Signal

from biofeedback.app.context import Context
from biofeedback.app.places import BY_ID
from biofeedback.app.settings import Settings


class _Bridge(QObject):
    """Keeps what the desk would be asked."""

    told = Signal(object)

    def __init__(self):
        super().__init__()
        self.asked = []

    def ask(self, work):
        self.asked.append(work)

    def call(self, work, _desk):
        self.asked.append(lambda: work(self.desk))


class Visit:
    """Go to places as the window would, one view at a time.

    Attributes
    ----------
    went : list of (place, what)
        Where the view wanted to go.
    """

    def __init__(self, stage, folder):
        self._stage = stage
        self.bridge = _Bridge()
        settings = Settings(QSettings(str(folder / "likes.ini"), QSettings.Format.IniFormat))
        self.desk = self.bridge.desk = Recorder()
        self.context = Context(self.bridge, self.desk, settings)
        self.went = []
        self.context.lead_the_way(
            lambda place, **what: self.went.append((place, what)),
            lambda: self.went.append(("back", {})),
        )
        self.said = []
        self.context.spoken.connect(lambda words, at_once: self.said.append(words))

    def to(self, place, *, width=1280, height=800, **what):
        """Make the view of a place and show it."""
        view = BY_ID[place].make(self.context, **what)
        self._stage.show(view, width, height)
        first = view.first_focus()
        if first is not None:
            first.setFocus()
        self._stage.settle()
        return view

    def tell(self, *messages):
        """Let the desk tell messages."""
        for message in messages:
            self.bridge.told.emit(message)
        self._stage.settle()

    def asked(self):
        """Do what the desk was asked so far, and return the names and arguments of its calls."""
        for work in self.bridge.asked:
            work()
        self.bridge.asked.clear()
        calls = list(self.desk.calls)
        self.desk.calls.clear()
        return calls


class Recorder:
    """A desk that does nothing, and remembers how it was asked: drawer, method, arguments."""

    def __init__(self):
        self.calls = []

    def __getattr__(self, drawer):
        return _Drawer(drawer, self.calls)


class _Drawer:
    def __init__(self, name, calls):
        self._name, self._calls = name, calls

    def __call__(self, *given, **named):
        self._calls.append((self._name, given, named))

    def __getattr__(self, method):
        called = f"{self._name}.{method}"
        return lambda *given, **named: self._calls.append((called, given, named))
