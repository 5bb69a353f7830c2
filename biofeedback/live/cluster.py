"""The archive's work on a Dask cluster: a task a file, done again elsewhere if a worker is lost.

The workers open the files themselves, so they must see them under the same paths, and need this
program. Without an address, a cluster is made on this computer, reachable from nowhere else.
"""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from gettext import gettext as _
from pathlib import Path
from pkgutil import resolve_name

import dask.config
from distributed import Client, KilledWorker, LocalCluster, as_completed

from biofeedback import __version__
from biofeedback.live.archive import ClusterError, Outcome, Spread, Work, given_up

_VERSION = "biofeedback:__version__"
_LOOPBACK = "127.0.0.1"
_ANSWER_LIMIT_S = 10.0
_WORKERS_LIMIT_S = 30.0


@contextmanager
def cluster(address: str) -> Iterator[Spread]:
    """Spread the work over the workers of the scheduler at `address`.

    Raises
    ------
    ClusterError
        When there is no scheduler, it has no workers, some lack this program, or it is lost.
    """
    with _connected(address) as client:
        yield partial(_on, client)


@contextmanager
def local_cluster(workers: int) -> Iterator[Spread]:
    """Spread the work over a cluster of `workers` processes on this computer."""
    # Daemons may have no children, and NeuroKit2's panel needs a process of its own.
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host=_LOOPBACK,
            dashboard_address=f"{_LOOPBACK}:0",  # where it answers HTTP; None would be port 8787
            scheduler_kwargs={"dashboard": False},
            silence_logs=logging.CRITICAL,
        ) as local,
        _connected(local.scheduler_address) as client,
    ):
        yield partial(_on, client)


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        client = Client(address, timeout=_ANSWER_LIMIT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        text = _("No scheduler answers at {address}. Check the address, and that it is running.")
        raise ClusterError(text.format(address=address)) from error
    with client:
        _check(client, address)
        yield client


def _check(client: Client, address: str) -> None:
    """Raise a ClusterError unless there are workers and all have this very program.

    A worker without it would be sent the same work again and again, and never say why.
    """
    try:
        client.wait_for_workers(1, timeout=_WORKERS_LIMIT_S)
    except TimeoutError as error:
        text = _("The scheduler at {address} has no workers. Start some, then try again.")
        raise ClusterError(text.format(address=address)) from error
    try:
        versions = {
            client.run_on_scheduler(resolve_name, _VERSION),
            *client.run(resolve_name, _VERSION).values(),
        }
    except (ImportError, AttributeError):
        versions = set()
    if versions != {__version__}:
        text = _("Install this program, version {version}, for the scheduler and all its workers.")
        raise ClusterError(text.format(version=__version__))


def _on(client: Client, work: Work, paths: Sequence[Path]) -> Iterator[Outcome]:
    absolute = [path.absolute() for path in paths]  # a worker may live in another folder
    done: dict[int, Outcome] = {}
    told = 0
    try:
        for number, outcome in _first_round(client, work, absolute):
            done[number] = outcome
            while told in done:
                yield _as_typed(done.pop(told), paths[told])
                told += 1
        for number in range(told, len(paths)):
            alone = number not in done
            outcome = _alone(client, work, absolute[number]) if alone else done.pop(number)
            yield _as_typed(outcome, paths[number])
    except CancelledError as error:
        text = _("The connection to the cluster was lost. Nothing was written; try again.")
        raise ClusterError(text) from error


def _first_round(
    client: Client, work: Work, paths: Sequence[Path]
) -> Iterator[tuple[int, Outcome]]:
    """Do all files at once; yield number and outcome, but of those that went down with a worker.

    A dying worker brings all its files under suspicion, not only the one that killed it.
    """
    futures = client.map(work, paths, pure=False)
    numbers = {future: number for number, future in enumerate(futures)}
    # Fetched as they come: what a worker still holds may die with it.
    for future in as_completed(futures, loop=client.loop):
        try:
            outcome: Outcome = future.result()
        except KilledWorker:
            continue
        yield numbers[future], outcome


def _alone(client: Client, work: Work, path: Path) -> Outcome:
    """Give a file its second chance; one that ends its workers again is given up."""
    try:
        outcome: Outcome = client.submit(work, path, pure=False).result()
    except KilledWorker:
        return given_up(path)
    return outcome


def _as_typed(outcome: Outcome, path: Path) -> Outcome:
    problem = outcome.problem
    if problem:
        problem = type(problem)(path, problem.problem, problem.advice, problem.line)
    return replace(outcome, path=path, problem=problem)
