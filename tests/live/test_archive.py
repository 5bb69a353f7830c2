"""Many files, whoever analyses them: the same outcomes, in order; a killed process loses none."""

import json
import logging
import os
from functools import partial

import dask.config
import psutil
import pytest
from distributed import LocalCluster

from biofeedback.cli import main
from biofeedback.live import cluster as cluster_module
from biofeedback.live.archive import ClusterError, Outcome, Recipe, analyze_file, one_by_one, pool
from biofeedback.live.cluster import cluster, local_cluster
from tests.live.odd_work import ALWAYS, ONCE, analyze_or_die, is_daemon

RECIPE = Recipe(window_s=60, step_s=30)


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """Nine recordings of different lengths and rates, and a broken one."""
    folder = tmp_path_factory.mktemp("archive")
    for number in range(9):
        rr_ms = [700 + 30 * number + 3.25 * (i % 7) for i in range(120 + 20 * number)]
        (folder / f"{number}.txt").write_text("\n".join(map(str, rr_ms)))
    (folder / "2-broken.txt").write_text("800\nabc\n790\n")
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def serial(paths):
    return outcomes(one_by_one(), paths)


@pytest.fixture(scope="module")
def scheduler():
    """Return the address of a scheduler with two worker processes, on this computer only."""
    with dask.config.set({"distributed.scheduler.allowed-failures": 1}), loopback(2) as local:
        yield local.scheduler_address


def loopback(workers, **options):
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
        silence_logs=logging.CRITICAL,
        **options,
    )


def outcomes(spread_in, paths, work=None):
    with spread_in as spread:
        found = list(spread(work or partial(analyze_file, recipe=RECIPE), paths))
    return [(o.path, o.rows, o.warnings, str(o.problem)) for o in found]


@pytest.mark.parametrize("spread_in", [lambda _: pool(2), cluster], ids=["pool", "cluster"])
def test_a_killed_worker_loses_no_file(spread_in, scheduler, paths, serial, tmp_path):
    work = partial(analyze_or_die, recipe=RECIPE, marks=tmp_path)
    found = outcomes(spread_in(scheduler), paths, work)
    assert sorted(mark.name for mark in tmp_path.iterdir()) == [ONCE, ALWAYS]  # killed indeed
    at = [path.stem for path in paths].index(ALWAYS)
    path, rows, _, problem = found.pop(at)
    assert (path, rows) == (paths[at], ())
    assert problem.startswith(f"{path}: ended the process that analysed it, more than once.")
    assert found == serial[:at] + serial[at + 1 :]


def test_the_serial_outcomes(paths, serial):
    assert [path for path, *_ in serial] == paths
    assert [problem for *_, problem in serial if problem != "None"] == [
        f"{paths[2]}, line 2: “abc” is no RR interval. Correct or remove this line, then try again."
    ]
    _, rows, _, _ = serial[0]
    # 120 intervals of 700 ms and a little: 85 s, so windows from 0 and from 30 s do not all fit
    assert [(row.analysis.start_s, row.analysis.end_s) for row in rows] == [(0, 60)]
    assert rows[0].analysis.values["heart_rate_bpm"] == pytest.approx(60_000 / 709.75, rel=1e-3)


def test_the_command_says_the_same_on_a_cluster(scheduler, paths, capsys):
    files = [os.path.relpath(path) for path in paths[:4]]
    command = ["analyze", *files, "--format", "json"]
    assert main(command) == 1
    alone = capsys.readouterr()
    assert main([*command, "--panel", "--scheduler", scheduler]) == 1
    spread = capsys.readouterr()
    rows = json.loads(spread.out)
    reasons = {reason for row in rows for reason in row.pop("panel")["unavailable"].values()}
    assert (rows, spread.err) == (json.loads(alone.out), alone.err)
    # The workers of a cluster are daemons as a rule, which may have no children.
    assert reasons == {"this worker may not start the process that NeuroKit2 needs"}


def test_a_cluster_of_its_own_has_no_open_door(paths):
    with local_cluster(1) as spread:
        [outcome] = spread(is_daemon, paths[:1])
        me = psutil.Process()
        doors = [
            connection.laddr.ip
            for process in (me, *me.children(recursive=True))
            for connection in process.net_connections("inet")
            if connection.status == psutil.CONN_LISTEN
        ]
    assert len(doors) >= 2  # the scheduler, the worker
    assert set(doors) == {"127.0.0.1"}
    assert outcome == Outcome(paths[0], warnings=("False",))  # so it may start NeuroKit2


@pytest.mark.parametrize(
    ("options", "called", "processes"),
    [
        (["--jobs", "3"], "biofeedback.cli.analysis.pool", 3),
        (["--scheduler"], "biofeedback.live.cluster.local_cluster", os.cpu_count()),
        (["--scheduler", "--jobs", "3"], "biofeedback.live.cluster.local_cluster", 3),
    ],
)
def test_the_command_asks_for_processes(options, called, processes, paths, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(called, lambda count: asked.append(count) or one_by_one())
    assert main(["analyze", str(paths[0]), *options]) == 0
    assert asked == [processes]
    assert "rmssd_ms" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "value"), [("__version__", "0.0"), ("_VERSION", "no_such_program:__version__")]
)
def test_workers_must_have_this_program(name, value, scheduler, paths, monkeypatch, capsys):
    monkeypatch.setattr(cluster_module, name, value)
    assert main(["analyze", str(paths[0]), "--scheduler", scheduler]) == 2
    version = cluster_module.__version__
    assert capsys.readouterr().err == (
        f"Install this program, version {version}, for the scheduler and all its workers.\n"
    )


def test_no_scheduler_no_workers_no_connection(monkeypatch, capsys, paths, tmp_path):
    monkeypatch.setattr(cluster_module, "_ANSWER_LIMIT_S", 0.2)
    monkeypatch.setattr(cluster_module, "_WORKERS_LIMIT_S", 0.2)
    out = tmp_path / "out.csv"
    command = ["analyze", str(paths[0]), "--out", str(out), "--scheduler"]
    assert main([*command, "tcp://127.0.0.1:9"]) == 2
    printed = capsys.readouterr()
    assert printed.err == (
        "No scheduler answers at tcp://127.0.0.1:9. Check the address, and that it is running.\n"
    )
    with loopback(0, processes=False, protocol="tcp") as local:
        address = local.scheduler_address
        assert main([*command, address]) == 2
        assert "has no workers" in capsys.readouterr().err
        local.scale(1)
        local.sync(local._correct_state)
        with cluster(address) as spread:
            waiting = spread(partial(analyze_file, recipe=RECIPE), paths)
            next(waiting)
            local.close()
            with pytest.raises(ClusterError, match="connection to the cluster was lost"):
                list(waiting)
    assert not out.exists()
