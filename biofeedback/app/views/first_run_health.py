"""Is it safe? Two pages of things that may be true, and whom to ask if one is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.views.screening import HEALTH, PAIN, Question
from biofeedback.app.views.steps import Step, Walk
from biofeedback.app.widgets.buttons import Primary, Quiet, Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.choice import CheckRow
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text

if TYPE_CHECKING:
    from biofeedback.app.views.first_run import FirstRun

_ROW_LINES = 16
"""So many lines high is the least width of a row: two columns where there is room."""


class _Questions(Step):
    """A page of rows to tick; the button says what was answered."""

    def __init__(self, walk: Walk, headline: str, lead: str, questions: Sequence[Question]) -> None:
        super().__init__(walk, headline, lead)
        self._ids = [question.id for question in questions]
        rows = FlowLayout(16, 12, even=True)
        for question in questions:
            row = CheckRow(question.words(), ticked=question.id in walk.kept.ticked)
            row.toggled.connect(lambda on, name=question.id: self._tick(name, on=on))
            row.setMinimumWidth(_ROW_LINES * theme_of(self).line_px("body"))
            rows.addWidget(row)
        self.page.body.addSpacing(8)
        self.page.body.addLayout(rows)
        self._on = Primary("", walk.on)
        self.page.foot.addWidget(self._on)
        self._say()

    def first_focus(self) -> QWidget:
        """Return the way on."""
        return self._on

    def help(self) -> tuple[str, str]:
        """Return why it is asked."""
        return (
            tr("Tick what is true for you. It stays on this computer."),
            tr(
                "Slow breathing and relaxing are gentle, and still not for everybody at any time."
                " Some kinds of pain should be seen by a professional first."
            ),
        )

    def _tick(self, name: str, *, on: bool) -> None:
        ticked = self.walk.kept.ticked
        (ticked.add if on else ticked.discard)(name)
        self._say()

    def _say(self) -> None:
        any_ticked = any(each in self.walk.kept.ticked for each in self._ids)
        self._on.set_words(tr("Go on") if any_ticked else tr("None of these"))


class Health(_Questions):
    """What speaks for asking a professional before relaxing."""

    def __init__(self, walk: Walk) -> None:
        super().__init__(walk, tr("Is one of these true for you?"), "", HEALTH)


class Pain(_Questions):
    """What speaks for having the pain looked at first."""

    def __init__(self, walk: Walk) -> None:
        super().__init__(walk, tr("And your pain?"), tr("Is one of these true?"), PAIN)


class Advice(Step):
    """Somebody who knows the person should say that it is fine."""

    def __init__(self, walk: "FirstRun") -> None:
        lead = tr("This may well be fine for you. Someone who knows you should say so.")
        super().__init__(walk, tr("Please ask a professional first."), lead)
        self._told = told = Card(tr("You ticked"), sunken=True)
        told.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        told.body.setSpacing(4)
        ticked = [each.words() for each in (*HEALTH, *PAIN) if each.id in walk.kept.ticked]
        for words in ticked:
            told.body.addWidget(Text(words))
        told.setAccessibleDescription(". ".join((lead, *ticked)))
        self.page.body.addSpacing(8)
        self.page.body.addWidget(told)
        asked = Primary(tr("I have asked, and it is fine"), walk.has_asked)
        look = Secondary(tr("Look around without a session"), walk.look_around)
        close = Quiet(tr("Close"), lambda: self.window().close())
        for button in (asked, look, close):
            self.page.foot.addWidget(button)

    def first_focus(self) -> QWidget:
        """Return what was ticked: a second Enter, pressed too soon, answers nothing."""
        return self._told
