"""One session: its words, its wave, its note, and what it takes to delete it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QScrollArea

from biofeedback.app.charts.plot import Plot
from biofeedback.app.charts.rating_line import RatingLine
from biofeedback.app.charts.run_picture import RunPictureView
from biofeedback.app.charts.sheet import Sheet
from biofeedback.app.charts.wave import WaveView
from biofeedback.app.desk.past_messages import RunErased
from biofeedback.app.examples import past_made
from biofeedback.app.views.run import RunView
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.app.widgets.entry import Field
from biofeedback.app.widgets.label import Text
from tests.app.past_desk import Window


def opened(qt, window, shown=None, width=1152):
    view = qt.show(RunView(window.context, run_id=31), width, 800)
    window.tell(shown or past_made.run_shown())
    qt.settle()
    return view


@pytest.fixture
def window(qt, tmp_path):
    return Window(tmp_path)


@pytest.fixture
def run(qt, window):
    return opened(qt, window)


def texts(view):
    return [text.text() for text in view.findChildren(Text)]


def test_it_says_when_and_what(window, run):
    assert window.calls == [("past.open", (31,), {})]
    assert run.page.headline.text() == "Steady breathing"
    assert run.page.lead.text() == "Friday 13 March, 8:20"
    assert past_made.run_shown().sentence in texts(run)
    assert run.spoken().startswith("Steady breathing, Friday 13 March, 8:20. With each paced")
    assert {"10 minutes", "64 beats a minute"} <= set(texts(run))


def test_the_picture_says_the_sentence(run):
    assert run.findChild(RunPictureView).accessibleName() == past_made.run_shown().sentence


def test_ratings_are_said_in_words(run):
    names = [line.accessibleName() for line in run.findChildren(RatingLine)]
    assert names == ["Pain: 5 before, 4 after", "Tension: 6 before, 3 after"]
    assert "One session says little. The weeks tell." in texts(run)


def test_tables_are_for_the_fuller_reading(qt, tmp_path, run):
    assert not run.findChildren(Sheet)
    told = past_made.run_shown().fuller
    assert told.startswith("RSA: 10.2 beats a minute in the first third (95 % interval 9.1 to")
    assert told not in texts(run)
    fuller = opened(qt, Window(tmp_path / "fuller", fuller=True))
    assert told in texts(fuller)
    assert [sheet.accessibleName() for sheet in fuller.findChildren(Sheet)] == [
        "By part of the run"
    ]


def test_plus_and_minus_reach_the_wave(run):
    wave = run.findChild(WaveView)
    whole = wave.seen_min
    assert run.key("+")
    assert wave.seen_min != whole
    assert run.key("-")
    assert wave.seen_min == whole
    assert not run.key("E")


def test_another_run_is_not_shown_here(qt, window):
    other = past_made.run_shown()
    view = opened(qt, window, replace(other, row=replace(other.row, run_id=7)))
    assert view.page.headline.text() == "One session"


def test_without_a_strap_there_is_no_wave(qt, window):
    view = opened(qt, window, replace(past_made.run_shown(), wave=None, picture=None, scales=()))
    assert view.findChild(WaveView) is None
    assert view.findChild(RunPictureView) is None
    assert not view.key("+")


def test_a_note_is_kept_once(window, run):
    run.note.edit.setText("Slept well.")
    run.note.edit.editingFinished.emit()
    run.note.edit.editingFinished.emit()
    run.leaving()
    assert window.calls[1:] == [("records.note", (31, "Slept well."), {})]
    assert window.spoken[-1] == "Noted"


def test_a_note_is_kept_when_one_leaves(window, run):
    run.note.edit.setText("Slept well.")
    run.leaving()
    assert window.calls[1:] == [("records.note", (31, "Slept well."), {})]


def test_deleting_asks_for_a_word(qt, window, run):
    run.delete.click()
    dialog = run.window().findChild(Dialog)
    field = dialog.findChild(Field)
    assert not dialog.yes.isEnabled()
    QTest.keyClicks(field.edit, "delet")
    assert not dialog.yes.isEnabled()
    QTest.keyClicks(field.edit, "e")
    dialog.yes.click()
    qt.settle()
    assert window.calls[1:] == [("past.erase", (31,), {})]
    window.tell(RunErased(31))
    assert window.places == [("progress", {})]


def test_keeping_it_deletes_nothing(qt, window, run):
    run.delete.click()
    run.window().findChild(Dialog).no.click()
    qt.settle()
    assert len(window.calls) == 1


def test_delete_is_the_last_thing(run):
    shown = [button for button in run.findChildren(QAbstractButton) if button.isVisible()]
    lowest = max(shown, key=lambda button: button.mapTo(run, QPoint(0, 0)).y())
    assert lowest is run.delete


def test_report_of_this_run(window, run):
    run.export.click()
    run.back_button.click()
    assert window.places == [("export", {"run_id": 31}), ("progress", {})]


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_sideways(qt, tmp_path, percent):
    qt.dress("light", percent)
    view = opened(qt, Window(tmp_path, fuller=True), width=1024)
    area = view.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()
    for widget in view.findChildren(Text) + view.findChildren(QAbstractButton):
        if widget.isVisible():
            assert widget.mapTo(view, QPoint(widget.width(), 0)).x() <= 1024
            assert widget.height() >= widget.heightForWidth(widget.width()), widget.text()
    assert all(plot.width() > 400 for plot in view.findChildren(Plot))
