"""The tiles: read at three metres, one state each, rings and waves, slides, painted in turns."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from biofeedback.app.desk.group_messages import SeatLink, SeatShown
from biofeedback.app.examples import group_made as made
from biofeedback.app.theme.tokens import THEMES, Theme
from biofeedback.app.views import group_states as states
from biofeedback.app.views.group_board import TURNS, Board, columns
from biofeedback.app.views.group_face import Face, fitted, laid
from biofeedback.app.views.group_rings import radii_of
from biofeedback.app.views.group_seat import Seat, within
from biofeedback.app.views.group_wave import SHOWN_S, TileWave, left_s
from biofeedback.live.help_order import Trouble
from devices import errors

PLAIN = SeatShown(1, 1, "Anna B.", "Polar H10", "00", SeatLink.CONNECTED)
FULL_HD = QSize(1920, 1080)
SCREEN_IN, FROM_MM, MM_AN_INCH = 24, 3000, 25.4
CAPITAL_OF_INTER = 0.727  # height of a capital letter as a share of the size of type
CAPITAL_OF_MOST = 0.66  # of the lowest capitals among system fonts
MINUTES_A_RADIAN = 60 * 180 / math.pi


def minutes_of_arc(size_px, capital):
    """Return the angle of a capital letter: closed form, from the size of the screen alone."""
    diagonal_px = math.hypot(FULL_HD.width(), FULL_HD.height())
    height_mm = capital * size_px * SCREEN_IN * MM_AN_INCH / diagonal_px
    return MINUTES_A_RADIAN * height_mm / FROM_MM


@pytest.fixture
def board(qt):
    """A board on a clock that stands, with what was opened."""
    opened = []

    class _Clock:
        now_s = made.AT_S

    board = Board(lambda: _Clock.now_s, opened.append)
    board.clock, board.opened = _Clock, opened
    qt.show(board, 1216, 600)
    board.rest()  # the test makes the frames
    return board


def show(board, cases, order=()):
    seats = [Seat(shown) for shown in made.seats(cases)]
    board.show_seats(seats, order)
    return seats


def test_names_are_read_at_three_metres(qt, board):
    theme = Theme.of()
    margin, gap = theme.space_px.professional_margin, theme.space_px.gutter
    tile_px = (FULL_HD.width() - 2 * margin - 2 * gap) / 3
    name_px, state_px = theme.clinic.name_share * tile_px, theme.clinic.state_share * tile_px
    print(f"names {name_px:.1f} px, {minutes_of_arc(name_px, CAPITAL_OF_INTER):.1f} minutes of arc")
    assert minutes_of_arc(name_px, CAPITAL_OF_INTER) >= 10
    assert minutes_of_arc(name_px, CAPITAL_OF_MOST) >= 10
    assert minutes_of_arc(state_px, CAPITAL_OF_MOST) >= 8
    board.resize(FULL_HD.width() - 2 * margin, 900)
    show(board, (made.CALM, made.NO_CONTACT, made.FAST, made.REACH, made.IRREGULAR, made.LOW))
    qt.settle()
    for tile in board.tiles.values():  # what is painted, not only what the tokens say
        face = tile._layout(tile.width())
        assert tile.width() == pytest.approx(tile_px, abs=1)
        assert minutes_of_arc(face.name.font.pixelSize(), CAPITAL_OF_MOST) >= 10
        assert minutes_of_arc(face.state.font.pixelSize(), CAPITAL_OF_MOST) >= 7


@pytest.mark.parametrize(
    ("count", "wanted"), [(1, 1), (2, 2), (4, 2), (5, 3), (6, 3), (8, 4), (9, 3), (10, 4), (16, 4)]
)
def test_columns_by_people(count, wanted):
    assert columns(count, 1216, Theme.of()) == wanted


@pytest.mark.parametrize(("width_px", "percent", "wanted"), [(960, 200, 2), (400, 200, 1)])
def test_fewer_columns_where_words_would_have_no_room(width_px, percent, wanted):
    assert columns(16, width_px, Theme.of("light", percent)) == wanted


@pytest.mark.parametrize(
    ("trouble", "word"),
    [
        (Trouble.NO_CONTACT, "No contact"),
        (Trouble.OUT_OF_REACH, "Out of reach"),
        (Trouble.IRREGULAR, "Irregular"),
        (Trouble.BREATHING_FAST, "Breathing fast"),
        (Trouble.BATTERY_LOW, "Battery low"),
        (errors.NotFound.code, "Out of reach"),
        (errors.Busy.code, "Strap is busy"),
        (errors.PairingRefused.code, "Needs a look"),
    ],
)
def test_each_trouble_has_a_word_and_a_sentence(trouble, word):
    seat = replace(PLAIN, trouble=trouble)
    assert states.state_words(seat) == word
    assert states.help_words(seat)
    assert word in states.spoken(seat)


def test_every_trouble_of_the_core_is_known():
    known = {code for distress in states.DISTRESS for code in distress.codes}
    assert {trouble.value for trouble in Trouble} <= known


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Ready"),
        ({"link": SeatLink.LOOKING}, "Looking for the strap"),
        ({"start_s": 1.0}, "Settling in"),
        ({"start_s": 1.0, "zone": "finding"}, "Finding the rhythm"),
        ({"start_s": 1.0, "zone": "along"}, "Breathing along"),
        ({"start_s": 1.0, "zone": "along", "is_paused": True}, "Resting"),
        ({"start_s": 1.0, "is_finished": True}, "Done for today"),
    ],
)
def test_each_state_is_one_word_or_two(changes, words):
    assert states.state_words(replace(PLAIN, **changes)) == words


def test_who_has_no_name_is_a_guest():
    assert states.spoken(replace(PLAIN, alias="")) == "Guest 1, Ready"


def test_saving_that_stopped_is_said_on_the_tile():
    assert states.help_words(replace(PLAIN, saving="The disk is full.")) == "The disk is full."


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width_px", [200, 290, 460, 603])
@pytest.mark.parametrize("alias", ["Al", "Karl-Heinz W.", "Wilhelmine-Charlotte von B.", "W" * 30])
def test_no_word_of_a_face_leaves_its_tile(qt, percent, width_px, alias):
    face = Face(alias, "Breathing fast", "14 a minute: smaller, easier", True, battery_pct=100)
    place = laid(Theme.of("light", percent), width_px, face)
    inner_px = width_px - 2 * place.pad_px
    beside_px = inner_px - place.rings_px
    assert place.name.width_px <= beside_px + 1
    chip_px = place.state.width_px + 2 * place.chip_pad_px[0] + 1.4 * place.icon_px
    assert chip_px <= beside_px + 1
    assert place.foot.width_px + place.battery.width_px <= inner_px
    assert place.name.font.pixelSize() >= 0.4 * Theme.of().clinic.name_share * width_px


def test_a_text_is_set_smaller_then_wrapped_and_never_within_a_word(qt):
    font = Theme.of().font("body")
    font.setPixelSize(30)
    alone = fitted("Breathe as you like", font, 1e5)
    less = fitted("Breathe as you like", font, 0.9 * alone.width_px)
    lines = fitted("Breathe as you like", font, 0.5 * alone.width_px)
    assert less.font.pixelSize() < 30
    assert less.height_px < 1.2 * alone.height_px
    assert lines.height_px > 1.5 * alone.height_px * 0.82


@given(st.floats(-200, 200))
def test_a_wave_never_leaves_its_tile_and_keeps_its_order(bpm):
    held = float(within(np.array([bpm]), 8.0)[0])
    assert abs(held) <= 8.0 * 0.71
    assert abs(bpm) > 4.0 or held == pytest.approx(bpm, abs=1e-12)
    assert float(within(np.array([bpm + 0.1]), 8.0)[0]) > held


def test_rings_are_those_of_the_breaths_that_are_over():
    shown = made.seats((made.CALM,))[0]
    form = Theme.of().session.rings
    breathing, start_s = shown.plan.breathing, shown.start_s
    begun = breathing.begun_at(shown.plan.session_t_s(made.AT_S - start_s))
    scored = replace(shown, rings=(100.0,) * begun)
    widths = Seat(scored).rings(form, made.AT_S).widths
    done_s = sum(each.end_s - each.start_s for each in breathing.breaths[: begun - 1])
    all_s = sum(each.end_s - each.start_s for each in breathing.breaths)
    assert sum(widths) == pytest.approx(form.count * done_s / all_s)  # a full score: full rings
    calm = Seat(replace(shown, rings=())).rings(form, made.AT_S).widths
    assert sum(calm) == pytest.approx(0.7 * sum(widths))  # calm time counts as usual


def test_rings_of_a_whole_session_at_the_usual_width_reach_the_outline():
    assert radii_of([0.7] * 12, 0.7, 12)[-1] == pytest.approx(1.0)
    assert radii_of([], 0.7, 12) == []


def test_beats_are_kept_for_two_minutes_and_taken_once():
    shown = made.seats((made.CALM,))[0]
    seat = Seat(made.earlier([shown])[0])
    for each in (*made.earlier([shown])[1:], shown, shown):
        seat.take(each)
    beats = seat.beats.t_s
    assert np.all(np.diff(beats) > 0)
    assert beats[-1] - beats[0] == pytest.approx(128, abs=8)
    assert seat.revision == 4
    assert seat.curves() is seat.curves()


@pytest.mark.parametrize("gentle", [False, True])
def test_the_wave_moves_with_the_clock_and_stands_still_where_little_moves(qt, gentle):
    wave = TileWave(Seat(made.seats((made.CALM,))[0]))
    now_s = made.AT_S - 1.0  # a page is not turned in between
    before, after = (wave.seen(345, t_s, gentle=gentle) for t_s in (now_s, now_s + 0.5))
    assert (before == after) is gentle


def test_a_page_is_turned_every_half_minute():
    assert left_s(59.9, gentle=True) == 30.0
    assert left_s(60.0, gentle=True) == 60.0
    assert left_s(60.0, gentle=False) == 60.0 - SHOWN_S


@pytest.mark.parametrize("name", THEMES)
def test_hills_and_heart_are_painted_within_their_box(qt, name):
    theme, box = Theme.of(name), QRectF(20, 20, 260, 80)
    image = QImage(300, 120, QImage.Format.Format_RGB32)
    image.fill(theme.colour("surface"))
    with QPainter(image) as painter:
        wave = TileWave(Seat(made.seats((made.CALM,))[0]))
        wave.paint(painter, box, theme, made.AT_S, gentle=False)
    ground = theme.colour("surface").rgb()
    painted = [(x, y) for x in range(300) for y in range(120) if image.pixel(x, y) != ground]
    xs, ys = zip(*painted, strict=True)
    assert 19 <= min(xs) <= 22
    assert 277 <= max(xs) <= 280
    assert min(ys) >= 20
    assert max(ys) <= 100
    heart = theme.colour("heart").rgb()
    assert sum(image.pixel(*at) == heart for at in painted) > 40


def test_a_tile_slides_to_its_new_place(qt, board, monkeypatch):
    show(board, (made.CALM,) * 6)
    qt.settle()
    seats = [tile.seat for tile in board.tiles.values()]
    home, away = board.tiles[1].pos(), board.tiles[4].pos()
    share = [0.0]
    monkeypatch.setattr(type(board._grid), "_gone", lambda grid: share[0] if grid._from else 1.0)
    board.show_seats(seats, (4, 1, 2, 3, 5, 6))
    assert board.tiles[4].pos() == away  # not yet
    share[0] = 0.5
    board._grid.slide()
    assert board.tiles[4].pos() == (home + away) / 2
    share[0] = 1.0
    board._grid.slide()
    assert board.tiles[4].pos() == home
    assert board.order == (4, 1, 2, 3, 5, 6)


def test_with_little_movement_a_tile_is_there_at_once(qt, board):
    show(board, (made.CALM,) * 6)
    qt.settle()
    seats, home = [tile.seat for tile in board.tiles.values()], board.tiles[1].pos()
    board.set_gentle(True)
    board.show_seats(seats, (4, 1, 2, 3, 5, 6))
    assert board.tiles[4].pos() == home


def test_from_right_to_left_the_first_tile_is_on_the_right(qt, board):
    from PySide6.QtCore import Qt

    qt.application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(board, (made.CALM,) * 3)
    qt.settle()
    assert board.tiles[1].x() > board.tiles[2].x()


def test_each_tile_has_its_turn_and_only_what_changed_is_painted(qt, board):
    show(board, (made.CALM,) * 16)
    qt.settle()
    painted = []
    for tile in board.tiles.values():
        tile.update = lambda *part, tile=tile: painted.append((tile.seat.shown.number, part))
    for _ in range(TURNS):
        board.advance()
    assert painted == []  # the clock stands
    board.clock.now_s += 1.0
    at_once = []
    for _ in range(TURNS):
        before = len(painted)
        board.advance()
        at_once.append(len(painted) - before)
    assert sorted(number for number, _part in painted) == list(range(1, 17))
    assert max(at_once) == math.ceil(16 / TURNS)
    assert all(part for _number, part in painted)  # a part of the tile, not all of it


def test_a_press_opens_and_arrows_move(qt, board):
    show(board, (made.CALM,) * 6)
    qt.settle()
    board.tiles[2].click()
    assert board.opened == [2]
    stops = [tile for tile in board.tiles.values() if tile.focusPolicy().value & 1]
    assert len(stops) == 1  # one stop of the Tab key
