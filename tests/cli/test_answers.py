"""`rate`, `peg`, `diary`, `plan` and `trend`, as typed."""

import argparse
from datetime import UTC, date, datetime, timedelta

import pytest

from biofeedback.cli import answers, weeks
from biofeedback.store.answers import pegs_of, ratings_of, totals_of
from biofeedback.store.database import Store
from biofeedback.store.diary import entries_of
from biofeedback.store.errors import NotInStore, TooCold
from biofeedback.store.models import Person, Run
from sessions.errors import SessionError

NOW = datetime(2026, 3, 18, 20, 15, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(answers, "_now", lambda: NOW)
    monkeypatch.setattr(weeks, "_today", lambda: TODAY)
    monkeypatch.setenv("COLUMNS", "140")


@pytest.fixture
def place(tmp_path):
    """Return a store with two people; Linden has four runs a week since nine weeks."""
    place = tmp_path / "records.db"
    with Store(place) as store, store.session() as session:
        for alias in ("Linden", "Birke"):
            session.add(Person(uid=alias, alias=alias, created_utc=NOW))
        session.flush()
        for n in range(36):
            session.add(
                Run(
                    uid=f"run{n:04}",
                    person_id=1,
                    session="paced-6-10min",
                    program="1",
                    start_utc=NOW - timedelta(days=7 * (n // 4) + n % 4, minutes=20),
                    finish="completed",
                    duration_s=600.0,
                )
            )
    return place


@pytest.fixture
def typed(place, capsys):
    """Return a function that performs a command and returns what it printed."""
    parser = argparse.ArgumentParser()
    answers.add_commands(parser.add_subparsers())

    def perform(*words):
        arguments = parser.parse_args([*map(str, words), "--store", str(place)])
        assert not arguments.perform(arguments)
        return capsys.readouterr().out

    return perform


def kept(place, read, *arguments):
    with Store(place) as store:
        return read(store, 1, *arguments)


def test_ratings_of_a_run_and_of_a_day(typed, place):
    assert typed("rate", "linden", "pain=6", "tension=4", "--before", "last") == "Noted.\n"
    typed("rate", "linden", "pain=5", "--after", "1")
    typed("rate", "linden", "pain=4", "--day", "2026-03-10", "--total", "PCS=21")
    told = [(r.moment, r.run_id, r.scale, r.value) for r in kept(place, ratings_of)]
    assert sorted(told, key=str) == [
        ("after", 1, "pain", 5),
        ("before", 1, "pain", 6),
        ("before", 1, "tension", 4),
        ("day", None, "pain", 4),
    ]
    [total] = kept(place, totals_of)
    assert (total.scale, total.total, total.day) == ("PCS", 21.0, date(2026, 3, 10))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["rate", "linden", "pian=4"], "there is no scale “pian”; did you mean pain?"),
        (["rate", "linden", "pain=11"], "must be a whole number from 0 to 10"),
        (["rate", "linden", "pain"], "must be a whole number from 0 to 10"),
        (["rate", "linden"], "say how you are, like pain=4"),
        (["rate", "linden", "--total", "PCS"], "must be a name and a number, like PCS=21"),
        (["rate", "linden", "pain=4", "--day", "monday"], "must be a day like 2026-05-31"),
        (["peg", "linden", "3", "4"], "PEG has three answers"),
        (["diary", "linden", "siting"], "does not know “siting”; did you mean sitting?"),
        (["plan", "linden", "--networks", "muscle"], "add --a-week N"),
    ],
)
def test_what_is_typed_wrong_is_told_in_one_sentence(typed, place, capsys, words, sentence):
    with pytest.raises(SystemExit) as caught:
        typed(*words)
    assert caught.value.code == 2
    assert sentence in " ".join(capsys.readouterr().err.split())
    assert kept(place, ratings_of) == []


