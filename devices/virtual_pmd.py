"""The measurement service of a virtual strap: obeys its control point, and sends frames.

Samples are taken at the strap's own rate, which is never quite the nominal one, and stamped by the
strap's own clock. That clock ticks a little fast and has begun anew on 2019-01-01, as a Polar H10's
does whenever its battery was out. What the sensors see is told by `devices.virtual_streams`.
"""

import asyncio
import math
import random
from collections.abc import Callable

import numpy as np

from devices import polar, polar_control
from devices.errors import DecodeError
from devices.polar_control import Answer, Command, Operation, Setting, Status, Stream
from devices.virtual_faults import Faults
from devices.virtual_models import StrapModel, StreamModel
from devices.virtual_streams import AHEAD_S, Float64, Int32, Sensors

RESET_NS = (19 * 365 + 5) * 86_400 * 10**9
"""Where the clock begins after a reset: 2019-01-01, counted from 2000-01-01."""
CLOCK_PPM = 18.0
"""How much too fast it ticks."""
UPTIME_S = 1564.0
"""How long the strap has been on when its wearer's heart is started."""

_WORK_S = AHEAD_S + 0.05
"""From the last sample of a frame to its notification."""
_FIRST_INTERVALS_S, _INTERVALS_S = 25.0, 5.0
_FIRST_BAD = 10  # intervals: the strap still finds its way into the pulse
_CONTACT_SUPPORTED, _CONTACT, _BLOCKER = 4, 2, 1

_WRONG = {
    Setting.SAMPLE_RATE_HZ: Status.INVALID_SAMPLE_RATE,
    Setting.RESOLUTION_BITS: Status.INVALID_RESOLUTION,
    Setting.RANGE_G: Status.INVALID_RANGE,
    Setting.CHANNELS: Status.INVALID_CHANNELS,
}


class StrapClock:
    """The strap's clock, read by the wearer's time."""

    def __init__(self) -> None:
        self._zero_s = -UPTIME_S

    def reset(self, t_s: float) -> None:
        """Begin anew."""
        self._zero_s = t_s

    def ns_at(self, t_s: float) -> int:
        """Return its nanoseconds since 2000-01-01 at a time."""
        return RESET_NS + round((t_s - self._zero_s) * (1.0 + CLOCK_PPM * 1e-6) * 1e9)


