"""A TOML file as tables that check what they are asked for, and objections that name the line.

The standard parser keeps no line numbers, so the line of every key is found by scanning the text.
A place in a file is (block, line, key): block 0 is the head, line 0 the block itself, key "" the
header of either.
"""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from gettext import gettext as _
from importlib.resources.abc import Traversable
from typing import Any

from sessions.errors import SessionError, refuse_unknown

ENGLISH = "en"
_HEADER = re.compile(r"\s*\[+\s*([\w.\s\"-]+?)\s*\]")
_KEY = re.compile(r"\s*\"?([\w-]+)\"?\s*[.=]")


@dataclass(frozen=True, slots=True)
class Wording:
    """Which of its texts a session is read in.

    Attributes
    ----------
    language : str
        Two letters; English where a text is not translated.
    fuller : bool
        The fuller reading instead of the plain one.
    """

    language: str = ENGLISH
    fuller: bool = False


class Table:
    """The keys of one table, each checked for its kind when it is asked for."""

    def __init__(self, values: dict[str, Any], wording: Wording) -> None:
        self._values, self._wording = values, wording

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def refuse_unknown(self, known: tuple[str, ...], inside: str = "") -> None:
        """Object to the first key that is not known; `inside` names a table in one line."""
        for key in self._values:
            refuse_unknown(key, known, _("unknown key '{name}'"), inside or key)

    def only_one_of(self, *keys: str) -> str:
        """Return which one of `keys` is there, empty for none; object to two."""
        there = [key for key in keys if key in self._values]
        if len(there) > 1:
            raise SessionError(
                _("'{one}' and '{other}' say the same thing").format(one=there[0], other=there[1]),
                _("Keep one of them."),
                key=there[1],
            )
        return there[0] if there else ""

    def value(self, key: str) -> Any:
        """Return what is written, or object that it is missing."""
        if key not in self._values:
            raise SessionError(_("this key is missing"), _("Add it here."), key=key)
        return self._values[key]

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text in the language wished for, its lines joined to one paragraph."""
        if default is not None and key not in self:
            return default
        texts = self._translations(key)
        return texts.get(self._wording.language, texts[ENGLISH])

    def reading(self, key: str, default: str | None = None) -> str:
        """Return the text of `key`, or the one of "fuller" beside it when that is wished for.

        One's own language comes first, in either reading.
        """
        if default is not None and key not in self and "fuller" not in self:
            return default
        plain = self._translations(key)
        fuller = self._translations("fuller") if "fuller" in self else {}
        readings = (fuller, plain) if self._wording.fuller else (plain,)
        languages = (self._wording.language, ENGLISH)
        return next(texts[name] for name in languages for texts in readings if name in texts)

    def _translations(self, key: str) -> dict[str, str]:
        value = self.value(key)
        texts = value if isinstance(value, dict) else {ENGLISH: value}
        if not all(isinstance(text, str) for text in texts.values()):
            raise SessionError(_("this is not a text"), _("Put it in quotes."), key=key)
        for language in texts:
            if not re.fullmatch("[a-z]{2}", language):
                raise SessionError(
                    _("'{name}' is not a language").format(name=language),
                    _("Write two letters, such as {key}.de.").format(key=key),
                    key=key,
                )
        if ENGLISH not in texts:
            raise SessionError(
                _("the English text is missing"), _("Add {key}.en.").format(key=key), key=key
            )
        joined = {language: " ".join(text.split()) for language, text in texts.items()}
        if not all(joined.values()):
            raise SessionError(_("the text is empty"), _("Write what the person reads."), key=key)
        return joined

    def word(self, key: str, default: str | None = None) -> str:
        """Return a name, which is never translated."""
        value = self.value(key) if default is None else self._values.get(key, default)
        if not isinstance(value, str):
            raise SessionError(_("this is not a text"), _("Put it in quotes."), key=key)
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when the key is not there."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise SessionError(
                _("this is not a list of texts"), _('Write it as ["one", "two"].'), key=key
            )
        return tuple(value)

    def flag(self, key: str) -> bool:
        """Return true or false, false when the key is not there."""
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise SessionError(_("this is neither yes nor no"), _("Write it as true."), key=key)
        return value

    def number(self, key: str, default: float | None = None) -> float:
        """Return a number."""
        value = self.value(key) if default is None else self._values.get(key, default)
        return _number(value, key)

    def numbers(self, key: str, fewest: int, most: int) -> tuple[float, ...]:
        """Return a list of `fewest` to `most` numbers."""
        value = self.value(key)
        if not isinstance(value, list) or not fewest <= len(value) <= most:
            raise SessionError(
                _("this is not a list of {fewest} to {most} numbers").format(
                    fewest=fewest, most=most
                ),
                _("Write it as [4, 0, 6]."),
                key=key,
            )
        return tuple(_number(item, key) for item in value)

    def count(self, key: str, most: int, default: int | None = None) -> int:
        """Return a whole number from 1 to `most`."""
        number = self.number(key, default)
        if number != int(number) or not 1 <= number <= most:
            raise SessionError(
                _("{number:g} is not a whole number from 1 to {most}").format(
                    number=number, most=most
                ),
                _("Write it as 2."),
                key=key,
            )
        return int(number)

    def table(self, key: str) -> "Table":
        """Return a table inside this one."""
        value = self.value(key)
        if not isinstance(value, dict):
            raise SessionError(
                _("this is not a table"), _("Write it as { a = 1, b = 2 }."), key=key
            )
        return Table(value, self._wording)

    def tables(self, key: str, header: str) -> list["Table"]:
        """Return the tables of a list, empty when the key is not there."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise SessionError(
                _("this is not a list of tables"),
                _("Open each one with {header}.").format(header=header),
                key=key,
            )
        return [Table(item, self._wording) for item in value]


