"""The session's screen, fed by hand: troubles, tools, details, eyes closed; in every theme."""

import shutil
import sys
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QProcess, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from biofeedback.app.bridge import Bridge
from biofeedback.app.canvas.heart import Beats
from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RunMoved, StrapIs, StrapState
from biofeedback.app.examples import session as example
from biofeedback.app.examples.session_made import Standing, made
from biofeedback.app.examples.tell import tell
from biofeedback.app.main_window import MainWindow
from biofeedback.app.settings import Settings
from biofeedback.app.views.session_plots import pairs_ms, spectrum_of
from biofeedback.app.views.session_troubles import DISK_FULL, SAVING, TROUBLES, worst
from biofeedback.live import wishes
from devices import errors


class StillBridge(Bridge):
    """Asks nobody, and remembers what was asked."""

    def __init__(self, desk):
        super().__init__()
        self.desk = desk

    def call(self, function, *arguments):
        if arguments == (self.desk,):
            function(self.desk)


class Desk:
    """Writes down what is wished."""

    def __init__(self):
        self.wished, self.stopped, self.ecg = [], 0, None

    def wish(self, label, at_s=None):
        self.wished.append(label)

    def stop(self):
        self.stopped += 1

    def show_ecg(self, shown):
        self.ecg = shown


class Stage:
    def __init__(self, qt, tmp_path, width=1280, height=800, **likes):
        self.desk = Desk()
        settings = Settings(QSettings(str(tmp_path / "likes.ini"), QSettings.Format.IniFormat))
        settings.change(**{"theme": "light", "text_percent": 100, **likes})
        self.context = Context(StillBridge(self.desk), self.desk, settings)
        self.window = MainWindow(self.context)
        self.qt = qt
        qt.show(self.window, width, height)

    @property
    def view(self):
        return self.window.view

    def play(self, scene):
        scene(self.context)
        self.qt.settle()

    def move(self, **changes):
        """Tell the last moment again, with something changed."""
        last = made(until_s=example.AT_S).moved[-1]
        frame = replace(last.frame, **changes)
        tell(self.context, replace(last, frame=frame))
        self.qt.settle()

    def press(self, key):
        QTest.keyClick(QApplication.focusWidget() or self.window, key)
        self.qt.settle()


@pytest.fixture
def stage(qt, tmp_path):
    def make(*size, **likes):
        return Stage(qt, tmp_path, *size, **likes)

    return make


SCENES = (
    example.example,
    example.details,
    example.trouble,
    example.irregular,
    example.stopped,
    example.over,
)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
@pytest.mark.parametrize(
    ("theme", "percent", "size"),
    [("light", 100, (1280, 800)), ("dark", 200, (1024, 700)), ("contrast", 150, (1024, 700))],
)
def test_everything_has_a_name_and_its_place(stage, scene, theme, percent, size):
    there = stage(*size, theme=theme, text_percent=percent)
    there.play(scene)
    shown = [w for w in there.view.findChildren(QWidget) if w.isVisible()]
    for widget in shown:
        if isinstance(widget, QAbstractButton):
            assert widget.accessibleName()
            assert widget.width() >= widget.minimumSizeHint().width()
            assert widget.height() >= widget.heightForWidth(widget.width())
    front = there.view.front
    for part in (front.title, front.left, front.banner, front.cue, front.bar, front.stop):
        if part.isVisible():
            assert front.rect().contains(part.geometry())
    stacked = [p for p in (front.banner, front.cue, front.bar, front.stop) if p.isVisible()]
    for above, below in pairwise(stacked):
        assert above.geometry().bottom() < below.geometry().top()
    details = there.view.details
    assert details.isHidden() or details.horizontalScrollBar().maximum() == 0


def test_every_trouble_has_words_and_one_action(stage):
    there = stage()
    there.play(example.example)
    banner = there.view.front.banner
    for trouble in TROUBLES:
        if trouble.code not in (SAVING, DISK_FULL, "battery_low"):
            there.move(status=trouble.code)
            assert there.view.troubles.shown is trouble
            assert banner.accessibleName().startswith(trouble.headline())
            assert banner.action.words() == trouble.action()
            assert banner.action.hasFocus()
            there.move(status="ok")
            assert there.view.troubles.shown is None


def test_the_most_hindering_trouble_is_shown_and_the_others_wait(stage):
    there = stage()
    there.play(example.example)
    there.move(status="irregular", battery_pct=9)
    assert there.view.troubles.shown.code == "irregular"
    there.move(status=errors.ContactLost.code, battery_pct=9)
    assert there.view.troubles.shown.code == errors.ContactLost.code
    there.move(battery_pct=9)
    assert there.view.troubles.shown.code == "battery_low"
    there.press(Qt.Key.Key_Return)  # all right
    there.move(battery_pct=8)
    assert there.view.troubles.shown is None
    assert there.view.front.banner.isHidden()
    assert worst(()) is None


