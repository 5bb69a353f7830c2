"""How do you like to read? Plain or fuller, how large, in which colours: each applies at once."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.settings import SYSTEM
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import system_text_percent, system_theme
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.steps import Step, Walk
from biofeedback.app.widgets.buttons import Primary
from biofeedback.app.widgets.choice import Choice, Option
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.stepper import Stepper


class Reading(Step):
    """Reading, size of text, colours."""

    def __init__(self, walk: Walk) -> None:
        super().__init__(walk, tr("How do you like to read?"))
        context, likes, rules = walk.context, walk.context.likes, Theme.of().text
        plain = tr("Slow breathing makes the heart's wave larger.")
        fuller = tr(
            "At about six breaths a minute, breathing and blood-pressure rhythms coincide and"
            " heart rate variability grows."
        )
        options = [Option(False, tr("Plain"), plain), Option(True, tr("Fuller"), fuller)]
        reading = Choice(tr("Reading"), options, likes.fuller, kind="option")
        reading.chosen.connect(lambda value: context.like(fuller=value))
        sizes = range(rules.smallest_percent, rules.largest_percent + 1, rules.step_percent)
        now = likes.text_percent or system_text_percent()
        self._size = Stepper(tr("Text size"), sizes, now, _percent)
        self._size.changed.connect(lambda value: context.like(text_percent=value))
        colours = [
            Option("light", tr("Light")),
            Option("dark", tr("Dark")),
            Option("contrast", tr("High contrast")),
        ]
        theme = system_theme() if likes.theme == SYSTEM else likes.theme
        themes = Choice(tr("Colours"), colours, theme)
        themes.chosen.connect(lambda value: context.like(theme=value))
        context.liked.connect(self._follow)
        self.page.body.addWidget(reading)
        for name, part in (
            (tr("Text size"), self._size),
            (tr("Colours"), themes),
        ):
            self.page.body.addWidget(_named(name, part))
        self._on = Primary(tr("This suits me"), walk.on)
        self.page.foot.addWidget(self._on)

    def first_focus(self) -> QWidget:
        """Return the way on."""
        return self._on

    def help(self) -> tuple[str, str]:
        """Return what the two readings are."""
        return (
            tr("Everything here applies at once. You can change it later in Settings."),
            tr("The fuller reading adds mechanisms, figures and sources."),
        )

    def _follow(self, _likes: object) -> None:
        percent = self.walk.context.likes.text_percent or system_text_percent()
        self._size.set_value(percent)


def _percent(value: int) -> str:
    return tr("{percent} %").format(percent=value)


def _named(name: str, part: QWidget) -> QWidget:
    group = QWidget()
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(8)
    column.addWidget(Text(name, "label"))
    column.addWidget(part)
    return group
