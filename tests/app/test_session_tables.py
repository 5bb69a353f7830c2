"""The pictures of a session as tables: their values, their keys, and a session that goes on."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.canvas.heart import Beats
from biofeedback.app.charts import plot
from biofeedback.app.charts.plot import ChartBox
from biofeedback.app.charts.sheet import Sheet
from biofeedback.app.examples import live
from biofeedback.app.examples import session as example
from biofeedback.app.views.live_run import LiveRun
from biofeedback.app.views.session_plots import spectrum_of
from biofeedback.app.views.session_tables import (
    ecg_table,
    heart_table,
    pairs_table,
    spectrum_table,
    tables_of,
)
from biofeedback.live import wishes
from tests.app.test_session import Stage

DASH, MINUS = "\N{EN DASH}", "\N{MINUS SIGN}"
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Beats.none()


def beats_of(rr_ms, gap_at=()):
    t_s = np.cumsum(rr_ms) / 1000
    gap = np.zeros(len(rr_ms))
    gap[list(gap_at)] = 1
    return Beats(t_s, 60_000 / np.array(rr_ms, float), gap)


def rhythm(per_min):
    t_s = np.arange(0.0, 120.0, 0.9)
    return Beats(t_s, 65 + 7 * np.sin(2 * np.pi * t_s * per_min / 60), np.zeros_like(t_s))


def test_the_heart_wave_by_ten_seconds_the_newest_first():
    beats = beats_of([1000] * 10 + [800, 1200] * 5)  # 60 a minute, then 75 and 50
    table = heart_table(beats, 20.5, 60.0, lambda t_s: 6.0 if t_s > 10 else None)
    assert table.head == ("Seconds ago", "Mean", "Low", "High", "Pacer, a minute")
    assert table.rows == (
        (f"0{DASH}10", "62", "50", "75", "6.0"),
        (f"10{DASH}20", "60", "60", "60", DASH),
    )
    assert heart_table(beats, 90.0, 30.0).rows[0] == (f"0{DASH}10", DASH, DASH, DASH)


def test_the_ecg_is_told_by_its_beats_and_not_by_samples():
    table = ecg_table(beats_of([1000, 900, 800, 1200, 1000], gap_at=[3]), 7.0)
    # they were at 1.0, 1.9, 2.7, 3.9 (after a gap: no interval of its own) and 4.9 s
    assert table.rows == (
        ("2.1", "1000", "60"),
        ("4.3", "800", "75"),
        ("5.1", "900", "67"),
        ("6.0", "1000", "60"),
    )


@pytest.mark.parametrize("per_min", [6, 15])
def test_a_pure_rhythm_stands_in_the_row_of_its_rate(per_min):
    table = spectrum_table(spectrum_of(rhythm(per_min)), 5.8)
    strength = [float(row[1]) for row in table.rows]
    assert len(table.rows) == 24
    assert strength[per_min - 1] == pytest.approx(100, abs=8)
    assert max(strength[: per_min - 2] + strength[per_min + 1 :]) <= 2
    assert [row[0] for row in table.rows[4:7]] == ["5", "6, the pace", "7"]


def test_intervals_that_follow_each_other_the_newest_first():
    table = pairs_table(np.array([[1000.0, 800.0], [800.0, 812.4], [812.4, 812.3]]))
    assert table.rows == (
        ("812", "812", "0"),
        ("800", "812", "+12"),
        ("1000", "800", f"{MINUS}200"),
    )
    assert table.numeric == (False, True, True)


def test_before_there_is_anything_all_collect():
    for table in tables_of(NONE, 0.0, None):
        assert table.rows[0][0] == "collecting"


@pytest.fixture
def stage(qt, tmp_path, monkeypatch):
    monkeypatch.setattr(plot, "_APART_MS", 0)

    def make(scene, *size, **likes):
        there = Stage(qt, tmp_path, *size, **likes)
        there.play(scene)
        return there

    return make


def tables_key(there):
    QTest.keyClick(QApplication.focusWidget() or there.window, Qt.Key.Key_T, CONTROL)
    there.qt.settle()


def shown_sheets(there):
    return [sheet for sheet in there.view.findChildren(Sheet) if sheet.isVisible()]


def test_ctrl_t_opens_the_details_as_tables_and_the_session_goes_on(stage):
    there = stage(example.example)
    assert there.view.front.bar.buttons["pause"].hasFocus()
    assert not there.view.findChildren(Sheet)  # made only when asked for
    tables_key(there)
    names = [sheet.accessibleName() for sheet in shown_sheets(there)]
    assert names == [
        "Heart rate, beats a minute",
        "Beats in the six seconds of the ECG",
        "Rhythms of the heart",
        "Beat after beat",
    ]
    assert shown_sheets(there)[0].hasFocus()
    assert not there.view.details.ecg.isVisible()
    assert QApplication.activeModalWidget() is None
    assert there.desk.wished == []
    assert there.view.canvas._timer.isActive()


def test_closing_them_gives_the_keyboard_back(stage):
    there = stage(example.details)
    stop = there.view.front.bar.buttons["stop"]
    stop.setFocus()
    tables_key(there)
    tables_key(there)
    assert stop.hasFocus()
    assert there.view.details.ecg.isVisible()
    tables_key(there)
    there.press(Qt.Key.Key_D)  # from within a table
    assert there.view.details.isHidden()
    assert stop.hasFocus()
    tables_key(there)
    assert len(shown_sheets(there)) == 4


def test_in_a_table_arrows_move_and_space_still_pauses(stage):
    there = stage(example.details)
    tables_key(there)
    sheet = shown_sheets(there)[0]
    there.press(Qt.Key.Key_Down)
    there.press(Qt.Key.Key_Down)
    assert sheet.currentRow() == 2
    assert there.desk.wished == []
    there.press(Qt.Key.Key_Space)
    assert there.desk.wished == [wishes.PAUSE]


def test_the_tables_tell_what_the_simulated_heart_did(stage):
    """It beats at 64 a minute, follows six breaths a minute, and its intervals add up."""
    there = stage(example.details)
    tables_key(there)
    heart, ecg, rhythms, pairs = shown_sheets(there)
    text = lambda sheet, row, column: sheet.item(row, column).text()  # noqa: E731
    assert all(60 <= int(text(heart, row, 1)) <= 68 for row in range(heart.rowCount()))
    assert 5 <= ecg.rowCount() <= 8
    strength = [int(text(rhythms, row, 1)) for row in range(rhythms.rowCount())]
    assert text(rhythms, strength.index(max(strength)), 0) == "6, the pace"
    assert pairs.rowCount() == 150
    for row in range(pairs.rowCount() - 1):  # the newest first: each continues the one below
        assert text(pairs, row, 0) == text(pairs, row + 1, 1)


def test_they_stand_still_while_they_are_read_and_are_anew_the_next_time(stage):
    there = stage(example.details)
    tables_key(there)
    before = shown_sheets(there)[3].item(0, 1).text()
    there.move(t_s=example.AT_S + 9)
    there.view.details._kept.beats = beats_of([1000, 750, 903])
    assert shown_sheets(there)[3].item(0, 1).text() == before
    tables_key(there)
    tables_key(there)
    assert shown_sheets(there)[3].item(0, 1).text() == "903"


@pytest.mark.parametrize("percent", [100, 130, 200])
def test_every_cell_has_room(stage, percent):
    there = stage(example.details, text_percent=percent)
    tables_key(there)
    for sheet in shown_sheets(there):
        wide_px = sum(sheet.columnWidth(column) for column in range(sheet.columnCount()))
        assert wide_px <= sheet.viewport().width()
    assert there.view.details.horizontalScrollBar().maximum() == 0


def test_the_cell_that_is_read_stays_in_sight(stage):
    there = stage(example.details)
    tables_key(there)
    pairs = shown_sheets(there)[3]
    pairs.setFocus()
    QTest.keyClick(pairs, Qt.Key.Key_End, CONTROL)
    there.qt.settle()
    details = there.view.details
    cell = pairs.visualRect(pairs.currentIndex())
    middle = pairs.viewport().mapTo(details.viewport(), cell.center())
    assert pairs.currentRow() == pairs.rowCount() - 1
    assert details.viewport().rect().contains(middle)


def test_there_are_none_where_details_are_refused(stage):
    there = stage(example.stopped)
    tables_key(there)
    assert there.view.details.isHidden()
    assert not shown_sheets(there)


@pytest.fixture
def led(qt):
    sessions = []
    yield sessions
    for session in sessions:
        session.close()
    qt.settle()


def test_the_professionals_pictures_are_tables_too(led, stage):
    there = stage(live.example, professional=True)
    page = there.view.page
    led.append(LiveRun.of(there.context))
    before = QApplication.focusWidget()
    tables_key(there)
    heart, ecg = shown_sheets(there)
    assert heart.rowCount() == 12
    assert {heart.item(row, 4).text() for row in range(12)} == {"6.0"}
    assert 5 <= ecg.rowCount() <= 8
    assert heart.hasFocus()
    assert page.wave.isHidden()
    tables_key(there)
    assert not any(box.is_table for box in there.view.findChildren(ChartBox))
    assert page.wave.isVisible()
    assert QApplication.focusWidget() is before
