"""Resonance scoring: curves of known shape, hearts made by hand, and simulated people."""

import math

import numpy as np
import pytest

from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.window import Beats
from biofeedback.report.resonance import Certainty, OwnRate, assess, pace_for, sentence
from biofeedback.report.resonance_curve import swing_curve
from biofeedback.report.resonance_table import Criterion, rate_rows
from tests import resonance_accuracy
from tests.hrv.series import marked
from tests.resonance_accuracy import ALIKE, NO_SWING, PEAK

STEPS = (6.5, 6.0, 5.5, 5.0, 4.5)
BREATHS = 12
SLIDING_PER_MIN = 60 / (8.8889 + 0.06704 * np.arange(79))


def resonator(rate_per_min, centre_per_min, q=1.5):
    """Response of a second-order band-pass, written down from its formula."""
    ratio = np.asarray(rate_per_min) / centre_per_min
    return 6.0 / (1 + 1j * q * (ratio - 1 / ratio))


def led(rates_per_min, each=BREATHS):
    """So many breaths at each rate, half of each breathing in, half a minute between rates."""
    begin_s, starts, periods = 5.0, [], []
    for rate in rates_per_min:
        starts += [begin_s + i * 60 / rate for i in range(each)]
        periods += [60 / rate] * each
        begin_s = starts[-1] + 60 / rate + 30.0
    start_s, period_s = np.array(starts), np.array(periods)
    return Breaths.led(start_s, start_s + period_s / 2, start_s + period_s)


def heart(
    swings_bpm, rates_per_min=STEPS, each=BREATHS, mean_bpm=66.0, turn_deg=80.0, noise_ms=0.0
):
    """A heart whose rate is a sine of known swing in each breath, later the faster they come."""
    paced = led(rates_per_min, each)
    swings = np.repeat(swings_bpm, each)
    late = np.radians(turn_deg) * (60 / (paced.end_s - paced.inhale_s) - 5.5) / 2

    def rate_bpm(t_s):
        i = max(int(paced.inhale_s.searchsorted(t_s, "right")) - 1, 0)
        share = (t_s - paced.inhale_s[i]) / (paced.end_s[i] - paced.inhale_s[i])
        wave = -math.cos(2 * math.pi * share - late[i]) if 0 <= share <= 1 else 0.0
        return mean_bpm + swings[i] / 2 * wave

    noise = np.random.default_rng(1)
    t_s, times, rr_ms = 0.0, [], []
    while t_s < paced.end_s[-1] + 2:
        rr_ms.append(60_000 / rate_bpm(t_s + 30 / rate_bpm(t_s)))  # the rate amid the interval
        rr_ms[-1] += noise.normal(0, noise_ms)
        t_s += rr_ms[-1] / 1000
        times.append(t_s)
    n = len(times)
    return Beats(
        np.array(times), np.array(rr_ms), np.ones(n, np.bool_), np.zeros(n, np.bool_), paced
    )


@pytest.mark.parametrize("centre", [4.6, 5.0, 5.55, 6.1, 6.4])
@pytest.mark.parametrize("late_s", [0.0, 2.0])
def test_the_curve_peaks_where_the_resonance_is_however_late_the_strap(centre, late_s):
    turned = np.exp(-2j * np.pi * SLIDING_PER_MIN / 60 * late_s)
    curve = swing_curve(SLIDING_PER_MIN, resonator(SLIDING_PER_MIN, centre) * turned)
    assert curve.peak_per_min == pytest.approx(centre, abs=0.11)
    assert max(curve.swing_bpm) == pytest.approx(12.0, rel=0.02)
    assert not curve.flat
    assert curve.low_per_min <= curve.peak_per_min <= curve.high_per_min


@pytest.mark.parametrize(("centre", "end"), [(3.8, 4.5), (7.5, 6.5)])
def test_a_resonance_beyond_is_at_the_boundary(centre, end):
    curve = swing_curve(SLIDING_PER_MIN, resonator(SLIDING_PER_MIN, centre))
    assert curve.peak_per_min == end
    assert curve.at_boundary


def test_without_a_peak_the_curve_is_flat():
    rng = np.random.default_rng(3)
    noise = rng.normal(size=79) + 1j * rng.normal(size=79)
    late = np.exp(-2j * np.pi * SLIDING_PER_MIN / 60 * 2.0)
    for response in (np.full(79, 6.0 + 0j), 6.0 * late, 6.0 * late + noise, noise):
        assert swing_curve(SLIDING_PER_MIN, response).flat


