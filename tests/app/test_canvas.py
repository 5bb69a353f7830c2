import math

import numpy as np
import pytest
from PySide6.QtCore import Qt

from biofeedback.app.canvas.canvas import Canvas
from biofeedback.app.canvas.guide import Guide
from biofeedback.app.canvas.motion import Fade, in_out, out, playing, rest_share
from biofeedback.app.canvas.paper import Page, Scroll
from biofeedback.app.canvas.rings import RingCount, Rings, places, share_of
from biofeedback.app.canvas.scene import Pacer, Scene
from biofeedback.app.canvas.stage import Stage, hill_y_u, shape_outline
from biofeedback.app.canvas.telling import breath_in_words, counted, rings_in_words
from biofeedback.app.canvas.tension import Tension, tensed
from biofeedback.app.canvas.today import today
from biofeedback.app.desk.messages import HeartLine
from biofeedback.app.theme.tokens import Theme
from sessions.blocks import Block, Pacing
from sessions.breathing import Breath, BreathPattern
from sessions.load import Reader, find_session
from sessions.pacer import LivePlan
from sessions.timeline import Session
from sessions.toml_file import Wording

THEME = Theme.of()
FORM, MOTION = THEME.session, THEME.motion_ms


def plan_of(*blocks):
    """Return a plan of (seconds, breaths a minute or None)."""
    parts = tuple(
        Block("B", seconds, "Text.", Pacing(rate, rate) if rate else None)
        for seconds, rate in blocks
    )
    return LivePlan(Session("s", "S", "A test.", ("nervous",), parts))


def guide_of(plan, start_s=0.0):
    return Guide(plan, start_s, FORM, MOTION)


# --- Movement -----------------------------------------------------------------------------------


def test_easings_begin_and_end_where_they_should():
    assert [in_out(x) for x in (-1, 0, 0.5, 1, 2)] == pytest.approx([0, 0, 0.5, 1, 1])
    assert [out(x) for x in (-1, 0, 0.5, 1, 2)] == pytest.approx([0, 0, 0.875, 1, 1])


def test_a_fade_goes_on_from_wherever_it_is():
    dark = Fade.still(1.0).to(0.0, 10.0, 4.0)
    assert [dark.at(t) for t in (9, 10, 12, 14, 99)] == pytest.approx([1, 1, 0.5, 0, 0])
    back = dark.to(1.0, 12.0, 2.0)
    assert [back.at(t) for t in (12, 13, 14)] == pytest.approx([0.5, 0.75, 1])
    assert playing((dark, back), 11.0) is dark
    assert playing((dark, back), 12.0) is back


def test_rest_settles_stays_and_is_led_out():
    times = (0, 0.6, 1.2, 5, 8.5, 10)
    shares = [rest_share(t, 0, 10, settle_s=1.2, lead_in_s=3) for t in times]
    assert shares == pytest.approx([0, 0.5, 1, 1, 0.5, 0])
    assert rest_share(99, 0, math.inf, 1.2, 3) == 1


# --- The guide ----------------------------------------------------------------------------------


def test_between_paced_parts_the_shape_rests_and_meets_the_breath_at_0():
    guide = guide_of(plan_of((20, None), (20, 6), (20, None)))
    volumes = [guide.volume(t) for t in (5, 19.4, 20, 24, 40, 40.6, 50)]
    assert volumes == pytest.approx([0.1, 0.05, 0, 1, 0, 0.05, 0.1], abs=1e-12)


def test_the_canvas_rests_before_the_session_and_after_its_end():
    plan = plan_of((24, 6))  # the third breath goes on when the session ends
    before, after = guide_of(plan, None), guide_of(plan, 100.0)
    assert (before.session_t_s(50.0), before.alpha(50.0)) == (0.0, pytest.approx(0.62))
    assert after.volume(124.0) == pytest.approx(1.0)
    assert after.volume(130.0) == pytest.approx(0.1)
    assert after.alpha(130.0) == pytest.approx(0.62)
    assert after.alpha(101.2) == pytest.approx(1.0)


def test_nothing_jumps_while_the_session_pauses_goes_on_and_ends():
    plan = plan_of((30, 6), (15, None), (16, 6)).paused(13.0).resumed(17.0)
    guide = guide_of(plan.paused(60.0).resumed(63.5))
    t_s = np.arange(-2.0, 75.0, 0.01)
    volumes = np.array([guide.volume(each) for each in t_s.tolist()])
    # No faster than the breath itself (0.5 a second) and a settling at once.
    assert np.abs(np.diff(volumes)).max() < 0.01 * (0.5 + math.pi / 2 / 1.2)


