"""The week as seven dots and in words, and the sum since the beginning: never a run of days."""

from PySide6.QtCore import QDate, QLocale, QSize

from biofeedback.app.desk.home_messages import Day as PlannedDay
from biofeedback.app.desk.home_messages import HomeIs
from biofeedback.app.text import tr
from biofeedback.app.widgets.card import Card, Rule
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.marks import Day, DayState, WeekDots

_DAYS = 7


class WeekCard(Card):
    """As wide as its dots."""

    def __init__(self) -> None:
        super().__init__(tr("This week"))
        self._dots = WeekDots(_days(None), "")
        self._count, self._kindly = Text(), Text(colour="text_soft")
        self._rule, self._sum = Rule(), Text(colour="text_soft")
        self.body.setSpacing(0)
        self.body.addSpacing(22)
        self.body.addWidget(self._dots)
        self.body.addSpacing(20)
        self.body.addWidget(self._count)
        self.body.addWidget(self._kindly)
        self.body.addSpacing(20)
        self.body.addWidget(self._rule)
        self.body.addSpacing(20)
        self.body.addWidget(self._sum)
        self.body.addStretch(1)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the width of the dots, and the height that the words need in it."""
        margins = self.body.contentsMargins()
        width_px = self._dots.sizeHint().width() + margins.left() + margins.right()
        width_px = max(width_px, self.minimumSizeHint().width())
        return QSize(width_px, self.heightForWidth(width_px))

    def show_week(self, home: HomeIs | None) -> None:
        """Show a week; before the records are open, an empty one."""
        days = _days(home)
        self._dots.set_days(days, week_sentence(home))
        self._count.set_words(count_words(home))
        self._count.setVisible(bool(self._count.text()))
        self._kindly.set_words(tr("Days off are part of it."))
        self._sum.set_words(sum_words(home))
        for part in (self._rule, self._sum):
            part.setVisible(bool(self._sum.text()))
        self.updateGeometry()


def count_words(home: HomeIs | None) -> str:
    """Return what was done of what is planned."""
    if home is None:
        return ""
    if home.planned:
        words = tr("{done} of %n planned session(s).", n=home.planned)
        return words.format(done=home.done)
    return tr("%n session(s) so far.", n=home.done) if home.done else tr("A week to begin with.")


def sum_words(home: HomeIs | None) -> str:
    """Return the sum since the beginning."""
    if home is None or not home.sessions:
        return ""
    hours, minutes = divmod(round(home.minutes), 60)
    parts = [tr("%n hour(s)", n=hours)] if hours else []
    if minutes or not hours:
        parts.append(tr("%n minute(s)", n=minutes))
    since = tr("%n session(s) since you began:", n=home.sessions)
    calm = tr("{time} of calm.").format(time=" ".join(parts))
    return f"{since}\n{calm}"


def week_sentence(home: HomeIs | None) -> str:
    """Return the week in words, for who does not see the dots."""
    says = {
        "practised": tr("{day} practised"),
        "today": tr("{day} today"),
        "planned": tr("{day} planned"),
        "free": tr("{day} free"),
    }
    days = zip(range(1, _DAYS + 1), _days(home), strict=True)
    return ", ".join(says[day.state].format(day=_locale().dayName(n)) for n, day in days)


def _days(home: HomeIs | None) -> list[Day]:
    if home is None:
        today = QDate.currentDate().dayOfWeek()
        states = [
            _state(practised=False, planned=False, is_today=n == today) for n in range(1, _DAYS + 1)
        ]
    else:
        states = [_state_of(day) for day in home.week]
    short = QLocale.FormatType.NarrowFormat
    return [
        Day(_locale().standaloneDayName(n, short), state, is_today)
        for n, (state, is_today) in enumerate(states, 1)
    ]


def _state(*, practised: bool, planned: bool, is_today: bool) -> tuple[DayState, bool]:
    """Return what a day looks like, and whether it is today."""
    if practised:
        return "practised", is_today
    if is_today:
        return "today", True
    return "planned" if planned else "free", False


def _state_of(day: PlannedDay) -> tuple[DayState, bool]:
    return _state(practised=day.practised, planned=day.planned, is_today=day.is_today)


def _locale() -> QLocale:
    """Return the app's language; English where the system has none."""
    locale = QLocale()
    return QLocale("en") if locale.language() is QLocale.Language.C else locale
