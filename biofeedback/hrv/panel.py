"""NeuroKit2's panel: all the indices of `neurokit2.hrv`, beside ours, in their units.

A warm child process computes it, with a time limit. A crash, a figure that is no number, a window
too short for a band, a process that hangs or dies: each becomes "not available, because ..." for
the indices it concerns, and the others stay.

Spectral power is absolute, in ms^2, never `normalize=True`. NeuroKit2 leaves out what is slower
than four periods in a window: a band cut short by this is not available, and the total (`HRV_TP`,
and `HRV_LFn`, `HRV_HFn` by it) begins there, so compare it between windows of one length only.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from math import inf, isfinite, nan
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

import numpy as np

from biofeedback.hrv.panel_worker import OPTIONS, Answer, Question, serve
from biofeedback.hrv.window import Beats, Windows

LIMIT_S = 30.0
_START_LIMIT_S = 120.0  # the import, on a slow disk
_APART_S = 0.02  # NeuroKit2 takes beats for neighbours whose times fit within 10 ms
_LONGEST_HOLE_S = 3.0  # a curve drawn across more is invented, not interpolated
_PERIODS = 4  # of its slowest wave, before NeuroKit2 counts a frequency
_BEGINS_HZ = {
    "HRV_VLF": 0.0033,
    "HRV_LF": 0.04,
    "HRV_LFHF": 0.04,
    "HRV_LFn": 0.04,
    "HRV_HFn": 0.04,
    "HRV_TP": 0.04,
    "HRV_HF": 0.15,
    "HRV_LnHF": 0.15,
    "HRV_VHF": 0.4,
}


def _prefixed(names: str) -> tuple[str, ...]:
    return tuple(f"HRV_{name}" for name in names.split())


NAMES: Mapping[str, tuple[str, ...]] = {
    "time": _prefixed(
        "MeanNN SDNN SDANN1 SDNNI1 SDANN2 SDNNI2 SDANN5 SDNNI5 RMSSD SDSD CVNN CVSD MedianNN MadNN "
        "MCVNN IQRNN SDRMSSD Prc20NN Prc80NN pNN50 pNN20 MinNN MaxNN HTI TINN"
    ),
    "frequency": _prefixed("ULF VLF LF HF VHF TP LFHF LFn HFn LnHF"),
    "nonlinear": _prefixed(
        "SD1 SD2 SD1SD2 S CSI CVI CSI_Modified PIP IALS PSS PAS GI SI AI PI C1d C1a SD1d SD1a C2d "
        "C2a SD2d SD2a Cd Ca SDNNd SDNNa DFA_alpha1 MFDFA_alpha1_Width MFDFA_alpha1_Peak "
        "MFDFA_alpha1_Mean MFDFA_alpha1_Max MFDFA_alpha1_Delta MFDFA_alpha1_Asymmetry "
        "MFDFA_alpha1_Fluctuation MFDFA_alpha1_Increment DFA_alpha2 MFDFA_alpha2_Width "
        "MFDFA_alpha2_Peak MFDFA_alpha2_Mean MFDFA_alpha2_Max MFDFA_alpha2_Delta "
        "MFDFA_alpha2_Asymmetry MFDFA_alpha2_Fluctuation MFDFA_alpha2_Increment ApEn SampEn ShanEn "
        "FuzzyEn MSEn CMSEn RCMSEn CD HFD KFD LZC Symbolic_EqualProb4_0V Symbolic_EqualProb4_1V "
        "Symbolic_EqualProb4_2LV Symbolic_EqualProb4_2UV"
    ),
}
"""NeuroKit2's names (0.2.13) for what each of its three functions computes."""


@dataclass(frozen=True, slots=True)
class Panel:
    """NeuroKit2's indices over one window.

    Attributes
    ----------
    values : mapping of str to float
        By NeuroKit2's names; intervals in ms, power in ms^2.
    unavailable : mapping of str to str
        Why each of the others is not there.
    joins : int
        Where artifacts or gaps were cut out and the ends joined. Differences and SD1, SD2 leave
        these places out; entropies and fractal measures run across them.
    """

    values: Mapping[str, float]
    unavailable: Mapping[str, str]
    joins: int = 0