def test_beats_of_a_pause_are_not_drawn():
    guide = guide_of(plan_of((60, 6)).paused(10.0).resumed(15.0), 100.0)
    times_s = guide.session_times_s(np.array([99.0, 105.0, 112.0, 116.0, 164.0, 166.0]))
    assert times_s == pytest.approx([math.nan, 5, math.nan, 11, 59, math.nan], nan_ok=True)


# --- Where things lie ---------------------------------------------------------------------------


def test_the_stage_at_its_usual_size():
    stage = Stage(FORM, 1280, 800)
    assert (stage.u_px, stage.now_x_px, stage.ground_y_px) == (1, 640, pytest.approx(478))
    assert stage.behind_s == pytest.approx(640 / 26)
    assert hill_y_u(FORM, 1.0) == -200


def test_beside_a_panel_the_canvas_is_centred_and_no_ring_is_cut():
    stage = Stage(FORM, 1280, 800, covered_px=420)
    assert stage.now_x_px == 430
    assert FORM.rings.full_u * stage.u_px < 430


@pytest.mark.parametrize("volume", [0.0, 0.3, 1.0])
def test_the_shape_has_the_size_of_its_volume(volume):
    outline = shape_outline(FORM.shape, volume)
    points = [point for cubic in outline.cubics for point in cubic]
    assert min(y for _, y in points) == pytest.approx(-(65 + 190 * volume))
    width_u = 98 + 55 * math.sin(volume * math.pi / 2)
    assert max(x for x, _ in points) == pytest.approx(width_u)
    assert outline.cubics[-1][-1] == outline.start
    assert outline.start[0] == pytest.approx(-width_u * (0.97 - 0.13 * volume))


def test_a_halo_stands_on_the_foot_of_the_shape():
    shape, halo = shape_outline(FORM.shape, 0.4), shape_outline(FORM.shape, 0.9, 16.0, foot=0.4)
    assert halo.start == shape.start
    assert halo.crown_u == pytest.approx(65 + 190 * 0.9 + 16)


def test_the_paper_covers_what_is_seen():
    stage = Stage(FORM, 1280, 800)
    paper = Scroll.around(stage, 100.0)
    (from_s, to_s) = paper.spans[0]
    assert from_s <= 100 - stage.behind_s
    assert to_s >= 100 + stage.ahead_s
    assert paper.x_u(np.array([101.0])) + paper.shift_u(100.0) == pytest.approx([26.0])


def test_a_page_holds_two_breaths_on_both_sides_of_the_shape():
    stage, breathing = Stage(FORM, 1280, 800), plan_of((60, 6)).breathing
    page = Page.at(stage, breathing, 33.0)
    assert page == Page.at(stage, breathing, 21.0)
    assert page.spans == ((20, 30), (30, 40))
    x = page.x_u(np.array([20.0, 29.999, 30.0, 40.0]))
    assert x == pytest.approx([-600, -190, 190, 600], abs=0.1)


# --- Rings --------------------------------------------------------------------------------------


