"""Heart-rate packets both ways; expected values from the specification's own layout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices import heart_rate
from devices.errors import DecodeError
from devices.heart_rate import HeartRateMeasurement

# One table, run both ways: flags 0x01 wide rate, 0x02 + 0x04 contact, 0x08 energy, 0x10 intervals.
TABLE = [
    ("00 3c", HeartRateMeasurement(60)),
    ("01 01 01", HeartRateMeasurement(257)),
    ("04 3c", HeartRateMeasurement(60, contact=False)),
    ("06 3c", HeartRateMeasurement(60, contact=True)),
    ("08 3c 10 27", HeartRateMeasurement(60, energy_kj=10_000)),
    ("10 3c 00 04", HeartRateMeasurement(60, (1000.0,))),
    ("16 3c 00 04 00 02", HeartRateMeasurement(60, (1000.0, 500.0), True)),
    ("1e 3c 01 00 80 03", HeartRateMeasurement(60, (875.0,), True, 1)),
]


@pytest.mark.parametrize(("packet", "measurement"), TABLE)
def test_both_ways(packet, measurement):
    payload = bytes.fromhex(packet)
    assert heart_rate.decode(payload) == measurement
    assert heart_rate.encode(measurement) == payload


@given(
    st.builds(
        HeartRateMeasurement,
        st.integers(0, 0xFFFF),
        st.lists(st.integers(0, 0xFFFF).map(lambda n: n * 1000 / 1024), max_size=9).map(tuple),
        st.sampled_from([None, False, True]),
        st.none() | st.integers(0, 0xFFFF),
    )
)
def test_what_is_encoded_is_decoded(measurement):
    assert heart_rate.decode(heart_rate.encode(measurement)) == measurement


@given(st.binary(max_size=40))
def test_any_bytes_decode_or_are_refused(payload):
    try:
        measurement = heart_rate.decode(payload)
    except DecodeError:
        return
    assert all(0 <= rr_ms < 64_000 for rr_ms in measurement.rr_ms)


@pytest.mark.parametrize("packet", ["", "00", "01 3c", "08 3c 01", "09 3c 00 01"])
def test_packets_that_end_inside_a_field_are_refused(packet):
    with pytest.raises(DecodeError):
        heart_rate.decode(bytes.fromhex(packet))


def test_an_odd_trailing_byte_is_ignored():
    assert heart_rate.decode(bytes.fromhex("10 3c 00 04 7f")).rr_ms == (1000.0,)


def test_contact_bits_without_support_say_nothing():
    assert heart_rate.decode(bytes.fromhex("02 3c")).contact is None


def test_battery():
    assert heart_rate.decode_battery(b"\x57") == 87
    for wrong in (b"", b"\x65"):
        with pytest.raises(DecodeError):
            heart_rate.decode_battery(wrong)


def test_body_location():
    assert heart_rate.decode_body_location(b"\x01") == "chest"
    assert heart_rate.decode_body_location(b"\x09") == "other"
