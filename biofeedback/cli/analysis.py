"""What `biofeedback analyze` does: the indices of whole recordings or of windows over them."""

import os
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from pathlib import Path

from biofeedback.cli import DONE, SOME_FAILED, WRONG_INPUT
from biofeedback.cli.files import find_files
from biofeedback.cli.output import progress, say, several
from biofeedback.cli.tables import write_rows
from biofeedback.live.archive import (
    ClusterError,
    Outcome,
    Recipe,
    Spread,
    analyze_file,
    one_by_one,
    pool,
)
from devices.errors import FileError, UnknownFile


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for.

    Attributes
    ----------
    files : sequence of Path
        Files, folders, patterns.
    recipe : Recipe
        What is computed of each.
    layout, out
        How it is written, and where to; None is the screen.
    jobs : int or None
        How many processes work.
    scheduler : str or None
        The address of a Dask scheduler; empty for a cluster of its own, None for none.
    """

    files: Sequence[Path]
    recipe: Recipe
    layout: str = "table"
    out: Path | None = None
    jobs: int | None = None
    scheduler: str | None = None


def analyze(wish: Wish) -> int:
    """Write the indices of each file, one row a window; return the exit code.

    Raises
    ------
    FileError
        When the only file cannot be used, there is none, or the output cannot be written.
    """
    found = find_files(wish.files, wish.out)
    try:
        outcomes = _outcomes(wish, list(found))
    except ClusterError as error:
        say(error)
        return WRONG_INPUT
    rows = [(outcome.path, row) for outcome in outcomes for row in outcome.rows]
    foreign, broken = _unused(outcomes, found)
    if broken and list(found.values()) == [True]:
        raise broken[0]
    if not rows and not broken:
        problem, advice = _("no heartbeats found there"), _("Choose another file or folder.")
        raise FileError(", ".join(map(str, wish.files)), problem, advice)
    if rows:
        write_rows(rows, wish.layout, wish.out)
    _remark(outcomes, foreign)
    for trouble in broken:
        say(trouble)
    return SOME_FAILED if broken else DONE


def _unused(
    outcomes: Sequence[Outcome], chosen: Mapping[Path, bool]
) -> tuple[list[Path], list[FileError]]:
    """Tell files of a folder that hold something else from those that cannot be used."""
    foreign: list[Path] = []
    broken: list[FileError] = []
    for outcome in outcomes:
        if isinstance(outcome.problem, UnknownFile) and not chosen[outcome.path]:
            foreign.append(outcome.path)
        elif outcome.problem:
            broken.append(outcome.problem)
    return foreign, broken


def _remark(outcomes: Sequence[Outcome], foreign: Sequence[Path]) -> None:
    for outcome in outcomes:
        for warning in outcome.warnings:
            say(f"{outcome.path}: {warning}")
    if foreign:
        names = several([path.name for path in foreign])
        say(_("Passed over (nothing in it tells of heartbeats): {names}").format(names=names))


def _outcomes(wish: Wish, paths: Sequence[Path]) -> list[Outcome]:
    work = partial(analyze_file, recipe=wish.recipe)
    with progress() as bar, _spread(wish) as spread:
        return list(bar.track(spread(work, paths), len(paths), description=_("Reading")))


def _spread(wish: Wish) -> AbstractContextManager[Spread]:
    if wish.scheduler is not None:
        from biofeedback.live.cluster import cluster, local_cluster  # of the extra `archive`

        processes = wish.jobs or os.cpu_count() or 1
        return cluster(wish.scheduler) if wish.scheduler else local_cluster(processes)
    return one_by_one() if wish.jobs in (None, 1) else pool(wish.jobs)