def test_nobody_rates_the_run_of_another(typed):
    with pytest.raises(NotInStore, match="run 1 of Birke"):
        typed("rate", "birke", "pain=4", "--before", "1")
    with pytest.raises(NotInStore, match="run last of Birke"):
        typed("rate", "birke", "pain=4", "--before", "last")
    with pytest.raises(NotInStore, match="Ahorn"):
        typed("rate", "Ahorn", "pain=4")


def test_peg_is_kept_and_listed(typed, place):
    assert "Nothing has been answered yet" in typed("peg", "linden")
    out = typed("peg", "linden", "6", "7", "7")
    assert "2026-03-18" in out
    assert "6.7" in out
    typed("peg", "linden", "3", "3", "3", "--day", "2026-03-25")
    assert [p.day.day for p in kept(place, pegs_of)] == [18, 25]


def test_the_diary_notes_takes_back_and_offers(typed, place):
    assert typed("diary", "linden", "sitting", "heat", "--minutes", "20") == (
        "Long sitting: noted.\nHeat: noted.\n"
    )
    typed("diary", "linden", "--medicine", "ibuprofen 400", "--note", "in the evening")
    assert typed("diary", "linden", "sitting", "--take-back") == "Long sitting: taken back.\n"
    assert typed("diary", "linden", "sitting", "--take-back") == "Long sitting: was not noted.\n"
    with pytest.raises(TooCold, match="20 minutes at most"):
        typed("diary", "linden", "cold", "--minutes", "25")
    out = typed("diary", "linden")
    for words in (
        "Heat",
        "ibuprofen 400",
        "in the evening",
        "sitting",
        "acupuncture",
        "circulation",
    ):
        assert words in out
    assert [entry.what for entry in kept(place, entries_of, TODAY, TODAY)] == [
        "heat",
        "ibuprofen 400",
    ]


def test_a_plan_is_set_and_shown(typed, place):
    assert "There is no plan yet" in typed("plan", "linden")
    out = typed(
        *("plan", "linden", "--a-week", "4", "--from", "2026-01-19", "--until", "2026-04-19"),
        *("--sessions", "paced-6-10min,pmr-4-groups", "--networks", "nervous,muscle"),
        *("--booster", "2026-05-19"),
    )
    assert out == typed("plan", "linden")
    assert "pmr-4-groups" in out
    # Runs of this week: today, yesterday and Monday.
    assert "3 of 4 planned sessions this week. Days off are part of it." in out
    assert "Nothing is due today." in out
    with pytest.raises(SessionError, match="Did you mean 'muscle'"):
        typed("plan", "linden", "--a-week", "4", "--networks", "musle")


def test_the_trend_tells_weeks_finding_adherence_and_coverage(typed):
    typed("plan", "linden", "--a-week", "4", "--from", "2026-01-19", "--networks", "nervous,muscle")
    assert "Nothing has been answered yet." in typed("trend", "linden")
    for run in range(1, 4):
        typed("rate", "linden", "pain=5", "--before", run)
    assert "Too early to say: 3 of 5 sessions needed." in typed("trend", "linden")
    for run in range(1, 37):
        weeks_ago = (run - 1) // 4
        typed("rate", "linden", f"pain={min(3 + weeks_ago, 9)}", "tension=5", "--before", run)
    out = typed("trend", "linden", "--fuller")
    assert "Pain has come down clearly; tension is about the same." in out
    assert "Salaffi 2004" in out
    assert "2026-01-26" in out
    assert "4 of 4" in out
    assert "3 of 4" in out
    assert "of the sessions planned in the weeks that are over were done." in out
    assert "Body networks this week: nervous 3, circulation 3, psyche 3." in out
    assert "Still in the plan: muscle." in out


def test_each_command_has_help(typed, capsys):
    for command in ("rate", "peg", "diary", "plan", "trend"):
        with pytest.raises(SystemExit) as caught:
            typed(command, "--help")
        assert caught.value.code == 0
        assert "--store" in capsys.readouterr().out
