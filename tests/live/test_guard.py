"""Hints against over-breathing, at their borders, and the stop rules as frames bring them."""

import pytest

from biofeedback.hrv.quality import Quality
from biofeedback.live.frame import IRREGULAR, OK, Frame
from biofeedback.live.guard import (
    STOP_RULES,
    Action,
    Hint,
    Moment,
    StopWatch,
    breathing_hint,
)
from sessions.timeline import Cue
from tests.live.runs import SHORT, live

PACE = 6.0
BREATH_S = 10


def moments(rates, depths=None, pace=PACE):
    """One moment a second, the newest last."""
    depths = depths or [1.0] * len(rates)
    return [
        Moment(float(i), pace, rate, depth)
        for i, (rate, depth) in enumerate(zip(rates, depths, strict=True))
    ]


def test_with_the_pace_there_is_nothing_to_say():
    assert breathing_hint(moments([6.0] * 120)) is Hint.NONE
    assert breathing_hint(moments([8.9] * 120)) is Hint.NONE
    assert breathing_hint([]) is Hint.NONE


@pytest.mark.parametrize(
    ("fast_s", "hint"),
    [(9, Hint.NONE), (10, Hint.EASIER), (39, Hint.EASIER), (40, Hint.PAUSE), (90, Hint.PAUSE)],
)
def test_too_fast_first_easier_then_a_pause(fast_s, hint):
    assert breathing_hint(moments([6.0] * 30 + [12.0] * (fast_s + 1))) is hint


def test_the_slower_the_pace_the_longer_a_breath():
    fast = [12.0] * 12
    assert breathing_hint(moments(fast, pace=6.0)) is Hint.EASIER
    assert breathing_hint(moments(fast, pace=4.5)) is Hint.NONE


def test_one_good_moment_ends_it():
    assert breathing_hint(moments([12.0] * 60 + [6.5] + [12.0] * 5)) is Hint.NONE


def test_deep_alone_is_fine_deep_and_rising_is_not():
    rising = [6.0] * 30 + [6.8] * 20
    assert breathing_hint(moments([6.0] * 50, [1.8] * 50)) is Hint.NONE
    assert breathing_hint(moments(rising, [1.0] * 50)) is Hint.NONE
    assert breathing_hint(moments(rising, [1.0] * 30 + [1.8] * 20)) is Hint.EASIER


def test_what_was_not_measured_says_nothing():
    assert breathing_hint(moments([None] * 100)) is Hint.NONE
    assert breathing_hint(moments([12.0] * 8 + [None] * 100)) is Hint.NONE
    assert breathing_hint(moments([12.0] * 8 + [None] * 20 + [12.0])) is Hint.EASIER


def test_where_nothing_is_led_nothing_is_too_fast():
    assert breathing_hint(moments([14.0] * 100, pace=None)) is Hint.NONE
    rest = moments([14.0] * 100, pace=None)
    begun = [Moment(100.0 + i, PACE, 14.0, 1.0) for i in range(9)]
    assert breathing_hint(rest + begun) is Hint.NONE


def test_every_hint_has_calm_words():
    assert Hint.EASIER.text == "Smaller and easier."
    assert Hint.PAUSE.text == "Breathe as you like for a while."
    assert Hint.NONE.text == ""
    assert not any("deep" in hint.text.lower() for hint in Hint)


def frame(t_s, status):
    return Frame(t_s, t_s, Cue(0, "", "", 0, 0), {}, Quality(0, 1, 0), status)


def due(statuses):
    """What is due at each second."""
    watch = StopWatch()
    return [watch.feed(frame(float(t), status)) for t, status in enumerate(statuses)]


def test_contact_lost_pauses_the_clock_after_15_s_and_not_before():
    rules = due([OK] * 5 + ["contact_lost"] * 30 + [OK] * 3)
    assert [rule is not None for rule in rules] == [False] * 20 + [True] * 15 + [False] * 3
    assert rules[20].action is Action.PAUSE_CLOCK
    assert "skin" in rules[20].text
    assert "Nothing is lost" in rules[20].text


def test_short_losses_never_add_up():
    assert due(["contact_lost"] * 14 + [OK] + ["contact_lost"] * 14) == [None] * 29


def test_an_irregular_rhythm_hides_at_once_and_breathing_goes_on():
    rules = due([OK, IRREGULAR, OK])
    assert [rule and rule.action for rule in rules] == [None, Action.HIDE_HRV, None]
    assert "Breathing goes on" in rules[1].text


def test_other_trouble_stops_nothing():
    assert due(["connection_lost"] * 60 + ["heart_rate_only"] * 60) == [None] * 120
    assert {rule.action for rule in STOP_RULES} == set(Action)


def test_a_strap_that_loses_the_skin_in_a_run(run_virtual):
    run = run_virtual(live(SHORT, contact_loss=((100.0, 140.0),)))
    watch = StopWatch()
    paused_s = [f.t_s for f in run.frames if (rule := watch.feed(f)) and rule.action]
    print(f"paused from {paused_s[0]:.1f} to {paused_s[-1]:.1f} s, skin lost from 100 to 140 s")
    assert 115 <= paused_s[0] <= 125
    assert 139 <= paused_s[-1] <= 145
