"""The table of the log: beside those of people's records, as it belongs to nobody among them.

So whatever goes over "all tables of a person" (everything for somebody who asks, erasing) does not
meet it. Times are texts here: they are part of what the digest is made of.
"""

from sqlalchemy import Column, Integer, MetaData, String, Table

from biofeedback.store.models import Base

STAFF = MetaData(naming_convention=Base.metadata.naming_convention)

LOG = Table(
    "audit",
    STAFF,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at_utc", String, nullable=False),
    Column("who", String, nullable=False),
    Column("role", String, nullable=False),
    Column("action", String, nullable=False),
    Column("about", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("digest", String, nullable=False),
)
