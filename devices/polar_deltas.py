"""The compression of Polar's measurement frames: a first sample, then runs of packed differences.

A run is one byte with the width of a difference in bits, one with the number of samples, and the
differences of all channels, least significant bit first, filled up to a whole byte. Pure; numpy
unpacks whole runs at once.

Source: the frames of `BlePMDClient` in the Polar BLE SDK.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from devices.errors import DecodeError

_WIDEST_BITS = 32
_MOST_SAMPLES = 255
_INT32 = np.iinfo(np.int32)


@dataclass(frozen=True, slots=True)
class Run:
    """`samples` differences, each `bits` wide in every channel.

    `fill` is what stands in the bits that are left over in the last byte.
    """

    bits: int
    samples: int
    fill: int = 0


def unpack(first: NDArray[np.int32], packed: bytes) -> tuple[NDArray[np.int32], tuple[Run, ...]]:
    """Return all samples, and the runs that they came in.

    Parameters
    ----------
    first : ndarray of int32, shape (channels,)
        The first sample.
    packed : bytes
        The runs.

    Returns
    -------
    (ndarray of int32, shape (n, channels), tuple of Run)

    Raises
    ------
    DecodeError
        When a run breaks off, is too wide, or leads out of 32 bits.
    """
    runs: list[Run] = []
    parts = [first[None, :].astype(np.int64)]
    at = 0
    while at < len(packed):
        if at + 2 > len(packed):
            raise DecodeError("compressed frame ends inside the head of a run")
        bits, count = packed[at], packed[at + 1]
        size_bits = bits * count * first.size
        end = at + 2 + (size_bits + 7) // 8
        if end > len(packed) or bits > _WIDEST_BITS:
            raise DecodeError(f"compressed frame: impossible run of {count} times {bits} bits")
        parts.append(_differences(packed[at + 2 : end], bits, count * first.size, first.size))
        runs.append(Run(bits, count, packed[end - 1] >> size_bits % 8 if size_bits % 8 else 0))
        at = end
    samples = np.concatenate(parts).cumsum(axis=0)
    if samples.min() < _INT32.min or samples.max() > _INT32.max:
        raise DecodeError("compressed frame leads out of 32 bits")
    return samples.astype(np.int32), tuple(runs)


def pack(samples: NDArray[np.int32], runs: tuple[Run, ...]) -> bytes:
    """Return the differences of `samples`, packed in `runs`; the first sample is not among them.

    Raises
    ------
    ValueError
        When the runs do not fit the samples.
    """
    differences = _steps(samples)
    if sum(run.samples for run in runs) != len(differences):
        raise ValueError("the runs hold another number of samples")
    packed, at = b"", 0
    for run in runs:
        part = differences[at : at + run.samples]
        if run.samples and _bits_for(part) > run.bits:
            raise ValueError(f"differences do not fit into {run.bits} bits")
        bits = (part[:, :, None] >> np.arange(run.bits)) & 1
        body = bytearray(np.packbits(bits.astype(np.uint8).ravel(), bitorder="little").tobytes())
        if bits.size % 8:
            body[-1] |= run.fill << bits.size % 8
        packed += bytes([run.bits, run.samples]) + body
        at += run.samples
    return packed


def narrowest_runs(samples: NDArray[np.int32]) -> tuple[Run, ...]:
    """Return the runs of one width that take these samples."""
    differences = _steps(samples)
    bits = _bits_for(differences) if len(differences) else 0
    starts = range(0, len(differences), _MOST_SAMPLES)
    return tuple(Run(bits, min(_MOST_SAMPLES, len(differences) - at)) for at in starts)


def _steps(samples: NDArray[np.int32]) -> NDArray[np.int64]:
    wide = samples.astype(np.int64)
    return wide[1:] - wide[:-1]


def _differences(packed: bytes, bits: int, fields: int, channels: int) -> NDArray[np.int64]:
    if not packed:
        return np.zeros((fields // channels, channels), np.int64)
    one_by_one = np.unpackbits(
        np.frombuffer(packed, np.uint8), count=fields * bits, bitorder="little"
    )
    values: NDArray[np.int64] = one_by_one.reshape(fields, bits) @ _PLACES[bits]
    return values.reshape(-1, channels)


def _places(bits: int) -> NDArray[np.int64]:
    """Return what each bit of a two's complement number counts."""
    places = np.left_shift(np.int64(1), np.arange(bits, dtype=np.int64))
    places[-1:] *= -1
    return places


_PLACES = [_places(bits) for bits in range(_WIDEST_BITS + 1)]


def _bits_for(differences: NDArray[np.int64]) -> int:
    """Return the width of the widest of these, in two's complement; 0 when all are 0."""
    if not differences.any():
        return 0
    return int(np.where(differences < 0, ~differences, differences).max()).bit_length() + 1
