"""`biofeedback analyze` on real blocks, from files as a person would hand them over."""

import json

import numpy as np
import pytest

from biofeedback.cli import main

#: Block: from, to, beats, SDNN, RMSSD of the lab's ECG.
BLOCKS = {
    "sitting": ("14:09:20", "14:14:20", 279, 89.455, 95.003),
    "breathing": ("14:29:25", "14:32:25", 161, 213.008, 185.243),
}


def analyzed(path, capsys, *options):
    capsys.readouterr()
    assert main(["analyze", str(path), "--format", "json", *options]) == 0
    [window] = json.loads(capsys.readouterr().out)
    return window


@pytest.mark.parametrize("name", BLOCKS)
def test_a_lab_block(name, shared, tmp_path, capsys):
    start, end, beats, sdnn_ms, rmssd_ms = BLOCKS[name]
    lines = (shared / "data/wearable_hrv/test_vu.txt").read_text().splitlines(keepends=True)
    path = tmp_path / f"{name}.txt"
    path.write_text("".join([*lines[:2], *(row for row in lines[2:] if start <= row[9:17] < end)]))
    kept = analyzed(path, capsys, "--artifacts", "keep")
    clean = analyzed(path, capsys)
    assert clean["values"] == kept["values"]  # no good beat is thrown away
    assert clean["quality"]["artifact_pct"] == 0
    assert clean["beats"] == beats
    assert clean["values"]["sdnn_ms"] == pytest.approx(sdnn_ms, abs=5e-4)
    assert clean["values"]["rmssd_ms"] == pytest.approx(rmssd_ms, abs=5e-4)
    if name == "breathing":  # 4 s in, 6 s out
        assert clean["values"]["lf_peak_per_min"] == pytest.approx(6.0, abs=0.15)


def test_an_hour_and_the_report_of_another_program(shared, tmp_path, capsys):
    path = tmp_path / "hour.txt"
    np.savetxt(path, np.load(shared / "data/rr_60min_with_report/SampleNNISeriesLong.npy"))
    hour = analyzed(path, capsys, "--artifacts", "keep")
    assert hour["beats"] == 4684
    published = {"mean_nn_ms": 768.438, "sdnn_ms": 85.357, "rmssd_ms": 60.523, "pnn50_pct": 28.571}
    for name, value in published.items():
        assert hour["values"][name] == pytest.approx(value, abs=5e-4)
    # The report divides by n, ours by n - 1 as NeuroKit2 does.
    for name, value in {"sd1_ms": 42.797, "sd2_ms": 112.837}.items():
        assert hour["values"][name] == pytest.approx(value * np.sqrt(4683 / 4682), abs=1e-3)
