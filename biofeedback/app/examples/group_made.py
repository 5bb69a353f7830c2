"""A group as its desk tells of it: sixteen simulated people, each with an engine of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from biofeedback.app.desk.group_messages import (
    GroupBegan,
    GroupMoved,
    GroupPeople,
    GroupPerson,
    GroupStands,
    GroupStraps,
    SeatEcg,
    SeatLink,
    SeatShown,
    SeatWatched,
    StrapHeard,
)
from biofeedback.app.desk.messages import HeartLine, RunMoved
from biofeedback.app.examples.session_made import Made, Standing, made
from biofeedback.app.examples.session_made import ecg as made_ecg
from biofeedback.live.feedback import Zone, zone_of
from biofeedback.live.help_order import HelpOrder, Trouble
from devices.source import Clock

AT_S = 238.0
SESSION = "paced-6-10min"
_SHOWN_S = 32.0
_LOST_S, _GONE_S = AT_S - 13, AT_S - 9

NAMES = (
    "Karl-Heinz W.",
    "Anna B.",
    "Josef L.",
    "Petra N.",
    "Mira S.",
    "Guest 2",
    "Ali D.",
    "Rosa T.",
    "Erwin K.",
    "Hannelore P.",
    "Guest 3",
    "Luis F.",
    "Ingrid M.",
    "Tom\u00e1s V.",
    "Beate R.",
    "Nadia H.",
)
_BATTERIES = (91, 82, 78, 40, 64, 73, 55, 88, 12, 97, 61, 70, 35, 84, 49, 66)
_SEEDS = (7, 11, 5)
_TIRED = 1.6


@dataclass(frozen=True, slots=True)
class Case:
    """What makes one seat different."""

    trouble: str = ""
    zone: Zone | None = None
    lost: bool = False


CALM = Case()
NO_CONTACT = Case(Trouble.NO_CONTACT, lost=True)
FAST = Case(Trouble.BREATHING_FAST, Zone.SETTLING)
SETTLING = Case(zone=Zone.SETTLING)
FINDING = Case(zone=Zone.FINDING)
IRREGULAR = Case(Trouble.IRREGULAR, Zone.SETTLING)
REACH = Case(Trouble.OUT_OF_REACH, lost=True)
LOW = Case(Trouble.BATTERY_LOW)


def seats(cases: Sequence[Case], at_s: float = AT_S) -> list[SeatShown]:
    """Return one seat for each case, in a session that has gone on for a while."""
    return [_seat(number, case, at_s) for number, case in enumerate(cases, 1)]


def earlier(shown: Sequence[SeatShown]) -> list[SeatShown]:
    """Return the minute and a half before, as it was told then."""
    return [
        replace(seat, heart=_line(_run(seat.number, lost=False), AT_S - ago_s))
        for seat in shown
        for ago_s in (96.0, 64.0, 32.0)
    ]


def watched(number: int, *, lost: bool = False) -> SeatWatched:
    """Return the figures of the one person who is watched, with those at their rest."""
    rest = {"heart_rate_bpm": 71.0, "rsa_bpm": 3.1, "rmssd_ms": 24.0, "pace_power_ms2": 62.0}
    return SeatWatched(number, _run(number, lost=lost).moved[-1].frame, rest)


def ecg(number: int) -> SeatEcg:
    """Return the ECG of who is watched."""
    return SeatEcg(number, made_ecg(AT_S))


def waiting(count: int) -> list[SeatShown]:
    """Return seats with their straps before the session."""
    links = (SeatLink.CONNECTED, SeatLink.CONNECTED, SeatLink.CONNECTING, SeatLink.LOOKING)
    return [
        SeatShown(
            number,
            number,
            NAMES[number - 1],
            strap_of(number),
            f"00:00:00:00:00:{number:02X}",
            links[(number - 1) % len(links)],
            _BATTERIES[number - 1] if number % 4 != 0 else None,
        )
        for number in range(1, count + 1)
    ]


def strap_of(number: int) -> str:
    """Return the name of a strap."""
    return f"Polar H10 {0x8C4E2A21 + 4097 * number:08X}"


def began(own_pace: bool = False, at_s: float = AT_S) -> GroupBegan:
    """Return the beginning, seen by a clock that stands still."""
    run = _run(0, lost=False)
    clock = cast(Clock, Standing(at_s))
    plan = run.began.plan
    return GroupBegan(SESSION, plan.session.title, plan, clock, own_pace, _start_s(run))


def moved(
    shown: Sequence[SeatShown],
    stands: GroupStands = GroupStands.RUNNING,
    at_s: float = AT_S,
    *,
    own_pace: bool = False,
) -> GroupMoved:
    """Return how the whole stands, in the order of who needs help."""
    troubles = {seat.number: seat.trouble for seat in shown}
    run = _run(0, lost=False)
    plan = run.began.plan
    known = [seat.zone_share for seat in shown if seat.zone_share is not None]
    return GroupMoved(
        stands,
        HelpOrder().feed(0.0, troubles),
        tuple(number for number, trouble in troubles.items() if trouble),
        float(np.mean(known)) if known else None,
        SESSION,
        plan.session.title,
        plan.session_t_s(max(at_s - _start_s(run), 0.0)),
        plan.session.duration_s,
        own_pace,
        plan,
    )


def people(count: int) -> GroupPeople:
    """Return who may take a seat."""
    return GroupPeople(
        tuple(GroupPerson(number, name) for number, name in enumerate(NAMES[:count], 1))
    )


def straps(first: int, count: int, *, near: bool = True) -> GroupStraps:
    """Return straps in reach that nobody wears yet, and those that are worn below them."""
    free = tuple(
        StrapHeard(
            f"00:00:00:00:00:{number:02X}",
            strap_of(number),
            -38 - 12 * place if near else -66 - place,
            _BATTERIES[number - 1],
            is_near=near and place == 0,
            person_id=number if place == 0 else None,
            alias=NAMES[number - 1] if place == 0 else "",
        )
        for place, number in enumerate(range(first, first + count))
    )
    return GroupStraps(free)


def _seat(number: int, case: Case, at_s: float) -> SeatShown:
    run = _run(number, lost=case.lost)
    last = run.moved[-1]
    frame = last.frame
    zone = case.zone or (zone_of(frame.score) if frame.score is not None else Zone.FINDING)
    share = {Zone.SETTLING: 0.22, Zone.FINDING: 0.55, Zone.ALONG: 0.86}[zone]
    scores = [3.0 + 94.0 * share + 4.0 * np.sin(1.7 * n + number) for n in range(_begun(last))]
    heart = _line(run)
    if case.trouble == Trouble.BREATHING_FAST:
        heart = _faster(float(np.nanmean(heart.rate_bpm)), number)
    if case.zone is Zone.SETTLING and not case.trouble:
        heart = _flatter(heart)
    return SeatShown(
        number,
        number,
        NAMES[number - 1],
        strap_of(number),
        f"00:00:00:00:00:{number:02X}",
        SeatLink.OUT_OF_REACH if case.trouble == Trouble.OUT_OF_REACH else SeatLink.CONNECTED,
        _BATTERIES[number - 1],
        zone=zone,
        is_held=case.lost,
        trouble=case.trouble,
        rate_bpm=float(heart.rate_bpm[-1]),
        breaths_per_min=14.0 if case.trouble == Trouble.BREATHING_FAST else 6.1,
        pace_per_min=6.0,
        zone_share=share,
        rings=tuple(scores),
        signal_pct=98.8,
        plan=last.plan,
        start_s=last.start_s,
        heart=heart,
        usual=run.began.usual,
    )


def _begun(last: RunMoved) -> int:
    session_t_s = last.plan.session_t_s(AT_S - (last.start_s or 0.0))
    return last.plan.breathing.begun_at(session_t_s)


def _start_s(run: Made) -> float:
    return run.moved[-1].start_s or 0.0


def _run(number: int, *, lost: bool) -> Made:
    return made(
        SESSION,
        AT_S,
        lost_s=_LOST_S if lost else None,
        seed=_SEEDS[number % len(_SEEDS)],
    )


def _line(run: Made, until_s: float = AT_S) -> HeartLine:
    """Return the beats of half a minute."""
    told = [each.heart for each in run.moved if each.heart is not None and each.heart.t_s.size]
    heart = next(each for each in reversed(told) if each.t_s[-1] <= until_s)
    late = heart.t_s > until_s - _SHOWN_S
    return HeartLine(heart.t_s[late], heart.rate_bpm[late], heart.gap[late])


def _faster(mean_bpm: float, number: int) -> HeartLine:
    """Return the beats of somebody who breathes fourteen times a minute."""
    t_s = np.arange(AT_S - _SHOWN_S, AT_S - 0.6, 0.82)
    rate_bpm = mean_bpm + 2.6 * np.sin(2 * np.pi * (t_s + number) * 14 / 60)
    return HeartLine(t_s, rate_bpm, np.zeros(t_s.size))


def _flatter(heart: HeartLine) -> HeartLine:
    mean = np.nanmean(heart.rate_bpm)
    return replace(heart, rate_bpm=mean + (heart.rate_bpm - mean) / _TIRED)
