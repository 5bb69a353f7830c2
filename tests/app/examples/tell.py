"""How an example speaks: as the desk would; and how it presses, as a person would."""

from PySide6.QtWidgets import QApplication

from biofeedback.app.main_window import MainWindow
from biofeedback.app.widgets.press import Press


def tell(context, *messages):
    """Tell the window messages, as if the desk did."""
    for message in messages:
        context._told(message)


def window():
    """Return the window that is shown."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))


def press(words):
    """Press the button that says so."""
    buttons = window().view.findChildren(Press)
    next(button for button in buttons if button.words() == words).click()
