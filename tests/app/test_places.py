"""Every screen: it opens, is named, is reached by Tab, fits large German text, and goes again."""

import gc

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app import screenshots
from biofeedback.app.actions import ACTIONS
from biofeedback.app.main_window import MainWindow
from biofeedback.app.places import PLACES
from biofeedback.app.screenshots import SCREENS, Look, example_of
from biofeedback.app.widgets.buttons import Primary
from tests.app import reading

SMALL = Look("light", "de", 200, (1024, 700))


@pytest.fixture
def stage(qt, tmp_path, monkeypatch):
    """Show screens; afterwards everything is as before."""
    shown = screenshots.Stage(tmp_path)
    yield shown
    shown.language.speak("en")


def show(stage, qt, screen, look):
    window = stage.window(look)
    example_of(screen)(window.context)
    qt.settle()
    qt.settle()
    return window
