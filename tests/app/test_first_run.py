"""The first run: safe, nothing typed is lost, Enter alone leads through it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.desk.messages import RecordsOpen, StrapIs, StrapState
from biofeedback.app.examples.signal import HEARD
from biofeedback.app.views import screening
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
    assert kept_screening(visit) == []
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
    assert visit.context.likes.professional


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
