"""Runs the code of a plugin, whatever it does: it gives a module, or a sentence that says why not.

Nothing that a plugin raises gets through, not even an exit; one that does not come to an end is
given up. What it prints goes to stderr, as stdout belongs to results. Its source is compiled anew
each time: nothing is written beside it, and no old copy is ever taken.
"""

import sys
import zlib
from collections.abc import Callable
from contextlib import redirect_stdout
from gettext import gettext as _
from importlib.metadata import EntryPoint
from pathlib import Path
from threading import Thread
from traceback import extract_tb
from types import ModuleType
from typing import TypeVar

from devices.errors import FileError

PATIENCE_S = 10.0
"""So long may a plugin take to load."""

T = TypeVar("T")


class _TooSlow(Exception):
    pass


def module_of(path: Path) -> ModuleType:
    """Run a file, and return its module.

    Raises
    ------
    FileError
        Where it cannot be loaded: which line, and why.
    """
    return attempt(lambda: _run(path), path)


def object_of(entry: EntryPoint) -> object:
    """Return what an entry point names: a module, or something in one.

    Raises
    ------
    FileError
        Where it cannot be loaded.
    """
    return attempt(entry.load, f"{entry.name} = {entry.value}")


def attempt(work: Callable[[], T], where: Path | str) -> T:
    """Do a plugin's work in a thread of its own, and wait for it as long as it may take.

    Raises
    ------
    FileError
        Where it raises anything, or takes too long.
    """
    done: list[T] = []
    broken: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # an exit, too, must not get through
            broken.append(error)

    thread = Thread(target=run, name=f"plugin {where}", daemon=True)
    with redirect_stdout(sys.stderr):
        thread.start()
        thread.join(PATIENCE_S)
    if done:
        return done[0]
    error = broken[0] if broken else _TooSlow()
    raise trouble(error, where) from error


def trouble(error: BaseException, where: Path | str) -> FileError:
    """Say what is wrong with a plugin, and in which line of it."""
    file, line = _place(error, where)
    if isinstance(error, SystemExit):
        cause = _("it ends the program instead of naming what it brings")
    elif isinstance(error, _TooSlow):
        cause = _("it was not ready after {seconds:g} s").format(seconds=PATIENCE_S)
    else:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        cause = ": ".join(filter(None, [type(error).__name__, text.split("\n")[0]]))
    return refused(_("could not be loaded ({cause})").format(cause=cause), file, line)


def refused(problem: str, where: Path | str, line: int | None = None) -> FileError:
    """Return the sentence about a plugin that is left out."""
    return FileError(where, problem, _("It is left out; everything else works."), line)


def _run(path: Path) -> ModuleType:
    name = f"biofeedback_plugin_{path.stem}_{zlib.crc32(str(path).encode()):08x}"
    module = ModuleType(name)
    module.__file__ = str(path)
    code = compile(path.read_bytes(), str(path), "exec")
    sys.modules[name] = module  # dataclasses look their module up while they are made
    try:
        exec(code, module.__dict__)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _place(error: BaseException, where: Path | str) -> tuple[Path | str, int | None]:
    """Return the file and the line of a plugin where it went wrong."""
    if isinstance(error, SyntaxError) and error.filename:
        return error.filename, error.lineno
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename[0] != "<"]
    if isinstance(where, Path):
        frames = [frame for frame in frames if frame.filename == str(where)]
    else:  # the newest is the package's own, unless this file never came to it
        frames = [frame for frame in frames[-1:] if "importlib" not in frame.filename]
        frames = [frame for frame in frames if frame.filename != __file__]
    return (frames[-1].filename, frames[-1].lineno) if frames else (where, None)
