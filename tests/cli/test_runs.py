"""Runs of a person: kept while they go on, listed, noted, erased, recomputed; trouble ends none."""

import json
import math
import signal
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from sqlalchemy import update

from biofeedback.cli import main
from biofeedback.live.runner import Finish
from biofeedback.report.figures import figures_of
from biofeedback.report.kept_bytes import from_bytes, to_bytes
from biofeedback.report.lived import of_recording
from biofeedback.store import recorder, runs
from biofeedback.store.database import Store
from biofeedback.store.errors import DiskFull
from biofeedback.store.models import INTERRUPTED, Figure, OwnPace, Run
from biofeedback.store.people import add_person
from devices.recording import Header, read_recording
from devices.records import DeviceInfo, Marker
from sessions.load import Reader, find_session

NOW = datetime(2026, 3, 14, 7, 20, tzinfo=UTC)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A plain store, made before the first command."""
    path = tmp_path / "store" / "records.db"
    monkeypatch.setenv("BIOFEEDBACK_STORE", str(path))
    Store(path).close()
    return path


def demo(*options):
    return main(["demo", "--fast", "--person", "anna", *options])


def newest(place):
    with Store(place) as store:
        run = runs.find_run(store, "last")
        derived, figures = runs.derived_of(store, run.id), runs.figures_of(store, [run.id])[run.id]
        return run, runs.recording_of(store, run), derived, figures


def test_a_run_of_a_person_is_kept_with_the_figures_of_analyze(tmp_path, monkeypatch, capsys):
    place, saved = tmp_path / "new" / "records.db", tmp_path / "saved.jsonl.gz"
    monkeypatch.setenv("BIOFEEDBACK_STORE", str(place))
    run = ["run", "booster-3min", "--virtual", "7", "--fast", "--save", str(saved)]
    assert main([*run, "--person", "anna", "--plain"]) == 0
    said = capsys.readouterr()
    assert "anna is new here." in said.err
    assert "Kept as run 1 of anna." in said.out
    row, recording, derived, figures = newest(place)
    assert (row.session, row.finish, row.device_name) == (
        "booster-3min",
        "completed",
        "Virtual Polar H10",
    )
    assert recording == read_recording(saved)
    assert row.duration_s == recording.records[-1].t_s
    assert main(["analyze", str(saved), "--format", "json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    known = {name: value for name, value in told["values"].items() if value is not None}
    whole = {name: value for (part, name), value in figures.items() if part == "whole"}
    assert {name: whole[name] for name in known} == known
    assert whole["coverage"] == told["quality"]["coverage"]
    again = of_recording(recording, find_session("booster-3min"))
    assert to_bytes(again) == derived
    assert figures_of(again) == figures
    print(len(known), "figures equal to those of analyze;", len(figures), "made again, all equal")


def test_without_a_person_nothing_is_kept(place):
    before = place.read_bytes()
    assert main(["demo", "--fast", "booster-3min"]) == 0
    assert place.read_bytes() == before


def test_without_a_keyring_and_a_passphrase_it_is_said_in_one_sentence(tmp_path, capsys):
    path = tmp_path / "records.db"
    assert demo("booster-3min", "--store", str(path)) == 2
    said = capsys.readouterr()
    assert "passphrase" in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert not path.exists()


def test_a_replay_is_no_new_run(place, capsys):
    with pytest.raises(SystemExit):
        main(["run", "baseline", "--replay", "x.jsonl", "--person", "anna"])
    assert "biofeedback import" in capsys.readouterr().err


def test_language_reading_and_what_is_left_out_are_kept(place):
    options = ["--language", "de", "--fuller", "--skip", "neck", "--guided", "--fast"]
    assert main(["run", "pmr-7-groups", "--person", "anna", *options]) == 0
    row, recording, derived, figures = newest(place)
    assert (row.options, row.skipped) == ({"language": "de", "fuller": True, "level": 1}, ["neck"])
    assert row.title == from_bytes(derived).plan.session.title
    assert "Muskel" in row.title
    assert (figures, len(recording.records)) == ({}, 2)


def test_ctrl_c_keeps_everything(place, monkeypatch, capsys):
    count = 0

    def seen(self, frame):
        nonlocal count
        count += 1
        if count == 100:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("biofeedback.report.frame_table.Thinned.take", seen)
    assert demo() == 0
    assert "stopped by you" in capsys.readouterr().out
    row, recording, derived, _figures = newest(place)
    assert row.finish == Finish.STOPPED
    assert recording.records[-1].label == Finish.STOPPED
    assert from_bytes(derived).beats.t_s.size > 20


def test_a_program_that_breaks_leaves_an_interrupted_run(place, monkeypatch):
    def broken(self, frame):
        if frame.t_s > 50:
            raise ZeroDivisionError

    monkeypatch.setattr("biofeedback.report.frame_table.Thinned.take", broken)
    with pytest.raises(ZeroDivisionError):
        demo()
    row, recording, derived, _figures = newest(place)
    assert row.finish == INTERRUPTED
    assert recording.records[-1].t_s > 49
    assert derived == {}


def test_a_full_disk_is_told_once_and_the_run_goes_on(place, monkeypatch, capsys):
    add = recorder.add_chunk
    count = 0

    def add_chunk(*arguments):
        nonlocal count
        count += 1
        if 20 <= count < 23:
            raise DiskFull(place)
        add(*arguments)

    monkeypatch.setattr(recorder, "add_chunk", add_chunk)
    saved = place.parent / "saved.jsonl"
    run = ["run", "booster-3min", "--virtual", "--fast", "--save", str(saved)]
    assert main([*run, "--person", "anna"]) == 0
    said = capsys.readouterr()
    assert said.err.count("no room left") == 1
    assert "The session goes on" in said.err
    assert "completed" in said.out
    row, recording, _derived, figures = newest(place)
    assert row.finish == "completed"
    assert recording == read_recording(saved)
    assert ("during", "rsa_bpm") in figures


def test_what_could_not_be_saved_to_the_end_is_told(place, monkeypatch, capsys):
    def add_chunk(*arguments):
        raise DiskFull(place)

    monkeypatch.setattr(recorder, "add_chunk", add_chunk)
    assert demo("booster-3min") == 0
    said = capsys.readouterr()
    assert "Not all of this run is saved" in said.err
    assert "Kept" not in said.out
    _row, _recording, derived, _figures = newest(place)
    assert derived == {}  # it would tell of more than there is


def begun(place, session="baseline"):
    with Store(place) as store:
        person = add_person(store, "anna", NOW)
        header = Header(DeviceInfo("Polar H10"), NOW, "test", session)
        return runs.begin(store, person.id, header, utc_offset_s=3600)


def test_a_run_that_was_cut_off_is_told_at_the_next_start(place, capsys):
    begun(place)
    assert demo("booster-3min") == 0
    assert "Run 1 was interrupted after 0:00 minutes; all of it is safe." in capsys.readouterr().err
    assert main(["runs"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "interrupted" in said.out


def test_runs_are_listed_noted_and_erased(place, monkeypatch, capsys):
    assert main(["runs"]) == 0
    assert "no runs yet" in capsys.readouterr().out
    begun(place)
    assert demo("booster-3min") == 0
    capsys.readouterr()
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["runs", "note", "last", "after a walk"]) == 0
    assert main(["runs", "list", "anna"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if "anna" in line]
    assert rows[1] == [
        "1",
        "2026-03-14",
        "08:20",
        "anna",
        "baseline",
        "0:00",
        "interrupted",
        "Polar",
        "H10",
    ]
    assert rows[0][3:7] == ["anna", "booster-3min", "3:01", "completed"]
    assert rows[0][-3:] == ["after", "a", "walk"]
    assert main(["runs", "list", "bert"]) == 2
    assert "bert" in capsys.readouterr().err

    monkeypatch.setattr("builtins.input", lambda question: "no")
    assert main(["runs", "erase", "1"]) == 2
    monkeypatch.setattr("builtins.input", lambda question: "1")
    assert main(["runs", "erase", "1"]) == 0
    assert main(["runs", "erase", "last", "--yes"]) == 0
    assert main(["runs", "erase", "last", "--yes"]) == 2
    with Store(place) as store:
        assert runs.runs_of(store) == []


def test_recompute_says_what_changed(place, capsys):
    assert demo("booster-3min") == 0
    capsys.readouterr()
    assert main(["recompute"]) == 0
    assert "Recomputed: 1; nothing changed." in capsys.readouterr().out
    with Store(place) as store, store.session() as work:
        wrong = update(Figure).where(Figure.part == "during", Figure.name == "rmssd_ms")
        work.execute(wrong.values(value=12.5))
    figure = newest(place)[3]["whole", "rmssd_ms"]
    assert main(["recompute", "last"]) == 0
    out = capsys.readouterr().out
    [row] = [line.split() for line in out.splitlines() if "rmssd_ms" in line]
    assert row[:4] == ["1", "during", "rmssd_ms", "12.5"]
    assert float(row[4]) > 20
    assert "Recomputed: 1; changed: 1." in out
    assert newest(place)[3]["whole", "rmssd_ms"] == figure


def test_a_number_is_never_how_another_run_begins(place, capsys):
    assert demo("booster-3min") == 0
    with Store(place) as store, store.session() as work:
        work.execute(update(Run).values(uid="7" * 32))
    for command in ("recompute 7", "runs note 7 walk", "report 7 -o 7.html", "runs erase 7 --yes"):
        assert main(command.split()) == 2
        assert "7 here" in capsys.readouterr().err
    with Store(place) as store:
        assert [run.id for run in runs.runs_of(store)] == [1]
    assert main(["recompute", "777777"]) == 0


OWN_PACE = """
title = "Own pace"
description = "A test."
networks = ["nervous"]
[[block]]
title = "Breathe"
text = "Breathe."
minutes = 5
rate_per_min = "own"
"""


@pytest.fixture
def own_pace(tmp_path):
    """A session of one's own, led at one's own pace from the beginning."""
    path = tmp_path / "mine.toml"
    path.write_text(OWN_PACE)
    return str(path)


def test_a_session_is_led_by_what_is_known_and_so_is_its_replay(place, tmp_path, own_pace):
    with Store(place) as store:
        anna = add_person(store, "anna", NOW, preferences={"level": 2})
        run_id = runs.begin(store, anna.id, Header(DeviceInfo("x"), NOW, "test", "x"))
        pace = {"rate_per_min": 5.4, "low_per_min": 5.1, "high_per_min": 5.7}
        with store.session() as work:
            work.add(
                OwnPace(run_id=run_id, person_id=anna.id, certainty="clear", sliding=True, **pace)
            )
    assert demo("baseline") == 0
    frames = [tmp_path / name for name in ("live.jsonl", "again.jsonl")]
    saved = tmp_path / "run.jsonl.gz"
    own = ["run", own_pace, "--fast", "--frames"]
    wished = ["--virtual", "3", "--person", "anna", "--adaptive", "--save", str(saved)]
    assert main([*own, str(frames[0]), *wished]) == 0
    assert main([*own, str(frames[1]), "--replay", str(saved)]) == 0
    assert frames[0].read_text() == frames[1].read_text()
    row, recording, derived, _figures = newest(place)
    labels = [r.label for r in recording.records if isinstance(r, Marker)]
    assert [labels[0], *labels[2:]] == ["wish own 5.4", "wish level 2", "wish adapt", "completed"]
    with Store(place) as store:
        measured = runs.figures_of(store, [2])[2]
    [usual] = [label for label in labels if label.startswith("wish usual")]
    told = [float(number) for number in usual.split()[2:]]
    assert told == pytest.approx([measured["before", "rsa_bpm"], measured["before", "rsa_ms"]])
    assert row.options["level"] == 2
    scores = [json.loads(line)["score"] for line in frames[0].read_text().splitlines()]
    assert next(i for i, score in enumerate(scores) if score is not None) < 200
    session = find_session(own_pace, Reader(own_rate_per_min=5.4))
    assert to_bytes(of_recording(recording, session)) == derived


STEPS = """
title = "Steps"
description = "A test."
networks = ["nervous"]
method = "assessment"
""" + "".join(
    f"""
[[block]]
title = "{rate} a minute"
text = "Breathe."
breaths = 9
rate_per_min = {rate}
"""
    for rate in (6.5, 5.5, 4.5)
)


def test_an_assessment_says_what_came_out_and_its_pace_is_used(place, tmp_path, own_pace, capsys):
    steps = tmp_path / "steps.toml"
    steps.write_text(STEPS)
    assert main(["run", str(steps), "--virtual", "1", "--fast", "--person", "anna"]) == 0
    out = capsys.readouterr().out
    assert "What speaks for a" in out
    assert "your own pace are led at 5.5 a minute" in out.replace("\n", " ")
    frames = tmp_path / "frames.jsonl"
    guided = ["run", own_pace, "--fast", "--person", "anna", "--frames", str(frames)]
    assert main(guided) == 0
    phases = [json.loads(line)["phase"] for line in frames.read_text().splitlines()]
    led = [phase for phase in phases if phase is not None]
    breaths = 1 + sum(after < before for before, after in pairwise(led))
    assert breaths == math.ceil(5 * 5.5)
