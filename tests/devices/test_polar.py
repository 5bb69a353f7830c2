"""Polar's measurement frames both ways, against captures and the cases other projects test."""

import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from devices import polar
from devices.errors import DecodeError
from devices.polar import AccBlock, EcgBlock, Packing, PpgBlock, PpiBlock
from devices.polar_deltas import Run


@pytest.fixture(scope="module")
def frames(shared):
    return json.loads((shared / "ble_vectors.json").read_text())["pmd_data"]


def values(block):
    """Return what a frame holds under the names that the vectors use."""
    match block:
        case EcgBlock():
            return {"ecg_uv": block.ecg_uv}
        case AccBlock():
            return {"acc_mg": block.acc_mg, "acc_raw": block.counts}
        case PpgBlock():
            return {"ppg": block.ppg}


def test_every_frame_decodes_to_its_stated_values(frames):
    checked = 0
    for vector in frames:
        block = polar.decode(bytes.fromhex(vector["hex"]))
        stated = vector["decoded"] | vector["stated"]
        assert block.timestamp_ns == stated["timestamp_ns"]
        if isinstance(block, PpiBlock):
            continue
        for name, held in values(block).items():
            for key in (name, f"{name}_first"):
                if key in stated:
                    np.testing.assert_array_equal(held[: len(stated[key])], stated[key])
                    checked += 1
        if "n_samples" in stated:
            assert len(next(iter(values(block).values()))) == stated["n_samples"]
    print(f"{len(frames)} frames, {checked} tables of values")
    assert checked >= 16


def test_pulse_intervals_decode_to_their_stated_values(frames):
    (vector,) = (v for v in frames if v["hex"].startswith("03"))
    block = polar.decode(bytes.fromhex(vector["hex"]))
    for row, stated in enumerate(vector["decoded"]["ppi"]):
        assert block.hr_bpm[row] == stated["hr"]
        assert block.ppi_ms[row] == stated["ppi_ms"]
        assert block.error_ms[row] == stated["err_ms"]
        assert block.blocker[row] == stated["blocker"]
        assert block.contact[row] == stated["skin_contact"]
        assert block.contact_supported[row] == stated["skin_contact_supported"]


def test_every_frame_is_encoded_to_its_bytes(frames):
    for vector in frames:
        payload = bytes.fromhex(vector["hex"])
        assert polar.encode(polar.decode(payload)) == payload, vector["hex"][:40]


def test_compressed_acceleration_of_type_0_is_in_g(frames):
    # As its source says: the counts times the factor times 1000 are mg.
    payload = next(
        bytes.fromhex(v["hex"])
        for v in frames
        if v["hex"].startswith("02 00 94 35 77 00 00 00 00 80")
    )
    first = np.array([1905, 27376, -29282])
    np.testing.assert_allclose(polar.decode(payload).acc_mg[0], first * 0.244)
    np.testing.assert_allclose(polar.decode(payload, factor=0.001).acc_mg[0], first)


def test_time_of_the_capture(frames):
    # 2026-07-18 by the calendar, but the strap's clock had begun anew on 2019-01-01.
    first, second = (polar.decode(bytes.fromhex(v["hex"])).timestamp_ns for v in frames[:2])
    assert 0 < first / 1e9 - (19 * 365 + 5) * 86_400 < 3600
    assert (second - first) / 73 == pytest.approx(1e9 / 130, rel=0.01)


HEAD = bytes(8)


@pytest.mark.parametrize(
    ("packet", "samples"),
    [
        ("02 {} 00 01 ff 80", [[1, -1, -128]]),
        ("02 {} 01 01 00 ff ff 00 80", [[1, -1, -32768]]),
        ("02 {} 02 01 00 00 ff ff ff 00 00 80", [[1, -1, -8388608]]),
    ],
)
def test_raw_acceleration_of_one_to_three_bytes(packet, samples):
    payload = bytes.fromhex(packet.format(HEAD.hex()))
    block = polar.decode(payload)
    np.testing.assert_array_equal(block.acc_mg, samples)
    assert polar.encode(block) == payload


def test_runs_of_different_widths():
    # By hand: 0 0 0, then +1 -1 0 in 2 bits (01, 11, 00), then nothing twice, in no bits at all.
    payload = bytes.fromhex(f"02 {HEAD.hex()} 81 0000 0000 0000 02 01 0d 00 02")
    block = polar.decode(payload)
    np.testing.assert_array_equal(block.counts, [[0, 0, 0]] + 3 * [[1, -1, 0]])
    assert block.packing == Packing(1, (Run(2, 1), Run(0, 2)))
    assert polar.encode(block) == payload


