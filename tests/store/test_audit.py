"""The log: who did what; it only grows, tells nothing of health, and shows what was done to it."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2 as sqlcipher

from biofeedback.store import audit, errors
from biofeedback.store.rights import Action, demand
from biofeedback.store.roles import Role
from tests.store.staff import Practice


@pytest.fixture
def practice(practices, kind):
    """Return a practice in which a therapist did five things, and was refused one."""
    return _worked(practices(kind))


@pytest.fixture
def own_practice(store, person):
    """Return one that no other test sees."""
    made = Practice(store)
    yield _worked(made)
    made.close()


def _worked(made):
    made.since = len(made.log())
    with made.at_work(Role.THERAPIST) as at_work:
        for number in range(5):
            demand(at_work, Action.OPEN, f"run {number}")
        with pytest.raises(errors.NotAllowed):
            demand(at_work, Action.BACK_UP)
    return made


def test_it_tells_who_did_what_and_when(practice):
    log = practice.log()[-6:]
    assert {(e.who, e.role) for e in log} == {(practice.name(Role.THERAPIST), "therapist")}
    assert [(e.action, e.about, e.outcome) for e in log] == [
        *(("open", f"run {number}", "done") for number in range(5)),
        ("backup", "", "refused"),
    ]
    assert [e.at_utc for e in log] == sorted(e.at_utc for e in log)


def test_its_chain_holds(practice):
    log = practice.log()
    assert [e.seq for e in log] == list(range(1, len(log) + 1))
    assert audit.verify(log) == audit.Verdict(len(log), None, log[-1].digest)
    assert audit.verify([]) == audit.Verdict(0, None, "")


CHANGES = {
    "a word": {"about": "run 9"},
    "who it was": {"who": "eve"},
    "when": {"at_utc": "2020-01-01T00:00:00.000000Z"},
    "as what": {"role": "assistant"},
    "a refusal": {"outcome": "refused"},
    "its digest": {"digest": "0" * 64},
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", ["plain"])
def test_each_fact_is_in_the_digest(practice, change):
    log = practice.log()
    log[2] = replace(log[2], **CHANGES[change])
    assert audit.verify(log).broken_at == 3


def test_a_change_from_outside_is_noticed_at_its_place(own_practice):
    changed = "UPDATE audit SET about = 'run 9' WHERE seq = 5"
    _as_one_who_owns_the_place(own_practice.store, [changed])
    assert audit.verify(own_practice.log()).broken_at == 5
    _as_one_who_owns_the_place(own_practice.store, ["DELETE FROM audit WHERE seq = 3"])
    assert audit.verify(own_practice.log()).broken_at == 3


def test_an_end_that_is_cut_off_shows_by_the_digest_that_was_noted(own_practice):
    head = audit.verify(own_practice.log()).head
    _as_one_who_owns_the_place(own_practice.store, ["DELETE FROM audit WHERE seq > 3"])
    verdict = audit.verify(own_practice.log())
    assert verdict.broken_at is None
    assert head not in {e.digest for e in own_practice.log()}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET about = 'nothing'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE outcome = 'refused'",
        "DROP TABLE audit",
        "REPLACE",
        "TRUNCATE",
    ],
)
def test_nobody_whom_it_watches_changes_it(practice, role, statement):
    on_server = practice.store.engine.dialect.name == "postgresql"
    if statement == "REPLACE":
        row = "SELECT seq, '', '', '', '', '', '', digest FROM audit"
        conflict = "INSERT INTO audit " + row + " ON CONFLICT (seq) DO UPDATE SET who = ''"
        statement = conflict if on_server else "REPLACE INTO audit " + row
    if statement == "TRUNCATE":
        statement = "TRUNCATE audit" if on_server else "DROP TRIGGER audit_no_DELETE"
    before = practice.log()
    with (
        practice.at_work(role) as store,
        pytest.raises(errors.NotAllowed),
        store.session() as session,
    ):
        session.execute(text(statement))
    after = practice.log()
    assert after[: len(before)] == before
    assert [(e.action, e.outcome) for e in after[len(before) :]] == [("store", "refused")]
    assert audit.verify(after).broken_at is None


def test_not_even_the_owner_changes_it_in_passing(practice):
    before = practice.log()
    for statement in ("UPDATE audit SET who = 'eve'", "DELETE FROM audit"):
        with pytest.raises(errors.NotAllowed), practice.store.session() as session:
            session.execute(text(statement))
    assert practice.log() == before


@pytest.mark.parametrize("role", list(Role))
def test_nobody_writes_in_anothers_name(practice, role):
    seq = len(practice.log()) + 1
    with practice.at_work(role) as store:
        if store.engine.dialect.name == "postgresql":
            with store.session() as session:
                session.execute(
                    text("INSERT INTO audit (action, about, outcome) VALUES ('a','','')")
                )
            assert practice.log()[-1].who == practice.name(role)
            return
        insert = "INSERT INTO audit VALUES (:seq, '', 'eve', :role, 'open', '', 'done', '')"
        with pytest.raises(errors.NotAllowed), store.session() as session:
            session.execute(text(insert), {"seq": seq, "role": role.value})
    assert "eve" not in {e.who for e in practice.log()}


def test_what_cannot_be_written_down_is_not_done(practice, monkeypatch):
    def full(*_):
        raise errors.DiskFull("here")

    with practice.at_work(Role.THERAPIST) as store:
        monkeypatch.setattr(audit, "write", full)
        with pytest.raises(errors.DiskFull):
            demand(store, Action.EXPORT, "run 1")


def test_a_session_begins_while_the_server_is_away_and_is_written_down_later(practice, monkeypatch):
    written = audit.write

    def away(*_):
        raise errors.StoreUnreachable("there")

    with practice.at_work(Role.ASSISTANT) as store:
        monkeypatch.setattr(audit, "write", away)
        demand(store, Action.START, "person 1")
        monkeypatch.setattr(audit, "write", written)
        demand(store, Action.START, "person 2")
    assert [e.about for e in practice.log()[-2:]] == ["person 2", "person 1"]


@pytest.mark.parametrize("kind", ["postgres"])
def test_several_rooms_write_one_chain(practice):
    """Two lines take turns; the server numbers what they write."""
    with (
        practice.at_work(Role.THERAPIST) as one,
        practice.at_work(Role.ASSISTANT) as other,
    ):
        for number in range(10):
            demand(one, Action.OPEN, f"run {number}")
            demand(other, Action.START, f"run {number}")
    verdict = audit.verify(practice.log())
    assert verdict.broken_at is None
    assert {e.who for e in practice.log()[-20:]} == {
        practice.name(Role.THERAPIST),
        practice.name(Role.ASSISTANT),
    }


def _as_one_who_owns_the_place(store, statements):
    """Change the log as somebody can who owns the file, or the whole server."""
    if store.engine.dialect.name == "postgresql":
        wanted = ["ALTER TABLE audit DISABLE TRIGGER ALL", *statements]
        with store.session() as session:
            for statement in wanted:
                session.execute(text(statement))
        return
    store.engine.dispose()
    connection = sqlcipher.connect(str(store.place), isolation_level=None)
    if store.key is not None:
        connection.execute(f'PRAGMA key = "{store.key.pragma}"')
    for what in ("UPDATE", "DELETE"):
        connection.execute(f"DROP TRIGGER IF EXISTS audit_no_{what}")
    for statement in statements:
        connection.execute(statement)
    connection.close()
