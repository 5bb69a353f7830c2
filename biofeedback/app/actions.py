"""What can be done everywhere by a key: a table."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from biofeedback.app.text import tr

if TYPE_CHECKING:
    from biofeedback.app.main_window import MainWindow


class Action(NamedTuple):
    """One thing to do.

    Attributes
    ----------
    id : str
        For tests and the help.
    title : callable
        Its name in the app's language.
    keys : tuple of str
        The keys for it, as Qt writes them.
    do : callable
        Does it.
    repeats : bool
        Whether it is done again and again while the key is held.
    """

    id: str
    title: Callable[[], str]
    keys: tuple[str, ...]
    do: "Callable[[MainWindow], object]"
    repeats: bool = False


ACTIONS = (
    Action("back", lambda: tr("Back"), ("Esc",), lambda window: window.back()),
    Action(
        "larger", lambda: tr("Larger text"), ("Ctrl++", "Ctrl+="), lambda w: w.grow_text(+1), True
    ),
    Action("smaller", lambda: tr("Smaller text"), ("Ctrl+-",), lambda w: w.grow_text(-1), True),
    Action("as_system", lambda: tr("Text as the system"), ("Ctrl+0",), lambda w: w.grow_text(0)),
    Action("help", lambda: tr("Help"), ("F1",), lambda window: window.toggle_help()),
    Action("menu", lambda: tr("Menu"), ("F10",), lambda window: window.open_menu()),
    Action("lock", lambda: tr("Lock"), ("Ctrl+L",), lambda window: window.lock.now()),
    Action("full_screen", lambda: tr("Full screen"), ("F11",), lambda w: w.toggle_full_screen()),
)
