"""What every view is: a widget made for one visit, and let go when somebody goes elsewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from biofeedback.app.context import Context

M = TypeVar("M")


class View(QWidget):
    """A place while somebody is there.

    Make the widgets in `__init__`, ask the desk for what is shown, and `hear` the answers. A view
    is made anew at each visit and whenever the language changes, so it keeps nothing itself; what
    it was made with (`what`) makes it again.

    Parameters
    ----------
    context : Context
        The app as a view sees it.
    """

    def __init__(self, context: "Context", **what: Any) -> None:
        super().__init__()
        self.context, self.what = context, what
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._ears: list[tuple[type, Callable[[Any], object]]] = []
        context.told.connect(self._told)

    def hear(self, kind: type[M], then: Callable[[M], object]) -> None:
        """Call `then` with each message of a kind, while the view is there."""
        self._ears.append((kind, then))

    def first_focus(self) -> QWidget | None:
        """Return what has the keyboard on arrival: the primary action, unless the design says."""
        return None

    def spoken(self) -> str:
        """Return what a screen reader says on arrival; the title of the place by default."""
        return ""

    def help(self) -> tuple[str, str]:
        """Return the help of F1: plain, and what the fuller reading adds."""
        return "", ""

    def key(self, key: str) -> bool:
        """Take a single key (``Space``, ``E``, ``Left`` ...); return whether it meant something."""
        return False

    def back(self) -> bool:
        """Take Esc; return whether the view has dealt with it itself."""
        return False

    def in_bar(self) -> tuple[QWidget, ...]:
        """Return what stands in the bar instead of the strap, while somebody is here."""
        return ()

    def leaving(self) -> None:
        """Somebody goes elsewhere, or the app ends: stop what moves."""

    def _told(self, message: object) -> None:
        for kind, then in tuple(self._ears):
            if isinstance(message, kind):
                then(message)
