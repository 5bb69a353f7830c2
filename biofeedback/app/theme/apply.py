"""Puts a theme on the whole app or on one window, while it runs, and asks what the system wishes.

Widgets ask `theme_of` when they measure and paint themselves, hundreds of times for one screen: so
the app's theme is kept here, and that of a window as its property, which is looked for only once
any window has one. Setting the style sheet tells every widget below that its style has changed,
which is the one signal they need. The patient's window may so differ from the professional's.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from biofeedback.app.theme.style import style_sheet
from biofeedback.app.theme.tokens import Theme

_PROPERTY = "biofeedback-theme"

# The size of the interface's font where nobody has changed it.
_USUAL_PT = {"win32": 9.0, "darwin": 13.0}.get(sys.platform, 11.0)


class _Worn:
    """What has been put on: the app's theme, and whether any window has one of its own."""

    app: Theme | None = None
    own = False


def dress(target: QApplication | QWidget, theme: Theme) -> None:
    """Put a theme on the app, or on one window and all that is in it."""
    # Else a widget with a style sheet keeps its font and palette from what lies in it.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
    if isinstance(target, QApplication):
        _Worn.app = theme
    else:
        target.setProperty(_PROPERTY, theme)
        _Worn.own = True
    target.setFont(theme.font("body"))
    target.setPalette(_palette(theme))
    target.setStyleSheet(style_sheet(theme))


def theme_of(widget: QWidget) -> Theme:
    """Return the theme a widget is shown in: its window's own, else the app's."""
    own = widget.window().property(_PROPERTY) if _Worn.own else None
    return own if isinstance(own, Theme) else _Worn.app or Theme.of()


def system_theme() -> str:
    """Return the name of the theme the system asks for; light when it asks for nothing."""
    hints = QGuiApplication.styleHints()
    if hasattr(hints, "accessibility"):  # since Qt 6.10
        preference = hints.accessibility().contrastPreference()
        if preference == Qt.ContrastPreference.HighContrast:
            return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def system_text_percent() -> int:
    """Return the size of text the system asks for, in steps of the scale."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    rules = Theme.of().text
    step = rules.step_percent
    percent = round(100 * font.pointSizeF() / _USUAL_PT / step) * step
    return min(max(percent, rules.smallest_percent), rules.largest_percent)


def on_system_change(changed: Callable[[], None]) -> None:
    """Call `changed` whenever the system's wish for colours or contrast changes."""
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(lambda _scheme: changed())
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(lambda _preference: changed())


def pictures_family() -> str:
    """Return the font that pictures of screens are made with, so that they agree everywhere."""
    family = Theme.of().text.pictures_family
    return family if family in QFontDatabase.families() else QFont().family()


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, roles in {
        "bg": (role.Window,),
        "surface": (role.Base, role.Button, role.ToolTipBase, role.AlternateBase),
        "text": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
        "text_soft": (role.PlaceholderText,),
        "accent_soft": (role.Highlight,),
        "on_accent_soft": (role.HighlightedText,),
        "accent_text": (role.Link, role.LinkVisited),
        "accent": (role.Accent,),
    }.items():
        for each in roles:
            palette.setColor(each, theme.colour(name))
    return palette
