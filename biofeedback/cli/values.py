"""What a typed value must be: argparse types, each with one sentence for what it is not."""

import re
from argparse import ArgumentTypeError
from collections.abc import Sequence
from difflib import get_close_matches
from gettext import gettext as _
from pathlib import Path

_ADDRESS = re.compile(r"([a-z]+://)?[^/\s]+:\d+")


def positive(text: str) -> float:
    """Return a number above 0."""
    value = float(text)
    if not 0 < value < float("inf"):
        raise ArgumentTypeError(_("must be a number above 0"))
    return value


def count(text: str) -> int:
    """Return a whole number above 0."""
    value = int(text)
    if value < 1:
        raise ArgumentTypeError(_("must be 1 or more"))
    return value


def recording(text: str) -> Path:
    """Return a path that a recording may have."""
    if not text.endswith((".jsonl", ".jsonl.gz")):
        raise ArgumentTypeError(_("must end in .jsonl or .jsonl.gz"))
    return Path(text)


def output(text: str) -> Path:
    """Return a path in a folder that is there: nobody should learn of it after an hour's work."""
    path = Path(text)
    if not path.parent.is_dir():
        problem = _("there is no folder {folder}")
        raise ArgumentTypeError(problem.format(folder=path.parent))
    return path


def indices(names: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return names of indices, each once; this is no type, as plugins are found after parsing."""
    for name in names:
        if name not in known:
            near = get_close_matches(name.lower(), known, 1) or [", ".join(known)]
            problem = _("there is no index “{name}”; did you mean {near}?")
            raise ArgumentTypeError(problem.format(name=name, near=near[0]))
    return tuple(dict.fromkeys(names))


def names(text: str) -> tuple[str, ...]:
    """Return names separated by commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def address(text: str) -> str:
    """Return the address of a Dask scheduler; empty stays empty."""
    if text and not _ADDRESS.fullmatch(text):
        problem = _("“{text}” is no address like tcp://HOST:PORT; put the files before --scheduler")
        raise ArgumentTypeError(problem.format(text=text))
    return text