def test_ten_minutes_at_6_are_twelve_rings_of_five_breaths():
    found = places(plan_of((600, 6)).breathing, 12)
    assert [ring for ring, _ in found] == [n // 5 for n in range(60)]
    assert {round(length, 9) for _, length in found} == {0.2}


def test_calm_time_counts_and_closeness_counts_more():
    assert [share_of(score, FORM.rings) for score in (0, 100)] == [0.35, 1.0]
    assert share_of(None, FORM.rings, 0.8) == 0.8  # unknown is as usual, not as the least


def follow(count, plan, numbers, score=50.0, held=False):
    for second, number in numbers:
        rings = count.follow(plan.breathing, number, score, held=held, now_s=second)
    return rings


def test_a_breath_grows_its_ring_when_it_is_over():
    plan, count = plan_of((600, 6)), RingCount(FORM.rings)
    assert follow(count, plan, [(1, 1), (9, 1)]).widths == ()
    rings = follow(count, plan, [(10, 2)])
    part = 0.2 * (0.35 + 0.65 * 0.5)
    assert rings.widths == pytest.approx([part])
    unit_u = (420 - 145) / (12 * 0.7)
    assert rings.radii_u(FORM.rings, growth=0.5) == pytest.approx([145 + part * unit_u / 2])
    assert [rings.growth(t, 1.2) for t in (10, 10.6, 11.2)] == pytest.approx([0, 0.875, 1])


def test_rings_wait_in_a_gap_and_never_shrink_with_the_pace():
    plan, count = plan_of((600, 6)), RingCount(FORM.rings)
    rings = follow(count, plan, [(n * 10 + 1.0, n + 1) for n in range(9)])
    assert follow(count, plan, [(91, 10), (101, 11)], held=True).widths == rings.widths
    assert count.waiting
    faster = plan.shifted(102, 3.0)
    after = follow(count, faster, [(110, 12), (120, 13)])
    assert list(after.widths[: len(rings.widths) - 1]) == list(rings.widths[:-1])
    assert sum(after.widths) > sum(rings.widths)


def test_without_a_strap_nothing_holds_the_rings():
    plan, count = plan_of((600, 6)), RingCount(FORM.rings, measured=False)
    rings = follow(count, plan, [(1, 1), (10, 2)], score=None, held=True)
    assert rings.widths == pytest.approx([0.2 * 0.7])


def test_twelve_usual_rings_reach_the_outline():
    rings = Rings((0.8,) * 12, usual=0.8)
    assert rings.radii_u(FORM.rings)[-1] == pytest.approx(420)


# --- Tension and words --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("name", "count"), [("pmr-4-groups", 6), ("pmr-16-groups", 32)])
def test_every_part_of_a_script_is_tensed_for_three_or_six_seconds(name, count, language):
    spans = tensed(find_session(name, Reader(Wording(language))))
    assert len(spans) == count
    assert {round(end - start) for start, end in spans} == {3, 6}


def test_where_nothing_is_to_be_tensed_nothing_is():
    assert tensed(find_session("paced-6-10min", Reader())) == ()


def test_the_shape_draws_together_within_a_second_and_sinks_within_four():
    tension = Tension(((10.0, 16.0), (40.0, 46.0)))
    values = [tension.at(t) for t in (9, 10.5, 11, 16, 18, 20, 39, 40.5, 41)]
    assert values == pytest.approx([0, 0.5, 1, 1, 0.3, -0.4, -0.4, 0.3, 1])
    rest = shape_outline(FORM.shape, 0.1)
    tight = shape_outline(FORM.shape, 0.1, tight=1.0)
    assert tight.start[0] == pytest.approx(0.85 * rest.start[0])


@pytest.mark.parametrize(
    ("t_s", "words"),
    [(0.0, "In 4"), (0.99, "In 4"), (1.0, "In 3"), (3.9, "In 1"), (4.0, "Out 6"), (9.9, "Out 1")],
)
def test_counting(t_s, words):
    assert counted(Breath(0.0, 6.0, BreathPattern()), t_s) == words


def test_breath_and_rings_in_words():
    assert breath_in_words(Breath(0.0, 6.0, BreathPattern())) == "In 4 seconds, out 6"
    box = Breath(0.0, 3.75, BreathPattern(0.25, 0.25, 0.25))
    assert breath_in_words(box) == "In 4 seconds, wait 4, out 4, wait 4"
    rings = Rings((0.5,) * 7)
    assert rings_in_words(rings, FORM.rings, 50.0) == "Rings: 7 of 12, finding the rhythm"
    assert rings_in_words(rings, FORM.rings, None) == "Rings: 7 of 12"


# --- The widget ---------------------------------------------------------------------------------


@pytest.fixture
def canvas(qt, theme):
    clock = [0.0]
    canvas = Canvas(theme)
    canvas.clock = clock
    canvas.begin(plan_of((60, 6), (60, None), (600, 6)), lambda: clock[0])
    canvas.stop()
    qt.show(canvas, 640, 400)
    canvas.follow(plan_of((60, 6), (60, None), (600, 6)), 0.0)
    return canvas


def look(canvas, now_s):
    canvas.clock[0] = now_s
    return canvas.grab().toImage()


def beats(until_s, silent=(math.inf, math.inf)):
    t_s = np.arange(max(until_s - 60, 0.4), until_s, 0.8)
    t_s = t_s[(t_s < silent[0]) | (t_s > silent[1])]
    gap = (np.diff(t_s, prepend=t_s[0]) > 4).astype(float)
    return HeartLine(t_s, 70 + 3 * np.sin(2 * np.pi * t_s / 10), gap)


@pytest.mark.parametrize("pacer", Pacer)
@pytest.mark.parametrize("gentle", [False, True])
@pytest.mark.parametrize("now_s", [33.0, 90.0, 1000.0])
def test_everything_can_be_painted(canvas, pacer, gentle, now_s):
    canvas.choose(pacer)
    canvas.set_gentle(gentle)
    canvas.clock[0] = now_s
    canvas.show_heart(beats(min(now_s, 700) - 1, silent=(25, 31)))
    canvas.show_rings(Rings((0.7, 0.6), newest=0.1, grown_s=now_s - 0.3), waiting=True)
    image = look(canvas, now_s)
    assert canvas.painted.session_t_s == pytest.approx(min(now_s, 720))
    canvas.choose(Pacer.NONE if pacer is not Pacer.NONE else Pacer.WORDS)
    assert (look(canvas, now_s) != image) or (pacer in (Pacer.WORDS, Pacer.NONE))


def test_missing_beats_are_told_after_some_seconds(canvas):
    canvas.clock[0] = 33.0
    canvas.show_heart(beats(30.5))
    look(canvas, 33.0)
    assert not canvas.painted.is_lost
    look(canvas, 36.0)
    assert canvas.painted.is_lost


def test_what_was_drawn_before_a_long_pause_stays(canvas):
    look(canvas, 49.0)  # the first frame's edges are drawn finer than those of kept pictures
    canvas.clock[0] = 50.0
    canvas.show_heart(beats(50.0))
    before = look(canvas, 50.0)
    paused = plan_of((60, 6), (60, None), (600, 6)).paused(50.0)
    canvas.follow(paused, 0.0)
    canvas.clock[0] = 400.0
    canvas.show_heart(beats(400.0))
    after = look(canvas, 400.0)
    left = [(x, y) for x in range(0, 200, 3) for y in range(100, 250)]
    assert all(before.pixel(*at) == after.pixel(*at) for at in left)


def test_closed_eyes_are_dark_and_a_key_brings_the_picture_back(canvas):
    canvas.close_eyes()
    bright, dark = look(canvas, 0.0).pixelColor(5, 5), look(canvas, 4.0).pixelColor(5, 5)
    assert dark.lightnessF() == pytest.approx(0.06 * bright.lightnessF(), abs=0.01)
    canvas.clock[0] = 10.0
    canvas.peek()
    lights = []
    for now_s in (10.0, 10.2, 16.0, 18.0, 20.0):
        canvas.clock[0] = now_s
        lights.append(canvas.light)
    assert lights == pytest.approx([0, 1, 1, 0.5, 0])
    canvas.open_eyes(slowly=True)
    canvas.clock[0] = 23.0
    assert canvas.light == pytest.approx(0.5)


def test_a_panel_moves_the_canvas_aside_in_260_ms(canvas):
    canvas.cover(200)
    covered = []
    for now_s in (0.0, 0.13, 0.26):
        look(canvas, now_s)
        covered.append(canvas.painted.covered_px)
    assert covered == pytest.approx([0, 100, 200])
    canvas.set_gentle(True)
    canvas.cover(0)
    look(canvas, 0.26)
    assert canvas.painted.covered_px == 0


def test_where_nothing_moves_nothing_is_painted(canvas, qt):
    canvas.follow(plan_of((60, 6), (60, None), (600, 6)).paused(5.0), 0.0)
    look(canvas, 20.0)
    qt.settle()
    painted = canvas.painted
    canvas.clock[0] = 25.0
    canvas.advance()
    qt.settle()
    assert canvas.painted is painted


def test_time_runs_to_the_right_in_every_language(canvas, qt):
    look(canvas, 33.0)  # from the second frame on, hills and wave are kept pictures
    picture = look(canvas, 33.0)
    qt.application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert look(canvas, 33.0) == picture


def test_a_screen_reader_is_told_the_breath_and_the_rings(canvas):
    assert canvas.accessibleName() == "Breathing guide"
    canvas.clock[0] = 33.0
    canvas.show_rings(Rings((0.7, 0.6)), score=70.0)
    canvas.follow(plan_of((60, 6), (60, None), (600, 6)), 0.0)
    said = canvas.accessibleDescription()
    assert said == "In 4 seconds, out 6. Rings: 2 of 12, breathing along"


def test_the_scene_is_a_pure_function_of_time():
    scene = Scene(guide_of(plan_of((60, 6))), Tension(()))
    stage = Stage(THEME.session, 640, 400)
    first = [scene.at(t, stage) for t in (1.0, 30.0, 59.0)]
    assert first == [scene.at(t, stage) for t in (1.0, 30.0, 59.0)]


def test_the_card_of_today_fades_into_it(qt):
    image = today(THEME, plan_of((60, 6)).session, 440, 350, corner_px=20).toImage()
    alphas = [image.pixelColor(x, 150).alpha() for x in (0, 60, 200, 438)]
    assert alphas[0] < 10 < alphas[1] < 250 < alphas[2] == alphas[3] == 255
    assert image.pixelColor(439, 0).alpha() == 0
    crown = image.pixelColor(220, 200)
    assert crown == image.pixelColor(219, 200)
    assert crown.hue() == pytest.approx(THEME.colour("breath").hue(), abs=6)
