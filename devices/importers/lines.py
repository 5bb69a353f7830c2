"""A text file as numbered lines, and the exact numbers in it.

Numbers are read as decimals, so that 1.001 s is 1001 ms and sums carry no rounding.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from gettext import gettext as _
from pathlib import Path

from devices.contents import Contents
from devices.errors import FileError, UnknownFile

_NUMBER = re.compile(r"[+-]?(\d{1,25}\.?\d{0,25}|\.\d{1,25})(e[+-]?\d{1,2})?", re.ASCII | re.I)
_LINE_END = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_COMMENT = ("#", "%", "//")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the file `path`; `text[0]` is line 1."""

    path: Path
    text: tuple[str, ...]

    def filled(self, first: int = 0) -> Iterator[tuple[int, str]]:
        """Yield index and text of the lines from `first` on, without blank ones and comments."""
        for index, line in enumerate(self.text[first:], first):
            if line.strip() and not line.lstrip().startswith(_COMMENT):
                yield index, line

    def error(self, index: int, problem: str, advice: str = "") -> FileError:
        """Return the error for the line at `index`."""
        advice = advice or _("Correct or remove this line, then try again.")
        return FileError(self.path, problem, advice, index + 1)


def decode_lines(contents: Contents) -> Lines:
    """Split a text file into lines, whatever its encoding and line ends.

    Raises
    ------
    UnknownFile
        When it is no text.
    """
    data = contents.data
    try:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")  # old programs; only comments and titles can differ
    if _CONTROL.search(text):
        raise UnknownFile(
            contents.path,
            _("is not a text file"),
            _("Export it as text or CSV from the program that made it."),
        )
    return Lines(contents.path, tuple(_LINE_END.split(text)))


def number(text: str) -> Decimal | None:
    """Return the decimal number that `text` is, or None."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None
