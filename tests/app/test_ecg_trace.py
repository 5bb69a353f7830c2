"""The moving ECG: a sine wave comes in packets, and its line lies where the wave is."""

import numpy as np
import pytest
from PySide6.QtGui import QImage

from biofeedback.app.desk.messages import EcgMoved
from biofeedback.app.views.session_plots import ECG_BEHIND_S, ECG_S, EcgTrace

RATE_HZ, PACKET, WIDTH_PX, HEIGHT_PX = 130.0, 73, 600, 200
SWING_UV = 400.0


def wave_uv(t_s):
    return SWING_UV * np.sin(2 * np.pi * t_s)


class Clock:
    def __init__(self):
        self.now_s = 0.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def trace(qt):
    trace = EcgTrace("ECG", "The ECG.")
    trace.clock = Clock()
    trace.begin(trace.clock)
    yield qt.show(trace, WIDTH_PX, HEIGHT_PX)
    trace.rest()


def feed(trace, seconds, begin_s=0.0):
    """Let packets come in, each painted; return the time at the end."""
    for number in range(int(seconds * RATE_HZ / PACKET)):
        t_s = begin_s + (number * PACKET + np.arange(PACKET)) / RATE_HZ
        trace.take(EcgMoved(t_s, wave_uv(t_s)))
        trace.clock.now_s = t_s[-1]
        trace.grab()
    return trace.clock.now_s


def seen_rows(trace):
    """Return the mean row of the line in each column, NaN where there is none, and its extent."""
    image = trace.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    grey = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT_PX, image.bytesPerLine())
    dark = grey[:, :WIDTH_PX] < 128
    rows = np.arange(HEIGHT_PX)[:, None]
    with np.errstate(invalid="ignore"):
        return (dark * rows).sum(0) / dark.sum(0), dark.sum(0)


@pytest.mark.parametrize("seconds", [7, 15, 17.5, 40, 64])  # the sheet is laid anew every 8.4 s
def test_the_line_lies_where_the_wave_is(trace, seconds):
    now_s = feed(trace, seconds)
    rows, heights = seen_rows(trace)
    x_px = np.arange(WIDTH_PX)
    t_s = now_s - ECG_BEHIND_S - ECG_S + x_px * ECG_S / WIDTH_PX
    inner = (t_s > 0.1) & (x_px > 1)
    assert inner.sum() > WIDTH_PX * 0.9 or seconds == 7
    low, high = trace._range_uv
    expected = (high - wave_uv(t_s)) * HEIGHT_PX / (high - low)
    slope_px = np.abs(np.gradient(expected))
    assert np.all(heights[inner] > 0)  # no hole between packets
    assert np.all(np.abs(rows - expected)[inner] <= 1.5 + slope_px[inner])
    assert np.all(heights[inner] <= 3 + 2 * slope_px[inner])  # one line, not two


def test_another_size_draws_all_of_it_anew(trace, qt):
    feed(trace, 30)
    trace.resize(WIDTH_PX, HEIGHT_PX + 40)
    qt.settle()
    trace.resize(WIDTH_PX, HEIGHT_PX)
    qt.settle()
    rows, _heights = seen_rows(trace)
    assert np.count_nonzero(np.isnan(rows)) <= 2


def test_after_a_hole_of_minutes_the_line_goes_on(trace):
    feed(trace, 10)
    feed(trace, 12, begin_s=300.0)
    rows, _heights = seen_rows(trace)
    assert np.count_nonzero(np.isnan(rows)) <= 2
