"""What a run leaves: bytes that come back to the last bit, figures of its parts, what is known."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from biofeedback.hrv.quality import Quality
from biofeedback.hrv.window import Beats
from biofeedback.live.archive import Recipe, analyze_file
from biofeedback.live.clock import VirtualLoop
from biofeedback.live.feedback import Rest
from biofeedback.live.frame import Frame
from biofeedback.report import figures, kept_bytes
from biofeedback.report.frame_table import COLUMNS, FrameTable, Thinned
from biofeedback.report.keeping import keep, known_of
from biofeedback.report.known import NOBODY
from biofeedback.report.lived import Lived, of_recording, of_run
from biofeedback.report.resonance import Certainty, OwnRate, assess
from biofeedback.report.summary import summarize
from biofeedback.store import runs
from biofeedback.store.database import Store
from biofeedback.store.models import OwnPace, RestingBaseline
from biofeedback.store.people import add_person
from devices.recording import Header, Recording, RecordingWriter
from devices.records import DeviceInfo
from devices.virtual_models import H10
from sessions.blocks import Block, Pacing
from sessions.breathing import BreathPattern
from sessions.load import find_session, library
from sessions.pacer import LivePlan
from sessions.timeline import Session
from tests.conftest import run_and_check
from tests.live.runs import SHORT, live

MINUTES = replace(SHORT, blocks=(replace(SHORT.blocks[0], duration_s=90), *SHORT.blocks[1:]))
NOW = datetime(2026, 3, 14, 7, 20, tzinfo=UTC)
STRAP = DeviceInfo("Nobody's strap")  # of no known latency: the runs here have none


def lived_and_log(session, **wearer):
    run = run_and_check(live(session, **wearer), VirtualLoop)
    return of_run(run.engine, run.frames), run


@pytest.fixture(scope="module")
def measured():
    """A run with a strap that sends ECG and acceleration, so that breaths are seen, too."""
    return lived_and_log(MINUTES, model=H10)


@pytest.fixture(scope="module")
def quiet():
    return lived_and_log(find_session("baseline"))


def recording_of(log, session="short"):
    return Recording(Header(STRAP, NOW, "test", session), tuple(log))


def same(lived, other):
    assert (lived.plan, lived.start_s) == (other.plan, other.start_s)
    assert list(lived.verdicts) == list(other.verdicts)
    assert lived.frames.columns.keys() == other.frames.columns.keys()
    pairs = [(lived.frames[name], other.frames[name]) for name in COLUMNS]
    for one, two in ((lived.beats, other.beats),):
        pairs += [(getattr(one, name), getattr(two, name)) for name in ("t_s", "rr_ms")]
        pairs += [(one.valid, two.valid), (one.gap, two.gap)]
        for name in ("paced", "respiration"):
            breaths = getattr(one, name), getattr(two, name)
            assert breaths[0].source == breaths[1].source
            for part in ("inhale_s", "exhale_s", "end_s", "known_s"):
                pairs.append(tuple(getattr(each, part) for each in breaths))
        assert one.sensed.keys() == two.sensed.keys() != set()
        for name in one.sensed:
            pairs.append((one.sensed[name].t_s, two.sensed[name].t_s))
            pairs.append((one.sensed[name].value, two.sensed[name].value))
    for one, two in pairs:
        assert one.dtype == two.dtype
        assert one.tobytes() == two.tobytes()


def test_a_run_comes_back_from_its_bytes_to_the_last_bit(measured):
    lived, _run = measured
    kept = kept_bytes.to_bytes(lived)
    print({kind: len(data) for kind, data in kept.items()})
    same(kept_bytes.from_bytes(kept), lived)


def test_the_records_of_a_run_give_the_same_to_the_last_bit(measured):
    lived, run = measured
    again = of_recording(recording_of(run.log), MINUTES)
    assert kept_bytes.to_bytes(again) == kept_bytes.to_bytes(lived)
    assert figures.figures_of(again) == figures.figures_of(lived)


@pytest.mark.parametrize("name", library())
def test_every_plan_comes_back_with_all_that_was_changed(name):
    plan = LivePlan(find_session(name)).shifted(3.0, -0.5).rested(7.0, 20.0).cut_short(12.0)
    plan = plan.shaped(15.0, BreathPattern(0.3, 0.1, 0.05)).paused(20.0).resumed(29.3).paused(40.1)
    kept = kept_bytes.to_bytes(Lived(plan, 1.25, Beats.of([]), (), FrameTable.of(())))
    back = kept_bytes.from_bytes(kept)
    assert (back.plan, back.start_s) == (plan, 1.25)


def test_the_figures_are_those_of_analyze_and_of_the_summary(measured, tmp_path: Path, monkeypatch):
    lived, run = measured
    path = tmp_path / "run.jsonl"
    with RecordingWriter(path, Header(STRAP, NOW, "test", "short")) as writer:
        for record in run.log:
            writer.write(record)
    monkeypatch.setattr("biofeedback.live.replay.find_session", lambda name, reader: MINUTES)
    [row] = analyze_file(path, Recipe()).rows
    found = figures.figures_of(lived)
    by_analyze = {k: v for k, v in row.analysis.values.items() if v is not None}
    trust = row.analysis.quality
    by_analyze |= {"artifact_pct": trust.artifact_pct, "coverage": trust.coverage}
    whole = {name: value for (part, name), value in found.items() if part == "whole"}
    print(len(found), "figures,", len(by_analyze), "of the whole run equal to those of analyze")
    last = {frame.t_s // 5: frame for frame in run.frames}.values()
    led = [f.score for f in last if f.cue.phase is not None and f.score is not None]
    assert whole.pop("score") == pytest.approx(np.mean(led))
    assert whole == by_analyze
    by_summary = summarize(run.engine.beats(), run.engine.plan, run.engine.start_s)
    for part, block in zip(("before", "during", "after"), by_summary, strict=True):
        values = {k: v for k, v in block.figures.values.items() if v is not None}
        assert {k: found[part, k] for k in values} == values
        assert found[part, "coverage"] == block.figures.quality.coverage


def paced(title, duration_s):
    return Block(title, duration_s, "Breathe.", Pacing(6, 6))


REST = Block("Rest", 60, "Rest.")


@pytest.mark.parametrize(
    ("blocks", "method", "borders"),
    [
        ((REST, paced("One", 60), REST, paced("Two", 60), REST), "breathing", (1, 61, 241, 301)),
        ((paced("One", 60), REST), "breathing", (1, 1, 61, 121)),
        ((REST, REST), "assessment", (1, 121)),
        ((REST, REST), "body_scan", ()),
    ],
)
def test_where_the_parts_begin_and_end(blocks, method, borders):
    session = Session("s", "S", "A test.", ("nervous",), blocks, method=method)
    beats = Beats.of([1000.0] * 310)
    found = figures.figures_of(Lived(LivePlan(session), 1.0, beats, (), FrameTable.of(())))
    lasted_s = np.diff(borders)
    parts = [p for p, s in zip(figures.PARTS, lasted_s, strict=False) if s > 0] + ["whole"]
    assert list(dict.fromkeys(part for part, _name in found)) == parts
    assert all(found[part, "heart_rate_bpm"] == 60.0 for part in parts)
    assert all(found[part, "coverage"] == 1.0 for part in parts)


def frames_at(times_s, score, *, led=True, held=False):
    cue = SHORT.cue_at(100.0 if led else 10.0)
    return [
        Frame(t_s, t_s, cue, {}, Quality(0.0, 1.0, 0.0), score=score, held=held) for t_s in times_s
    ]


def test_the_last_frame_of_every_five_seconds_is_kept():
    table = FrameTable.of(frames_at([0.0, 1.0, 4.99, 5.0, 9.0, 17.0, 18.0], 50.0))
    assert table["t_s"].tolist() == [4.99, 9.0, 18.0]
    assert np.isnan(table["rmssd_ms"]).all()
    thinned = Thinned()
    for frame in frames_at(range(100), 50.0):
        thinned.take(frame)
    assert FrameTable.of(thinned.frames)["t_s"].tolist() == list(range(4, 100, 5))


def test_the_mean_score_leaves_out_what_waited_and_what_was_not_led():
    frames = [
        *frames_at([0.0], 99.0, led=False),
        *frames_at([5.0], 40.0),
        *frames_at([10.0], 60.0),
        *frames_at([15.0], 10.0, held=True),
        *frames_at([20.0], None),
    ]
    table = FrameTable.of(frames)
    assert table.mean_score(0.0, 20.0) == 50.0
    assert table.mean_score(5.0, 20.0) == 60.0
    assert table.mean_score(10.0, 20.0) is None


def test_two_quiet_minutes_are_a_baseline(quiet):
    lived, _run = quiet
    found = figures.figures_of(lived)
    told = figures.baseline_of(lived, found)
    assert told.ln_rmssd == pytest.approx(math.log(found["before", "rmssd_ms"]))
    assert told.mean_nn_ms == pytest.approx(60_000 / found["before", "heart_rate_bpm"])
    assert math.exp(told.ln_rsa_ms) == pytest.approx(found["before", "rsa_ms"])


def test_anything_else_is_none(quiet, measured):
    lived, _run = quiet
    found = figures.figures_of(lived)
    assert figures.baseline_of(lived, {**found, ("before", "artifact_pct"): 5.1}) is None
    assert figures.baseline_of(lived, {**found, ("before", "coverage"): 0.89}) is None
    scan = replace(lived.plan.session, method="body_scan")
    assert figures.baseline_of(replace(lived, plan=LivePlan(scan)), found) is None
    short, _run = measured  # a minute and a half
    assert figures.baseline_of(short, figures.figures_of(short)) is None


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "records.db") as store:
        yield store


def begun(store, person, session, days=0):
    header = Header(STRAP, NOW + timedelta(days=days), "test", session.name)
    return runs.begin(store, person.id, header, title=session.title)


def test_nothing_is_known_of_somebody_new(store):
    assert known_of(store, add_person(store, "anna", NOW)) == NOBODY
    assert NOBODY.wishes == []
    assert NOBODY.pace_per_min == 6.0


def test_the_newest_rest_and_pace_are_known_and_nobody_elses(store, quiet):
    lived, run = quiet
    anna, bert = (add_person(store, alias, NOW) for alias in ("anna", "bert"))
    ids = [begun(store, anna, lived.plan.session, days) for days in (5, 1)]
    for run_id in ids:
        keep(store, run_id, run.engine, run.frames)
    with store.session() as work:
        work.get_one(RestingBaseline, ids[1]).ln_rsa_ms = 0.0  # the older one
        for run_id, rate in zip(ids, (5.4, 6.5), strict=True):
            pace = {"rate_per_min": rate, "low_per_min": 5.0, "high_per_min": 7.0}
            work.add(
                OwnPace(run_id=run_id, person_id=anna.id, certainty="clear", sliding=True, **pace)
            )
    found = runs.figures_of(store, [ids[0]])[ids[0]]
    known = known_of(store, anna)
    assert known.own == OwnRate(5.4, 5.0, 7.0, Certainty.CLEAR, sliding=True)
    assert known.rest.rsa_bpm == found["before", "rsa_bpm"]
    assert known.rest.rsa_ms == pytest.approx(found["before", "rsa_ms"])
    assert known_of(store, bert) == NOBODY


@pytest.mark.parametrize(("told", "level"), [(3, 3), (0, 1), ("x", 1), (None, 1)])
def test_the_level_is_a_preference(store, told, level):
    person = add_person(store, "anna", NOW, preferences={"level": told})
    assert known_of(store, person).level == level


def test_what_is_known_is_wished_in_words_that_a_recording_keeps():
    own = OwnRate(5.4, 5.0, 5.8, Certainty.CLEAR, sliding=True)
    known = replace(NOBODY, own=own, rest=Rest(4.25, 31.5), level=2)
    assert known.wishes == ["wish own 5.4", "wish usual 4.25 31.5", "wish level 2"]
    assert known.pace_per_min == 5.4


def test_an_assessment_tells_a_pace_and_one_that_was_stopped_does_not(store):
    session = find_session("resonance-stepped")
    lived, run = lived_and_log(session, resonance_per_min=5.5)
    told = assess(run.engine.beats()).own
    assert told.rate_per_min == 5.5
    person = add_person(store, "anna", NOW)
    keep(store, begun(store, person, session), run.engine, run.frames)
    assert known_of(store, person).own == told
    assert figures.own_rate_of(lived) == told
    early = replace(lived, frames=FrameTable.of(run.frames[:-20]))
    assert figures.own_rate_of(early) is None


def test_what_was_kept_before_makes_room(store, quiet, measured):
    person = add_person(store, "anna", NOW)
    run_id = begun(store, person, SHORT)
    for _lived, run in (quiet, measured):
        keep(store, run_id, run.engine, run.frames)
    assert runs.derived_of(store, run_id) == kept_bytes.to_bytes(measured[0])
    assert runs.figures_of(store, [run_id])[run_id] == figures.figures_of(measured[0])
    with store.session() as work:
        assert work.get(RestingBaseline, run_id) is None


def test_a_run_without_a_heartbeat_leaves_no_figures():
    empty = of_recording(recording_of([]), SHORT)
    assert (empty.start_s, figures.figures_of(empty)) == (None, {})
    assert kept_bytes.from_bytes(kept_bytes.to_bytes(empty)).plan == LivePlan(SHORT)
