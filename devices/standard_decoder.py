"""Reads the channels that every run can read: heart rate, battery, lists of intervals, Polar's.

It keeps what the strap's answers told of the frames to come: their rate, and what a count of
acceleration is worth. `decoder_of` puts it before the decoder of a strap's own channels.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from devices import heart_rate, polar, polar_control, rr_list
from devices.device_type import (
    STANDARD_CHANNELS,
    BatteryLevel,
    Decoder,
    DeviceType,
    Intervals,
    Measured,
    Samples,
    Started,
)
from devices.errors import DecodeError
from devices.heart_rate import HeartRateMeasurement
from devices.polar import PpiBlock
from devices.polar_control import Operation, Setting, Status, Stream
from devices.records import BATTERY, HEART_RATE, PMD, PMD_ANSWER, PMD_COMMAND, RR_MS

NOMINAL_HZ: dict[int, float] = {Stream.ECG: 130.0, Stream.ACC: 50.0, Stream.PPG: 55.0}
"""Rates where the recording does not tell which were asked for."""
_CHANNELS = {Stream.ACC: 3, Stream.PPG: 4}


class StandardDecoder:
    """Decode the standard channels of one run."""

    def __init__(self) -> None:
        self._rates_hz = dict(NOMINAL_HZ)
        self._factor: float | None = None

    def __call__(self, channel: str, payload: bytes) -> Sequence[Measured]:
        """Return what a packet says; nothing where nobody knows its channel."""
        if channel == HEART_RATE:
            return (heart_rate.decode(payload),)
        if channel == PMD:
            return (self._measured(polar.decode(payload, self._factor)),)
        if channel == RR_MS:
            return (Intervals(rr_list.decode_rr_ms(payload)),)
        if channel == BATTERY:
            return (BatteryLevel(heart_rate.decode_battery(payload)),)
        if channel == PMD_COMMAND:
            self._heed_command(polar_control.decode_command(payload))
        elif channel == PMD_ANSWER:
            return self._heed_answer(polar_control.decode_answer(payload))
        return ()

    def _measured(self, block: polar.Block) -> Measured:
        match block:
            case polar.EcgBlock():
                stream, values = Stream.ECG, block.ecg_uv.astype(np.float64)
            case polar.AccBlock():
                stream, values = Stream.ACC, block.acc_mg
            case polar.PpgBlock():
                stream, values = Stream.PPG, block.ppg.astype(np.float64)
            case polar.PpiBlock():
                return block
        return Samples(stream, block.timestamp_ns, self._rates_hz[stream], values)

    def _heed_command(self, command: polar_control.Command) -> None:
        rates_hz = command.settings.get(Setting.SAMPLE_RATE_HZ)
        if command.operation == Operation.START and command.stream is not None and rates_hz:
            self._rates_hz[command.stream] = rates_hz[0]

    def _heed_answer(self, answer: polar_control.Answer) -> Sequence[Measured]:
        if answer.operation != Operation.START:
            return ()
        if answer.stream == Stream.ACC:
            factors = polar_control.decode_settings(answer.parameters).get(Setting.FACTOR)
            self._factor = factors[0] if factors else None
        return (Started(answer.stream, answer.status == Status.SUCCESS),)


def decoder_of(device: DeviceType) -> Decoder:
    """Make the decoder for one run with a strap of this type.

    What a decoder of one's own raises by mistake counts as a broken packet: the run goes on.
    """
    standard = StandardDecoder()
    if device.decoder is None:
        return standard
    own = device.decoder()
    if not callable(own):
        raise TypeError(f"the decoder of {device.name} makes no function")

    def decode(channel: str, payload: bytes) -> Sequence[Measured]:
        if channel in STANDARD_CHANNELS:
            return standard(channel, payload)
        try:
            return tuple(_sound(each) for each in own(channel, payload))
        except DecodeError:
            raise
        except Exception as error:
            raise DecodeError(f"{device.name}: {type(error).__name__}: {error}") from error

    return decode


def _sound(told: Measured) -> Measured:
    """Return what can be worked with; raise `ValueError` where it cannot."""
    if isinstance(told, Samples):
        channels = _CHANNELS.get(told.stream)
        shape = (len(told.values), channels) if channels else (len(told.values),)
        values = np.asarray(told.values, np.float64)
        if told.stream not in NOMINAL_HZ or values.shape != shape or not values.size:
            raise ValueError(f"samples of stream {told.stream} and shape {values.shape}")
        if not (np.isfinite(values).all() and 0 < told.rate_hz < math.inf):
            raise ValueError("samples or their rate are no numbers")
        return replace(told, values=values)
    if isinstance(told, HeartRateMeasurement | Intervals):
        if not all(math.isfinite(rr) for rr in told.rr_ms):
            raise ValueError("an interval is no number")
    elif not isinstance(told, PpiBlock | BatteryLevel | Started):
        raise TypeError(f"no measurement: {told!r}")
    return told
