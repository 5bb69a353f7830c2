"""The window as it opens: all of it, frame and foot, lies on the screen there is."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from biofeedback.app.main_window import SMALLEST
from biofeedback.app.settings import in_file
from biofeedback.app.start import App, Start

TITLE_BAR = QSize(0, 63)  # of a desktop with large text


class Screen:
    def __init__(self, room):
        self.room = room

    def availableGeometry(self):  # noqa: N802
        return self.room


@pytest.fixture
def opened(qt, tmp_path):
    """Return a function that opens the app's window on a screen."""
    windows = []

    def show(room, **likes):
        settings = in_file(tmp_path / "likes.ini")
        settings.change(language="en", first_run_done=True, text_percent=100, **likes)
        app = App(Start(str(tmp_path / "records.db"), plain=True), settings)
        app.begin = lambda: None
        app.window.screen = lambda: Screen(room)
        windows.append(app.window)
        app.show()
        qt.settle()
        return app

    yield show
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.mark.parametrize(
    ("room", "size"),
    [
        (QRect(0, 0, 1920, 1160), (1280, 800)),
        (QRect(0, 27, 1280, 997), (1280, 800)),
        (QRect(0, 27, 1366, 741), (1280, 701)),
        (QRect(0, 0, 1024, 728), (1024, 688)),
        (QRect(0, 48, 960, 492), (960, 452)),
    ],
    ids=lambda given: f"{given.width()}x{given.height()}" if isinstance(given, QRect) else "",
)
def test_the_window_is_no_larger_than_its_screen(opened, room, size):
    window = opened(room).window
    frame = window.frameSize() - window.size()  # none where nobody manages windows
    largest = room.size() - frame.expandedTo(QSize(0, 40))
    assert window.size() == QSize(*size).boundedTo(largest)
    assert window.centralWidget().geometry() == window.rect()  # what is too large for it scrolls
    assert window.minimumWidth() == min(SMALLEST[0], window.width())
    assert window.minimumHeight() == min(SMALLEST[1], window.height())


def test_a_frame_that_is_higher_than_usual_is_seen_once_it_is_there(opened):
    room = QRect(1920, 27, 1366, 741)
    app = opened(room)
    window = app.window
    window.move(QPoint(2000, 90))
    window.frameSize = lambda: window.size() + TITLE_BAR
    window.frameGeometry = lambda: QRect(window.pos(), window.frameSize())
    app.fit()
    assert window.height() == 741 - 63
    assert room.contains(window.frameGeometry())
