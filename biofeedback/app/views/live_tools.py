"""What is set from here for the patient's screen: that it is there, pace, sound, text size."""

from PySide6.QtCore import QPoint

from biofeedback.app.context import Context
from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.live_run import LiveRun
from biofeedback.app.views.patient_window import second_display
from biofeedback.app.widgets.buttons import Secondary
from biofeedback.app.widgets.menu import Menu

_GAP_PX = 8


class LiveTools(Secondary):
    """A button that unfolds the tools.

    Parameters
    ----------
    context : Context
        The app.
    live : LiveRun
        The session.
    """

    def __init__(self, context: Context, live: LiveRun) -> None:
        super().__init__(tr("Patient screen"), self.unfold, icon="display")
        self._context, self._live = context, live
        self.show_state()

    def show_state(self) -> None:
        """Say whether the patient's screen is there."""
        shown = self._live.window.isVisible()
        self.setAccessibleDescription(tr("on") if shown else tr("off"))

    def unfold(self) -> None:
        """Open the list of tools."""
        live, menu = self._live, Menu(tr("Patient screen"), self)
        menu.aboutToHide.connect(menu.deleteLater)
        shown = live.window.isVisible()
        menu.addAction(_hide() if shown else _show(), lambda: live.show_window(not shown))
        menu.addSeparator()
        for words, does in (
            (tr("Slower (left arrow)"), lambda: live.shift(-1)),
            (tr("Faster (right arrow)"), lambda: live.shift(1)),
            (tr("Softer (down arrow)"), lambda: live.liked.louder(-1)),
            (tr("Louder (up arrow)"), lambda: live.liked.louder(1)),
            (tr("Smaller text there"), lambda: self._grow(-1)),
            (tr("Larger text there"), lambda: self._grow(1)),
        ):
            menu.addAction(words, does)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + _GAP_PX)))

    def _grow(self, steps: int) -> None:
        rules = Theme.of().text
        percent = self._live.text_percent + steps * rules.step_percent
        percent = min(max(percent, rules.smallest_percent), rules.largest_percent)
        self._live.set_text_percent(percent)
        self._context.say(tr("Text size {percent} %").format(percent=percent))


def _show() -> str:
    number = second_display()
    if number:
        return tr("Patient screen on display {number}").format(number=number)
    return tr("Patient screen in a window")


def _hide() -> str:
    return tr("Put the patient screen away")