class MeasurementService:
    """The streams of one strap.

    Parameters
    ----------
    model : StrapModel
        What it offers.
    sensors : Sensors
        What it sees.
    faults : Faults
        What goes wrong.
    seed : int
        Of chance.
    felt_at : callable
        Whether the skin is felt at a time.
    send : callable
        Takes each frame.

    Attributes
    ----------
    clock : StrapClock
        What the frames are stamped by.
    on : set of Stream
        What was started and not stopped; a link that breaks stops nothing.
    """

    def __init__(
        self,
        model: StrapModel,
        sensors: Sensors,
        faults: Faults,
        seed: int,
        felt_at: Callable[[float], bool],
        send: Callable[[bytes], None],
    ) -> None:
        self.clock, self.on = StrapClock(), set[Stream]()
        self._model, self._sensors, self._faults = model, sensors, faults
        self._felt_at, self._send = felt_at, send
        self._chance = random.Random(f"frames {seed}")
        self._tasks: dict[Stream, asyncio.Task[None]] = {}
        self._start_s = 0.0

    def power_on(self) -> None:
        """Count the wearer's time from here, in the running loop."""
        self._start_s = asyncio.get_running_loop().time()

    def features(self) -> bytes:
        """Return what is read from the control point."""
        return polar_control.encode_features(self._model.streams)

    def hush(self) -> None:
        """Send nothing more: the link is gone."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()

    def reset_clock(self) -> None:
        """Let the strap's clock begin anew."""
        self.clock.reset(self._now_s())

    def obey(self, payload: bytes) -> bytes:
        """Carry out a command, and return the answer."""
        try:
            command = polar_control.decode_command(payload)
        except DecodeError:
            return polar_control.encode_answer(Answer(0, 0, Status.INVALID_LENGTH))
        status, parameters = self._obey(command)
        more = False if status is Status.SUCCESS else None
        answer = Answer(command.operation, command.stream or 0, status, more, parameters)
        return polar_control.encode_answer(answer)

    def _obey(self, command: Command) -> tuple[Status, bytes]:
        if command.operation not in tuple(Operation):
            return Status.INVALID_OPERATION, b""
        if command.stream is None or command.stream not in self._model.streams:
            return Status.INVALID_STREAM, b""
        stream = Stream(command.stream)
        model = self._model.streams[stream]
        if command.operation == Operation.GET_SETTINGS:
            return Status.SUCCESS, polar_control.encode_settings(model.settings)
        if (command.operation == Operation.START) == (stream in self.on):
            return Status.ALREADY_IN_STATE, b""
        if command.operation == Operation.STOP:
            self._stop(stream)
            return Status.SUCCESS, b""
        return self._start(stream, model, command.settings)

    def _stop(self, stream: Stream) -> None:
        self.on.discard(stream)
        if stream in self._tasks:
            self._tasks.pop(stream).cancel()

    def _start(
        self, stream: Stream, model: StreamModel, chosen: polar_control.Settings
    ) -> tuple[Status, bytes]:
        if stream in self._faults.streams.refused:
            return self._faults.streams.refused[stream], b""
        for setting, offered in model.settings.items():
            if len(values := chosen.get(setting, ())) != 1 or values[0] not in offered:
                return _WRONG[setting], b""
        self.on.add(stream)
        if stream is Stream.PPI:
            work = self._send_intervals()
        else:
            work = self._send_frames(stream, model, chosen[Setting.SAMPLE_RATE_HZ][0])
        self._tasks[stream] = asyncio.get_running_loop().create_task(work)
        if model.factor is not None:
            return Status.SUCCESS, polar_control.encode_settings({Setting.FACTOR: (model.factor,)})
        return Status.SUCCESS, bytes([model.frame_type])

    # Sending

    def _now_s(self) -> float:
        return asyncio.get_running_loop().time() - self._start_s

    async def _send_frames(self, stream: Stream, model: StreamModel, nominal_hz: float) -> None:
        rate_hz = nominal_hz * model.true_rate
        begin_s = self._now_s()
        if stream is Stream.ECG:
            begin_s += self._faults.streams.ecg_late_s
        sample = math.ceil(begin_s * rate_hz)
        while True:
            t_s = (sample + np.arange(model.frame_samples)) / rate_hz
            await asyncio.sleep(float(t_s[-1]) + _WORK_S - self._now_s())
            self._send(polar.encode(self._block(stream, model, t_s)))
            sample += model.frame_samples

    def _block(self, stream: Stream, model: StreamModel, t_s: Float64) -> polar.Block:
        faults, sensors, last_s = self._faults.streams, self._sensors, float(t_s[-1])
        stamp_ns = self.clock.ns_at(last_s)
        if self._chance.random() < faults.stamps_go_back:
            stamp_ns -= round(1.5e9 * (last_s - float(t_s[0])))
        felt = self._felt_at(last_s) and not self._faults.no_contact
        if stream is Stream.ECG:
            ecg_uv = sensors.ecg_uv(t_s, contact=felt, saturated=faults.ecg_saturated)
            return polar.EcgBlock(stamp_ns, ecg_uv)
        if stream is Stream.PPG:
            light = sensors.ppg(t_s, contact=felt)
            return polar.PpgBlock(stamp_ns, light, _packing(light, model))
        mg_per_count = 1000.0 * model.factor if model.factor else 1.0
        acc_mg = sensors.acc_mg(t_s, stuck=faults.acc_stuck)
        counts = np.rint(acc_mg / mg_per_count).astype(np.int32)
        return polar.AccBlock(stamp_ns, counts, mg_per_count, _packing(counts, model))

    async def _send_intervals(self) -> None:
        told_s = begin_s = self._now_s()
        due_s, count = begin_s + _FIRST_INTERVALS_S, 0
        while True:
            await asyncio.sleep(due_s - self._now_s())
            pulses_s, ppi_ms = self._sensors.intervals(told_s, due_s)
            if ppi_ms.size:
                self._send(polar.encode(self._intervals(pulses_s, ppi_ms, count)))
            count += ppi_ms.size
            told_s, due_s = due_s, due_s + _INTERVALS_S

    def _intervals(self, pulses_s: Float64, ppi_ms: Float64, count: int) -> polar.PpiBlock:
        number = count + np.arange(ppi_ms.size)
        felt = np.array([self._felt_at(t_s) for t_s in pulses_s.tolist()])
        felt &= not self._faults.no_contact
        moved = np.array([self._sensors.moves_at(t_s) for t_s in pulses_s.tolist()])
        wrong = (number < _FIRST_BAD) | moved
        error_ms = np.where(wrong, 60 + 90 * (number % 5), 8 + 3 * (number % 4))
        flags = _CONTACT_SUPPORTED + _CONTACT * felt + _BLOCKER * wrong
        hr_bpm = np.clip(np.rint(60_000.0 / ppi_ms), 0, 255)
        # Straps leave these frames without a time stamp.
        columns = (hr_bpm, ppi_ms, error_ms, flags)
        return polar.PpiBlock(0, *(np.rint(each).astype(np.int32) for each in columns))


def _packing(samples: Int32, model: StreamModel) -> polar.Packing:
    if model.compressed:
        return polar.compressed(samples, model.frame_type)
    return polar.Packing(model.frame_type)
