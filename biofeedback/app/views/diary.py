"""The diary: two taps. What weighed on a day, what one did for oneself, pain on average.

A tap is saved at once and announced when it is kept; a second takes it back. Empty days are simply
empty, and nothing here judges or advises.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from biofeedback.app.bridge import Failed
from biofeedback.app.desk.diary_messages import Chip, DiaryIs, Key, PegKept, Tapped
from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.view import View
from biofeedback.app.views.diary_peg import PegCard
from biofeedback.app.views.diary_strip import DayStrip, day_words
from biofeedback.app.views.diary_things import ThingsCard
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.page import Page
from biofeedback.app.widgets.rating import RatingRow

if TYPE_CHECKING:
    from biofeedback.app.context import Context
    from biofeedback.app.sound.session import SessionSound
    from biofeedback.app.views.diary_timer import TimerSheet


class Diary(View):
    """One day of the diary.

    Parameters
    ----------
    context : Context
        The app.
    day, last : date, optional
        The day that is shown, and the last one in the strip; today by default.
    """

    def __init__(
        self, context: "Context", day: date | None = None, last: date | None = None, **what: Any
    ) -> None:
        super().__init__(context, day=day, last=last, **what)
        self._page = Page(tr("Today"), tr("Tap what was part of your day. It is saved at once."))
        self.strip = DayStrip()
        self._page.aside.addWidget(self.strip)
        self.weighed = ThingsCard(tr("What weighed on you"), "trigger")
        self.did = ThingsCard(tr("What you did for yourself"), "therapy")
        self.pain = RatingRow(
            tr("Pain on average today"), tr("no pain"), tr("the worst you can imagine")
        )
        self.peg = PegCard()
        self.timer: TimerSheet | None = None
        self._sound: SessionSound | None = None
        self._shown: DiaryIs | None = None
        self._build()
        self._connect()
        if context.records is not None:
            self._read(day, last)

    def first_focus(self) -> QWidget | None:
        """Return the first chip; before the day is read, the strip keeps the place."""
        chips = self.weighed.buttons()
        return chips[0] if chips else None

    def spoken(self) -> str:
        """Return the day, and what is chosen on it."""
        if self._shown is None:
            return tr("Diary")
        labels = {c.key: c.label for c in (*self._shown.triggers, *self._shown.therapies)}
        noted = [labels.get(key, key[1]) for key, _minutes in self._shown.noted]
        if not noted:
            return tr("{day}. Nothing noted.").format(day=self._headline(self._shown))
        told = tr("{day}. {things}, chosen.")
        return told.format(day=self._headline(self._shown), things=", ".join(noted))

    def help(self) -> tuple[str, str]:
        """Return the help."""
        return (
            tr("Two taps are enough. A second tap takes it back. Arrow keys show other days."),
            tr(
                "After some weeks, what you note is set beside your pain, so that you can see what "
                "often comes together. That is no proof of a cause. Medicine is only noted, to see "
                "whether less is needed; nothing here advises any."
            ),
        )

    def leaving(self) -> None:
        """Keep the minutes of a timer that runs."""
        if self.timer is not None:
            self.timer.finish()
            self.timer.reject()
        if self._sound is not None:
            self._sound.stop()

    def _build(self) -> None:
        cards = QWidget()
        row = FlowLayout(Theme.of().space_px.gutter, even=True)
        row.addWidget(self.weighed)
        row.addWidget(self.did)
        cards.setLayout(row)
        pain = Card()
        pain.setAccessibleName(tr("Pain on average today"))
        pain.body.addWidget(self.pain)
        for part in (cards, pain, self.peg):
            self._page.body.addWidget(part)
        self.peg.hide()
        self.column.addWidget(self._page)

    def _connect(self) -> None:
        self.strip.chosen.connect(self._read)
        for card in (self.weighed, self.did):
            card.tapped.connect(self._tap)
            card.timed.connect(self._time)
        self.pain.rated.connect(self._rate)
        self.peg.answered.connect(self._keep_peg)
        self.hear(DiaryIs, self._show)
        self.hear(Tapped, self._settle)
        self.hear(PegKept, self._thank)
        self.hear(RecordsOpen, self._opened)
        self.hear(Failed, self._restore)

    def _opened(self, _records: RecordsOpen) -> None:
        if self._shown is None:
            self._read(self.what["day"], self.what["last"])

    def _restore(self, _failed: Failed) -> None:
        for card in (self.weighed, self.did):
            card.restore()

    def _read(self, day: date | None, last: date | None) -> None:
        self.what |= {"day": day, "last": last}
        self.context.ask(lambda desk: desk.diary.read(day, last))

    def _show(self, told: DiaryIs) -> None:
        came, self._shown = self._shown is None, told
        is_today = told.day == told.today
        self._page.set_words(self._headline(told), self._page.lead.text())
        self.strip.show_days(told.strip, told.day, told.today)
        noted = dict(told.noted)
        self.weighed.show_things(told.triggers, noted, is_today=is_today)
        self.did.show_things(told.therapies, noted, is_today=is_today)
        self.pain.set_value(told.pain)
        self.peg.setVisible(told.asks_peg)
        if came and (first := self.first_focus()):
            first.setFocus()
        self.context.say(self.spoken())

    def _settle(self, told: Tapped) -> None:
        self.strip.count(told.day, told.count)
        if self._shown is None or told.day != self._shown.day:
            return
        for card in (self.weighed, self.did):
            if card.holds(told.chip):
                card.settle(told.chip, noted=told.noted, minutes=told.minutes)
                break
        words = tr("{thing}, noted") if told.noted else tr("{thing}, taken back")
        self.context.say(words.format(thing=told.chip.label))

    def _tap(self, key: Key) -> None:
        if (shown := self._shown) is not None:
            self.context.ask(lambda desk: desk.diary.tap(shown.day, *key))

    def _rate(self, pain: int | None) -> None:
        if (shown := self._shown) is not None:
            self.context.ask(lambda desk: desk.diary.rate(shown.day, pain))

    def _keep_peg(self, pain: int, enjoyment: int, activity: int) -> None:
        if (shown := self._shown) is not None:
            self.context.ask(lambda desk: desk.diary.keep_peg(shown.day, pain, enjoyment, activity))

    def _thank(self, _kept: PegKept) -> None:
        self.peg.thank()
        self.context.say(tr("Noted. These questions come again in a week."))

    def _time(self, chip: Chip) -> None:
        from biofeedback.app.views.diary_timer import TimerSheet

        shown = self._shown
        if shown is None:
            return

        def over(minutes: float) -> None:
            self.context.ask(lambda desk: desk.diary.minutes(shown.day, *chip.key, minutes))

        self.timer = TimerSheet(self, chip, over, self._sound_notice)
        self.timer.finished.connect(self._timer_gone)
        self.timer.open()
        self.timer.yes.setFocus()

    def _timer_gone(self) -> None:
        self.timer = None

    def _sound_notice(self) -> None:
        """Let the end of a timer be heard: somebody may lie with closed eyes."""
        from biofeedback.app.sound.session import SessionSound

        self._sound = SessionSound(theme_of(self).sound, QLocale().name()[:2], self)
        self._sound.set_volume(self.context.likes.volume)
        self._sound.notice()

    def _headline(self, told: DiaryIs) -> str:
        return tr("Today") if told.day == told.today else day_words(told.day)