def test_more_noise_a_wider_interval():
    rng = np.random.default_rng(5)
    noise = rng.normal(size=79) + 1j * rng.normal(size=79)
    peaked = resonator(SLIDING_PER_MIN, 5.5)
    widths = [
        curve.high_per_min - curve.low_per_min
        for size in (0.0, 0.5, 1.5)
        for curve in [swing_curve(SLIDING_PER_MIN, peaked + size * noise)]
    ]
    assert widths[0] < widths[1] < widths[2]


def test_the_table_holds_what_the_heart_did():
    swings = (6.0, 8.0, 14.0, 9.0, 5.0)
    rows = rate_rows(heart(swings))
    assert [row.rate_per_min for row in rows] == list(STEPS)
    for row, swing, rate in zip(rows, swings, STEPS, strict=True):
        assert row.clean
        assert row.breaths == BREATHS
        assert row.beats_per_breath == pytest.approx(66 / rate, abs=0.6)
        assert row.values[Criterion.SWING] == pytest.approx(swing, rel=0.08)
        assert row.values[Criterion.SMOOTHNESS] > 0.97
        assert row.values[Criterion.LF_PEAKS] == 1
    in_step = {row.rate_per_min: row.values[Criterion.SYNCHRONY] for row in rows}
    assert in_step[5.5] == pytest.approx(1.0, abs=0.03)
    assert in_step[6.5] == pytest.approx(math.cos(math.radians(40)), abs=0.08)
    # A sine of 14 bpm about 66 swings by 14 * 60000 / 66^2 = 193 ms: a power of 193^2 / 8.
    power = rows[2].values[Criterion.LF_POWER]
    assert power == pytest.approx(193**2 / 8, rel=0.1)


def test_all_six_may_agree():
    found = assess(heart((6.0, 8.0, 14.0, 9.0, 5.0), noise_ms=15.0))
    assert all(5.5 in found.votes[criterion] for criterion in Criterion)
    assert found.favoured_per_min == 5.5
    assert found.certainty is Certainty.CLEAR
    assert (found.own.rate_per_min, found.own.sliding) == (5.5, False)
    assert [rate for rate, _ in found.chart(Criterion.SWING)] == sorted(STEPS)


@pytest.mark.parametrize(
    ("swings", "tied"),
    [
        ((6.0, 12.9, 14.0, 9.0, 5.0), (6.0,)),  # within 10 %
        ((6.0, 12.2, 14.0, 9.0, 5.0), ()),
        ((1.5, 3.2, 3.6, 2.0, 1.0), (6.0,)),  # within 0.5 bpm
        ((6.0, 13.4, 14.0, 13.2, 5.0), (6.0, 5.0)),
    ],
)
def test_ties(swings, tied):
    found = assess(heart(swings))
    assert found.favoured_per_min == 5.5
    assert found.tied_per_min == tied
    assert found.certainty is (Certainty.TIED if tied else Certainty.CLEAR)


def test_flat_names_no_rate():
    found = assess(heart((8.0, 8.3, 8.5, 8.2, 8.0)))
    assert found.certainty is Certainty.FLAT
    assert found.own is None


def test_at_the_boundary():
    found = assess(heart((5.0, 7.0, 9.0, 12.0, 16.0)))
    assert found.certainty is Certainty.BOUNDARY
    assert found.own.rate_per_min == 4.5


def test_too_few_breaths_beats_or_rates():
    assert not any(row.clean for row in rate_rows(heart((6, 8, 14, 9, 5), each=5)))
    slow = rate_rows(heart((1, 1, 1, 1, 1), mean_bpm=14.0))
    assert not any(row.clean for row in slow)
    for beats in (heart((8, 14), (6.0, 5.5)), heart((6, 8, 14, 9, 5), each=5), Beats.of([800.0])):
        found = assess(beats)
        assert found.certainty is Certainty.TOO_FEW
        assert found.own is found.curve is found.favoured_per_min is None


