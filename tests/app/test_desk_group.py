"""The group's desk, in virtual time: straps assigned, a session for all, shown, noted and kept."""

import asyncio
from collections import Counter, defaultdict

import numpy as np
import pytest

from biofeedback.app.desk.desk import Desk
from biofeedback.app.desk.group_demo import take_seats
from biofeedback.app.desk.group_messages import (
    GroupBegan,
    GroupMoved,
    GroupNotes,
    GroupOver,
    GroupPeople,
    GroupStands,
    GroupStraps,
    GroupTold,
    SeatEcg,
    SeatLeft,
    SeatLink,
    SeatShown,
    SeatWatched,
)
from biofeedback.app.desk.past_messages import Written
from biofeedback.live import wishes
from biofeedback.live.feedback import Zone
from biofeedback.live.virtual_group import own_pace_of, virtual_air
from biofeedback.report.keeping import GROUP
from biofeedback.report.opened import opened
from biofeedback.store import rights
from biofeedback.store.errors import NeedsTherapist
from biofeedback.store.people import people
from biofeedback.store.runs import find_run
from devices.records import Marker
from devices.virtual_models import H10, PLAIN

SESSION = """\
title.en = "Group"
description.en = "A test."
networks = ["nervous"]
[[block]]
title.en = "Rest"
minutes = 1
text.en = "Rest."
[[block]]
title.en = "Paced"
minutes = 1
rate_per_min = "own"
text.en = "Breathe."
"""


class Told(list):
    """What the desk told, in order, and when."""

    def __init__(self):
        super().__init__()
        self.at_s = []

    def tell(self, message):
        self.append(message)
        self.at_s.append(asyncio.get_running_loop().time())

    def of(self, kind):
        return [message for message in self if isinstance(message, kind)]

    def seat(self, number):
        return [message for message in self.of(SeatShown) if message.number == number]


@pytest.fixture
def at_desk(run_virtual, tmp_path):
    """Return a function that lets `work(desk, told, air)` be done at a desk with some straps."""
    session = tmp_path / "group.toml"
    session.write_text(SESSION, encoding="utf-8")

    def do(work, count=3, model=PLAIN):
        async def main():
            told, airs = Told(), []

            def radio():
                airs.append(virtual_air(lambda: desk.group.group, count, model))
                return airs[0].radio

            desk = Desk(told.tell, radio, str(tmp_path / "records.db"), plain=True)
            try:
                await desk.records.open()
                await desk.group.open()
                for number in range(1, count + 1):
                    await desk.group.add_person(f"Person {number}")
                await asyncio.sleep(3)
                await work(desk, told, airs[0], str(session))
            finally:
                await desk.close()
            return told

        return run_virtual(main())

    return do


async def seat_all(desk, told, air):
    everybody = told.of(GroupPeople)[-1].people
    for number, (person, strap) in enumerate(zip(everybody, air.straps, strict=True), start=1):
        await desk.group.seat(number, person.person_id, strap.address)
    await asyncio.sleep(10)


def test_a_strap_that_is_held_close_is_the_one_and_is_remembered(at_desk):
    seen = []

    async def assign(desk, told, air, session):
        far = told.of(GroupStraps)[-1]
        air.straps[1].rssi_dbm = -38
        await asyncio.sleep(4)
        near = told.of(GroupStraps)[-1]
        person = told.of(GroupPeople)[-1].people[2]
        await desk.group.seat(5, person.person_id, near.straps[0].address)
        await asyncio.sleep(4)
        await desk.group.forget(5)
        air.straps[1].rssi_dbm = -70
        await asyncio.sleep(12)
        seen.extend([far, near, told.of(GroupStraps)[-1], air.straps[1].address, person])
        await desk.group.seat_usual()
        await asyncio.sleep(3)

    told = at_desk(assign)
    far, near, later, address, person = seen
    assert len(far.straps) == 3
    assert not any(strap.is_near for strap in far.straps)
    assert [strap.is_near for strap in near.straps] == [True, False, False]
    assert near.straps[0].address == address
    worn = next(strap for strap in later.straps if strap.address == address)
    assert (worn.person_id, worn.alias, worn.seat) == (person.person_id, "Person 3", None)
    assert told.of(SeatLeft) == [SeatLeft(5)]
    usual = told.seat(1)[-1]
    assert (usual.alias, usual.address, usual.link) == ("Person 3", address, SeatLink.CONNECTED)


async def whole_session(desk, told, air, session, kept):
    """Lead all through a session with a marker, a note and a pause; keep what is in the records."""
    await seat_all(desk, told, air)
    await desk.group.begin(session)
    await asyncio.sleep(20)
    desk.group.mark("cough", 2)
    await desk.group.note("sits upright now", 2)
    desk.group.pause()
    await asyncio.sleep(10)
    desk.group.resume()
    await asyncio.sleep(135)
    store = desk.records.store
    for run_id in told.of(GroupOver)[0].run_ids:
        kept[run_id] = opened(store, find_run(store, str(run_id)))


