"""Setting a group up: straps by strength, who wears them, which session, who hears what where."""

from dataclasses import replace
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from biofeedback.app.desk.group_messages import (
    GroupPeople,
    GroupPerson,
    GroupStraps,
    GroupTold,
    SeatLeft,
)
from biofeedback.app.examples import group_made as made
from biofeedback.app.examples.people import RECORDS
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views import group_sound
from biofeedback.app.views.group_run import GroupRun
from biofeedback.app.views.group_setup import MOST_SEATS, BusyPage
from biofeedback.app.views.live_run import LiveRun
from devices.errors import BluetoothOff
from tests.app.group_visits import calls, group_visit


@pytest.fixture
def visit(qt, tmp_path):
    with group_visit(qt, tmp_path) as made_visit:
        yield made_visit


@pytest.fixture
def opened(visit):
    """The page before a session, with nobody there."""
    view = visit.to("group")
    assert ("open", ()) in calls(visit)
    return view


@pytest.fixture
def near(visit, opened):
    """Four people are there, and a fifth strap is held close."""
    visit.tell(made.people(8), *made.waiting(4), made.straps(5, 3))
    return opened


def test_nobody_and_no_strap(opened):
    assert opened.spoken() == "Switch on the straps, or hold one close."
    assert opened.page.straps._hint.text() == "Switch on the straps, or hold one close."
    assert not opened.page.begin.isEnabled()
    assert opened.page.usual.isHidden()


def test_bluetooth_that_is_off_is_said_in_place(visit, opened):
    visit.tell(GroupStraps((), BluetoothOff.code))
    assert opened.page.straps._hint.text().startswith("Bluetooth is switched off.")


def test_straps_stand_by_strength_and_the_near_one_asks_who_wears_it(near):
    straps = near.page.straps
    assert [row.words() for row in straps._in_order()] == [made.strap_of(n) for n in (5, 6, 7)]
    assert "very near" in straps._in_order()[0].accessibleName()
    assert "Mira S. wore it last" in straps._in_order()[0].accessibleName()
    assert straps._in_order()[0].isChecked()
    assert not straps.who.isHidden()
    assert straps.who.buttons[0].words() == "Mira S."  # who wore it last
    assert "Anna B." not in [each.words() for each in straps.who.buttons]  # has a seat


def test_a_strap_that_comes_closer_moves_to_the_top(visit, near):
    heard = made.straps(5, 3).straps
    visit.tell(GroupStraps((replace(heard[2], strength_dbm=-30), *heard[:2])))
    rows = near.page.straps._in_order()
    assert [row.words() for row in rows] == [made.strap_of(n) for n in (7, 5, 6)]
    visit.tell(GroupStraps(heard[:1]))
    assert len(near.page.straps._in_order()) == 1


def test_a_strap_that_somebody_wears_is_not_offered(visit, near):
    heard = made.straps(5, 3).straps
    visit.tell(GroupStraps((replace(heard[0], seat=1), *heard[1:])))
    assert [row.words() for row in near.page.straps._in_order()] == [
        made.strap_of(6),
        made.strap_of(7),
    ]
    assert near.page.straps.who.isHidden()


def test_two_presses_seat_a_person(visit, near):
    visit.asked()
    row = near.page.straps.rows["00:00:00:00:00:06"]
    QTest.keyClick(row, Qt.Key.Key_Return)
    first = near.page.straps.who.buttons[0]
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    person = next(each for each in made.people(8).people if each.alias == first.words())
    assert calls(visit) == [("seat", (5, person.person_id, "00:00:00:00:00:06"))]
    assert near.page.straps.who.isHidden()


def test_a_new_alias_is_added_and_then_seated(visit, near):
    visit.asked()
    who = near.page.straps.who
    who.alias.edit.setText("  Guest 9 ")
    QTest.keyClick(who.alias.edit, Qt.Key.Key_Return)
    assert calls(visit) == [("add_person", ("Guest 9",))]
    known = made.people(8).people
    visit.tell(GroupPeople((*known, GroupPerson(99, "Guest 9"))))
    assert calls(visit) == [("seat", (5, 99, "00:00:00:00:00:05"))]


def test_a_seat_that_was_given_up_is_given_again(visit, near):
    visit.asked()
    near.page.seats.removes[2].click()
    assert calls(visit) == [("forget", (2,))]
    visit.tell(SeatLeft(2))
    near.page.straps.who.buttons[0].click()
    assert calls(visit)[0][1][0] == 2


def test_sixteen_seats_and_no_more(visit, opened):
    everybody = GroupPeople((*made.people(16).people, GroupPerson(17, "Late")))
    heard = GroupStraps((replace(made.straps(1, 1).straps[0], address="17", alias=""),))
    visit.tell(everybody, *made.waiting(MOST_SEATS), heard)
    visit.asked()
    opened.page.straps.who.buttons[0].click()
    assert calls(visit) == []
    assert visit.said[-1] == "All 16 seats are taken."