@pytest.mark.parametrize("kept", [(6.5, 6.0, 5.5), (6.5, 5.5, 4.5)])
def test_a_run_that_misses_some_rates_is_judged_by_the_others(kept):
    beats = heart((6.0, 8.0, 14.0, 9.0, 5.0))
    rate_per_min = 60 / (beats.paced.end_s - beats.paced.inhale_s)
    missed = np.flatnonzero(~np.isin(rate_per_min.round(3), kept))
    lost = np.zeros(beats.t_s.size, np.bool_)
    for i in missed:
        lost |= (beats.t_s > beats.paced.inhale_s[i]) & (beats.t_s <= beats.paced.end_s[i])
    found = assess(marked(beats, np.flatnonzero(lost).tolist()))
    assert tuple(row.rate_per_min for row in found.rows if row.clean) == kept
    assert found.favoured_per_min == 5.5
    assert found.curve.rate_per_min[0] == pytest.approx(min(kept))
    assert found.certainty is (Certainty.BOUNDARY if kept[-1] == 5.5 else Certainty.CLEAR)


def test_a_rate_with_too_many_artifacts_has_no_vote():
    beats = heart((6.0, 8.0, 14.0, 9.0, 5.0))
    third = beats.paced.inhale_s[2 * BREATHS], beats.paced.end_s[3 * BREATHS - 1]
    inside = np.flatnonzero((beats.t_s > third[0]) & (beats.t_s < third[1]))
    found = assess(marked(beats, inside[::8].tolist()))
    assert [row.clean for row in found.rows] == [True, True, False, True, True]
    assert found.rows[2].coverage == pytest.approx(7 / 8, abs=0.02)
    assert found.favoured_per_min != 5.5
    assert all(rate != 5.5 for rate, _ in found.chart(Criterion.SWING))


@pytest.mark.parametrize("kind", [PEAK, ALIKE, NO_SWING])
def test_simulated_people(kind):
    """A smaller sample of ``python -m tests.resonance_accuracy``."""
    people = resonance_accuracy.outcomes("sliding", kind, 10 if kind == PEAK else 5)
    if kind == PEAK:
        print("\n".join(resonance_accuracy.summary("sliding", people)))
        assert np.median([each.curve_error_per_min for each in people]) <= 0.25
        assert np.median([each.error_per_min for each in people]) <= 0.3
        assert all(each.found.own is None or each.found.own.sliding for each in people)
    else:
        assert resonance_accuracy.flat_share(people) >= 0.9


def test_an_assessment_that_was_stopped_compares_what_there_is():
    beats = heart((6.0, 8.0, 14.0, 9.0, 5.0))
    heard = int(beats.t_s.searchsorted(beats.paced.end_s[3 * BREATHS - 1], "right"))
    short = Beats(
        *(a[:heard] for a in (beats.t_s, beats.rr_ms, beats.valid, beats.gap)), beats.paced
    )
    found, whole = assess(short), assess(beats)
    assert [row.rate_per_min for row in found.rows if row.clean] == [6.5, 6.0, 5.5]
    for row, same in zip(found.rows[:2], whole.rows, strict=False):
        assert row.values[Criterion.SWING] == same.values[Criterion.SWING]


def test_the_own_rate_is_the_pace_and_six_needs_none():
    assert pace_for(OwnRate(5.4, 5.1, 5.8, Certainty.CLEAR, sliding=True)) == 5.4
    assert pace_for(None) == 6.0


def test_the_words_promise_nothing_and_always_leave_six():
    found = {
        Certainty.CLEAR: assess(heart((6.0, 8.0, 14.0, 9.0, 5.0))),
        Certainty.TIED: assess(heart((6.0, 12.9, 14.0, 9.0, 5.0))),
        Certainty.FLAT: assess(heart((8.0, 8.3, 8.5, 8.2, 8.0))),
        Certainty.BOUNDARY: assess(heart((5.0, 7.0, 9.0, 12.0, 16.0))),
        Certainty.TOO_FEW: assess(heart((8, 14), (6.0, 5.5))),
    }
    said = {certainty: sentence(assessment) for certainty, assessment in found.items()}
    assert len(set(said.values())) == len(Certainty)
    for certainty, words in said.items():
        assert found[certainty].certainty is certainty
        assert "six" in words.lower()
        assert not any(word in words.lower() for word in ("best", "better", "heal", "pain", "!"))
        assert all(len(part.split()) <= 20 for part in words.split(". "))
    assert "5.5" in said[Certainty.CLEAR]
    assert not any(digit in said[Certainty.FLAT] for digit in "0123456789")
