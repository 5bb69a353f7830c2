"""A session from a TOML file: the library that ships, or a file of one's own.

The file is read into plain values, each checked for its kind; the records of `sessions.timeline`
judge whether it can be played. Whoever objects names a key; the line it stands in is found by
scanning the text, because the standard parser keeps none.

::

    title = "Ten slow breaths"
    description = "A short pause."
    networks = ["nervous", "psyche"]

    [[block]]
    title = "Breathe"
    minutes = 2
    rate_per_min = 5         # leave it out, and nothing is paced
    end_rate_per_min = 5     # leave it out, and the rate stays
    inhale_pct = 40          # hold_pct and rest_pct are 0; the out-breath takes what is left
    text = "Breathe along."

Texts for people (`title`, `description`, `text`) are plain strings now, in English. A translated
one becomes a small table in the same place: `title.en = "..."`, `title.de = "..."`.
"""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from gettext import gettext as _
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from sessions.breathing import BreathPattern
from sessions.errors import SessionError
from sessions.timeline import Block, Pacing, Session

_SESSION_KEYS = ("title", "description", "networks", "sources", "block")
_PACE_KEYS = ("end_rate_per_min", "inhale_pct", "hold_pct", "rest_pct")
_BLOCK_KEYS = ("title", "minutes", "text", "rate_per_min", *_PACE_KEYS)

# What a field of a record is called in a file, where the two differ.
_KEY_OF_FIELD = {
    "duration_s": "minutes",
    "start_rate_per_min": "rate_per_min",
    "inhale": "inhale_pct",
    "hold": "hold_pct",
    "rest": "rest_pct",
}

Lines = dict[tuple[int, str], int]


def library() -> list[str]:
    """Return the names of the sessions that ship, sorted."""
    names = (entry.name for entry in _shelf().iterdir())
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def find_session(name_or_path: str) -> Session:
    """Return a session of the library by its name, or the one in a `.toml` file by its path.

    Raises
    ------
    SessionError
        When there is none, or it cannot be played.
    """
    if name_or_path.endswith(".toml"):
        return load_session(Path(name_or_path))
    names = library()
    if name_or_path not in names:
        nearest = get_close_matches(name_or_path, names, 1, cutoff=0.5)
        hint = _("Did you mean '{name}'? ").format(name=nearest[0]) if nearest else ""
        raise SessionError(
            _("No session is called '{name}'").format(name=name_or_path),
            hint
            + _("There are {names}; a file of your own ends in .toml.").format(
                names=", ".join(names)
            ),
        )
    return load_session(_shelf() / f"{name_or_path}.toml")


def load_session(path: Traversable) -> Session:
    """Return the session that a TOML file describes; its name is that of the file.

    Raises
    ------
    SessionError
        When the file cannot be read, or what it says cannot be played.
    """
    text = _read(path)
    lines = _lines_of_keys(text)
    document = _parse(text, str(path))
    with _standing_in(path, lines, 0):
        _refuse_unknown(document, _SESSION_KEYS)
        tables = document.get("block", [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise SessionError(
                _("this is not a list of blocks"), _("Open each one with [[block]]."), key="block"
            )
    blocks = []
    for number, table in enumerate(tables, 1):
        with _standing_in(path, lines, number):
            blocks.append(_block(table))
    with _standing_in(path, lines, 0):
        return Session(
            path.name.removesuffix(".toml"),
            _text(document, "title"),
            _text(document, "description"),
            _texts(document, "networks"),
            tuple(blocks),
            _texts(document, "sources"),
        )


def _shelf() -> Traversable:
    return files("sessions") / "library"


def _read(path: Traversable) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        problem, advice = _("there is no such file"), _("Check its name and its folder.")
        raise SessionError(problem, advice, path=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        problem, advice = _("the file cannot be read"), _("Choose a text file saved as UTF-8.")
        raise SessionError(problem, advice, path=str(path)) from error


def _parse(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _at, place = str(error).partition(" (at ")
        number = re.search(r"\d+", place)  # absent when the trouble is the end of the file
        raise SessionError(
            _("this is not TOML ({what})").format(what=what),
            _("Compare the line with a session that works."),
            path=path,
            line=int(number[0]) if number else text.rstrip().count("\n") + 1,
        ) from error


def _lines_of_keys(text: str) -> Lines:
    """Find the line of every key: ``(block, key)``, block 0 the head, key "" the block itself."""
    lines: Lines = {(0, ""): 1}
    block, fence = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if not fence and (header := re.match(r"\s*\[+\s*([\w-]+)", line)):
            lines.setdefault((0, header[1]), number)
            if header[1] == "block":
                block += 1
                lines[block, ""] = number
        elif not fence and (key := re.match(r"\s*([\w-]+)\s*[.=]", line)):
            lines.setdefault((block, key[1]), number)
        for quotes in re.findall(r"\"\"\"|'''", line):  # keys inside a long text are none
            fence = "" if fence == quotes else fence or quotes
    return lines


@contextmanager
def _standing_in(path: Traversable, lines: Lines, block: int) -> Iterator[None]:
    """Add the file and the line to an objection that names a key."""
    try:
        yield
    except SessionError as error:
        key = _KEY_OF_FIELD.get(error.key, error.key)
        line = lines.get((block, key)) or lines.get((block, "")) or lines.get((0, "block"))
        raise SessionError(
            error.problem, error.advice, key=key, path=str(path), line=line
        ) from error


def _block(table: dict[str, Any]) -> Block:
    _refuse_unknown(table, _BLOCK_KEYS)
    return Block(
        _text(table, "title"),
        60.0 * _number(table, "minutes"),
        _text(table, "text"),
        _pacing(table),
    )


def _pacing(table: dict[str, Any]) -> Pacing | None:
    if "rate_per_min" not in table:
        for key in _PACE_KEYS:
            if key in table:
                raise SessionError(
                    _("this needs a rate beside it"), _("Add rate_per_min = 6."), key=key
                )
        return None
    rate_per_min = _number(table, "rate_per_min")
    usual = BreathPattern()
    pattern = BreathPattern(
        inhale=_number(table, "inhale_pct", usual.inhale * 100) / 100,
        hold=_number(table, "hold_pct", usual.hold * 100) / 100,
        rest=_number(table, "rest_pct", usual.rest * 100) / 100,
    )
    return Pacing(rate_per_min, _number(table, "end_rate_per_min", rate_per_min), pattern)


def _refuse_unknown(table: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            nearest = get_close_matches(key, known, 1)
            raise SessionError(
                _("unknown key '{key}'").format(key=key),
                _("Did you mean '{name}'?").format(name=nearest[0])
                if nearest
                else _("Known here are {names}.").format(names=", ".join(known)),
                key=key,
            )


def _value(table: dict[str, Any], key: str) -> Any:
    if key not in table:
        raise SessionError(_("this key is missing"), _("Add it here."), key=key)
    return table[key]


def _text(table: dict[str, Any], key: str) -> str:
    """Return a text as one paragraph, however its lines are broken in the file."""
    value = _value(table, key)
    if not isinstance(value, str):
        raise SessionError(_("this is not a text"), _("Put it in quotes."), key=key)
    return " ".join(value.split())


def _texts(table: dict[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise SessionError(
            _("this is not a list of texts"), _('Write it as ["one", "two"].'), key=key
        )
    return tuple(value)


def _number(table: dict[str, Any], key: str, default: float | None = None) -> float:
    value = _value(table, key) if default is None else table.get(key, default)
    # The bound refuses "inf" and "nan" too.
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e9:
        raise SessionError(_("this is not a number"), _("Write it as 10 or 0.5."), key=key)
    return float(value)
