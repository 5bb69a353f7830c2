"""Heart-rate packets of real straps and of other projects' tests decode to their stated values."""

import json

import pytest

from devices import heart_rate


def test_every_heart_rate_packet(shared):
    vectors = json.loads((shared / "ble_vectors.json").read_text())["heart_rate_measurement"]
    assert len(vectors) >= 30
    for vector in vectors:
        stated, measurement = vector["stated"], heart_rate.decode(bytes.fromhex(vector["hex"]))
        if "hr_bpm" in stated:
            assert measurement.hr_bpm == stated["hr_bpm"], vector
        if "rr_1024" in stated:
            assert [rr_ms * 1.024 for rr_ms in measurement.rr_ms] == stated["rr_1024"], vector
        if "rr_ms" in stated:  # its source rounds or cuts to whole milliseconds
            assert list(measurement.rr_ms) == pytest.approx(stated["rr_ms"], abs=1), vector
        if "energy_kj" in stated:
            assert measurement.energy_kj == stated["energy_kj"], vector
        if "contact_supported" in stated:
            assert (measurement.contact is not None) == stated["contact_supported"], vector
        if "contact_detected" in stated:
            assert measurement.contact == stated["contact_detected"], vector
    print(f"{len(vectors)} packets")
