"""The window: the bar, the place somebody is at, the help at its side. It shows, it knows nothing.

Going somewhere makes the view anew and lets the old one go; so does another language. Theme and
size of text change while everything stays.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from biofeedback.app.actions import ACTIONS, Action
from biofeedback.app.bar import TopBar
from biofeedback.app.context import Context, words_of
from biofeedback.app.first_paint import after_paint
from biofeedback.app.places import BY_ID, PLACES, Place
from biofeedback.app.settings import SYSTEM, Likes
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import dress, system_text_percent, system_theme
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.view import View
from biofeedback.app.widgets import tab_order
from biofeedback.app.widgets.focus import FocusRing
from biofeedback.app.widgets.say import say

if TYPE_CHECKING:
    from biofeedback.app.help import HelpPanel
    from biofeedback.app.lock import Lock
    from biofeedback.app.news import News
    from biofeedback.app.widgets.banner import Banner

SMALLEST = 1024, 700
_BANNER_MARGINS_PX = 24, 16, 24, 0
_SINGLE_KEYS = {
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
}
_STEPS = {"Left", "Right", "Up", "Down", "+", "=", "-"}
"""What a held key goes on doing; anything else it does once."""


class MainWindow(QMainWindow):
    """The one window of a person at home."""

    def __init__(self, context: Context, family: str = "") -> None:
        super().__init__()
        self.context, self._family = context, family
        self._dressed: Theme | None = None
        self._dress()
        self.place: Place | None = None
        self.view: View | None = None
        self.bar = TopBar(context, self.go)
        self._middle = middle = QWidget()
        self._row = QHBoxLayout(middle)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._room = QVBoxLayout()
        self._row.addLayout(self._room, 1)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.bar)
        self._column.addWidget(middle, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(*SMALLEST)
        FocusRing(self)
        after_paint(self, self._bind_keys)
        context.lead_the_way(self.go, self.back)
        context.liked.connect(self._liked)
        context.spoken.connect(lambda words, at_once: say(self, words, at_once=at_once))
        self.bar.fit(self.width())

    @cached_property
    def banner(self) -> "Banner":
        """What says a trouble; made when the first one comes."""
        from biofeedback.app.widgets.banner import Banner

        banner = Banner(folds=True)
        row = QHBoxLayout()
        row.setContentsMargins(*_BANNER_MARGINS_PX)
        row.addWidget(banner)
        self._column.insertLayout(1, row)
        return banner

    @cached_property
    def help(self) -> "HelpPanel":
        """The help at the side; made when it is first asked for."""
        from biofeedback.app.help import HelpPanel

        panel = HelpPanel(self.toggle_help)
        self._row.addWidget(panel)
        return panel

    @cached_property
    def lock(self) -> "Lock":
        """What hides everything while nobody is at work."""
        from biofeedback.app.lock import Lock

        return Lock(self)

    @cached_property
    def news(self) -> "News":
        """What ended meanwhile; nothing long is begun before somebody has been somewhere."""
        from biofeedback.app.news import News

        return News(self)

    @property
    def is_locked(self) -> bool:
        """Whether nobody is at work."""
        return "lock" in self.__dict__ and self.lock.is_on

    def cover(self, page: QWidget) -> None:
        """Show a page, and nothing else; what goes on behind it goes on."""
        for shown in (self.bar, self._middle):
            shown.hide()
        if "banner" in self.__dict__:
            self.banner.hide()
        self._column.addWidget(page, 1)
        self.setWindowTitle("biofeedback")

    def uncover(self, page: QWidget) -> None:
        """Show again what is behind, as it is now."""
        self._column.removeWidget(page)
        page.hide()
        page.deleteLater()
        self._middle.show()
        if self.place is not None:
            self.bar.setVisible(not self.place.alone)
            self.setWindowTitle(tr("{place} - biofeedback").format(place=self.place.title()))
        self._fit()
        self._arrive()
        self.news.tell()

    @property
    def theme(self) -> Theme:
        """The theme that the person likes, or the system's."""
        likes = self.context.likes
        name = system_theme() if likes.theme == SYSTEM else likes.theme
        return Theme.of(name, likes.text_percent or system_text_percent(), self._family)

    def go(self, place_id: str, **what: Any) -> None:
        """Go to a place; the view there is made anew."""
        place = BY_ID[place_id]
        leaving, self.view = self.view, None
        if leaving is not None:
            leaving.leaving()
            self._room.removeWidget(leaving)
            leaving.setParent(None)
            leaving.deleteLater()
        self.place, self.view = place, place.make(self.context, **what)
        self._room.addWidget(self.view)
        self.bar.setVisible(not place.alone and not self.is_locked)
        self.bar.show_place(place)
        self.bar.show_parts(self.view.in_bar())
        if self._is_helping():
            self.help.hide()
        if place.alone and "news" in self.__dict__:
            self.news.make_way()
        if not self.is_locked:
            self.setWindowTitle(tr("{place} - biofeedback").format(place=place.title()))
        QTimer.singleShot(0, self.view, self._arrive)
        after_paint(self.view, self._say_where)

    def back(self) -> None:
        """Go up one; never out of the app."""
        if self._is_helping():
            self.toggle_help()
        elif self.view and self.place and not self.view.back() and self.place.above:
            above = self.place.above
            self.go("people" if above == "today" and self.context.likes.professional else above)

    def grow_text(self, steps: int) -> None:
        """Make the text larger or smaller by a step; 0: as the system."""
        rules = self.theme.text
        percent = self.theme.text_percent + steps * rules.step_percent
        percent = min(max(percent, rules.smallest_percent), rules.largest_percent)
        self.context.like(text_percent=percent if steps else 0)
        self.context.say(tr("Text size {percent} %").format(percent=self.theme.text_percent))

    def toggle_help(self) -> None:
        """Show the help of this place at the side, or put it away."""
        if self.view is None:
            return
        if self._is_helping():
            self.help.hide()
            self._fit()
            self._arrive()
            self._say_where()
        else:
            self.help.show_words(*self.view.help(), fuller=self.context.likes.fuller)
            self._fit()

    def open_menu(self) -> None:
        """Open the menu of places, where the tabs have no room; nothing leads out of a corridor."""
        if self.place is not None and not self.place.alone:
            self.bar.open_menu()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_failure(self, error: BaseException) -> None:
        """Say in a banner what did not work; everything goes on, and a lock hides it."""
        if self.is_locked:
            return
        headline, advice = tr("That did not work"), words_of(error)
        self.banner.show_trouble(headline, advice, tr("All right"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Hand single keys to the view, where the person likes them."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        name = _SINGLE_KEYS.get(Qt.Key(event.key()), event.text().upper())
        if self.is_locked or (event.isAutoRepeat() and name not in _STEPS):
            return
        if plain and name and self.view and self.context.likes.single_keys and self.view.key(name):
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Go on in the order of reading."""
        return tab_order.step(self, forward=forward)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fold the tabs into a menu where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Make the view anew in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.place and self.view:
            self.bar.retell()
            self.go(self.place.id, **self.view.what)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Let the view stop what moves."""
        if self.view is not None:
            self.view.leaving()
        super().closeEvent(event)

    def _arrive(self) -> None:
        first = self.view.first_focus() if self.view else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_where(self) -> None:
        if self.view and self.place and not self.is_locked:
            self.context.say(self.view.spoken() or self.place.title())
            self.news.tell()

    def _bind_keys(self) -> None:
        self.lock.begin()
        for action in ACTIONS:
            for keys in action.keys:
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.setAutoRepeat(action.repeats)
                shortcut.activated.connect(lambda action=action: self._do(action))
        for place in PLACES:
            if place.key:
                shortcut = QShortcut(QKeySequence(place.key), self)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(lambda place=place: self._go_by_key(place))

    def _do(self, action: Action) -> None:
        if not self.is_locked:
            action.do(self)

    def _go_by_key(self, place: Place) -> None:
        if not self.is_locked and self.place is not None and not self.place.alone:
            self.go(place.id)

    def _fit(self) -> None:
        """Give bar, help and view the room there is."""
        self.bar.fit(self.width())
        if "help" not in self.__dict__ or self.view is None:
            return
        narrow = self.theme.is_narrow(self.width())
        covers = narrow and self._is_helping()
        self.help.fit(alone=narrow)
        self.view.setVisible(not covers)
        self._row.setStretch(0, 0 if covers else 1)

    def _is_helping(self) -> bool:
        return "help" in self.__dict__ and self.help.isVisible()

    def _liked(self, _likes: Likes) -> None:
        self._dress()
        self._fit()

    def _dress(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if self.theme is not self._dressed:  # a volume that changes must not hold the picture up
            self._dressed = self.theme
            dress(application, self.theme)
