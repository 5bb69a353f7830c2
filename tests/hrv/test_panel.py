"""NeuroKit2's panel: its figures where definitions coincide, and a reason wherever it has none."""

import os
import signal
import threading
from math import isfinite
from types import SimpleNamespace

import numpy as np
import pytest

from biofeedback.hrv import panel as panel_module
from biofeedback.hrv.nonlinear import sd1_ms, sd2_ms
from biofeedback.hrv.panel import NAMES, PanelWorker
from biofeedback.hrv.time_domain import rmssd_ms, sdnn_ms
from biofeedback.hrv.window import Beats, Windows
from biofeedback.live.analysis import judged_beats, stepped
from devices.importers import open_any

ALL_NAMES = sorted(name for names in NAMES.values() for name in names)
SAME = {"HRV_RMSSD": rmssd_ms, "HRV_SDNN": sdnn_ms, "HRV_SD1": sd1_ms, "HRV_SD2": sd2_ms}


@pytest.fixture(scope="module")
def worker():
    with PanelWorker() as worker:
        yield worker


def whole(worker, beats, **limit):
    """Return the panel over all beats, also when there are none."""
    none, count = np.zeros(1), np.array([beats.t_s.size])
    [panel] = worker.measure(beats, Windows(none, none, np.array([0]), count), **limit)
    assert sorted([*panel.values, *panel.unavailable]) == ALL_NAMES  # each is one or the other
    assert all(map(isfinite, panel.values.values()))
    assert all(panel.unavailable.values())
    return panel


def waves(count, seed=1):
    """Intervals with a breath, a slow wave and noise; not in whole milliseconds."""
    rng, i = np.random.default_rng(seed), np.arange(count)
    return 900 + 50 * np.sin(i / 1.5) + 20 * np.sin(i / 6) + rng.normal(0, 10, count)


def torn(seed, count=400):
    """Beats with artifacts, gaps, and a clock that jitters by more than NeuroKit2 puts up with."""
    rng = np.random.default_rng(seed)
    rr_ms, gap = waves(count, seed), rng.random(count) < 0.02
    hole_s = np.where(gap, rng.uniform(0.0, 2.5, count), rng.uniform(-0.02, 0.02, count))
    t_s = np.cumsum(rr_ms / 1000 + hole_s)
    return Beats(t_s, rr_ms, rng.random(count) > 0.05, gap)


def real(path):
    return judged_beats(open_any(path).records)[0]


def assert_agrees(worker, beats):
    windows = stepped(beats, 60, 60)
    panels = worker.measure(beats, windows)
    for name, kernel in SAME.items():
        theirs, ours = np.array([panel.values[name] for panel in panels]), kernel(beats, windows)
        print(f"{len(panels)} windows, {name}: differs by {np.max(np.abs(theirs / ours - 1)):.1e}")
        np.testing.assert_allclose(theirs, ours, rtol=1e-9)
    return panels


@pytest.mark.parametrize("seed", range(2))
def test_same_figures_as_our_kernels_simulated(worker, seed):
    panels = assert_agrees(worker, torn(seed))
    assert sum(panel.joins for panel in panels) > 10


@pytest.mark.parametrize(
    "file", ["rr_rest_and_noisy/rest_rri.txt", "h10_ibi_slow_breathing/sample_data_ibi.csv"]
)
def test_same_figures_as_our_kernels_real(worker, shared, file):
    assert_agrees(worker, real(shared / "data" / file))


def test_joins_are_counted(worker):
    beats = Beats.of(waves(60))
    beats.valid[[10, 30]] = False
    beats.gap[45] = True
    assert whole(worker, beats).joins == 3


def test_names_are_those_of_neurokit2(worker):
    panel = whole(worker, Beats.of(waves(260)))
    print(f"{len(ALL_NAMES)} names, {len(panel.values)} values over 4 min: {panel.unavailable}")
    too_short = {f"HRV_{kind}{minutes}" for kind in ("SDANN", "SDNNI") for minutes in (2, 5)}
    assert {*panel.unavailable} <= {*too_short, "HRV_ULF", "HRV_VLF", "HRV_TINN"}


