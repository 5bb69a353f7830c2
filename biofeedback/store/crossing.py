"""One run brought over from this computer to a server: nothing lost, nothing doubled.

1. A run is known on both sides by its uid. What is there of it is counted in records, and only the
   rest is added: who packs the run there meanwhile, another room that took it for interrupted,
   changes its chunks but not its records.
2. Each part is one transaction on the server, and it is removed here only after the last. Cut short
   anywhere, the next attempt finds what arrived, and goes on from there.
3. A run that was begun there and is gone was erased: it is removed here, too.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.orm import Session, load_only

from biofeedback.store.chunks import pack
from biofeedback.store.database import Store, told
from biofeedback.store.errors import NotAllowed, StoreInUse
from biofeedback.store.models import (
    DISCARDED,
    RUNNING,
    Base,
    Chunk,
    Derived,
    Figure,
    OwnPace,
    Person,
    Rating,
    RestingBaseline,
    Run,
)
from biofeedback.store.people import called
from biofeedback.store.presence import claim, disclaim, one_at_a_time

PART_CHUNKS = 64
"""Brought over at once at most, half a minute of a run; other runs have their turn in between."""

_BEGUN_THERE = "begun_there"
"""Among the options of a run here: the server has had it."""
_MADE_OF_IT = (Derived, Figure, RestingBaseline, OwnPace)


class Crossing:
    """The way of one run.

    Parameters
    ----------
    here : Store
        Where it is.
    run_id : int
        Its number here.

    Attributes
    ----------
    there_id : int or None
        Its number on the server, once it has one; None again when it was erased there.
    """

    def __init__(self, here: Store, run_id: int) -> None:
        self._here, self._run_id = here, run_id
        self.there_id: int | None = None
        self._line: Connection | None = None
        self._had = self._next_seq = 0

    def bring(self, line: Connection, *, goes_on: bool) -> bool:
        """Bring a part over; return whether the server has all there is.

        Once the run does not go on, `all` is its end and what was made of it as well.

        Parameters
        ----------
        line : Connection
            To the server, in no transaction; the run is claimed by it.
        goes_on : bool
            Whether it is still being recorded.

        Raises
        ------
        StoreInUse
            When another program has claimed it.
        """
        with self._here.session() as here:
            run = here.get(Run, self._run_id)
            if run is None:  # removed just now: all of it is there
                return True
            person = here.get_one(Person, run.person_id)
        with Session(line) as there, there.begin():
            known = select(Run.id).where(Run.uid == run.uid).with_for_update()
            there_id = there.scalar(known)
            if run.finish == DISCARDED or (there_id is None and _BEGUN_THERE in run.options):
                there.execute(delete(Run).where(Run.uid == run.uid))
                self.there_id = None
                return True
            if there_id is None:
                there_id = _begin(there, run, person)
            self._claim(line, there_id)
            arrived = self._add_part(there, there_id)
            if arrived and not goes_on:
                self._end(there, run, there_id)
        self._arrived_at(there_id, run)
        if arrived and not goes_on:
            _pack(line, run, there_id)
        return arrived

    def over(self, line: Connection) -> None:
        """Let others write to the run there: it has ended."""
        if self._line is line and self.there_id is not None:
            with line.begin():
                disclaim(line, self.there_id)
            self._line = None

    def remove(self) -> None:
        """Remove the run here."""
        with self._here.session() as here:
            here.execute(delete(Run).where(Run.id == self._run_id))

    def _claim(self, line: Connection, there_id: int) -> None:
        if self._line is not line and not claim(line, there_id):
            raise StoreInUse(self._run_id)  # another room closes it as interrupted just now
        self._line = line

    def _arrived_at(self, there_id: int, run: Run) -> None:
        self.there_id = there_id
        if _BEGUN_THERE not in run.options:
            with self._here.session() as here:
                kept = here.get_one(Run, self._run_id)
                kept.options = {**kept.options, _BEGUN_THERE: True}

    def _add_part(self, there: Session, there_id: int) -> bool:
        columns = func.coalesce(func.sum(Chunk.records), 0), func.max(Chunk.seq)
        has, seq = there.execute(select(*columns).where(Chunk.run_id == there_id)).one()
        part = self._part(has)
        seq = -1 if seq is None else seq
        rows = [
            values_of(chunk, run_id=there_id, seq=seq + number)
            for number, chunk in enumerate(part[:PART_CHUNKS], start=1)
        ]
        if rows:
            there.execute(insert(Chunk), rows)
        return len(part) <= PART_CHUNKS

    def _part(self, has: int) -> Sequence[Chunk]:
        """Return the chunks after so many records: one more than a part, when there are more."""
        ours = Chunk.run_id == self._run_id
        with self._here.session() as here:
            if has < self._had:  # the server was set back to what a backup holds
                self._had = self._next_seq = 0
            counts = select(Chunk.seq, Chunk.records).where(ours, Chunk.seq >= self._next_seq)
            for seq, records in here.execute(counts.order_by(Chunk.seq)):
                if self._had + records > has:
                    break
                self._had, self._next_seq = self._had + records, seq + 1
            rest = select(Chunk).where(ours, Chunk.seq >= self._next_seq).order_by(Chunk.seq)
            return here.scalars(rest.limit(PART_CHUNKS + 1)).all()

    def _end(self, there: Session, run: Run, there_id: int) -> None:
        """Say how it ended, replace what was made of it, and add what was said of it."""
        whose = select(Run.person_id).where(Run.id == there_id).scalar_subquery()
        ids = {"run_id": there_id, "person_id": there.scalar(select(whose))}
        with self._here.session() as here:
            for table in _MADE_OF_IT:
                there.execute(delete(table).where(table.run_id == there_id))
                for row in here.scalars(select(table).where(table.run_id == run.id)):
                    there.execute(insert(table), [values_of(row, **ids)])
            for said in here.scalars(select(Rating).where(Rating.run_id == run.id)):
                same = (Rating.moment == said.moment, Rating.scale == said.scale)
                there.execute(delete(Rating).where(Rating.run_id == there_id, *same))
                there.execute(insert(Rating), [values_of(said, **ids)])
        told = {"finish": run.finish, "duration_s": run.duration_s}
        there.execute(update(Run).where(Run.id == there_id).values(told))


def _begin(there: Session, run: Run, person: Person) -> int:
    options = {name: value for name, value in run.options.items() if name != _BEGUN_THERE}
    whose = person_there(there, person)
    target = Run(**values_of(run, person_id=whose, finish=RUNNING, options=options))
    there.add(target)
    there.flush()
    return target.id


def _pack(line: Connection, run: Run, there_id: int) -> None:
    """Do what an assistant may not; the next who may, does it when opening the records."""
    with suppress(NotAllowed), told(line.engine.url), Session(line) as there, there.begin():
        target = there.get_one(Run, there_id, with_for_update=True)
        target.notes = run.notes or target.notes
        pack(there, target)


def person_there(there: Session, person: Person) -> int:
    """Return whose run it is there: by uid, else by alias, else somebody who is new there."""
    known = there.scalar(select(Person.id).where(Person.uid == person.uid))
    if known is not None:
        return known
    one_at_a_time(there)
    by_alias = select(Person).options(load_only(Person.alias)).order_by(Person.id)
    if named := called(there.scalars(by_alias).all(), person.alias):
        return named[0].id
    somebody = Person(**values_of(person))
    there.add(somebody)
    there.flush()
    return somebody.id


def values_of(row: Base, **others: Any) -> dict[str, Any]:
    """Return the values of a row without its number, some of them replaced."""
    names = [column.name for column in row.__table__.columns if column.name != "id"]
    return {name: others.get(name, getattr(row, name)) for name in names}
