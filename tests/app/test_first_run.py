"""The first run: safe, nothing typed is lost, Enter alone leads through it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.desk.messages import RecordsOpen, StrapIs, StrapState
from biofeedback.app.examples.signal import HEARD, moved
from biofeedback.app.language import Language
from biofeedback.app.places import first_place
from biofeedback.app.views import screening
from biofeedback.app.widgets import tab_order
from biofeedback.app.widgets.choice import CheckRow, Choice
from tests.app.visits import Visit

OPEN = RecordsOpen("", True, 0, {"screening": {}, "sensors": [], "alias": ""})


@pytest.fixture
def visit(qt, tmp_path):
    found = Visit(qt, tmp_path)
    found.tell(OPEN)
    return found


def press(qt, key=Qt.Key.Key_Return):
    QTest.keyClick(QApplication.focusWidget(), key)
    qt.settle()


def go_to(words):
    """Press Tab, in the order of reading, until the keyboard is at a button that says so."""
    for _ in range(12):
        tab_order.step(QApplication.focusWidget().window(), forward=True)
        if QApplication.focusWidget().words() == words:
            return
    raise AssertionError(f"Tab never comes to {words!r}")


def kept_screening(visit):
    changes = [named for name, _, named in visit.asked() if name == "records.change"]
    return [each["screening"] for each in changes if "screening" in each]


def test_enter_alone_leads_to_the_strap(qt, visit):
    view = visit.to("welcome")
    seen = [view.kept.at]
    for _ in range(4):
        press(qt)
        seen.append(view.kept.at)
    assert seen == ["welcome", "health", "pain", "reading", "wear"]
    [kept] = kept_screening(visit)
    assert date.fromisoformat(kept.pop("asked_on"))
    assert not any(kept.values())


def test_any_tick_leads_to_the_advice(qt, visit):
    view = visit.to("welcome")
    press(qt)
    view.step.findChildren(CheckRow)[2].click()
    assert view.step.first_focus().words() == "Go on"
    press(qt)
    press(qt)
    assert view.kept.at == "advice"
    press(qt)  # pressed too soon: nothing is answered unread
    assert view.kept.at == "advice"
    assert kept_screening(visit) == []
    told = QApplication.focusWidget().accessibleDescription()
    assert "Someone who knows you should say so." in told
    assert "Fainting, or very low blood pressure" in told
    go_to("I have asked, and it is fine")
    press(qt)
    assert view.kept.at == "reading"
    [kept] = kept_screening(visit)
    assert kept["fainting"]
    assert kept["advised"]
    assert not screening.wants_advice(kept)


def test_looking_around_ends_the_first_run_and_keeps_the_answers(qt, visit):
    view = visit.to("welcome", at="advice")
    view.kept.ticked.add("epilepsy")
    view.look_around()
    [kept] = kept_screening(visit)
    assert screening.wants_advice(kept)
    assert visit.went == [("today", {})]
    assert visit.context.likes.first_run_done


def test_back_keeps_every_tick(qt, visit):
    view = visit.to("welcome", at="health")
    view.step.findChildren(CheckRow)[4].click()
    press(qt)
    assert view.back()
    ticked = [row.words() for row in view.step.findChildren(CheckRow) if row.isChecked()]
    assert ticked == ["Kidney disease, or diabetes with acidosis"]


def test_another_language_makes_it_anew_where_it_was(qt, visit):
    view = visit.to("welcome", at="health")
    view.step.findChildren(CheckRow)[0].click()
    again = visit.to("welcome", **view.what)
    assert again.kept.at == "health"
    assert again.step.findChildren(CheckRow)[0].isChecked()


def test_every_question_is_kept_by_its_own_name():
    ids = [question.id for question in (*screening.HEALTH, *screening.PAIN)]
    assert len(ids) == len(set(ids)) == 16
    kept = screening.answers(["acidosis"], "2026-03-13", advised=True)
    assert set(kept) == {*ids, "asked_on", "advised"}
    assert screening.closes_assessments(kept)
    assert not screening.closes_assessments(screening.answers([], "2026-03-13", advised=False))


def test_reading_applies_at_once(qt, visit):
    view = visit.to("welcome", at="reading")
    reading, colours = view.step.findChildren(Choice)
    reading.buttons()[1].click()
    colours.buttons()[2].click()
    view.step._size.more.click()
    likes = visit.context.likes
    assert (likes.fuller, likes.theme) == (True, "contrast")
    assert likes.text_percent > 100


def test_text_and_language_are_at_hand_on_every_step(qt, visit):
    for at in ("welcome", "health", "pain", "advice", "reading", "wear", "search", "check"):
        view = visit.to("welcome", at=at)
        words = [each.words() for each in view._head.findChildren(type(view._head.back))]
        assert {"Larger text", "Deutsch"} <= set(words)
        assert view.spoken().startswith("Step ")


def test_text_grows_and_begins_anew(qt, visit):
    view = visit.to("welcome")
    sizes = []
    for _ in range(7):
        view._head._grow()
        sizes.append(visit.context.likes.text_percent)
    assert max(sizes) == 200
    assert 100 in sizes


def test_a_connected_strap_is_not_searched_for(qt, visit):
    visit.tell(StrapIs(StrapState.CONNECTED))
    view = visit.to("welcome", at="wear")
    press(qt)
    assert view.kept.at == "check"


def test_it_ends_in_the_first_session(qt, visit):
    visit.to("welcome", at="check")
    visit.tell(HEARD)
    press(qt)
    assert visit.went == [("before", {"session": "first-session"})]
    assert visit.context.likes.first_run_done


def test_without_open_records_it_will_ask_again(qt, tmp_path):
    visit = Visit(qt, tmp_path)
    view = visit.to("welcome", at="check")
    view.end()
    assert not visit.context.likes.first_run_done
    assert visit.went == [("before", {"session": "first-session"})]


def test_a_professional_goes_another_way(qt, visit):
    view = visit.to("welcome")
    view.step._professional()
    assert visit.went == [("people", {})]
    likes = visit.context.likes
    assert likes.professional
    assert not likes.first_run_done  # for who is at home it is still to come
    assert first_place(likes) == "people"
    assert first_place(likes._replace(professional=False)) == "welcome"


def test_a_professional_without_records_is_asked_for_the_passphrase(qt, tmp_path):
    visit = Visit(qt, tmp_path)
    visit.to("welcome").step._professional()
    assert visit.went == [("people", {})]
    assert visit.asked() == [("records.open", (), {})]


def test_who_was_never_asked_is_asked_before_a_session(qt, visit):
    view = visit.to("welcome", at="health", session="booster-3min")
    press(qt)
    assert view.kept.at == "pain"
    assert view.back()
    assert view.kept.at == "health"
    press(qt)
    press(qt)
    [kept] = kept_screening(visit)
    assert date.fromisoformat(kept["asked_on"])
    assert visit.went == [("before", {"session": "booster-3min"})]
    assert not visit.context.likes.first_run_done  # reading and strap are still to come


def test_who_was_never_asked_may_go_back_from_the_advice(qt, visit):
    view = visit.to("welcome", at="health", session="booster-3min")
    view.step.findChildren(CheckRow)[0].click()
    press(qt)
    press(qt)
    assert view.kept.at == "advice"
    seen = []
    while not visit.went:
        seen.append(view.kept.at)
        assert view.back()
    assert seen == ["advice", "pain", "health"]
    assert visit.went == [("today", {})]


def test_two_presses_at_the_strap_do_not_end_the_first_run(qt, visit):
    view = visit.to("welcome", at="wear")
    press(qt)
    press(qt)
    assert view.kept.at == "search"
    assert visit.went == []
    assert not visit.context.likes.first_run_done


@pytest.mark.parametrize("text_percent", [100, 150, 200])
@pytest.mark.parametrize("speaks", ["en", "de"])
def test_the_check_shows_its_ring_and_enter_skips_nothing(qt, visit, text_percent, speaks):
    language = Language()
    language.speak(speaks)
    qt.dress("light", text_percent)
    view = visit.to("welcome", at="wear", width=1024, height=700)
    visit.tell(StrapIs(StrapState.CONNECTED))
    press(qt)
    visit.tell(moved(19.0))
    ring = view.step._ring
    assert ring.hasFocus()
    assert min(ring.width(), ring.height()) >= 200
    assert ring.visibleRegion().boundingRect() == ring.rect()  # all of it
    press(qt)
    assert view.kept.at == "check"
    assert visit.went == []
    language.speak("en")


def test_the_ring_goes_where_there_is_room_and_keeps_the_keyboard(qt, visit):
    view = visit.to("welcome", at="check")
    ring = view.step._ring
    beside_px = ring.height()
    for text_percent, smaller in ((200, True), (100, False)):
        qt.dress("light", text_percent)
        qt.settle()
        assert ring.isVisible()
        assert ring.hasFocus()
        assert (ring.height() < beside_px) is smaller


@pytest.mark.parametrize("at", ["welcome", "health", "pain", "reading", "wear", "search", "check"])
@pytest.mark.parametrize("text_percent", [100, 200])
def test_each_step_keeps_its_button_in_the_smallest_window(qt, visit, at, text_percent):
    qt.dress("light", text_percent)
    view = visit.to("welcome", at=at, width=1024, height=700)
    for button in view.step.page.findChildren(type(view._head.back).__mro__[1]):
        if button.isVisible() and button.parent() is view.step.page._foot_row:
            corner = button.mapTo(view, button.rect().bottomRight())
            assert corner.x() < 1024
            assert corner.y() < 700
