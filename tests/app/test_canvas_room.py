"""Where room is short: shape and rings between words and tools, the two halves of a still page."""

import math

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from biofeedback.app.canvas.canvas import Canvas
from biofeedback.app.canvas.guide import Guide
from biofeedback.app.canvas.heart import Stretch
from biofeedback.app.canvas.landscape import Land, Wave
from biofeedback.app.canvas.motion import Fade
from biofeedback.app.canvas.paper import Page
from biofeedback.app.canvas.picture import Picture
from biofeedback.app.canvas.scene import Pacer, Scene
from biofeedback.app.canvas.stage import Stage, hill_y_u
from biofeedback.app.canvas.tension import Tension
from biofeedback.app.theme.tokens import Theme
from sessions.blocks import Block, Pacing
from sessions.pacer import LivePlan
from sessions.timeline import Session

THEME = Theme.of()
FORM = THEME.session
CROWN_U, FOOT_U = 65 + 190, 420 * 0.18
PLAN = LivePlan(
    Session("s", "S", "A test.", ("nervous",), (Block("B", 120.0, "T.", Pacing(6, 6)),))
)
GUIDE = Guide(PLAN, 0.0, FORM, THEME.motion_ms)
WIDTH_PX, HEIGHT_PX = 1280, 800


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (1024, 448), (860, 800)])
@pytest.mark.parametrize("taken_px", [(0, 0), (60, 190), (250, 120), (30, 260), (100, 60)])
def test_shape_and_rings_stand_between_what_is_taken(size, taken_px):
    width_px, height_px = size
    stage = Stage(FORM, width_px, height_px, 0.0, *taken_px)
    assert stage.ground_y_px - CROWN_U * stage.u_px >= taken_px[0]
    assert stage.ground_y_px + FOOT_U * stage.u_px <= height_px - taken_px[1]
    usual = Stage(FORM, width_px, height_px)
    assert stage.u_px <= usual.u_px


def test_where_there_is_room_all_stands_where_it_is_drawn():
    stage = Stage(FORM, WIDTH_PX, HEIGHT_PX, 0.0, 95.0, 184.0)
    assert (stage.u_px, stage.ground_y_px) == (1.0, pytest.approx(478))


def test_hardly_any_room_leaves_something_to_see():
    stage = Stage(FORM, WIDTH_PX, HEIGHT_PX, 0.0, 500.0, 300.0)
    assert stage.u_px == pytest.approx(0.2)


def test_the_canvas_makes_room_in_260_ms_and_at_once_where_little_moves(qt):
    clock, canvas = [0.0], Canvas(THEME)
    canvas.leave_room(60.0, 180.0)  # before there is a run
    canvas.begin(PLAN, lambda: clock[0])
    canvas.stop()
    qt.show(canvas, WIDTH_PX, HEIGHT_PX)
    canvas.follow(PLAN, 0.0)
    canvas.grab()
    assert canvas.painted.taken_px == (60.0, 180.0)
    canvas.leave_room(60.0, 180.0)
    canvas.leave_room(260.0, 80.0)
    seen = []
    for now_s in (0.0, 0.13, 0.26):
        clock[0] = now_s
        canvas.grab()
        seen.append(canvas.painted.taken_px)
    assert np.array(seen) == pytest.approx(np.array([[60, 180], [160, 130], [260, 80]]))
    canvas.set_gentle(True)
    canvas.leave_room(60.0, 180.0)
    canvas.grab()
    assert canvas.painted.taken_px == (60.0, 180.0)


# --- A still page -------------------------------------------------------------------------------


def page_at(session_t_s):
    return Page.at(Stage(FORM, WIDTH_PX, HEIGHT_PX), PLAN.breathing, session_t_s)