def test_everybodys_run_is_kept_apart(at_desk):
    kept = {}
    told = at_desk(lambda *given: whole_session(*given, kept))
    [over] = told.of(GroupOver)
    assert over.minutes == 2.0
    assert set(over.run_ids) == set(kept)
    assert len({whole.run.person_id for whole in kept.values()}) == 3
    assert {whole.run.options[GROUP] for whole in kept.values()} == {over.uid}
    for whole in kept.values():
        assert whole.run.finish == "completed"
        assert whole.figures["during", "heart_rate_bpm"] > 40
    assert sum("sits upright now" in whole.run.notes for whole in kept.values()) == 1
    assert [note.label for note in told.of(GroupNotes)[-1].notes] == ["note", "cough"]


def test_a_session_of_all_is_shown(at_desk):
    told = at_desk(lambda *given: whole_session(*given, {}))
    [began] = told.of(GroupBegan)
    assert list(dict.fromkeys(moved.stands for moved in told.of(GroupMoved))) == [
        GroupStands.GATHERING,
        GroupStands.RUNNING,
        GroupStands.PAUSED,
        GroupStands.OVER,
    ]
    # Everybody breathes by the plan of the projector, on its clock.
    group_plan = told.of(GroupMoved)[-1].plan
    for number in (1, 2, 3):
        last = told.seat(number)[-1]
        assert last.start_s == began.start_s == 0.0
        assert last.is_finished
        for t_s in (30.0, 65.0, 99.5):
            assert last.plan.cue_at(t_s) == group_plan.cue_at(t_s)


def test_no_seat_tells_more_than_five_messages_a_second(at_desk):
    async def run(desk, told, air, session):
        await seat_all(desk, told, air)
        await desk.group.begin(session)
        await asyncio.sleep(60)

    told = at_desk(run)
    counts = defaultdict(Counter)
    for message, at_s in zip(told, told.at_s, strict=True):
        if isinstance(message, SeatShown) and at_s > 20:
            counts[message.number][int(at_s)] += 1
    most = max(max(seconds.values()) for seconds in counts.values())
    heard = told.seat(1)[-1].heart
    assert 1 <= most <= 5
    assert not told.of(SeatWatched)
    assert heard.t_s[-1] - heard.t_s[0] <= 32
    print(f"at most {most} a second and seat")


def test_each_at_their_own_pace(at_desk):
    async def run(desk, told, air, session):
        await seat_all(desk, told, air)
        desk.group.own_pace(True)
        await desk.group.begin(session)
        await asyncio.sleep(5)
        desk.group.pause(2)
        await asyncio.sleep(10)
        assert told.seat(2)[-1].is_paused
        assert not told.seat(1)[-1].is_paused
        desk.group.resume(2)
        await asyncio.sleep(5)
        await desk.group.stop()

    told = at_desk(run)
    assert told.of(GroupBegan)[0].own_pace
    assert told.seat(1)[-1].plan.pauses_s == ()
    [(start_s, end_s)] = told.seat(2)[-1].plan.pauses_s
    assert (round(start_s), round(end_s)) == (5, 15)


def test_simulated_people_have_been_here_before(at_desk):
    """So they have a rest to be measured against, and a pace of their own."""

    async def run(desk, told, air, session):
        await take_seats(desk, 2)
        await asyncio.sleep(5)
        desk.group.own_pace(True)
        await desk.group.begin(session)
        await asyncio.sleep(115)

    told = at_desk(run)
    for number in (1, 2):
        last = told.seat(number)[-1]
        assert last.zone in set(Zone)
        assert last.pace_per_min == own_pace_of(number)
        assert last.zone_share is not None
        assert len(last.rings) >= 3
    shares = [told.seat(number)[-1].zone_share for number in (1, 2)]
    assert told.of(GroupMoved)[-1].zone_share == pytest.approx(sum(shares) / 2, abs=0.05)


def test_a_full_adapter_says_so_in_one_sentence(at_desk):
    async def run(desk, told, air, session):
        air.most_links = 2
        await seat_all(desk, told, air)
        air.most_links = None
        await asyncio.sleep(10)

    told = at_desk(run)
    [full] = told.of(GroupTold)
    assert full.code == "adapter_full"
    assert full.sentence.startswith("This Bluetooth adapter is full with 2 straps.")
    assert told.seat(3)[-1].link is SeatLink.CONNECTED


def test_what_breaks_one_run_is_told_and_touches_no_other(at_desk, monkeypatch):
    from biofeedback.app.desk import group_lead

    plain = group_lead.GroupSession.led

    def led(self, seat, keeper):
        if seat.number == 2:
            raise RuntimeError("ours")
        return plain(self, seat, keeper)

    monkeypatch.setattr(group_lead.GroupSession, "led", led)

    async def run(desk, told, air, session):
        await seat_all(desk, told, air)
        await desk.group.begin(session)
        await asyncio.sleep(130)

    told = at_desk(run)
    [broken] = told.of(GroupTold)
    assert (broken.code, broken.number) == ("failed", 2)
    assert len(told.of(GroupOver)[0].run_ids) == 2


