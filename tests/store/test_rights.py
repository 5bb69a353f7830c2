"""Rights: every forbidden action is tried by every role, by the app's way and round it.

The tables here are written by hand, from what each role is for: therapist, all clinical work;
assistant, starts sessions and sees today; administrator, users and backups.
"""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from biofeedback.report.keeper import Keeper
from biofeedback.report.opened import find
from biofeedback.store import answers, audit, errors, plans, runs, users
from biofeedback.store.grants import CLINICAL
from biofeedback.store.models import Run
from biofeedback.store.people import add_person, change_person, erase_person, find_person, people
from biofeedback.store.person_file import write_person_file
from biofeedback.store.recorder import Recorder
from biofeedback.store.rights import ALLOWED, Action, demand, may
from biofeedback.store.roles import Role
from devices.recording import Header, Recording
from devices.records import DeviceInfo, Marker

NOW = datetime(2026, 5, 31, 18, 30, tzinfo=UTC)
HEADER = Header(DeviceInfo("Strap"), NOW, "test", "paced-6-10min")
T, A, ADM = Role.THERAPIST, Role.ASSISTANT, Role.ADMINISTRATOR
WHO_MAY = {
    "today": {T, A},
    "start": {T, A},
    "open": {T},
    "change": {T},
    "import": {T},
    "export": {T},
    "erase": {T},
    "backup": {ADM},
    "restore": {ADM},
    "users": {ADM},
    "log": {ADM},
}


@pytest.fixture
def practice(practices, kind):
    """Return a practice with somebody new, who has a run that is over and every kind of words."""
    made = practices(kind)
    store, made.since = made.store, len(made.log())
    person = add_person(store, f"Linden {uuid4().hex}", NOW)
    run_id = runs.begin(store, person.id, HEADER)
    recorder = Recorder(store, run_id)
    recorder.write(Marker(1.0, "start"))
    recorder.close("completed", 60.0)
    figures = {("before", "rsa_bpm"): 4.0}
    runs.keep_derived(store, run_id, "test", derived={"beats": b"x"}, figures=figures)
    answers.rate(store, person.id, NOW, answers.AFTER, "pain", 6, run_id)
    answers.keep_peg(store, person.id, date(2026, 5, 31), pain=1, enjoyment=2, activity=3)
    plans.set_plan(store, person.id, start_on=date(2026, 5, 1), sessions_a_week=3, notes="n")
    made.person, made.run_id = person, run_id
    made.run = runs.find_run(store, str(run_id))
    return made


def _imports(store, practice, _folder):
    runs.import_recording(store, practice.person.id, Recording(HEADER, []), program="test")


def _plans(store, practice, _folder):
    plans.set_plan(store, practice.person.id, start_on=date(2026, 6, 1), sessions_a_week=2)


DONE = {
    "start": lambda store, practice, _: Keeper(store, practice.person),
    "open": lambda store, practice, _: find(store, practice.run),
    "change": _plans,
    "import": _imports,
    "export": lambda store, p, folder: write_person_file(store, p.person, folder / "all.zip"),
    "erase": lambda store, practice, _: runs.erase_run(store, practice.run_id),
    "users": lambda store, _practice, _folder: users.users(store),
}
"""How the app does it; the others have no other way than to ask for the right."""


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("action", sorted(WHO_MAY))
def test_by_the_apps_way(practice, role, action, tmp_path):
    may_do = role in WHO_MAY[action]
    do = DONE.get(action, lambda store, *_: demand(store, Action(action)))
    with practice.at_work(role) as store:
        assert may(store, Action(action)) is may_do
        if may_do:
            do(store, practice, tmp_path)
        else:
            sentence = (
                "This needs the administrator."
                if ADM in WHO_MAY[action]
                else ("This needs a therapist.")
            )
            with pytest.raises(errors.NotAllowed) as told:
                do(store, practice, tmp_path)
            assert str(told.value) == sentence
    refused = [found for found, _about in practice.refusals(role)]
    assert refused == ([] if may_do else [action])
    done = [e.action for e in practice.new() if e.role == role and e.outcome == audit.DONE]
    quiet = action in ("today", "change")
    assert done == ([action] if may_do and not quiet else [])
    if not may_do:
        assert runs.find_run(practice.store, str(practice.run_id))
        assert not list(tmp_path.glob("*.zip"))


