"""What a virtual chest strap sends: ECG, acceleration and heart rate, made once in virtual time."""

from datetime import UTC, datetime
from functools import cache

from biofeedback.live.clock import VirtualLoop
from devices.ble_source import BleSource
from devices.recording import Header
from devices.records import DeviceInfo, Marker
from devices.source import Clock
from devices.virtual import Person
from devices.virtual_models import H10, PLAIN
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap
from tests.conftest import run_and_check

HEADER = Header(
    DeviceInfo("Virtual H10", "A0:9E:1A:00:00:01", "H10", "5.0.0"),
    datetime(2024, 5, 1, 10, 0, tzinfo=UTC),
    "biofeedback 0.1.0",
    "short",
)


@cache
def strap_records(seconds, *, ecg=True):
    """Return the records of so many seconds, and a marker at their end, as a run has them."""
    received = _received(seconds, H10 if ecg else PLAIN)
    return (*run_and_check(received, VirtualLoop), Marker(seconds, "completed"))


async def _received(seconds, model):
    clock = Clock()
    strap = VirtualStrap(Person(seed=1), "A0:9E:1A:00:00:01", "Virtual H10", model=model)
    records = []
    async with BleSource(strap.address, clock, LoopbackRadio([strap]).radio) as source:
        async for record in source:
            if record.t_s > seconds:
                return records
            records.append(record)
