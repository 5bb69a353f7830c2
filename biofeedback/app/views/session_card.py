"""One session before it begins: what it is, who should take care, what may be left out, Start."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.text import tr
from biofeedback.app.views.screening import closes_assessments, to_session
from biofeedback.app.views.shelf import Brief, brief_of, network_words, session_of, wording
from biofeedback.app.widgets.buttons import Primary, Quiet
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.choice import Chips, Option
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

if TYPE_CHECKING:
    from biofeedback.app.context import Context
    from sessions.timeline import Session


class SessionCard(QWidget):
    """A page about a session.

    Parameters
    ----------
    context : Context
        The app.
    name : str
        How the session is asked for.
    back : callable
        Called to leave it.
    """

    def __init__(self, context: "Context", name: str, back: Callable[[], object]) -> None:
        super().__init__()
        self._context, self._name = context, name
        session = session_of(name, wording(context.likes))
        self._brief = brief_of(name, wording(context.likes))
        page = Page(self._brief.title, _facts(self._brief))
        page.body.addWidget(_flowing(session.description))
        self._parts = _parts(session)
        if self._parts:
            page.body.addWidget(_below(tr("Leave out what hurts"), self._parts))
        if session.precautions:
            care = Card(sunken=True)
            words = _flowing(session.precautions, tr("Take care:"))
            care.body.addWidget(words)
            page.body.addWidget(care)
        works = tr("Works on: {networks}").format(
            networks=", ".join(map(network_words, session.networks))
        )
        page.body.addWidget(Text(works, "caption", "text_soft"))
        self._start = Primary(tr("Start"), self._begin, icon="play")
        self._back = Quiet(tr("Back"), back, back=True)
        self._closed = self._is_closed()
        if self._closed:
            page.body.insertWidget(0, _closed_card())
            page.foot.addWidget(self._back)
            self._start.setParent(self)
            self._start.hide()
        else:
            page.foot.addWidget(self._start)
            page.foot.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def first_focus(self) -> QWidget:
        """Return Start; the way back where it is closed."""
        return self._back if self._closed else self._start

    def spoken(self) -> str:
        """Return title and facts."""
        return f"{self._brief.title}. {_facts(self._brief)}."

    def _is_closed(self) -> bool:
        records = self._context.records
        if records is None or not self._brief.slow_assessment:
            return False
        return closes_assessments(records.person.get("screening", {}))

    def _begin(self) -> None:
        skipped = tuple(self._parts.chosen()) if self._parts else ()
        to_session(self._context, self._name, skipped=skipped)


def _facts(brief: Brief) -> str:
    facts = (
        brief.length_words(),
        brief.pace_words(),
        brief.posture_words(),
        brief.kind_words(),
    )
    return " · ".join(filter(None, facts))


def _parts(session: "Session") -> Chips | None:
    """Return a chip for each part that can be left out, named as its block is."""
    if not session.groups:
        return None
    titles = {block.group: block.title for block in reversed(session.blocks)}
    options = [Option(group, titles[group]) for group in session.groups]
    return Chips(tr("Leave out"), options)


def _flowing(words: str, lead_in: str = "") -> Text:
    """Return a text whose lines were broken in its file, as running text."""
    return Text(" ".join(words.split()), lead_in=lead_in)


def _below(title: str, part: QWidget) -> QWidget:
    group = QWidget()
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addWidget(Text(title, "heading"))
    column.addWidget(part)
    return group


def _closed_card() -> Card:
    card = Card(sunken=True)
    words = tr(
        "This one stays closed with kidney disease, or diabetes with acidosis: slow breathing by"
        " instruction could strain you. Steady breathing at your ease is there for you."
    )
    card.body.addWidget(Text(words))
    return card
