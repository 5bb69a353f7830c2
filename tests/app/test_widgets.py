from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.widgets.banner import Banner
from biofeedback.app.widgets.buttons import IconWordButton, Primary, Quiet, Secondary
from biofeedback.app.widgets.card import CardButton, RowButton
from biofeedback.app.widgets.choice import CheckRow, Chips, Choice, Option
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.app.widgets.entry import Field, Picker
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.focus import FocusRing
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.marks import Day, Figure, StepDots, WeekDots
from biofeedback.app.widgets.menu import Menu
from biofeedback.app.widgets.page import Page
from biofeedback.app.widgets.press import Press
from biofeedback.app.widgets.rating import RatingRow
from biofeedback.app.widgets.stepper import Stepper
from biofeedback.app.widgets.switch import Switch
from biofeedback.app.widgets.tabs import NavTabs
from tests.app.gallery import gallery

GERMAN = [
    "Ohne Gurt weitermachen",
    "Bluetooth-Einstellungen öffnen",
    "Herzschrittmacher oder unregelmäßiger Herzschlag",
    "Progressive Muskelentspannung für Schultern und Nacken",
    "Wirbelsäulengymnastik",
    "Ich habe gefragt, und es spricht nichts dagegen",
]
OPTIONS = [Option("light", "Light"), Option("dark", "Dark"), Option("contrast", "High contrast")]


def role(widget):
    return QAccessible.queryAccessibleInterface(widget).role()


