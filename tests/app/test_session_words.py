"""What is read in a session and after it: pure rules over plans of the library."""

import numpy as np
import pytest

from biofeedback.app.desk.messages import HeartLine, RunOver
from biofeedback.app.views import after_words
from biofeedback.app.views.after_words import Course, course_of
from biofeedback.app.views.session_pace import Pace
from biofeedback.app.views.session_words import a_minute, line_of, minutes_left, title_of
from biofeedback.live.guard import Hint
from biofeedback.report.usual import Usual
from sessions.load import find_session, library
from sessions.pacer import LivePlan

pytestmark = pytest.mark.usefixtures("qt")  # plurals are the translator's
STEADY = LivePlan(find_session("paced-6-10min"))  # half a minute to arrive, then 4 s in, 6 s out


def test_titles_lose_their_length_and_nothing_else():
    assert title_of("Steady breathing, 10 minutes") == "Steady breathing"
    assert title_of("Muscle relaxation, 16 groups, 31 minutes") == "Muscle relaxation, 16 groups"
    assert title_of("Eine Pause, 3 Minuten") == "Eine Pause"
    assert title_of("Find your pace in five steps, 16 minutes") == "Find your pace in five steps"
    assert title_of("My own") == "My own"
    assert all(title_of(find_session(name).title) for name in library())


@pytest.mark.parametrize(
    ("left_s", "paced", "words"),
    [
        (600.0, True, "10 minutes left"),
        (421.0, True, "8 minutes left"),
        (420.0, True, "7 minutes left"),
        (60.0, True, "1 minute left"),
        (26.0, True, "1 minute left"),
        (25.0, True, "last breaths"),
        (25.0, False, "1 minute left"),
        (0.0, False, "1 minute left"),
    ],
)
def test_the_time_left_has_no_seconds(left_s, paced, words):
    assert minutes_left(left_s, paced=paced) == words


def _line(session_t_s, calm_s=0.0, hint="", plan=STEADY):
    return line_of(plan, plan.session.cue_at(session_t_s), calm_s, hint)


def test_breaths_are_said_then_seldom_then_no_more():
    in_s, out_s = 31.0, 35.0
    assert (_line(in_s), _line(out_s)) == ("Breathe in", "and out, slowly")
    fourth, fifth = in_s + 30.0, in_s + 40.0
    assert (_line(fourth, 121.0), _line(fifth, 121.0)) == ("Breathe in", "")
    assert (_line(fifth, 119.0), _line(fourth, 241.0)) == ("Breathe in", "")


def test_a_hint_is_said_before_all_else():
    assert _line(35.0, hint=Hint.EASIER) == "Smaller and easier"
    assert _line(35.0, 300.0, hint=Hint.PAUSE) == "Breathe as you like for a while"


def test_holds_are_told_as_waiting():
    plan = LivePlan(find_session("four-seven-eight"))
    cues = (plan.session.cue_at(t) for t in np.arange(0, plan.session.duration_s, 0.5))
    assert "wait" in {line_of(plan, cue, 0.0) for cue in cues if cue.part == "hold"}


def test_a_text_without_a_voice_is_shown_sentence_by_sentence():
    seen = [_line(t_s) for t_s in np.arange(0.0, 30.0, 0.25)]
    assert list(dict.fromkeys(seen)) == [
        "Sit or lie so that nothing presses.",
        "Let your shoulders be heavy and your belly soft.",
        "Breathe as you like.",
        "",
    ]


def test_a_spoken_line_is_shown_while_it_is_said():
    plan = LivePlan(find_session("body-scan-10min"))
    line = plan.session.blocks[0].lines[0]
    assert _line(line.start_s + 0.5, plan=plan) == line.text
    assert _line(line.end_s + 0.5, plan=plan) == ""


