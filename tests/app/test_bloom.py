import math

import numpy as np
import pytest
from PySide6.QtGui import QColor

from biofeedback.app.canvas import bloom as blooms
from biofeedback.app.canvas.guide import Guide
from biofeedback.app.canvas.seen import seen_share
from biofeedback.app.desk.messages import HeartLine
from biofeedback.app.theme.tokens import Theme
from biofeedback.report.usual import Usual
from sessions.blocks import Block, Pacing
from sessions.pacer import LivePlan
from sessions.timeline import Session

THEME = Theme.of()
PLAN = LivePlan(
    Session("s", "S", "A test.", ("nervous",), (Block("B", 600, "Text.", Pacing(6, 6)),))
)
GUIDE = Guide(PLAN, 50.0, THEME.session, THEME.motion_ms)
ALONG = dict.fromkeys(range(1, 61), 50.0)
USUAL = Usual(score=50.0)
WIDTH = 0.35 + 0.65 * 0.5
NO_HEART = HeartLine(*(np.empty(0),) * 3)


def heart(swing_bpm=4.0, silent=(0.0, 0.0)):
    t_s = 50.0 + np.arange(0.3, 600, 0.8)
    t_s = t_s[(t_s < 50 + silent[0]) | (t_s > 50 + silent[1])]
    rate = 70 + swing_bpm / 2 * np.sin(2 * math.pi * (t_s - 50) / 10)
    return HeartLine(t_s, rate, np.zeros_like(t_s))


def draw(heart_line, scores=ALONG, done_s=600.0, usual=USUAL, **wanted):
    return blooms.bloom(GUIDE, done_s, scores, heart_line, usual, **wanted)


def test_twelve_turns_of_five_petals_that_line_up():
    bloom = draw(heart())
    assert len(bloom.radii) == 12 * bloom.points
    turns = np.reshape(bloom.radii, (12, bloom.points))
    for turn in turns[1:-1]:
        steady = turn - np.linspace(turn[0], turn[-1], turn.size)
        assert int(np.argmax(np.abs(np.fft.rfft(steady)))) == 5


def test_a_turn_is_as_wide_as_its_ring_and_usual_rings_end_where_they_should():
    bloom = draw(heart(swing_bpm=0.0))
    starts = np.reshape(bloom.radii, (12, bloom.points))[:, 0]
    width = (0.80 - 0.09) / 12
    assert starts == pytest.approx(0.09 + width * np.arange(12), abs=1e-9)


def test_a_wave_as_high_as_the_hills_bends_by_one_and_a_half_widths():
    bloom = draw(heart(swing_bpm=8.0))
    outer = np.array(bloom.radii[-2 * bloom.points :])
    bend = outer - np.linspace(outer[0], outer[0] + 2 * 0.71 / 12, outer.size)
    assert np.ptp(bend) == pytest.approx(1.5 * 0.71 / 12, rel=0.06)


def test_it_is_measured_by_the_hills_and_by_the_width_that_were_usual():
    """A usual score of 100 makes rings of 1: these are as wide as 0.675 of it."""
    steep, wide = (draw(heart(8.0), usual=Usual(swing, 50.0)).radii for swing in (4.0, 16.0))
    flat = np.array(draw(heart(0.0)).radii)
    late = slice(-180, None)
    assert np.ptp((steep - flat)[late]) == pytest.approx(4 * np.ptp((wide - flat)[late]), rel=1e-6)
    ends = draw(NO_HEART, ALONG, usual=Usual(score=100.0)).radii
    assert ends[-1] == pytest.approx(0.09 + 0.71 * WIDTH)
    assert draw(NO_HEART, ALONG, usual=Usual()).radii[-1] == pytest.approx(
        0.09 + 0.71 * WIDTH / 0.7
    )


def test_closeness_makes_wider_turns():
    closer = {n: 20.0 if n <= 30 else 80.0 for n in range(1, 61)}
    turns = np.reshape(draw(heart(0.0), closer).radii, (12, -1))
    widths = np.diff(turns[:, 0])
    assert widths[8] / widths[2] == pytest.approx((0.35 + 0.65 * 0.8) / (0.35 + 0.65 * 0.2))


