"""One card: its words, its picture, the session that belongs to it, and the way to the next card.

The fuller reading adds to the plain one and never replaces it. Which reading is shown is a setting
of the person, so the switch holds for all cards.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSize, QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.learn.cards import REVIEW, cards, topics
from biofeedback.app.learn.reader import Reader, may_read
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.view import View
from biofeedback.app.views.learn import READ, read_cards
from biofeedback.app.views.learn_picture import PicturePanel
from biofeedback.app.views.learn_table import GuidelineTable
from biofeedback.app.views.screening import closes_assessments, to_session
from biofeedback.app.views.shelf import Brief, brief_of, wording
from biofeedback.app.views.side_by_side import SideBySide
from biofeedback.app.widgets.buttons import Primary, Quiet
from biofeedback.app.widgets.choice import Choice, Option
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

if TYPE_CHECKING:
    from biofeedback.app.context import Context
    from biofeedback.app.desk.desk import Desk

_GAP_PX, _WORDS_PX = 64, 480


class LearnCard(View):
    """A card.

    Parameters
    ----------
    context : Context
        The app.
    card : str
        Its id.
    """

    def __init__(self, context: "Context", card: str, **what: Any) -> None:
        super().__init__(context, card=card, **what)
        language = QLocale().name()[:2]
        every = cards(language)
        at = next(nth for nth, each in enumerate(every) if each.id == card)
        self._card = every[at]
        self._next = every[at + 1] if at + 1 < len(every) else None
        self._topic = next(each for each in topics(language) if each.id == self._card.topic)
        self._reader: Reader | None = None
        page = Page(fills=True)
        page.setAccessibleName(self._card.title)
        page.body.addWidget(self._head())
        page.body.addWidget(self._middle(), 1)
        self._fill_foot(page.foot)
        self.column.addWidget(page)
        self._read_through(fuller=context.likes.fuller)
        if context.records:
            self._keep_read()
        self.hear(RecordsOpen, lambda _records: self._keep_read())
        QTimer.singleShot(0, self, self._offer_voice)

    def first_focus(self) -> QWidget:
        """Return the primary button."""
        return self._primary

    def spoken(self) -> str:
        """Return the title."""
        return self._card.title

    def help(self) -> tuple[str, str]:
        """Return the help."""
        return (
            tr("Plain or fuller, as you like: the switch holds for all cards."),
            tr("Sources are named with their DOI where there is one."),
        )

    def leaving(self) -> None:
        """Fall silent."""
        if self._reader is not None:
            self._reader.voice.stop()

    def _head(self) -> QWidget:
        head, row = QWidget(), FlowLayout(16, 8)
        place = tr("{topic} · card {number} of {count}").format(
            topic=self._topic.title,
            number=1 + [each.id for each in self._topic.cards].index(self._card.id),
            count=len(self._topic.cards),
        )
        where = Text(place, colour="text_soft")
        _widen(where)
        readings = [Option(False, tr("Plain")), Option(True, tr("Fuller"))]
        fuller = self.context.likes.fuller
        self.reading = Choice(tr("Reading"), readings, fuller, kind="segment")
        self.reading.chosen.connect(self._choose_reading)
        row.addWidget(Quiet(tr("All cards"), self._to_all, back=True, flush=True))
        for part in (where, self.reading):
            row.addWidget(part)
        head.setLayout(row)
        return head

    def _middle(self) -> QWidget:
        words = self._words()
        if self._topic.guidelines:
            middle = QWidget()
            column = QVBoxLayout(middle)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(Theme.of().space_px.x8)
            column.addWidget(words)
            column.addWidget(GuidelineTable(self._topic.guidelines))
            column.addStretch(1)
            return middle
        picture = PicturePanel(self._card.drawings, self._card.legend)
        return SideBySide(words, picture, _GAP_PX)

    def _words(self) -> QWidget:
        words = _Column()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Text(self._card.title, "headline"))
        column.addSpacing(6)
        for paragraph in self._card.plain:
            column.addWidget(Text(paragraph, "lead"))
        self._more = _fuller(self._card.how, self._card.effect, self._card.sources)
        column.addWidget(self._more)
        column.addStretch(1)
        return words

    def _fill_foot(self, foot: FlowLayout) -> None:
        brief = self._session()
        onward = tr("Next: {title}").format(title=self._next.title) if self._next else ""
        if brief is not None:
            self._primary = Primary(_try_words(brief), lambda: to_session(self.context, brief.name))
        elif self._next:
            self._primary = Primary(tr("Next"), self._go_on)
            self._primary.setAccessibleDescription(self._next.title)
        else:
            self._primary = Primary(tr("All cards"), self._to_all)
        self.aloud = Quiet(tr("Read aloud"), self._read_aloud, icon="sound")
        foot.addWidget(self._primary)
        foot.addWidget(self.aloud)
        self.aloud.hide()
        if self._next and brief is not None:
            rest = QWidget()
            _widen(rest)
            foot.addWidget(rest)
            foot.addWidget(Quiet(onward, self._go_on, more=True))

    def _session(self) -> Brief | None:
        """Return the session that belongs to it, unless it is closed for the person."""
        if not self._card.session:
            return None
        brief = brief_of(self._card.session, wording(self.context.likes))
        closed = brief.slow_assessment and closes_assessments(self._screening())
        return None if closed else brief

    def _screening(self) -> Any:
        return self.context.records.person.get("screening", {}) if self.context.records else {}

    def _go_on(self) -> None:
        if self._next:
            self.context.go("card", card=self._next.id)

    def _to_all(self) -> None:
        self.context.go("learn")

    def _choose_reading(self, fuller: bool) -> None:
        self.context.like(fuller=fuller)
        self._read_through(fuller=fuller)

    def _read_through(self, *, fuller: bool) -> None:
        self._more.setVisible(fuller)

    def _keep_read(self) -> None:
        """Keep that the card was read."""
        if self._card.id not in read_cards(self.context):
            self.context.ask(lambda desk: _keep(desk, self._card.id))

    def _offer_voice(self) -> None:
        self.aloud.setVisible(may_read())

    def _read_aloud(self) -> None:
        if self._reader is None:
            self._reader = Reader.of(self.context, theme_of(self).sound)
            self._reader.voice.speaking.connect(self._show_speaking)
            self._reader.voice.changed.connect(self._show_voice)
        if self.aloud.words() == tr("Stop reading"):
            self._reader.voice.stop()
            return
        texts = [f"{self._card.title}.", *self._card.plain]
        if self.context.likes.fuller:
            texts += [self._card.how, self._card.effect]
        self._reader.read(" ".join(filter(None, texts)), self.context.likes.volume)
        self._show_voice()

    def _show_speaking(self, speaking: bool) -> None:
        self.aloud.set_words(tr("Stop reading") if speaking else tr("Read aloud"))

    def _show_voice(self) -> None:
        """Take the offer back where there turns out to be no voice for the language."""
        if self._reader is not None and self._reader.has_none:
            self.aloud.hide()
            self._primary.setFocus()
            self.context.say(tr("This computer has no voice for this language."))


async def _keep(desk: "Desk", card: str) -> None:
    liked = dict(desk.records.person.preferences)
    read = [*liked.get(READ, ()), card]
    if card not in read[:-1]:
        await desk.records.change(preferences=liked | {READ: read})


def _try_words(brief: Brief) -> str:
    if brief.minutes == 3:
        return tr("Try it for three minutes")
    return tr("Try it for %n minute(s)", n=brief.minutes)


def _fuller(how: str, effect: str, sources: tuple[str, ...]) -> QWidget:
    """Return what the fuller reading adds."""
    more = QWidget()
    column = QVBoxLayout(more)
    column.setContentsMargins(0, 10, 0, 0)
    column.setSpacing(12)
    for name, words in ((tr("How it works."), how), (tr("How much it does."), effect)):
        if words:
            column.addWidget(Text(words, lead_in=name))
    review = tr("Review article on integrative care for acute and recurring pain")
    named = [review if each == REVIEW else each for each in sources]
    if named:
        told = tr("Sources: {names}").format(names="; ".join(named))
        column.addWidget(Text(told, "caption", "text_soft"))
    return more


def _widen(widget: QWidget) -> None:
    policy = widget.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    widget.setSizePolicy(policy)


class _Column(QWidget):
    """The words, which want so much of the width that the picture stands beside them, or below."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a width that grows with the text, and the height in it."""
        width_px = _WORDS_PX * theme_of(self).text_percent // 100
        return QSize(width_px, self.heightForWidth(width_px))