def test_the_table_is_the_one_that_is_meant():
    assert {action.value: set(roles) for action, roles in ALLOWED.items()} == WHO_MAY


ROUND_IT = {
    "SELECT alias FROM person": {T, A},
    "SELECT sessions_a_week FROM plan": {T, A},
    "SELECT rate_per_min FROM own_pace": {T, A},
    "SELECT value FROM figure": {T, A},
    "SELECT start_utc FROM run": {T, A},
    "SELECT count(*) FROM run": {T, A},
    "SELECT name FROM person": {T},
    "SELECT notes FROM person": {T},
    "SELECT birth_year FROM person": {T},
    "SELECT notes FROM plan": {T},
    "SELECT notes FROM run": {T},
    "SELECT data FROM chunk": {T},
    "SELECT data FROM derived": {T},
    "SELECT value FROM rating": {T},
    "SELECT pain FROM peg": {T},
    "SELECT count(*) FROM peg": {T},
    "SELECT what FROM diary": {T},
    "SELECT total FROM scale_total": {T},
    "WITH run AS (SELECT data FROM chunk) SELECT data FROM run": {T},
    "SELECT (SELECT max(value) FROM rating) FROM person": {
        T,
    },
    "UPDATE person SET sensors = '[]'": {T, A},
    "UPDATE person SET alias = 'Eve'": {T},
    "UPDATE person SET notes = 'x'": {T},
    "UPDATE run SET notes = 'x'": {T},
    "UPDATE run SET finish = 'stopped'": {T},
    "UPDATE run SET digest = NULL": {T},
    "DELETE FROM chunk": {T},
    "DELETE FROM derived": {T},
    "DELETE FROM figure": {T},
    "DELETE FROM rating": {T},
    "DELETE FROM run": {T},
    "DELETE FROM person": {T},
    "INSERT INTO chunk SELECT id, 99, 0, 0, 0, '' FROM run": {T},
    "INSERT INTO peg SELECT id, '2026-01-01', 0, 0, 0 FROM person": {T},
    "SELECT who FROM audit": {ADM},
    "UPDATE audit SET who = 'eve'": set(),
    "DELETE FROM audit": set(),
    "DROP TABLE audit": set(),
    "DROP TABLE peg": set(),
    "ALTER TABLE person ADD COLUMN extra TEXT": set(),
    "CREATE TABLE mine (x INTEGER)": set(),
    "UPDATE alembic_version SET version_num = '0001'": set(),
    "INSERT INTO audit (seq, at_utc, who, role, action, about, outcome, digest)"
    " VALUES (1, '', 'eve', 'therapist', 'open', '', 'done', '')": set(),
}
"""Statements of somebody who goes round the app, and to whom they are open."""


@pytest.mark.parametrize("role", list(Role))
def test_round_the_app(practice, role):
    """All statements in one store: each is undone, so none helps or hinders the next."""
    tried = refused = 0
    with practice.at_work(role) as store:
        for statement, open_to in ROUND_IT.items():
            statement = _in_dialect(store, statement)
            before = len(practice_refusals(practice, role, store))
            if role in open_to:
                with pytest.raises(_Undone):
                    _do(store, statement)
                continue
            tried += 1
            with pytest.raises(errors.NotAllowed):
                _do(store, statement)
            after = practice_refusals(practice, role, store)
            assert len(after) == before + 1, statement
            assert after[-1][0] == audit.STORE
            refused += 1
    print(f"{role}: {tried} tried, {refused} refused and logged")
    assert find_person(practice.store, practice.person.alias)
    assert audit.verify(practice.log()).broken_at is None


def practice_refusals(practice, role, store):
    """Return the refusals so far; in a file, nobody's rights are in the way of this test's eyes."""
    user = store.user
    if store is practice.store:
        store.become(None)
    try:
        return practice.refusals(role)
    finally:
        if store is practice.store:
            store.become(user)


class _Undone(Exception):
    """What was allowed is not kept."""


def _do(store, statement):
    with store.session() as session:
        session.connection().exec_driver_sql(statement)
        raise _Undone


