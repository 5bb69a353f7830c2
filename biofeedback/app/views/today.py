"""Today: who is greeted, one session to begin, this week, and four others for another mood.

It stands before the records are open: greeting, the first session and its Start button need none.
What the records say replaces the words in place. Sessions are read from their files only after the
first paint, one at a time, so that "All sessions" opens at once later.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QDate, QEvent, QTime, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.desk.home_messages import HomeIs, RecordsOpen, StrapIs, StrapState
from biofeedback.app.first_paint import after_paint
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.view import View
from biofeedback.app.views.screening import to_session
from biofeedback.app.views.seek import seek_strap
from biofeedback.app.views.shelf import Brief, brief_of, read_all, wording
from biofeedback.app.views.side_by_side import SideBySide
from biofeedback.app.views.today_card import TodayCard
from biofeedback.app.views.today_week import WeekCard
from biofeedback.app.widgets.buttons import Quiet
from biofeedback.app.widgets.card import CardButton
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

if TYPE_CHECKING:
    from biofeedback.app.context import Context

FIRST_SESSION, SMALL_START = "first-session", "booster-3min"
LONG_PAUSE_DAYS = 7
_READ_EVERY_MS = 30
_LOOK_EVERY_MS = 60_000
_OFFERS = 4


class Offer(NamedTuple):
    """Another session, by what it is good for; `minutes` as it takes."""

    session: str
    words: str
    icon: str
    minutes: int
    kind: str


class Today(View):
    """The first screen of everybody who has been here before."""

    def __init__(self, context: "Context", **what: Any) -> None:
        super().__init__(context, **what)
        self._page = Page(" ")
        self._card = TodayCard(self._start, self._wear)
        self._week = WeekCard()
        self._others = QWidget()
        self._offers = FlowLayout(16, even=True)
        self._others.setLayout(self._offers)
        self._session = ""
        self._offered: list[Offer] = []
        gap_px = Theme.of().space_px.gutter
        self._page.body.addWidget(SideBySide(self._card, self._week, gap_px))
        below = QVBoxLayout()
        below.setSpacing(4)
        below.addWidget(_head(lambda: context.go("sessions")))
        below.addWidget(self._others)
        self._page.body.addLayout(below)
        self.column.addWidget(self._page)
        self._place_start()
        self.hear(HomeIs, self._show)
        self.hear(RecordsOpen, lambda _: seek_strap(context))
        self.hear(StrapIs, lambda _: self._show_strap())
        self._unread: Iterator[Brief] | None = None
        self._reading = QTimer(self, interval=_READ_EVERY_MS)
        self._reading.timeout.connect(self._read_on)
        self._day = QDate.currentDate()
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look_at_the_day)
        self._looking.start()
        self._show(context.home)
        self._show_strap()
        if context.records is not None:
            context.ask(lambda desk: desk.records.home())
            seek_strap(context)
        after_paint(self, self._read)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Keep Start in sight where the text is large."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place_start()

    def _place_start(self) -> None:
        is_large = theme_of(self).is_large
        (self._page.foot if is_large else self._card.start_row).addWidget(self._card.start)

    def first_focus(self) -> QWidget:
        """Return Start."""
        return self._card.start

    def spoken(self) -> str:
        """Return greeting and session."""
        return f"{self._page.headline.text()}. {self._card.spoken()}"

    def help(self) -> tuple[str, str]:
        """Return how to begin, and how the session is chosen."""
        return (
            tr("Press Enter to begin. You can stop at any time."),
            tr(
                "The plan chooses the session: the next one of this week. Without a plan it is"
                " steady breathing at about six breaths a minute. After a week's pause it is a"
                " short one. You may always choose another."
            ),
        )

    def leaving(self) -> None:
        """Read no more."""
        self._reading.stop()

    def _start(self) -> None:
        to_session(self.context, self._session)

    def _wear(self) -> None:
        self.context.go("strap", session=self._session)

    def _show(self, home: HomeIs | None) -> None:
        """Show what the records say; before they are open, the beginning."""
        alias = home.alias if home else ""
        self._session = session_for(home)
        minutes = _KNOWN_MINUTES.get(self._session, 0)
        self._page.set_words(greeting(QTime.currentTime().hour(), alias), lead_for(home, minutes))
        self._card.show_session(first_words(self._session), done=bool(home and home.done_today))
        self._week.show_week(home)
        self._show_offers()
        if home is not None:
            self._show_brief()

    def _look_at_the_day(self) -> None:
        """Ask again where the app was left open past midnight."""
        if QDate.currentDate() != self._day:
            self._day = QDate.currentDate()
            self.context.ask(lambda desk: desk.records.home())

    def _show_brief(self) -> None:
        """Say what the file of the session says."""
        from sessions.errors import SessionError

        try:
            brief = brief_of(self._session, wording(self.context.likes))
        except SessionError:  # a file of one's own that has gone
            self._session = FIRST_SESSION
            brief = brief_of(self._session, wording(self.context.likes))
        self._card.show_brief(brief)
        self._page.lead.set_words(lead_for(self.context.home, brief.minutes))

    def _show_offers(self) -> None:
        """Show the others; the same ones stay, and the keyboard with them."""
        offers = [offer for offer in all_offers() if offer.session != self._session][:_OFFERS]
        if offers == self._offered:
            return
        self._offered = offers
        while item := self._offers.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for offer in offers:
            detail = tr("{minutes} min · {kind}").format(minutes=offer.minutes, kind=offer.kind)
            card = CardButton(offer.words, detail, icon=offer.icon, parent=self._others)
            card.clicked.connect(lambda _on, name=offer.session: self._open(name))
            self._offers.addWidget(card)
            card.show()

    def _open(self, name: str) -> None:
        self.context.go("sessions", session=name, came_from="today")

    def _show_strap(self) -> None:
        self._card.offer_strap(offered=self.context.strap.state is StrapState.NONE)

    def _read(self) -> None:
        self._unread = read_all(wording(self.context.likes))
        self._show_brief()
        self._reading.start()

    def _read_on(self) -> None:
        if self._unread is None or next(self._unread, None) is None:
            self._reading.stop()


def session_for(home: HomeIs | None) -> str:
    """Return today's session: the plan's, or a small one after a long pause."""
    if home is None:
        return FIRST_SESSION
    if home.days_since is not None and home.days_since >= LONG_PAUSE_DAYS:
        return SMALL_START
    return home.session


def first_words(session: str) -> tuple[str, str]:
    """Return title and facts of the sessions that most days begin with, without their files."""
    sitting = tr("sitting or lying down")
    known = {
        FIRST_SESSION: (tr("First session"), sitting),
        SMALL_START: (tr("Booster"), tr("anywhere")),
        "paced-6-10min": (tr("Steady breathing"), sitting),
    }
    title, posture = known.get(session, ("", ""))
    if not title:
        return "", ""
    length = tr("%n minute(s)", n=_KNOWN_MINUTES[session])
    pace = tr("{rate} breaths a minute").format(rate="6")
    return title, "\n".join((length, pace, posture))


_KNOWN_MINUTES = {FIRST_SESSION: 12, SMALL_START: 3, "paced-6-10min": 12}


def greeting(hour: int, alias: str) -> str:
    """Return the greeting at an hour of the day."""
    named = bool(alias)
    if hour < 5 or hour >= 18:
        words = tr("Good evening, {name}") if named else tr("Good evening")
    elif hour < 12:
        words = tr("Good morning, {name}") if named else tr("Good morning")
    else:
        words = tr("Good afternoon, {name}") if named else tr("Good afternoon")
    return words.format(name=alias)


def lead_for(home: HomeIs | None, minutes: int) -> str:
    """Return the one sentence below the greeting."""
    if home and home.done_today:
        return tr("That was today's session. Nothing more is needed.")
    if home and home.days_since is not None and home.days_since >= LONG_PAUSE_DAYS:
        length = tr("%n minute(s)", n=minutes)
        return tr("Good to see you. Start small: {length}.").format(length=length)
    if not minutes:
        return tr("A quiet while for yourself today. That is enough.")
    return tr("{number} quiet minutes today. That is enough.").format(number=_spelt(minutes))


def all_offers() -> tuple[Offer, ...]:
    """Return the other sessions, in the order of the cards; the last ones fill in."""
    return (
        Offer("pmr-4-groups", tr("Loosen tight muscles"), "let-go", 10, tr("tense, let go")),
        Offer("body-scan-10min", tr("Rest the whole body"), "rest", 10, tr("lying down")),
        Offer("neck-shoulder-break", tr("Ease neck and shoulders"), "neck", 6, tr("gentle moves")),
        Offer("booster-3min", tr("A short pause"), "pause-short", 3, tr("anywhere")),
        Offer("paced-6-10min", tr("Breathe steadily"), "breathe", 12, tr("sitting")),
    )


def _spelt(minutes: int) -> str:
    """Return a number at the beginning of a sentence."""
    spelt = {
        2: tr("Two"),
        3: tr("Three"),
        5: tr("Five"),
        6: tr("Six"),
        10: tr("Ten"),
        12: tr("Twelve"),
        15: tr("Fifteen"),
        20: tr("Twenty"),
    }
    return spelt.get(minutes, str(minutes))


def _head(show_all: Any) -> QWidget:
    head = QWidget()
    row = FlowLayout(24, 4)
    title = Text(tr("Something else today"), "heading")
    policy = title.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Expanding)
    title.setSizePolicy(policy)
    row.addWidget(title)
    row.addWidget(Quiet(tr("All sessions"), show_all, more=True, flush=True))
    head.setLayout(row)
    return head
