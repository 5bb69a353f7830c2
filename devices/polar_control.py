"""The control point of Polar Measurement Data: which streams there are, and starting them; no I/O.

The host writes a command and gets an answer by indication: what went wrong, or the settings that
may be chosen. A list of settings is type, count, values, and again. What the strap offers at all is
read from the same characteristic.

Source: Polar BLE SDK, technical documentation and `gatt/client/pmd`.
"""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from devices.errors import DecodeError

_FEATURES = 0x0F
_ANSWER = 0xF0
_FEATURES_SIZE = 17


class Stream(IntEnum):
    """Kinds of data; also the bits of the features."""

    ECG = 0
    PPG = 1
    ACC = 2
    PPI = 3
    GYRO = 5
    MAGNETOMETER = 6


class Operation(IntEnum):
    """What a command wants."""

    GET_SETTINGS = 1
    START = 2
    STOP = 3


class Status(IntEnum):
    """How a command went."""

    SUCCESS = 0
    INVALID_OPERATION = 1
    INVALID_STREAM = 2
    NOT_SUPPORTED = 3
    INVALID_LENGTH = 4
    INVALID_PARAMETER = 5
    ALREADY_IN_STATE = 6
    INVALID_RESOLUTION = 7
    INVALID_SAMPLE_RATE = 8
    INVALID_RANGE = 9
    INVALID_MTU = 10
    INVALID_CHANNELS = 11
    INVALID_STATE = 12
    IN_CHARGER = 13
    DISK_FULL = 14


class Setting(IntEnum):
    """What may be set for a stream."""

    SAMPLE_RATE_HZ = 0
    RESOLUTION_BITS = 1
    RANGE_G = 2
    RANGE_MILLIUNIT = 3
    CHANNELS = 4
    FACTOR = 5


_FORMATS = {
    Setting.SAMPLE_RATE_HZ: "H",
    Setting.RESOLUTION_BITS: "H",
    Setting.RANGE_G: "H",
    Setting.RANGE_MILLIUNIT: "i",
    Setting.CHANNELS: "B",
    Setting.FACTOR: "f",
}

Settings = Mapping[Setting, tuple[float, ...]]
"""Values by setting: those to choose from, or the one that is chosen. All whole but the factor."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is written; numbers, as a strap has to answer unknown ones too."""

    operation: int
    stream: int | None = None
    settings: Settings = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a strap says to a command.

    Attributes
    ----------
    operation, stream : int
        Of the command.
    status : int
        A `Status`, or a number that is not known here.
    more : bool or None
        Whether a further answer brings more `parameters`; None when the strap does not say.
    parameters : bytes
        After success, see `decode_settings`.
    """

    operation: int
    stream: int
    status: int
    more: bool | None = None
    parameters: bytes = b""


def decode_features(payload: bytes) -> frozenset[Stream]:
    """Decode which streams a strap offers.

    Raises
    ------
    DecodeError
        When these are not features.
    """
    if len(payload) < 2 or payload[0] != _FEATURES:
        raise DecodeError(f"no list of measurement features: {payload.hex() or 'empty'}")
    return frozenset(stream for stream in Stream if payload[1] >> stream & 1)


def encode_features(streams: Iterable[Stream]) -> bytes:
    """Encode which streams a strap offers."""
    bits = sum(1 << stream for stream in set(streams))
    return bytes([_FEATURES, bits]).ljust(_FEATURES_SIZE, b"\0")


def decode_settings(parameters: bytes) -> dict[Setting, tuple[float, ...]]:
    """Decode a list of settings.

    A single byte is none: the Polar H10 answers a start with the frame type that will follow.

    Raises
    ------
    DecodeError
        When the list breaks off, or names an unknown setting.
    """
    settings: dict[Setting, tuple[float, ...]] = {}
    at = 0
    while at < len(parameters) and len(parameters) > 1:
        try:
            setting, count = Setting(parameters[at]), parameters[at + 1]
            layout = f"<{count}{_FORMATS[setting]}"
            settings[setting] = struct.unpack_from(layout, parameters, at + 2)
        except (IndexError, ValueError, struct.error) as error:
            raise DecodeError(f"broken list of settings: {parameters.hex()}") from error
        at += 2 + struct.calcsize(layout)
    return settings


def encode_settings(settings: Settings) -> bytes:
    """Encode a list of settings, in its order."""
    return b"".join(
        struct.pack(f"<BB{len(values)}{_FORMATS[setting]}", setting, len(values), *values)
        for setting, values in settings.items()
    )


def decode_command(payload: bytes) -> Command:
    """Decode a command.

    Raises
    ------
    DecodeError
        When it is empty, or its settings are broken.
    """
    if not payload:
        raise DecodeError("empty command")
    stream = payload[1] if len(payload) > 1 else None
    return Command(payload[0], stream, decode_settings(payload[2:]))


def encode_command(command: Command) -> bytes:
    """Encode a command."""
    head = [command.operation] if command.stream is None else [command.operation, command.stream]
    return bytes(head) + encode_settings(command.settings)


def decode_answer(payload: bytes) -> Answer:
    """Decode an answer.

    Raises
    ------
    DecodeError
        When it is none. What is read from the characteristic comes in as an indication, too, on
        some systems.
    """
    if len(payload) < 4 or payload[0] != _ANSWER:
        raise DecodeError(f"no answer of a control point: {payload.hex() or 'empty'}")
    _, operation, stream, status, *rest = payload
    return Answer(operation, stream, status, bool(rest[0]) if rest else None, bytes(rest[1:]))


def encode_answer(answer: Answer) -> bytes:
    """Encode an answer."""
    rest = b"" if answer.more is None else bytes([answer.more]) + answer.parameters
    return bytes([_ANSWER, answer.operation, answer.stream, answer.status]) + rest
