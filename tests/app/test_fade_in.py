"""A banner comes in softly, in any theme: a mixture of before and after. Keys are quicker."""

import math

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.widgets import fade_in
from biofeedback.app.widgets.banner import Banner

SHARES = (0.25, 0.5, 0.75)
ROUNDED = 4  # each of three roundings to one of 256, and one more


class Scene:
    """A banner over a page, at a time that is set by hand."""

    def __init__(self, qt, over_s, now_s):
        self.banner, self._qt, self._over_s, self._now_s = Banner(), qt, over_s, now_s
        self._window = QWidget()
        column = QVBoxLayout(self._window)
        column.addWidget(self.banner)
        column.addStretch(1)
        qt.show(self._window, 800, 300)

    def at(self, share):
        """Go to a share of the way, and return the pixels that are seen of the banner then."""
        self._now_s[0] = share * self._over_s
        self.banner.findChild(fade_in.FadeIn).step()
        self._qt.settle()
        self.banner.action.clearFocus()  # its ring is there at once
        image = self._window.grab(self.banner.geometry()).toImage()
        image = image.convertToFormat(QImage.Format.Format_RGBA8888)
        pixels = np.frombuffer(image.constBits(), np.uint8)
        return pixels.reshape(image.height(), image.width(), 4)[..., :3].astype(float)


@pytest.fixture
def scene(theme, qt, monkeypatch):
    now_s = [0.0]
    monkeypatch.setattr(fade_in, "monotonic", lambda: now_s[0])
    return Scene(qt, theme.motion_ms.fade / 1000, now_s)


def test_a_banner_grows_denser_until_it_is_there(scene):
    scene.banner.show_trouble("No contact", "Moisten the pads.", "Go on")
    assert scene.banner.action.hasFocus()
    before = scene.at(0.0)
    assert np.ptp(before, axis=(0, 1)).max() == 0  # the page, and nothing else
    coming = [scene.at(share) for share in SHARES]
    after = scene.at(1.0)
    assert np.abs(after - before).max() > 100
    for share, seen in zip(SHARES, coming, strict=True):
        dense = (1 - math.cos(math.pi * share)) / 2
        assert np.abs(seen - before - dense * (after - before)).max() <= ROUNDED


def test_on_its_way_it_is_pressed_and_other_words_are_there_at_once(scene):
    pressed = []
    scene.banner.show_trouble("No contact", "Moisten.", "Go on", lambda: pressed.append(True))
    scene.at(0.0)
    half = scene.at(0.5)
    scene.banner.action.setFocus()
    QTest.keyClick(scene.banner.action, " ")
    assert pressed == [True]
    scene.banner.show_trouble("No contact", "Moisten.", "Go on")
    there = scene.at(0.6)
    assert np.abs(there - half).max() > 50
    assert np.array_equal(scene.at(1.0), there)


def test_one_that_went_on_its_way_comes_anew(scene):
    scene.banner.show_trouble("No contact", "Moisten the pads.", "Go on")
    scene.at(0.0)
    scene.at(0.5)
    scene.banner.dismiss()
    scene.banner.show()
    there = scene.at(2.0)
    scene.banner.dismiss()
    scene.banner.show_trouble("No contact", "Moisten the pads.", "Go on")
    assert np.ptp(scene.at(2.0), axis=(0, 1)).max() == 0
    assert np.array_equal(scene.at(3.0), there)
