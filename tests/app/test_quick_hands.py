"""Hands that hold a key, press twice or double-click do no more than one press would."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from biofeedback.app.charts.plot import ChartBox
from biofeedback.app.examples import after, before, run
from biofeedback.app.examples import session as example
from biofeedback.app.examples.session_made import Standing, made
from biofeedback.app.examples.tell import tell
from biofeedback.app.places import PLACES
from biofeedback.app.screenshots import example_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.patient_window import PatientWindow
from biofeedback.app.widgets.buttons import Primary, Quiet
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.app.widgets.page import Page
from biofeedback.app.widgets.rating import RatingRow
from biofeedback.app.widgets.stepper import Stepper
from biofeedback.live import wishes
from tests.app.test_places import SCREEN_OF
from tests.app.test_session import Stage

Key = Qt.Key
REPEATS = 7  # odd: what toggles would come out changed
NONE = Qt.KeyboardModifier.NoModifier


def hold(key, text="", modifier=NONE):
    """Hold a key on whatever has the keyboard, as a desktop tells it."""
    for repeat in [False] + [True] * REPEATS:
        at = QApplication.focusWidget()
        QTest.simulateEvent(at, True, key.value, modifier, text, repeat)
        QApplication.processEvents()
    at = QApplication.focusWidget()
    QTest.simulateEvent(at, False, key.value, modifier, text, False)
    QApplication.processEvents()


def mouse(kind, widget, time_ms):
    """Send one event of the mouse's left button, in the middle of a widget."""
    at = QPointF(widget.rect().center())
    left = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
    event = QMouseEvent(kind, at, widget.mapToGlobal(at), left, held, NONE)
    event.setTimestamp(time_ms)
    QApplication.sendEvent(widget, event)


def click(widget, time_ms, *, second=False):
    """Click, once or as the second half of a double-click; Qt calls that by another name."""
    first, again = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick
    mouse(again if second else first, widget, time_ms)
    mouse(QEvent.Type.MouseButtonRelease, widget, time_ms + 60)


@pytest.fixture
def stage(qt, tmp_path):
    there = Stage(qt, tmp_path)
    there.play(example.example)
    return there


def test_a_held_esc_stops_a_session_and_ends_nothing(stage):
    hold(Key.Key_Escape)
    assert stage.window.place.id == "session"
    assert not stage.view.front.stop.isHidden()
    assert stage.desk.wished == [wishes.PAUSE]
    assert stage.desk.stopped == 0


def test_esc_twice_leaves_the_way_back_into_the_session(stage):
    said = []
    stage.context.spoken.connect(lambda words, _at_once: said.append(words))
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_Escape)
    assert said == ["Stopped after 4 minutes."] * 2
    assert stage.desk.stopped == 0
    assert stage.view.front.stop.back.isVisible()
    stage.view.front.stop.back.click()
    assert stage.desk.wished == [wishes.PAUSE, wishes.RESUME]


@pytest.mark.parametrize(
    ("key", "text", "is_done"),
    [
        (Key.Key_E, "e", lambda there: there.view.eyes.is_on),
        (Key.Key_D, "d", lambda there: not there.view.details.isHidden()),
        (Key.Key_Space, " ", lambda there: there.desk.wished == [wishes.PAUSE]),
        (Key.Key_F1, "", lambda there: there.window.help.isVisible()),
        (Key.Key_F11, "", lambda there: there.window.isFullScreen()),
    ],
    ids=["E", "D", "Space", "F1", "F11"],
)
def test_a_held_key_does_it_once(stage, key, text, is_done):
    assert not is_done(stage)
    hold(key, text)
    assert is_done(stage)


def test_what_goes_in_steps_goes_on_while_the_key_is_held(stage):
    hold(Key.Key_Left)
    assert len(stage.desk.wished) == 1 + REPEATS
    before_pct = stage.window.theme.text_percent
    hold(Key.Key_Plus, "+", Qt.KeyboardModifier.ControlModifier)
    rules = stage.window.theme.text
    grown_pct = min(before_pct + (1 + REPEATS) * rules.step_percent, rules.largest_percent)
    assert stage.window.theme.text_percent == grown_pct


def test_a_held_ctrl_t_shows_the_tables(stage):
    stage.play(run.example)
    hold(Key.Key_T, "t", Qt.KeyboardModifier.ControlModifier)
    boxes = [box for box in stage.view.findChildren(ChartBox) if box.isVisible()]
    assert boxes
    assert all(box.is_table for box in boxes)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_no_menu_leads_out_of_a_corridor(qt, tmp_path, place):
    there = Stage(qt, tmp_path)
    example_of(SCREEN_OF.get(place.id, place.id))(there.context)
    qt.settle()
    there.press(Key.Key_F10)
    menus = [each for each in there.window.findChildren(QMenu) if each.isVisible()]
    assert len(menus) == (0 if place.alone else 1)
    for menu in menus:
        menu.close()


def test_a_held_key_answers_no_question(qt):
    said = []
    page = Page("Anna")
    ask = Dialog(page, "Stop?", "All rest.", "Stop", "Go on", lambda: said.append("yes"))
    inside = Primary("Show me how", lambda: said.append("inside"), parent=ask)
    ask.page.body.addWidget(inside)
    ask.rejected.connect(lambda: said.append("no"))
    qt.show(page)
    ask.open()
    qt.settle()
    for key in (Key.Key_Escape, Key.Key_Return):
        for button in (ask.yes, inside):
            QTest.simulateEvent(button, True, key.value, NONE, "", True)
    assert said == []
    QTest.keyClick(ask.yes, Key.Key_Escape)
    assert said == ["no"]