class TomlFile:
    """The text of a file, and where in it every key stands.

    Raises
    ------
    SessionError
        When the file cannot be read, or is not TOML.
    """

    def __init__(self, path: Traversable) -> None:
        self.path = path
        self._text = _read(path)
        self._document = _parse(self._text, str(path))

    def languages(self) -> set[str]:
        """Return all languages that any of its texts is written in."""
        return {ENGLISH} | _languages(self._document)

    def head(self, wording: Wording) -> Table:
        """Return the whole document; its texts will be read in this wording."""
        return Table(self._document, wording)

    @contextmanager
    def standing_in(
        self, block: int = 0, line: int = 0, names: dict[str, str] | None = None
    ) -> Iterator[None]:
        """Add the file and the line to an objection that names a key.

        Parameters
        ----------
        block, line : int
            The table that is being read, counted from 1; 0 for the one around it.
        names : dict, optional
            What a field of a record is called in the file, where the two differ.
        """
        try:
            yield
        except SessionError as error:
            if error.path:  # a session inside this one: it knows better
                raise
            key = (names or {}).get(error.key, error.key)
            raise SessionError(
                error.problem,
                error.advice,
                key=key,
                path=str(self.path),
                line=self._line_of(block, line or error.item, key),
            ) from error

    def _line_of(self, block: int, line: int, key: str) -> int | None:
        places = ((block, line, key), (block, line, ""), (block, 0, key), (block, 0, ""))
        return next((self._lines[place] for place in places if place in self._lines), None)

    @cached_property
    def _lines(self) -> dict[tuple[int, int, str], int]:
        return lines_of_keys(self._text)


def lines_of_keys(text: str) -> dict[tuple[int, int, str], int]:
    """Find the line in which every key of a file stands; the first, where it is written twice."""
    lines = {(0, 0, ""): 1}
    block = line = 0
    fence, inside = "", False  # an open long text; a table such as [block.until]
    for number, row in enumerate(text.split("\n"), 1):
        if not fence and (header := _HEADER.match(row)):
            names = [name.strip(' "') for name in header[1].split(".")]
            if names == ["block"]:
                block, line = block + 1, 0
            elif names == ["block", "line"]:
                line += 1
            inside = names not in (["block"], ["block", "line"])
            lines.setdefault((block, line, names[-1] if inside else ""), number)
            lines.setdefault((0, 0, names[0]), number)
        elif not fence and not inside and (match := _KEY.match(row)):
            lines.setdefault((block, line, match[1]), number)
        for quotes in re.findall(r"\"\"\"|'''", row):  # keys inside a long text are none
            fence = "" if fence == quotes else fence or quotes
    return lines


def _number(value: Any, key: str) -> float:
    # The bound refuses "inf" and "nan" too.
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e9:
        raise SessionError(_("this is not a number"), _("Write it as 10 or 0.5."), key=key)
    return float(value)


def _languages(value: Any) -> set[str]:
    """Find the keys of all tables in which English stands."""
    if isinstance(value, list):
        return set().union(*map(_languages, value))
    if not isinstance(value, dict):
        return set()
    if isinstance(value.get(ENGLISH), str):
        return set(value)
    return _languages(list(value.values()))


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
