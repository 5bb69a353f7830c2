"""The order of Tab is that of reading: as the layouts say it, however late a control was made.

Qt goes by the order in which widgets were made, so what a message brings would come after the foot
of the page. Here the layouts are walked at each press of Tab: a hundred widgets, well below 1 ms.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QMainWindow, QScrollArea, QWidget


def step(window: QWidget, *, forward: bool) -> bool:
    """Move the keyboard to the next control of a window, or the one before; return whether."""
    takers = list(_takers(window))
    stops = [each for each in takers if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    if not stops:
        return False
    now = window.focusWidget()
    if now in takers:
        at = takers.index(now)
        round_ = takers[at + 1 :] + takers[:at] if forward else takers[:at][::-1] + takers[:at:-1]
        target = next((each for each in round_ if each in stops), now)
    else:
        target = stops[0 if forward else -1]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    bring_into_sight(target)
    return True


def _takers(widget: QWidget) -> Iterator[QWidget]:
    """Yield what can have the keyboard, in the order of reading."""
    for part in _parts(widget):
        if part.isHidden() or part.isWindow():
            continue
        takes = part.focusPolicy() != Qt.FocusPolicy.NoFocus
        if takes and part.isEnabled():
            yield part
        if not takes or isinstance(part, QScrollArea):  # one is scrolled by keys, and holds others
            yield from _takers(part)


def _parts(widget: QWidget) -> list[QWidget]:
    """Return the children of a widget: those of its layout first, in their order."""
    if isinstance(widget, QMainWindow):
        return _there(widget.centralWidget())
    if isinstance(widget, QScrollArea):
        return _there(widget.widget())
    layout = widget.layout()
    placed = list(_placed(layout)) if layout else []
    loose = [child for child in widget.children() if isinstance(child, QWidget)]
    return placed + [child for child in loose if child not in placed]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        within = item.layout() if item else None
        placed = item.widget() if item else None
        if within is not None:
            yield from _placed(within)
        elif placed is not None:
            yield placed


def bring_into_sight(widget: QWidget) -> None:
    """Scroll whatever a widget lies in until it is seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def _there(widget: QWidget | None) -> list[QWidget]:
    return [] if widget is None else [widget]
