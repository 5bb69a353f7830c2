"""Between sessions of a person: how they are, which session, and what the last one brought."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import HomeIs, RunOver, StrapIs, StrapState
from biofeedback.app.text import tr, whole_minutes
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.after_words import Course, sentence
from biofeedback.app.views.files import ask_which
from biofeedback.app.views.own_sessions import SessionPicker
from biofeedback.app.views.ratings import Ratings
from biofeedback.app.widgets.buttons import Primary, Quiet, Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.marks import IconText
from biofeedback.app.widgets.page import Page
from biofeedback.live.frame import IRREGULAR

Start = Callable[[str, Mapping[str, int]], object]


class ReadyPage(QWidget):
    """Choose a session and begin it.

    Parameters
    ----------
    context : Context
        The app.
    alias : str
        Whose session it will be.
    start : callable
        Called with the name of the session and the answers.
    """

    def __init__(self, context: Context, alias: str, start: Start) -> None:
        super().__init__()
        self._context, self._start = context, start
        self.alias = alias
        self.page = Page(alias, tr("One moment."), tight=True)
        self.picker = SessionPicker(context)
        self.ratings = Ratings()
        self.strap = IconText("strap", "")
        self._connect = Quiet(tr("Connect"), lambda: context.go("strap"))
        self._said = Text(kind="label")
        self._said.hide()
        which = Card(tr("Which session"))
        which.body.addWidget(_row(self.picker, Quiet(tr("Open a file"), self._open)))
        which.body.addWidget(self._said)
        which.body.addWidget(_row(self.strap, self._connect))
        how = Card(tr("Before the session"))
        how.body.addWidget(self.ratings)
        for card in (which, how):
            self.page.body.addWidget(card)
        self.start = Primary(tr("Start a session"), self._begin, icon="play")
        self.page.foot.addWidget(self.start)
        self.page.foot.addWidget(Secondary(tr("Progress"), lambda: context.go("progress")))
        self.page.foot.addWidget(Secondary(tr("Plan"), lambda: context.go("plans")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.show_home(context.home)
        self.show_strap(context.strap)
        QTimer.singleShot(0, self, self._read)

    def show_home(self, home: HomeIs | None) -> None:
        """Say how much was practised, and offer the session of the plan."""
        if home is None or home.alias != self.alias:
            return
        count = tr("%n session(s)", n=home.sessions)
        parts = [count]
        if home.planned:
            week = tr("{done} of {planned} this week")
            parts.append(week.format(done=home.done, planned=home.planned))
        self.page.lead.set_words(" \u00b7 ".join(parts))
        self.page.lead.show()
        self.picker.choose(home.session)

    def show_strap(self, strap: StrapIs) -> None:
        """Say whether it will be measured."""
        words = {
            StrapState.NONE: tr("Strap not connected; the session is led unmeasured"),
            StrapState.SEARCHING: tr("Looking for the strap"),
            StrapState.CONNECTING: tr("Connecting"),
            StrapState.CONNECTED: tr("{strap} connected").format(strap=strap.info.name),
            StrapState.LOST: tr("The strap is out of reach"),
        }
        self.strap.set_words(words[strap.state])
        self._connect.setVisible(strap.state is StrapState.NONE)

    def _read(self) -> None:
        self.picker.read()
        home = self._context.home
        if home is not None and home.alias == self.alias:
            self.picker.choose(home.session)

    def _begin(self) -> None:
        if session := self.picker.session():
            self._start(session, self.ratings.values())

    def _open(self) -> None:
        title, kinds = tr("Open a session of your own"), tr("Sessions (*.toml)")
        ask_which(self, title, kinds, self.open_file)

    def open_file(self, path: Path) -> None:
        """Take up a session of one's own, or say what is wrong with it."""
        sentence = self.picker.take_file(path)
        self._said.set_words(sentence)
        self._said.setVisible(bool(sentence))
        if sentence:
            self._context.say(sentence)


class OverPage(QWidget):
    """What the session brought, and how the person is now.

    Parameters
    ----------
    context : Context
        The app.
    alias : str
        Whose session it was.
    over : RunOver
        The session.
    done : callable
        Called when it has been read.
    """

    def __init__(
        self, context: Context, alias: str, over: RunOver, done: Callable[[], object]
    ) -> None:
        super().__init__()
        self._context, self._over, self._done = context, over, done
        minutes = tr("%n minute(s)", n=whole_minutes(over.minutes))
        self.page = Page(alias, minutes, tight=True)
        brought = Card()
        is_told = over.status != IRREGULAR
        self.words = over.sentence if is_told else sentence(Course.IRREGULAR)
        brought.body.addWidget(Text(self.words or tr("Led without a strap."), "title"))
        if over.fuller and is_told:
            brought.body.addWidget(Text(over.fuller, "body"))
        soft = tr("One session says little. The weeks tell.")
        brought.body.addWidget(Text(soft, "body", "text_soft"))
        self.ratings = Ratings()
        how = Card(tr("After the session"))
        how.body.addWidget(self.ratings)
        for card in (brought, how):
            self.page.body.addWidget(card)
        self.done = Primary(tr("Done"), self._keep)
        self.page.foot.addWidget(self.done)
        if over.run_id is not None:
            run_id = over.run_id
            self.page.foot.addWidget(
                Secondary(tr("See the whole session"), lambda: self._see(run_id))
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _keep(self) -> None:
        self._rate()
        self._done()

    def _see(self, run_id: int) -> None:
        self._keep()
        self._context.go("run", run_id=run_id)

    def _rate(self) -> None:
        ratings, run_id = dict(self.ratings.values()), self._over.run_id
        if ratings and run_id is not None:
            self._context.ask(lambda desk: desk.records.rate("after", ratings, run_id))


class NobodyPage(QWidget):
    """Nobody is chosen yet."""

    def __init__(self) -> None:
        super().__init__()
        words = tr("Choose a person, or add one. An alias is enough.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Page(tr("People"), words, tight=True))


def _row(*parts: QWidget) -> QWidget:
    held = QWidget()
    row = FlowLayout(Theme.of().space_px.x4, 8)
    for part in parts:
        row.addWidget(part)
    held.setLayout(row)
    return held
