"""Intervals of other programs keep every bit."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import DecodeError
from devices.rr_list import decode_rr_ms, encode_rr_ms


def test_the_layout_is_little_endian_float64():
    # 1000.0 is 0x408F400000000000 in IEEE 754.
    assert encode_rr_ms([1000.0]) == bytes.fromhex("0000000000408f40")


@given(st.lists(st.floats(min_value=1e-3, max_value=1e6), max_size=9))
def test_round_trip(rr_ms):
    assert decode_rr_ms(encode_rr_ms(rr_ms)) == tuple(rr_ms)


@pytest.mark.parametrize(
    "payload",
    [bytes(7), bytes(8), *(struct.pack("<d", x) for x in (-1.0, float("nan"), float("inf")))],
)
def test_what_is_no_interval_is_refused(payload):
    with pytest.raises(DecodeError):
        decode_rr_ms(payload)
