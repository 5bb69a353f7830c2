"""Frames painted by strips, and only where something moved, look as if painted anew."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from biofeedback.app.canvas.canvas import Canvas
from biofeedback.app.canvas.picture import Picture
from biofeedback.app.canvas.rings import Rings
from biofeedback.app.canvas.scene import Pacer
from biofeedback.app.desk.messages import HeartLine
from biofeedback.app.theme.tokens import Theme
from sessions.blocks import Block, Pacing
from sessions.pacer import LivePlan
from sessions.timeline import Session

WIDTH_PX, HEIGHT_PX, PANEL_PX = 1280, 800, 420
FRAME_S, BEGIN_S, FRAMES = 0.016, 30.0, 60
SAME = 8
"""Two gradients and edges that begin at another pixel differ by so much of 255 at most."""


def moving(qt, theme, pacer, *, gentle=False):
    """Return a canvas beside a panel, its clock, and a function that shows the next frame."""
    plan = LivePlan(
        Session("s", "S", "A test.", ("nervous",), (Block("B", 120.0, "T.", Pacing(6, 6)),))
    )
    canvas, clock = Canvas(theme), [BEGIN_S]
    qt.show(canvas, WIDTH_PX, HEIGHT_PX)
    canvas.begin(plan, lambda: clock[0], pacer=pacer, gentle=gentle)
    canvas.stop()  # its frames come from here
    canvas.follow(plan, 0.0)
    canvas.cover(PANEL_PX)
    clock[0] += 1.0  # the panel has slid in

    def frame():
        clock[0] += FRAME_S
        canvas.advance()
        QApplication.processEvents()

    return canvas, clock, frame


def beats_until(end_s):
    t_s = np.arange(0.0, end_s, 0.9)
    return HeartLine(t_s, 70 + 5 * np.sin(0.6 * t_s), np.zeros_like(t_s))


def seen(canvas):
    """Return what is on the screen, and the same moment painted anew, without the panel's part."""
    on_screen = QApplication.primaryScreen().grabWindow(canvas.winId()).toImage()
    anew = QImage(canvas.size(), QImage.Format.Format_RGB32)
    with QPainter(anew) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = Picture(canvas._theme, WIDTH_PX, HEIGHT_PX)
        picture.paint(painter, anew.rect(), *canvas._shown)
    return [pixels(each)[:, : WIDTH_PX - PANEL_PX] for each in (on_screen, anew)]


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), -1, 4)[..., :3].astype(int)


@pytest.mark.parametrize("pacer", [Pacer.SHAPE, Pacer.BAR])
@pytest.mark.parametrize("name", ["light", "contrast"])
def test_every_frame_looks_as_if_painted_anew(qt, name, pacer):
    canvas, clock, frame = moving(qt, Theme.of(name), pacer)
    canvas.show_heart(beats_until(clock[0] - 2.0))
    for number in range(FRAMES):
        frame()
        if number == FRAMES // 2:  # all this comes while it moves
            canvas.show_heart(beats_until(clock[0] - 1.0))
            canvas.show_rings(Rings((0.6, 0.3), 0.7, 0.1, clock[0]))
        if number % 10 == 9:
            on_screen, anew = seen(canvas)
            assert np.abs(on_screen - anew).max() <= SAME


def test_between_two_pixels_of_the_paper_only_the_pacer_is_painted(qt, monkeypatch):
    _canvas, _clock, frame = moving(qt, Theme.of("light"), Pacer.SHAPE)
    parts = []
    plain = Picture.paint

    def paint(self, painter, part, *rest):
        parts.append(part.width())
        return plain(self, painter, part, *rest)

    monkeypatch.setattr(Picture, "paint", paint)
    for _ in range(FRAMES):
        frame()
    narrow = sum(width < WIDTH_PX / 2 for width in parts)
    # The paper moves 26 u a second: in 60 frames of 16 ms some 24 pixels.
    assert 30 <= narrow < len(parts) <= FRAMES + 1
