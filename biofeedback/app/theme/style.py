"""The style sheet for Qt's own controls, written from the tokens.

Controls of our own (widgets/) paint themselves; this covers what Qt paints: text entries, lists,
tables, menus, tool tips, scroll bars, and the surfaces of cards and bars. It sets colours, outlines
and paddings, never fonts: those come from the theme by `QWidget.setFont`.
"""

from string import Template

from biofeedback.app.theme.tokens import Theme

_SHEET = Template("""
QScrollArea { background: transparent; border: 0; }

Card { background: $surface; border: ${hairline}px solid $line; border-radius: ${card_radius}px; }
Card[sunken="true"] { background: $sunken; border: 0; border-radius: ${primary_radius}px; }
Choice[track="true"] { background: $sunken; border-radius: ${primary_radius}px; }
Bar { background: $surface; border: 0; border-bottom: ${hairline}px solid $line; }
Rule { background: $line; border: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {
    background: $surface; color: $text; padding: ${field_pad}px ${x4}px;
    border: ${control}px solid $edge; border-radius: ${control_radius}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit { min-height: ${field_h}px; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $text_soft; background: $sunken; }

QListView, QTreeView, QTableView {
    background: $surface; border: ${hairline}px solid $line; border-radius: ${control_radius}px;
    outline: 0; gridline-color: $line; padding: ${x1}px;
    selection-background-color: $accent_soft; selection-color: $on_accent_soft;
}
QListView::item, QTreeView::item, QTableView::item { padding: ${x2}px ${x3}px; border: 0; }
QListView::item, QTreeView::item { min-height: ${row_h}px; border-radius: ${small_radius}px; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
    background: $accent_soft; color: $on_accent_soft; $chosen
}
QListView::item:hover:!selected, QTreeView::item:hover:!selected { background: $sunken; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section {
    background: $surface; color: $text_soft; border: 0;
    border-bottom: ${hairline}px solid $line; padding: ${x2}px ${x3}px;
}
QTableCornerButton::section { background: $surface; border: 0; }

QMenu {
    background: $surface; border: ${control}px solid $edge; border-radius: ${control_radius}px;
    padding: ${x2}px;
}
QMenu::item {
    padding: ${menu_pad}px ${x6}px; border-radius: ${small_radius}px;
    border: ${selected}px solid transparent;
}
QMenu::item:selected { background: $accent_soft; color: $on_accent_soft; border-color: $accent; }
QMenu::item:disabled { color: $text_soft; }
QMenu::separator { height: ${hairline}px; background: $line; margin: ${x2}px ${x4}px; }
QMenu::icon { padding-left: ${x3}px; }

QToolTip {
    background: $surface; color: $text; border: ${control}px solid $edge; padding: ${x2}px ${x3}px;
}

QComboBox { background: transparent; border: 0; }
QComboBox QAbstractItemView { border: ${control}px solid $edge; border-radius: 0; }

QScrollBar { background: transparent; border: 0; margin: 0; }
Details QScrollBar { background: $surface; }
QScrollBar:vertical { width: ${bar_w}px; }
QScrollBar:horizontal { height: ${bar_w}px; }
QScrollBar::handle { background: $edge; border-radius: ${bar_radius}px; margin: ${bar_margin}px; }
QScrollBar::handle:vertical { min-height: ${x12}px; }
QScrollBar::handle:horizontal { min-width: ${x12}px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $text_soft; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar {
    background: $sunken; border: 0; border-radius: ${x1}px; max-height: ${x2}px; color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: ${x1}px; }
QSplitter::handle { background: $line; }
""")


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme."""
    space, radius, stroke = theme.space_px, theme.radius_px, theme.stroke_px
    return _SHEET.substitute(
        theme.hexes,
        x1=space.x1,
        x2=space.x2,
        x3=space.x3,
        x4=space.x4,
        x6=space.x6,
        x12=space.x12,
        hairline=theme.stroke_px.hairline,
        control=int(stroke.control),  # Qt rounds up what a style sheet asks for
        selected=stroke.selected,
        small_radius=radius.small,
        control_radius=radius.control,
        primary_radius=radius.primary,
        card_radius=radius.card,
        field_pad=space.x2,
        field_h=control_h_px(theme) - 2 * (space.x2 + int(stroke.control)),
        row_h=theme.size_px.target_min - 2 * space.x2,
        menu_pad=(theme.size_px.target_min - 20) // 2,
        bar_w=14,
        bar_margin=3,
        bar_radius=4,
        chosen=f"border: {stroke.control}px solid {theme.hex('accent')};"
        if theme.is_contrast
        else "",
    )


def control_h_px(theme: Theme) -> int:
    """Return the height of a control of one line, which grows with the text."""
    return max(theme.size_px.control_h, theme.line_px("label") + 28)
