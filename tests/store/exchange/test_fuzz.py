"""Damaged and foreign files: read or refused in a sentence; never a crash, never half a run."""

import gzip
import tracemalloc
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from biofeedback.report.opened import opened
from biofeedback.store.database import Store
from biofeedback.store.exchange import FORMATS, table
from biofeedback.store.exchange.material import Material
from biofeedback.store.exchange.taking import read, take
from biofeedback.store.models import Base, Person
from biofeedback.store.runs import erase_run, recording_lines, recording_of
from devices import contents
from devices.errors import FileError
from devices.recording import record_line
from tests.devices.test_importers import HRM, KUBIOS, SELFLOOPS, VU_AMS
from tests.store.exchange.runs import START, lines_of

EXAMPLES = 300
SEED = 20260531


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("store") / "records.db") as store:
        yield store


@pytest.fixture(scope="module")
def person(store):
    with store.session() as session:
        somebody = Person(uid="5c0d" * 8, alias="Linden", created_utc=START)
        session.add(somebody)
    return somebody


@pytest.fixture(scope="module")
def files(exchanged):
    """Return real files of every kind that may be given to `import`."""
    material = exchanged.material
    lines = b"".join(material.lines.splitlines(keepends=True)[:150])
    return [
        lines,
        lines[: len(lines) // 2],
        gzip.compress(lines, mtime=0),
        *(FORMATS[what].encode(material) for what in ("kubios", "edf", "edf", "fhir", "zip")),
        *table.encode(material).values(),
        *(text.encode() for text in (HRM, KUBIOS, SELFLOOPS, VU_AMS)),
    ]


@st.composite
def damages(draw):
    """Return which file, and what becomes of it: steps, with places as shares of its length."""
    share, some = st.floats(0, 1), st.binary(max_size=40)
    steps = st.one_of(
        st.tuples(st.just("flip"), share, st.integers(1, 255)),
        st.tuples(st.just("cut"), share, share),
        st.tuples(st.just("end"), share, st.none()),
        st.tuples(st.just("put"), share, some),
        st.tuples(st.just("splice"), share, st.integers(0, 100)),
        st.tuples(st.just("again"), share, share),
    )
    return draw(st.integers(0, 100)), draw(st.lists(steps, max_size=4))


def damaged(files, damage):
    which, steps = damage
    data = files[which % len(files)]
    for step, share, what in steps:
        at = int(share * len(data))
        match step:
            case "flip":
                data = data[:at] + bytes(byte ^ what for byte in data[at : at + 1]) + data[at + 1 :]
            case "cut":
                data = data[:at] + data[max(at, int(what * len(data))) :]
            case "end":
                data = data[:at]
            case "put":
                data = data[:at] + what + data[at:]
            case "splice":
                other = files[what % len(files)]
                data = data[:at] + other[int(share * len(other)) :]
            case "again":
                data = data[:at] + data[min(at, int(what * len(data))) :]
    return data


def rows(store):
    """Count the rows of every table."""
    with store.session() as session:
        return {
            name: session.scalar(select(func.count()).select_from(made))
            for name, made in Base.metadata.tables.items()
        }


def check(store, person, path):
    """Give a file to the store; return the new run, None when it was refused."""
    before = rows(store)
    recording, refusal = None, ""
    try:
        recording = read(path)
    except FileError as error:
        refusal = str(error)
    if recording is None:
        assert str(path) in refusal
        assert "\n" not in refusal
        assert rows(store) == before
        return None
    taken = take(store, person, recording, program="test", utc_offset_s=0)
    assert taken.is_new
    assert rows(store)["run"] == before["run"] + 1
    assert recording_lines(store, taken.run) == lines_of(recording)
    kept = recording_of(store, taken.run).records
    assert list(map(record_line, kept)) == list(map(record_line, recording.records))
    assert not take(store, person, recording, program="test", utc_offset_s=0).is_new
    return taken.run


def material_of(store, run):
    found = opened(store, run)
    return Material(
        found.run,
        found.person,
        recording_lines(store, run),
        found.recording,
        found.beats,
        found.frames.columns,
        found.figures,
        found.ratings,
    )


def test_damaged_files(store, person, files, tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / "file"
    fates = {"kept": 0, "refused": 0}

    @seed(SEED)
    @settings(max_examples=EXAMPLES)
    @given(damages())
    def each(damage):
        path.write_bytes(damaged(files, damage))
        run = check(store, person, path)
        fates["kept" if run else "refused"] += 1
        if run:
            erase_run(store, run.id)

    each()
    print(f"{sum(fates.values())} damaged files: {fates}")
    assert min(fates.values()) > EXAMPLES / 10


@seed(SEED)
@settings(max_examples=100)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
        st.binary(max_size=100).map(gzip.compress),
        st.binary(max_size=300).map(
            lambda rest: b"0       ".ljust(168) + b"01.01.2600.00.00" + rest
        ),
        st.text("0123456789.,;\t\n -eE", max_size=80).map(str.encode),
    )
)
def test_foreign_files(store, person, tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "foreign"
    path.write_bytes(data)
    run = check(store, person, path)
    if run:
        erase_run(store, run.id)


def test_what_was_taken_can_be_handed_on(store, person, files, tmp_path_factory):
    """Whatever a damaged recording says, each format holds it or says in a sentence why not."""
    path = tmp_path_factory.mktemp("files") / "file"
    told = dict.fromkeys(FORMATS, 0)

    @seed(SEED)
    @settings(max_examples=40)
    @given(damages())
    def each(damage):
        path.write_bytes(damaged(files[:3], damage))
        run = check(store, person, path)
        if run is None:
            return
        material = material_of(store, run)
        for what, kind in FORMATS.items():
            with suppress(FileError):
                told[what] += bool(kind.encode(material))
        erase_run(store, run.id)

    each()
    print(told)
    assert told["recording"] >= told["edf"] > 5


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Polar H10 8C4CAD26", rb"\u0000\ud800 \u001b[31m"),
        (b'"program": "biofeedback 1.0"', b'"program": ""'),
        (b"2026-05-31T22:59:58.250000+00:00", b"0001-01-01T00:00:00+23:59"),
        (b"2026-05-31T22:59:58.250000+00:00", b"9999-12-31T23:59:59-23:59"),
        (b"2026-05-31T22:59:58.250000+00:00", b"1066-10-14T09:00:00"),
        (b"sat down", rb"\u0000\ud83d sat\u0015down\u0014"),
        (b'"session": "six"', b'"session": "../../\\u0000"'),
        (b'"session": "six"', b'"session": null'),
    ],
)
def test_odd_words_and_times(store, person, exchanged, tmp_path, old, new):
    lines = exchanged.material.lines.replace(old, new)
    assert lines != exchanged.material.lines
    (tmp_path / "run.jsonl").write_bytes(lines)
    run = check(store, person, tmp_path / "run.jsonl")
    try:
        material = material_of(store, run)
        assert all(kind.encode(material) for kind in FORMATS.values())
    finally:
        erase_run(store, run.id)


def test_a_file_that_unzips_to_too_much_is_refused_early(tmp_path, monkeypatch):
    monkeypatch.setattr(contents, "LARGEST_BYTES", 2**20)
    bomb = zlib.compressobj(9, wbits=31)
    data = b"".join(bomb.compress(bytes(2**20)) for _ in range(64)) + bomb.flush()
    (tmp_path / "bomb.gz").write_bytes(data)
    (tmp_path / "long.txt").write_bytes(b"800\n" * 2**19)
    tracemalloc.start()
    for name in ("bomb.gz", "long.txt"):
        with pytest.raises(FileError, match="larger than 1 MiB"):
            read(tmp_path / name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{len(data)} bytes would be 64 MiB; {peak / 2**20:.1f} MiB were used")
    assert peak < 4 * 2**20
