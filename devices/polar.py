"""Polar Measurement Data: frames of ECG, acceleration, optical pulse and pulse intervals; no I/O.

A frame is ten bytes of head and then samples, raw or compressed: one table says how wide they are
and how many channels they have. `decode` and `encode` go both ways to the last byte; blocks keep
how their bytes were packed. Commands and settings are in `devices.polar_control`.

Source: Polar BLE SDK, technical documentation and `gatt/client/pmd/model`.
"""

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from devices import polar_deltas
from devices.errors import DecodeError
from devices.polar_control import Stream

G_PER_COUNT = 2.44e-4
"""Acceleration of compressed frames of type 0 where the strap told no factor: range 8 g."""

_HEAD = struct.Struct("<BQB")  # kind of data, time stamp, frame type
_KIND = 0x3F
_COMPRESSED = 0x80
_BLOCKER, _CONTACT, _CONTACT_SUPPORTED = 0x01, 0x02, 0x04

_SHAPES = {
    (Stream.ECG, 0): (3, 1),
    (Stream.ACC, 0): (1, 3),
    (Stream.ACC, 1): (2, 3),
    (Stream.ACC, 2): (3, 3),
    (Stream.ACC, _COMPRESSED | 0): (2, 3),
    (Stream.ACC, _COMPRESSED | 1): (2, 3),
    (Stream.PPG, 0): (3, 4),
    (Stream.PPG, _COMPRESSED | 0): (3, 4),
}
"""Bytes of a value, and channels, by kind of data and frame type."""

_PPI = np.dtype([("hr", "u1"), ("ppi", "<u2"), ("error", "<u2"), ("flags", "u1")])

