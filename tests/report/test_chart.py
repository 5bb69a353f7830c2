"""Charts: round ticks, gaps that stay open, names that do not meet, SVG that any reader reads."""

from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biofeedback.hrv.window import Beats
from biofeedback.report.chart import Axis, Chart, Line, Panel, Role, number_axis, round_ticks
from biofeedback.report.drawing import NARROW, WIDE, Label, Mark, Path, drawn, drawn_scale
from biofeedback.report.svg import svg
from biofeedback.report.wave import heart_pieces

AXIS = Axis(0, 10, ((0, "0"), (5, "5"), (10, "10")))
EVIL = '<script>alert("1")</script> & Co'


def chart(*lines, **panel):
    return Chart("A sentence", "How to read it", (Panel(AXIS, AXIS, lines, **panel),))


@given(st.floats(-1e4, 1e4), st.floats(0.01, 1e4), st.integers(2, 9))
def test_ticks_are_few_and_even_and_inside(low, span, most):
    ticks = round_ticks(low, low + span, most)
    assert len(ticks) <= most
    slack = 1e-8 * (abs(low) + span)
    assert all(low - slack <= tick <= low + span + slack for tick in ticks)
    steps = np.diff(ticks)
    assert np.allclose(steps, steps[:1])
    if steps.size:
        digits = f"{steps[0]:e}"
        assert digits[0] in "125"
        assert float(digits[1:].split("e")[0]) == pytest.approx(0, abs=1e-5)


def test_an_axis_does_not_make_much_of_little():
    axis = number_axis([60.0, 61.0], least_span=20)
    assert axis.high - axis.low >= 20
    assert axis.low <= 60 <= 61 <= axis.high


def test_pieces_are_not_joined():
    line = Line("Heart", Role.HEART, (((0, 1), (1, 2)), ((4, 2), (5, 3))))
    [first, second] = [p for p in drawn(chart(line)).shapes if _is_of(p, "#A84A22")]
    assert first.points[-1][0] < second.points[0][0]
    assert [len(first.points), len(second.points)] == [2, 2]


def test_the_line_of_the_heart_is_broken_where_beats_miss():
    t_s = np.array([1.0, 2.0, 3.0, 8.0, 9.0, 10.0, 10.5, 11.5])
    valid = np.array([1, 1, 1, 1, 1, 1, 0, 1], bool)
    gap = np.array([0, 0, 0, 1, 0, 0, 0, 0], bool)
    beats = Beats(t_s, np.full(8, 1000.0), valid, gap)
    first, second = heart_pieces(beats, 0.0)
    assert [x * 60 for x, _y in first] == pytest.approx([1, 2, 3])
    assert [x * 60 for x, _y in second] == pytest.approx([8, 9, 10, 11.5])  # one artifact: joined
    assert {y for _x, y in first + second} == {60.0}


def test_names_at_the_ends_keep_apart():
    lines = [Line(name, Role.PAIN, (((0, 5), (10, 5)),), marks=True) for name in "ABC"]
    names = [s for s in drawn(chart(*lines)).shapes if isinstance(s, Label) and s.bold]
    heights = sorted(name.at[1] for name in names)
    assert min(b - a for a, b in pairwise(heights)) >= 12


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everything_lies_on_the_paper(width):
    line = Line(
        "Anspannung", Role.TENSION, (((0, 0), (10, 10)),), (((0, 0, 1), (10, 9, 10)),), True
    )
    drawing = drawn(chart(line, borders=((0.0, "Arrive"), (5.0, "Breathe"))), width)
    for shape in drawing.shapes:
        points = shape.points if isinstance(shape, Path) else [shape.at]
        assert all(0 <= x <= width and 0 <= y <= drawing.height for x, y in points)


def test_a_rating_stands_where_it_was_given():
    before, after = (m for m in drawn_scale(5, 2).shapes if isinstance(m, Mark))
    ends = next(s.points for s in drawn_scale(5, 2).shapes if isinstance(s, Path))
    (left, _), (right, _) = ends
    assert before.at[0] == pytest.approx((left + right) / 2)
    assert after.at[0] == pytest.approx(left + 0.2 * (right - left))
    assert (before.hollow, after.hollow) == (False, True)
    assert len([m for m in drawn_scale(None, 2).shapes if isinstance(m, Mark)]) == 1


def test_svg_is_well_formed_and_tells_what_it_shows():
    line = Line(EVIL, Role.PAIN, (((0, 1), (10, 2)),), marks=True)
    text = svg(drawn(chart(line)), EVIL, "How & why", "one")
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    named = {child.get("id"): child.text for child in root if child.get("id")}
    assert [named[key] for key in root.get("aria-labelledby").split()] == [EVIL, "How & why"]
    assert EVIL in [child.text for child in root]
    assert "<script" not in text


def _is_of(shape, colour):
    return isinstance(shape, Path) and shape.colour == colour and not shape.fill
