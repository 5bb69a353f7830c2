"""Everything that is kept of one person, as a file to take home: the right to access.

The zip holds all rows in one JSON text, every run's recording as it came in, what was made of the
recordings, and a few plain sentences that say what is what. It is not encrypted, so nobody but its
owner may read it.
"""

import gzip
import json
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from biofeedback.store.chunks import LEVEL
from biofeedback.store.database import Store
from biofeedback.store.models import Person, Run
from biofeedback.store.people import everything_of
from biofeedback.store.rights import Action, demand
from biofeedback.store.runs import derived_of, recording_lines, runs_of
from biofeedback.store.steps import Step, untold
from devices.atomic import write_beside

_OWNER_ONLY = 0o600


def write_person_file(store: Store, person: Person, path: Path, step: Step = untold) -> None:
    """Write everything that is kept of a person as a zip; a run is a `step`.

    Raises
    ------
    FileError
        When the file cannot be written.
    StoreError
        When the records cannot be read.
    """
    demand(store, Action.EXPORT, f"person {person.id}")
    with write_beside(path) as file:
        Path(file.buffer.name).chmod(_OWNER_ONLY)
        with ZipFile(file.buffer, "w") as archive:
            for name, data in _contents(store, person, step):
                packed = name.endswith(".gz")
                kind = ZIP_STORED if packed else ZIP_DEFLATED
                archive.writestr(
                    ZipInfo(name), data, kind
                )  # an entry of no date: same in, same out


def _contents(store: Store, person: Person, step: Step) -> Iterator[tuple[str, bytes]]:
    runs = runs_of(store, person.id)
    step(0, len(runs))
    rows = json.dumps(everything_of(store, person), ensure_ascii=False, indent=1)
    yield "README.txt", _readme(person).encode()
    yield "person.json", rows.encode()
    for done, run in enumerate(runs):
        step(done, len(runs))
        name = f"runs/{_name(run)}"
        yield f"{name}.jsonl.gz", gzip.compress(recording_lines(store, run), LEVEL, mtime=0)
        for kind, data in derived_of(store, run.id).items():
            yield f"{name}.{kind}", data


def _name(run: Run) -> str:
    day = f"-{run.start_utc:%Y-%m-%d}" if run.start_utc else ""
    return f"{run.id}{day}"


def _readme(person: Person) -> str:
    return _(
        "This is everything that is kept about {alias}.\n"
        "\n"
        "person.json\n"
        "    What was written down, as a text that any editor opens: who the person is, the\n"
        "    runs, their figures, the answers before and after, the diary and the plan.\n"
        "runs/NUMBER-DAY.jsonl.gz\n"
        "    The recording of each run, just as the strap sent it. `biofeedback import FILE`\n"
        "    reads it. Unpacked, it is a text, one line for each message of the strap.\n"
        "runs/NUMBER-DAY.beats, .frames and the like\n"
        "    What was worked out from the recording. It can be worked out again at any time.\n"
        "\n"
        "These files are not encrypted. Keep them where only you can read them.\n"
    ).format(alias=person.alias)