Int32 = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Packing:
    """How samples stand in a frame: its type, and the runs of differences of a compressed one."""

    frame_type: int
    runs: tuple[polar_deltas.Run, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class EcgBlock:
    """ECG of one frame.

    Attributes
    ----------
    timestamp_ns : int
        Of the last sample, on the strap's clock, which counts from 2000-01-01.
    ecg_uv : ndarray of int32, shape (n,)
        Microvolts.
    """

    timestamp_ns: int
    ecg_uv: Int32


@dataclass(frozen=True, slots=True, eq=False)
class AccBlock:
    """Acceleration of one frame.

    Attributes
    ----------
    timestamp_ns : int
        Of the last sample, on the strap's clock, which counts from 2000-01-01.
    counts : ndarray of int32, shape (n, 3)
        As sent.
    mg_per_count : float
        What a count is worth.
    packing : Packing
        How the counts were sent.
    """

    timestamp_ns: int
    counts: Int32
    mg_per_count: float = 1.0
    packing: Packing = Packing(1)

    @property
    def acc_mg(self) -> NDArray[np.float64]:
        """Thousandths of g, ndarray of float64, shape (n, 3): x, y, z."""
        return self.counts.astype(np.float64) * self.mg_per_count


@dataclass(frozen=True, slots=True, eq=False)
class PpgBlock:
    """Optical pulse of one frame.

    Attributes
    ----------
    timestamp_ns : int
        Of the last sample, on the strap's clock, which counts from 2000-01-01.
    ppg : ndarray of int32, shape (n, 4)
        Light from three diodes, and the ambient light; without a unit. More blood, less light.
    packing : Packing
        How the samples were sent.
    """

    timestamp_ns: int
    ppg: Int32
    packing: Packing = Packing(0)


@dataclass(frozen=True, slots=True, eq=False)
class PpiBlock:
    """Pulse-to-pulse intervals of one frame; all arrays are of int32 and shape (n,).

    Attributes
    ----------
    timestamp_ns : int
        0 from straps that do not stamp intervals.
    hr_bpm, ppi_ms, error_ms : ndarray
        Heart rate, interval, and the strap's estimate of the interval's error.
    flags : ndarray
        As sent; see the properties.
    """

    timestamp_ns: int
    hr_bpm: Int32
    ppi_ms: Int32
    error_ms: Int32
    flags: Int32

    @property
    def blocker(self) -> NDArray[np.bool_]:
        """Whether the strap moved, so that the interval is not to be trusted."""
        return (self.flags & _BLOCKER) > 0

    @property
    def contact(self) -> NDArray[np.bool_]:
        """Whether the skin is felt; means nothing unless `contact_supported`."""
        return (self.flags & _CONTACT) > 0

    @property
    def contact_supported(self) -> NDArray[np.bool_]:
        """Whether the strap can tell."""
        return (self.flags & _CONTACT_SUPPORTED) > 0


Block = EcgBlock | AccBlock | PpgBlock | PpiBlock


def decode(payload: bytes, factor: float | None = None) -> Block:
    """Decode one frame of measurement data.

    Parameters
    ----------
    payload : bytes
        As it came in.
    factor : float, optional
        What the strap answered to the start of acceleration: g per count (frame type 0).

    Raises
    ------
    DecodeError
        When the frame is of an unknown type, holds no sample, or ends inside one.
    """
    if len(payload) <= _HEAD.size:
        raise DecodeError(f"measurement frame of {len(payload)} bytes is too short")
    kind, timestamp_ns, frame_type = _HEAD.unpack_from(payload)
    kind, content = kind & _KIND, payload[_HEAD.size :]
    if (kind, frame_type) == (Stream.PPI, 0):
        return _decode_ppi(timestamp_ns, content)
    if (kind, frame_type) not in _SHAPES:
        raise DecodeError(f"unknown measurement frame: data {kind}, type 0x{frame_type:02x}")
    width, channels = _SHAPES[kind, frame_type]
    samples, packing = _decode_samples(content, frame_type, width, channels)
    if kind == Stream.ECG:
        return EcgBlock(timestamp_ns, samples[:, 0])
    if kind == Stream.PPG:
        return PpgBlock(timestamp_ns, samples, packing)
    in_g = frame_type == _COMPRESSED
    mg_per_count = 1000.0 * (factor or G_PER_COUNT) if in_g else 1.0
    return AccBlock(timestamp_ns, samples, mg_per_count, packing)


def encode(block: Block) -> bytes:
    """Encode a block as a strap would send it.

    Raises
    ------
    ValueError
        When a value does not fit into its field.
    """
    match block:
        case EcgBlock(timestamp_ns, ecg_uv):
            return _encode_samples(Stream.ECG, timestamp_ns, ecg_uv[:, None], Packing(0))
        case AccBlock(timestamp_ns, counts, _, packing):
            return _encode_samples(Stream.ACC, timestamp_ns, counts, packing)
        case PpgBlock(timestamp_ns, ppg, packing):
            return _encode_samples(Stream.PPG, timestamp_ns, ppg, packing)
        case PpiBlock(timestamp_ns):
            return _HEAD.pack(Stream.PPI, timestamp_ns, 0) + _encode_ppi(block)


def compressed(samples: Int32, frame_type: int = 0) -> Packing:
    """Return the packing of a compressed frame of these samples."""
    return Packing(frame_type, polar_deltas.narrowest_runs(samples))


def _decode_samples(
    content: bytes, frame_type: int, width: int, channels: int
) -> tuple[Int32, Packing]:
    size = width * channels
    if frame_type & _COMPRESSED:
        if len(content) < size:
            raise DecodeError("compressed frame ends inside its first sample")
        first = _from_bytes(content[:size], width)
        samples, runs = polar_deltas.unpack(first, content[size:])
        return samples, Packing(frame_type & ~_COMPRESSED, runs)
    if len(content) % size:
        raise DecodeError(f"measurement frame ends inside a sample of {size} bytes")
    return _from_bytes(content, width).reshape(-1, channels), Packing(frame_type)


def _encode_samples(kind: Stream, timestamp_ns: int, samples: Int32, packing: Packing) -> bytes:
    frame_type = packing.frame_type | (0 if packing.runs is None else _COMPRESSED)
    width, channels = _SHAPES[kind, frame_type]
    if samples.ndim != 2 or samples.shape[1] != channels or not len(samples):
        raise ValueError(f"samples of shape {samples.shape}: {channels} channels are wanted")
    head = _HEAD.pack(kind, timestamp_ns, frame_type)
    if packing.runs is None:
        return head + _to_bytes(samples, width)
    return head + _to_bytes(samples[0], width) + polar_deltas.pack(samples, packing.runs)


def _from_bytes(content: bytes, width: int) -> Int32:
    """Return little-endian signed numbers of one, two or three bytes."""
    if width < 3:
        return np.frombuffer(content, f"<i{width}").astype(np.int32)
    wide = np.zeros((len(content) // 3, 4), np.uint8)
    wide[:, 1:] = np.frombuffer(content, np.uint8).reshape(-1, 3)
    return (wide.view("<i4")[:, 0] >> 8).astype(np.int32)  # the shift brings the sign along


def _to_bytes(values: Int32, width: int) -> bytes:
    limit = 1 << (8 * width - 1)
    if values.min() < -limit or values.max() >= limit:
        raise ValueError(f"samples do not fit into {width} bytes")
    wide = np.ascontiguousarray(values.ravel(), "<i4").view(np.uint8).reshape(-1, 4)
    return wide[:, :width].tobytes()


def _decode_ppi(timestamp_ns: int, content: bytes) -> PpiBlock:
    if len(content) % _PPI.itemsize:
        raise DecodeError("pulse interval frame ends inside an interval")
    rows = np.frombuffer(content, _PPI)
    return PpiBlock(timestamp_ns, *(rows[name].astype(np.int32) for name in _PPI.names or ()))


def _encode_ppi(block: PpiBlock) -> bytes:
    columns = (block.hr_bpm, block.ppi_ms, block.error_ms, block.flags)
    rows = np.empty(len(block.ppi_ms), _PPI)
    for name, values in zip(_PPI.names or (), columns, strict=True):
        if len(values) and (values.min() < 0 or values.max() > np.iinfo(_PPI[name]).max):
            raise ValueError(f"{name} does not fit into its field")
        rows[name] = values
    return rows.tobytes()
