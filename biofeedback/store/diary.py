"""The diary: what weighed on a day, what a person did for themselves, what medicine they took.

One tap notes, a second takes back: a thing is noted once a day. Most things are known here, with
the body networks they work on; anything else may be noted under a free name and covers none.
Medicine is kept to see whether less is needed; none is ever advised.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Delete, delete, func, select

from biofeedback.store.database import Store
from biofeedback.store.errors import TooCold
from biofeedback.store.models import DiaryEntry
from devices.errors import marked
from sessions.blocks import LONGEST_COLD_S, Timer

TRIGGER, THERAPY, MEDICINE = "trigger", "therapy", "medicine"
KINDS = (TRIGGER, THERAPY, MEDICINE)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that may be noted.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    id : str
        As it is kept.
    label : str
        What its button says.
    networks : tuple of str
        The body networks it works on.
    timer : Timer or None
        Heat and cold offer one.
    """

    kind: str
    id: str
    label: str
    networks: tuple[str, ...] = ()
    timer: Timer | None = None


def _therapy(name: str, label: str, networks: str, timer: Timer | None = None) -> Thing:
    return Thing(THERAPY, name, label, tuple(networks.split()), timer)


THINGS = (
    Thing(TRIGGER, "sitting", marked("Long sitting")),
    Thing(TRIGGER, "sleep", marked("Poor sleep")),
    Thing(TRIGGER, "stress", marked("Stress")),
    Thing(TRIGGER, "posture", marked("Posture")),
    Thing(TRIGGER, "lifting", marked("Heavy lifting")),
    Thing(TRIGGER, "sport", marked("Sport")),
    Thing(TRIGGER, "mood", marked("Low mood")),
    Thing(TRIGGER, "inflammation", marked("A cold or fever")),
    Thing(TRIGGER, "repetition", marked("The same movement again and again")),
    Thing(TRIGGER, "injury", marked("An injury")),
    Thing(TRIGGER, "bullying", marked("Bullying")),
    Thing(TRIGGER, "weight", marked("Body weight")),
    Thing(TRIGGER, "age", marked("Feeling my age")),
    _therapy("heat", marked("Heat"), "circulation muscle", Timer.HEAT),
    _therapy("exercise", marked("Walk or exercise"), "muscle circulation"),
    _therapy("stretching", marked("Stretching"), "muscle circulation"),
    _therapy("physiotherapy", marked("Physiotherapy"), "muscle circulation"),
    _therapy("massage", marked("Massage"), "nervous muscle circulation"),
    _therapy("cold", marked("Cold pack"), "circulation immune", Timer.COLD),
    _therapy("yoga", marked("Yoga"), "psyche muscle nervous"),
    _therapy("strengthening", marked("Strength exercises"), "muscle circulation"),
    _therapy("awareness", marked("Posture lesson"), "muscle circulation"),
    _therapy("menthol", marked("Menthol gel"), "circulation nervous"),
    _therapy("nutrition", marked("Food that does me good"), "immune circulation"),
    _therapy("tens", marked("TENS"), "muscle"),
    _therapy("microcurrent", marked("Microcurrent"), "nervous"),
    _therapy("acupuncture", marked("Acupuncture"), "nervous muscle circulation"),
    _therapy("manipulation", marked("Spinal manipulation"), "nervous muscle circulation"),
    _therapy("sauna", marked("Infrared sauna"), "nervous immune"),
    Thing(MEDICINE, "medicine", marked("Medicine taken")),
)
"""In the order in which they are offered at first."""

_KNOWN = {(thing.kind, thing.id): thing for thing in THINGS}


def thing(kind: str, what: str) -> Thing:
    """Return what is known of an entry; a free name is its own label."""
    return _KNOWN.get((kind, what)) or Thing(kind, what, what)


def networks_of(entries: Iterable[DiaryEntry]) -> list[tuple[str, ...]]:
    """Return the networks that each of these entries works on."""
    return [thing(entry.kind, entry.what).networks for entry in entries]


def note(
    store: Store,
    person_id: int,
    day: date,
    at_utc: datetime,
    kind: str,
    what: str,
    *,
    minutes: float | None = None,
    remark: str = "",
) -> None:
    """Note something for a day; what was noted of the same before is replaced.

    Parameters
    ----------
    what : str
        The id of a `Thing`, or a free name.

    Raises
    ------
    TooCold
        When cold was on for more than 20 minutes.
    ValueError
        When there is no such kind, no name or no such time.
    """
    what = what.strip()
    if kind not in KINDS or not what or (minutes is not None and not 0.0 < minutes < math.inf):
        raise ValueError(f"nothing to note: {kind}, {what!r}, {minutes}")
    is_cold = thing(kind, what).timer is Timer.COLD
    if is_cold and minutes is not None and minutes * 60.0 > LONGEST_COLD_S:
        raise TooCold
    with store.session() as session:
        session.execute(_same(person_id, day, kind, what))
        session.add(
            DiaryEntry(
                person_id=person_id,
                day=day,
                at_utc=at_utc,
                kind=kind,
                what=what,
                minutes=minutes,
                note=remark,
            )
        )


def take_back(store: Store, person_id: int, day: date, kind: str, what: str) -> bool:
    """Take something back; False when it was not noted."""
    with store.session() as session:
        gone = session.execute(_same(person_id, day, kind, what).returning(DiaryEntry.id))
        return gone.first() is not None


def tap(store: Store, person_id: int, day: date, at_utc: datetime, kind: str, what: str) -> bool:
    """Note something, or take it back where it was noted; return whether it is noted now."""
    if take_back(store, person_id, day, kind, what):
        return False
    note(store, person_id, day, at_utc, kind, what)
    return True


def entries_of(store: Store, person_id: int, first: date, last: date) -> list[DiaryEntry]:
    """Return what was noted from the day `first` to the day `last`, in this order."""
    wanted = select(DiaryEntry).where(
        DiaryEntry.person_id == person_id, DiaryEntry.day.between(first, last)
    )
    with store.session() as session:
        return list(session.scalars(wanted.order_by(DiaryEntry.day, DiaryEntry.id)))


def offered(store: Store, person_id: int, kind: str) -> list[Thing]:
    """Return what there is to tap, a person's most used first, then the rest."""
    count = func.count()
    wanted = (
        select(DiaryEntry.what)
        .where(DiaryEntry.person_id == person_id, DiaryEntry.kind == kind)
        .group_by(DiaryEntry.what)
        .order_by(count.desc(), func.max(DiaryEntry.day).desc(), DiaryEntry.what)
    )
    with store.session() as session:
        used = [thing(kind, what) for what in session.scalars(wanted)]
    return used + [one for one in THINGS if one.kind == kind and one not in used]


def _same(person_id: int, day: date, kind: str, what: str) -> Delete:
    return delete(DiaryEntry).where(
        DiaryEntry.person_id == person_id,
        DiaryEntry.day == day,
        DiaryEntry.kind == kind,
        DiaryEntry.what == what,
    )