def _in_dialect(store, statement):
    if store.engine.dialect.name == "postgresql":
        statement = statement.replace("extra TEXT", "extra text").replace(
            "0, 0, 0, ''", "0, 0, 0, ''::bytea"
        )
        return statement.replace("'2026-01-01'", "DATE '2026-01-01'").replace("'[]'", "'[]'::json")
    return statement


FILE_TRICKS = (
    "PRAGMA writable_schema = ON",
    "PRAGMA foreign_keys = OFF",
    "ATTACH DATABASE ':memory:' AS other",
    "SELECT sqlcipher_export('main')",
    "SELECT sql FROM sqlite_master",
    "SELECT name FROM sqlite_temp_master",
    "DROP TRIGGER audit_no_DELETE",
    "CREATE TEMP TRIGGER mine BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END",
    "CREATE TEMP VIEW mine AS SELECT data FROM chunk",
    "PRAGMA rekey = 'x'",
    "VACUUM INTO '/tmp/never.db'",
)


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
@pytest.mark.parametrize("role", list(Role))
def test_below_sqlalchemy(practice, role):
    """The driver's own connection has the same bars, and the next word with the store is logged."""
    with practice.at_work(role) as store:
        connection = store.engine.raw_connection()
        for trick in FILE_TRICKS:
            with pytest.raises(Exception, match=r"authoriz|prohibited"):
                connection.driver_connection.execute(trick)
        connection.close()
    logged = practice.refusals(role)
    assert len(logged) == len(FILE_TRICKS)


def test_an_assistant_leads_a_session_and_a_therapist_finds_it_whole(practice):
    with practice.at_work(A) as store:
        linden = find_person(store, practice.person.alias)
        keeper = Keeper(store, linden)
        assert keeper.known.level
        run_id = runs.begin(store, linden.id, HEADER, title="Steady")
        recorder = Recorder(store, run_id)
        for second in range(5):
            recorder.write(Marker(float(second), "mark"))
        recorder.close("completed", 5.0)
        assert recorder.trouble is None
        figures = {("before", "rsa_bpm"): 4.5}
        for _again in range(2):
            runs.keep_derived(store, run_id, "test", derived={"beats": b"y"}, figures=figures)
        answers.rate(store, linden.id, NOW, answers.BEFORE, "pain", 5, run_id)
        answers.rate(store, linden.id, NOW, answers.BEFORE, "pain", 4, run_id)
        change_person(store, linden, sensors=["AA"])
    assert practice.refusals(A) == []
    with practice.at_work(T) as store:
        assert runs.close_interrupted(store) == []
        run = runs.find_run(store, str(run_id))
        assert run.digest is not None
        assert (run.finish, run.duration_s) == ("completed", 5.0)
        assert len(runs.recording_of(store, run).records) == 5
        assert [r.value for r in answers.ratings_of(store, practice.person.id, run_id=run_id)] == [
            4
        ]
    with practice.at_work(A) as store, pytest.raises(errors.NotAllowed):
        runs.keep_derived(store, run_id, "test", derived={"beats": b"z"}, figures=figures)
    assert practice.refusals(A)


def test_a_therapist_does_all_clinical_work(practice, tmp_path):
    with practice.at_work(T) as store:
        ash = add_person(store, f"Ash {uuid4().hex}", NOW, notes="of hers")
        change_person(store, ash, notes="more")
        for table in CLINICAL:
            with pytest.raises(_Undone):
                _do(store, f"SELECT * FROM {table}")
        write_person_file(store, practice.person, tmp_path / "all.zip")
        erase_person(store, practice.person)
        left = {person.id for person in people(store)}
        assert ash.id in left
        assert practice.person.id not in left
    assert practice.refusals(T) == []
    done = [(e.action, e.about) for e in practice.new() if e.role == T]
    assert done == [
        ("export", f"person {practice.person.id}"),
        ("erase", f"person {practice.person.id}"),
    ]


def test_what_is_hidden_from_an_assistant_is_not_loaded(practice):
    with practice.at_work(A) as store:
        linden = find_person(store, practice.person.alias)
        run = runs.find_run(store, str(practice.run_id))
        assert linden.alias == practice.person.alias
        assert isinstance(run, Run)
        for row in (linden, run):
            with pytest.raises(Exception, match="notes"):
                _ = row.notes
    assert practice.refusals(A) == []
