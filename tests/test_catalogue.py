"""What plugins bring: found in every place, picked by type, and never able to stop the program."""

import os
import subprocess
import sys
import threading
from contextlib import contextmanager

import numpy as np
import pytest

from biofeedback.catalogue import find_session, installed, load, modules, places
from biofeedback.cli import main
from biofeedback.hrv.index import BY_NAME, RUN_INDICES
from biofeedback.hrv.window import Beats, Windows
from biofeedback.live.equipped import engine_for
from biofeedback.live.runner import Finish
from biofeedback.store.run_header import header_of, new_run
from devices.device_types import BUILT_IN, recognised, type_of
from devices.errors import DecodeError
from devices.recording import Header, RecordingParser, header_line
from devices.records import DeviceInfo, DeviceStatus, LinkState, Notification
from devices.standard_decoder import decoder_of
from sessions.load import library
from tests.live.runs import live as run_live

INDEX = """\
import numpy as np
from biofeedback.hrv.index import Index

def compute(beats, windows):
    return {value}

mine = Index("{name}", "ms", "Mine", 10, 10, 5, 0, "nowhere", compute)
"""
STRAP = """\
from devices.device_type import DeviceType, Listen
mine = DeviceType("{name}", "Mine", (Listen("{uuid}", "mine"),), "mine", decoder={decoder})
"""
SESSION = """\
from sessions.blocks import Block, Until
from sessions.timeline import Session
mine = Session("{name}", "Mine, 2 minutes", "A test.", ("nervous",), (
    Block("Wait", 60, "Wait.", until=Until("{index}", ">", 0.0, 5.0)),
    Block("Rest", 60, "Rest."),
))
"""
TOML = """\
title = "Mine"
description = "A test."
networks = ["muscle"]
[[block]]
title = "Rest"
minutes = 1
text = "Rest."
"""
UUID = "5a7e0003-6c1d-4f0b-9d4e-3b1f6f2a9c10"
COUNT = "(windows.stop - windows.first).astype(float)"


def index(name="mine", value=COUNT):
    return INDEX.format(name=name, value=value)


def strap(name="mine", uuid=UUID, decoder="lambda: lambda channel, payload: ()"):
    return STRAP.format(name=name, uuid=uuid, decoder=decoder)


