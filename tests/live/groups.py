"""A group made for tests: virtual people with straps of their own, through the real bleak API.

Everything happens at set times, so one strap alone can go through the very same thing.
"""

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, field

from biofeedback.live.follow import lungs_at
from biofeedback.live.frame import Frame
from biofeedback.live.group import Group, together
from biofeedback.live.seat import Led
from devices import gatt
from devices.recording import Header
from devices.records import HEART_RATE, PMD, Marker, Notification, Record
from devices.source import Clock
from devices.virtual import Person
from devices.virtual_models import H10, PLAIN
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap
from sessions.blocks import Block, Pacing
from sessions.timeline import Session

BEGIN_S = 20.0
REST = Block("Rest", 60, "Rest.")


def session_of(minutes: float) -> Session:
    paced = Block("Paced", 60 * minutes - 60, "Breathe.", Pacing(6, 6))
    return Session("group", "Group", "A test.", ("nervous",), (REST, paced))


@dataclass
class Kept:
    """What a seat's keeper was given; in memory."""

    trouble: str = ""
    finish: object = None
    log: list[Record] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)

    @contextmanager
    def keeping(self, header, engine, skipped, wording):
        yield

    def write(self, record):
        self.log.append(record)

    def take(self, frame):
        self.frames.append(frame)


class Room:
    """A group, its straps, and what is kept of each seat.

    Parameters
    ----------
    count, ecg : int
        How many people, and how many of them, the first, wear a strap with ECG.
    only : collection of int, optional
        Those that are there; by default all.
    """

    def __init__(self, count, ecg=0, only=None, session=None, **person):
        self.session = session or session_of(3)
        self.group, self.clock = None, Clock()
        self.kept, self.seats = {}, {}
        numbers = range(1, count + 1)
        self.straps = {
            n: self._strap(n, H10 if n <= ecg else PLAIN, person)
            for n in (numbers if only is None else only)
        }
        self.air = LoopbackRadio(list(self.straps.values()))
        self.group = Group([self.air.radio])

    def _strap(self, n, model, person):
        def breath(t_s):
            group = self.group
            seat = group.seats.get(n) if group else None
            if seat is None or seat.engine is None or group.session_clock is None:
                return None
            since_s = group.session_clock.now_s() - self.clock.now_s()
            return lungs_at(seat.engine, t_s + since_s)

        wearer = Person(seed=n, breath=breath, heart_rate_bpm=58 + n, **person)
        return VirtualStrap(wearer, f"A0:9E:1A:00:00:{n:02X}", f"Virtual {n}", model=model)

    def lead(self, seat, *, own_pace=False, rate_per_min=None, session=None):
        self.kept[seat.number] = Kept()
        wanted = together((), own_pace=own_pace, rate_per_min=rate_per_min)
        header = Header(seat.info, None, "test", self.session.name)
        return Led(session or self.session, wanted, header, self.kept[seat.number])

    async def gather(self):
        """Seat one person each second, so that nobody waits for another; begin at `BEGIN_S`."""
        origin_s = asyncio.get_running_loop().time()
        for number, strap in self.straps.items():
            await until(origin_s + number)
            self.group.sit(number, strap.address, strap.name)
        await until(origin_s + BEGIN_S)

    def begin(self):
        self.group.begin(self.session, self.lead)

    async def perform(self, meddle=None):
        """Do the whole session; `meddle(room)` is a coroutine that makes trouble meanwhile."""
        await self.gather()
        self.begin()
        trouble = asyncio.create_task(meddle(self)) if meddle else None
        await self.group.over()
        if trouble:
            await trouble
        self.seats = dict(self.group.seats)
        await self.group.close()
        return self

    def sent(self, number, since_s=0.0):
        """Return the payloads that a strap sent: heart rate and measurement data."""
        uuids = (gatt.HEART_RATE_MEASUREMENT, gatt.PMD_DATA)
        sent = self.straps[number].sent
        return [each.payload for each in sent if each.uuid in uuids and each.t_s >= since_s]

    def received(self, number):
        """Return the payloads in the recording of a seat."""
        return payloads(self.kept[number].log)


async def until(at_s):
    await asyncio.sleep(at_s - asyncio.get_running_loop().time())


def payloads(log):
    return [
        record.payload
        for record in log
        if isinstance(record, Notification) and record.channel in (HEART_RATE, PMD)
    ]


def markers(log):
    return [(record.t_s, record.label) for record in log if isinstance(record, Marker)]