def test_power_is_in_square_milliseconds(worker):
    amplitude_ms, seconds = 40, np.arange(0, 300, 0.9)
    panel = whole(worker, Beats.of(900 + amplitude_ms * np.sin(2 * np.pi * 0.1 * seconds)))
    assert panel.values["HRV_LF"] == pytest.approx(amplitude_ms**2 / 2, rel=0.05)  # of a sine
    assert panel.values["HRV_HF"] < 0.01 * panel.values["HRV_LF"]


def test_a_band_that_is_cut_short_is_not_available(worker):
    panel = whole(worker, Beats.of(waves(66)))  # one minute: slowest of four periods is 0.067 Hz
    assert panel.values["HRV_HF"] > 0
    for name in ("HRV_VLF", "HRV_LF", "HRV_LFHF", "HRV_LFn", "HRV_TP"):
        assert "0.06" in panel.unavailable[name]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 30])
def test_few_beats(worker, count):
    rr_ms = waves(count)
    panel = whole(worker, Beats.of(rr_ms))
    print(f"{count} beats: {len(panel.values)} values; {set(panel.unavailable.values())}")
    if count < 2:
        assert not panel.values
        return
    assert panel.values["HRV_MeanNN"] == pytest.approx(sum(rr_ms) / count, rel=1e-12)
    if count == 2:  # two calls crash, and leave the first alone
        assert panel.values["HRV_RMSSD"] == pytest.approx(abs(rr_ms[1] - rr_ms[0]), rel=1e-12)
        for name in (*NAMES["frequency"], *NAMES["nonlinear"]):
            assert "NeuroKit2 stopped" in panel.unavailable[name]


def test_no_two_neighbours(worker):
    beats = Beats.of(waves(40))
    beats.valid[::2] = False
    panel = whole(worker, beats)
    assert not panel.values
    assert panel.joins == 19


def test_constant_intervals(worker):
    panel = whole(worker, Beats.of(np.full(200, 800.0)))
    assert panel.values["HRV_MeanNN"] == 800
    assert panel.values["HRV_SDNN"] == panel.values["HRV_RMSSD"] == 0
    for name in (*NAMES["frequency"], *NAMES["nonlinear"]):
        assert "the same" in panel.unavailable[name]


def test_no_spectrum_across_a_hole(worker):
    clean = Beats.of(waves(200))
    gap = np.arange(200) == 100
    panel = whole(worker, Beats(clean.t_s + np.where(np.cumsum(gap), 8, 0), clean.rr_ms, ~gap, gap))
    assert "without a good beat" in panel.unavailable["HRV_HF"]
    assert panel.values["HRV_SD1"] > 0


def test_a_daemon_says_why_it_has_none(monkeypatch):
    monkeypatch.setattr(panel_module, "current_process", lambda: SimpleNamespace(daemon=True))
    with PanelWorker() as worker:
        panel = whole(worker, Beats.of(waves(40)))
    assert len(panel.unavailable) == len(ALL_NAMES)


def test_a_process_that_dies_or_hangs_is_given_up_and_replaced(worker, monkeypatch):
    long = Beats.of(waves(2500))  # the nonlinear figures take half a minute
    whole(worker, Beats.of(waves(40)))
    threading.Timer(0.3, os.kill, (worker._process.pid, signal.SIGKILL)).start()
    panel = whole(worker, long)
    assert reasons(panel, "nonlinear") == {"NeuroKit2's process ended unexpectedly"}
    with monkeypatch.context() as patched:  # Ctrl-C: answers still to come belong to no question
        patched.setattr(panel_module, "_received", interrupted)
        with pytest.raises(KeyboardInterrupt):
            whole(worker, long)
    assert worker._process is None
    panel = whole(worker, long, limit_s=2)
    assert reasons(panel, "nonlinear") == {"it took longer than 2 s"}
    truth = rmssd_ms(long, Windows.whole(long))[0]
    assert panel.values["HRV_RMSSD"] == pytest.approx(truth, rel=1e-9)


def reasons(panel, call):
    return {panel.unavailable[name] for name in NAMES[call]}


def interrupted(*_):
    raise KeyboardInterrupt
