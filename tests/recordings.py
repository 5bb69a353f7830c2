"""Clean intervals: of real recordings, out of the folder beside the checkout, and simulated."""

import csv
from datetime import datetime

import numpy as np

from tests.hrv.series import breathing_heart

PACED = "paced 4 s in, 6 s out"


def vu_ams(shared):
    """The lab ECG's intervals in each condition: those whose beat lies in [start, end)."""
    folder = shared / "data/wearable_hrv"
    rows = [line.split("\t") for line in (folder / "test_vu.txt").read_text().splitlines()[2:]]
    t_s = np.array([_seconds(row[0].split("/")[1]) for row in rows if len(row) > 2])
    rr_ms = np.array([float(row[2]) for row in rows if len(row) > 2])
    borders = {}
    with (folder / "test_events.csv").open() as file:
        for row in csv.DictReader(file):
            borders.setdefault(row["conditions"], []).append(_seconds(row["timestamp"] + ".0"))
    return {
        name: rr_ms[(start_s <= t_s) & (t_s < end_s)] for name, (start_s, end_s) in borders.items()
    }


def clean(shared):
    """The series that artifact rules are measured on."""
    lab = vu_ams(shared)
    slow = np.loadtxt(shared / "data/h10_ibi_slow_breathing/sample_data_ibi.csv", delimiter=",")
    return {
        "sitting": lab["sitting"],
        "standing": lab["standing"],
        "rest": np.loadtxt(shared / "data/rr_rest_and_noisy/rest_rri.txt"),
        "H10 slow breathing": slow[:, 1],
        PACED: lab["breathing"],
        "+-18 bpm at 5.5/min": breathing_heart(18, 5.5, 10.0, 300, 62.0).rr_ms,
    }


def _seconds(text):
    return (datetime.strptime(text, "%H:%M:%S.%f") - datetime(1900, 1, 1)).total_seconds()
