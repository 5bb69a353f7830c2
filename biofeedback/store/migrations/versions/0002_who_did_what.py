"""The log of who did what: it grows by whole entries, and nobody changes it.

In a file, triggers refuse changes, whoever asks. A server writes number, time, user, role and
digest itself, so nobody can speak for somebody else; see `biofeedback.store.audit` for the digest.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_REFUSE_IN_FILE = """
CREATE TRIGGER audit_no_{what} BEFORE {what} ON audit
BEGIN SELECT RAISE(ABORT, 'barred: the log is not changed'); END
"""
_ROLE = """
CREATE FUNCTION {schema}.staff_role() RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(min(kind), '') FROM unnest(ARRAY['therapist', 'assistant', 'administrator'])
    AS kind WHERE EXISTS (
        SELECT FROM pg_auth_members AS m
        JOIN pg_roles AS whole ON whole.oid = m.roleid
        JOIN pg_roles AS one ON one.oid = m.member
        WHERE whole.rolname = current_database() || '_' || kind AND one.rolname = session_user)
$$
"""
_ENTRY = """
CREATE FUNCTION {schema}.audit_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, {schema}, pg_temp AS $$
DECLARE
    last record;
BEGIN
    PERFORM pg_advisory_xact_lock(20250612);
    SELECT seq, digest INTO last FROM {schema}.audit ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(last.seq, 0) + 1;
    NEW.at_utc := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
    NEW.who := session_user;
    NEW.role := {schema}.staff_role();
    NEW.digest := encode(sha256(convert_to(
        coalesce(last.digest, '') || E'\\n' || concat_ws(E'\\x1f', NEW.seq::text, NEW.at_utc,
        NEW.who, NEW.role, NEW.action, NEW.about, NEW.outcome), 'UTF8')), 'hex');
    RETURN NEW;
END $$
"""
_STAYS = """
CREATE FUNCTION {schema}.audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is not changed' USING ERRCODE = 'insufficient_privilege';
END $$
"""


def upgrade() -> None:
    """Bring the tables on."""
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at_utc", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        _on_server(connection)
        return
    for what in ("UPDATE", "DELETE"):
        op.execute(_REFUSE_IN_FILE.format(what=what))


def _on_server(connection: sa.Connection) -> None:
    found = connection.scalar(sa.text("SELECT quote_ident(current_schema())"))
    for made in (_ROLE, _ENTRY, _STAYS):
        connection.exec_driver_sql(made.format(schema=found))
    connection.exec_driver_sql(
        "CREATE TRIGGER audit_entry BEFORE INSERT ON audit"
        " FOR EACH ROW EXECUTE FUNCTION audit_entry()"
    )
    connection.exec_driver_sql(
        "CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_stays()"
    )
