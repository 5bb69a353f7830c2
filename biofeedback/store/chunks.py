"""The records of a run in the store: lines of `devices.recording`, deflated, chunk after chunk.

While a run goes on, every commit adds a small chunk. Once it has ended, few large ones take their
place, which are smaller in all. The `seq` of a chunk tells the order, no more.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from biofeedback.store.errors import StoreDamaged
from biofeedback.store.models import Chunk, Run
from biofeedback.store.run_header import header_of
from devices.recording import Header, record_line
from devices.records import Record

PACKED_BYTES = 2**20
"""Lines of one large chunk; more would not make them smaller."""

LEVEL = 6
"""Of zlib. On the records of an H10 with ECG, 9 saves 6 % more and takes eight times as long."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines in a row, as one: when the first and the last came, how many, and the bytes."""

    from_s: float
    to_s: float
    records: int
    data: bytes


def piece_of(record: Record) -> Piece:
    """Return the one line of a record.

    Raises
    ------
    ValueError
        When its time is no number.
    """
    return Piece(record.t_s, record.t_s, 1, record_line(record))


def add_chunk(session: Session, run_id: int, seq: int, part: Sequence[Piece]) -> None:
    """Add some lines, at least one, as one chunk."""
    row = {
        "run_id": run_id,
        "seq": seq,
        "from_s": part[0].from_s,
        "to_s": part[-1].to_s,
        "records": sum(piece.records for piece in part),
        "data": zlib.compress(b"".join(piece.data for piece in part), LEVEL),
    }
    session.execute(insert(Chunk), [row])


def add_packed(session: Session, run_id: int, pieces: Iterable[Piece]) -> None:
    """Add all lines of a run, in few large chunks."""
    for seq, part in enumerate(_parted(pieces)):
        add_chunk(session, run_id, seq, part)


def pack(session: Session, run: Run) -> None:
    """Turn the small chunks of a run into large ones, and give it its digest.

    Raises
    ------
    StoreDamaged
        When a chunk cannot be read.
    """
    last = session.scalar(select(func.max(Chunk.seq)).where(Chunk.run_id == run.id))
    there = Chunk.run_id == run.id, Chunk.seq <= (-1 if last is None else last)
    pieces = list(_read(session, run, *there))
    run.digest = digest_of(header_of(run), pieces)
    # Not more than was read: on a server, a recorder that was given up may have come back.
    session.execute(delete(Chunk).where(*there))
    add_packed(session, run.id, pieces)


def read_pieces(session: Session, run: Run) -> Iterator[Piece]:
    """Return what is there of a run, chunk after chunk.

    Raises
    ------
    StoreDamaged
        When a chunk cannot be read.
    """
    return _read(session, run, Chunk.run_id == run.id)


def digest_of(header: Header, pieces: Iterable[Piece]) -> str:
    """Return the SHA-256 of the lines, and of the start: without records, runs differ in it."""
    start = header.start_utc
    digest = hashlib.sha256(b"" if start is None else start.isoformat().encode())
    for piece in pieces:
        digest.update(piece.data)
    return digest.hexdigest()


def _read(session: Session, run: Run, *which: ColumnElement[bool]) -> Iterator[Piece]:
    columns = (Chunk.from_s, Chunk.to_s, Chunk.records, Chunk.data)
    chosen = select(*columns).where(*which).order_by(Chunk.seq)
    for from_s, to_s, records, data in session.execute(chosen):
        try:
            yield Piece(from_s, to_s, records, zlib.decompress(data))
        except zlib.error as error:
            raise StoreDamaged(_("run {key}").format(key=run.id)) from error


def _parted(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    size = 0
    for piece in pieces:
        if part and size + len(piece.data) > PACKED_BYTES:
            yield part
            part, size = [], 0
        part.append(piece)
        size += len(piece.data)
    if part:
        yield part
