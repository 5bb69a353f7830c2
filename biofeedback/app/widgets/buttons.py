"""Buttons by their weight: one primary on a screen, the others step back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from biofeedback.app.widgets.press import Press

Pressed = Callable[[], object] | None


class Primary(Press):
    """The next step; `compact` for one among the tools of the professional's screens."""

    def __init__(
        self,
        words: str,
        pressed: Pressed = None,
        *,
        icon: str = "",
        key: str = "",
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        kind = "action" if compact else "primary"
        super().__init__(words, kind, icon=icon, key=key, pressed=pressed, parent=parent)


class Secondary(Press):
    """Another way on, outlined."""

    def __init__(
        self,
        words: str,
        pressed: Pressed = None,
        *,
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, "secondary", icon=icon, key=key, pressed=pressed, parent=parent)


class Quiet(Press):
    """A way aside, words only; `flush` sets the words on the line of the text above.

    `back` puts the arrow of the way back before the words, `more` the one onwards behind them.
    """

    def __init__(
        self,
        words: str,
        pressed: Pressed = None,
        *,
        icon: str = "",
        back: bool = False,
        more: bool = False,
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            words,
            "link" if flush else "quiet",
            icon="back" if back else icon,
            tail="chevron" if more else "",
            pressed=pressed,
            parent=parent,
        )


class IconWordButton(Press):
    """A tool in a bar: icon, word, key. `toggles` for one that stays pressed."""

    def __init__(
        self,
        words: str,
        pressed: Pressed = None,
        *,
        icon: str = "",
        key: str = "",
        toggles: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, "bar", icon=icon, key=key, pressed=pressed, parent=parent)
        self.setCheckable(toggles)
