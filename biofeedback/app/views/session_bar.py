"""The tools of a session in one bar: a table, in groups that fold away where room is short.

What is folded is behind "More". Every tool has its key at any time, unless keys without Ctrl are
switched off; it is printed where there is room, on pause and stop first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.widgets import keycap
from biofeedback.app.widgets.buttons import IconWordButton

_PAD_PX, _GAP_PX = 3, 12


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool; `key` is the name that the window hands to a view."""

    id: str
    words: Callable[[], str]
    key: str
    group: str
    icon: str = ""
    toggles: bool = False


MAIN, PACE, SOUND, VIEW = "main", "pace", "sound", "view"

TOOLS = (
    Tool("pause", lambda: tr("Pause"), "Space", MAIN, "pause"),
    Tool("stop", lambda: tr("Stop"), "Esc", MAIN, "stop"),
    Tool("slower", lambda: tr("Slower"), "Left", PACE),
    Tool("faster", lambda: tr("Faster"), "Right", PACE),
    Tool("softer", lambda: tr("Softer"), "Down", SOUND),
    Tool("louder", lambda: tr("Louder"), "Up", SOUND),
    Tool("eyes", lambda: tr("Eyes closed"), "E", VIEW, "eyes-closed"),
    Tool("details", lambda: tr("Details"), "D", VIEW, "details", toggles=True),
)
MORE = "more"
_STOPS = "Esc"  # which cannot be switched off

# What is seen, from all to least; the first that fits is taken.
_SETS = (
    ("pause", "stop", "slower", "faster", "softer", "louder", "eyes", "details"),
    ("pause", "stop", "slower", "faster", "details", MORE),
    ("pause", "stop", "details", MORE),
    ("pause", "stop", MORE),
)
# Whose keys are printed on them: of all, of the most needed, of none.
_PRINTED = (_SETS[0], ("pause", "stop"), ())


class SessionBar(QWidget):
    """The bar.

    Parameters
    ----------
    use : callable
        Called with the `id` of a tool.
    """

    def __init__(self, use: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._use = use
        self.buttons = {
            tool.id: IconWordButton(
                tool.words(),
                partial(use, tool.id),
                icon=tool.icon,
                key=tool.key,
                toggles=tool.toggles,
            )
            for tool in TOOLS
        }
        self.buttons[MORE] = IconWordButton(tr("More"), self.open_more, icon="menu")
        self._groups = {name: _Group() for name in (MAIN, PACE, SOUND, VIEW)}
        for tool in TOOLS:
            self._groups[tool.group].add(self.buttons[tool.id])
        self._groups[VIEW].add(self.buttons[MORE])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, group in enumerate(self._groups.values()):
            if number:
                row.addStretch(1)
            row.addWidget(group)
        self._seen: tuple[str, ...] = ()
        self._has_keys = True
        self._fit()

    def set_paused(self, paused: bool) -> None:
        """Let the first tool say what it does now."""
        pause = self.buttons["pause"]
        words = tr("Go on") if paused else tr("Pause")
        if pause.words() != words:
            pause.set_words(words)
            pause.set_icon("play" if paused else "pause")
            self._fit()

    def tell_keys(self, *, single: bool) -> None:
        """Tell the key of each tool, or of none but the stop where single keys do nothing."""
        if single != self._has_keys:
            self._has_keys = single
            for tool in TOOLS:
                self.buttons[tool.id].set_key(self._key_of(tool))
            self._fit()

    def set_details(self, shown: bool) -> None:
        """Keep the tool pressed while the details are shown."""
        self.buttons["details"].setChecked(shown)

    def folded(self) -> list[Tool]:
        """Return the tools behind "More"."""
        return [tool for tool in TOOLS if tool.id not in self._seen]

    def open_more(self) -> None:
        """Open the list of what is folded."""
        menu = QMenu(tr("More"), self)
        menu.setAccessibleName(tr("More"))
        menu.aboutToHide.connect(menu.deleteLater)
        for tool in self.folded():
            words, key = tool.words(), self._key_of(tool)
            if key:
                words = tr("{tool} (key {key})").format(tool=words, key=keycap.spoken(key))
            menu.addAction(words, partial(self._use, tool.id))
        button = self.buttons[MORE]
        above = button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - _GAP_PX))
        menu.popup(above)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fold what has no room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Fold again in another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_seen"):
            self._fit()

    def _fit(self) -> None:
        sets: Sequence[tuple[str, ...]] = _SETS
        if theme_of(self).is_large:
            sets = _SETS[-1:]
        seen = next((each for each in sets if self._fits(each)), sets[-1])
        if seen == self._seen:
            return
        self._seen = seen
        for id_, button in self.buttons.items():
            button.setVisible(id_ in seen)
        for name, group in self._groups.items():
            group.setVisible(any(tool.group == name and tool.id in seen for tool in TOOLS))
        if MORE in seen:
            self._groups[VIEW].setVisible(True)

    def _fits(self, ids: tuple[str, ...]) -> bool:
        """Whether there is room for these tools; their keys give way to them."""
        for printed in _PRINTED:
            for id_, button in self.buttons.items():
                button.print_key(id_ in printed)
            if self._width_px(ids) <= self.width():
                return True
        return False

    def _key_of(self, tool: Tool) -> str:
        return tool.key if self._has_keys or tool.key == _STOPS else ""

    def _width_px(self, ids: tuple[str, ...]) -> int:
        """Return how wide the bar is with these tools."""
        groups = {tool.group for tool in TOOLS if tool.id in ids} | (
            {VIEW} if MORE in ids else set()
        )
        tools_px = sum(self.buttons[id_].sizeHint().width() for id_ in ids)
        return tools_px + len(groups) * 2 * _PAD_PX + (len(groups) - 1) * _GAP_PX


class _Group(QWidget):
    """Tools that belong together, on one surface."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_PAD_PX, _PAD_PX, _PAD_PX, _PAD_PX)
        self._row.setSpacing(0)

    def add(self, button: IconWordButton) -> None:
        """Take a tool."""
        self._row.addWidget(button)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the surface."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width_px = theme.stroke_px.control if theme.is_contrast else theme.stroke_px.hairline
        painter.setPen(QPen(theme.colour("line"), width_px))
        painter.setBrush(theme.colour("surface"))
        inset = width_px / 2
        ground = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ground, theme.radius_px.primary, theme.radius_px.primary)
