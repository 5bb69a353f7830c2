"""Where plugins are looked for: named ones first, then the user's folder, then installed packages.

Named are those of `--plugin` and of the variable `BIOFEEDBACK_PLUGINS`: files and folders, with the
system's separator between them. `--plugin` puts its files into that variable, so processes that are
started for the work find the same ones.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from platformdirs import user_data_path

VARIABLE = "BIOFEEDBACK_PLUGINS"
GROUP = "biofeedback"
"""The entry-point group of packages that bring plugins."""

SUFFIXES = (".py", ".toml")


@cache
def folder() -> Path:
    """Return the user's folder of plugins; it need not be there."""
    return user_data_path("biofeedback", appauthor=False) / "plugins"


@contextmanager
def named(paths: Sequence[Path]) -> Iterator[None]:
    """Add plugins for the time being, for this process and those that it starts."""
    before = os.environ.get(VARIABLE)
    told = [str(path.expanduser().absolute()) for path in paths]
    if told:
        os.environ[VARIABLE] = os.pathsep.join([*told, *filter(None, [before])])
    try:
        yield
    finally:
        if before is not None:
            os.environ[VARIABLE] = before
        elif told:
            os.environ.pop(VARIABLE, None)


def files(named: str, own: Path) -> tuple[list[Path], list[Path]]:
    """Return the files to load, each once, and the folders that cannot be read.

    First those of the variable's text, then those of the user's folder. A file that is named need
    not be there: whoever loads it says so.
    """
    found, unreadable = [], []
    for place in (*(Path(text).expanduser() for text in named.split(os.pathsep) if text), own):
        try:
            if place.is_dir():
                found += _within(place.absolute())
            elif place != own:
                found.append(place.absolute())
        except OSError:
            unreadable.append(place)
    return list({path.resolve(): path for path in reversed(found)}.values())[::-1], unreadable


def packages() -> Sequence[EntryPoint]:
    """Return what installed packages announce, in the order of the names."""
    return sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value))


def _within(place: Path) -> list[Path]:
    """Return the plugins of a folder; what begins with an underscore or a dot is none."""
    found = (path for path in place.iterdir() if path.suffix in SUFFIXES)
    return sorted(path for path in found if not path.name.startswith(("_", ".")))