def test_going_on_without_the_strap_hides_all_its_troubles_until_it_is_back(stage):
    there = stage()
    there.play(example.example)
    there.move(status=errors.ContactLost.code)
    there.press(Qt.Key.Key_Return)
    assert there.desk.wished == [wishes.ALONE]
    there.move(status=errors.ConnectionLost.code)
    assert there.view.troubles.shown is None
    there.move()
    there.move(status=errors.ConnectionLost.code)
    assert there.view.troubles.shown is not None


def test_bluetooth_that_is_off_opens_the_settings_of_this_computer_where_it_has_any(
    stage, monkeypatch
):
    monkeypatch.setattr(sys, "platform", "linux")
    there = stage()
    there.play(example.example)
    action = there.view.front.banner.action
    monkeypatch.setattr(shutil, "which", lambda program: None)
    there.move(status=errors.BluetoothOff.code)
    assert action.words() == "Go on without the strap"
    there.move()

    begun = []
    monkeypatch.setattr(QProcess, "startDetached", lambda *command: (not begun.append(command), 1))
    monkeypatch.setattr(shutil, "which", lambda program: {"blueman-manager": "/b"}.get(program))
    there.move(status=errors.BluetoothOff.code)
    assert action.words() == "Open Bluetooth settings"
    there.press(Qt.Key.Key_Return)
    assert begun == [("blueman-manager", [])]
    assert there.desk.wished == []
    assert action.words() == "Go on without the strap"
    there.press(Qt.Key.Key_Return)
    assert there.desk.wished == [wishes.ALONE]
    assert there.view.front.banner.isHidden()


def test_the_heart_is_said_to_be_back(stage):
    there = stage()
    there.play(example.example)
    there.move(status=errors.ConnectionLost.code)
    there.move()
    banner = there.view.front.banner
    assert not banner.isHidden()
    assert "Your heart is back" in banner.accessibleName()
    assert there.view.first_focus().hasFocus()


def test_saving_that_stopped_is_said_with_the_time_until_which_all_is_safe(stage):
    there = stage()
    there.play(example.example)
    last = made(until_s=example.AT_S).moved[-1]
    tell(there.context, replace(last, saving="The disk is full."))
    words = there.view.front.banner.accessibleName()
    assert words.startswith("Saving has stopped. Your session goes on. Everything until ")
    assert "{time}" not in words
    there.view.troubles.act()  # show me how
    assert "Leave the app open" in there.view.front.banner.accessibleName()
    tell(there.context, replace(last, saving="The disk is full.", is_disk_full=True))
    words = there.view.front.banner.accessibleName()
    assert words.startswith("Saving has stopped: the disk is full. Your session goes on. ")
    there.view.troubles.act()
    assert "Make room" in there.view.front.banner.accessibleName()


def test_a_strap_that_is_lost_tells_why(stage):
    there = stage()
    there.play(example.example)
    tell(there.context, StrapIs(StrapState.LOST, trouble=errors.BluetoothOff.code))
    there.move(status=errors.ConnectionLost.code)
    assert there.view.troubles.shown.code == errors.BluetoothOff.code


def test_an_irregular_heart_is_not_drawn(stage):
    there = stage()
    there.play(example.example)
    assert there.view.canvas._scene.shows_heart
    there.move(status="irregular")
    assert not there.view.canvas._scene.shows_heart
    there.move()
    assert there.view.canvas._scene.shows_heart


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_Left, "5.9 a minute"),
        (Qt.Key.Key_Right, "6.1 a minute"),
        (Qt.Key.Key_P, "Wave"),
        (Qt.Key.Key_H, "Heart wave off"),
        (Qt.Key.Key_V, "Voice off"),
        (Qt.Key.Key_T, "8 minutes left"),
    ],
)
def test_a_key_shows_its_value_in_the_place_of_the_line(stage, key, said):
    there = stage()
    there.play(example.example)
    there.press(key)
    assert there.view.front.cue.words() == said


def test_volume_is_changed_and_kept(stage):
    there = stage(volume=9)
    there.play(example.example)
    for _ in range(3):
        there.press(Qt.Key.Key_Up)
    assert there.context.likes.volume == 10
    there.press(Qt.Key.Key_Down)
    assert there.context.likes.volume == 9


def test_single_keys_may_be_switched_off(stage):
    there = stage(single_keys=False)
    there.play(example.example)
    there.press(Qt.Key.Key_D)
    assert there.view.details.isHidden()


def test_details_ask_for_the_ecg_only_while_they_are_open(stage):
    there = stage()
    there.play(example.details)
    assert there.desk.ecg is True
    figures = there.view.details.figures
    assert "of 100" in figures["score"].accessibleName()
    assert "not measured" in figures["breathing"].accessibleName()
    there.press(Qt.Key.Key_D)
    assert there.desk.ecg is False


