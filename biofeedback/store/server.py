"""The rights on a PostgreSQL server: every user is a role there, member of one of three groups.

1. The groups are named after the database (`records_therapist`), as roles are the whole server's.
   What they may is read off `biofeedback.store.grants`; `grant_all` may be done again at any time.
2. The owner of the tables is none of them, and is not to be worked with day by day: it can do
   everything but change the log, and that only as long as the log's triggers stand.
3. An administrator makes and drops roles by two functions that run with the owner's right to; so
   nobody needs that right, with which one could make oneself a therapist.
4. A passphrase never goes over the line: the server gets the SCRAM verifier that it keeps anyway.
"""

from typing import Any, Final

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from biofeedback.store.database import Store
from biofeedback.store.errors import (
    NoSuchUser,
    NotAServer,
    StoreUnreachable,
    UserTaken,
    WrongPassphrase,
)
from biofeedback.store.grants import GRANTS, OPEN_RUNS_ONLY, Grant
from biofeedback.store.place import written
from biofeedback.store.roles import Role, User

_LONGEST_DATABASE: Final = 63 - len("_administrator")
_TAKEN: Final = "42710"

_FUNCTIONS: Final = """
CREATE OR REPLACE FUNCTION {schema}.staff_add(who text, verifier text, kind text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF kind NOT IN ('therapist', 'assistant', 'administrator')
        OR verifier NOT LIKE 'SCRAM-SHA-256$%' THEN
        RAISE EXCEPTION 'no such role' USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L IN ROLE %I',
        who, verifier, current_database() || '_' || kind);
END $$;
CREATE OR REPLACE FUNCTION {schema}.staff_remove(who text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_auth_members AS m
        JOIN pg_roles AS whole ON whole.oid = m.roleid JOIN pg_roles AS one ON one.oid = m.member
        WHERE one.rolname = who AND whole.rolname = ANY (ARRAY[{groups}])) THEN
        RAISE EXCEPTION 'no such user' USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('DROP ROLE %I', who);
END $$;
CREATE OR REPLACE FUNCTION {schema}.staff_open_runs() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, {schema}, pg_temp AS $$
DECLARE
    digest text;
BEGIN
    IF TG_TABLE_NAME = 'run' THEN
        IF TG_OP = 'INSERT' THEN digest := NEW.digest; ELSE digest := OLD.digest; END IF;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT run.digest INTO digest FROM run WHERE run.id = OLD.run_id;
    ELSE
        SELECT run.digest INTO digest FROM run WHERE run.id = NEW.run_id;
    END IF;
    IF digest IS NOT NULL THEN
        RAISE EXCEPTION 'rows of open runs only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION {schema}.staff_add, {schema}.staff_remove FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {schema}.staff_add, {schema}.staff_remove TO {administrator};
REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {everybody};
REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC;
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {everybody};
GRANT USAGE ON SCHEMA {schema} TO {everybody};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {therapist}, {assistant};
"""
_TRIGGER: Final = """
CREATE OR REPLACE TRIGGER staff_open_runs BEFORE INSERT OR UPDATE OR DELETE ON {schema}.{table}
FOR EACH ROW WHEN ({schema}.staff_role() = 'assistant')
EXECUTE FUNCTION {schema}.staff_open_runs();
"""
_USERS: Final = text(
    "SELECT one.rolname, substr(whole.rolname, length(current_database()) + 2)"
    " FROM pg_auth_members AS m JOIN pg_roles AS whole ON whole.oid = m.roleid"
    " JOIN pg_roles AS one ON one.oid = m.member"
    " WHERE whole.rolname = ANY (:groups) ORDER BY 1"
)
_REFUSED: Final = ("password authentication failed", "no password supplied", "does not exist")
"""What PostgreSQL and libpq say then, in English: there is no code for it."""
_MAINTAIN_FROM: Final = 17
"""The version from which the right to VACUUM can be given away."""


def who_is_here(engine: Engine) -> User | None:
    """Return who a server knows us as; None for who is none of its users: its owner."""
    with engine.connect() as connection:
        name, role = connection.execute(text("SELECT session_user::text, staff_role()")).one()
    return User(name, Role(role)) if role else None


def grant_all(store: Store) -> None:
    """Make the three groups, and give each what it may; to be done by the owner.

    Raises
    ------
    StoreError
        NotAServer for a file; NotAllowed when it is not the owner, or may not make roles
        (CREATEROLE).
    """
    if not isinstance(store.place, URL):
        raise NotAServer(store.place)
    with store.session() as session:
        names = _names(session)
        for group in names["groups_plain"]:
            known = session.scalar(
                text("SELECT count(*) FROM pg_roles WHERE rolname = :group"), {"group": group}
            )
            if not known:
                _do(session, f"CREATE ROLE {_quoted(session, group)} NOLOGIN")
        words = {key: value for key, value in names.items() if isinstance(value, str)}
        triggers = (_TRIGGER.format(table=table, **words) for table in ("run", *OPEN_RUNS_ONLY))
        grants = (
            f"GRANT {right} ON {names['schema']}.{table} TO {names[role]};"
            for role, tables in GRANTS.items()
            for table, grant in tables.items()
            for right in _rights(grant)
        )
        _do(session, "\n".join((_FUNCTIONS.format(**words), *triggers, *grants)))
        _let_tidy_up(session, names)