@pytest.mark.parametrize("session_t_s", [3.0, 13.0, 47.0])
def test_the_hills_of_a_page_end_at_their_half_of_it(session_t_s):
    page = page_at(session_t_s)
    left, right = Land.of(FORM, PLAN.breathing, page).hills
    assert [left.x[0], left.x[-1]] == pytest.approx([-600, -190], abs=1e-6)
    assert [right.x[0], right.x[-1]] == pytest.approx([190, 600], abs=1e-6)


def test_the_heart_wave_of_a_page_ends_at_the_fold_too():
    t_s = np.arange(0.0, 20.1, 0.2)
    t_s[50] = 10.0  # a point on the fold itself
    curve = Stretch(t_s, np.sin(t_s))
    lines = Wave.of((curve,), 8.0, GUIDE, page_at(3.0)).lines
    assert len(lines) == 2
    ends = [(line[0].x(), line[line.size() - 1].x()) for line in lines]
    assert ends[0][1] < -190 + 0.5
    assert ends[1][0] == pytest.approx(190)


@pytest.mark.parametrize(
    ("session_t_s", "gentle", "x_u"),
    [(2.0, True, -518), (5.0, True, -395), (13.0, True, 313), (5.0, False, 0)],
)
def test_the_bead_rides_the_hill_where_the_page_is_written(qt, session_t_s, gentle, x_u):
    """A breath of ten seconds is 410 u wide on a page: from -600 on, and from 190 on."""
    scene = Scene(GUIDE, Tension(()), Pacer.WAVE, gentle, shows_heart=False)
    image = QImage(WIDTH_PX, HEIGHT_PX, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        Picture(THEME, WIDTH_PX, HEIGHT_PX).paint(painter, image.rect(), scene, session_t_s)
    points = np.frombuffer(image.constBits(), np.uint32).reshape(HEIGHT_PX, WIDTH_PX)
    y, x = np.nonzero(points == THEME.colour("breath").rgb())
    assert x.size > math.pi * 10**2
    y_px = 478 + hill_y_u(FORM, GUIDE.volume(session_t_s))
    assert [x.mean(), y.mean()] == pytest.approx([640 + x_u, y_px], abs=1)


def test_a_bead_that_goes_along_a_page_leaves_no_trace(qt):
    clock, canvas = [3.0], Canvas(THEME)
    canvas.begin(PLAN, lambda: clock[0], pacer=Pacer.WAVE, gentle=True, shows_heart=False)
    canvas.stop()
    qt.show(canvas, WIDTH_PX, HEIGHT_PX)
    canvas.follow(PLAN, 0.0)
    while clock[0] < 4.0:
        clock[0] += 0.1
        canvas.advance()
        qt.settle()
    on_screen = qt.application.primaryScreen().grabWindow(canvas.winId()).toImage()
    on_screen = on_screen.convertToFormat(QImage.Format.Format_RGB32)
    points = np.frombuffer(on_screen.constBits(), np.uint32).reshape(HEIGHT_PX, WIDTH_PX)
    _y, x = np.nonzero(points == THEME.colour("breath").rgb())
    assert np.ptp(x) < 30
    assert x.mean() == pytest.approx(640 - 600 + 41 * clock[0], abs=1)


@pytest.mark.parametrize("above_px", [0.0, 480.0])
def test_words_are_no_higher_than_their_room(qt, above_px):
    taken_px = Fade.still(above_px), Fade.still(200.0)
    scene = Scene(GUIDE, Tension(()), Pacer.WORDS, shows_heart=False, taken_px=taken_px)
    image = QImage(WIDTH_PX, HEIGHT_PX, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        Picture(Theme.of(text_percent=200), WIDTH_PX, HEIGHT_PX).paint(
            painter, image.rect(), scene, 3.0
        )
    points = np.frombuffer(image.constBits(), np.uint32).reshape(HEIGHT_PX, WIDTH_PX)
    y, _x = np.nonzero(points == THEME.colour("text").rgb())
    assert above_px < y.min() < y.max() < HEIGHT_PX - 200
