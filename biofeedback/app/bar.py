"""The bar on top: the mark, the places as tabs or one menu, the strap and its battery in words."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from biofeedback.app.context import Context
from biofeedback.app.desk.home_messages import StrapIs, StrapState
from biofeedback.app.places import Place, tabs
from biofeedback.app.settings import Likes
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.theme.mark import mark
from biofeedback.app.widgets.buttons import IconWordButton, Quiet
from biofeedback.app.widgets.card import Bar
from biofeedback.app.widgets.marks import IconText
from biofeedback.app.widgets.press import Press
from biofeedback.app.widgets.tabs import NavTabs

_MARK_PX = 40


class TopBar(Bar):
    """Shown everywhere but in the corridor of a session."""

    def __init__(self, context: Context, go: Callable[..., None]) -> None:
        super().__init__()
        self._context, self._go = context, go
        self._professional = context.likes.professional
        *self._tabbed, _settings = tabs(professional=self._professional)
        self._mark = QLabel()
        self._mark.setPixmap(mark(_MARK_PX, self.devicePixelRatioF()))
        self._mark.setAccessibleName("biofeedback")
        self._tabs = NavTabs(tr("Places"), [place.title() for place in self._tabbed])
        self._tabs.tabBarClicked.connect(lambda index: go(self._tabbed[index].id))
        self._tabs.currentChanged.connect(self._tab_chosen)
        self._menu = IconWordButton(tr("Menu"), self.open_menu, icon="menu")
        self._strap = IconText(tr("Strap not connected"), "strap")
        self._connect = Quiet(tr("Connect"), lambda: go("strap"))
        self._battery = IconText("", "battery")
        self._settings = Press(
            tr("Settings"), "place", icon="settings", pressed=lambda: go("settings")
        )
        self._shown = ""
        self._of_view: tuple[QWidget, ...] = ()
        row = QHBoxLayout(self)
        left: tuple[QWidget, ...] = (self._mark, self._tabs, self._menu)
        right: tuple[QWidget, ...] = (self._strap, self._connect, self._battery, self._settings)
        row.setSpacing(theme_of(self).space_px.x4)
        for part in left:
            row.addWidget(part)
        row.insertSpacing(1, theme_of(self).space_px.x4)
        row.addStretch(1)
        for part in right:
            row.addWidget(part)
        context.told.connect(self._told)
        context.liked.connect(self._liked)
        self._show_strap(context.strap)

    def show_place(self, place: Place) -> None:
        """Mark where we are; a place below a tab marks that tab, the settings mark none."""
        self._shown = place.id if place.in_bar or place in self._tabbed else place.above
        ids = [each.id for each in self._tabbed]
        self._tabs.blockSignals(True)
        self._tabs.light(self._shown in ids)
        if self._shown in ids:
            self._tabs.setCurrentIndex(ids.index(self._shown))
        self._tabs.blockSignals(False)

    def show_parts(self, parts: tuple[QWidget, ...]) -> None:
        """Show what a view puts here instead of the strap; the strap, where it puts nothing."""
        row = self.layout()
        for part in self._of_view:
            part.hide()
            part.deleteLater()
        self._of_view = parts
        if isinstance(row, QHBoxLayout):
            for part in parts:
                row.insertWidget(row.indexOf(self._settings), part)
                part.show()
        self._show_strap(self._context.strap)

    def fit(self, window_width_px: int) -> None:
        """Show tabs or one menu, as there is room."""
        theme = theme_of(self)
        narrow = theme.is_narrow(window_width_px)
        self._tabs.setVisible(not narrow)
        self._settings.setVisible(not narrow)
        self._menu.setVisible(narrow)
        margin_px = theme.margin_px(window_width_px)
        if self._professional:
            margin_px = theme.space_px.professional_margin
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(margin_px, 0, margin_px, 0)

    def open_menu(self) -> None:
        """Open the menu of places."""
        from PySide6.QtWidgets import QMenu  # seldom

        menu = QMenu(tr("Menu"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in tabs(professional=self._professional):
            menu.addAction(place.title(), partial(self._go, place.id))
        below = self._tabs if self._menu.isHidden() else self._menu
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def retell(self) -> None:
        """Say everything in another language."""
        for index, place in enumerate(self._tabbed):
            self._tabs.setTabText(index, place.title())
            self._tabs.setAccessibleTabName(index, place.title())
        self._menu.set_words(tr("Menu"))
        self._connect.set_words(tr("Connect"))
        self._settings.set_words(tr("Settings"))
        self._show_strap(self._context.strap)

    def _liked(self, likes: Likes) -> None:
        """Show the places of a professional, or those of a person at home."""
        if likes.professional == self._professional:
            return
        self._professional = likes.professional
        *self._tabbed, _settings = tabs(professional=self._professional)
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for place in self._tabbed:
            self._tabs.setAccessibleTabName(self._tabs.addTab(place.title()), place.title())
        self._tabs.light(False)
        self._tabs.blockSignals(False)

    def _tab_chosen(self, index: int) -> None:
        if index >= 0 and self._tabbed[index].id != self._shown:
            self._go(self._tabbed[index].id)

    def _told(self, message: object) -> None:
        if isinstance(message, StrapIs):
            self._show_strap(message)

    def _show_strap(self, strap: StrapIs) -> None:
        words = {
            StrapState.NONE: tr("Strap not connected"),
            StrapState.SEARCHING: tr("Looking for your strap"),
            StrapState.CONNECTING: tr("Connecting"),
            StrapState.CONNECTED: tr("Strap connected"),
            StrapState.LOST: tr("Strap out of reach"),
        }
        self._strap.set_words(words[strap.state], "strap")
        own = not self._of_view
        self._strap.setVisible(own)
        self._connect.setVisible(own and strap.state is StrapState.NONE)
        self._battery.setVisible(own and strap.battery_pct is not None)
        if strap.battery_pct is not None:
            told = tr("{percent} %").format(percent=strap.battery_pct)
            self._battery.set_words(told, "battery")
