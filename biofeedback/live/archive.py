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

from biofeedback.catalogue import installed
from biofeedback.hrv.artifact_counts import ArtifactCounts, count_artifacts
from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.correction import correct
from biofeedback.hrv.index import INDICES, Index
from biofeedback.hrv.offline_artifacts import judge_offline
from biofeedback.hrv.panel import Panel, PanelWorker
from biofeedback.hrv.window import Beats, Windows
from biofeedback.live.analysis import Analysis, analyze, beats_of, stepped
from biofeedback.live.replay import session_for
from devices.errors import FileError
from devices.importers import open_any
from devices.recording import Recording
from sessions.errors import SessionError
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
    indices : tuple of Index or str
        Their names in `BY_NAME`, or those themselves, in the order wished for.
    window_s, step_s : float or None
        Windows of this length, so far apart; None: the whole file, and window after window.
    artifacts : str
        One of `ARTIFACTS`.
    panel : bool
        NeuroKit2's panel as well.
    """

    indices: tuple[Index | str, ...] = tuple(index.name for index in INDICES)
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
        installed().type_of(recording.header.device, path)  # so that the sentence names the file
        rows = tuple(rows_of(recording, recipe))
    except FileError as error:
        return Outcome(path, problem=error)
    problem = None if rows else _too_little(path, recording, recipe)
    return Outcome(path, rows, () if problem else recording.warnings, problem)


def rows_of(recording: Recording, recipe: Recipe) -> Iterator[Row]:
    """Return what was computed of each window; nothing where a recording is too short for one.

    Raises
    ------
    ValueError
        When the recipe asks for an index or a treatment of artifacts that nobody knows, or a
        length is not positive.
    """
    if any(length is not None and not length > 0 for length in (recipe.window_s, recipe.step_s)):
        raise ValueError("the length of a window, and how far they are apart, must be positive")
    if recipe.artifacts not in ARTIFACTS:
        raise ValueError(f"artifacts are one of {', '.join(ARTIFACTS)}, not {recipe.artifacts!r}")
    indices = [index_named(each) if isinstance(each, str) else each for each in recipe.indices]
    keep = recipe.artifacts == KEEP
    judged, verdicts = beats_of(recording, session_that_ran(recording), keep_artifacts=keep)
    beats, corrected = judged, np.zeros(judged.t_s.size, np.bool_)
    if recipe.artifacts == CORRECT:
        beats, corrected = correct(judged, verdicts)
    elif recipe.artifacts == LIPPONEN_TARVAINEN:
        verdicts = judge_offline(judged.rr_ms, judged.gap)
        valid = np.array([verdict is Verdict.GOOD for verdict in verdicts], np.bool_)
        beats = replace(judged, valid=valid, kept={})
    windows = _windows(beats, recipe)
    analyses = analyze(beats, windows, indices)
    over_judged = Windows.over(judged, windows.start_s, windows.end_s)
    counts = count_artifacts(verdicts, corrected, over_judged)
    panels = _panel_worker().measure(beats, windows) if recipe.panel else repeat(None)
    return map(Row, analyses, counts, panels)


def index_named(name: str) -> Index:
    """Return an index by its name.

    Raises
    ------
    ValueError
        When there is none of that name.
    """
    known = installed().indices
    if name not in known:
        raise ValueError(f"no index is called {name!r}; there are {', '.join(known)}")
    return known[name]


def _windows(beats: Beats, recipe: Recipe) -> Windows:
    if recipe.window_s is None:
        return Windows.whole(beats)
    return stepped(beats, recipe.window_s, recipe.step_s or recipe.window_s)


def _too_little(path: Path, recording: Recording, recipe: Recipe) -> FileError:
    if recipe.window_s is None or not any(rows_of(recording, Recipe(indices=()))):
        return FileError(path, _("holds no heartbeats"), _("Choose another recording."))
    problem = _("is shorter than one window of {seconds:g} s").format(seconds=recipe.window_s)
    return FileError(path, problem, _("Give a shorter --window."))


def session_that_ran(recording: Recording) -> Session | None:
    """Find the session that was running; without it, breaths are read from the heart-rate wave."""
    with suppress(SessionError):
        return session_for(recording)
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
