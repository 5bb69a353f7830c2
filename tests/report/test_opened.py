"""A run opened again: from what was kept, or made again of its records, which gives the same."""

from datetime import UTC, datetime

import pytest

from biofeedback.live.clock import VirtualLoop
from biofeedback.report.keeping import keep
from biofeedback.report.kept_bytes import KINDS, to_bytes
from biofeedback.report.lived import of_run
from biofeedback.report.opened import opened
from biofeedback.report.resonance import assess
from biofeedback.report.summary import summarize
from biofeedback.store import runs
from biofeedback.store.database import Store
from biofeedback.store.models import INTERRUPTED, Rating
from biofeedback.store.people import add_person
from biofeedback.store.recorder import Recorder
from devices.recording import Header, Recording
from devices.records import RR_MS, DeviceInfo, Marker, Notification
from devices.rr_list import encode_rr_ms
from sessions.load import Reader, find_session
from sessions.toml_file import Wording
from tests.conftest import run_and_check
from tests.live.runs import live

NOW = datetime(2026, 3, 14, 7, 20, tzinfo=UTC)
STRAP = DeviceInfo("Nobody's strap")
GERMAN = Reader(Wording("de", fuller=True))
NAME = "four-seven-eight"


@pytest.fixture(scope="module")
def lived():
    """A session in German, as it is read more fully."""
    session = find_session(NAME, GERMAN)
    return run_and_check(live(session), VirtualLoop)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "records.db") as store:
        yield store


@pytest.fixture
def person(store):
    return add_person(store, "anna", NOW)


def begun(store, person, name=NAME):
    header = Header(STRAP, NOW, "test", name)
    options = {"language": "de", "fuller": True}
    return runs.begin(store, person.id, header, options=options)


def recorded(store, person, log, finish="completed"):
    run_id = begun(store, person)
    recorder = Recorder(store, run_id)
    for record in log:
        recorder.write(record)
    recorder.tick(log[-1].t_s)
    if finish:
        recorder.close(finish, log[-1].t_s)
    return run_id


def test_what_was_kept_opens_as_it_was(store, person, lived):
    run_id = recorded(store, person, lived.log)
    keep(store, run_id, lived.engine, lived.frames)
    with store.session() as work:
        for moment, value in (("before", 6), ("after", 3)):
            work.add(
                Rating(
                    person_id=person.id,
                    run_id=run_id,
                    at_utc=NOW,
                    moment=moment,
                    scale="pain",
                    value=value,
                )
            )
    found = opened(store, runs.find_run(store, "last"))
    engine = lived.engine
    assert found.plan == engine.plan
    assert found.session == engine.plan.session
    assert found.session.title == find_session(NAME, GERMAN).title
    assert found.recording.records == tuple(lived.log)
    assert found.parts == summarize(engine.beats(), engine.plan, engine.start_s)
    assert list(found.verdicts) == list(engine.stream.verdicts())
    assert (found.person.alias, found.start_s) == ("anna", engine.start_s)
    assert [rating.value for rating in found.ratings] == [6, 3]
    assert found.figures["during", "rsa_bpm"] > found.figures["before", "rsa_bpm"]
    assert found.assessment is None


def test_where_nothing_is_kept_it_is_made_again_and_kept(store, person, lived):
    run_id = recorded(store, person, lived.log)
    run = runs.find_run(store, "last")
    assert runs.derived_of(store, run_id) == {}
    found = opened(store, run)
    assert runs.derived_of(store, run_id) == to_bytes(of_run(lived.engine, lived.frames))
    again = opened(store, run)
    assert again.figures == found.figures != {}
    assert again.parts == found.parts


@pytest.mark.parametrize("at_s", [0.5, 30.0, 90.0, 150.0])
def test_a_run_that_was_cut_off_opens_with_what_it_has(store, person, lived, at_s):
    log = [record for record in lived.log if record.t_s <= at_s]
    recorded(store, person, log, finish="")
    [run] = runs.close_interrupted(store)
    assert (run.finish, run.duration_s) == (INTERRUPTED, log[-1].t_s)
    found = opened(store, run)
    assert found.recording.records == tuple(log)
    assert found.plan == lived.engine.plan
    whole = lived.engine.beats()
    count = found.beats.t_s.size
    assert found.beats.t_s.tobytes() == whole.t_s[:count].tobytes()
    assert (("during", "coverage") in found.figures) == (at_s > 65)
    assert ("after", "coverage") not in found.figures


def test_a_recording_of_no_session_of_ours_has_figures_of_the_whole_only(store, person):
    rr_ms = [800.0, 810.0, 790.0, 805.0, 820.0, 795.0] * 40
    packet = Notification(0.0, RR_MS, encode_rr_ms(rr_ms))
    recording = Recording(Header(DeviceInfo(""), None, "elsewhere", None), (packet,))
    run, _new = runs.import_recording(store, person.id, recording, program="test")
    found = opened(store, run)
    assert (found.plan, found.session, found.start_s, found.parts) == (None, None, None, ())
    assert {part for part, _name in found.figures} == {"whole"}
    assert found.figures["whole", "mean_nn_ms"] == pytest.approx(4820 / 6)
    assert len(found.frames) == 0
    assert opened(store, run).figures == found.figures


def test_a_run_with_no_record_at_all_opens(store, person):
    begun(store, person)
    [run] = runs.close_interrupted(store)
    found = opened(store, run)
    assert (found.beats.t_s.size, found.figures, found.parts) == (0, {}, ())
    assert found.session.name == NAME


def test_the_file_of_a_session_may_be_gone(store, person, lived):
    header = Header(STRAP, NOW, "test", "/nowhere/mine.toml")
    ids = [runs.begin(store, person.id, header) for _ in range(2)]
    for run_id in ids:
        recorder = Recorder(store, run_id)
        for record in lived.log:
            recorder.write(record)
        recorder.close("completed", 1.0)
    keep(store, ids[0], lived.engine, lived.frames)
    kept, bare = (opened(store, runs.find_run(store, str(run_id))) for run_id in ids)
    assert kept.plan == lived.engine.plan
    assert bare.plan is None
    same = {name: value for (part, name), value in kept.figures.items() if part == "whole"}
    assert bare.figures["whole", "rmssd_ms"] == same["rmssd_ms"]


def test_an_assessment_comes_with_its_table(store, person):
    run = run_and_check(live(find_session("resonance-stepped")), VirtualLoop)
    run_id = begun(store, person, "resonance-stepped")
    keep(store, run_id, run.engine, run.frames)
    found = opened(store, runs.find_run(store, str(run_id)))
    wanted = assess(run.engine.beats())
    assert (found.assessment.rows, found.assessment.own) == (wanted.rows, wanted.own)


def test_what_goes_on_in_another_program_is_not_kept(store, person, lived):
    run_id = recorded(store, person, lived.log[:100], finish="")
    found = opened(store, runs.find_run(store, str(run_id)))
    assert found.beats.t_s.size > 0
    assert runs.derived_of(store, run_id).keys() & set(KINDS) == set()


def test_markers_that_shaped_a_run_shape_it_again(store, person):
    log = [Marker(0.0, "wish own 5.4")]
    run_id = runs.begin(store, person.id, Header(STRAP, NOW, "test", "own-pace-20min"))
    recorder = Recorder(store, run_id)
    for record in log:
        recorder.write(record)
    recorder.close("stopped", 0.0)
    found = opened(store, runs.find_run(store, str(run_id)))
    rates = {block.pacing.start_rate_per_min for block in found.session.blocks if block.pacing}
    assert rates == {5.4}
