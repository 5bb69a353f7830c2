"""RSA of the first and the last third: known swings, the mean of `rsa_bpm`, honest intervals."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.rsa import WIDENED_S, breath_swings_bpm, rsa_bpm
from biofeedback.hrv.window import Beats, Windows
from biofeedback.report.closing import (
    Closing,
    Third,
    closing_of,
    led_swings_bpm,
    sentences,
    thirds_of,
)
from biofeedback.report.figures import DURING, figures_of
from tests.hrv.series import eventful

RUNS = 300
CYCLE_S, HELD = 10.0, 0.5


def heart_in_steps(swings_bpm, fast_bpm=80.0):
    """Beats with a rate that is `fast_bpm` while breathing in, and lower by a swing breathing out.

    The highest minus the lowest rate of each breath is what was asked for, to the last bit but for
    rounding, as every beat ends well within a half.
    """
    rr_ms, inhale_s, t_s = [], [], 0.0
    for swing_bpm in swings_bpm:
        inhale_s.append(t_s)
        for bpm in [fast_bpm] * 6 + [fast_bpm - swing_bpm] * 5:
            rr_ms.append(60_000 / bpm)
            t_s += rr_ms[-1] / 1000
    inhale = np.array(inhale_s)
    exhale = inhale + 6 * 60 / fast_bpm
    end = np.append(inhale[1:], t_s)
    beats = Beats.of([*rr_ms, 60_000 / fast_bpm, 60_000 / fast_bpm])  # the strap goes on a little
    return replace(beats, paced=Breaths.led(inhale, exhale, end))


def test_every_breath_has_the_swing_that_was_made():
    made = np.linspace(4, 16, 30)
    told = led_swings_bpm(heart_in_steps(made))
    np.testing.assert_allclose(told, made, rtol=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_their_mean_is_the_rsa_of_everywhere(seed):
    beats, length_s = eventful(seed), 60.0
    for end_s in beats.t_s[::17].tolist():
        swings = breath_swings_bpm(beats, end_s - length_s, end_s)
        wanted = rsa_bpm(beats, Windows.over(beats, end_s - length_s, end_s)).item()
        known = swings[np.isfinite(swings)]
        assert (known.mean() if known.size else np.nan) == pytest.approx(wanted, nan_ok=True)


def test_thirds_are_those_of_the_breaths():
    first, last = thirds_of(
        led_swings_bpm(heart_in_steps([6.0, 7.0] * 5 + [9] * 10 + [12, 14] * 5))
    )
    assert (first.rsa_bpm, last.rsa_bpm) == pytest.approx((6.5, 13.0), rel=1e-9)
    assert first.low_bpm < 6.5 < first.high_bpm < last.low_bpm < 13.0 < last.high_bpm


def test_a_third_is_the_window_of_its_breaths():
    beats = heart_in_steps(np.random.default_rng(1).uniform(5, 15, 24))
    start_s, end_s = beats.paced.inhale_s[16] - 1e-6, beats.paced.end_s[23] + WIDENED_S
    wanted = rsa_bpm(beats, Windows.over(beats, start_s, end_s)).item()
    assert thirds_of(led_swings_bpm(beats))[1].rsa_bpm == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize("held", [0.0, HELD])
def test_intervals_hold_the_truth_as_often_as_they_say(held):
    """600 means of thirds of twenty breaths; taken for independent, a quarter would miss."""
    rng, hits, naive = np.random.default_rng(5), 0, 0
    truth = np.repeat([9.0, 10.0, 12.0], 20)
    for _run in range(RUNS):
        error = rng.normal(size=60)
        for i in range(1, 60):
            error[i] = held * error[i - 1] + np.sqrt(1 - held**2) * error[i]
        swings = truth + 1.5 * error
        first, last = thirds_of(swings)
        hits += first.low_bpm < 9.0 < first.high_bpm
        hits += last.low_bpm < 12.0 < last.high_bpm
        for part, mean in ((swings[:20], 9.0), (swings[40:], 12.0)):
            low, high = stats.t.interval(0.95, 19, part.mean(), stats.sem(part))
            naive += low < mean < high
    print(f"a breath keeps {held}: {hits / 6:.1f} %, by Student alone {naive / 6:.1f} %")
    assert 0.93 <= hits / (2 * RUNS) <= 0.98
    assert naive / (2 * RUNS) < (0.8 if held else 0.98)


def test_breaths_that_are_missing_are_left_out():
    swings = np.r_[np.full(9, np.nan), [8.0, 9.0] * 5, [9.0] * 9, [12.0, 14.0] * 5, 13.0, np.nan]
    first, last = thirds_of(swings[:39])
    assert first is None  # thirteen breaths, nine of them missing
    assert last.rsa_bpm == pytest.approx(np.nanmean(swings[26:39]))


@pytest.mark.parametrize("count", [0, 3, 17])
def test_nothing_is_said_of_too_few(count):
    assert thirds_of(np.linspace(8, 9, count)) == (None, None)


def test_a_run_tells_what_its_report_tells(run):
    told, figures = closing_of(run), figures_of(run)
    assert told.artifact_pct == figures[DURING, "artifact_pct"]
    assert told.pace_power_ms2 == figures.get((DURING, "pace_power_ms2"))
    assert told.thirds == (None, None)  # two minutes of breath are four breaths a third
    paced = run.beats.paced
    led_s = (paced.end_s - paced.inhale_s)[paced.end_s <= run.beats.t_s[-1]]
    assert told.paces_per_min == pytest.approx((240 / led_s[:4].sum(), 240 / led_s[-4:].sum()))
    assert closing_of(replace(run, start_s=None)) is None
    assert sentences(None) == ""


def test_it_is_said_in_a_line():
    told = Closing((Third(10.24, 9.1, 11.3), Third(11.6, 10.4, 12.8)), 1240.2, 0.83)
    assert sentences(told) == (
        "RSA: 10.2 beats a minute in the first third (95 % interval 9.1 to 11.3), "
        "11.6 in the last (10.4 to 12.8). Power at the pace: 1240 ms². Artifacts: 0.8 %."
    )
    slowed = sentences(replace(told, paces_per_min=(7.0, 5.8)))
    assert "(10.4 to 12.8). The pace went from 7.0 to 5.8 a minute, which" in slowed
    assert sentences(replace(told, paces_per_min=(6.1, 6.0))) == sentences(told)
    assert sentences(Closing((), None, 0.0)) == "Artifacts: 0.0 %."
    assert sentences(replace(told, thirds=(None, told.thirds[1]))).startswith(
        "RSA: 11.6 beats a minute in the last third (95 % interval 10.4 to 12.8); too few clear"
    )
    assert sentences(replace(told, thirds=(told.thirds[0], None))).startswith(
        "RSA: 10.2 beats a minute in the first third (95 % interval 9.1 to 11.3); too few clear"
    )
    assert sentences(replace(told, thirds=(None, None))).startswith("Too few breaths")
