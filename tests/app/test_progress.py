"""Progress: what it says with many weeks, with one session, with none; what can be done from it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from biofeedback.app.charts.plot import ChartBox, Plot
from biofeedback.app.charts.run_picture import RunCard, RunPictureView
from biofeedback.app.desk.past_messages import RunsAre
from biofeedback.app.examples import past_made
from biofeedback.app.views.progress import Progress
from biofeedback.app.widgets.label import Text
from tests.app.past_desk import Window


@pytest.fixture
def window(tmp_path, qt):
    return Window(tmp_path)


@pytest.fixture
def progress(qt, window):
    view = qt.show(Progress(window.context), 1152, 800)
    window.tell(past_made.progress(), past_made.runs_are(), *past_made.pictured())
    qt.settle()
    return view


def texts(view):
    return [text.text() for text in view.findChildren(Text) if text.isVisible()]


def test_it_asks_for_weeks_and_for_six_runs(window, progress):
    assert window.calls == [("past.progress", (8,), {}), ("past.runs", (6,), {})]


def test_it_waits_for_the_records(qt, window):
    opened, window.context.records = window.context.records, None
    qt.show(Progress(window.context), 1152, 800)
    assert window.calls == []
    window.tell(opened)
    assert [name for name, _arguments, _named in window.calls] == ["past.progress", "past.runs"]


def test_the_finding_is_the_title_and_what_the_chart_says(progress):
    assert "Pain and tension have both come down a little" in texts(progress)
    described = {plot.accessibleDescription() for plot in progress.findChildren(Plot)}
    assert "Pain and tension have both come down a little." in described


def test_rest_and_practice(progress):
    shown = texts(progress)
    assert {"At rest", "RMSSD 32 ms", "Practice", "42 min this week"} <= set(shown)
    assert "Own pace: 5.6 breaths a minute" in shown


def test_figures_of_the_finding_are_for_the_fuller_reading(qt, tmp_path, progress):
    [fuller] = past_made.progress().fuller
    assert fuller not in texts(progress)
    window = Window(tmp_path / "fuller", fuller=True)
    view = qt.show(Progress(window.context), 1152, 800)
    window.tell(past_made.progress())
    qt.settle()
    assert fuller in texts(view)


def test_focus_is_on_the_newest_session(window, progress):
    first = progress.first_focus()
    assert isinstance(first, RunCard)
    assert first.row.run_id == 31
    assert first.accessibleName() == "Fri 13 Mar, Steady breathing"


def test_spoken_is_the_span_then_the_finding(progress):
    said = progress.spoken()
    assert said.startswith("Your last eight weeks. Pain and tension have both")


@pytest.mark.parametrize(
    ("runs", "finding"),
    [
        (31, past_made.progress().finding),
        (1, "The weeks tell more than one day."),
        (0, "Your first session will appear here."),
    ],
)
def test_the_finding_is_said_once_when_it_comes(qt, window, runs, finding):
    view = qt.show(Progress(window.context), 1152, 800)
    assert view.spoken() == "Your last eight weeks."
    weeks = replace(past_made.progress(), runs=runs)
    window.tell(weeks)
    assert window.spoken == [finding]
    window.tell(past_made.runs_are(), weeks)
    assert window.spoken == [finding]
    assert view.spoken().endswith(finding)


def test_sessions_are_one_stop_and_arrows_move(progress):
    cards = progress.runs.cards()
    cards[0].setFocus()
    QTest.keyClick(cards[0], Qt.Key.Key_Right)
    assert cards[1].hasFocus()
    stops = [card for card in cards if card.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [cards[1]]


def test_enter_opens_a_session(window, progress):
    QTest.keyClick(progress.runs.cards()[2], Qt.Key.Key_Return)
    assert window.places == [("run", {"run_id": 29})]


def test_the_two_buttons_and_all(window, progress):
    for button in (progress.compare, progress.export, progress.all):
        assert button.isVisible()
        button.click()
    assert progress.all.words() == "All 31"
    assert window.places == [("compare", {}), ("export", {}), ("progress", {"all_runs": True})]


def test_all_runs_are_asked_for_when_all_are_wanted(qt, window):
    qt.show(Progress(window.context, all_runs=True), 1152, 800)
    assert window.calls[-1] == ("past.runs", (None,), {})


def test_pictures_come_one_by_one(qt, window):
    view = qt.show(Progress(window.context), 1152, 800)
    window.tell(past_made.progress(), past_made.runs_are())
    qt.settle()
    card = view.runs.cards()[0]
    before = card.grab().toImage()
    window.tell(*past_made.pictured()[:1])
    assert card.grab().toImage() != before


def test_empty(qt, window):
    view = qt.show(Progress(window.context), 1152, 800)
    window.tell(replace(past_made.progress(), runs=0), RunsAre((), 0))
    qt.settle()
    assert "Your first session will appear here." in texts(view)
    assert view.findChild(RunPictureView) is not None
    assert not view.findChildren(ChartBox)
    assert not [b for b in view.findChildren(QAbstractButton) if b.isVisible()]
    assert view.first_focus() is None


def test_one_session(qt, window):
    view = qt.show(Progress(window.context), 1152, 800)
    window.tell(replace(past_made.progress(), runs=1))
    window.tell(past_made.runs_are(1, past_made.RUNS[:1]))
    qt.settle()
    assert "The weeks tell more than one day." in texts(view)
    assert not view.compare.isVisible()
    assert not view.all.isVisible()
    assert view.runs.cards()[0].width() < 300


def test_weeks_without_answers_and_rests(qt, window):
    view = qt.show(Progress(window.context), 1152, 800)
    bare = replace(past_made.progress(), ratings=None, rest=None, rest_ms=None, pace_per_min=None)
    window.tell(bare, past_made.runs_are())
    qt.settle()
    assert len(view.findChildren(ChartBox)) == 1  # practice
    assert "Your answers before sessions will make a picture here." in texts(view)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_off_sideways(qt, window, percent):
    qt.dress("light", percent)
    view = qt.show(Progress(window.context), 1024, 700)
    window.tell(past_made.progress(), past_made.runs_are(), *past_made.pictured())
    qt.settle()
    area = view.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()
    for widget in view.findChildren(QWidget):
        if isinstance(widget, Text | QAbstractButton | Plot) and widget.isVisible():
            right = widget.mapTo(view, QPoint(widget.width(), 0)).x()
            assert right <= 1024, widget
            assert widget.height() >= widget.heightForWidth(widget.width()), widget.text()


def test_all_of_it_is_seen_at_once_in_a_usual_window(progress):
    assert progress.findChild(QScrollArea).verticalScrollBar().maximum() <= 0


def test_right_to_left(qt, window):
    qt.application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view = qt.show(Progress(window.context), 1152, 800)
    window.tell(past_made.progress(), past_made.runs_are(), *past_made.pictured())
    qt.settle()
    first, second = view.runs.cards()[:2]
    assert second.x() < first.x()
    [frame] = view.findChildren(Plot)[0].frames()
    assert frame.x(0.0) < frame.x(49.0)  # time runs to the right in every language


def test_help_says_how_to_read_it(progress):
    plain, fuller = progress.help()
    assert plain.startswith("Look at weeks, not days.")
    assert "Ctrl+T" in plain
    assert "95 %" in fuller
