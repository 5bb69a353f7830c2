"""A virtual strap with the service of `docs/examples/own_strap.py`, written from its layout."""

import asyncio
import math
import struct

import numpy as np

from devices.virtual_models import StrapModel
from devices.virtual_strap import VirtualStrap

SERVICE = "5a7e0001-6c1d-4f0b-9d4e-3b1f6f2a9c10"
COMMAND = "5a7e0002-6c1d-4f0b-9d4e-3b1f6f2a9c10"
DATA = "5a7e0003-6c1d-4f0b-9d4e-3b1f6f2a9c10"
NAME, ADDRESS = "Own Strap 4711", "A0:9E:1A:00:00:09"
TRUE_HZ = 125.0 * 1.0008
SAMPLES, AHEAD_S = 25, 0.3
UPTIME_S = 77.0


class OwnService:
    """Sends ECG and RR intervals while it is switched on."""

    def __init__(self, person, latency_s, sensors, send, now_s):
        self.person, self.latency_s = person, latency_s
        self.sensors, self.send, self.now_s = sensors, send, now_s
        self.written, self.tasks = [], []

    def obey(self, uuid, payload):
        self.written.append((uuid, payload))
        self.hush()
        if payload == b"\x01":
            loop = asyncio.get_running_loop()
            self.tasks = [loop.create_task(self.send_ecg()), loop.create_task(self.send_rr())]

    def hush(self):
        for task in self.tasks:
            task.cancel()
        self.tasks = []

    async def send_ecg(self):
        sample = math.ceil(self.now_s() * TRUE_HZ)
        while True:
            t_s = (sample + np.arange(SAMPLES)) / TRUE_HZ
            await asyncio.sleep(t_s[-1] + AHEAD_S - self.now_s())
            counts = np.rint(self.sensors.ecg_uv(t_s) / 0.5).astype("<i2")
            stamp_ms = round(1000 * (t_s[-1] + UPTIME_S))
            self.send(DATA, struct.pack("<BI", 1, stamp_ms) + counts.tobytes())
            sample += SAMPLES

    async def send_rr(self):
        while True:
            await asyncio.sleep(1.0)
            beats = self.person.beats_until(max(self.now_s() - self.latency_s, 0.0))
            if rr_ms := [round(rr) for _, rr in beats]:
                bpm = min(round(60_000 / rr_ms[-1]), 255)
                self.send(DATA, struct.pack(f"<BB{len(rr_ms)}H", 2, bpm, *rr_ms))


def own_strap(person, latency_s=0.4):
    """Return the strap, worn; it knows no heart rate service at all."""
    model = StrapModel(
        "OS-1",
        "1.0",
        own=lambda *to: OwnService(person, latency_s, *to),
        table={SERVICE: {COMMAND: ("write",), DATA: ("notify",)}},
    )
    return VirtualStrap(person, ADDRESS, NAME, services=(SERVICE,), model=model)
