"""What a group did together on one occasion, person by person, from what was kept of each run.

1. The runs of an occasion carry its mark (`biofeedback.report.keeping.GROUP`), each with its own
   person; who had no records is not among them.
2. People stand in the order of their aliases, whatever was measured: nobody is ranked.
3. Time in one's own zone is counted over the frames kept, as `biofeedback.live.zone_time` counts
   it live; a good signal is the share of the session that intervals without artifacts cover.
4. What was not measured is None; a mean is over the people of whom it is known.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _

import numpy as np
from sqlalchemy import select

from biofeedback.live import wishes
from biofeedback.live.zone_time import ZoneTime, group_share
from biofeedback.report.figures import AFTER, BEFORE, DURING, WHOLE
from biofeedback.report.frame_table import EVERY_S
from biofeedback.report.keeping import GROUP
from biofeedback.report.opened import Opened, opened
from biofeedback.store.database import Store
from biofeedback.store.errors import NotInStore
from biofeedback.store.models import Run
from biofeedback.store.rights import Action, bar
from biofeedback.store.runs import LAST, find_run
from biofeedback.store.uids import SHORTEST_UID, begins
from devices.errors import marked
from devices.records import Marker

Change = tuple[float | None, float | None]
"""Before and after."""
Said = tuple[float, str]
"""When in the session, in seconds (infinity where it is not told), and what."""

_REST, _ON = (wish.removeprefix("wish ") for wish in (wishes.PAUSE, wishes.RESUME))
_MARK, _NOTE = "mark ", "note"
_TOLD = {
    _REST: marked("rests"),
    _ON: marked("goes on"),
    f"{_MARK}marker": marked("marked"),
}
_TIMED = re.compile(r"(\d+):(\d\d) (.+)")


@dataclass(frozen=True, slots=True)
class Member:
    """One person's run.

    Attributes
    ----------
    alias : str
    duration_s : float
    zone_share, signal_share : float or None
        Of the time that counts in their own green zone, and of the session with a good signal.
    artifact_pct : float or None
    breathing_per_min, pacer_per_min : float or None
        As sensors saw the breath, and as it was led.
    heart_rate_bpm, rmssd_ms, pain, tension : Change
    said : tuple of Said
        Markers and notes, in the order of time.
    """

    alias: str
    duration_s: float
    zone_share: float | None
    signal_share: float | None
    artifact_pct: float | None
    breathing_per_min: float | None
    pacer_per_min: float | None
    heart_rate_bpm: Change
    rmssd_ms: Change
    pain: Change
    tension: Change
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class GroupOpened:
    """What a group did.

    Attributes
    ----------
    uid : str
        The mark of the occasion.
    title : str
        The session's.
    start : datetime or None
        On the clock on the wall.
    people : int
        How many; who left and came back has two runs.
    same_pace : bool
        Whether one pacer led all; else each breathed at their own pace.
    members : tuple of Member
    """

    uid: str
    title: str
    start: datetime | None
    people: int
    same_pace: bool
    members: tuple[Member, ...]

    @property
    def duration_s(self) -> float:
        """How long the longest run was."""
        return max(member.duration_s for member in self.members)

    @property
    def zone_share(self) -> float | None:
        """Mean over people of the share of time in their own green zone."""
        return group_share(member.zone_share for member in self.members)

    @property
    def signal_share(self) -> float | None:
        """Mean over the people with a strap of the share of time with a good signal."""
        return group_share(member.signal_share for member in self.members)


def opened_group(store: Store, key: str) -> GroupOpened:
    """Open the runs of one occasion.

    Parameters
    ----------
    store : Store
        Where they are.
    key : str
        `last`, the number of one of the runs, or how the mark of the occasion begins.

    Raises
    ------
    StoreError
        When there is no such group, or a run cannot be read.
    """
    bar(store, Action.OPEN, "group")
    uid = _meant(store, key)
    with store.session() as work:
        runs = list(work.scalars(select(Run).where(Run.options[GROUP].as_string() == uid)))
    all_opened = [opened(store, run) for run in runs]
    all_opened.sort(key=lambda each: (each.person.alias.casefold(), each.run.id))
    first = all_opened[0]
    return GroupOpened(
        uid,
        first.session.title if first.session else first.run.title or first.run.session,
        first.run.local_start,
        len({run.person_id for run in runs}),
        all(map(_is_together, all_opened)),
        tuple(map(_member, all_opened)),
    )


def _meant(store: Store, key: str) -> str:
    """Return the mark of the occasion that a person means."""
    mark = Run.options[GROUP].as_string()
    found: Sequence[str | None]
    if key.isdecimal() and len(key) < SHORTEST_UID:
        found = [find_run(store, key).options.get(GROUP)]
    else:
        with store.session() as work:
            if key == LAST:
                newest = (Run.start_utc.desc().nulls_last(), Run.id.desc())
                chosen = select(mark).where(mark.is_not(None)).order_by(*newest).limit(1)
            else:
                chosen = select(mark).where(begins(mark, key)).distinct().limit(2)
            found = work.scalars(chosen).all()
    if len(found) != 1 or found[0] is None:
        raise NotInStore(_("group {key}").format(key=key))
    return found[0]


def _is_together(whole: Opened) -> bool:
    return any(_label(record) == wishes.TOGETHER for record in whole.recording.records)


def _label(record: object) -> str:
    return record.label if isinstance(record, Marker) else ""


def _member(whole: Opened) -> Member:
    figures = whole.figures
    heart, rmssd = (
        (figures.get((BEFORE, name)), figures.get((AFTER, name)))
        for name in ("heart_rate_bpm", "rmssd_ms")
    )
    rated = {(rating.scale, rating.moment): rating.value for rating in whole.ratings}
    pain, tension = (
        (rated.get((scale, BEFORE)), rated.get((scale, AFTER))) for scale in ("pain", "tension")
    )
    return Member(
        whole.person.alias,
        whole.run.duration_s,
        _zone_share(whole),
        _signal_share(whole),
        figures.get((WHOLE, "artifact_pct")),
        figures.get((DURING, "breathing_rate_per_min")),
        _pacer_per_min(whole),
        heart,
        rmssd,
        pain,
        tension,
        tuple(sorted(_said(whole))),
    )


def _zone_share(whole: Opened) -> float | None:
    """Count the frames kept, without the time in which all rested, or this person alone."""
    zone, frames = ZoneTime(2 * EVERY_S), whole.frames
    rests_s = _rests_s(whole)
    columns = (frames["t_s"].tolist(), frames["score"].tolist(), frames["held"].tolist())
    for t_s, score, held in zip(*columns, strict=True):
        rested = any(begin_s <= t_s < end_s for begin_s, end_s in rests_s)
        zone.take_score(t_s, None if held or rested or math.isnan(score) else score)
    return zone.share


def _rests_s(whole: Opened) -> list[tuple[float, float]]:
    """Return from when to when nobody was led, or this person was not."""
    rests_s, begun_s = [], math.inf
    for record in whole.recording.records:
        if _label(record) == _REST:
            begun_s = min(begun_s, record.t_s)
        elif _label(record) == _ON:
            rests_s.append((begun_s, record.t_s))
            begun_s = math.inf
    if whole.plan is not None and whole.start_s is not None:
        zero_s = whole.start_s
        rests_s += [(zero_s + begin_s, zero_s + end_s) for begin_s, end_s in whole.plan.pauses_s]
    return [*rests_s, (begun_s, math.inf)]


def _signal_share(whole: Opened) -> float | None:
    """Return which share of the session good intervals cover; None without a strap."""
    beats, begin_s, end_s = whole.beats, whole.start_s or 0.0, whole.run.duration_s
    if end_s <= begin_s or not (beats.t_s.size or whole.run.device_address):
        return None
    lengths_s = np.clip(beats.t_s, begin_s, end_s) - np.clip(beats.begin_s, begin_s, end_s)
    return min(float(lengths_s[beats.valid].sum()) / (end_s - begin_s), 1.0)


def _pacer_per_min(whole: Opened) -> float | None:
    """Return the mean rate of the breaths that were led to their end."""
    if whole.plan is None or whole.start_s is None:
        return None
    until_s = whole.plan.session_t_s(whole.run.duration_s - whole.start_s)
    led = [breath for breath in whole.plan.breathing.breaths if breath.end_s <= until_s]
    return 60 * len(led) / sum(60 / breath.rate_per_min for breath in led) if led else None


def _said(whole: Opened) -> Iterator[Said]:
    for record in whole.recording.records:
        label = _label(record)
        if label in _TOLD or (label.startswith(_MARK) and label != _MARK + _NOTE):
            words = _(_TOLD[label]) if label in _TOLD else label.removeprefix(_MARK)
            t_s = record.t_s - (whole.start_s or 0.0)
            yield float(int(whole.plan.session_t_s(t_s) if whole.plan else t_s)), words
    for line in filter(None, map(str.strip, whole.run.notes.splitlines())):
        timed = _TIMED.fullmatch(line)
        yield (60.0 * int(timed[1]) + int(timed[2]), timed[3]) if timed else (math.inf, line)
