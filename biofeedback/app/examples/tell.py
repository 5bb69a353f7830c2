"""How an example speaks: as the desk would; and how it presses, as a person would."""

from typing import TypeVar

from PySide6.QtWidgets import QApplication

from biofeedback.app.context import Context
from biofeedback.app.main_window import MainWindow
from biofeedback.app.view import View
from biofeedback.app.widgets.press import Press

V = TypeVar("V", bound=View)


def tell(context: Context, *messages: object) -> None:
    """Tell the window messages, as if the desk did."""
    for message in messages:
        context.take(message)


def window() -> MainWindow:
    """Return the window that is shown."""
    return next(top for top in QApplication.topLevelWidgets() if isinstance(top, MainWindow))


def view(kind: type[V]) -> V:
    """Return the view that is shown, which is one of these."""
    shown = window().view
    assert isinstance(shown, kind)
    return shown


def press(words: str) -> None:
    """Press the button that says so."""
    buttons = view(View).findChildren(Press)
    next(button for button in buttons if button.words() == words).click()