def test_a_seat_is_refused_where_strap_or_person_has_one(at_desk):
    async def run(desk, told, air, session):
        first, second, _third = told.of(GroupPeople)[-1].people
        await desk.group.seat(1, first.person_id, air.straps[0].address)
        await desk.group.seat(2, second.person_id, air.straps[0].address)
        await desk.group.seat(2, first.person_id, air.straps[1].address)
        assert [person.sensors for person in people(desk.records.store)].count([]) == 3

    told = at_desk(run)
    assert [each.code for each in told.of(GroupTold)] == ["strap_taken", "person_taken"]
    assert {shown.number for shown in told.of(SeatShown)} == {1}


def test_markers_cannot_be_taken_for_wishes(at_desk):
    kept = []

    async def run(desk, told, air, session):
        await seat_all(desk, told, air)
        await desk.group.begin(session)
        await asyncio.sleep(5)
        desk.group.mark(wishes.PAUSE, 1)
        await asyncio.sleep(5)
        assert not told.seat(1)[-1].is_paused
        await desk.group.stop()
        [run_id, *_] = told.of(GroupOver)[0].run_ids or [None]
        kept.append(opened(desk.records.store, find_run(desk.records.store, str(run_id))))

    at_desk(run)
    labels = [r.label for r in kept[0].recording.records if isinstance(r, Marker)]
    assert f"mark {wishes.PAUSE}" in labels


def test_who_is_watched_tells_figures_and_ecg_and_nobody_else(at_desk):
    clocks = []

    async def run(desk, told, air, session):
        await seat_all(desk, told, air)
        desk.group.watch(2)
        await desk.group.begin(session)
        clocks.append(asyncio.get_running_loop().time())
        await asyncio.sleep(115)
        desk.group.watch(None)
        clocks.append(asyncio.get_running_loop().time())
        await asyncio.sleep(10)

    told = at_desk(run, count=2, model=H10)
    began_s, until_s = clocks
    counts = {kind: Counter() for kind in (SeatWatched, SeatEcg)}
    for message, at_s in zip(told, told.at_s, strict=True):
        if isinstance(message, SeatWatched | SeatEcg):
            assert message.number == 2
            assert began_s <= at_s <= until_s
            counts[type(message)][int(at_s)] += 1
    assert max(counts[SeatWatched].values()) == 2
    assert counts[SeatWatched].total() == pytest.approx(230, abs=6)
    last = told.of(SeatWatched)[-1]
    values = last.frame.values
    known = {name for name, value in values.items() if value is not None}
    assert known >= {"heart_rate_bpm", "rsa_bpm", "rmssd_ms"}
    assert last.rest["heart_rate_bpm"] == pytest.approx(values["heart_rate_bpm"], rel=0.2)


def test_the_ecg_of_who_is_watched_is_on_the_clock_of_the_group(at_desk):
    async def run(desk, told, air, session):
        await seat_all(desk, told, air)
        desk.group.watch(2)
        await desk.group.begin(session)
        await asyncio.sleep(40)

    told = at_desk(run, count=2, model=H10)
    samples_s, ecg_uv = (
        np.concatenate([getattr(each.ecg, name) for each in told.of(SeatEcg)])
        for name in ("t_s", "ecg_uv")
    )
    assert samples_s.size == pytest.approx(40 * 130, rel=0.03)
    assert np.all(np.diff(samples_s) > 0)
    assert 38 < samples_s[-1] <= 40.1  # the strap was there long before
    assert 300 < ecg_uv.max() < 5000


def test_a_report_of_the_group_is_written_and_kept_from_who_may_not(at_desk, tmp_path, monkeypatch):
    page, book, none = (tmp_path / name for name in ("group.html", "group.pdf", "none.html"))

    async def run(desk, told, air, session):
        await whole_session(desk, told, air, session, {})
        uid = told.of(GroupOver)[0].uid
        await desk.group.report(uid, page, "en")
        await desk.group.report(uid, book, "en")
        monkeypatch.setattr(
            rights, "may", lambda _store, action: action is not rights.Action.EXPORT
        )
        monkeypatch.setattr(rights.audit, "note", lambda *_told: None)
        with pytest.raises(NeedsTherapist):
            await desk.group.report(uid, none, "en")

    told = at_desk(run)
    assert told.of(Written) == [Written(str(page), 1), Written(str(book), 1)]
    words = page.read_text(encoding="utf-8")
    assert all(f"Person {number}" in words for number in (1, 2, 3))
    assert "sits upright now" in words
    assert book.read_bytes().startswith(b"%PDF")
    assert not none.exists()
