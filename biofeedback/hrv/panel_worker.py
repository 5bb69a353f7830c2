"""NeuroKit2's own process: the only place that imports it.

The import takes seconds and 200 MiB, a call may crash or never end, so all of it happens in a child
process that answers over a pipe. Time, frequency and nonlinear indices are separate calls with
separate answers: what ends one does not take the others along.

Decision: the intervals are handed over as ``{"RRI": ms, "RRI_Time": s}``. As peaks they would be
rounded to whole samples; in this form NeuroKit2 takes the floats as they are.
"""

import signal
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from biofeedback.hrv.window import FloatArray

READY = "ready"
"""What the process says when it has imported NeuroKit2."""

OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "time": {},
    "frequency": {"normalize": False},  # else power is a share of the highest peak, not ms^2
    "nonlinear": {},
}
"""What is called, `neurokit2.hrv_time` and so on, in this order, and with what."""


@dataclass(frozen=True, slots=True)
class Question:
    """Intervals, and when they ended, each of shape (n,)."""

    rr_ms: FloatArray
    t_s: FloatArray


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one call: figures by name, or else the words it stopped with."""

    figures: Mapping[str, float]
    problem: str = ""


def serve(connection: Connection) -> None:
    """Answer each `Question` with an `Answer` a call, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it, without a word
    warnings.simplefilter("ignore")  # what they warn of shows in the figures
    neurokit2 = import_module("neurokit2")
    try:
        connection.send(READY)
        while True:
            question = connection.recv()
            for name, options in OPTIONS.items():
                connection.send(_answer(getattr(neurokit2, f"hrv_{name}"), question, options))
    except (EOFError, OSError):
        return  # nobody listens any more


def _answer(compute: Any, question: Question, options: Mapping[str, Any]) -> Answer:
    try:
        frame = compute({"RRI": question.rr_ms, "RRI_Time": question.t_s}, **options)
        return Answer({name: float(frame[name].iloc[0]) for name in frame})
    except Exception as error:  # all sorts are raised: division by zero, index, value, type
        words = " ".join(" ".join(map(str, error.args)).split())
        return Answer({}, words or type(error).__name__)
