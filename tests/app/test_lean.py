"""What PySide is spared of at the start is not loaded, and what needs it later still has it."""

import os
import subprocess
import sys

from tests.benchmarks.app import first_paint

PROGRAM = """
import sys
import biofeedback.app.lean
from PySide6.QtCore import QPoint
import re, textwrap
writer = sys.modules["shibokensupport.signature.lib.pyi_generator"]
print(hasattr(writer, "Formatter"), "logging" in sys.modules, re.compile("a", re.VERBOSE))
print(textwrap.wrap("one two-three", 8))  # has a pattern of its own, and is loaded by PySide
try:
    QPoint("nowhere")
except TypeError as error:
    print(str(error).splitlines()[-1].strip())
"""


def test_the_stub_writer_stays_away_and_errors_still_name_the_signature():
    command = [sys.executable, "-c", PROGRAM]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said[0] == "False False re.compile('a', re.VERBOSE)"
    assert said[1] == "['one two-', 'three']"
    assert said[-1].endswith("(xpos: int, ypos: int, /)")


def test_the_first_paint_waits_for_nothing_heavy():
    _wall_ms, heavy = first_paint(os.environ | {"QT_QPA_PLATFORM": "offscreen"}, "ours")
    assert heavy == []  # numpy, asyncio, scipy and the like
