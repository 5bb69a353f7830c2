"""What is set from here for the patient's screen: whether it is there, pace, sound, size of text."""

from PySide6.QtWidgets import QWidget

from biofeedback.app.context import Context
from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.live_run import LiveRun
from biofeedback.app.views.patient_window import second_display
from biofeedback.app.widgets.buttons import IconWordButton
from biofeedback.app.widgets.flow import FlowLayout


class LiveTools(QWidget):
    """A row of tools at the foot of the live view."""

    def __init__(self, context: Context, live: LiveRun) -> None:
        super().__init__()
        self._context, self._live = context, live
        self.screen = IconWordButton(_screen_words(), icon="display", toggles=True)
        self.screen.clicked.connect(live.show_window)
        rules = Theme.of().text
        self._smallest, self._largest = rules.smallest_percent, rules.largest_percent
        self._step = rules.step_percent
        row = FlowLayout(8, 4)
        for part in (
            self.screen,
            IconWordButton(tr("Slower"), lambda: self.shift(-1), key="Left"),
            IconWordButton(tr("Faster"), lambda: self.shift(1), key="Right"),
            IconWordButton(tr("Softer"), lambda: live.liked.louder(-1), key="Down"),
            IconWordButton(tr("Louder"), lambda: live.liked.louder(1), key="Up"),
            IconWordButton(tr("Smaller text there"), lambda: self._grow(-1), icon="minus"),
            IconWordButton(tr("Larger text there"), lambda: self._grow(1), icon="plus"),
        ):
            row.addWidget(part)
        self.setLayout(row)

    def shift(self, steps: int) -> None:
        """Breathe slower or faster by tenths of a breath a minute."""
        self._live.shift(steps)

    def show_window(self) -> None:
        """Say whether the patient's screen is there."""
        self.screen.setChecked(self._live.window.isVisible())

    def _grow(self, steps: int) -> None:
        percent = self._live.text_percent + steps * self._step
        percent = min(max(percent, self._smallest), self._largest)
        self._live.set_text_percent(percent)
        self._context.say(tr("Text size {percent} %").format(percent=percent))


def _screen_words() -> str:
    number = second_display()
    if number:
        return tr("Patient screen on display {number}").format(number=number)
    return tr("Patient screen in a window")