def session(name="mine", index="rmssd_ms"):
    return SESSION.format(name=name, index=index)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """The user's folder, empty; nothing is named and nothing is installed."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setattr(places, "folder", lambda: folder)
    monkeypatch.setattr(places, "packages", list)
    monkeypatch.delenv(places.VARIABLE, raising=False)
    return folder


@pytest.fixture
def write(tmp_path):
    """Write a file, and return its path."""

    def write(text, name="plugin.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
        return path

    return write


def names(catalogue):
    return [(item.kind, item.name) for item in catalogue.items]


# What counts


def test_what_ships_is_there_without_any_plugin():
    found = load([])
    assert (found.items, found.problems) == ((), ())
    assert found.run_indices == RUN_INDICES
    assert found.indices == BY_NAME
    assert found.types == BUILT_IN
    assert found.session_names == library()


def test_things_are_picked_by_type_whatever_they_are_called(write):
    path = write(
        index("one")
        + "_hidden = Index('two', 'ms', 'Two', 10, 10, 5, 0, '', compute)\n"
        + "several = [Index('three', 'ms', 'Three', 10, 10, 5, 0, '', compute), 'text', 7]\n"
        + "again = mine\nnumber, text, nothing, kind = 7, 'x', None, Index\n"
        + strap("four").replace("mine =", "strap =")
        + session("five").replace("mine =", "plan =")
    )
    found = load([path])
    assert names(found) == [
        ("index", "one"),
        ("index", "three"),
        ("device", "four"),
        ("session", "five"),
    ]
    assert [index.name for index in found.run_indices[-2:]] == ["one", "three"]
    assert found.types[0].name == "four"
    assert found.find_session("five").duration_s == 120
    assert found.problems == ()


def test_what_ships_may_be_imported_without_being_taken(write):
    path = write(
        "from biofeedback.hrv.index import BY_NAME, INDICES, RUN_INDICES\n"
        "from devices.device_types import BUILT_IN, ANY_STRAP\n" + index()
    )
    found = load([path])
    assert names(found) == [("index", "mine")]
    assert found.problems == ()


def test_a_module_that_brings_nothing_is_named(write):
    [problem] = load([write("x = 1\n")]).problems
    assert "brings no index, device or session" in str(problem)


def test_the_same_thing_in_two_plugins_counts_once(write, monkeypatch, tmp_path):
    first = write(index(), "first_plugin_of_two.py")
    monkeypatch.syspath_prepend(tmp_path)
    second = write("from first_plugin_of_two import mine as taken\n" + session(), "second.py")
    found = load([second, first])
    # A file that is named is run by itself, so its things are others than those imported.
    assert [p.path.name for p in found.problems] == ["first_plugin_of_two.py"]
    assert names(found) == [("index", "mine"), ("session", "mine")]


# Clashes


@pytest.mark.parametrize(
    ("text", "name", "holder"),
    [
        (index("rmssd_ms"), "rmssd_ms", "an index that ships"),
        (strap("polar_h10"), "polar_h10", "a strap that ships"),
        (session("baseline"), "baseline", "a session that ships"),
    ],
)
def test_a_name_that_ships_is_refused(write, text, name, holder):
    path = write(text)
    found = load([path])
    [problem] = found.problems
    assert str(problem).startswith(f"{path}: wants the name “{name}”, which {holder} has.")
    assert found.items == ()
    assert found.indices["rmssd_ms"] is BY_NAME["rmssd_ms"]
    assert find_session("baseline").title == "Quiet baseline, 2 minutes"


def test_the_first_plugin_keeps_a_name_and_the_second_keeps_the_rest(write):
    first = write(index("taken"), "a.py")
    second = write(
        index("taken") + "x = Index('free', 'ms', 'x', 9, 9, 5, 0, '', compute)\n", "b.py"
    )
    found = load([first, second])
    [problem] = found.problems
    assert str(problem).startswith(f"{second}: wants the name “taken”, which {first} has.")
    assert names(found) == [("index", "taken"), ("index", "free")]


def test_an_index_and_a_session_may_share_a_name(write):
    assert not load([write(index("mine") + session("mine").replace("mine =", "plan ="))]).problems


# Broken plugins


BROKEN = {
    "syntax": ("import numpy\nx = (1,\n\ny = 2 2\n", 2, "SyntaxError"),
    "name": ("\n\nx = unknown\n", 3, "NameError: name 'unknown' is not defined"),
    "import": ("import no_such_module_at_all\n", 1, "ModuleNotFoundError"),
    "exit": ("import sys\n\nsys.exit(0)\n", 3, "it ends the program"),
    "quit": ("def go():\n    raise SystemExit\ngo()\n", 2, "it ends the program"),
    "interrupt": ("raise KeyboardInterrupt\n", 1, "KeyboardInterrupt"),
    "time": ("raise TimeoutError('no answer')\n", 1, "TimeoutError: no answer"),
    "base": ("class Odd(BaseException): pass\nraise Odd('x')\n", 2, "Odd: x"),
    "bytes": ("x = '\\x00\xff'\n\0", None, "null bytes"),
    "session": (session(index="rmssd_ms").replace("nervous", "nerves"), 3, "five networks"),
    "uuid": (strap(uuid="180d"), 2, "'180d' is no full UUID in lower case"),
    "shape": (index(value="\\\n        np.zeros(1)"), None, "compute gives shape (1,)"),
    "raises": (index(value="1 / 0"), 5, "ZeroDivisionError"),
    "text": (index(value="'x'"), None, "could not convert string to float"),
    "index name": (index("Not a name"), None, "lower case"),
    "exits later": (index(value="exit(3)"), 5, "it ends the program"),
    "decoder": (strap(decoder="lambda: 7"), None, "makes no function"),
    "no decoder": (strap(decoder="None"), 2, "nothing decodes its channels mine"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_plugin_is_named_with_its_line_and_others_go_on(write, kind):
    text, line, said = BROKEN[kind]
    path, good = write(text, "broken.py"), write(index("good"), "good.py")
    found = load([path, good])
    [problem] = found.problems
    assert str(problem.path) == str(path)
    assert problem.line == line
    assert said in str(problem)
    assert str(problem).endswith("It is left out; everything else works.")
    assert "\n" not in str(problem)
    assert names(found) == [("index", "good")]


def test_files_that_cannot_be_plugins_are_named(write, tmp_path):
    paths = [tmp_path / "nowhere.py", write("x", "notes.txt"), write("title = 3\n", "bad.toml")]
    problems = load(paths).problems
    assert [problem.path for problem in problems] == paths
    assert "is not there" in str(problems[0])
    assert "is no .py or .toml file" in str(problems[1])
    assert "title" in str(problems[2])


def test_a_plugin_that_does_not_come_to_an_end_is_given_up(write, monkeypatch):
    modules.never, stdout = threading.Event(), sys.stdout
    monkeypatch.setattr(modules, "PATIENCE_S", 0.05)
    path = write("from biofeedback.catalogue import modules\nmodules.never.wait(60)\n")
    try:
        [problem] = load([path]).problems
    finally:
        modules.never.set()
        del modules.never
    assert "it was not ready after 0.05 s" in str(problem)
    assert sys.stdout is stdout


def test_what_a_plugin_prints_does_not_get_among_the_results(write, capsys):
    load([write("print('hello')\n" + index())])
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "hello\n")


def test_no_old_copy_is_taken_and_nothing_is_written_beside(write, own_folder):
    assert names(load([write(index("one"), "own/a.py")])) == [("index", "one")]
    assert names(load([write(index("two"), "own/a.py")])) == [("index", "two")]
    assert [path.name for path in own_folder.iterdir()] == ["a.py"]


# In a run


def test_an_index_that_fails_later_stays_silent(write, caplog):
    text = index(value="np.zeros(windows.first.size) if beats.t_s.size > 50 else fail()")
    text = text.replace("def compute", "def fail():\n    raise OSError('gone')\n\ndef compute")
    [mine] = load([write(text)]).own_indices
    beats = Beats.of([800.0] * 40)
    assert np.isnan(mine.evaluate(beats, Windows.whole(beats))).all()
    assert "the index mine failed" in caplog.text


@pytest.mark.parametrize(
    "told",
    [
        *("1 / 0", "[7]", "None", "[Samples(Stream.ECG, 0, 125.0, np.zeros((3, 3)))]"),
        *("[Samples(Stream.ACC, 0, 50.0, np.zeros(3))]", "[Samples(9, 0, 50.0, np.zeros(3))]"),
        "[Samples(Stream.ECG, 0, float('nan'), np.zeros(3))]",
        "[HeartRateMeasurement(60, (float('inf'),))]",
    ],
)
def test_a_decoder_that_errs_makes_unreadable_packets_and_the_run_goes_on(write, told):
    text = (
        "import numpy as np\nfrom devices.device_type import Samples\n"
        "from devices.heart_rate import HeartRateMeasurement\n"
        "from devices.polar_control import Stream\n"
    )
    path = write(text + strap(decoder=f"lambda: lambda channel, payload: {told}"))
    [mine] = load([path]).own_types
    with pytest.raises(DecodeError):
        decoder_of(mine)("mine", b"")
    with plugged(path):
        engine = engine_for(find_session("baseline"), DeviceInfo("x", type="mine"))
        engine.feed(DeviceStatus(0.0, LinkState.CONNECTED))
        for second in range(1, 5):
            engine.feed(Notification(float(second), "mine", b"x"))
    assert engine.stream.unreadable == 4
    assert engine.start_s == 1.0


@contextmanager
def plugged(*paths):
    with places.named(paths):
        yield


def test_a_session_waits_for_a_plugins_index(write, run_virtual):
    with plugged(write(index("beats_seen")), write(session("wait", "beats_seen"), "b.py")):
        assert not installed().problems
        run = run_virtual(equipped("wait"))
    assert run.finish is Finish.COMPLETED
    assert run.frames[-1].values["beats_seen"] > 5
    assert 60 + 15 <= run.frames[-1].session_t_s < 60 + 25  # of 120 s: ten to collect, five to hold


async def equipped(name):
    return await run_live(find_session(name), indices=installed().run_indices)


def test_a_session_that_waits_for_what_nobody_computes_is_left_out(write):
    found = load([write(session("wait", "beats_seen"))])
    assert "wait: no figure is called 'beats_seen'" in str(found.problems[0])
    assert found.own_sessions == {}
    assert found.items == ()


# Where plugins are found


def test_the_folder_the_variable_and_the_option(write, own_folder, monkeypatch, capsys):
    write(index("in_folder"), "own/a.py")
    write(TOML, "own/my-rest.toml")
    write("1 / 0", "own/_private.py")
    write("no plugin", "own/readme.txt")
    other = write(index("named"), "elsewhere/b.py")
    last = write(index("optional"), "c.py")
    monkeypatch.setenv(places.VARIABLE, os.pathsep.join([str(other.parent), str(other)]))
    assert main(["--plugin", str(last), "plugins"]) == 0
    out = capsys.readouterr().out
    order = [out.index(name) for name in ("optional", "named", "in_folder", "my-rest")]
    assert order == sorted(order)
    assert os.environ[places.VARIABLE].startswith(str(other.parent))  # as it was before
    assert find_session("my-rest").title == "Mine"
    assert names(installed()) == [
        ("index", "named"),
        ("index", "in_folder"),
        ("session", "my-rest"),
    ]


def test_a_folder_that_cannot_be_read_is_named(own_folder, monkeypatch):
    def refuse(folder):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(places, "_within", refuse)
    [problem] = installed().problems
    assert str(problem).startswith(f"{own_folder}: cannot be opened.")


def test_a_package_announces_its_plugin(write, monkeypatch, tmp_path):
    write(index("of_package"), "site/strap_pack/indices.py")
    write("", "site/strap_pack/__init__.py")
    write(session("of-package"), "site/strap_pack/plans.py")
    write("1 / 0\n", "site/strap_pack/broken.py")
    write("Metadata-Version: 2.1\nName: strap-pack\nVersion: 1\n", "site/sp-1.dist-info/METADATA")
    write(
        "[biofeedback]\nfigures = strap_pack.indices\nplan = strap_pack.plans:mine\n"
        "spoilt = strap_pack.broken\ngone = strap_pack.absent\n",
        "site/sp-1.dist-info/entry_points.txt",
    )
    monkeypatch.undo()
    monkeypatch.setattr(places, "folder", lambda: tmp_path / "none")
    monkeypatch.syspath_prepend(tmp_path / "site")
    found = load([], places.packages())
    assert names(found) == [("index", "of_package"), ("session", "of-package")]
    assert found.items[0].where == "figures = strap_pack.indices"
    gone, spoilt = map(str, found.problems)
    assert gone.startswith("gone = strap_pack.absent: could not be loaded (ModuleNotFoundError")
    assert f"{tmp_path / 'site/strap_pack/broken.py'}, line 1: " in spoilt
    assert "ZeroDivisionError" in spoilt


def test_workers_find_what_the_command_names(write):
    path = write(index("for_workers"))
    with plugged(path):
        code = "from biofeedback.catalogue import installed; print(*installed().indices)"
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert out.stdout.split()[-1] == "for_workers"


# What the commands say


def test_nothing_is_there(capsys):
    assert main(["plugins"]) == 0
    out = capsys.readouterr().out
    assert "There are no plugins here" in out
    assert "Your folder of plugins:" in out


def test_the_list_tells_what_was_found_and_what_is_wrong(write, capsys):
    good = write(index("good").replace('"Mine"', '"Mine [bold]"'), "good.py")
    bad = write("1 / 0\n", "bad.py")
    assert main(["--plugin", str(good), "--plugin", str(bad), "plugins"]) == 1
    out = capsys.readouterr().out
    [row] = [line for line in out.splitlines() if line.split()[:1] == ["good"]]
    assert row.split()[:4] == ["good", "Figure", "Mine", "[bold]"]
    assert f"{bad}, line 1: could not be loaded (ZeroDivisionError: division by zero)." in out


def test_other_commands_say_what_is_wrong_and_do_their_work(write, capsys):
    bad = write("import sys; sys.exit(3)\n", "bad.py")
    assert main(["--plugin", str(bad), "sessions"]) == 0
    printed = capsys.readouterr()
    assert "baseline" in printed.out
    assert printed.err.count(f"{bad}, line 1") == 1
    assert len(printed.err.strip().splitlines()) == 1


def test_figures_are_listed_with_those_of_plugins(write, capsys):
    assert main(["--plugin", str(write(index())), "indices"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert sum(row[:1] == [name] for row in rows for name in [*BY_NAME, "mine"]) == len(BY_NAME) + 1


def test_a_session_file_may_wait_for_a_plugins_index(write, capsys):
    until = 'until = { index = "mine", op = ">", value = 3 }\n'
    plan = write(TOML + until, "plan.toml")
    assert main(["sessions", "check", str(plan)]) == 2
    assert "no figure is called 'mine'" in capsys.readouterr().err
    assert main(["--plugin", str(write(index())), "sessions", "check", str(plan)]) == 0


# Kinds of straps


@pytest.mark.parametrize(
    ("name", "kind", "latency_s"),
    [
        ("Polar H10 8C4CAD26", "polar_h10", 2.6),
        ("Movesense 174630000123", "movesense", 0.4),
        ("HRM-Dual:123456", "hrm_dual", 0.7),
        ("TRACKR 5A3B", "trackr", 2.1),
        ("Somebody's strap", "heart_rate", 0.0),
        ("", "heart_rate", 0.0),
    ],
)
def test_the_straps_that_ship(name, kind, latency_s):
    found = type_of(DeviceInfo(name))
    assert (found.name, found.latency_s) == (kind, latency_s)


def test_a_plugins_strap_comes_before_those_that_ship(write):
    heart_rate = "0000180d-0000-1000-8000-00805f9b34fb"
    text = strap().replace('"mine", decoder', f'"polar h10", ("{heart_rate}",), decoder')
    types = load([write(text)]).types
    assert recognised("Polar H10 8C4CAD26", [heart_rate], types).name == "mine"
    assert recognised("Polar H9 8C4CAD26", [heart_rate], types).name == "heart_rate"
    assert recognised("Polar H10 8C4CAD26", [], types) is None


def test_a_recording_names_a_type_of_a_plugin_and_no_other(tmp_path):
    for device in (DeviceInfo("S", "a", "m", "f"), DeviceInfo("S", "a", "m", "f", "mine")):
        header = Header(device, None, "test")
        assert (b'"type"' in header_line(header)) == bool(device.type)
        parser = RecordingParser(tmp_path)
        parser.feed(header_line(header))
        assert parser.header == header
        assert header_of(new_run(1, header)) == header
