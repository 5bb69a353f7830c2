"""The desk's drawer of the past: real records, in virtual time, one short run among them."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from biofeedback.app.desk import past as past_module
from biofeedback.app.desk.desk import Desk
from biofeedback.app.desk.past_messages import (
    Compared,
    ProgressIs,
    RunErased,
    RunPictured,
    RunsAre,
    RunShown,
    Written,
)
from biofeedback.app.desk.past_shown import picture_of, without_length
from biofeedback.app.views.after_words import Course, sentence
from biofeedback.live.clock import VirtualLoop
from biofeedback.report.frame_table import FrameTable
from biofeedback.report.keeping import keep
from biofeedback.report.lived import of_run
from biofeedback.report.usual import Usual
from biofeedback.store import runs
from biofeedback.store.recorder import Recorder
from devices.errors import FileError
from devices.importers import open_any
from devices.recording import Header
from devices.records import DeviceInfo
from devices.virtual import ArtifactKind
from sessions.load import find_session
from sessions.pacer import LivePlan
from tests.conftest import run_and_check
from tests.live.runs import live
from tests.report.weeks_made import TODAY, eight_weeks

SESSION = find_session("booster-3min")
NOW = datetime(2026, 3, 15, 18, 0).astimezone(UTC)  # wherever this computer is


@pytest.fixture(scope="module")
def lived():
    return run_and_check(live(SESSION), VirtualLoop)


@pytest.fixture(scope="module")
def irregular():
    """The same of somebody whose every third beat comes early."""
    early = {ArtifactKind.ECTOPIC: 0.3}
    return run_and_check(live(SESSION, 8, artifact_share=early), VirtualLoop)


@pytest.fixture
def at_desk(tmp_path, monkeypatch):
    """Do `work(desk)` at a desk with open records; return what was told."""
    monkeypatch.setattr(past_module, "now_utc", lambda: NOW)
    monkeypatch.setenv("LANGUAGE", "en")

    def do(work):
        told = []

        async def main():
            desk = Desk(told.append, None, str(tmp_path / "records.db"), plain=True)
            await desk.records.open()
            try:
                await work(desk)
            finally:
                await desk.close()

        with asyncio.Runner() as runner:
            runner.run(main())
        return told

    return do


def of(told, kind):
    return [message for message in told if isinstance(message, kind)]


def recorded(desk, lived, *, day=13, kept=True):
    """Put a run into the records, as a session of the app would."""
    store, person = desk.records.store, desk.records.person
    start = datetime(2026, 3, day, 7, 20, tzinfo=UTC)
    header = Header(DeviceInfo("Virtual 1"), start, "biofeedback", SESSION.name)
    run_id = runs.begin(store, person.id, header, title=SESSION.title, utc_offset_s=3600)
    recorder = Recorder(store, run_id)
    for record in lived.log:
        recorder.write(record)
    recorder.close(lived.finish, lived.engine.now_s)
    if kept:
        keep(store, run_id, lived.engine, lived.frames)
    return run_id


def test_nothing_yet(at_desk):
    async def work(desk):
        await desk.past.progress()
        await desk.past.runs()

    told = at_desk(work)
    [progress] = of(told, ProgressIs)
    assert (progress.runs, progress.ratings, progress.rest, progress.pace_per_min) == (
        0,
        None,
        None,
        None,
    )
    assert progress.minutes == 0.0
    assert of(told, RunsAre) == [RunsAre((), 0)]


def test_eight_weeks_are_told_as_they_were_made(at_desk):
    async def work(desk):
        eight_weeks(desk.records.store, desk.records.person)
        await desk.past.progress()
        await desk.past.runs(4)

    told = at_desk(work)
    [progress] = of(told, ProgressIs)
    assert progress.runs == 24
    assert progress.minutes == pytest.approx(3 * 12.0)  # three sessions of twelve minutes
    assert progress.rest_ms == pytest.approx(37.0)  # 30 in the first week, one more in each
    assert progress.pace_per_min == 5.6
    assert progress.finding.startswith("Pain has come down clearly")
    [pain, tension] = progress.ratings.panels[0].lines
    assert (pain.label, tension.label) == ("Pain", "Tension")
    assert pain.pieces[0][0][1] == pytest.approx((7 + 8 + 6) / 3)
    [listed] = of(told, RunsAre)
    assert listed.total == 24
    assert [row.start.day for row in listed.rows] == [13, 11, 9, 6]
    assert listed.rows[0].start.hour == 8  # 7:20 UTC in the winter of Berlin
    assert TODAY.isoweekday() == 7
    assert [pictured.picture for pictured in of(told, RunPictured)] == [None] * 4


def test_a_run_opens_with_its_wave_and_its_picture(at_desk, lived):
    async def work(desk):
        run_id = recorded(desk, lived)
        await desk.past.open(run_id)
        await desk.past.runs()

    told = at_desk(work)
    [shown] = of(told, RunShown)
    beats = lived.engine.beats()
    assert shown.row.minutes == pytest.approx(lived.engine.now_s / 60, abs=0.01)
    [panel] = shown.wave.panels
    points = [point for piece in panel.lines[0].pieces for point in piece]
    assert len(points) == beats.valid.sum()
    assert points[-1][0] == pytest.approx((beats.t_s[beats.valid][-1] - lived.engine.start_s) / 60)
    assert panel.hills
    assert shown.picture.heart.t_s.size == beats.t_s.size
    assert {table.head[2:] for table in shown.tables} >= {("Before", "During", "After")}
    [pictured] = of(told, RunPictured)
    assert pictured.picture.done_s == pytest.approx(SESSION.duration_s, abs=0.5)


@pytest.mark.parametrize("kept", [True, False])
def test_a_heart_too_irregular_to_draw_is_not_drawn_later_either(at_desk, irregular, kept):
    async def work(desk):
        run_id = recorded(desk, irregular, kept=kept)
        await desk.past.open(run_id)
        await desk.past.runs()

    told = at_desk(work)
    [shown], [pictured] = of(told, RunShown), of(told, RunPictured)
    assert shown.sentence == sentence(Course.IRREGULAR)
    assert shown.wave is None
    assert not shown.fuller
    assert shown.picture.heart.t_s.size == pictured.picture.heart.t_s.size == 0
    assert {fact.label for fact in shown.facts} == {"Time for yourself", "Heart rate"}
    [figures] = [table for table in shown.tables if table.caption == "By part of the run"]
    assert {row[0] for row in figures.rows} == {"Heart rate", "Artifacts", "Coverage"}


def test_an_irregular_heart_is_not_compared(at_desk, lived, irregular):
    async def work(desk):
        one, other = recorded(desk, lived, day=13), recorded(desk, irregular, day=6)
        await desk.past.compare(one, other)

    [compared] = of(at_desk(work), Compared)
    assert compared.waves is None
    assert (compared.earlier.is_irregular, compared.later.is_irregular) == (True, False)
    assert compared.earlier.swing_bpm is None
    assert compared.later.swing_bpm > 0
    cells = {row[0]: row[1:] for row in compared.table.rows}
    assert cells["RMSSD, ms"][0] == "\N{EN DASH}"
    assert float(cells["Heart rate, beats/min"][0]) > 0


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Steady breathing, 10 minutes", "Steady breathing"),
        ("Ruhig atmen, 10 Minuten", "Ruhig atmen"),
        ("Head, neck and shoulders", "Head, neck and shoulders"),
        ("4-7-8", "4-7-8"),
        ("", ""),
    ],
)
def test_titles_go_without_their_length(title, shown):
    assert without_length(title) == shown


def test_scores_belong_to_breaths(lived):
    """Thirty seconds of rest, then ten a breath: the first ends at 40 s, the sixtieth at 630 s."""
    plan = LivePlan(find_session("paced-6-10min"))
    columns = {
        "session_t_s": np.array([10.0, 35.0, 39.0, 45.0, 47.0, 629.0]),
        "score": np.array([np.nan, 50.0, 60.0, 70.0, 80.0, 90.0]),
        "held": np.array([0.0, 0.0, 0.0, 0.0, 1.0, 0.0]),
    }
    known = of_run(lived.engine, lived.frames)
    usual = Usual(12.0, 40.0)
    picture = picture_of(replace(known, plan=plan, frames=FrameTable(columns)), usual)
    assert picture.scores == ((1, 60.0), (2, 70.0), (60, 90.0))
    assert (picture.done_s, picture.usual) == (629.0, usual)
    assert picture_of(replace(known, plan=None), usual) is None


def test_a_run_of_which_nothing_was_made_opens_as_well(at_desk, lived):
    async def work(desk):
        run_id = recorded(desk, lived, kept=False)
        await desk.past.runs()
        await desk.past.open(run_id)
        await desk.past.runs()

    told = at_desk(work)
    before, after = of(told, RunPictured)
    assert before.picture is None  # a list waits for nothing
    assert after.picture.heart.t_s.size == lived.engine.beats().t_s.size
    assert of(told, RunShown)[0].wave is not None


def test_the_loop_goes_on_while_a_run_is_opened(at_desk, lived):
    """What a session in the same loop would see: it is never kept waiting for long."""
    waits = []

    async def ticks():
        loop = asyncio.get_running_loop()
        last_s = loop.time()
        while True:
            await asyncio.sleep(0.002)
            now_s = loop.time()
            waits.append(now_s - last_s)
            last_s = now_s

    async def work(desk):
        run_id = recorded(desk, lived, kept=False)
        other = asyncio.create_task(ticks())
        await asyncio.sleep(0)
        for _ in range(2):
            await desk.past.open(run_id)
        other.cancel()

    at_desk(work)
    print(f"turns of the loop while a run was made again: {len(waits)}, longest {max(waits):.3f} s")
    assert len(waits) > 10


def test_two_runs_stand_on_one_scale_the_earlier_first(at_desk, lived):
    async def work(desk):
        one, other = recorded(desk, lived, day=13), recorded(desk, lived, day=6)
        await desk.past.compare(one, other)

    [compared] = of(at_desk(work), Compared)
    assert (compared.earlier.row.start.day, compared.later.row.start.day) == (6, 13)
    above, below = compared.waves.panels
    assert above.x == below.x
    assert above.y == below.y
    assert (above.lines[0].label, below.lines[0].label) == ("6 Mar", "13 Mar")
    assert compared.earlier.swing_bpm == compared.later.swing_bpm
    assert compared.table.head[1:] == ("6 Mar", "13 Mar")


@pytest.mark.parametrize(("name", "begins"), [("run.pdf", b"%PDF"), ("run.html", b"<!DOCTYPE")])
def test_reports(at_desk, lived, tmp_path, name, begins):
    one, weeks = tmp_path / name, tmp_path / f"weeks-{name}"

    async def work(desk):
        run_id = recorded(desk, lived)
        await desk.past.report(one, "patient", "en", run_id)
        await desk.past.report(weeks, "professional", "en")

    told = at_desk(work)
    assert of(told, Written) == [Written(str(one), 1), Written(str(weeks), 1)]
    assert one.read_bytes().lower().startswith(begins.lower())
    assert weeks.stat().st_size > 1000


def test_a_recording_comes_out_as_it_went_in(at_desk, lived, tmp_path):
    path = tmp_path / "run.jsonl.gz"

    async def work(desk):
        await desk.past.export(path, "recording", recorded(desk, lived))

    assert of(at_desk(work), Written) == [Written(str(path), 1)]
    assert open_any(path).records == tuple(lived.log)


def test_all_runs_become_files_in_one_folder(at_desk, lived, tmp_path):
    folder = tmp_path / "all"

    async def work(desk):
        recorded(desk, lived, day=13)
        recorded(desk, lived, day=6)
        await desk.past.export(folder, "csv")
        await desk.past.export(tmp_path / "week", "csv", weeks=1)

    told = of(at_desk(work), Written)
    assert [written.count for written in told] == [2, 1]  # the week began on the 9th
    names = sorted(path.name for path in folder.iterdir())
    assert [name[:15] for name in names] == ["2026-03-06-0820", "2026-03-13-0820"]
    assert all((folder / name / "beats.csv").stat().st_size for name in names)


def test_what_cannot_be_written_is_said(at_desk, lived, tmp_path):
    async def work(desk):
        run_id = recorded(desk, lived)
        with pytest.raises(FileError):
            await desk.past.export(tmp_path / "nowhere" / "run.jsonl.gz", "recording", run_id)

    assert not of(at_desk(work), Written)


def test_erased_is_gone(at_desk, lived):
    async def work(desk):
        run_id = recorded(desk, lived)
        await desk.past.runs()
        await desk.past.erase(run_id)
        await desk.past.runs()

    told = at_desk(work)
    assert [listed.total for listed in of(told, RunsAre)] == [1, 0]
    assert len(of(told, RunErased)) == 1
