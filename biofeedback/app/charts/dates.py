"""Days and times as the language of the app writes them."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QTime

from biofeedback.app.text import tr


def day_words(when: datetime | None) -> str:
    """Return a day as a card has room for: Fri 14 Mar."""
    if when is None:
        return tr("undated")
    return QLocale().toString(_date(when), tr("ddd d MMM", "short day"))


def moment_words(when: datetime | None) -> str:
    """Return a day and the time of day: Friday 14 March, 8:20."""
    if when is None:
        return tr("undated")
    day = QLocale().toString(_date(when), tr("dddd d MMMM", "long day"))
    clock = QLocale().toString(QTime(when.hour, when.minute), tr("H:mm", "time of day"))
    return tr("{day}, {time}").format(day=day, time=clock)


def _date(when: datetime) -> QDate:
    return QDate(when.year, when.month, when.day)
