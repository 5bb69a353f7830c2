"""Steps one after the other: words and what is asked on the left, one picture on the right.

A `Walk` leads through a table of steps. It keeps where somebody is and what they have answered in
`Kept`, which goes along when the window is made anew in another language: nothing typed is lost.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from biofeedback.app.first_paint import after_paint
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import system_text_percent, theme_of
from biofeedback.app.theme.mark import window_icon
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.view import View
from biofeedback.app.widgets.buttons import Quiet
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.marks import StepDots
from biofeedback.app.widgets.page import Page
from biofeedback.app.widgets.tab_order import bring_into_sight

if TYPE_CHECKING:
    from biofeedback.app.context import Context

_MARK_PX = 44
_PICTURE_SHARE = 0.4875
"""Of the window's width, margin and all."""
_SMALL_PX, _SMALL_SHARE, _SMALL_FORM = 200, 0.36, 1.25
"""The least height of a picture among the words, its share of the step's, its width by height."""
_UNBOUND_PX = 16777215  # Qt's own


@dataclass(slots=True)
class Kept:
    """Where somebody is, and what they have answered so far."""

    at: str
    ticked: set[str] = field(default_factory=set)
    session: str = ""


class Step(QWidget):
    """One step: a page, and beside it a picture where there is room.

    Parameters
    ----------
    walk : Walk
        Leads on and back.
    headline, lead : str
        What is asked.
    picture : QWidget, optional
        Belongs to the words; hidden where the text is large.
    among : QBoxLayout, optional
        Where a picture goes instead that tells what no word does.
    """

    def __init__(
        self,
        walk: "Walk",
        headline: str,
        lead: str = "",
        picture: QWidget | None = None,
        *,
        among: QBoxLayout | None = None,
    ) -> None:
        super().__init__()
        self.walk, self.headline = walk, headline
        self.page = Page()
        self.page.setAccessibleName(headline)
        self.page.body.setSpacing(16)
        number, count = walk.number()
        self.page.body.addWidget(StepDots(number, count, headline))
        self.page.body.addWidget(Text(headline, "headline"))
        if lead:
            self.page.body.addWidget(Text(lead, "lead", "text_soft"))
        self._picture, self._among = picture, among
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.page, 1)
        self._frame = QVBoxLayout()
        if picture is not None:
            self._frame.addWidget(picture)
            row.addLayout(self._frame)

    def first_focus(self) -> QWidget | None:
        """Return what has the keyboard on arrival."""
        return None

    def help(self) -> tuple[str, str]:
        """Return the help of this step."""
        return "", ""

    def leaving(self) -> None:
        """Somebody goes on or back."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the picture its share."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Give the picture its share at another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        if self._picture is None:
            return
        theme = theme_of(self)
        margin_px = theme.margin_px(self.window().width())
        has_room = not theme.is_large
        self._frame.setContentsMargins(0, 28, margin_px if has_room else 0, 24)
        self._picture.setVisible(has_room or self._among is not None)
        self._picture.setFixedWidth(round(self.width() * _PICTURE_SHARE) - margin_px)
        if self._among is not None:
            self._put(self._picture, self._frame if has_room else self._among)

    def _put(self, picture: QWidget, into: QBoxLayout) -> None:
        """Put the picture beside the page or among the words, and the keyboard with it."""
        if into is self._among:
            height_px = max(_SMALL_PX, round(self.height() * _SMALL_SHARE))
            picture.setFixedSize(round(height_px * _SMALL_FORM), height_px)
        else:
            picture.setMinimumHeight(0)
            picture.setMaximumHeight(_UNBOUND_PX)
        if into.indexOf(picture) < 0:
            had_focus = picture.hasFocus()
            into.addWidget(picture)
            picture.show()
            if had_focus:
                picture.setFocus()
            after_paint(self, lambda: bring_into_sight(picture))


Make = Callable[[Any], Step]


class Walk(View):
    """Lead through steps; what comes after the last one, says `end`.

    Parameters
    ----------
    context : Context
        The app.
    steps : mapping of str to (number, callable)
        The steps in their order: each makes its page, and says which dot it is.
    kept : Kept
        Where somebody is.
    """

    def __init__(
        self,
        context: "Context",
        steps: Mapping[str, tuple[int, Make]],
        kept: Kept,
        **what: Any,
    ) -> None:
        super().__init__(context, kept=kept, **what)
        self.kept, self._steps = kept, steps
        self._step: Step | None = None
        self._head = _Head(context, self._back_or_up)
        self.column.addWidget(self._head)
        self._show()

    @property
    def step(self) -> Step:
        """The step that is shown."""
        assert self._step is not None
        return self._step

    def number(self) -> tuple[int, int]:
        """Return the number of this step, and of the last one."""
        return self._steps[self.kept.at][0], max(number for number, _ in self._steps.values())

    def on(self, to: str = "") -> None:
        """Go to a step, by default the next one; behind the last, end."""
        following = to or self._beside(+1)
        if following:
            self._go(following)
        else:
            self.end()

    def end(self) -> None:
        """Leave the walk behind its last step."""
        raise NotImplementedError

    def without_strap(self) -> None:
        """Leave the walk without a strap."""
        raise NotImplementedError

    def onwards(self) -> str:
        """Return what comes behind the last step."""
        raise NotImplementedError

    def first_focus(self) -> QWidget | None:
        """Return what the step says."""
        return self.step.first_focus()

    def spoken(self) -> str:
        """Return number and headline of the step."""
        number, count = self.number()
        words = tr("Step {step} of {count}").format(step=number, count=count)
        return f"{words}. {self.step.headline}."

    def help(self) -> tuple[str, str]:
        """Return the help of the step."""
        return self.step.help()

    def back(self) -> bool:
        """Go back a step; from the first one the window says where."""
        before = self._beside(-1)
        if before:
            self._go(before)
        return bool(before)

    def can_go_back(self) -> bool:
        """Whether there is a step before."""
        return bool(self._beside(-1))

    def leaving(self) -> None:
        """Stop what the step does."""
        self.step.leaving()

    def _back_or_up(self) -> None:
        if not self.back():
            self.context.back()

    def _beside(self, by: int) -> str:
        order: Sequence[str] = list(self._steps)
        at = order.index(self.kept.at) + by
        return order[at] if 0 <= at < len(order) else ""

    def _go(self, to: str) -> None:
        self.kept.at = to
        self._show()
        first = self.step.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.context.say(self.spoken())

    def _show(self) -> None:
        if self._step is not None:
            self._step.leaving()
            self.column.removeWidget(self._step)
            self._step.hide()
            self._step.deleteLater()
        self._step = self._steps[self.kept.at][1](self)
        self._head.back.setVisible(self.can_go_back())
        self.column.addWidget(self._step, 1)


class _Head(QWidget):
    """The mark and the name; the way back; text size and language, for who cannot read the rest."""

    def __init__(self, context: "Context", back: Callable[[], object]) -> None:
        super().__init__()
        self._context = context
        mark = QLabel()
        mark.setPixmap(window_icon().pixmap(_MARK_PX, _MARK_PX))
        mark.setAccessibleName("biofeedback")
        name = Text("Biofeedback", "heading")
        policy = name.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        name.setSizePolicy(policy)
        self.back = Quiet(tr("Back"), back, back=True, flush=True)
        larger = Quiet(tr("Larger text"), self._grow, flush=True)
        is_german = QLocale().language() is QLocale.Language.German
        self._language = "en" if is_german else "de"
        other = Quiet("English" if is_german else "Deutsch", self._speak, flush=True)
        self._row = FlowLayout(30, 4)
        lead = QWidget()
        led = QHBoxLayout(lead)
        led.setContentsMargins(0, 0, 0, 0)
        led.setSpacing(16)
        led.addWidget(mark)
        led.addWidget(name, 1, Qt.AlignmentFlag.AlignVCenter)
        lead.setSizePolicy(policy)
        for part in (lead, self.back, larger, other):
            self._row.addWidget(part)
        self.setLayout(self._row)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the margins of the page."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        margin_px = theme_of(self).margin_px(self.window().width())
        self._row.setContentsMargins(margin_px, 40, margin_px, 0)

    def _grow(self) -> None:
        """Grow the text; after the largest, begin anew."""
        likes, rules = self._context.likes, Theme.of().text
        now = likes.text_percent or system_text_percent()
        larger = now + 2 * rules.step_percent
        percent = rules.smallest_percent if now >= rules.largest_percent else larger
        percent = min(percent, rules.largest_percent)
        self._context.like(text_percent=percent)
        self._context.say(tr("Text size {percent} %").format(percent=percent))

    def _speak(self) -> None:
        self._context.like(language=self._language)