class PanelWorker:
    """The child process, started when it is first needed and again after it failed.

    Threads may share it; their calls wait for one another. Close it, or use it in a `with` block.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; the next call would start another."""
        with self._lock:
            self._stop()

    def measure(self, beats: Beats, windows: Windows, limit_s: float = LIMIT_S) -> list[Panel]:
        """Compute the panel of every window, with artifacts and gaps cut out.

        Each of NeuroKit2's three functions may take `limit_s` on each window.
        """
        panels = []
        for first, stop in zip(windows.first.tolist(), windows.stop.tolist(), strict=True):
            question, joins = _question(beats, first, stop)
            hindrances = [_hindrance(call, question, joins) for call in OPTIONS]
            if all(hindrances):
                answers = [Answer({})] * len(OPTIONS)
            else:
                with self._lock:
                    answers = self._ask(question, limit_s)
            panels.append(_assembled(question, joins, hindrances, answers))
        return panels

    def _ask(self, question: Question, limit_s: float) -> list[Answer]:
        """Return an answer a call; those that a failure left open carry its reason."""
        answers: list[Answer] = []
        try:
            connection = self._connected()
            connection.send(question)
            for _call in OPTIONS:
                answer = _received(connection, limit_s, _("it took longer than {limit:g} s"))
                answers.append(_explained(answer))
        except _Failure as failure:
            problem = str(failure)
        except (EOFError, OSError):
            problem = _("NeuroKit2's process ended unexpectedly")
        except BaseException:  # Ctrl-C: the answers still to come would belong to no question
            self._stop()
            raise
        else:
            return answers
        self._stop()
        return answers + [Answer({}, problem)] * (len(OPTIONS) - len(answers))

    def _connected(self) -> Connection:
        """Return the pipe to a process that has imported NeuroKit2 and waits for questions."""
        if self._process is not None and not self._process.is_alive():
            self._stop()
        if self._connection is None:
            if current_process().daemon:
                raise _Failure(_("this worker may not start the process that NeuroKit2 needs"))
            spawn = get_context("spawn")
            ours, theirs = spawn.Pipe()
            process = spawn.Process(target=serve, args=(theirs,), daemon=True)
            process.start()
            theirs.close()  # so that its end shows as the end of the pipe
            self._process, self._connection = process, ours
            _received(ours, _START_LIMIT_S, _("it did not start within {limit:g} s"))
        return self._connection

    def _stop(self) -> None:
        if self._process is not None and self._connection is not None:
            self._connection.close()
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._connection = None


class _Failure(Exception):
    """Why the process gives no answer."""


def _received(connection: Connection, limit_s: float, otherwise: str) -> Any:
    if not connection.poll(limit_s):
        raise _Failure(otherwise.format(limit=limit_s))
    return connection.recv()


def _explained(answer: Answer) -> Answer:
    if not answer.problem:
        return answer
    return Answer({}, _("NeuroKit2 stopped ({words})").format(words=answer.problem))


def _question(beats: Beats, first: int, stop: int) -> tuple[Question, int]:
    """Cut one window out, and count the joins.

    Artifacts are left out. Times are laid anew, so that NeuroKit2 takes exactly those beats for
    neighbours that `Columns.pair` does, however the clock of the recording jitters.
    """
    part = slice(first, stop)
    rr_ms, valid, gap = beats.rr_ms[part], beats.valid[part], beats.gap[part]
    hole_s = np.diff(beats.t_s[part], prepend=0.0) - rr_ms / 1000
    hole_s = np.where(gap, np.maximum(hole_s, _APART_S), 0.0)
    hole_s[:1] = 0.0
    t_s = np.cumsum(rr_ms / 1000 + hole_s)
    neighbours = int(beats.columns.pair[part][1:].sum())
    return Question(rr_ms[valid], t_s[valid]), max(int(valid.sum()) - 1 - neighbours, 0)


def _assembled(
    question: Question, joins: int, hindrances: Sequence[str], answers: Sequence[Answer]
) -> Panel:
    values: dict[str, float] = {}
    unavailable: dict[str, str] = {}
    for call, hindrance, answer in zip(OPTIONS, hindrances, answers, strict=True):
        for name in dict.fromkeys((*NAMES[call], *answer.figures)):
            value = answer.figures.get(name, nan)
            if reason := hindrance or answer.problem or _flaw(name, value, question):
                unavailable[name] = reason
            else:
                values[name] = value
    return Panel(values, unavailable, joins)


def _hindrance(call: str, question: Question, joins: int) -> str:
    """Say why no figure of a call would mean anything here, although NeuroKit2 may give some."""
    if len(question.rr_ms) - joins < 2:
        return _("no two good beats follow one another in it")
    if call != "time" and np.ptp(question.rr_ms) == 0:
        return _("all intervals are the same")
    hole_s = np.max(np.diff(question.t_s) - question.rr_ms[1:] / 1000)
    if call == "frequency" and hole_s > _LONGEST_HOLE_S:
        return _("{hole:.1f} s without a good beat would be bridged by a curve").format(hole=hole_s)
    return ""


def _flaw(name: str, value: float, question: Question) -> str:
    slowest_hz = _PERIODS / (question.t_s[-1] - question.t_s[0])
    if slowest_hz > _BEGINS_HZ.get(name, inf):
        problem = _("in so short a window NeuroKit2 counts nothing slower than {slowest:.3f} Hz")
        return problem.format(slowest=slowest_hz)
    if name == "HRV_TINN" and value == 0:
        return _("NeuroKit2 found no triangle that fits")
    return "" if isfinite(value) else _("NeuroKit2 gives no number for this window")
