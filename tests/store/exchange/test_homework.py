"""From the practice to a home and back: sealed, taken in once, and by nobody else."""

import json
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from biofeedback.report.opened import opened
from biofeedback.store.answers import keep_peg, pegs_of, rate, ratings_of
from biofeedback.store.database import Store
from biofeedback.store.diary import THERAPY, entries_of, note
from biofeedback.store.exchange.home_keys import (
    HOME_SECRET,
    RETURN_TO,
    address_in,
    is_sealed,
    with_secret,
)
from biofeedback.store.exchange.homework import take_homework, write_homework
from biofeedback.store.exchange.plan_file import read_plan, write_plan
from biofeedback.store.models import Base
from biofeedback.store.people import add_person, change_person, erase_person, find_person
from biofeedback.store.person_file import write_person_file
from biofeedback.store.planned import Planned
from biofeedback.store.runs import import_recording, recording_lines, runs_of
from devices.errors import FileError
from devices.recording import Header, Recording
from tests.store.exchange.runs import OFFSET_S, START, STRAP

DAY = date(2026, 5, 31)
PLAN = Planned(DAY, None, 4, ("paced-6-10min",))


class Place:
    """A store with one person in it."""

    def __init__(self, store, alias):
        self.store, self.alias = store, alias
        add_person(store, alias, START)

    @property
    def person(self):
        return find_person(self.store, self.alias)

    def like(self, **preferences):
        kept = {**self.person.preferences, **preferences}
        change_person(self.store, self.person, preferences=kept)

    def practise(self, recording, days=0):
        """Keep a run of some days later, with answers around it."""
        at_utc = START + timedelta(days=days)
        later = Recording(Header(STRAP, at_utc, "biofeedback 1.0", "six"), recording.records)
        run, _new = import_recording(
            self.store,
            self.person.id,
            later,
            program="test",
            title=f"Day {days}",
            utc_offset_s=OFFSET_S,
        )
        for moment, value in (("before", 6), ("after", 4)):
            rate(self.store, self.person.id, at_utc, moment, "pain", value, run.id)
        return run

    def counts(self):
        person = self.person
        last = DAY + timedelta(days=400)
        return {
            "runs": len(runs_of(self.store, person.id)),
            "ratings": len(ratings_of(self.store, person.id)),
            "pegs": len(pegs_of(self.store, person.id)),
            "diary": len(entries_of(self.store, person.id, DAY - timedelta(days=9), last)),
        }


@pytest.fixture
def practice(tmp_path):
    with Store(tmp_path / "practice.db") as store:
        yield Place(store, "Anna")


@pytest.fixture
def home(tmp_path):
    with Store(tmp_path / "home.db") as store:
        yield Place(store, "me")


@pytest.fixture
def recording(material):
    return Recording(material.recording.header, material.recording.records[:60])


@pytest.fixture
def sent(practice, home, recording, tmp_path):
    """The plan went home; two sessions, answers and a diary come back in a file."""
    change_person(
        practice.store, practice.person, preferences=with_secret(practice.person.preferences)
    )
    plan = tmp_path / "anna.plan"
    write_plan(plan, PLAN, address_in(practice.person.preferences))
    read, address = read_plan(plan, tmp_path)
    assert read == PLAN
    home.like(**{RETURN_TO: address})
    for days in (0, 2):
        home.practise(recording, days)
    keep_peg(home.store, home.person.id, DAY, pain=5, enjoyment=4, activity=3)
    note(home.store, home.person.id, DAY, START, THERAPY, "heat", minutes=15, remark="warm")
    return tmp_path / "out.age"


def test_what_was_done_comes_back_whole_and_once(practice, home, sent):
    assert write_homework(home.store, home.person, sent) == 2
    received = take_homework(practice.store, sent, program="test")
    assert received.person.alias == "Anna"
    assert (len(received.new), received.twice, received.answers) == (2, 0, 4 + 1 + 1)
    assert practice.counts() == home.counts() == {"runs": 2, "ratings": 4, "pegs": 1, "diary": 1}
    pairs = zip(
        runs_of(home.store, home.person.id),
        runs_of(practice.store, practice.person.id),
        strict=True,
    )
    for there, here in pairs:
        assert recording_lines(home.store, there) == recording_lines(practice.store, here)
        for name in ("uid", "title", "finish", "duration_s", "start_utc", "utc_offset_s", "digest"):
            assert getattr(there, name) == getattr(here, name)
        values = [
            [(rating.moment, rating.scale, rating.value, rating.at_utc) for rating in ratings]
            for ratings in (
                ratings_of(home.store, home.person.id, run_id=there.id),
                ratings_of(practice.store, practice.person.id, run_id=here.id),
            )
        ]
        assert values[0] == values[1]
        assert len(values[0]) == 2
        assert opened(practice.store, here).beats.t_s.size > 0

    again = take_homework(practice.store, sent, program="test")
    assert (len(again.new), again.twice, again.answers) == (0, 2, 0)
    assert practice.counts() == home.counts()