def test_everybody_whose_strap_is_here(visit, near):
    visit.asked()
    assert not near.page.usual.isHidden()
    near.page.usual.click()
    assert calls(visit) == [("seat_usual", ())]


def test_a_full_adapter_is_a_banner(visit, near):
    sentence = "This Bluetooth adapter is full with 7 straps. A second adapter takes the rest."
    visit.tell(GroupTold("adapter_full", sentence, 8))
    assert near.page.banner.accessibleName() == f"Bluetooth is full. {sentence}"


def test_the_session_begins_as_it_was_chosen(visit, near, qt):
    qt.settle()
    visit.asked()
    near.page.session.picker.choose(made.SESSION)
    near.page.session.how.buttons()[1].click()
    near.page.begin.click()
    (own, begun) = calls(visit)
    assert own == ("own_pace", (True,))
    assert begun[0] == "begin"
    assert begun[1][0] == made.SESSION
    assert begun[1][1].language == "en"


def test_leaving_listens_no_more(visit, near):
    visit.asked()
    near.leaving()
    assert calls(visit) == [("listen", (False,))]


def test_one_output_is_said_and_several_can_be_chosen(visit, near, monkeypatch):
    card = near.page.session
    monkeypatch.setattr(group_sound, "outputs", lambda: {"one": "Loudspeaker"})
    card.how.buttons()[1].click()
    assert "one sound output" in card._said.text()
    assert card.pickers == {}
    monkeypatch.setattr(group_sound, "outputs", lambda: {"one": "Loudspeaker", "two": "Phones"})
    card.how.buttons()[0].click()
    assert card._said.isHidden()
    card.how.buttons()[1].click()
    assert list(card.pickers) == [1, 2, 3, 4]
    card.pickers[3].setCurrentIndex(2)
    assert near.group.sound.device_of == {3: "two"}
    card.pickers[3].setCurrentIndex(0)
    assert near.group.sound.device_of == {}


def test_letting_the_straps_go_ends_the_group(visit, near, qt):
    visit.asked()
    near.page.let_go.click()
    qt.settle()
    assert ("close", ()) in calls(visit)
    assert visit.went == [("people", {})]
    assert GroupRun.of(visit.context) is None


def test_a_session_of_one_person_is_not_ended_by_looking_here(visit, qt):
    live = LiveRun(visit.context, "Anna B.", {}, Theme.of())
    view = visit.to("group")
    assert isinstance(view.page, BusyPage)
    assert calls(visit) == []
    view.page.people.click()
    assert visit.went == [("people", {})]
    live.close()
    qt.settle()


def test_people_are_asked_for_again_when_the_records_open_later(visit, opened):
    visit.asked()
    visit.tell(RECORDS)
    assert calls(visit) == [("open", ())]
    visit.tell(made.people(2), RECORDS)
    assert calls(visit) == []


class Sound:
    """A sound that remembers what it was told."""

    made: ClassVar[list["Sound"]] = []

    def __init__(self, *_given):
        self.deeds, self.device = [], ""
        Sound.made.append(self)

    def set_device(self, device):
        self.device = device

    def __getattr__(self, name):
        return lambda *given: self.deeds.append((name, given))


@pytest.fixture
def sounds(monkeypatch):
    Sound.made = []
    monkeypatch.setattr(group_sound, "SessionSound", Sound)
    return Sound.made


def names(sound):
    return [name for name, _given in sound.deeds if not name.startswith("set_")]


def test_one_pacer_is_one_sound(visit, near, sounds):
    seats = made.seats((made.CALM,) * 4)
    visit.tell(made.began(), *seats, made.moved(seats))
    assert len(sounds) == 1
    assert names(sounds[0]) == ["begin", "follow"]
    assert ("set_voice", (True,)) in sounds[0].deeds
    assert sounds[0].device == ""
    near.key("Space")
    near.group.stop()
    assert names(sounds[0])[2:] == ["pause", "stop", "deleteLater"]


def test_at_their_own_rates_each_hears_their_own_or_nothing(visit, near, sounds):
    near.group.sound.choose(2, "two")
    near.group.sound.choose(4, "four")
    seats = made.seats((made.CALM,) * 4)
    visit.tell(made.began(own_pace=True), *seats, made.moved(seats, own_pace=True), *seats)
    assert [sound.device for sound in sounds] == ["two", "four"]
    assert names(sounds[0]) == ["begin", "follow"]
    began = next(given for name, given in sounds[1].deeds if name == "begin")
    assert began[0] is seats[3].plan
    assert ("set_voice", (False,)) in sounds[0].deeds