def test_steps_of_the_pace_add_up_from_what_is_breathed_and_end_at_the_limits():
    pace, plan = Pace(), STEADY
    assert pace.step(plan, 40.0, -1) == pytest.approx(5.9)
    assert pace.step(plan, 40.0, -1) == pytest.approx(5.8)
    assert pace.by_per_min == pytest.approx(-0.2)
    assert a_minute(5.8) == "5.8 a minute"
    wished = plan.at_rate(40.0, 5.0)
    assert Pace().step(wished, 60.0, +1) == pytest.approx(5.1)
    for _ in range(60):
        slowest = pace.step(plan, 40.0, -1)
    assert slowest == pytest.approx(3.0)
    assert pace.step(plan, 40.0, +1) == pytest.approx(3.1)
    assert Pace().step(LivePlan(find_session("baseline")), 0.0, 1) is None


def test_steps_add_up_while_the_session_has_followed_only_some_of_them():
    pace, plan = Pace(), STEADY
    for _ in range(3):
        wanted = pace.step(plan, 40.0, -1)
    assert wanted == pytest.approx(5.7)
    behind = plan.shifted(41.0, -0.1)  # the first has arrived
    assert pace.step(behind, 41.0, -1) == pytest.approx(5.6)
    assert pace.step(behind.paused(41.5).resumed(42.0), 42.0, -1) == pytest.approx(5.5)
    there = behind.shifted(43.0, -0.5)
    assert pace.step(there, 44.0, +1) == pytest.approx(5.6)
    led = there.at_rate(46.0, 5.0)  # somebody else's wish
    assert pace.step(led, 47.0, +1) == pytest.approx(5.1)


def _over(minutes, scores=(), session="paced-6-10min", seen_s=720.0, status="ok"):
    t_s = np.arange(0.8, seen_s, 0.8)
    heart = HeartLine(t_s, np.full_like(t_s, 75.0), np.zeros_like(t_s))
    plan = LivePlan(find_session(session))
    return RunOver(
        1, "completed", minutes, "", heart, plan, 0.0, tuple(scores), Usual(), status=status
    )


def _rising(first, last):
    return [(n + 1, float(score)) for n, score in enumerate(np.linspace(first, last, 60))]


@pytest.mark.parametrize(
    ("over", "measured", "course"),
    [
        (_over(11.5, _rising(40, 70)), True, Course.CLOSER),
        (_over(11.5, _rising(55, 58)), True, Course.SAME),
        (_over(11.5, _rising(70, 40)), True, Course.LESS),
        (_over(11.5, _rising(40, 70)[:8]), True, Course.UNMEASURED),
        (_over(11.5), True, Course.UNMEASURED),  # nobody's rest is known: no score, all went well
        (_over(11.5, _rising(40, 70), seen_s=300.0), True, Course.LITTLE_SIGNAL),
        (_over(11.5, seen_s=0.0), True, Course.LITTLE_SIGNAL),
        (_over(11.5, seen_s=0.0, status="heart_rate_only"), True, Course.UNMEASURED),
        (_over(11.5, status="irregular"), True, Course.IRREGULAR),
        (_over(4.0, status="irregular"), True, Course.SHORT),
        (_over(4.0, _rising(40, 70)[:20]), True, Course.SHORT),
        (_over(11.5), False, Course.UNMEASURED),
        (_over(10.0, session="body-scan-10min"), True, Course.UNMEASURED),
    ],
)
def test_the_sentence_follows_a_rule(over, measured, course):
    assert course_of(over, measured=measured) is course
    words = after_words.sentence(course)
    assert ("too little" in words) is (course is Course.LITTLE_SIGNAL)
    assert ("too irregular" in words) is (course is Course.IRREGULAR)


def test_a_heart_that_is_too_irregular_draws_no_picture():
    assert after_words.drawn(_over(11.5)).heart.t_s.size
    assert not after_words.drawn(_over(11.5, status="irregular")).heart.t_s.size


def test_the_headline_tells_the_time_in_a_word():
    assert after_words.headline(0.4) == "A moment for yourself"
    assert after_words.headline(9.8).startswith("Ten ")
    assert after_words.headline(21.5).startswith("22 ")
