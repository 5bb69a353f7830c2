"""The language of everything a person reads: gettext's own domain, its catalogues beside this file.

Every room says `from gettext import gettext as _` and knows nothing of catalogues; whoever starts
the program calls `speak` once. Without a wish, LANGUAGE, LC_ALL, LC_MESSAGES and LANG decide, as
everywhere. What has no translation stays English. `python -m tests.catalogue` renews the
catalogues.
"""

import os
from datetime import date, datetime
from gettext import bindtextdomain, find, pgettext
from gettext import gettext as _
from pathlib import Path

from devices.errors import marked

DOMAIN = "messages"
FOLDER = Path(__file__).parent
ENGLISH = "en"
LANGUAGES = (ENGLISH, *sorted(path.parent.name for path in FOLDER.glob("*/LC_MESSAGES")))
"""What can be chosen: the language of the texts themselves, and those with a catalogue."""

_MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)


def speak(language: str | None = None) -> str:
    """Speak this language from now on, in this process; return the one that is spoken.

    Parameters
    ----------
    language : str or None
        One of `LANGUAGES`; None as the system says, English where that has no catalogue.
    """
    bindtextdomain(DOMAIN, str(FOLDER))
    if language is not None:
        os.environ["LANGUAGE"] = language
    return spoken()


def spoken() -> str:
    """Return the language that is spoken now."""
    catalogue = find(DOMAIN, str(FOLDER))
    return Path(catalogue).parts[-3] if catalogue else ENGLISH


def number(value: float, digits: int = 0) -> str:
    """Write a number with so many decimals, as the language does."""
    text = f"{value:.{digits}f}"
    if text.startswith("-"):
        text = "\N{MINUS SIGN}" + text[1:] if float(text) else text[1:]
    return text.replace(".", pgettext("decimal sign", "."))


def day(when: date) -> str:
    """Write a day: 14 March 2026."""
    month = _(_MONTHS[when.month - 1])
    return _("{day} {month} {year}").format(day=when.day, month=month, year=when.year)


def short_day(when: date) -> str:
    """Write a day of the year, as an axis has room for: 14 Mar."""
    month = _(_MONTHS[when.month - 1])[:3]
    return _("{day} {month}").format(day=when.day, month=month)


def moment(when: datetime) -> str:
    """Write a day and the time of day: 14 March 2026, 8:20."""
    return _("{day}, {time}").format(day=day(when), time=f"{when.hour}:{when.minute:02d}")