def users(store: Store) -> list[User]:
    """Return the users of the store's database, by name."""
    with store.session() as session:
        found = session.execute(_USERS, {"groups": list(_names(session)["groups_plain"])})
        return [User(name, Role(role)) for name, role in found]


def add(store: Store, user: User, passphrase: str) -> None:
    """Make somebody a user.

    Raises
    ------
    StoreError
        UserTaken when the server has a role of this name; NotAllowed.
    """
    try:
        with store.session() as session:
            verifier = _verifier(session, user.name, passphrase)
            session.execute(
                text("SELECT staff_add(:who, :verifier, :kind)"),
                {"who": user.name, "verifier": verifier, "kind": user.role.value},
            )
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _TAKEN:
            raise
        raise UserTaken(user.name) from error


def remove(store: Store, name: str) -> None:
    """Let somebody be a user no longer.

    Raises
    ------
    StoreError
        NoSuchUser; NotAllowed.
    """
    if name not in {user.name for user in users(store)}:
        raise NoSuchUser(name)
    with store.session() as session:
        session.execute(text("SELECT staff_remove(:who)"), {"who": name})


def change_passphrase(store: Store, user: User, new: str) -> None:
    """Give oneself another passphrase: every role may do that for itself."""
    with store.session() as session:
        verifier = _verifier(session, user.name, new)
        _do(session, f"ALTER ROLE {_quoted(session, user.name)} PASSWORD '{verifier}'")


def enter(place: URL, name: str, passphrase: str) -> User:
    """Return who it is that a server lets in with this passphrase.

    Raises
    ------
    StoreError
        NoSuchUser when it lets somebody in who is none of the users; WrongPassphrase.
    """
    with as_user(place, name, passphrase) as store:
        if store.user is None:
            raise NoSuchUser(name)
        return store.user


def as_user(place: URL, name: str, passphrase: str) -> Store:
    """Open a store on a server as somebody.

    Raises
    ------
    StoreError
        WrongPassphrase, also for a name that the server does not know.
    """
    try:
        return Store(place.set(username=name, password=passphrase))
    except StoreUnreachable as error:
        if is_refused(error):
            raise WrongPassphrase(written(place)) from error
        raise


def is_refused(error: StoreUnreachable) -> bool:
    """Whether a server answers, and wants a name and a passphrase that are right."""
    told = str(error.__cause__)
    return any(words in told for words in _REFUSED)


def _names(session: Session) -> dict[str, Any]:
    """Return the names that stand in statements, quoted where they have to be."""
    database, schema = session.execute(
        text("SELECT current_database()::text, quote_ident(current_schema())")
    ).one()
    if len(database.encode()) > _LONGEST_DATABASE:
        raise ValueError(f"the name of the database is longer than {_LONGEST_DATABASE} bytes")
    groups = {role: f"{database}_{role.value}" for role in Role}
    quoted = {role.value: _quoted(session, group) for role, group in groups.items()}
    literals = (f"'{group.replace(chr(39), chr(39) * 2)}'" for group in groups.values())
    return {
        **quoted,
        "schema": schema,
        "database": _quoted(session, database),
        "everybody": ", ".join(quoted.values()),
        "groups": ", ".join(literals),
        "groups_plain": tuple(groups.values()),
    }


def _rights(grant: Grant) -> list[str]:
    """Return the rights of a grant as GRANT writes them."""
    told = {"SELECT": grant.reads, "INSERT": grant.inserts, "UPDATE": grant.updates}
    columns = [f"{right} ({', '.join(sorted(on))})" for right, on in told.items() if on]
    return [*columns, *(["DELETE"] if grant.deletes else [])]


def _let_tidy_up(session: Session, names: dict[str, Any]) -> None:
    """Let a therapist write the tables anew after an erasing, where a server can give that away."""
    version = session.scalar(text("SELECT current_setting('server_version_num')::int / 10000"))
    if version >= _MAINTAIN_FROM:
        for table in GRANTS[Role.THERAPIST]:
            _do(session, f"GRANT MAINTAIN ON {names['schema']}.{table} TO {names['therapist']}")


def _verifier(session: Session, name: str, passphrase: str) -> str:
    line: Any = session.connection().connection.driver_connection
    made: bytes = line.pgconn.encrypt_password(passphrase.encode(), name.encode(), b"scram-sha-256")
    return made.decode()


def _quoted(session: Session, name: str) -> str:
    return session.connection().dialect.identifier_preparer.quote_identifier(name)


def _do(session: Session, statement: str) -> None:
    connection: Connection = session.connection()
    connection.exec_driver_sql(statement.replace("%", "%%"))
