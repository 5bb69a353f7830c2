"""A strap for who has none at hand: a simulated person who breathes along with whatever is led."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from biofeedback.live.follow import lungs_at
from devices.beat_times import latency_s_for
from devices.ble import Radio
from devices.source import Clock
from devices.virtual import Person
from devices.virtual_models import H10
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap

if TYPE_CHECKING:
    from biofeedback.app.desk.desk import Desk

ADDRESS, NAME = "A0:9E:1A:00:00:01", "Virtual Polar H10"


def demo_air(desk: Callable[[], "Desk"], seed: int = 1) -> LoopbackRadio:
    """Put one virtual strap into the air; its person follows the run that goes on at the desk.

    To be called in the loop. The person's clock began with the strap, the run's with the run.
    """
    clock = Clock()

    def breath(t_s: float) -> float | None:
        occasion = desk().occasion
        if occasion is None or occasion.clock is None:
            return None
        return lungs_at(occasion.engine, t_s - clock.now_s() + occasion.clock.now_s())

    person = Person(seed=seed, breath=breath)
    strap = VirtualStrap(person, ADDRESS, NAME, latency_s=latency_s_for(NAME), model=H10)
    return LoopbackRadio([strap])


def demo_radio(desk: Callable[[], "Desk"]) -> Radio:
    """Return a radio with one virtual strap in its reach; see `demo_air`."""
    return demo_air(desk).radio
