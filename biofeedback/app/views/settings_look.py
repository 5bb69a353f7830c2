"""Settings: how everything looks and reads. Text size, colours, movement, language, reading."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from biofeedback.app.context import Context
from biofeedback.app.settings import SYSTEM, Likes
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import system_text_percent
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.settings_section import Section
from biofeedback.app.widgets.buttons import Quiet
from biofeedback.app.widgets.choice import Choice, Option
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.stepper import Stepper


class TextSize(Section):
    """How large the text is; it is seen at once."""

    def __init__(self, context: Context) -> None:
        super().__init__(tr("Text size"), level=True)
        rules = Theme.of().text
        sizes = range(rules.smallest_percent, rules.largest_percent + 1, rules.step_percent)
        self.stepper = Stepper(tr("Text size"), list(sizes), percent_of(context.likes), _percent)
        self.stepper.changed.connect(lambda percent: context.like(text_percent=percent))
        self._as_system = Quiet(
            tr("As the system"), lambda: context.like(text_percent=0), flush=True
        )
        self.add(self.stepper, Text(tr("This is how large your text is now."), "caption", _SOFT))
        self.add(self._as_system)
        self.take(context.likes)

    def take(self, likes: Likes) -> None:
        """Show a size that was changed elsewhere, by a key."""
        self.stepper.set_value(percent_of(likes))
        self._as_system.setVisible(bool(likes.text_percent))

    def first_focus(self) -> QWidget:
        """Return the button that still does something."""
        return self.stepper.less if self.stepper.less.isEnabled() else self.stepper.more


_SOFT = "text_soft"


def percent_of(likes: Likes) -> int:
    """Return the size that is seen."""
    return likes.text_percent or system_text_percent()


def _percent(percent: int) -> str:
    return tr("{percent} %").format(percent=percent)


def colours(context: Context) -> Section:
    """Return the choice of colours."""
    options = [
        Option("light", tr("Light")),
        Option("dark", tr("Dark")),
        Option("contrast", tr("High contrast")),
        Option(SYSTEM, tr("As the system")),
    ]
    return _one_of(tr("Colours"), options, context, "theme")


def movement(context: Context) -> Section:
    """Return the choice of movement."""
    options = [Option(False, tr("Full", "movement")), Option(True, tr("Gentle", "movement"))]
    section = _one_of(tr("Movement"), options, context, "gentle")
    section.say(tr("Gentle: nothing scrolls or slides; a level rises and falls."), "caption")
    return section


def language(context: Context, chosen: Callable[[object], object]) -> Section:
    """Return the choice of language; `chosen` is called with it before everything is said anew."""
    options = [
        Option("en", "English"),
        Option("de", "Deutsch"),
        Option(SYSTEM, tr("As the system")),
    ]
    return _one_of(tr("Language"), options, context, "language", chosen)


def reading(context: Context) -> Section:
    """Return the choice between plain and fuller texts."""
    options = [Option(False, tr("Plain")), Option(True, tr("Fuller"))]
    section = _one_of(tr("Reading"), options, context, "fuller")
    section.say(tr("Plain: everyday words. Fuller: with causes, figures and sources."), "caption")
    return section


def _one_of(
    name: str,
    options: list[Option],
    context: Context,
    like: str,
    first: Callable[[object], object] | None = None,
) -> Section:
    section = Section(name, level=True)
    choice = Choice(name, options, getattr(context.likes, like))

    def changed(value: object) -> None:
        if first is not None:
            first(value)
        context.like(**{like: value})

    choice.chosen.connect(changed)
    section.add(choice)
    return section
