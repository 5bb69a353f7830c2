"""The words on the screen, in the language chosen while the app runs.

`tr("English text")` is read from the source by lupdate and looked up by Qt's own translator.
lupdate files a bare `tr` under the empty context, so the whole app shares one list of words. The
English text is the source; a text with a number says `%n` and gets its plural from the .ts files.
"""

import math

from PySide6.QtCore import QCoreApplication, QLocale

_HAIR = 1e-3  # of a minute: a sum of many times may fall short of the half


def tr(text: str, note: str = "", n: int = -1) -> str:
    """Return a text in the app's language.

    Parameters
    ----------
    text : the English text, a literal: never an f-string. Fill it with `.format` afterwards.
    note : tells the translator which meaning is meant where one English text has two.
    n : a number the text speaks of, written `%n` in it.
    """
    return QCoreApplication.translate("", text, note, n)


def number(value: float, digits: int = 0) -> str:
    """Write a number with so many decimals, as the app's language does."""
    return QLocale().toString(float(value), "f", digits)


def whole_minutes(minutes: float) -> int:
    """Return minutes as they are told before, in and after a session: from the half up."""
    return math.floor(minutes + 0.5 + _HAIR)


def few_digits(value: float) -> str:
    """Write a number with one decimal, and with none where that tells nothing."""
    rounded = round(value, 1)
    return number(rounded, 0 if rounded == int(rounded) else 1)
