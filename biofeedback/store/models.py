"""What is kept: people, their runs, what the runs brought, and what people say themselves.

1. Raw records are the truth of a run (`Chunk`); beats, frames and figures are made of them and can
   be made again (`Derived`, `Figure`), so they name the program version that made them.
2. A person is an alias. A real name is possible and never needed.
3. Times are UTC; the day a person lived is told by the run's `utc_offset_s`, or is a plain date.
4. Who goes takes everything along: all rows hang on the person by ON DELETE CASCADE.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, Float, ForeignKey, Index, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column
from sqlalchemy.types import TypeDecorator

SCHEMA = "0002"
"""The newest migration; a test compares it with `migrations/versions`."""

RUNNING, INTERRUPTED, IMPORTED = "running", "interrupted", "imported"
"""How a run stands, besides the values of `biofeedback.live.runner.Finish`."""
DISCARDED = "discarded"
"""A run that waits here to be brought over, and is wanted nowhere any more."""


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC in every database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return naive UTC; a naive value is an error of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be kept")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(MappedAsDataclass, DeclarativeBase):
    """All tables; constraints carry names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy
        datetime: UtcTime,
        Mapping[str, Any]: JSON,
        Sequence[str]: JSON,
        float: Float(53),
    }


def _of(table: str, **options: Any) -> Any:
    return mapped_column(ForeignKey(f"{table}.id", ondelete="CASCADE"), **options)


class Person(Base, kw_only=True):
    """Somebody who breathes with us. `preferences` and `screening` are the app's own words."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    uid: Mapped[str] = mapped_column(unique=True)
    alias: Mapped[str]
    created_utc: Mapped[datetime]
    name: Mapped[str] = mapped_column(default="")
    birth_year: Mapped[int | None] = mapped_column(default=None)
    sensors: Mapped[Sequence[str]] = mapped_column(default_factory=list)
    """Addresses of the straps this person wears, the newest first."""
    notes: Mapped[str] = mapped_column(default="")
    consent_on: Mapped[date | None] = mapped_column(default=None)
    screening: Mapped[Mapping[str, Any]] = mapped_column(default_factory=dict)
    preferences: Mapped[Mapping[str, Any]] = mapped_column(default_factory=dict)


class Run(Base, kw_only=True):
    """One occasion of a session."""

    __tablename__ = "run"
    __table_args__ = (Index("ix_run_of_person", "person_id", "start_utc"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    uid: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = _of("person")
    session: Mapped[str]
    program: Mapped[str]
    start_utc: Mapped[datetime | None]
    utc_offset_s: Mapped[int] = mapped_column(default=0)
    finish: Mapped[str] = mapped_column(default=RUNNING)
    title: Mapped[str] = mapped_column(default="")
    duration_s: Mapped[float] = mapped_column(default=0.0)
    device_name: Mapped[str] = mapped_column(default="")
    device_address: Mapped[str] = mapped_column(default="")
    device_model: Mapped[str] = mapped_column(default="")
    device_firmware: Mapped[str] = mapped_column(default="")
    skipped: Mapped[Sequence[str]] = mapped_column(default_factory=list)
    """Parts of the body that were left out of the session."""
    options: Mapped[Mapping[str, Any]] = mapped_column(default_factory=dict)
    """What else shaped the run: language, reading, level of the feedback."""
    digest: Mapped[str | None] = mapped_column(default=None, index=True)
    """SHA-256 of the recording's lines once it is whole; nothing is imported twice."""
    notes: Mapped[str] = mapped_column(default="")

    @property
    def local_start(self) -> datetime | None:
        """When it began, on the clock on the wall there; None when nobody knows."""
        if self.start_utc is None:
            return None
        return self.start_utc + timedelta(seconds=self.utc_offset_s)


