"""What is fuzzed: functions of bytes, and the only exceptions that they may raise."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from devices import heart_rate, polar, polar_control, rr_list
from devices.errors import DecodeError, FileError
from devices.importers import open_any
from devices.polar_control import Operation, Setting, Stream
from devices.recording import Header, RecordingParser, header_line, record_line
from devices.records import (
    BATTERY,
    HEART_RATE,
    PMD,
    PMD_ANSWER,
    PMD_COMMAND,
    RR_MS,
    DeviceInfo,
    DeviceStatus,
    LinkState,
    Marker,
    Notification,
)
from devices.standard_decoder import StandardDecoder
from sessions.errors import SessionError
from sessions.load import find_file, library, load_session
from tests.devices.test_importers import HRM, KUBIOS, SELFLOOPS, VU_AMS

_CHANNELS = (HEART_RATE, BATTERY, PMD, PMD_COMMAND, PMD_ANSWER, RR_MS)


@dataclass(frozen=True, slots=True)
class Target:
    """One way in for bytes from outside.

    Attributes
    ----------
    make : callable
        Makes what takes the bytes.
    raises : tuple of exception classes
        What its documentation names; anything else is a finding.
    seeds : callable
        Returns examples to begin with.
    """

    make: Callable[[], Callable[[bytes], object]]
    raises: tuple[type[Exception], ...]
    seeds: Callable[[], list[bytes]]


def decoders(data: bytes) -> None:
    """Decode packet after packet of one run: the first byte of each says its channel and length."""
    decode = StandardDecoder()
    while data:
        channel, length = _CHANNELS[data[0] % len(_CHANNELS)], data[0] // len(_CHANNELS)
        packet, data = data[1 : 1 + length], data[1 + length :]
        try:
            decode(channel, packet)
        except DecodeError:
            continue


def _packets() -> list[bytes]:
    measured = heart_rate.encode(heart_rate.HeartRateMeasurement(64, (937.5, 921.875), True))
    command = polar_control.Command(Operation.START, Stream.ECG, {Setting.SAMPLE_RATE_HZ: (130,)})
    packets = {
        HEART_RATE: measured,
        BATTERY: b"\x52",
        PMD: _frames()[0][:40],
        PMD_COMMAND: polar_control.encode_command(command),
        RR_MS: rr_list.encode_rr_ms([800.0]),
    }
    kinds = {channel: _CHANNELS.index(channel) for channel in packets}
    return [
        bytes([len(data) * len(_CHANNELS) + kinds[channel]]) + data
        for channel, data in packets.items()
    ]


def frames(data: bytes) -> None:
    """Decode one measurement frame."""
    polar.decode(data, 1.0)


def _frames() -> list[bytes]:
    samples = bytes(range(60))
    forms = [(kind, form) for kind in range(4) for form in (0, 1, 128, 129)]
    return [bytes([kind, *range(8), form]) + samples for kind, form in forms]


def recordings(data: bytes) -> None:
    """Read a recording in two pieces."""
    parser = RecordingParser("fuzz.jsonl")
    parser.feed(data[: len(data) // 2])
    parser.feed(data[len(data) // 2 :])
    parser.finish()


def _recordings() -> list[bytes]:
    header = Header(DeviceInfo("Virtual", "A0"), datetime(2026, 1, 1, tzinfo=UTC), "test", "rest")
    records = (
        DeviceStatus(0.0, LinkState.CONNECTED),
        Notification(1.0, HEART_RATE, b"\x10\x40\xc0\x03"),
        Marker(2.0, "shoulders"),
    )
    lines = [header_line(header), *map(record_line, records)]
    return [b"".join(lines[:count]) for count in range(1, len(lines) + 1)]


def importer() -> Callable[[bytes], object]:
    """Return what opens a file of any program."""
    file = _File("")
    return lambda data: open_any(file.hold(data))


def _files() -> list[bytes]:
    texts = (HRM, KUBIOS, SELFLOOPS, VU_AMS, "time,rr\n1,800\n", "800\n")
    plain = [*(text.encode() for text in texts), *_recordings()]
    return [*plain, *(gzip.compress(data, mtime=0) for data in plain)]


def loader() -> Callable[[bytes], object]:
    """Return what loads a session."""
    file = _File(".toml")
    return lambda data: load_session(file.hold(data))


def _sessions() -> list[bytes]:
    return [find_file(name).read_bytes() for name in library()]


class _File:
    """A file that holds other bytes each time."""

    def __init__(self, suffix: str) -> None:
        in_memory = Path("/dev/shm")
        self._folder = TemporaryDirectory(dir=in_memory if in_memory.is_dir() else None)
        self._path = Path(self._folder.name) / f"fuzz{suffix}"

    def hold(self, data: bytes) -> Path:
        self._path.write_bytes(data)
        return self._path


TARGETS = {
    "decoders": Target(lambda: decoders, (DecodeError,), _packets),
    "frames": Target(lambda: frames, (DecodeError,), _frames),
    "recordings": Target(lambda: recordings, (FileError,), _recordings),
    "importers": Target(importer, (FileError,), _files),
    "sessions": Target(loader, (SessionError, FileError), _sessions),
}
