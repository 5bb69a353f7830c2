"""A file's recording taken into a store, once: all of it or nothing."""

from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from sqlalchemy import select

from biofeedback.store.database import Store
from biofeedback.store.models import Person, Run
from biofeedback.store.runs import import_recording
from devices.errors import FileError
from devices.importers import open_any
from devices.recording import Recording


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file.

    Attributes
    ----------
    run : Run
        The run that it is.
    is_new : bool
        False when the person had this recording already.
    also_of : tuple of str
        The aliases of others who have the same recording: one heart beats in one chest.
    """

    run: Run
    is_new: bool
    also_of: tuple[str, ...] = ()


def read(path: Path) -> Recording:
    """Read a file of any format there is an importer for.

    Raises
    ------
    FileError
        When it cannot be used, or tells nothing.
    """
    recording = open_any(path)
    if not recording.records:
        raise FileError(path, _("holds a head and nothing else"), _("Choose another file."))
    return recording


def take(
    store: Store, person: Person, recording: Recording, *, program: str, utc_offset_s: int
) -> Taken:
    """Keep a recording as a run of `person`; see `biofeedback.store.runs.import_recording`.

    Raises
    ------
    StoreError
        When it cannot be kept; the store is as it was.
    """
    run, is_new = import_recording(
        store, person.id, recording, program=program, utc_offset_s=utc_offset_s
    )
    others = (
        select(Person.alias)
        .join(Run, Run.person_id == Person.id)
        .where(Run.digest == run.digest, Person.id != person.id)
        .distinct()
        .order_by(Person.alias)
    )
    with store.session() as session:
        return Taken(run, is_new, tuple(session.scalars(others)))
