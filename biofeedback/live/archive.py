"""Many recordings at once: one function of a path and a frozen recipe, and three ways to spread it.

The files are analysed one after the other, in a pool of processes, or by the workers of a Dask
cluster (`biofeedback.live.cluster`). Nothing else differs: the outcomes are the same and come in
the order of the paths. A file that cannot be used is an outcome too, and stops no other.
"""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from gettext import gettext as _
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from biofeedback.hrv.artifact_counts import ArtifactCounts, count_artifacts
from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.correction import correct
from biofeedback.hrv.index import BY_NAME, INDICES
from biofeedback.hrv.offline_artifacts import judge_offline
from biofeedback.hrv.panel import Panel, PanelWorker
from biofeedback.hrv.window import Beats, Windows
from biofeedback.live.analysis import Analysis, analyze, judged_beats, stepped
from biofeedback.live.wishes import own_rate_per_min
from devices.beat_times import latency_s_for
from devices.errors import FileError
from devices.importers import open_any
from devices.recording import Recording
from sessions.errors import SessionError
from sessions.load import ANYBODY, Reader, find_session
from sessions.timeline import Session

EXCLUDE, KEEP, CORRECT = "exclude", "keep", "correct"
LIPPONEN_TARVAINEN = "lipponen-tarvainen"
ARTIFACTS = (EXCLUDE, KEEP, CORRECT, LIPPONEN_TARVAINEN)
"""What becomes of artifacts: left out, as live; kept; put right (`biofeedback.hrv.correction`); or
those of NeuroKit2's offline rule left out instead (`biofeedback.hrv.offline_artifacts`)."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is to be computed of each file.

    Attributes
    ----------
    indices : tuple of str
        Names in `BY_NAME`, in the order wished for.
    window_s, step_s : float or None
        Windows of this length, so far apart; None: the whole file, and window after window.
    artifacts : str
        One of `ARTIFACTS`.
    panel : bool
        NeuroKit2's panel as well.
    """

    indices: tuple[str, ...] = tuple(index.name for index in INDICES)
    window_s: float | None = None
    step_s: float | None = None
    artifacts: str = EXCLUDE
    panel: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One window of a file."""

    analysis: Analysis
    artifacts: ArtifactCounts
    panel: Panel | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file.

    Attributes
    ----------
    rows : tuple of Row
        Its windows in the order of time; none when there is a problem.
    warnings : tuple of str
        Sentences about the file, for the person.
    problem : FileError or None
        Why it cannot be used.
    """

    path: Path
    rows: tuple[Row, ...] = ()
    warnings: tuple[str, ...] = ()
    problem: FileError | None = None


class ClusterError(Exception):
    """A cluster cannot be used; `str()` is the sentence for the person."""


Work = Callable[[Path], Outcome]
Spread = Callable[[Work, Sequence[Path]], Iterator[Outcome]]
"""Does the work on every path, and yields the outcomes in the same order; `map` is one."""


def analyze_file(path: Path, recipe: Recipe) -> Outcome:
    """Analyse one file; whatever is wrong with it is told in the outcome."""
    try:
        recording = open_any(path)
        rows = tuple(_rows(path, recording, recipe))
    except FileError as error:
        return Outcome(path, problem=error)
    return Outcome(path, rows, recording.warnings)


def _rows(path: Path, recording: Recording, recipe: Recipe) -> Iterator[Row]:
    judged, verdicts = judged_beats(
        recording.records,
        _session_of(recording),
        latency_s_for(recording.header.device.name),
        keep_artifacts=recipe.artifacts == KEEP,
    )
    beats, corrected = judged, np.zeros(judged.t_s.size, np.bool_)
    if recipe.artifacts == CORRECT:
        beats, corrected = correct(judged, verdicts)
    elif recipe.artifacts == LIPPONEN_TARVAINEN:
        verdicts = judge_offline(judged.rr_ms, judged.gap)
        valid = np.array([verdict is Verdict.GOOD for verdict in verdicts], np.bool_)
        beats = replace(judged, valid=valid, kept={})
    windows = _windows(path, beats, recipe)
    analyses = analyze(beats, windows, [BY_NAME[name] for name in recipe.indices])
    over_judged = Windows.over(judged, windows.start_s, windows.end_s)
    counts = count_artifacts(verdicts, corrected, over_judged)
    panels = _panel_worker().measure(beats, windows) if recipe.panel else repeat(None)
    return map(Row, analyses, counts, panels)


def _windows(path: Path, beats: Beats, recipe: Recipe) -> Windows:
    if not beats.t_s.size:
        raise FileError(path, _("holds no heartbeats"), _("Choose another recording."))
    if recipe.window_s is None:
        return Windows.whole(beats)
    windows = stepped(beats, recipe.window_s, recipe.step_s or recipe.window_s)
    if not windows.first.size:
        problem = _("is shorter than one window of {seconds:g} s").format(seconds=recipe.window_s)
        raise FileError(path, problem, _("Give a shorter --window."))
    return windows


def _session_of(recording: Recording) -> Session | None:
    """Find the session that was running; without it, breaths are read from the heart-rate wave."""
    with suppress(SessionError):
        if recording.header.session:
            own_per_min = own_rate_per_min(recording.records)
            reader = Reader(own_rate_per_min=own_per_min) if own_per_min else ANYBODY
            return find_session(recording.header.session, reader)
    return None


@cache
def _panel_worker() -> PanelWorker:
    """Return the one of this process: it stays warm from file to file, and ends with it."""
    return PanelWorker()


@contextmanager
def one_by_one() -> Iterator[Spread]:
    """Do the work in this process."""
    yield map


@contextmanager
def pool(jobs: int) -> Iterator[Spread]:
    """Spread the work over `jobs` processes of this computer."""
    yield partial(_in_pool, jobs)


def _in_pool(jobs: int, work: Work, paths: Sequence[Path]) -> Iterator[Outcome]:
    """Do the work in a pool, and in a new one when a process was killed, for that ends a pool.

    Nobody can tell which file killed it, so the first unfinished one is done alone before the
    others go on: only a file that cannot be done alone is given up.
    """
    rest = list(paths)
    while rest:
        done = 0
        with suppress(BrokenProcessPool), _executor(jobs) as executor:
            for future in [executor.submit(work, path) for path in rest]:
                yield future.result()
                done += 1
        rest = rest[done:]
        if rest:
            yield _alone(work, rest.pop(0))


def _alone(work: Work, path: Path) -> Outcome:
    with _executor(1) as executor:
        try:
            return executor.submit(work, path).result()
        except BrokenProcessPool:
            return given_up(path)


@contextmanager
def _executor(jobs: int) -> Iterator[ProcessPoolExecutor]:
    # Spawned, because the progress bar is a thread; Ctrl-C ends them at once, without a word.
    executor = ProcessPoolExecutor(
        jobs, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_DFL)
    )
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def given_up(path: Path) -> Outcome:
    """Return the outcome of a file whose process is killed whenever it is tried."""
    problem = _("ended the process that analysed it, more than once")
    advice = _("It may need more memory than there is: give a shorter --window, or split it.")
    return Outcome(path, problem=FileError(path, problem, advice))
