"""The group in session: every key, who is told first, one person large, the stop, the end."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from biofeedback.app.desk.group_messages import (
    GroupMoved,
    GroupNote,
    GroupNotes,
    GroupStands,
    GroupTold,
    SeatLeft,
    SeatWatched,
)
from biofeedback.app.examples import group_made as made
from biofeedback.app.views.group_large import SeatPage
from biofeedback.app.views.group_live import GroupPage
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.app.widgets.label import Text
from biofeedback.hrv.quality import Quality
from biofeedback.live.feedback import Zone
from biofeedback.live.frame import Frame
from biofeedback.live.help_order import Trouble
from sessions.timeline import Cue
from tests.app.group_visits import SIX, begun, calls, group_visit

CUE = Cue(0, "Paced", "", 60.0, 60.0, phase=0.2, rate_per_min=6.0)
VALUES = {
    "heart_rate_bpm": 66.4,
    "rsa_bpm": 9.5,
    "rmssd_ms": None,
    "pace_power_ms2": 1234.0,
    "breathing_rate_per_min": 6.1,
}
FRAME = Frame(200.0, 190.0, CUE, VALUES, Quality(2.5, 0.97, 0.0))


@pytest.fixture
def visit(qt, tmp_path):
    with group_visit(qt, tmp_path) as made_visit:
        yield made_visit


@pytest.fixture
def led(visit):
    return begun(visit)


def test_everybody_is_there_and_who_needs_help_comes_first(led):
    assert isinstance(led.page, GroupPage)
    board = led.page.board
    assert [board.tiles[number].seat.shown.alias for number in board.order][:2] == [
        "Josef L.",
        "Mira S.",
    ]
    assert led.spoken() == "6 people, 2 need help. Josef L., No contact."
    assert led.first_focus() is board.tiles[3]
    assert board.tiles[3].accessibleName() == "Josef L., No contact. Moisten the pads. battery 78 %"
    assert board.tiles[5].accessibleName().startswith("Mira S., Breathing fast. 14 a minute")
    assert "Pace 6.0" in board.tiles[1].accessibleName()
    assert led.page.head.name.text() == "Steady breathing \u00b7 8 minutes left"
    assert led.page.head.lead.text().startswith("Same pacer for all, 6.0 a minute.")


def test_where_nobody_needs_help_the_pause_has_the_keyboard(visit):
    view = begun(visit, (made.CALM,) * 2)
    assert view.spoken() == "2 people."
    assert view.first_focus() is view.page.pause


def test_no_number_tells_a_score(visit, led):
    seats = [replace(seat, rings=(83.0,) * len(seat.rings)) for seat in made.seats(SIX)]
    moved = replace(made.moved(seats), zone_share=0.83)
    visit.tell(*(replace(seat, zone_share=0.83) for seat in seats), moved)
    for key in "0123456":
        led.key(key)
        names = [widget.accessibleName() for widget in led.findChildren(QWidget)]
        told = [widget.accessibleDescription() for widget in led.findChildren(QWidget)]
        assert not any("83" in words for words in [*names, *told])


def test_space_pauses_all_and_leads_all_back(visit, led, qt):
    assert led.key("Space")
    assert calls(visit) == [("pause", ())]
    assert led.page.pause.words() == "All go on"
    assert led.page.head.lead.text() == "Everybody rests. Nothing is lost."
    visit.tell(made.moved(made.seats(SIX), GroupStands.PAUSED))
    assert led.group.is_paused
    led.key("Space")
    assert calls(visit) == []  # a lead-in first
    assert led.page.head.lead.text() == "Everybody is led back into the breath."
    assert led.group._lead_in.interval() == 3000
    led.group._lead_in.timeout.emit()
    assert calls(visit) == [("resume", ())]
    visit.tell(made.moved(made.seats(SIX)))
    assert led.page.pause.words() == "Pause all"


def test_a_pause_within_the_lead_in_calls_it_off(visit, led):
    visit.tell(made.moved(made.seats(SIX), GroupStands.PAUSED))
    led.key("Space")
    led.key("Space")
    assert not led.group.is_led_in
    assert led.group.is_paused
    assert calls(visit) == [("pause", ())]


def question():
    from PySide6.QtWidgets import QApplication

    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, Dialog)]
    return next((each for each in dialogs if each.isVisible()), None)


def test_esc_pauses_all_and_asks(visit, led, qt):
    assert led.back()
    assert calls(visit) == [("pause", ())]
    asked = question()
    assert asked.windowTitle() == "Stop for everyone?"
    asked.yes.click()
    qt.settle()
    assert calls(visit) == [("stop", ())]


def test_esc_again_goes_on(visit, led, qt):
    led.back()
    visit.tell(made.moved(made.seats(SIX), GroupStands.PAUSED))
    visit.asked()
    QTest.keyClick(question(), Qt.Key.Key_Escape)
    qt.settle()
    assert question() is None
    assert led.group.is_led_in
    led.group._lead_in.timeout.emit()
    assert calls(visit) == [("resume", ())]


def test_who_rested_before_the_question_rests_on(visit, led, qt):
    visit.tell(made.moved(made.seats(SIX), GroupStands.PAUSED))
    led.back()
    assert calls(visit) == []
    assert question().no.words() == "Keep resting"
    question().no.click()
    qt.settle()
    assert led.group.is_paused
    assert not led.group.is_led_in


@pytest.mark.parametrize("number", range(1, 7))
def test_a_digit_opens_a_tile_large(visit, led, number):
    assert led.key(str(number))
    assert isinstance(led.page, SeatPage)
    assert led.page.seat.shown.number == number
    assert led.page.head.name.text() == made.NAMES[number - 1]
    assert led.key("0")
    assert isinstance(led.page, GroupPage)


def test_a_digit_without_a_seat_means_nothing(led):
    assert not led.key("9")
    assert isinstance(led.page, GroupPage)


def test_enter_opens_and_esc_leads_back(visit, led, qt):
    tile = led.page.board.tiles[5]
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Return)
    qt.settle()
    assert isinstance(led.page, SeatPage)
    assert led.back()
    assert isinstance(led.page, GroupPage)
    assert question() is None


def test_the_space_bar_on_a_tile_belongs_to_the_group(led, qt):
    tile = led.page.board.tiles[5]
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Space)
    qt.settle()
    assert isinstance(led.page, GroupPage)


def test_seen_takes_the_first_trouble_and_then_the_next(visit, led):
    tiles = led.page.board.tiles
    assert led.key("A")
    assert visit.said[-1] == "Josef L., seen"
    assert led.spoken().endswith("help. Mira S., Breathing fast.")
    tiles[3].refresh()
    assert tiles[3]._face.is_seen
    assert "seen" in tiles[3].accessibleName()
    led.key("A")
    assert led.spoken() == "6 people."
    led.key("A")  # nobody is left
    calm = replace(tiles[3].seat.shown, trouble="")
    visit.tell(calm, replace(calm, trouble=Trouble.NO_CONTACT))
    assert led.group.in_trouble[0].shown.number == 3  # it came anew


def test_a_new_trouble_is_said_at_once_and_only_once(visit, led):
    shown = led.page.board.tiles[1].seat.shown
    troubled = replace(shown, trouble=Trouble.OUT_OF_REACH)
    visit.tell(troubled)
    visit.tell(replace(troubled, rate_bpm=70.0))
    assert visit.said == ["Karl-Heinz W., Out of reach. Sit a little closer. battery 91 %"]


def test_markers_and_notes_are_for_all_or_for_the_one_who_is_large(visit, led, qt):
    led.key("M")
    led.key("N")
    qt.settle()
    assert led.page.edit.hasFocus()
    led.page.edit.setText("Window opened")
    led.page.edit.returnPressed.emit()
    assert led.page.edit.isHidden()
    assert led.page.pause.hasFocus()
    led.key("4")
    led.key("M")
    led.key("N")
    assert led.page.notes.edit.hasFocus()
    led.page.notes.edit.setText("Jaw loose")
    led.page.notes.edit.returnPressed.emit()
    assert calls(visit) == [
        ("mark", ("marker", None)),
        ("note", ("Window opened", None)),
        ("watch", (4,)),
        ("mark", ("marker", 4)),
        ("note", ("Jaw loose", 4)),
    ]


def test_a_note_is_left_by_esc_and_the_group_goes_on(visit, led, qt):
    led.key("N")
    qt.settle()
    QTest.keyClick(led.page.edit, Qt.Key.Key_Escape)
    assert led.page.edit.isHidden()
    assert question() is None
    assert calls(visit) == []


def test_louder_and_softer(visit, led):
    led.key("Up")
    assert visit.context.likes.volume == 8
    led.key("Down")
    led.key("Down")
    assert visit.context.likes.volume == 6
    assert visit.said[-1] == "Volume 6 of 10"
    assert not led.key("Q")


def test_one_is_paused_and_stopped_alone(visit, led):
    led.key("2")
    visit.asked()
    led.page.pause.click()
    shown = led.page.seat.shown
    visit.tell(replace(shown, is_paused=True))
    led.page.tell()
    assert led.page.pause.words() == "Go on for one"
    led.page.pause.click()
    led.page.stop.click()
    assert calls(visit) == [("pause", (2,)), ("resume", (2,)), ("stop", (2,))]
    led.key("Space")
    assert calls(visit) == [("pause", ())]


def test_one_large_tells_figures_trouble_and_notes(visit, led):
    visit.tell(
        GroupNotes(
            (
                GroupNote(214.0, "note", "Quieter now"),
                GroupNote(171.0, "marker", number=2),
                GroupNote(65.0, "note", "Not theirs", 2),
            )
        )
    )
    led.key("3")
    page = led.page
    assert page.banner.isVisible()
    assert "Moisten the pads" in page.banner.accessibleName()
    assert page.strap.text() == f"{made.strap_of(3)} \u00b7 battery 78 %"
    assert "minute 4 of" in page.head.lead.text()
    words = [text.text() for text in page.notes.findChildren(Text)]
    assert "Quieter now" in words
    assert "Not theirs" not in words
    assert page.seat.markers_s == [214.0]
    visit.tell(replace(page.seat.shown, trouble=""))
    page.tell()
    assert not page.banner.isVisible()


def test_one_large_shows_what_the_live_view_shows(visit, led):
    led.key("2")
    page = led.page
    assert all("collecting" in figure.accessibleName() for figure in page.figures.values())
    assert not page.ecg.isVisible()
    visit.tell(SeatWatched(1, FRAME, {}))  # somebody else's
    assert "collecting" in page.figures["heart_rate_bpm"].accessibleName()
    visit.tell(SeatWatched(2, FRAME, {"rsa_bpm": 3.14}), made.ecg(2))
    said = {id_: figure.accessibleName() for id_, figure in page.figures.items()}
    assert all(word in said["rsa_bpm"] for word in ("RSA", "9.5", "rest 3.1"))
    assert all(word in said["breathing_rate_per_min"] for word in ("6.1", "pacer 6.0"))
    assert "1234" in said["pace_power_ms2"].replace(",", "")
    assert "collecting" in said["rmssd_ms"]
    assert all(word in said["artifacts"] for word in ("2.5", "no gaps"))
    assert page.ecg.isVisible()
    lost = replace(FRAME, t_s=203.0, quality=replace(FRAME.quality, gap_s=4.0))
    visit.tell(SeatWatched(2, lost, {}))
    assert "held" in page.figures["rsa_bpm"].accessibleName()
    assert "held" not in page.figures["rmssd_ms"].accessibleName()
    assert "gap of 4 s" in page.figures["artifacts"].accessibleName()


def test_only_who_is_large_is_watched(visit, led):
    led.key("2")
    led.key("5")
    led.back()
    led.key("3")
    led.leaving()
    told = [given for name, given in calls(visit) if name == "watch"]
    assert told == [(2,), (5,), (None,), (3,), (None,)]


def test_the_session_goes_on_while_one_looks_elsewhere(visit, led):
    group = led.group
    led.leaving()
    led.hide()
    visit.asked()
    again = visit.to("group")
    assert again.group is group
    assert isinstance(again.page, GroupPage)
    assert calls(visit) == []
    again.leaving()


def test_somebody_who_leaves_takes_the_tile_along(visit, led):
    seats = made.seats(SIX)
    visit.tell(SeatLeft(2), made.moved([seat for seat in seats if seat.number != 2]))
    assert led.page.board.order == (3, 5, 1, 4, 6)


def test_what_goes_wrong_for_the_whole_is_a_banner(visit, led):
    visit.tell(GroupTold("failed", "The session broke off at seat 2.", 2))
    assert led.page.banner.accessibleName().startswith("One session broke off.")
    visit.tell(GroupTold("adapter_full", "This Bluetooth adapter is full with 7 straps.", 8))
    assert led.page.banner.accessibleName().startswith("Bluetooth is full. This Bluetooth adapter")
    led.page.banner.action.click()
    assert led.page.banner.isHidden()


def test_the_groups_ring_knows_nobody(visit, led):
    before = led.page.ring._shares
    seats = made.seats(SIX)
    swapped = [
        replace(seats[0], zone_share=seats[3].zone_share),
        replace(seats[3], zone_share=seats[0].zone_share),
    ]
    visit.tell(*swapped, made.moved(seats))
    assert led.page.ring._shares == before
    assert len(before) == len(SIX)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (None, "The ring grows as the group breathes."),
        (0.05, "Together: settling in."),
        (0.3, "Together: a part of the time in their own zone."),
        (0.5, "Together: about half of the time in their own zone."),
        (0.9, "Together: most of the time in their own zone."),
    ],
)
def test_the_groups_ring_in_words(visit, led, share, words):
    moved = made.moved(made.seats(SIX))
    assert isinstance(moved, GroupMoved)
    visit.tell(replace(moved, zone_share=share))
    assert led.page.ring.accessibleDescription() == words


def test_each_at_their_own_rate_says_so(visit):
    view = visit.to("group")
    seats = made.seats((made.CALM, made.CALM))
    visit.tell(*seats, made.began(own_pace=True), made.moved(seats, own_pace=True))
    assert view.page.head.lead.text().startswith("Each at their own rate.")
    assert Zone(seats[0].zone) is Zone.ALONG