def test_keys_of_the_window_wait_while_a_question_is_asked(qt, tmp_path):
    there = Stage(qt, tmp_path)
    there.play(after.discard)
    dialog = next(each for each in there.window.findChildren(Dialog) if each.isVisible())
    for key in (Key.Key_F1, Key.Key_F10, Key.Key_F11, Key.Key_F1):
        QTest.keyClick(dialog.no, key)
    for key in (Key.Key_2, Key.Key_Comma, Key.Key_Q, Key.Key_T):
        QTest.keyClick(dialog.no, key, Qt.KeyboardModifier.ControlModifier)
    qt.settle()
    assert dialog.isVisible()
    assert there.window.place.id == "after"
    assert not there.window.isFullScreen()
    assert "help" not in vars(there.window)
    assert not [each for each in there.window.findChildren(QMenu) if each.isVisible()]
    dialog.reject()


def test_the_patients_screen_is_left_once(qt):
    window = PatientWindow(Theme.of(), lambda: None)
    qt.show(window)
    QTest.keyClick(window, Key.Key_F11)
    assert window.isFullScreen()
    for repeat in (False, True):
        QTest.simulateEvent(window, True, Key.Key_Escape.value, NONE, "", repeat)
    assert not window.isFullScreen()


# Clicking twice


def test_the_second_half_of_a_double_click_presses_nothing_that_came_in_between(qt):
    pressed = []
    page = Page("Two")
    for words in ("Begin", "Stop"):
        page.foot.addWidget(Quiet(words, lambda words=words: pressed.append(words)))
    begin, stop = page.findChildren(Quiet)
    qt.show(page)
    click(stop, 1000)
    click(begin, 6000)
    click(stop, 6180, second=True)
    assert pressed == ["Stop", "Begin"]
    click(stop, 9000)
    assert pressed == ["Stop", "Begin", "Stop"]


def test_quick_clicks_on_one_stepper_count_each(qt):
    size = Stepper("Text size", range(100, 201, 10), 100)
    qt.show(size)
    for number in range(4):
        click(size.more, 1000 + 150 * number, second=bool(number % 2))
    assert size.value() == 140


def test_a_double_click_on_begin_begins(qt, tmp_path):
    there = Stage(qt, tmp_path)
    there.play(before.example)
    begin = there.view.findChild(Page).primary()
    at = begin.mapTo(there.window, begin.rect().center())
    click(begin, 1000)
    qt.settle()
    going = made(until_s=example.AT_S)
    tell(there.context, going.begun_at(Standing(example.AT_S)), *going.moved)
    under = there.window.childAt(at)
    assert under in there.view.front.bar.buttons.values()  # the tool that has come to its place
    click(under, 1150, second=True)
    assert there.desk.wished == []
    assert there.view.front.stop.isHidden()


# Enter twice


def rated_page(qt, words):
    """Show a page with a row of numbers, and return the row and what was pressed."""
    page, pressed = Page("How are you right now?"), []
    row = RatingRow("Pain", "none", "the worst you can imagine")
    row.rated.connect(pressed.append)
    page.body.addWidget(row)
    for each in words:
        page.foot.addWidget(Primary(each, lambda each=each: pressed.append(each)))
    qt.show(page)
    row.buttons()[0].setFocus()
    return row, pressed


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_in_a_row_of_numbers_is_the_next_step(qt, key):
    row, pressed = rated_page(qt, ["Begin"])
    QTest.keyClick(row.buttons()[0], key)
    QTest.simulateEvent(row.buttons()[0], True, key.value, NONE, "", True)
    assert pressed == ["Begin"]
    assert row.value() is None
    QTest.keyClick(row.buttons()[0], Key.Key_Space)
    assert pressed == ["Begin", 0]


def test_enter_chooses_a_number_where_there_is_no_next_step(qt):
    row, pressed = rated_page(qt, [])
    QTest.keyClick(row.buttons()[0], Key.Key_Return)
    assert pressed == [0]


def test_a_held_zero_leaves_ten(qt):
    row, _pressed = rated_page(qt, [])
    typed = (("1", 5000, False), ("0", 5200, False), ("0", 5700, True))
    for text, time_ms, repeat in typed:
        key = Key(Key.Key_0.value + int(text))
        event = QKeyEvent(QEvent.Type.KeyPress, key, NONE, text, repeat)
        event.setTimestamp(time_ms)
        QApplication.sendEvent(QApplication.focusWidget(), event)
    assert row.value() == 10


@pytest.mark.parametrize("scene", [before.example, after.ask], ids=["before", "after"])
def test_how_one_is_goes_on_with_enter_unanswered_and_says_so(qt, tmp_path, scene):
    there = Stage(qt, tmp_path)
    there.play(scene)
    assert "Enter goes on." in there.view.help()[0]
    ways = []
    there.context.lead_the_way(lambda place, **what: ways.append((place, what)), lambda: None)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    [(place, what)] = ways
    assert (place, what.get("ratings", what.get("now"))) in [("session", {}), ("after", {})]
