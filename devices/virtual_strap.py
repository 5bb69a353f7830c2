"""A heart-rate strap without a radio: its values, its heart-rate packets, and its link.

The strap knows neither bleak nor BlueZ nor which loop it runs in. A carrier (the virtual radios)
asks it to accept a link, to read, to subscribe; the strap hands its packets to the carrier. It is
fed by a simulated person, whose heart goes on whether or not anybody listens.
"""

import asyncio
import itertools
import random
from dataclasses import dataclass
from statistics import fmean
from typing import Protocol

from devices import gatt
from devices.heart_rate import BODY_LOCATIONS, HeartRateMeasurement, encode
from devices.virtual_faults import (
    INSUFFICIENT_AUTHENTICATION,
    READ_NOT_PERMITTED,
    WRITE_NOT_PERMITTED,
    AttError,
    BondRefused,
    Faults,
    LinkRefused,
)
from devices.virtual_models import PLAIN, StrapModel
from devices.virtual_pmd import MeasurementService
from devices.virtual_streams import Sensors, Wearer

MAX_RR_PER_PACKET = 9
"""So many intervals fit into one notification of the smallest size."""

_LOOK_AGAIN_S = 0.02
_ANSWER_S = 0.005
"""From a command to its answer: the write is acknowledged first."""


class Person(Wearer, Protocol):
    """The wearer: beats as the strap feels them, simulated artifacts and all."""

    def beats_until(self, t_s: float) -> list[tuple[float, float]]:
        """Return the beats `(t_s, rr_ms)` that completed since the last call, up to `t_s`."""

    def contact_at(self, t_s: float) -> bool:
        """Return whether the electrodes touch the skin."""


class Carrier(Protocol):
    """A virtual radio, seen from the strap."""

    def carry(
        self, strap: "VirtualStrap", characteristic: gatt.Characteristic, payload: bytes
    ) -> None:
        """Bring a notification to whoever subscribed."""

    def drop(self, strap: "VirtualStrap") -> None:
        """Break the link."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One notification as it left the strap's antenna, by the loop's clock."""

    t_s: float
    uuid: str
    payload: bytes


