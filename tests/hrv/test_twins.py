"""Every index equals its slow twin after every beat; one without a twin fails here."""

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biofeedback.hrv import series as series_of_sensors
from biofeedback.hrv.baseline import Baseline, parasympathetic_z
from biofeedback.hrv.index import INDICES, LOMB_INDICES
from biofeedback.hrv.window import Beats, Series, Windows
from tests import naive, naive_intervals, naive_spectra, naive_synchrony
from tests.hrv.series import as_naive, assemble, breaths, eventful, series, with_breaths

ALL = (*INDICES, *LOMB_INDICES)
SENSED = [index.name for index in ALL if index.compute.__module__ == series_of_sensors.__name__]
NAMES = [index.name for index in ALL if index.name not in SENSED]
KERNELS = {index.name: index.compute for index in ALL}
FILES = (naive, naive_intervals, naive_spectra, naive_synchrony)
TWINS = {name: next((vars(f)[name] for f in FILES if hasattr(f, name)), None) for name in NAMES}
WITH_BREATHS = {"rsa_ms", "rsa_bpm", "pace_power_ms2"} | {n for n in NAMES if n[:6] == "breath"}
LED_ONLY = WITH_BREATHS - {"rsa_ms", "rsa_bpm"}
OVER_BEATS = [name for name, twin in TWINS.items() if twin and twin.__code__.co_argcount == 1]
OVER_CURVES = [name for name in NAMES if name not in OVER_BEATS]


def borders(paced):
    return np.transpose([paced.inhale_s, paced.exhale_s, paced.end_s]).tolist()


def twin_values(name, beats, spans):
    slow = as_naive(beats)
    if name in OVER_BEATS:
        found = [TWINS[name](naive.window(slow, *span)) for span in spans]
    elif name in WITH_BREATHS:
        led = [naive.Breath(*row) for row in borders(beats.paced)] if beats.paced else []
        found = [TWINS[name](slow, led, *span) for span in spans]
    else:
        found = [TWINS[name](slow, *span) for span in spans]
    return np.array([np.nan if value is None else value for value in found])


def differ(name, beats, length_s, which=slice(None), **tolerance):
    """Compare after every beat, or some; return how many of them had a figure."""
    ends_s = beats.t_s[which]
    found = KERNELS[name](beats, Windows.over(beats, ends_s - length_s, ends_s))
    spans = [(end_s - length_s, end_s) for end_s in ends_s.tolist()]
    wanted = twin_values(name, beats, spans)
    if name == "sd1_sd2":  # over a length that is rounding, it may be anything
        told = ~(twin_values("sd2_ms", beats, spans) < 1e-6)
        found, wanted = found[told], wanted[told]
    np.testing.assert_allclose(found, wanted, **{"rtol": 1e-9, "atol": 1e-9, **tolerance})
    return np.count_nonzero(~np.isnan(wanted))


@pytest.mark.parametrize("name", NAMES)
def test_has_a_twin(name):
    assert TWINS[name] is not None


@pytest.mark.parametrize("name", OVER_BEATS)
@given(beats=series(), length_s=st.sampled_from([5.0, 30.0, 60.0]))
@settings(max_examples=20)
def test_over_beats(name, beats, length_s):
    differ(name, beats, length_s)


@pytest.mark.parametrize(
    ("name", "paced"),
    [(n, False) for n in OVER_CURVES] + [(n, True) for n in OVER_CURVES if n in WITH_BREATHS],
)
def test_over_curves(name, paced):
    """Noisy breathing hearts with artifacts and holes; the windows are as short as they may be."""
    beats = eventful(2, 200.0)
    if paced:
        beats = with_breaths(beats, breaths(3.0, 2.1, 2.9, 36))
    length_s, which = 64.0, slice(None)
    if name.find("_ls_") > 0:
        which = slice(30, None, 50)
    if name == "total_power_ls_ms2":
        beats, length_s, which = eventful(2, 330.0), 310.0, slice(-1, None)
    counted = differ(name, beats, length_s, which)
    assert (counted > 0) == (paced or name not in LED_ONLY)


def test_of_a_heart_that_follows_the_breath():
    rr_ms = [
        900 + 60 * math.sin(2 * math.pi * i / 8) + random.Random(i).gauss(0, 9) for i in range(160)
    ]
    beats = assemble(rr_ms, {70: 1.4, 110: 5.0}, {40, 41, 90}, random.Random(1))
    for first_s in (0.4, 2.6, 5.1):
        led = with_breaths(beats, breaths(first_s, 2.9, 4.3, 18))
        assert differ("breath_heart_phase_deg", led, 60.0) > 60
        assert differ("breath_heart_synchrony", led, 60.0) > 60


@pytest.mark.parametrize("count", [0, 1, 2, 3])
@pytest.mark.parametrize("name", NAMES)
def test_hardly_any_beats(name, count):
    beats = with_breaths(Beats.of([800.0, 900.0, 870.0][:count]), breaths(0.1, 1.0, 1.0, 9))
    differ(name, beats, 60.0)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_varies(name):
    beats = with_breaths(Beats.of([733.3] * 110), breaths(0.1, 2.0, 3.0, 20))
    differ(name, beats, 64.0, slice(0, None, 37), atol=1e-8)


def test_the_power_of_rounding_has_no_shares():
    for rr_ms in np.random.default_rng(0).uniform(400, 1500, 20).tolist():
        beats = Beats.of([rr_ms] * round(320_000 / rr_ms))
        for name in ("lf_nu_pct", "hf_nu_pct", "lf_hf"):
            assert np.isnan(KERNELS[name](beats, Windows.over(beats, 10.0, 310.0))).all()


@pytest.mark.parametrize("name", SENSED)
@given(
    known=st.lists(st.booleans(), max_size=40),
    length_s=st.sampled_from([3.0, 10.0, 20.0]),
    seed=st.integers(0, 99),
)
@settings(max_examples=20)
def test_over_seconds(name, known, length_s, seed):
    t_s = np.flatnonzero(known) + 1.0
    said = np.random.default_rng(seed).normal(size=t_s.size)
    beats = replace(Beats.of([700.0] * 80), sensed={name: Series(t_s, said)})
    found = KERNELS[name](beats, Windows.trailing(beats, length_s))
    seconds = list(zip(t_s.tolist(), said.tolist(), strict=True))
    spans = [(end_s - length_s, end_s) for end_s in beats.t_s.tolist()]
    wanted = [naive_intervals.sensed(seconds, *span) for span in spans]
    np.testing.assert_allclose(found, [np.nan if w is None else w for w in wanted], atol=1e-12)


figure = st.one_of(st.just(math.nan), st.floats(-5, 5), st.sampled_from([1.0, 2.0]))
day = st.tuples(figure, figure, figure)


@given(now=day, baselines=st.lists(day, max_size=6))
def test_the_composite(now, baselines):
    wanted = naive_intervals.parasympathetic_z(now, baselines)
    found = parasympathetic_z(Baseline(*now), [Baseline(*each) for each in baselines]).value
    assert (found is None) == (wanted is None)
    if wanted is not None and abs(wanted) < 1e6:
        assert found == pytest.approx(wanted, rel=1e-9, abs=1e-9)
