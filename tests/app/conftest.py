"""Fixtures for the app: one QApplication on a screen of its own; no warning or leak is forgiven."""

import gc

import pytest
from PySide6.QtCore import QEvent, QSize, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.language import Language
from biofeedback.app.theme.apply import dress
from biofeedback.app.theme.tokens import THEMES, Theme
from tests.app.x_screen import begin_screen

# The platform without a screen says so whenever a window has a least size.
_HARMLESS = "This plugin does not support"
ACTIVE_MS = 2000


@pytest.fixture(scope="session")
def application():
    begin_screen()
    return QApplication.instance() or QApplication([])


@pytest.fixture(scope="session")
def english(application):
    """Speak English, plurals and all, wherever a test speaks no other language."""
    language = Language()
    language.speak("en")
    return language


class Stage:
    """The app a test plays on: dress it, show widgets, let events pass."""

    def __init__(self, application):
        self.application = application
        self._shown = []

    def dress(self, name="light", text_percent=100):
        dress(self.application, Theme.of(name, text_percent))

    def show(self, widget, width=1024, height=700):
        """Show a widget as a window; it is deleted after the test."""
        self._shown.append(widget)
        widget.resize(QSize(width, height))
        widget.show()
        widget.activateWindow()
        QTest.qWaitForWindowActive(widget, ACTIVE_MS)  # an X server answers when it has the time
        self.settle()
        return widget

    def settle(self):
        """Let everything waiting happen: layouts, focus, deletions."""
        for _ in range(3):
            self.application.sendPostedEvents()
            self.application.processEvents()

    def clear(self):
        for widget in self._shown:
            widget.close()
            widget.deleteLater()
        self._shown.clear()
        self.settle()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def qt(application, english):
    """Give the app, in the light theme; fail on Qt's warnings and on windows left behind."""
    messages = []

    def heard(kind, _context, message):
        if kind != QtMsgType.QtDebugMsg and not message.startswith(_HARMLESS):
            messages.append(message)

    before = qInstallMessageHandler(heard)
    stage = Stage(application)
    stage.dress()
    application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    known = set(application.topLevelWidgets())
    yield stage
    stage.clear()
    if set(application.topLevelWidgets()) - known:
        gc.collect()  # what nobody holds any more is no leak
        stage.settle()
    left = [widget for widget in application.topLevelWidgets() if widget not in known]
    names = [f"{type(widget).__name__} {widget.accessibleName()!r}" for widget in left]
    for widget in left:
        widget.deleteLater()
    stage.settle()
    qInstallMessageHandler(before)
    assert not messages, messages
    assert not names, f"windows left behind: {names}"


@pytest.fixture
def spoken(monkeypatch):
    """Collect what is announced: (words, whether at once)."""
    said = []

    def update(event):
        urgent = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
        said.append((event.message(), urgent))

    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    return said


@pytest.fixture(params=THEMES)
def theme(request, qt):
    """Each theme in turn, put on the app at 100 %."""
    qt.dress(request.param)
    return Theme.of(request.param)
