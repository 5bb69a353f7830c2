"""What is usual: quartiles in closed form, which runs tell of it, and whose."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from biofeedback.hrv.window import Beats
from biofeedback.live.clock import VirtualLoop
from biofeedback.live.engine import Engine
from biofeedback.report.figures import figures_of
from biofeedback.report.frame_table import FrameTable
from biofeedback.report.keeper import Keeper
from biofeedback.report.keeping import keep_lived, known_of
from biofeedback.report.lived import Lived, of_run
from biofeedback.report.usual import Usual
from biofeedback.store import runs
from biofeedback.store.database import Store
from biofeedback.store.people import add_person
from devices.recording import Header
from devices.records import DeviceInfo
from devices.virtual import ArtifactKind
from sessions.load import find_session
from sessions.pacer import LivePlan
from sessions.toml_file import Wording
from tests.conftest import run_and_check
from tests.live.runs import SHORT, live

NOW = datetime(2026, 3, 14, 7, 20, tzinfo=UTC)
STEADY = "paced-6-10min"
NEW = Usual(8.0, None)


@pytest.mark.parametrize(
    ("swings_bpm", "third_quartile"),
    [
        ([12.4], 12.4),
        ([6.0, 10.0], 9.0),  # three quarters of the way from the first to the second
        ([12.0, 6.0, 10.0, 8.0], 10.5),  # between the third and the fourth, a quarter of the way
        ([14.0, 6.0, 12.0, 8.0, 10.0], 12.0),  # the fourth of five
        ([*range(14, 4, -1)], 11.75),  # 5 ... 14: the eighth is 12, three quarters after 11
        ([1.0, 2.0, 3.9], 4.0),
        ([4.0], 4.0),
        ([20.0], 20.0),
        ([21.0, 35.0], 20.0),
    ],
)
def test_the_hills_are_the_third_quartile_of_the_swings_within_4_and_20(swings_bpm, third_quartile):
    runs_told = [(swing, 50.0) for swing in swings_bpm]
    assert Usual.of(runs_told).swing_bpm == pytest.approx(third_quartile)


@pytest.mark.parametrize(
    ("scores", "middle"),
    [([37.0], 37.0), ([80.0, 20.0], 50.0), ([90.0, 0.0, 30.0], 30.0), ([10, 60, 40, 20], 30.0)],
)
def test_a_ring_of_usual_width_is_that_of_the_median_score(scores, middle):
    unknown = [(8.0, None)] * 5  # of runs without a rest to compare with
    assert Usual.of([*unknown, *((8.0, score) for score in scores)]).score == pytest.approx(middle)


def test_somebody_new_has_the_first_hills_and_no_score():
    assert Usual.of([]) == Usual() == NEW


@pytest.mark.parametrize(
    ("told", "usual"),
    [
        ({}, NEW),
        ({"usual": {"swing_bpm": 11.5, "score": 62}}, Usual(11.5, 62.0)),
        ({"usual": {"swing_bpm": 9, "score": None}}, Usual(9.0, None)),
        ({"usual": {"swing_bpm": "high", "score": -1}}, NEW),
        ({"usual": 3}, NEW),
    ],
)
def test_a_run_tells_what_it_was_measured_by(told, usual):
    assert Usual.kept(told) == usual


@pytest.mark.parametrize(
    ("preferences", "swing_bpm"),
    [({"swing_bpm": 16}, 16.0), ({}, 11.0), ({"swing_bpm": "x"}, 11.0)],
)
def test_an_own_choice_of_the_hills_goes_first(preferences, swing_bpm):
    assert Usual(11.0, 40.0).preferred(preferences) == Usual(swing_bpm, 40.0)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "records.db") as store:
        yield store


@pytest.fixture
def anna(store):
    return add_person(store, "anna", NOW)


def lead(store, person, swing_bpm, score, day=0, session=STEADY, part="during", **trust):
    """Keep a run with its figures, as rows only."""
    header = Header(DeviceInfo("H10"), NOW + timedelta(days=day), "test", session)
    run_id = runs.begin(store, person.id, header)
    told = {"rsa_bpm": swing_bpm, "score": score, "artifact_pct": 1.0, "coverage": 0.98, **trust}
    figures = {(part, name): value for name, value in told.items() if value is not None}
    runs.keep_derived(store, run_id, "test", derived={}, figures=figures)
    return run_id


def usual_of(store, person, session=STEADY):
    return known_of(store, person, session).usual


def test_only_the_ten_newest_tell_however_they_came_in(store, anna):
    """Swings 1 ... 12 and scores 10 ... 120 by day: the ten newest are 3 ... 12, 30 ... 120."""
    for day in (5, 11, 0, 7, 2, 9, 4, 1, 10, 3, 8, 6):
        lead(store, anna, 1.0 + day, 10.0 * (day + 1), day)
    assert usual_of(store, anna) == Usual(9.75, 75.0)


@pytest.mark.parametrize(
    "other",
    [
        {"session": "paced-6-20min"},
        {"session": ""},
        {"part": "before"},
        {"part": "whole"},
        {"artifact_pct": 15.1},
        {"coverage": 0.49},
        {"swing_bpm": None},
    ],
)
def test_what_is_not_like_it_or_was_seen_too_little_does_not_count(store, anna, other):
    lead(store, anna, **{"swing_bpm": 19.0, "score": 90.0, "day": 1} | other)
    assert usual_of(store, anna) == NEW
    lead(store, anna, 6.0, 30.0, artifact_pct=15.0, coverage=0.5)  # just enough
    assert usual_of(store, anna) == Usual(6.0, 30.0)


def test_nobody_elses_runs_count_and_none_that_was_discarded(store, anna):
    bert = add_person(store, "bert", NOW)
    lead(store, bert, 18.0, 80.0)
    discarded = lead(store, anna, 15.0, 70.0)
    assert usual_of(store, anna) == Usual(15.0, 70.0)
    runs.erase_run(store, discarded)
    assert usual_of(store, anna) == NEW
    assert usual_of(store, bert) == Usual(18.0, 80.0)
    assert known_of(store, bert).usual == NEW  # of no session


def test_a_run_without_a_score_tells_of_the_hills_alone(store, anna):
    lead(store, anna, 10.0, None)
    assert usual_of(store, anna) == Usual(10.0, None)
    lead(store, anna, 6.0, 40.0, day=1)
    assert usual_of(store, anna) == Usual(9.0, 40.0)


def test_a_run_that_was_led_counts_from_then_on_and_one_without_beats_does_not(store, anna):
    session = replace(SHORT, blocks=(replace(SHORT.blocks[0], duration_s=90), *SHORT.blocks[1:]))
    run = run_and_check(live(session), VirtualLoop)
    lived = of_run(run.engine, run.frames)
    run_id = lead(store, anna, None, None)
    keep_lived(store, run_id, Lived(LivePlan(session), 0.0, Beats.of([]), (), FrameTable.of(())))
    assert usual_of(store, anna) == NEW
    keep_lived(store, run_id, lived)
    made = figures_of(lived)
    swing_bpm = min(max(made["during", "rsa_bpm"], 4.0), 20.0)
    assert usual_of(store, anna) == Usual(swing_bpm, made["during", "score"])


def test_an_irregular_heart_says_nothing_of_what_is_usual(store, anna):
    early = {ArtifactKind.ECTOPIC: 0.3}
    run = run_and_check(live(find_session(STEADY), 8, artifact_share=early), VirtualLoop)
    keep_lived(store, lead(store, anna, None, None), of_run(run.engine, run.frames))
    assert usual_of(store, anna) == NEW


def test_the_run_keeps_what_it_is_measured_by(store):
    cleo = add_person(store, "cleo", NOW, preferences={"swing_bpm": 6})
    lead(store, cleo, 12.0, 64.0)
    keeper = Keeper(store, cleo, session=STEADY)
    assert keeper.known.usual == Usual(6.0, 64.0)
    engine = Engine(find_session(STEADY), 0.0)
    header = Header(DeviceInfo(""), NOW + timedelta(days=1), "test", STEADY)
    with keeper.keeping(header, engine, (), Wording()):
        lead(store, cleo, 20.0, 10.0, day=2)  # fixed while it goes on
    run = runs.find_run(store, str(keeper.run_id))
    assert Usual.kept(run.options) == keeper.known.usual == Usual(6.0, 64.0)