def test_a_run_that_ended_early_ends_within_a_turn():
    bloom = draw(heart(), done_s=170.0)  # 17 breaths: three turns and two fifths
    assert len(bloom.radii) == pytest.approx(3.4 * bloom.points, abs=1)


def test_where_the_heart_was_not_seen_the_line_is_round():
    bloom = draw(heart(silent=(200, 300)))
    turns = np.reshape(bloom.radii, (12, bloom.points))
    assert np.allclose(np.diff(turns[4][20:-20], 2), 0, atol=1e-12)
    assert not np.allclose(np.diff(turns[2], 2), 0, atol=1e-5)


def test_thumbnails_have_six_turns_and_the_same_petals():
    bloom = draw(heart(), turns=blooms.THUMBNAIL_TURNS, points=48)
    assert (len(bloom.radii), bloom.points) == (6 * 48, 48)
    outer = np.array(bloom.radii[-48:])
    steady = outer - np.linspace(outer[0], outer[-1], 48)
    assert int(np.argmax(np.abs(np.fft.rfft(steady)))) == 5


def test_without_a_strap_the_rings_are_plain_circles():
    bloom = draw(NO_HEART, {})
    assert bloom.points == 0
    each = (0.80 - 0.09) / 12  # as wide as usual: what nobody measured is no failure
    assert bloom.radii == pytest.approx([0.09 + each * n for n in range(1, 13)])
    assert draw(NO_HEART, {}, done_s=3.0).radii == ()


@pytest.mark.parametrize(("until_s", "drawn"), [(330, True), (270, False)])
def test_the_heart_draws_where_at_least_half_of_it_was_seen(until_s, drawn):
    whole = heart()
    rate_bpm = np.where(whole.t_s < 50 + until_s, whole.rate_bpm * 60 / 56, np.nan)  # 0.8 s each
    bloom = draw(HeartLine(whole.t_s, rate_bpm, whole.gap))
    assert (bloom.points > 0) is drawn


def test_time_in_a_pause_is_no_time_that_was_missed():
    plan = PLAN.paused(100.0).resumed(1000.0)
    t_s = np.arange(0.8, 1500, 0.8)
    steady = HeartLine(t_s, np.full_like(t_s, 75.0), np.zeros_like(t_s))
    assert seen_share(plan, 0.0, steady, 600.0) == pytest.approx(1.0, abs=0.01)
    before = t_s < 100
    silent = HeartLine(t_s[before], steady.rate_bpm[before], steady.gap[before])
    assert seen_share(plan, 0.0, silent, 200.0) == pytest.approx(0.5, abs=0.01)
    paused = t_s < 700  # of these, only those before the pause
    silent = HeartLine(t_s[paused], steady.rate_bpm[paused], steady.gap[paused])
    assert seen_share(plan, 0.0, silent, 200.0) == pytest.approx(0.5, abs=0.01)
    assert seen_share(plan, None, steady, 200.0) == 0.0


def test_nothing_leaves_the_picture():
    best = dict.fromkeys(range(1, 61), 100.0)
    assert max(draw(heart(30.0), best).radii) <= 0.97 + 1e-9


def test_the_picture_starts_in_the_middle(theme):
    image = blooms.picture(theme, draw(heart()), 400, ratio=1.0).toImage()
    clay = QColor(theme.hex("heart"))
    near = [image.pixelColor(200, round(200 - 0.09 * 199) + down) for down in (-1, 0, 1)]
    assert (
        min(
            sum(abs(a - b) for a, b in zip(one.getRgb(), clay.getRgb(), strict=True))
            for one in near
        )
        < 60
    )
    assert image.pixelColor(2, 2).alpha() == 0


def test_no_breath_no_line(theme):
    assert not blooms.picture(theme, blooms.Bloom((), 0), 80).isNull()
