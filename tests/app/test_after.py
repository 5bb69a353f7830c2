"""After a session: the question, the picture, and what becomes of it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from biofeedback.app.desk.messages import HeartLine
from biofeedback.app.examples import after
from biofeedback.app.examples.session_made import RUN_ID, made
from biofeedback.app.widgets.label import Text
from tests.app.test_session import Stage

NOTHING = HeartLine(*np.empty((3, 0)))


class Records:
    def __init__(self):
        self.done = []

    async def rate(self, moment, values, run_id):
        self.done.append(("rate", moment, dict(values), run_id))

    async def note(self, run_id, words):
        self.done.append(("note", run_id, words))

    async def discard(self, run_id):
        self.done.append(("discard", run_id))


@pytest.fixture
def stage(qt, tmp_path):
    def make(scene, *size, **likes):
        there = Stage(qt, tmp_path, *size, **likes)
        there.desk.records = Records()
        there.gone = []

        def ask(work):
            coroutine = work(there.desk)
            with pytest.raises(StopIteration):
                coroutine.send(None)

        there.context.ask = ask
        scene(there.context)
        qt.settle()
        if scene is not after.ask:
            there.context.lead_the_way(lambda place, **what: there.gone.append(place), lambda: None)
        return there

    return make


def _press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_earlier_answers_are_not_shown_and_new_ones_are_kept(stage, qt):
    there = stage(after.ask)
    assert there.view.spoken() == "How are you now? Pain, 0 to 10."
    _press(Qt.Key.Key_4, *[Qt.Key.Key_Tab] * 3, Qt.Key.Key_Return)
    qt.settle()
    assert there.desk.records.done == [("rate", "after", {"pain": 4}, RUN_ID)]
    names = [
        w.accessibleName() for w in there.view.findChildren(object) if hasattr(w, "accessibleName")
    ]
    assert "Pain: 5 before, 4 now" in names
    assert "Tension: 6 before" in names
    assert QApplication.focusWidget().words() == "Save"


def test_a_note_is_kept_with_save(stage):
    there = stage(after.example)
    there.view._note.edit.setText("  quiet  ")
    _press(Qt.Key.Key_Return)
    assert there.desk.records.done == [("note", RUN_ID, "quiet")]
    assert there.gone == ["today"]


def test_discard_asks_once(stage, qt):
    there = stage(after.example)
    _press(*[Qt.Key.Key_Tab] * 2, Qt.Key.Key_Return)
    qt.settle()
    [dialog] = there.window.findChildren(QDialog)
    assert not there.desk.records.done
    dialog.accept()
    qt.settle()
    assert there.desk.records.done == [("discard", RUN_ID)]
    assert there.gone == ["today"]


def test_enter_twice_on_discard_keeps_the_session(stage, qt):
    there = stage(after.example)
    _press(*[Qt.Key.Key_Tab] * 2, Qt.Key.Key_Return)
    qt.settle()
    assert QApplication.focusWidget().words() == "Keep it"
    _press(Qt.Key.Key_Return)
    qt.settle()
    assert there.desk.records.done == []
    assert there.gone == []


@pytest.mark.parametrize("way", ["escape", "skip"])
def test_an_answer_that_was_given_is_kept_on_every_way_out(stage, qt, way):
    there = stage(after.ask)
    _press(Qt.Key.Key_4)
    if way == "skip":
        _press(*[Qt.Key.Key_Tab] * 4)
        assert QApplication.focusWidget().words() == "Skip"
        _press(Qt.Key.Key_Return)
    else:
        there.window.back()
    qt.settle()
    assert there.desk.records.done == [("rate", "after", {"pain": 4}, RUN_ID)]


def test_the_whole_session_opens(stage):
    there = stage(after.example)
    _press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert there.gone == ["run"]


@pytest.mark.parametrize("percent", [100, 200])
def test_with_large_text_the_answers_stay_in_sight(stage, percent):
    there = stage(after.example, 1024, 700, text_percent=percent)
    save = there.view.first_focus()
    bottom_px = save.mapTo(there.window, save.rect().bottomLeft()).y()
    assert bottom_px < there.window.height()


@pytest.mark.parametrize("likes_more", [False, True])
def test_rsa_in_thirds_is_for_the_fuller_reading(stage, likes_more):
    there = stage(after.example, fuller=likes_more)
    words = " ".join(text.text() for text in there.view.findChildren(Text))
    assert ("beats a minute in the first third (95 % interval" in words) is likes_more
    assert ("Artifacts: 0.0 %." in words) is likes_more


def changed(**what):
    """Return a scene: a whole session with something changed."""
    over = replace(made(until_s=700).over, **what)
    return lambda context: after._go(context, over, now={})


def captions(there):
    return [text.text() for text in there.view.findChildren(Text)]


def test_an_end_that_could_not_be_saved_is_said_where_save_would_be(stage):
    there = stage(changed(saving="There is no room left."))
    told = "The end of this session could not be saved. What came before is safe."
    assert told in there.view.spoken()
    assert any(words.startswith(told) for words in captions(there))
    assert QApplication.focusWidget().words() == "Close"
    assert "could not be saved" not in stage(after.example).view.spoken()


@pytest.mark.parametrize(
    ("what", "caption", "told"),
    [
        ({}, "Drawn by your heart. It starts in the middle.", True),
        ({"status": "irregular"}, "Your breaths, from the middle out.", False),
        ({"heart": NOTHING}, "Your breaths, from the middle out.", True),
    ],
)
def test_the_heart_draws_only_what_was_seen_of_it(stage, what, caption, told):
    there = stage(changed(**what), fuller=True)
    assert caption in captions(there)
    assert any("beats a minute" in words for words in captions(there)) is told


def test_a_short_session_says_that_every_minute_counts(stage):
    there = stage(after.short)
    assert there.view.spoken() == "Four minutes for yourself. Every minute counts."