def name(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def in_column(*widgets):
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    return window


# Every control of the gallery


@pytest.fixture(params=[100, 200])
def window(request, qt):
    qt.dress("light", request.param)
    return qt.show(gallery(), 1024, 700)


def stops(window):
    """Return what Tab reaches, from the first around to it again."""
    QTest.keyClick(window, Qt.Key.Key_Tab)
    found = [window.focusWidget()]
    for _ in range(200):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is found[0]:
            return found
        found.append(window.focusWidget())
    raise AssertionError("Tab never comes back")


def test_every_control_has_a_name(window):
    controls = [
        w for w in window.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(controls) > 25
    assert not [type(w).__name__ for w in controls if not name(w) or not w.accessibleName()]


def test_tab_reaches_every_control_once(window):
    wanted = {
        w
        for w in window.findChildren(QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isEnabled() and w.isVisible()
    }
    found = stops(window)
    assert len(found) == len(set(found))
    assert set(found) == wanted


def test_tab_order_is_reading_order(window):
    tops = [w.mapTo(window, QPoint(0, 0)).y() for w in stops(window) if type(w) is CheckRow]
    assert tops == sorted(tops)


def test_targets_are_large_enough(window):
    shown = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
    assert len(shown) > 40
    small = {b.accessibleName(): b.size() for b in shown if min(b.width(), b.height()) < 44}
    assert not small


def test_nothing_scrolls_sideways(window):
    area = window.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()
    right = area.widget().width()
    for widget in area.widget().findChildren(QWidget):
        if widget.isVisible():
            assert widget.mapTo(area.widget(), QPoint(widget.width(), 0)).x() <= right


def test_no_text_of_the_gallery_is_clipped(window):
    for text in window.findChildren(Text):
        if text.isVisible():
            assert text.height() >= text.heightForWidth(text.width()), text.text()
    for button in window.findChildren(Press):
        assert button.height() >= button.heightForWidth(button.width()), button.words()


def test_right_to_left_mirrors_and_clips_nothing(qt):
    qt.application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window = qt.show(gallery(), 1024, 700)
    primary = window.findChild(Primary)
    assert primary.mapTo(window, QPoint(primary.width(), 0)).x() > 900
    test_nothing_scrolls_sideways(window)


# Words that are longer than English


def needed_height_px(button, room_px):
    """Height of its words by Qt's own setting of text, an account apart from ours."""
    theme = theme_of(button)
    form = button._form()
    metrics = QFontMetricsF(theme.font(form.text, 600))
    rect = metrics.boundingRect(QRect(0, 0, room_px, 10_000), _WRAP, button.words())
    return rect.height()


_WRAP = Qt.TextFlag.TextWordWrap


@pytest.mark.parametrize("words", GERMAN)
@pytest.mark.parametrize("make", [Primary, Secondary, Quiet, CheckRow, IconWordButton, CardButton])
def test_german_at_200_percent_wraps_and_fits(qt, make, words):
    qt.dress("light", 200)
    button = make(words)
    qt.show(in_column(button), 520, 400)
    room_px = button.width() - 2 * button._form().pad_x
    assert button.width() <= 520
    assert button.height() >= needed_height_px(button, room_px)


def test_text_keeps_to_62_characters(qt):
    text = Text("wort " * 60)
    qt.show(in_column(text), 1600, 400)
    longest = max(len(line) for line in lines_of(text))
    assert 50 <= longest <= 70
    assert len(lines_of(text)) == text.heightForWidth(text.width()) / Theme.of().line_px("body")


def lines_of(text):
    layout = text._block(text.width()).layout
    lines = [layout.lineAt(i) for i in range(layout.lineCount())]
    return [text.text()[each.textStart() :][: each.textLength()].strip() for each in lines]


def test_a_word_wider_than_the_window_is_broken_not_cut(qt):
    text = Text("Donaudampfschifffahrtsgesellschaftskapitän", "headline")
    assert text.heightForWidth(200) >= 3 * Theme.of().line_px("headline")


# Pressing


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("make", [Primary, Secondary, Quiet, IconWordButton, CardButton, RowButton])
def test_enter_and_space_press(qt, make, key):
    pressed = []
    button = make("Begin", pressed=lambda: pressed.append(True))
    qt.show(in_column(button))
    button.setFocus()
    QTest.keyClick(button, key)
    assert pressed == [True]


def test_roles(qt):
    choice = Choice("Colours", OPTIONS)
    tabs = NavTabs("Places", ["Today", "Diary"])
    qt.show(in_column(choice, tabs))
    wanted = {
        Primary("Begin"): QAccessible.Role.Button,
        CheckRow("Fever"): QAccessible.Role.CheckBox,
        Switch("Voice"): QAccessible.Role.CheckBox,
        choice.buttons()[0]: QAccessible.Role.RadioButton,
        tabs: QAccessible.Role.PageTabList,
        Text("Ten minutes"): QAccessible.Role.StaticText,
    }
    for widget, expected in wanted.items():
        assert role(widget) == expected
        if widget.parent() is None:
            widget.deleteLater()


def test_words_may_hold_an_ampersand(qt):
    button = Primary("Rest & breathe")
    assert button.words() == button.accessibleName() == "Rest & breathe"
    assert button.shortcut().isEmpty()
    button.deleteLater()


def test_key_is_printed_and_described(qt):
    button = IconWordButton("Pause", key="Space")
    assert "Space" in button.accessibleDescription()
    wide = button.sizeHint().width()
    button.set_key("")
    assert button.accessibleDescription() == ""
    assert button.sizeHint().width() < wide
    button.deleteLater()


# Choosing


def test_choice_is_one_stop_and_arrows_choose(qt):
    choice, after = Choice("Colours", OPTIONS, "light"), QLineEdit()
    chosen = []
    choice.chosen.connect(chosen.append)
    qt.show(in_column(choice, after))
    choice.buttons()[0].setFocus()
    QTest.keyClick(choice.buttons()[0], Qt.Key.Key_Right)
    QTest.keyClick(choice.buttons()[1], Qt.Key.Key_Down)
    QTest.keyClick(choice.buttons()[2], Qt.Key.Key_Right)  # the last stays the last
    assert choice.value() == "contrast"
    assert [each.isChecked() for each in choice.buttons()] == [False, False, True]
    QTest.keyClick(choice.buttons()[2], Qt.Key.Key_Left)
    assert chosen[-1] == choice.value() == "dark"
    QTest.keyClick(choice.buttons()[1], Qt.Key.Key_Tab)
    assert after.hasFocus()
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert choice.buttons()[1].hasFocus()


def test_arrows_go_where_they_point_from_right_to_left(qt):
    qt.application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    choice = Choice("Colours", OPTIONS, "light")
    qt.show(in_column(choice))
    choice.buttons()[0].setFocus()
    QTest.keyClick(choice.buttons()[0], Qt.Key.Key_Left)
    assert choice.value() == "dark"
    assert choice.buttons()[1].x() < choice.buttons()[0].x()


def test_choosing_moves_nothing(qt):
    choice = Choice("Colours", OPTIONS, "light")
    qt.show(in_column(choice))
    before = [each.geometry() for each in choice.buttons()]
    choice.set_value("dark")
    qt.settle()
    assert [each.geometry() for each in choice.buttons()] == before


def test_chips_toggle_with_one_press(qt):
    chips = Chips("What weighed on you", OPTIONS, ["dark"])
    told = []
    chips.toggled.connect(lambda value, on: told.append((value, on)))
    qt.show(in_column(chips))
    first = chips.buttons()[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(chips.buttons()[1], Qt.Key.Key_Space)
    assert told == [("light", True), ("dark", False)]
    assert chips.chosen() == ["light"]


# Rating


@pytest.fixture
def rating(qt):
    row = RatingRow("Pain", "none", "the worst you can imagine")
    qt.show(in_column(row))
    row.buttons()[0].setFocus()
    return row


def type_digit(qt, digit, time_ms):
    press = QKeyEvent(
        QEvent.Type.KeyPress,
        Qt.Key.Key_0.value + digit,
        Qt.KeyboardModifier.NoModifier,
        str(digit),
    )
    press.setTimestamp(time_ms)
    qt.application.sendEvent(qt.application.focusWidget(), press)


def test_rating_has_no_preset(rating):
    assert rating.value() is None
    assert [button.words() for button in rating.buttons()] == [str(n) for n in range(11)]


@pytest.mark.parametrize("digit", range(10))
def test_a_digit_rates(qt, rating, digit):
    type_digit(qt, digit, 5000)
    assert rating.value() == digit
    assert rating.buttons()[digit].hasFocus()


@pytest.mark.parametrize(("between_ms", "expected"), [(0, 10), (999, 10), (1001, 0)])
def test_one_then_zero_within_a_second_is_ten(qt, rating, between_ms, expected):
    type_digit(qt, 1, 5000)
    type_digit(qt, 0, 5000 + between_ms)
    assert rating.value() == expected


def test_zero_after_another_digit_is_zero(qt, rating):
    for digit, time_ms in ((1, 5000), (2, 5100), (0, 5200)):
        type_digit(qt, digit, time_ms)
    assert rating.value() == 0


def test_rating_is_spoken_and_taken_back(qt, rating, spoken):
    type_digit(qt, 5, 5000)
    QTest.keyClick(qt.application.focusWidget(), Qt.Key.Key_Right)
    assert spoken == [("Pain, 5 of 10", False), ("Pain, 6 of 10", False)]
    QTest.keyClick(qt.application.focusWidget(), Qt.Key.Key_Delete)
    assert rating.value() is None


def test_eleven_numbers_stand_in_one_row_at_200_percent(qt):
    qt.dress("light", 200)
    row = RatingRow("Schmerz", "kein Schmerz", "der schlimmste vorstellbare")
    page = Page("Wie geht es Ihnen gerade?")
    page.body.addWidget(row)
    qt.show(page, 1024, 700)
    assert len({button.mapTo(page, QPoint(0, 0)).y() for button in row.buttons()}) == 1
    gaps = [b.x() - a.geometry().right() - 1 for a, b in pairwise(row.buttons())]
    assert min(gaps) >= 8


# Stepping and switching


def test_stepper_says_the_new_value_and_stops_at_its_ends(qt, spoken):
    stepper = Stepper("Text size", [100, 110, 120], 110, "{} %".format)
    changes = []
    stepper.changed.connect(changes.append)
    qt.show(in_column(stepper))
    stepper.more.setFocus()
    QTest.keyClick(stepper.more, Qt.Key.Key_Return)
    assert spoken == [("Text size, 120 %", False)]
    assert not stepper.more.isEnabled()
    assert stepper.less.hasFocus()
    QTest.keyClick(stepper.less, Qt.Key.Key_Down)
    QTest.keyClick(stepper.less, Qt.Key.Key_Down)
    QTest.keyClick(stepper.more, Qt.Key.Key_Down)
    assert changes == [120, 110, 100]
    assert "100 %" in stepper.more.accessibleName()


def test_stepper_stays_in_place_and_grows_with_the_text(qt):
    stepper = Stepper("Text size", [90, 100, 200], 90, "{} %".format)
    qt.show(in_column(stepper))
    before = stepper.more.x()
    stepper.set_value(200)
    qt.settle()
    assert stepper.more.x() == before
    qt.dress("light", 200)
    qt.settle()
    metrics = QFontMetricsF(Theme.of("light", 200).font("heading"))
    assert stepper.more.x() - stepper.less.geometry().right() > metrics.horizontalAdvance("200 %")


def test_switch_says_on_and_off_in_a_word(qt):
    switch = Switch("Spoken voice")
    qt.show(in_column(switch))
    assert switch.accessibleDescription() == "off"
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Return)
    assert switch.isChecked()
    assert switch.accessibleDescription() == "on"


def test_picker_unfolds_rows_that_can_be_pressed(qt):
    picker = Picker("Country", ["Deutschland", "Vereinigtes Königreich", "Österreich"])
    qt.show(in_column(picker))
    picker.setFocus()
    QTest.keyClick(picker, Qt.Key.Key_Space)
    qt.settle()
    view, model = picker.view(), picker.model()
    rows = [view.visualRect(model.index(i, 0)) for i in range(3)]
    assert min(row.height() for row in rows) >= 44
    assert not any(a.intersects(b) for a, b in pairwise(rows))
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert picker.currentText() == "Vereinigtes Königreich"


def test_field_is_named_by_its_label(qt):
    field = Field("Passphrase", "if you like", secret=True)
    qt.show(in_column(field))
    assert name(field.edit) == "Passphrase"
    assert field.edit.height() >= 52
    QTest.keyClicks(field.edit, "pine")
    assert (field.text(), field.edit.displayText() == "pine") == ("pine", False)


def test_menu_is_used_by_keys(qt):
    window = qt.show(QWidget())
    menu, went = Menu("Places", window), []
    for place in ("Today", "Progress"):
        menu.addAction(place, lambda place=place: went.append(place))
    menu.popup(QPoint(10, 10))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert went == ["Progress"]
    assert menu.actionGeometry(menu.actions()[0]).height() >= 44


# Focus


def ring_of(window):
    return window.findChild(FocusRing)


def test_ring_goes_round_what_has_the_focus(qt, theme):
    button, entry = Secondary("Compare two"), QLineEdit()
    window = in_column(button, entry)
    FocusRing(window)
    qt.show(window, 400, 300)
    button.setFocus()
    qt.settle()
    ring = ring_of(window)
    assert ring.isVisible()
    assert ring.geometry() == button.geometry().adjusted(-6, -6, 6, 6)
    picture = window.grab().toImage()
    middle = ring.geometry().center().x()
    top = ring.geometry().top()
    assert picture.pixelColor(middle, top + 1) == theme.colour("focus")
    assert picture.pixelColor(middle, top + 4) == theme.colour("focus_gap")
    entry.setFocus()
    qt.settle()
    assert ring.geometry() == entry.geometry().adjusted(-6, -6, 6, 6)
    window.resize(600, 500)
    qt.settle()
    assert ring.geometry() == entry.geometry().adjusted(-6, -6, 6, 6)
    entry.hide()
    qt.settle()
    assert ring.geometry() == button.geometry().adjusted(-6, -6, 6, 6)


def test_ring_scrolls_along_and_is_cut_at_the_edge_of_the_view(qt):
    page = Page("Settings")
    buttons = [Secondary(f"Button {i}") for i in range(30)]
    for button in buttons:
        page.body.addWidget(button)
    page.foot.addWidget(Primary("Done"))
    window = in_column(page)
    FocusRing(window)
    qt.show(window, 800, 500)
    buttons[0].setFocus()
    bar = page.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(60)
    qt.settle()
    place = QRect(buttons[0].mapTo(window, QPoint(0, 0)), buttons[0].size())
    assert ring_of(window).geometry() == place.adjusted(-6, -6, 6, 6)
    bar.setValue(bar.maximum())
    qt.settle()
    assert ring_of(window)._open().isEmpty()


def test_ring_follows_the_tab_in_tabs(qt):
    tabs = NavTabs("Places", ["Today", "Progress", "Diary"])
    window = in_column(tabs)
    FocusRing(window)
    qt.show(window, 600, 200)
    tabs.setFocus()
    qt.settle()
    before = ring_of(window).geometry().x()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    qt.settle()
    assert ring_of(window).geometry().x() > before


# Banner, dialog, page


def test_banner_takes_the_focus_and_gives_it_back(qt, spoken):
    acted = []
    pause, banner = IconWordButton("Pause"), Banner()
    window = in_column(banner, pause)
    qt.show(window)
    pause.setFocus()
    banner.show_trouble("No contact", "Moisten the pads.", "Go on", lambda: acted.append(True))
    assert banner.action.hasFocus()
    assert spoken == [("No contact. Moisten the pads.", True)]
    banner.show_trouble("Out of reach", "It connects again.", "Go on", lambda: acted.append(True))
    QTest.keyClick(banner.action, Qt.Key.Key_Return)
    assert acted == [True]
    banner.dismiss()
    assert not banner.isVisible()
    assert pause.hasFocus()


def test_banner_that_goes_leaves_the_focus_elsewhere_alone(qt):
    pause, stop, banner = IconWordButton("Pause"), IconWordButton("Stop"), Banner()
    qt.show(in_column(banner, pause, stop))
    pause.setFocus()
    banner.show_trouble("No contact", "Moisten the pads.", "Go on")
    stop.setFocus()
    banner.dismiss()
    assert stop.hasFocus()


def test_dialog_fits_and_esc_is_no(qt):
    qt.dress("light", 200)
    window = qt.show(QWidget(), 1024, 700)
    answers = []
    ask = "Diese Übung verwerfen?"
    dialog = Dialog(window, ask, "Die Aufzeichnung " * 30, "Verwerfen", "Behalten", answers.append)
    dialog.rejected.connect(lambda: answers.append("no"))
    dialog.open()
    qt.settle()
    assert dialog.width() <= 1024
    assert dialog.height() <= 700
    assert dialog.yes.mapTo(dialog, QPoint(0, dialog.yes.height())).y() <= dialog.height()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert answers == ["no"]


def test_ring_survives_the_window_it_is_in(qt):
    window = qt.show(in_column(Primary("Begin")), 1024, 700)
    FocusRing(window)
    for _ in range(3):
        dialog = Dialog(window, "Discard?", "It cannot be undone.", "Discard", "Keep")
        dialog.open()
        dialog.yes.setFocus()
        qt.settle()
        dialog.reject()
        qt.settle()
    assert window.focusWidget() is not None


def test_texts_begin_at_the_right_from_right_to_left(qt):
    qt.application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    text = Text("Ten quiet minutes")
    window = qt.show(in_column(text), 1600, 200)
    picture = window.grab().toImage()
    ink = [
        x
        for x in range(picture.width())
        for y in range(0, picture.height(), 2)
        if picture.pixelColor(x, y).lightness() < 128
    ]
    assert max(ink) > text.geometry().right() - 8
    assert min(ink) > 1300


def test_dialog_yes(qt):
    window = qt.show(QWidget(), 1024, 700)
    answers = []
    dialog = Dialog(
        window, "Discard?", "It cannot be undone.", "Discard", "Keep", lambda: answers.append(1)
    )
    dialog.open()
    dialog.yes.setFocus()
    QTest.keyClick(dialog.yes, Qt.Key.Key_Return)
    assert answers == [1]


@pytest.mark.parametrize(
    ("width", "percent", "margin"),
    [(1280, 100, 64), (1040, 100, 40), (1280, 150, 40), (1800, 100, 324)],
)
def test_page_margins(qt, width, percent, margin):
    qt.dress("light", percent)
    page = Page("Good morning", "Ten quiet minutes today.")
    page.foot.addWidget(Primary("Begin"))
    qt.show(page, width, 700)
    assert page.headline.mapTo(page, QPoint(0, 0)).x() == margin
    assert page.findChild(Primary).mapTo(page, QPoint(0, 0)).x() == margin


def test_foot_stays_while_the_body_scrolls(qt):
    qt.dress("light", 200)
    page = Page("Is one of these true for you?")
    for words in GERMAN * 3:
        page.body.addWidget(CheckRow(words))
    primary = Primary("Nichts davon trifft zu")
    page.foot.addWidget(primary)
    qt.show(page, 1024, 700)
    assert page.findChild(QScrollArea).verticalScrollBar().maximum() > 0
    assert primary.mapTo(page, QPoint(0, primary.height())).y() <= 700


# Layout in rows


def rows_of(widgets):
    rows = {}
    for widget in widgets:
        rows.setdefault(widget.y(), []).append(widget)
    return [len(row) for row in rows.values()]


@pytest.mark.parametrize(("width", "expected"), [(1152, [4]), (700, [2, 2]), (260, [1, 1, 1, 1])])
def test_even_cards_share_the_rows_evenly(qt, width, expected):
    cards = [CardButton("Ease neck and shoulders", "5 min", icon="neck") for _ in range(4)]
    holder = QWidget()
    flow = FlowLayout(16, even=True)
    for card in cards:
        flow.addWidget(card)
    holder.setLayout(flow)
    qt.show(holder, width, 700)
    assert rows_of(cards) == expected
    assert len({card.width() for card in cards}) == 1


# Small pictures


def test_marks_say_what_they_show(qt):
    days = [Day("M", "practised"), Day("T", "planned")]
    week = WeekDots(days, "1 of 2 planned sessions")
    dots = StepDots(4, 6, "Put on the strap")
    figure = Figure("RMSSD", "ms")
    figure.set_value("58", "rest 29")
    qt.show(in_column(week, dots, figure))
    assert name(week) == "1 of 2 planned sessions"
    assert name(dots) == "Step 4 of 6, Put on the strap"
    assert name(figure) == "RMSSD: 58 ms, rest 29"
    figure.set_value("collecting")
    assert name(figure) == "RMSSD: collecting"
