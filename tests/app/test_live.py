"""The live view: it shows what is known, steers by keys, and goes on while one looks elsewhere."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.bridge import Failed
from biofeedback.app.desk.messages import RunBegan, RunWaits, StrapIs, StrapState
from biofeedback.app.desk.people_messages import Note, NotesAre
from biofeedback.app.examples import people
from biofeedback.app.examples.session_made import RUN_ID, Standing, ecg, made
from biofeedback.app.views.after_words import Course, sentence
from biofeedback.app.views.live import LivePage
from biofeedback.app.views.live_run import LiveRun
from biofeedback.app.views.people_ready import OverPage, ReadyPage
from biofeedback.app.widgets.label import Text
from biofeedback.live.frame import IRREGULAR, OK
from devices.errors import ContactLost
from tests.app.visits import Visit

AT_S = 348.0


@pytest.fixture
def visit(qt, tmp_path):
    made_visit = Visit(qt, tmp_path)
    made_visit.context.like(professional=True)
    yield made_visit
    if (live := LiveRun.of(made_visit.context)) is not None:
        live.close()
    qt.settle()


@pytest.fixture
def led(visit):
    """The view of a session in its sixth minute."""
    visit.tell(people.STRAP, people.RECORDS, people.HOME)
    view = visit.to("people")
    visit.tell(people.ANNA)
    visit.asked()
    view.start("paced-6-10min", {"pain": 5, "tension": 6})
    run = made(until_s=AT_S)
    began = RunBegan(RUN_ID, run.began.plan, Standing(AT_S), True)
    visit.tell(began, *run.moved)
    return view


@pytest.fixture
def waiting(visit):
    """The view of a session whose strap is still being found."""
    visit.tell(people.RECORDS, people.HOME)
    view = visit.to("people")
    visit.tell(people.ANNA)
    visit.asked()
    view.start("paced-6-10min", {"pain": 5})
    visit.tell(StrapIs(StrapState.SEARCHING), RunWaits())
    return view


def calls(visit, *methods):
    """Return the calls of these methods so far, without what they were given by name."""
    return [(name, given) for name, given, _named in visit.asked() if name in methods]


def test_figures_stand_above_their_value_at_rest(visit, led):
    frame = made(until_s=AT_S).moved[-1].frame
    said = {id_: figure.accessibleName() for id_, figure in led.page.figures.items()}
    assert f"rest {led.page._live.rest['rmssd_ms']:.0f}" in said["rmssd_ms"]
    assert "collecting" in said["breathing_rate_per_min"]
    assert "pacer 6.0" in said["breathing_rate_per_min"]
    assert float(led.page.score.text()) == pytest.approx(frame.score, abs=3)
    assert "no gaps" in said["artifacts"]
    assert "minute 6" in led.page.head.lead.text()
    assert "in 4 s, out 6 s" in led.page.head.lead.text()


def test_rest_is_what_this_run_measured_before_the_first_paced_breath(visit, led):
    quiet = [m.frame for m in made(until_s=AT_S).moved if m.frame.cue.phase is None]
    measured = [frame.values["heart_rate_bpm"] for frame in quiet]
    known = [value for value in measured if value is not None]
    assert led.page._live.rest["heart_rate_bpm"] == known[-1]
    assert led.page._live.rest["pace_power_ms2"] == people.REST["pace_power_ms2"]


def test_ratings_of_before_and_the_ecg_are_asked_for(visit, led):
    told = calls(visit, "records.rate", "show_ecg", "begin")
    assert ("records.rate", ("before", {"pain": 5, "tension": 6}, RUN_ID)) in told
    assert "pain before 5" in led.page._before.text()
    visit.tell(ecg(AT_S))
    assert led.page.ecg._t_s.size == 1300


def test_a_session_waits_for_the_strap_says_so_and_can_go_on_without(visit, waiting):
    [(_begin, (wanted,))] = calls(visit, "begin")
    assert wanted.waits
    assert waiting.page.banner.isVisible()
    assert "Looking for your strap" in waiting.page.banner.accessibleName()
    assert waiting.page.banner.action.words() == "Go on without the strap"
    assert waiting.page.banner.action.hasFocus()
    assert not waiting.page.notes.isEnabled()
    waiting.page.banner.action.click()
    assert calls(visit, "begin_alone", "stop") == [("begin_alone", ())]
    run = made(until_s=AT_S)
    visit.tell(replace(run.begun_at(Standing(AT_S)), measured=False), *run.moved)
    assert not waiting.page.banner.isVisible()
    assert waiting.page.notes.isEnabled()


def test_it_begins_by_itself_when_the_strap_is_there(visit, waiting):
    run = made(until_s=AT_S)
    visit.tell(people.STRAP, run.begun_at(Standing(AT_S)), *run.moved)
    assert not waiting.page.banner.isVisible()
    assert "minute 6" in waiting.page.head.lead.text()
    assert calls(visit, "stop") == []


def test_who_looks_elsewhere_meanwhile_finds_it_waiting(visit, waiting):
    waiting.leaving()
    waiting.hide()
    again = visit.to("people")
    visit.tell(people.ANNA)
    assert "Looking for your strap" in again.page.banner.accessibleName()
    assert again.page.banner.isVisible()
    assert again.first_focus() is again.page.banner.action
    assert again.page.head.lead.text() == "One moment."
    assert "collecting" in again.page.figures["rmssd_ms"].accessibleName()


def test_stopped_while_it_waits_it_does_not_begin(visit, waiting):
    visit.asked()
    assert waiting.back()
    assert ("stop", ()) in calls(visit, "stop")
    assert LiveRun.of(visit.context) is None
    assert isinstance(waiting.page, ReadyPage)


def test_what_fails_meanwhile_leaves_nothing_waiting(visit, waiting):
    visit.asked()
    visit.tell(Failed(OSError("gone")))
    assert isinstance(waiting.page, ReadyPage)
    assert calls(visit, "stop") == [("stop", ())]


def test_markers_and_notes_by_key_carry_their_time(visit, led, qt):
    visit.asked()
    t_s = led.page._live.turns.session_t_s
    assert led.key("M")
    assert led.key("N")
    qt.settle()
    assert led.page.notes.edit.hasFocus()
    led.page.notes.edit.setText("Shoulders dropped")
    led.page.notes.edit.returnPressed.emit()
    assert calls(visit, "people.note") == [
        ("people.note", (RUN_ID, t_s, "")),
        ("people.note", (RUN_ID, t_s, "Shoulders dropped")),
    ]
    assert led.page.notes.edit.text() == ""
    assert led.page.pause.hasFocus()
    visit.tell(NotesAre(RUN_ID, (Note(312.0, "Jaw loose"), Note(220.0))))
    texts = led.page.notes._list.findChildren(Text)
    words = [text.text() for text in texts if text.isVisible()]
    assert words[:4] == ["5:12", "Jaw loose", "3:40", "Marker"]


def test_keys_pause_shift_and_stop(visit, led):
    visit.asked()
    for key in ("Space", "Left", "Up"):
        assert led.key(key)
    assert led.back()
    told = visit.asked()
    assert any(name == "stop" for name, _given, _named in told)
    wished = [given[0] for name, given, _named in told if name == "wish"]
    assert wished == ["wish pause", "wish shift -0.1"]
    assert led.page.pause.words() == "Go on"
    assert visit.context.likes.volume == 8
    assert not led.key("Q")


def test_space_presses_nothing_but_the_pause(visit, led):
    """On its way to the window, which hands it to the view."""
    visit.asked()
    for press in (led.page.stop, led.page.tools, led.page.banner.action):
        QTest.keyClick(press, Qt.Key.Key_Space)
    assert calls(visit, "stop", "wish") == []
    assert QApplication.activePopupWidget() is None
    QTest.keyClick(led.page.stop, Qt.Key.Key_Return)
    assert calls(visit, "stop") == [("stop", ())]


def test_a_trouble_is_said_and_the_figures_are_held(visit, led):
    last = made(until_s=AT_S).moved[-1]
    assert last.frame.status == OK
    frame = replace(last.frame, t_s=last.frame.t_s + 3, status=ContactLost.code, held=True)
    visit.tell(replace(last, frame=frame))
    assert led.page.banner.isVisible()
    assert "held" in led.page.figures["rmssd_ms"].accessibleName()
    assert "held" in led.page._of.text()
    visit.tell(replace(last, frame=replace(last.frame, t_s=last.frame.t_s + 6)))
    assert led.page._troubles.shown is None


def test_the_patient_sees_the_session_and_nothing_else(visit, led, qt):
    live = led.page._live
    assert not live.window.isVisible()
    live.show_window(True)
    qt.settle()
    assert live.window.isVisible()
    texts = {live.window.title.text(), live.window.left.text(), live.window.cue.words()}
    assert "Steady breathing" in texts
    assert not any("Anna" in text for text in texts)
    live.set_text_percent(200)
    assert live.text_percent == 200
    assert live.window.property("biofeedback-theme").text_percent == 200
    live.show_window(False)
    qt.settle()
    assert led.page.tools.accessibleDescription() == "off"


def test_the_session_goes_on_while_one_looks_elsewhere(visit, led, qt):
    live = led.page._live
    led.leaving()
    led.hide()
    visit.asked()
    again = visit.to("people")
    visit.tell(people.ANNA)
    assert isinstance(again.page, LivePage)
    assert again.page._live is live
    assert again.spoken().endswith("Anna B., in session.")
    assert again.first_focus() is again.page.pause
    assert "minute 6" in again.page.head.lead.text()
    assert not any(name in ("begin", "stop") for name, _given, _named in visit.asked())
    again.list.buttons[2].click()
    assert "people.choose" not in [name for name, _given, _named in visit.asked()]


def test_of_an_irregular_heart_no_figure_is_told_at_the_end(visit, led):
    visit.tell(replace(made(until_s=700.0).over, status=IRREGULAR))
    told = [text.text() for text in led.page.findChildren(Text)]
    assert sentence(Course.IRREGULAR) in told
    assert not any("beats a minute" in words for words in told)


def test_the_end_is_read_rated_and_gone(visit, led):
    over = made(until_s=700.0).over
    visit.tell(over)
    assert isinstance(led.page, OverPage)
    visit.asked()
    led.page.ratings._rows["pain"].set_value(3)
    led.page.done.click()
    told = calls(visit, "records.rate", "people.people")
    assert told[0] == ("records.rate", ("after", {"pain": 3}, RUN_ID))
    assert isinstance(led.page, ReadyPage)
    assert LiveRun.of(visit.context) is None
