"""Charts: where things stand, what is said of them, how a long wave is seen from near."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.charts.frame import Frame, spread
from biofeedback.app.charts.plot import ChartBox, Plot, TableKey, boxed
from biofeedback.app.charts.sheet import Sheet
from biofeedback.app.charts.table import table_of
from biofeedback.app.charts.wave import WaveView
from biofeedback.app.examples import past_made
from biofeedback.app.theme.tokens import Theme
from biofeedback.report.chart import Axis, Chart, Line, Panel, Role
from biofeedback.report.page import Table


@given(st.lists(st.floats(0, 300), max_size=6), st.floats(1, 60))
def test_names_never_touch_and_keep_their_order(ends, apart):
    ends = sorted(ends)
    places = spread(ends, apart)
    assert len(places) == len(ends)
    assert all(b - a >= apart - 1e-6 for a, b in pairwise(places))
    assert sum(places) == pytest.approx(sum(ends), abs=1e-6)  # pushed both ways alike


def test_names_with_room_stay_where_their_lines_end():
    assert spread([10.0, 50.0, 100.0], 20.0) == [10.0, 50.0, 100.0]
    assert spread([10.0, 20.0], 20.0) == [5.0, 25.0]


def test_values_stand_where_the_axes_say(application):
    panel = Panel(Axis(0, 10, ()), Axis(40, 80, ((40, "40"), (80, "80"))))
    frame = Frame.of(panel, Theme.of(), QRectF(0, 0, 600, 200))
    area = frame.area
    assert frame.x(0) == area.left()
    assert frame.x(5) == pytest.approx(area.center().x())
    assert (frame.y(40), frame.y(80)) == (area.bottom(), area.top())


@pytest.mark.parametrize("height", [90, 130, 300])
def test_levels_have_room_for_their_words(application, height):
    ticks = tuple((n, str(n)) for n in range(40, 90, 10))
    theme = Theme.of("light", 200)
    frame = Frame.of(Panel(Axis(0, 1, ()), Axis(40, 80, ticks)), theme, QRectF(0, 0, 600, height))
    places = [frame.y(value) for value, _words in frame.shown_levels(theme)]
    assert all(a - b >= theme.line_px("caption") for a, b in pairwise(places))


def picture_of(widget):
    return widget.grab().toImage()


def coloured(picture, rect, colour):
    """Count pixels of a colour within a rectangle."""
    wanted = colour.rgb()
    return sum(
        picture.pixel(x, y) == wanted
        for x in range(round(rect.left()), round(rect.right()))
        for y in range(round(rect.top()), round(rect.bottom()))
    )


def test_nothing_is_joined_across_a_gap(qt, theme):
    """Half a minute is missing; only dots at the height of the last beat are there."""
    pieces = (((0.0, 60.0), (1.0, 70.0)), ((3.0, 50.0), (4.0, 60.0)))
    panel = Panel(Axis(0, 4, ()), Axis(40, 80, ()), (Line("", Role.HEART, pieces),))
    plot = qt.show(Plot(Chart("Title", "", (panel,))), 800, 300)
    [frame] = plot.frames()
    between = QRectF(
        frame.x(1.2), frame.area.top(), frame.x(2.8) - frame.x(1.2), frame.area.height()
    )
    at_height = QRectF(between.left(), frame.y(70) - 3, between.width(), 6)
    ink = theme.colour("c1")
    dots = coloured(picture_of(plot), at_height, ink)
    assert 0 < dots < 0.6 * at_height.width() * 4
    assert coloured(picture_of(plot), between, ink) == dots


def test_small_charts_fill_their_place(application):
    rest = past_made.progress().rest
    frame = Frame.of(rest.panels[0], Theme.of(), QRectF(0, 0, 300, 60), bare=True)
    assert frame.x(0.0) == frame.area.left()
    assert frame.x(49.0) == frame.area.right()


def test_a_chart_says_its_sentence(qt):
    chart = past_made.progress().ratings
    box = qt.show(boxed(chart, "Pain has come down."), 600, 300)
    assert box.plot.accessibleName() == chart.title
    assert box.plot.accessibleDescription() == "Pain has come down."


def test_weeks_as_a_table():
    table = table_of(past_made.progress().ratings)
    assert table.head == ("Week of", "Pain", "Tension")
    assert len(table.rows) == 8
    assert table.rows[0] == ("19 Jan", "5.6 (4.9 to 6.3)", "6.4 (5.8 to 7.0)")


def test_minutes_as_a_table():
    table = table_of(past_made.progress().practice)
    assert table.head == ("Week of", "Minutes")
    assert [row[1] for row in table.rows] == ["30", "40", "20", "50", "40", "20", "40", "42"]


def test_a_wave_as_a_table_by_the_minute():
    pieces = (((0.1, 60.0), (0.9, 70.0)), ((2.5, 50.0),))
    line = Line("Heart", Role.HEART, pieces)
    chart = Chart("Wave", "", (Panel(Axis(0, 3, ()), Axis(40, 80, ()), (line,)),))
    table = table_of(chart)
    dash = "\N{EN DASH}"
    assert table.rows == (
        ("1", "65", "60", "70"),
        ("2", dash, dash, dash),
        ("3", "50", "50", "50"),
    )


def test_ctrl_t_shows_tables_and_charts_again(qt):
    view = QWidget()
    column = QVBoxLayout(view)
    progress = past_made.progress()
    for chart in (progress.ratings, progress.practice):
        column.addWidget(boxed(chart))
    TableKey(view)
    qt.show(view, 800, 1200)
    boxes = view.findChildren(ChartBox)
    QTest.keyClick(view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qt.settle()
    assert [box.is_table for box in boxes] == [True, True]
    assert not boxes[0].plot.isVisible()
    assert view.findChildren(Sheet)[0].accessibleName() == progress.ratings.title
    QTest.keyClick(view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert [box.is_table for box in boxes] == [False, False]
    assert boxes[0].plot.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_every_cell_of_a_table_has_room(qt, percent):
    qt.dress("light", percent)
    window = QWidget()
    column = QVBoxLayout(window)
    sheet = Sheet(past_made.run_shown().tables[0])
    column.addWidget(sheet)
    column.addStretch(1)
    qt.show(window, 944, 1400)
    widths = sum(sheet.columnWidth(i) for i in range(sheet.columnCount()))
    assert widths <= sheet.viewport().width()
    metrics = sheet.fontMetrics()
    for row in range(sheet.rowCount()):
        for i in range(sheet.columnCount()):
            words = sheet.item(row, i).text()
            lines = metrics.boundingRect(
                0, 0, sheet.columnWidth(i) - 30, 10_000, Qt.TextFlag.TextWordWrap, words
            )
            assert lines.height() <= sheet.rowHeight(row)
            assert max(map(metrics.horizontalAdvance, words.split())) <= sheet.columnWidth(i) - 30
    assert sheet.verticalScrollBar().maximum() == 0


def test_a_table_keeps_all_it_is_given(qt):
    table = Table("Figures", ("Name", "Value"), (("One", "1"), ("Two", "2")))
    sheet = qt.show(Sheet(table), 400, 300)
    assert sheet.horizontalHeaderItem(1).text() == "Value"
    assert [sheet.item(row, 1).text() for row in range(2)] == ["1", "2"]


@pytest.fixture
def wave(qt):
    line = Line("Heart", Role.HEART, (tuple((i / 60, 60.0 + i % 7) for i in range(481)),))
    panel = Panel(Axis(0, 8, ()), Axis(40, 80, ()), (line,))
    return qt.show(WaveView(Chart("Wave", "", (panel,))), 900, 400)


def test_all_of_the_wave_is_there_at_first(wave):
    assert wave.seen_min == (0, 8)
    assert not wave.wider.isEnabled()
    assert wave.closer.isEnabled()


def test_plus_halves_and_minus_doubles(wave):
    assert wave.key("+")
    assert wave.seen_min == (2, 6)
    assert wave.key("+")
    assert wave.seen_min == (3, 5)
    assert wave.key("-")
    assert wave.seen_min == (2, 6)


def test_arrows_move_along_and_stop_at_the_ends(wave):
    wave.key("+")
    wave.key("Left")
    assert wave.seen_min == (0, 4)
    assert not wave.earlier.isEnabled()
    wave.key("Left")
    assert wave.seen_min == (0, 4)
    for _ in range(9):
        wave.key("Right")
    assert wave.seen_min == (4, 8)


def test_half_a_minute_is_the_closest(wave):
    for _ in range(10):
        wave.key("+")
    low, high = wave.seen_min
    assert high - low == pytest.approx(0.5)
    assert not wave.closer.isEnabled()


def test_other_keys_mean_nothing(wave):
    assert not wave.key("X")


def test_focus_does_not_get_lost_at_an_end(qt, wave):
    wave.closer.setFocus()
    wave.closer.click()
    wave.wider.setFocus()
    wave.wider.click()
    assert wave.closer.hasFocus()


def test_two_panels_share_one_time_axis(qt):
    plot = qt.show(Plot(past_made.compared().waves), 900, 500)
    above, below = plot.frames()
    assert above.area.left() == below.area.left()
    assert above.area.right() == below.area.right()


def test_a_week_without_a_value_breaks_the_line(qt, theme):
    pieces = (((0.0, 5.0), (7.0, 5.0)), ((21.0, 5.0), (28.0, 5.0)))
    line = Line("", Role.PAIN, pieces, marks=True)
    ticks = tuple((7.0 * i, str(i)) for i in range(5))
    panel = Panel(Axis(-3.5, 31.5, ticks), Axis(0, 10, ()), (line,))
    plot = qt.show(Plot(Chart("", "", (panel,))), 700, 300)
    [frame] = plot.frames()
    missing = QRectF(frame.x(8.5), frame.y(5) - 6, frame.x(19.5) - frame.x(8.5), 12)
    drawn = QRectF(frame.x(1.5), frame.y(5) - 6, frame.x(5.5) - frame.x(1.5), 12)
    picture, ink = picture_of(plot), theme.colour("c3")
    assert coloured(picture, missing, ink) == 0
    assert coloured(picture, drawn, ink) > 0


def test_a_long_wave_is_painted_in_time(qt):
    """Half an hour of beats and of breath, all at once: well within what nobody notices."""
    line = Line("Heart", Role.HEART, (tuple((i / 70, 60.0 + i % 9) for i in range(2100)),))
    hills = (tuple((i / 240, (i % 40) / 40) for i in range(7200)),)
    panel = Panel(Axis(0, 30, ()), Axis(40, 80, ()), (line,), hills, "Breath")
    view = qt.show(WaveView(Chart("Wave", "", (panel,))), 1100, 400)
    began_s = perf_counter()
    for _ in range(3):
        view.plot.grab()
    took_ms = (perf_counter() - began_s) / 3 * 1000
    print(f"half an hour painted in {took_ms:.0f} ms")
    assert took_ms < 500
