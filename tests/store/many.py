"""Years of runs, as rows only: what lists and trends are made of, without the records.

Four people breathe once a day each, from Monday 2018-01-01 on.
"""

import math
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import insert

from biofeedback.store.models import Figure, Person, Rating, RestingBaseline, Run

FIRST = datetime(2018, 1, 1, 0, 30, tzinfo=UTC)
PEOPLE = 4
SCALES = ("pain", "tension")
MOMENTS = ("before", "after")
PARTS = ("before", "during", "after")
FIGURES = ("mean_hr", "mean_nn", "rmssd", "sdnn", "rsa_bpm", "coherence", "artifact_pct", "score")


def fill(store, runs, names=FIGURES):
    """Put in runs of 20 minutes, for each person in turn; return the people."""
    everybody = [Person(uid=f"p{i}", alias=f"P{i}", created_utc=FIRST) for i in range(PEOPLE)]
    with store.session() as session:
        session.add_all(everybody)
        session.flush()
        ids = [everybody[i % PEOPLE].id for i in range(runs)]
        for table, rows in (
            (Run, map(_run, range(runs), ids)),
            (RestingBaseline, map(_baseline, range(runs), ids)),
            (Rating, (row for i in range(runs) for row in _ratings(i, ids[i]))),
            (Figure, (row for i in range(runs) for row in _figures(i, names))),
        ):
            session.execute(insert(table), list(rows))
    return everybody


def start(i):
    """Return when run `i` began."""
    return FIRST + timedelta(days=i // PEOPLE, hours=6 * (i % PEOPLE))


def rmssd_ms(i):
    """Return what run `i` measured at rest: the same all week, a bit more the next."""
    return 20.0 + i // PEOPLE // 7 / 100


def rating(i, moment, scale):
    """Return a rating of run `i`."""
    return (i // PEOPLE + len(moment) + len(scale)) % 11


def value(i, part, name):
    """Return a figure of run `i`; any will do, but it tells where it comes from."""
    return i + len(part) / 10 + len(name) / 1000


def _run(i, person_id):
    return {
        "id": i + 1,
        "uid": UUID(int=i).hex,
        "person_id": person_id,
        "session": "calm-20",
        "program": "biofeedback 0.1.0",
        "start_utc": start(i),
        "utc_offset_s": 3600,
        "finish": "completed",
        "title": "Twenty calm minutes",
        "duration_s": 1200.0,
        "device_name": "Polar H10 12345678",
        "device_address": "A0:9E:1A:00:00:01",
        "device_model": "H10",
        "device_firmware": "5.0.0",
        "skipped": [],
        "options": {"language": "de"},
        "digest": f"{i:064x}",
        "notes": "",
    }


def _baseline(i, person_id):
    ln_rmssd = math.log(rmssd_ms(i))
    row = {"ln_rmssd": ln_rmssd, "mean_nn_ms": 900.0, "ln_rsa_ms": 4.0}
    return {"run_id": i + 1, "person_id": person_id, **row}


def _ratings(i, person_id):
    for moment in MOMENTS:
        for scale in SCALES:
            row = {"moment": moment, "scale": scale, "value": rating(i, moment, scale)}
            yield {"person_id": person_id, "run_id": i + 1, "at_utc": start(i), **row}


def _figures(i, names):
    for part in PARTS:
        for name in names:
            row = {"part": part, "name": name, "value": value(i, part, name)}
            yield {"run_id": i + 1, "program": "biofeedback 0.1.0", **row}