def test_figures_are_held_while_no_beat_comes(stage):
    there = stage()
    there.play(example.details)
    last = made(until_s=example.AT_S).moved[-1].frame
    trust = replace(last.quality, gap_s=7.0)
    there.move(t_s=last.t_s + 3, status=errors.ConnectionLost.code, quality=trust)
    assert "held" in there.view.details.figures["rmssd"].accessibleName()


def test_eyes_closed_hides_all_and_any_key_brings_it_back(stage):
    there = stage()
    there.play(example.example)
    there.press(Qt.Key.Key_E)
    assert there.view.eyes.is_on
    assert there.view.front.isHidden()
    there.press(Qt.Key.Key_T)
    assert not there.view.front.isHidden()
    assert there.view.first_focus().hasFocus()
    there.press(Qt.Key.Key_Escape)  # stops, and the light is back
    assert not there.view.eyes.is_on
    assert not there.view.front.stop.isHidden()


def test_a_stop_pauses_and_can_be_undone(stage):
    there = stage()
    there.play(example.example)
    there.press(Qt.Key.Key_Escape)
    assert there.desk.wished == [wishes.PAUSE]
    assert there.desk.stopped == 0
    assert there.view.front.stop.accessibleName() == "Stopped after 4 minutes."
    there.press(Qt.Key.Key_Tab)
    there.press(Qt.Key.Key_Space)
    assert there.desk.wished == [wishes.PAUSE, wishes.RESUME]
    there.press(Qt.Key.Key_Escape)
    there.press(Qt.Key.Key_Return)  # keep it
    assert there.desk.stopped == 1


def test_a_pause_that_comes_late_on_a_busy_computer_is_waited_for(stage):
    there = stage()
    there.play(example.example)
    there.press(Qt.Key.Key_Space)
    there.move(t_s=example.AT_S + 5)  # it was asked for five seconds ago, and is not here yet
    assert "no pause" not in there.view.front.cue.words()
    there.press(Qt.Key.Key_Space)
    assert there.desk.wished == [wishes.PAUSE, wishes.RESUME]


@pytest.mark.parametrize("begin_s", [55.0, 100.0], ids=["shortly before", "meanwhile"])
def test_cold_knows_no_pause_and_says_so(stage, begin_s):
    there, run = stage(), made("cold", until_s=begin_s)
    last = run.moved[-1]
    there.play(lambda context: context.go("session", session="cold"))
    tell(there.context, run.begun_at(Standing(begin_s)), last)
    there.press(Qt.Key.Key_Space)
    assert there.view.turns.is_paused
    tell(there.context, replace(last, frame=replace(last.frame, t_s=begin_s + 10)))
    assert there.view.front.cue.words() == "This goes on: the skin knows no pause"
    assert not there.view.turns.is_paused


def test_more_holds_what_is_folded(stage):
    there = stage(1024, 700, text_percent=160)
    there.play(example.example)
    bar = there.view.front.bar
    folded = [tool.id for tool in bar.folded()]
    assert folded == ["slower", "faster", "softer", "louder", "eyes", "details"]
    bar.open_more()
    menu = QApplication.activePopupWidget()
    assert menu.actions()[0].text() == "Slower (key Left arrow)"
    menu.actions()[-1].trigger()
    menu.close()
    there.qt.settle()
    assert not there.view.details.isHidden()


def test_the_spectrum_of_a_pure_rhythm_stands_at_its_rate_and_reaches_the_top():
    t_s = np.arange(0.0, 120.0, 0.9)
    rate_bpm = 65 + 7 * np.sin(2 * np.pi * t_s * 6 / 60)
    per_min, share = spectrum_of(Beats(t_s, rate_bpm, np.zeros_like(t_s)))
    assert per_min[share.argmax()] == pytest.approx(6.0, abs=0.15)
    assert share.max() == pytest.approx(1.0, abs=0.08)
    assert share[per_min > 9].max() < 0.02
    assert spectrum_of(Beats(t_s[:20], rate_bpm[:20], np.zeros(20))) is None


def test_pairs_of_intervals_leave_out_gaps_and_what_is_no_beat():
    rate_bpm = np.array([60.0, 75.0, np.nan, 60.0, 80.0, 100.0])
    gap = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 1.0])
    assert pairs_ms(Beats(np.arange(6.0), rate_bpm, gap)).tolist() == [[1000, 800], [1000, 750]]


def test_messages_of_another_run_do_no_harm(stage):
    there = stage()
    run = made(until_s=example.AT_S)
    there.context.go("session", session="paced-6-10min")
    tell(there.context, run.moved[-1], run.over)
    there.qt.settle()
    assert there.window.place.id == "session"
    assert isinstance(run.moved[-1], RunMoved)
