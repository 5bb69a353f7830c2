"""The key of the records: typed or chosen, twice and long enough."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.views.unlock import SHORTEST
from biofeedback.store.vault import SHORTEST_PASSPHRASE
from tests.app.visits import Visit


@pytest.fixture
def visit(qt, tmp_path):
    return Visit(qt, tmp_path)


def type_in(words):
    QTest.keyClicks(QApplication.focusWidget(), words)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def opened(visit):
    return [given for name, given, _ in visit.asked() if name == "records.open"]


def test_both_mean_the_same_length():
    assert SHORTEST == SHORTEST_PASSPHRASE


def test_a_passphrase_opens(visit):
    view = visit.to("unlock")
    assert len(view.findChildren(QLineEdit)) == 1
    type_in("quiet river")
    assert opened(visit) == [("quiet river",)]


def test_a_wrong_one_is_said_without_blame(visit):
    view = visit.to("unlock", wrong=True)
    assert view.spoken() == "That did not open them. Please try again."
    assert view.first_focus().hasFocus()


def test_nothing_typed_asks_nothing(visit):
    visit.to("unlock")
    type_in("")
    assert opened(visit) == []


@pytest.mark.parametrize(
    ("first", "second", "opens"),
    [
        ("short", "short", False),
        ("long enough", "long enouhg", False),
        ("12345678", "12345678", True),
    ],
)
def test_a_new_one_is_typed_twice_and_long_enough(visit, first, second, opens):
    view = visit.to("unlock", new=True)
    view._first.edit.setText(first)
    view._second.edit.setText(second)
    view._open.click()
    assert opened(visit) == ([(first,)] if opens else [])
    assert view._said.isVisible()


def test_what_is_typed_can_be_shown(visit):
    view = visit.to("unlock", new=True)
    modes = {edit.echoMode() for edit in view.findChildren(QLineEdit)}
    assert modes == {QLineEdit.EchoMode.Password}
    view._show_letters([view._first, view._second], on=True)
    assert view._first.edit.echoMode() is QLineEdit.EchoMode.Normal


@pytest.mark.parametrize(
    ("likes", "place"),
    [
        ({"first_run_done": True}, "today"),
        ({}, "welcome"),
        ({"professional": True}, "people"),
    ],
)
def test_open_records_lead_on(visit, likes, place):
    visit.context.like(**likes)
    visit.to("unlock")
    visit.tell(RecordsOpen("", True, 0, {}))
    assert visit.went == [(place, {})]


def test_one_may_go_on_without_records(visit):
    visit.context.like(first_run_done=True)
    visit.to("unlock", new=True)._away()
    assert visit.went == [("today", {})]
