"""What the eye and the Tab key find in a window: controls, their order, what is cut or covered."""

import math
from itertools import combinations, pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from biofeedback.app.widgets import tab_order
from biofeedback.app.widgets.marks import IconText
from biofeedback.app.widgets.press import Press

_TAB = Qt.FocusPolicy.TabFocus
_ROUNDED_PX = 1


def name_of(widget):
    """Return what a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def told(widget):
    return f"{type(widget).__name__} {name_of(widget) or widget.objectName()!r}"


def controls(window):
    """Return everything visible that takes the keyboard, groups with arrows as one."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window)
        and widget.isEnabled()
        and widget.focusPolicy() & _TAB
        and widget.window() is window
        and not isinstance(widget.parentWidget(), QComboBox)
        and widget.focusProxy() is None
    ]


def reached(window, most=200):
    """Return what Tab comes to from the top, until it is back where it began."""
    window.setFocus()
    tab_order.step(window, forward=True)
    first = window.focusWidget()
    order = [first]
    while len(order) < most:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is first:
            return order
        order.append(window.focusWidget())
    raise AssertionError(f"Tab never comes back: {[told(each) for each in order[:12]]}")


def place_of(widget, window):
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def against_reading(order, window):
    """Return the steps of Tab that go up, or back in the same line."""
    steps = []
    for one, other in pairwise(order):
        if one.isAncestorOf(other):  # what is scrolled lies within what scrolls
            continue
        a, b = _places(one, other, window)
        same_line = _lies_beside(a, b) or _lies_beside(b, a)
        if window.isRightToLeft():
            above = b.bottom() < a.top() and b.right() > a.left()
            back = same_line and b.left() >= a.right()
        else:
            above = b.bottom() < a.top() and b.left() < a.right()
            back = same_line and b.right() <= a.left()
        if above or back:
            steps.append(f"{told(one)} -> {told(other)}")
    return steps


def _lies_beside(a, b):
    return a.top() <= b.center().y() <= a.bottom()


def _places(one, other, window):
    """Return where two controls are; what scrolls is where its area is, seen from outside."""
    areas = [_area(one), _area(other)]
    places = [place_of(one, window), place_of(other, window)]
    if areas[0] is not areas[1]:
        for place, area in zip(places, areas, strict=True):
            if area is not None:
                seen = place_of(area, window)
                place.setTop(seen.top())
                place.setBottom(seen.bottom())
    return places


def _area(widget):
    while widget is not None and not isinstance(widget, QScrollArea):
        widget = widget.parentWidget()
    return widget


def cut(window):
    """Return the texts and controls that have less room than their words need, or lie outside."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or widget.window() is not window:
            continue
        if not isinstance(widget, QLabel | IconText | Press | QLineEdit | QComboBox | QTabBar):
            continue
        least = widget.minimumSizeHint()
        needs_px = least.height()
        if widget.hasHeightForWidth():
            needs_px = widget.heightForWidth(widget.width())
        if isinstance(widget, QLabel) and not widget.text():
            continue
        if widget.height() + _ROUNDED_PX < needs_px:
            found.append(f"{told(widget)}: {widget.height()} px high, needs {needs_px}")
        if widget.width() + _ROUNDED_PX < least.width():
            found.append(f"{told(widget)}: {widget.width()} px wide, needs {least.width()}")
        if out := _outside(widget, window):
            found.append(f"{told(widget)}: {out}")
    return found


def _outside(widget, window):
    """Return where a widget leaves what it lies in; what scrolls may be taller than seen."""
    at = widget
    while at is not window:
        parent = at.parentWidget()
        rect = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        area = parent.parentWidget()
        scrolls = isinstance(area, QAbstractScrollArea) and area.viewport() is parent
        room = parent.rect()
        if rect.left() < -_ROUNDED_PX or rect.right() > room.right() + _ROUNDED_PX:
            return f"leaves {type(parent).__name__} sideways: {rect} in {room}"
        if scrolls:
            return ""
        if rect.top() < -_ROUNDED_PX or rect.bottom() > room.bottom() + _ROUNDED_PX:
            return f"leaves {type(parent).__name__}: {rect} in {room}"
        at = parent
    return ""


def scrolls_sideways(window):
    return [
        told(area)
        for area in window.findChildren(QScrollArea)
        if area.isVisibleTo(window) and area.horizontalScrollBar().maximum() > 0
    ]


def covered(window):
    """Return the pairs of texts or controls that lie on each other."""
    parts = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QLabel | Press | QLineEdit | QComboBox)
        and widget.isVisibleTo(window)
        and widget.window() is window
        and not (isinstance(widget, QLabel) and not widget.text())
    ]
    return [
        f"{told(one)} on {told(other)}"
        for one, other in combinations(parts, 2)
        if one.parent() is other.parent() and _inside(one).intersects(_inside(other))
    ]


def _inside(widget):
    return widget.geometry().adjusted(1, 1, -1, -1)


def is_seen(widget):
    """Return whether all of a widget is seen without scrolling."""
    return math.isclose(widget.visibleRegion().boundingRect().height(), widget.height(), abs_tol=2)
