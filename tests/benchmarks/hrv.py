"""The indices, live and over archives, beside NeuroKit2 on the same windows in the same run."""

import json
import statistics
import tempfile
from dataclasses import replace

import numpy as np

from biofeedback.hrv.index import INDICES, LIVE_INDICES
from biofeedback.hrv.window import Windows
from biofeedback.live.analysis import stepped
from biofeedback.live.engine import Engine
from devices.heart_rate import HeartRateMeasurement, encode
from devices.records import HEART_RATE, Notification
from sessions.blocks import Block
from sessions.timeline import Session
from tests.benchmarks import day, measure, neurokit
from tests.benchmarks.hearts import BEATS_PER_S, heart, part
from tests.benchmarks.report import Row, Target

LIVE = f"{len(LIVE_INDICES)} live indices"
ALL = f"all {len(INDICES)} indices"
LIVE_LENGTHS_S = {index.window_s for index in LIVE_INDICES}
STEP_S = 5.0
REST = Session("rest", "Rest", "A benchmark.", ("nervous",), (Block("Rest", 7200, "Rest."),))


def one_beat(places, beats_each):
    """Time the newest beat of an hour's session, and NeuroKit2 in between; return ms of both.

    Returns
    -------
    ours_ms : float64, shape (beats,)
    theirs_ms : dict of str to float64, shape (places,)
        For each function of NeuroKit2.
    """
    beats, breaths = heart(3600.0)
    ends = np.linspace(500, beats.t_s.size - beats_each, places).astype(int)
    kept = {}
    ours, theirs = [], {function.__name__: [] for function in neurokit.FUNCTIONS}
    for end in ends:
        inputs = neurokit.inputs(beats, breaths, float(beats.t_s[end - 1]))
        for function in neurokit.FUNCTIONS:
            theirs[function.__name__].append(measure.seconds(function, inputs))
        known = [
            replace(part(beats, 0, count), kept=kept) for count in range(end, end + beats_each)
        ]
        newest_beat(replace(part(beats, 0, end - 1), kept=kept))  # all that came before
        # The first one finds the processor's cache full of other things, as in live use.
        ours += [measure.seconds(newest_beat, some) for some in known]
    return 1000 * np.array(ours), {name: 1000 * np.array(each) for name, each in theirs.items()}


def newest_beat(beats):
    """What `biofeedback.live.engine` does when a beat has come, were every index due."""
    end_s = float(beats.t_s[-1])
    windows = {length: Windows.over(beats, end_s - length, end_s) for length in LIVE_LENGTHS_S}
    return [index.evaluate(beats, windows[index.window_s])[0] for index in LIVE_INDICES]


def one_beat_rows(ours_ms, theirs_ms):
    live_ms = sum(theirs_ms[function.__name__] for function in neurokit.LIVE_FUNCTIONS)
    targets = (Target(0.25, gated=False), Target(100, "ratio", at_least=True))
    yield Row(f"one beat, {LIVE}, p50", "ms", *_percentiles(50, ours_ms, live_ms), targets)
    slowest = (Target(1.0, gated=False),)
    yield Row(f"one beat, {LIVE}, p99", "ms", *_percentiles(99, ours_ms, live_ms), slowest)
    without_ms = live_ms - theirs_ms[neurokit.hrv_nonlinear.__name__]
    yield Row("  the same, without hrv_nonlinear", "ms", *_percentiles(50, ours_ms, without_ms))
    for name, each_ms in theirs_ms.items():
        yield Row(f"  NeuroKit2's {name}", "ms", None, statistics.median(each_ms))


def engine_rows(packets):
    """Time the engine over a session: each packet of one beat, from its bytes to the frames."""
    rr_ms = heart(1.1 * packets / BEATS_PER_S)[0].rr_ms[:packets]
    engine = Engine(REST)
    durations_ms = []
    for t_s, rr in zip(np.cumsum(rr_ms) / 1000, rr_ms.tolist(), strict=True):
        payload = encode(HeartRateMeasurement(70, (rr,)))
        packet = Notification(float(t_s), HEART_RATE, payload)
        durations_ms.append(1000 * measure.seconds(engine.feed, packet))
    settled_ms = durations_ms[packets // 3 :]
    case = "one packet through the engine, indices as they are due"
    yield Row(f"{case}, p50", "ms", *_percentiles(50, settled_ms))
    yield Row(f"{case}, p99", "ms", *_percentiles(99, settled_ms))


def day_rows(sizes, theirs_ms):
    """Time indices at every beat of a day, and fit how the cost grows with the beats."""
    beats = sizes[-1]
    hours = beats / BEATS_PER_S / 3600
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/day.npy"
        day.save(file, heart(1.02 * 3600 * hours)[0])
        got = json.loads(measure.fresh_process("tests.benchmarks.day", file, *map(str, sizes)))
    live_s, all_s = got["live_s"], got["all_s"]
    all_ms, live_ms = (
        window_ms(neurokit.FUNCTIONS, theirs_ms),
        window_ms(neurokit.LIVE_FUNCTIONS, theirs_ms),
    )
    targets = (Target(1.0, gated=False), Target(1000, "ratio", at_least=True))
    yield Row(
        f"{beats} beats ({hours:.1f} h), {ALL} at each", "s", all_s, beats * all_ms / 1000, targets
    )
    yield Row(f"  the {LIVE} at each", "s", live_s, beats * live_ms / 1000, targets)
    yield Row("  peak memory of the process", "MiB", got["peak_mib"], None, (Target(250),))
    power = measure.slope(sizes, got["least_s"])
    yield Row(f"  growth from {sizes[0]} beats, power of", "", power, None, (Target(1.05),))


def recordings_row(count, budget_s, theirs_ms):
    """Time many short recordings; where that takes too long, some of them, and scale."""
    durations, windows = [], 0
    while len(durations) < count and sum(durations) < budget_s:
        beats, _ = heart(1200.0, seed=len(durations))
        durations.append(measure.seconds(every_step, beats))
        windows += stepped(beats, neurokit.WINDOW_S, STEP_S).first.size
    scale = count / len(durations)
    measured = "" if scale == 1 else f" (from {len(durations)})"
    case = f"{count} recordings of 20 min{measured}, {ALL} each {STEP_S:g} s"
    theirs_s = scale * windows * window_ms(neurokit.FUNCTIONS, theirs_ms) / 1000
    return Row(case, "s", scale * sum(durations), theirs_s)


def every_step(beats):
    """Compute every index in windows of its own length, `STEP_S` apart."""
    lengths_s = {index.window_s for index in INDICES}
    windows = {length: stepped(beats, length, STEP_S) for length in lengths_s}
    return [index.evaluate(beats, windows[index.window_s]) for index in INDICES]


def window_ms(functions, theirs_ms):
    """What one window costs NeuroKit2."""
    return sum(statistics.median(theirs_ms[function.__name__]) for function in functions)


def _percentiles(share, *durations):
    return [float(np.percentile(each, share)) for each in durations]
