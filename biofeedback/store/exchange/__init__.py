"""A run for other programs: one small module a format, found by its name in `FORMATS`.

Each is a pure function of a `Material`; the way back is `devices.importers`. What is written is
health data and no longer encrypted: whoever calls `export` says so.
"""

import gzip
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from biofeedback.store.chunks import LEVEL
from biofeedback.store.exchange import archive, edf, fhir, kubios, table
from biofeedback.store.exchange.material import Material
from devices.atomic import write_beside, write_errors
from devices.errors import FileError

_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Format:
    """One way to hand a run on.

    Attributes
    ----------
    suffix : str
        How the file's name ends; empty for a folder.
    encode : callable
        (`Material`) -> the file's bytes, or for a folder those of its files by name. Raises a
        FileError when the run has nothing for this format.
    """

    suffix: str
    encode: Callable[[Material], bytes | Mapping[str, bytes]]


def _recording(material: Material) -> bytes:
    return material.lines


def _fhir(material: Material) -> bytes:
    run, person = material.run, material.person
    facts = (material.figures, material.ratings, person, material.named, material.spans)
    return fhir.bundle(run, *facts).encode()


def _zip(material: Material) -> bytes:
    files = {"recording.jsonl.gz": gzip.compress(material.lines, LEVEL, mtime=0)}
    files |= {f"tables/{name}": data for name, data in table.encode(material).items()}
    for name, encode in (("rr.txt", kubios.encode), ("run.edf", edf.encode), ("fhir.json", _fhir)):
        with suppress(FileError):  # there is nothing for this one
            files[name] = encode(material)
    return archive.pack(material, files)


RECORDING, FHIR = "recording", "fhir"
FORMATS: Mapping[str, Format] = {
    RECORDING: Format(".jsonl.gz", _recording),
    "csv": Format("", table.encode),
    "kubios": Format(".txt", kubios.encode),
    "edf": Format(".edf", edf.encode),
    FHIR: Format(".json", _fhir),
    "zip": Format(".zip", _zip),
}


def export(what: str, material: Material, path: Path) -> None:
    """Write a run to `path`, in the format `what`.

    A file takes the place of an older one; those of a folder appear one by one. See `write`.

    Raises
    ------
    FileError
        When the run has nothing for this format, or `path` cannot be written.
    """
    encoded = FORMATS[what].encode(material)
    if isinstance(encoded, bytes):
        write(path, encoded)
        return
    with write_errors(path):
        path.mkdir(exist_ok=True)
    for name, data in encoded.items():
        write(path / name, data)


def write(path: Path, data: bytes) -> None:
    """Write a file, gzip when its name ends with ``.gz``; it appears whole or not at all.

    Nobody but its owner may read it, until the owner says so.

    Raises
    ------
    FileError
        When it cannot be written.
    """
    if path.suffix == ".gz":
        data = gzip.compress(data, LEVEL, mtime=0)
    with write_beside(path) as file:
        Path(file.buffer.name).chmod(_OWNER_ONLY)
        file.buffer.write(data)