def test_the_next_file_brings_only_what_is_new(practice, home, sent, recording):
    write_homework(home.store, home.person, sent)
    take_homework(practice.store, sent, program="test")
    home.practise(recording, 5)
    write_homework(home.store, home.person, sent)
    received = take_homework(practice.store, sent, program="test")
    assert (len(received.new), received.twice, received.answers) == (1, 2, 2)
    assert practice.counts() == home.counts()
    assert write_homework(home.store, home.person, sent, since=DAY + timedelta(days=4)) == 1


def test_a_day_begins_at_midnight_where_the_run_was(practice, home, sent):
    """Both runs began at 0:59 in the morning, when in UTC it still was the day before."""
    third_of_june = DAY + timedelta(days=3)
    assert write_homework(home.store, home.person, sent, since=third_of_june) == 1
    received = take_homework(practice.store, sent, program="test")
    assert [run.title for run in received.new] == ["Day 2"]
    assert received.answers == 2  # those of the run, and of no day before


def test_nobody_else_can_read_it(practice, home, sent, tmp_path):
    write_homework(home.store, home.person, sent)
    data = sent.read_bytes()
    assert is_sealed(sent)
    assert sent.stat().st_mode & 0o777 == 0o600
    # Long enough that none of them comes about by chance.
    for word in (b'"pain"', b'"heat"', b'"warm"', b"Polar", b"homework", b"PK\x03\x04\x14\x00"):
        assert word not in data
    with Store(tmp_path / "other.db") as store:
        other = Place(store, "Somebody")
        other.like(**with_secret({}))
        with pytest.raises(FileError, match="sealed for other records"):
            take_homework(store, sent, program="test")
        assert other.counts()["runs"] == 0


def test_the_key_tells_whose_it_is_among_many(practice, home, sent):
    for alias in ("Berta", "Carl"):
        somebody = add_person(practice.store, alias, START)
        change_person(practice.store, somebody, preferences=with_secret({}))
    write_homework(home.store, home.person, sent)
    assert take_homework(practice.store, sent, program="test").person.alias == "Anna"


@pytest.mark.parametrize("damage", [lambda d: d[:-40], lambda d: d[:300], lambda d: b"x" + d])
def test_a_damaged_file_leaves_nothing(practice, home, sent, damage):
    write_homework(home.store, home.person, sent)
    sent.write_bytes(damage(sent.read_bytes()))
    with pytest.raises(FileError):
        take_homework(practice.store, sent, program="test")
    assert practice.counts() == {"runs": 0, "ratings": 0, "pegs": 0, "diary": 0}


def test_without_a_plan_nothing_is_sealed(home, tmp_path):
    with pytest.raises(FileError, match="Take in the plan of your practice first"):
        write_homework(home.store, home.person, tmp_path / "out.age")
    assert not (tmp_path / "out.age").exists()


def test_the_secret_stays_and_goes_with_the_person(practice, sent, tmp_path):
    secret = practice.person.preferences[HOME_SECRET]
    file = tmp_path / "anna.zip"
    write_person_file(practice.store, practice.person, file)
    with zipfile.ZipFile(file) as archive:
        assert secret not in archive.read("person.json").decode()
    with zipfile.ZipFile(tmp_path / "anna.plan") as archive:
        told = json.loads(archive.read("plan.json"))
    assert told["return_to"].startswith("age1")
    assert secret not in json.dumps(told)
    erase_person(practice.store, practice.person)
    assert secret.encode() not in Path(practice.store.place).read_bytes()


def test_every_table_of_answers_travels():
    """A new table of a person's answers must be thought of here."""
    of_a_person = {
        table.name
        for table in Base.metadata.sorted_tables
        if "person_id" in table.columns and table.name not in ("run", "plan")
    }
    made_again = {"baseline", "own_pace"}  # of the recordings
    assert of_a_person - made_again == {"rating", "peg", "scale_total", "diary"}


def test_a_plan_with_a_broken_key_is_refused(tmp_path):
    write_plan(tmp_path / "p.plan", PLAN, "age1nothing")
    with pytest.raises(FileError, match="is no plan"):
        read_plan(tmp_path / "p.plan", tmp_path)
