"""The benchmarks run, write what they print, and fail when a gated target is missed."""

import json
import subprocess
import sys

import pytest

from tests.benchmarks.measure import ROOT, slope
from tests.benchmarks.report import Row, Target, table


def test_quick_run(tmp_path):
    out = tmp_path / "benchmarks.json"
    command = [sys.executable, "-m", "tests.benchmarks", "--quick", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["machine"]["blas_threads"] == "1"
    assert all(row["case"] in done.stdout for row in written["rows"])
    beat = written["rows"][0]
    assert beat["ours"] > 0
    assert beat["ratio"] == pytest.approx(beat["neurokit2"] / beat["ours"])


TIMES = Target(100, "ratio", at_least=True)
CLOCK = Target(0.25, gated=False)


@pytest.mark.parametrize(
    ("row", "failed"),
    [
        (Row("quick", "ms", 0.2, 20.0, (CLOCK, TIMES)), False),
        (Row("slow machine", "ms", 0.4, 40.0, (CLOCK, TIMES)), False),
        (Row("slow", "ms", 0.2, 19.9, (CLOCK, TIMES)), True),
        (Row("large", "MiB", 250.1, None, (Target(250),)), True),
        (Row("not told", "MiB", None, None, (Target(250),)), False),
        (Row("disagrees", "", 0.89, None, (Target(0.9, at_least=True),)), True),
    ],
    ids=lambda value: value.case if isinstance(value, Row) else "",
)
def test_what_is_gated(row, failed):
    assert row.failed is failed
    assert ("MISSED" in "\n".join(table({}, [row]))) is failed


def test_slope_of_a_power():
    assert slope([10, 100, 1000], [3e-4, 3e-2, 3.0]) == pytest.approx(2.0)
