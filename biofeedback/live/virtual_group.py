"""A group that has no straps at hand: simulated people, each breathing along in their seat."""

from collections.abc import Callable

from biofeedback.live.feedback import Rest
from biofeedback.live.follow import lungs_at
from biofeedback.live.group import Group
from devices.beat_times import latency_s_for
from devices.source import Clock
from devices.virtual import Person
from devices.virtual_models import H10, StrapModel
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap

NAMES = (
    "Anna B.",
    "Josef L.",
    "Maria K.",
    "Peter S.",
    "Elif D.",
    "Ruth W.",
    "Thomas H.",
    "Ines M.",
    "Karl F.",
    "Sofia P.",
    "Hanna R.",
    "Paul G.",
    "Olga T.",
    "Martin E.",
    "Laura V.",
    "David N.",
)
"""What the simulated people are called."""
REST = Rest(rsa_bpm=3.0, rsa_ms=40.0)
"""Their breath wave at rest, from a day before."""


def address_of(number: int) -> str:
    """Return the address of the strap of the n-th simulated person, counted from 1."""
    return f"A0:9E:1A:00:00:{number:02X}"


def own_pace_of(number: int) -> float:
    """Return the own pace of the n-th simulated person, in breaths a minute."""
    return 5.0 + 0.5 * (number % 4)


def virtual_air(
    group: Callable[[], Group | None], count: int, model: StrapModel = H10
) -> LoopbackRadio:
    """Put straps into the air; whoever wears one follows the session at their seat.

    To be called in the loop. The people's clock begins with the straps, the session's later.
    """
    clock = Clock()
    return LoopbackRadio([_strap(group, number, clock, model) for number in range(1, count + 1)])


def _strap(
    group: Callable[[], Group | None], number: int, clock: Clock, model: StrapModel
) -> VirtualStrap:
    address, name = address_of(number), f"Polar H10 {number:04d}"

    def breath(t_s: float) -> float | None:
        here = group()
        if here is None or here.session_clock is None:
            return None
        seats = (seat for seat in here.seats.values() if seat.address == address)
        engine = next((seat.engine for seat in seats if seat.is_running), None)
        since_s = here.session_clock.now_s() - clock.now_s()
        return None if engine is None else lungs_at(engine, t_s + since_s)

    person = Person(
        seed=number,
        heart_rate_bpm=58.0 + 7 * number % 19,
        rsa_bpm=5.0 + number % 5,
        resonance_per_min=own_pace_of(number),
        breath=breath,
    )
    late_s, rssi_dbm = latency_s_for(name), -62 - number % 9
    return VirtualStrap(person, address, name, latency_s=late_s, model=model, rssi_dbm=rssi_dbm)
