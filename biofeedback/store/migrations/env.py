"""How Alembic runs our migrations: on the connection that is already open.

A migration stands by itself: it knows columns, not our models, which will have moved on.
"""

from alembic import context

from biofeedback.store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=lambda kind, item, _: (
        "sa.DateTime()" if kind == "type" and type(item).__name__ == "UtcTime" else False
    ),
)
with context.begin_transaction():
    context.run_migrations()