class Chunk(Base, kw_only=True):
    """Some records of a run: lines of `devices.recording`, deflated, in the order of `seq`."""

    __tablename__ = "chunk"

    run_id: Mapped[int] = _of("run", primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    from_s: Mapped[float]
    to_s: Mapped[float]
    records: Mapped[int]
    data: Mapped[bytes]


class Derived(Base, kw_only=True):
    """What was made of a run's records, by kind (`beats`, `frames`), as bytes."""

    __tablename__ = "derived"

    run_id: Mapped[int] = _of("run", primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    program: Mapped[str]
    data: Mapped[bytes]


class Figure(Base, kw_only=True):
    """One figure of one part of a run: `before`, `during`, `after` or `whole`."""

    __tablename__ = "figure"

    run_id: Mapped[int] = _of("run", primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[float]
    program: Mapped[str]


class RestingBaseline(Base, kw_only=True):
    """What was measured at rest, breathing freely; see `biofeedback.hrv.baseline`."""

    __tablename__ = "baseline"

    run_id: Mapped[int] = _of("run", primary_key=True)
    person_id: Mapped[int] = _of("person", index=True)
    ln_rmssd: Mapped[float]
    mean_nn_ms: Mapped[float]
    ln_rsa_ms: Mapped[float]


class OwnPace(Base, kw_only=True):
    """A person's own rate, as one assessment told it; see `biofeedback.report.resonance`."""

    __tablename__ = "own_pace"

    run_id: Mapped[int] = _of("run", primary_key=True)
    person_id: Mapped[int] = _of("person", index=True)
    rate_per_min: Mapped[float]
    low_per_min: Mapped[float]
    high_per_min: Mapped[float]
    certainty: Mapped[str]
    sliding: Mapped[bool]


class Rating(Base, kw_only=True):
    """A number from 0 to 10 that a person gave: `before` or `after` a run, or for the `day`."""

    __tablename__ = "rating"
    __table_args__ = (
        CheckConstraint("value BETWEEN 0 AND 10", name="range"),
        Index("ix_rating_of_person", "person_id", "scale", "at_utc"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = _of("person")
    run_id: Mapped[int | None] = _of("run", index=True, default=None)
    at_utc: Mapped[datetime]
    moment: Mapped[str]
    scale: Mapped[str]
    value: Mapped[int]


class Peg(Base, kw_only=True):
    """The three items of PEG for the week that ends on `day`, 0 to 10 (Krebs 2009)."""

    __tablename__ = "peg"
    __table_args__ = (
        CheckConstraint(
            "pain BETWEEN 0 AND 10 AND enjoyment BETWEEN 0 AND 10 AND activity BETWEEN 0 AND 10",
            name="range",
        ),
    )

    person_id: Mapped[int] = _of("person", primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    pain: Mapped[int]
    enjoyment: Mapped[int]
    activity: Mapped[int]


class ScaleTotal(Base, kw_only=True):
    """The total of a questionnaire that was filled in elsewhere; its items are not ours to show."""

    __tablename__ = "scale_total"

    person_id: Mapped[int] = _of("person", primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    scale: Mapped[str] = mapped_column(primary_key=True)
    total: Mapped[float]


class DiaryEntry(Base, kw_only=True):
    """A trigger, a therapy or a medicine on a day; `what` is an id of `store.diary`, or free."""

    __tablename__ = "diary"
    __table_args__ = (Index("ix_diary_of_person", "person_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = _of("person")
    day: Mapped[date]
    at_utc: Mapped[datetime]
    kind: Mapped[str]
    what: Mapped[str]
    minutes: Mapped[float | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")


class Plan(Base, kw_only=True):
    """What was agreed upon: how often, which sessions, which networks, when to come again."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = _of("person", index=True)
    start_on: Mapped[date]
    sessions_a_week: Mapped[int]
    end_on: Mapped[date | None] = mapped_column(default=None)
    sessions: Mapped[Sequence[str]] = mapped_column(default_factory=list)
    """Names of sessions, in the order in which they are offered."""
    networks: Mapped[Sequence[str]] = mapped_column(default_factory=list)
    """Body networks to be covered each week: nervous, muscle, circulation, immune, psyche."""
    boosters: Mapped[Sequence[str]] = mapped_column(default_factory=list)
    """ISO dates of booster sessions after the end."""
    notes: Mapped[str] = mapped_column(default="")
