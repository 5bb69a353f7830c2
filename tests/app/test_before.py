"""How are you right now: two rows, more if wanted, and on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.examples import before
from biofeedback.app.views.ratings import SCALES
from biofeedback.store import answers
from tests.app.test_session import Stage


@pytest.fixture
def asked(qt, tmp_path):
    def make(*size, **likes):
        stage = Stage(qt, tmp_path, *size, **likes)
        gone = []
        before.example(stage.context)
        qt.settle()
        stage.context.lead_the_way(lambda place, **what: gone.append((place, what)), lambda: None)
        return stage, gone

    return make


def _press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_the_scales_are_those_of_the_store():
    assert {scale.id for scale in SCALES} == set(answers.SCALES)


def test_digits_and_enter_lead_through(asked):
    _stage, gone = asked()
    _press(Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_Tab, Qt.Key.Key_3)
    _press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    [(place, what)] = gone
    assert place == "session"
    assert what["ratings"] == {"pain": 10, "tension": 3}
    assert what["session"] == "paced-6-10min"


def test_more_adds_three_and_puts_the_focus_there(asked):
    _stage, gone = asked()
    _press(Qt.Key.Key_5, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    _press(Qt.Key.Key_2, Qt.Key.Key_Tab, Qt.Key.Key_7, Qt.Key.Key_Tab, Qt.Key.Key_6)
    _press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    [(_place, what)] = gone
    assert what["ratings"] == {"pain": 5, "unpleasantness": 2, "mood": 7, "relaxation": 6}


def test_skipping_asks_nothing(asked):
    _stage, gone = asked()
    _press(*[Qt.Key.Key_Tab] * 4, Qt.Key.Key_Return)
    assert gone[0][1]["ratings"] == {}


def test_nothing_leaves_the_page_with_the_largest_text(asked):
    stage, _gone = asked(1024, 700, text_percent=200)
    page_px = stage.view.width() - 14  # beside the scroll bar
    for row in stage.view.findChildren(type(stage.view._ratings._rows["pain"])):
        for button in row.buttons():
            if button.isVisible():
                assert button.mapTo(stage.view, button.rect().bottomRight()).x() < page_px
