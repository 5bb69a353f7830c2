"""The control point against exchanges with a real strap, and cases that other projects test."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices import polar_control
from devices.errors import DecodeError
from devices.polar_control import (
    Answer,
    Command,
    Operation,
    Setting,
    Status,
    Stream,
    decode_answer,
    decode_command,
    decode_features,
    decode_settings,
    encode_answer,
    encode_command,
    encode_features,
    encode_settings,
)


@pytest.fixture(scope="module")
def vectors(shared):
    return json.loads((shared / "ble_vectors.json").read_text())


def test_every_exchange_both_ways(vectors):
    exchanges = vectors["pmd_control_point"]
    assert len(exchanges) >= 14
    for exchange in exchanges:
        answer = decode_answer(bytes.fromhex(exchange["response"]))
        assert encode_answer(answer) == bytes.fromhex(exchange["response"])
        if exchange["write"] is not None:
            command = decode_command(bytes.fromhex(exchange["write"]))
            assert encode_command(command) == bytes.fromhex(exchange["write"])
            assert answer.operation == command.operation
            assert answer.stream == (command.stream or 0)


def test_every_exchange_has_its_stated_values(vectors):
    for exchange in vectors["pmd_control_point"]:
        answer = decode_answer(bytes.fromhex(exchange["response"]))
        stated = exchange["stated"]
        match stated.get("name", "").split():
            case ["settings", _]:
                settings = decode_settings(answer.parameters)
                expected = {
                    Setting.SAMPLE_RATE_HZ: stated["sample_rate"],
                    Setting.RESOLUTION_BITS: stated["resolution"],
                    Setting.RANGE_G: stated.get("range_g"),
                }
                assert settings == {k: tuple(v) for k, v in expected.items() if v}
            case ["start" | "stop"]:
                assert (answer.status, answer.more) == (Status.SUCCESS, False)
                assert decode_settings(answer.parameters) == {}
            case [_]:  # what this strap does not know
                assert answer.status in (Status.INVALID_OPERATION, Status.INVALID_STREAM)
            case []:
                assert (answer.operation, answer.stream) == (stated["op"], stated["type"])
                assert answer.status == (0 if stated["status"] == "SUCCESS" else 7)
                assert answer.more == stated["more"]
                assert answer.parameters == bytes.fromhex(stated["params"])


def test_the_commands_of_the_documentation():
    rate, bits, range_g = Setting.SAMPLE_RATE_HZ, Setting.RESOLUTION_BITS, Setting.RANGE_G
    ecg = Command(Operation.START, Stream.ECG, {rate: (130,), bits: (14,)})
    acc = Command(Operation.START, Stream.ACC, {rate: (200,), bits: (16,), range_g: (8,)})
    assert encode_command(ecg) == bytes.fromhex("02 00 00 01 82 00 01 01 0E 00")
    assert encode_command(acc) == bytes.fromhex("02 02 00 01 C8 00 01 01 10 00 02 01 08 00")
    assert encode_command(Command(Operation.GET_SETTINGS, Stream.PPG)) == b"\x01\x01"
    assert encode_command(Command(Operation.STOP, Stream.PPI)) == b"\x03\x03"


def test_features_of_a_real_strap(vectors):
    (read,) = (each for each in vectors["misc"] if "features" in each["what"])
    payload = bytes.fromhex(read["hex"])
    assert decode_features(payload) == {Stream.ECG, Stream.ACC}
    assert encode_features({Stream.ECG, Stream.ACC}) == payload


def test_a_factor_is_a_float():
    # 8 g over 15 bits in IEEE 754 single precision: exponent 127 - 12, mantissa 0.
    settings = decode_settings(bytes.fromhex("05 01 00 00 80 39"))
    assert settings == {Setting.FACTOR: (8 / 2**15,)}


@pytest.mark.parametrize("payload", [b"", b"\x0f", b"\xf0\x01\x02\x00"])
def test_no_features(payload):
    with pytest.raises(DecodeError):
        decode_features(payload)


@pytest.mark.parametrize("payload", [b"", b"\xf0\x01\x02", bytes.fromhex("0f05") + bytes(15)])
def test_no_answers(payload):
    with pytest.raises(DecodeError):
        decode_answer(payload)


@pytest.mark.parametrize("parameters", ["ff ff ff", "00 02 19 00", "00 01", "07 01 00"])
def test_broken_settings(parameters):
    with pytest.raises(DecodeError):
        decode_settings(bytes.fromhex(parameters))


@given(st.binary(max_size=60))
def test_any_bytes_decode_or_are_refused(payload):
    for decode in (decode_features, decode_settings, decode_command, decode_answer):
        try:
            decode(payload)
        except DecodeError:
            continue


RANGES = {
    setting: st.floats(width=32, allow_nan=False) if code == "f" else st.integers(*limits)
    for (setting, code), limits in zip(
        polar_control._FORMATS.items(),
        [(0, 65535)] * 3 + [(-(2**31), 2**31 - 1), (0, 255), (0, 0)],
        strict=True,
    )
}
SETTINGS = st.fixed_dictionaries(
    {}, optional={s: st.lists(r, max_size=9).map(tuple) for s, r in RANGES.items()}
)


@given(SETTINGS)
def test_settings_both_ways(settings):
    assert decode_settings(encode_settings(settings)) == settings


@given(st.builds(Answer, *3 * [st.integers(0, 255)], st.booleans(), st.binary(max_size=30)))
def test_answers_both_ways(answer):
    assert decode_answer(encode_answer(answer)) == answer
