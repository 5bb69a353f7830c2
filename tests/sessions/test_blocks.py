import pytest

from sessions.blocks import Block, Pacing, Timer, Until
from sessions.breathing import BreathPattern
from sessions.errors import SessionError
from sessions.script import Line
from sessions.timeline import Session


def cold(minutes):
    return Block("Cold", minutes * 60, "A cold pack.", timer=Timer.COLD)


def session(*blocks):
    return Session("s", "S", "A test.", ("nervous",), blocks)


def test_cold_lasts_20_minutes_at_most_however_it_is_divided():
    assert session(cold(20)).duration_s == 1200
    assert session(cold(10), Block("Pause", 600, "Rest."), cold(10)).duration_s == 1800
    for make in (
        lambda: cold(20.01),
        lambda: cold(25),
        lambda: session(cold(15), cold(6)),
        lambda: session(cold(15), Block("Pause", 600, "Rest."), cold(6)),
    ):
        with pytest.raises(SessionError, match="20 minutes at most; nothing lifts this limit"):
            make()


def test_heat_has_no_such_limit():
    assert Block("Heat", 2400, "Warmth.", timer=Timer.HEAT).duration_s == 2400


def test_counted_breaths_change_by_the_same_time():
    pacing = Pacing(6.0, 4.0, breaths=6)  # 10, 11, ... 15 s
    assert pacing.duration_s == pytest.approx(75.0)
    breathing = session(Block("B", 75.0, "Text.", pacing)).breathing
    onsets_s = [0, 10, 21, 33, 46, 60]
    assert breathing.inhale_start_s == pytest.approx(onsets_s)
    assert breathing.breaths[-1].end_s == pytest.approx(75.0)


@pytest.mark.parametrize("number", [0, 1, 5])
def test_one_counted_breath_has_its_start_rate(number):
    pacing = Pacing(6.0, 4.0, breaths=1)
    assert (pacing.duration_s, pacing.rate_at(1.0, number)) == (10.0, 6.0)


@pytest.mark.parametrize(
    ("op", "met"), [(">=", (0, 1, 1)), (">", (0, 0, 1)), ("<=", (1, 1, 0)), ("<", (1, 0, 0))]
)
def test_a_condition_compares(op, met):
    until = Until("coherence", op, 0.6)
    assert tuple(int(until.is_met(value)) for value in (0.5, 0.6, 0.7)) == met


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda: Until(" ", ">=", 1), "index"),
        (lambda: Until("coherence", "=>", 1), "op"),
        (lambda: Until("coherence", ">=", 1, 0), "hold_s"),
        (lambda: Pacing(6, 6, breaths=0), "breaths"),
        (lambda: Pacing(6, 6, breaths=1001), "breaths"),
        (lambda: Block("B", 60, ""), "text"),
        (lambda: Block("B", 60, "Text.", group="neck"), "when_skipped"),
        (lambda: BreathPattern.in_seconds(0, 0, 6), "breath_s"),
        (lambda: BreathPattern.in_seconds(4, 0, 0), "breath_s"),
        (lambda: BreathPattern.in_seconds(0, 0, 0), "breath_s"),
        (lambda: BreathPattern.in_seconds(4, -1, 6), "breath_s"),
        (lambda: BreathPattern.in_seconds(-4, 0, -6), "breath_s"),
        (lambda: BreathPattern.in_seconds(0.9, 0, 9.1), "breath_s"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_field(make, key):
    with pytest.raises(SessionError) as caught:
        make()
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("seconds", "rate", "shares"),
    [
        ((4, 7, 8), 60 / 19, (4 / 19, 7 / 19, 8 / 19, 0)),
        ((4, 0, 6), 6.0, (0.4, 0, 0.6, 0)),
        ((4, 4, 4, 4), 3.75, (0.25, 0.25, 0.25, 0.25)),
        ((1, 0, 9), 6.0, (0.1, 0, 0.9, 0)),
    ],
)
def test_a_breath_told_in_seconds(seconds, rate, shares):
    rate_per_min, pattern = BreathPattern.in_seconds(*seconds)
    assert rate_per_min == pytest.approx(rate)
    told = (pattern.inhale, pattern.hold, pattern.exhale, pattern.rest)
    assert told == pytest.approx(shares, abs=1e-12)


NECK = Block(
    "Neck", 45, "", lines=(Line(0, "Press gently.", 2),), group="neck", when_skipped="Rest."
)
FEET = Block("Feet", 30, "Curl your toes.", group="feet", when_skipped="Rest.")


def test_a_group_left_out_keeps_its_time():
    whole = session(NECK, FEET, NECK, Block("End", 10, "Stay a moment."))
    less = whole.without(["neck"])
    assert whole.groups == ("neck", "feet")
    assert less.block_end_s == whole.block_end_s
    assert [less.cue_at(t_s).text for t_s in (1, 50, 80, 121)] == [
        *("Rest.", "Curl your toes.", "Rest.", "Stay a moment."),
    ]
    assert "Press gently." not in {sound.text for sound in less.sounds}
    assert whole.without([]) == whole


def test_an_unknown_group_is_told():
    with pytest.raises(SessionError, match=r"'nek'.*Did you mean 'neck'\?"):
        session(NECK, FEET).without(["nek"])