class VirtualStrap:
    """A strap that sends one heart-rate packet a second, as a Polar H10 does.

    Parameters
    ----------
    person : Person
        Who wears it.
    address, name : str
        What it advertises.
    battery_pct : int
        Also advertised.
    rssi_dbm : int
        Strength of its signal.
    latency_s : float
        A beat at T is reported in the first packet after T + `latency_s`.
    packet_period_s : float
        Time from packet to packet.
    services : tuple of str
        The service UUIDs that it advertises.
    model : StrapModel
        What kind of strap it is.
    faults : Faults, optional
        What goes wrong with it; may be turned at any time.
    """

    def __init__(
        self,
        person: Person,
        address: str,
        name: str,
        *,
        battery_pct: int = 87,
        rssi_dbm: int = -60,
        latency_s: float = 0.0,
        packet_period_s: float = 1.0,
        services: tuple[str, ...] = (gatt.HEART_RATE_SERVICE,),
        model: StrapModel = PLAIN,
        faults: Faults | None = None,
    ) -> None:
        self.address, self.name, self.rssi_dbm = address, name, rssi_dbm
        self.advertised_services, self.services = services, model.services
        self.in_range, self.connected, self.paired = True, False, False
        self.faults = faults or Faults()
        self.sent: list[Sent] = []
        self._person, self._latency_s, self._period_s = person, latency_s, packet_period_s
        self._model = model
        seed = int.from_bytes(address.encode()[-8:])
        sensors = Sensors(person, model.body_location, seed)
        self.own = model.own(sensors, self._notify, self._person_s) if model.own else None
        self.pmd = MeasurementService(
            model,
            sensors,
            self.faults,
            seed,
            person.contact_at,
            lambda frame: self._notify(gatt.PMD_DATA, frame),
        )
        self._values = {
            gatt.BODY_SENSOR_LOCATION: bytes([BODY_LOCATIONS.index(model.body_location)]),
            gatt.BATTERY_LEVEL: bytes([battery_pct]),
            gatt.MANUFACTURER_NAME: b"Virtual",
            gatt.MODEL_NUMBER: model.number.encode(),
            gatt.SERIAL_NUMBER: address.replace(":", "").encode(),
            gatt.FIRMWARE_REVISION: model.firmware.encode(),
            gatt.PMD_CONTROL_POINT: self.pmd.features(),
        }
        self._chance = random.Random(address)
        self._carrier: Carrier | None = None
        self._start_s = 0.0
        self._subscribed: dict[str, gatt.Characteristic] = {}
        self._stream: asyncio.Task[None] | None = None
        self._waiting_rr_ms: list[float] = []
        self._recent_rr_ms: tuple[float, ...] = ()

    # What a person, or a test, does to it

    @property
    def battery_pct(self) -> int:
        """The charge that is left."""
        return self._values[gatt.BATTERY_LEVEL][0]

    def set_battery(self, level_pct: int) -> None:
        """Change the charge, and tell it."""
        self._values[gatt.BATTERY_LEVEL] = bytes([level_pct])
        self._notify(gatt.BATTERY_LEVEL, bytes([level_pct]))

    def drop_link(self) -> None:
        """Break the link; the strap stays in reach."""
        if self._carrier is not None:
            self._carrier.drop(self)

    def walk_away(self) -> None:
        """Go out of reach: no advertisements, no link."""
        self.in_range = False
        self.drop_link()

    def come_back(self) -> None:
        """Return into reach."""
        self.in_range = True

    # What the radio asks of it

    def power_on(self, carrier: Carrier) -> None:
        """Start the person's heart, in the carrier's loop."""
        self._carrier, self._start_s = carrier, asyncio.get_running_loop().time()
        self.pmd.power_on()

    @property
    def advertises(self) -> bool:
        """Whether a scan hears it."""
        return self.in_range and not self.connected

    async def accept_link(self) -> None:
        """Take a link when in reach and free; wait for that as long as it takes.

        Raises
        ------
        LinkRefused
            One of `Faults.connect_errors`.
        """
        await asyncio.sleep(self.faults.connect_delay_s)
        if self.faults.connect_errors:
            raise LinkRefused(self.faults.connect_errors.pop(0))
        while self.faults.busy or not self.advertises:
            await asyncio.sleep(_LOOK_AGAIN_S)
        self.connected = True

    async def show_services(self) -> None:
        """Let the central discover the services; the link may break meanwhile."""
        await asyncio.sleep(self.faults.discovery_delay_s)
        if self.faults.drops_in_discovery:
            self.faults.drops_in_discovery -= 1
            self.drop_link()

    def lose_link(self) -> None:
        """Learn that the link is gone; subscriptions go with it."""
        self.connected = False
        self._subscribed = {}
        self._stop_stream()
        self.pmd.hush()
        if self.own:
            self.own.hush()

    def pair(self) -> None:
        """Bond with the central.

        Raises
        ------
        BondRefused
            With `Faults.refuses_pairing`.
        """
        if self.faults.refuses_pairing:
            raise BondRefused
        self.paired = True

    def read(self, characteristic: gatt.Characteristic) -> bytes:
        """Return a value.

        Raises
        ------
        AttError
            Not readable, pairing needed, or `Faults.read_error`.
        """
        self._check_bond(characteristic)
        if self.faults.read_error is not None:
            raise AttError(self.faults.read_error)
        if "read" not in characteristic.flags:
            raise AttError(READ_NOT_PERMITTED)
        return self._values[characteristic.uuid]

    def write(self, characteristic: gatt.Characteristic, payload: bytes) -> None:
        """Take a command; its answer comes as an indication.

        Raises
        ------
        AttError
            Not writable, or pairing needed.
        """
        self._check_bond(characteristic)
        if "write" not in characteristic.flags:
            raise AttError(WRITE_NOT_PERMITTED)
        if self.own and characteristic.uuid != gatt.PMD_CONTROL_POINT:
            self.own.obey(characteristic.uuid, payload)
            return
        answer = self.pmd.obey(payload)
        if not self.faults.streams.mute:
            loop = asyncio.get_running_loop()
            loop.call_later(_ANSWER_S, self._notify, gatt.PMD_CONTROL_POINT, answer)

    def subscribe(self, characteristic: gatt.Characteristic) -> None:
        """Begin to notify.

        Raises
        ------
        AttError
            Pairing needed.
        """
        self._check_bond(characteristic)
        self._subscribed[characteristic.uuid] = characteristic
        if characteristic.uuid == gatt.HEART_RATE_MEASUREMENT and self._stream is None:
            if not self.faults.burst:
                self._collect_beats()
                self._waiting_rr_ms.clear()
            self._stream = asyncio.get_running_loop().create_task(self._send_heart_rate())

    def unsubscribe(self, characteristic: gatt.Characteristic) -> None:
        """Stop notifying."""
        self._subscribed.pop(characteristic.uuid, None)
        if characteristic.uuid == gatt.HEART_RATE_MEASUREMENT:
            self._stop_stream()

    def _check_bond(self, wanted: gatt.Characteristic) -> None:
        of_streams = wanted.uuid in (gatt.PMD_CONTROL_POINT, gatt.PMD_DATA)
        closed = of_streams and self.faults.streams.need_pairing
        if (self.faults.needs_pairing or closed) and not self.paired:
            raise AttError(INSUFFICIENT_AUTHENTICATION)

    # Heart rate

    def _stop_stream(self) -> None:
        if self._stream is not None:
            self._stream.cancel()
            self._stream = None

    async def _send_heart_rate(self) -> None:
        loop = asyncio.get_running_loop()
        begun_s = loop.time()
        for count in itertools.count(1):
            # From the beginning, not from the packet before: no drift.
            await asyncio.sleep(begun_s + count * self._period_s - loop.time())
            self._collect_beats()
            self._notify(gatt.HEART_RATE_MEASUREMENT, self._next_packet())
            while self.faults.burst and self._waiting_rr_ms:
                self._notify(gatt.HEART_RATE_MEASUREMENT, self._next_packet())

    def _person_s(self) -> float:
        return asyncio.get_running_loop().time() - self._start_s

    def _collect_beats(self) -> None:
        beats = self._person.beats_until(max(0.0, self._person_s() - self._latency_s))
        self._waiting_rr_ms += [rr_ms for _, rr_ms in beats]

    def _next_packet(self) -> bytes:
        faults, waiting = self.faults, self._waiting_rr_ms
        rr_ms = tuple(waiting[:MAX_RR_PER_PACKET])
        del waiting[:MAX_RR_PER_PACKET]
        told = self._model.tells_contact
        if faults.no_contact or not self._person.contact_at(self._person_s()):
            measurement = HeartRateMeasurement(0, contact=False if told else None)
        else:
            self._recent_rr_ms = (*self._recent_rr_ms, *rr_ms)[-5:]
            hr_bpm = round(60_000 / fmean(self._recent_rr_ms)) if self._recent_rr_ms else 0
            hidden = faults.no_rr or not self._model.sends_rr
            measurement = HeartRateMeasurement(hr_bpm, () if hidden else rr_ms, told or None)
        packet = encode(measurement)
        return faults.mangle(packet) if faults.mangle else packet

    # The antenna

    def _notify(self, uuid: str, payload: bytes) -> None:
        faults, chance = self.faults, self._chance
        if not self._subscribed or faults.freeze or chance.random() < faults.loss:
            return
        loop = asyncio.get_running_loop()
        for _ in range(2 if chance.random() < faults.duplicate else 1):
            wait_s = faults.delay_s + chance.random() * faults.jitter_s
            if wait_s:
                loop.call_later(wait_s, self._emit, uuid, payload, self._subscribed)
            else:
                self._emit(uuid, payload, self._subscribed)

    def _emit(self, uuid: str, payload: bytes, subscribed: dict[str, gatt.Characteristic]) -> None:
        # A delayed packet does not outlive its link: each link has a dict of its own.
        if subscribed is self._subscribed and uuid in subscribed and self._carrier is not None:
            self.sent.append(Sent(asyncio.get_running_loop().time(), uuid, payload))
            self._carrier.carry(self, subscribed[uuid], payload)