@pytest.mark.parametrize(
    "packet",
    [
        "",
        "00",
        f"00 {HEAD.hex()} 00",  # no sample
        f"00 {HEAD.hex()} 00 01 02",
        f"01 {HEAD.hex()} 00 {bytes(11).hex()}",
        f"02 {HEAD.hex()} 01 01 02 03 04 05",
        f"02 {HEAD.hex()} 80 01 02 03 04 05",
        f"02 {HEAD.hex()} 80 {bytes(6).hex()} 06",
        f"02 {HEAD.hex()} 80 {bytes(6).hex()} 06 01 00",
        f"02 {HEAD.hex()} 80 {bytes(6).hex()} 21 08 {bytes(99).hex()}",  # 33 bits wide
        f"02 {HEAD.hex()} 80 {bytes(6).hex()} 20 02 {'ffffff7f' * 6}",  # 32 bits are left
        f"03 {HEAD.hex()} 00 01 02 03 04 05",
        f"00 {HEAD.hex()} 01 01 02 03",  # types that nobody has described
        f"00 {HEAD.hex()} 80 01 02 03",
        f"01 {HEAD.hex()} 01 {bytes(12).hex()}",
        f"02 {HEAD.hex()} 03 {bytes(12).hex()}",
        f"03 {HEAD.hex()} 80 {bytes(6).hex()}",
        f"05 {HEAD.hex()} 80 {bytes(6).hex()}",
    ],
)
def test_short_and_unknown_frames_are_refused(packet):
    with pytest.raises(DecodeError):
        polar.decode(bytes.fromhex(packet))


KINDS = st.sampled_from([0, 1, 2, 3, 5, 6, 9, 0x40, 0xFF])
TYPES = st.sampled_from([0, 1, 2, 3, 0x80, 0x81, 0xFF])
FRAMES = st.binary(max_size=300) | st.builds(
    lambda kind, stamp, frame, content: struct.pack("<BQB", kind, stamp, frame) + content,
    KINDS,
    st.integers(0, 2**64 - 1),
    TYPES,
    st.binary(max_size=300),
)


@given(FRAMES)
def test_any_bytes_decode_or_are_refused(payload):
    try:
        block = polar.decode(payload)
    except DecodeError:
        return
    # The two upper bits of the first byte mean nothing; all else is kept.
    assert polar.encode(block) == bytes([payload[0] & 0x3F]) + payload[1:]


STAMPS = st.integers(0, 2**64 - 1)


def samples(channels, bits, longest=300):
    return hnp.arrays(
        np.int32,
        st.tuples(st.integers(1, longest), st.just(channels)),
        elements=st.integers(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1),
    )


def packed(values, frame_type, compress):
    return polar.compressed(values, frame_type) if compress else Packing(frame_type)


BLOCKS = st.one_of(
    st.builds(EcgBlock, STAMPS, samples(1, 24).map(lambda s: s[:, 0])),
    st.builds(
        lambda stamp, s, compress: AccBlock(stamp, s, packing=packed(s, 1, compress)),
        STAMPS,
        samples(3, 16),
        st.booleans(),
    ),
    st.builds(
        lambda stamp, s, compress: PpgBlock(stamp, s, packed(s, 0, compress)),
        STAMPS,
        samples(4, 24),
        st.booleans(),
    ),
)


@given(BLOCKS)
def test_what_is_encoded_is_decoded(block):
    again = polar.decode(polar.encode(block))
    assert (type(again), again.timestamp_ns) == (type(block), block.timestamp_ns)
    assert getattr(again, "packing", None) == getattr(block, "packing", None)
    for name, held in values(block).items():
        np.testing.assert_array_equal(values(again)[name], held)


def uint(bits, size):
    return hnp.arrays(np.int32, size, elements=st.integers(0, 2**bits - 1))


@given(
    st.integers(1, 40).flatmap(
        lambda n: st.builds(PpiBlock, STAMPS, uint(8, n), uint(16, n), uint(16, n), uint(8, n))
    )
)
def test_pulse_intervals_both_ways(block):
    again = polar.decode(polar.encode(block))
    for name in ("timestamp_ns", "hr_bpm", "ppi_ms", "error_ms", "flags"):
        np.testing.assert_array_equal(getattr(again, name), getattr(block, name))


@pytest.mark.parametrize(
    "block",
    [
        EcgBlock(0, np.array([1 << 23], np.int32)),
        EcgBlock(0, np.array([], np.int32)),
        AccBlock(0, np.zeros((4, 2), np.int32)),
        AccBlock(0, np.array([[0, 0, 0], [9, 0, 0]], np.int32), packing=Packing(1, (Run(2, 1),))),
        AccBlock(0, np.zeros((4, 3), np.int32), packing=Packing(1, (Run(2, 1),))),
        PpiBlock(0, *(np.array([values], np.int32) for values in (60, 1 << 16, 0, 0))),
    ],
)
def test_what_does_not_fit_is_our_mistake(block):
    with pytest.raises(ValueError, match=r"fit|number of samples|channels"):
        polar.encode(block)
