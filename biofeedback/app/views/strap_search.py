"""Looking for the strap: those in reach, the nearest first; one press connects.

Rows stay where the hand is: a strap that was not heard once keeps its row, its strength is
smoothed, and while the nearest has the keyboard, the keyboard stays with the nearest.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.desk.messages import StrapIs, StrapsHeard, StrapState
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.views.steps import Step, Walk
from biofeedback.app.widgets.buttons import Primary, Quiet
from biofeedback.app.widgets.card import Card, RowButton
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text

if TYPE_CHECKING:
    from devices.ble import Found

VERY_NEAR_DBM, NEAR_DBM, UNKNOWN_DBM = -58, -74, -127
_KEEPS = 0.5
_MISSES = 3
_FRAME_PX = 8


@dataclass(slots=True)
class _Heard:
    """A strap in the list: what was last heard, its smoothed strength, how often it was missed."""

    found: "Found"
    rssi_dbm: float
    row: RowButton
    missed: int = 0


class _Hint(Text):
    """What to wait for, or to do; it has the keyboard while there is nothing to press."""

    def __init__(self, words: str, kind: str, colour: str) -> None:
        super().__init__(words, kind, colour)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def focus_shape(self) -> tuple[QRect, float]:
        """Return a frame round the words."""
        words = QRect(0, 0, min(self.sizeHint().width(), self.width()), self.height())
        if self.isRightToLeft():
            words.moveRight(self.width() - 1)
        return words.adjusted(-_FRAME_PX, 0, _FRAME_PX, 0), theme_of(self).radius_px.control


class Search(Step):
    """The list of straps."""

    def __init__(self, walk: Walk) -> None:
        super().__init__(walk, tr("Looking for your strap"))
        self._heard: dict[str, _Heard] = {}
        self._hint = _Hint("", "lead", "text_soft")
        self._list = Card()
        self._list.setAccessibleName(tr("Straps in reach"))
        self._list.body.setSpacing(4)
        self._list.body.setContentsMargins(12, 12, 12, 12)
        self._list.hide()
        self._trouble = Card(sunken=True)
        self._trouble.hide()
        self._trouble_words = QVBoxLayout()
        self._trouble_words.setSpacing(6)
        self._trouble.body.addLayout(self._trouble_words)
        self._again = Quiet(tr("Search again"), self._search, flush=True)
        again = FlowLayout()
        again.addWidget(self._again)
        self._trouble.body.addLayout(again)
        for part in (self._hint, self._list, self._trouble):
            self.page.body.addWidget(part)
        self._connect = Primary(tr("Connect"), self._connect_nearest)
        self._connect.setEnabled(False)
        self._without = Quiet(tr("Go on without a strap"), walk.without_strap)
        for button in (self._connect, self._without):
            self.page.foot.addWidget(button)
        self._said = ""
        walk.hear(StrapsHeard, self._hear)
        walk.hear(StrapIs, self._follow)
        self._search()

    def first_focus(self) -> QWidget:
        """Return the nearest strap, else the hint: a second Enter, pressed too soon, skips none."""
        nearest = self._nearest()
        return nearest.row if nearest else self._hint

    def help(self) -> tuple[str, str]:
        """Return what helps to find it."""
        return (
            tr("Hold your strap close to the computer: its row moves to the top."),
            tr(
                "A strap wakes up when it feels skin and water. It talks to one device at a time:"
                " close the app on a phone or watch that it knows."
            ),
        )

    def leaving(self) -> None:
        """Search no more."""
        if self.walk.context.strap.state is StrapState.SEARCHING:
            self.walk.context.ask(lambda desk: desk.straps.give_up())

    def _search(self) -> None:
        self._say_trouble("")
        self._hint.set_words(tr("This takes a few seconds."))
        self.walk.context.ask(lambda desk: desk.straps.search())

    def _hear(self, message: StrapsHeard) -> None:
        if self.walk.step is not self:
            return
        for known in self._heard.values():
            known.missed += 1
        for found in message.straps:
            self._take(found)
        gone = [address for address, each in self._heard.items() if each.missed > _MISSES]
        for address in gone:
            row = self._heard.pop(address).row
            self._keep_off(row)
            row.hide()
            row.deleteLater()
        self._order()

    def _take(self, found: "Found") -> None:
        known = self._heard.get(found.address)
        if known is None:
            row = RowButton("", icon="strap", tail="chevron", parent=self._list)
            row.clicked.connect(lambda _on, address=found.address: self._connect_to(address))
            known = self._heard[found.address] = _Heard(found, found.rssi_dbm, row)
        known.found, known.missed = found, 0
        known.rssi_dbm += (1 - _KEEPS) * (found.rssi_dbm - known.rssi_dbm)
        known.row.set_words(found.name, strap_words(known.rssi_dbm, found.battery_pct))

    def _order(self) -> None:
        """Lay the rows in order, the nearest first, and keep the keyboard with the nearest."""
        before = next(iter(self._in_order_shown()), None)
        at_top = before is None or before.hasFocus() or not self.isAncestorOf(self._focused())
        order = sorted(self._heard.values(), key=lambda each: -each.rssi_dbm)
        if [each.row for each in order] != self._in_order_shown():
            for each in order:
                self._list.body.removeWidget(each.row)
            for each in order:
                self._list.body.addWidget(each.row)
                each.row.show()
        has_any = bool(order)
        self._list.setVisible(has_any)
        self._connect.setEnabled(has_any)
        if not has_any:
            if not self._said:
                self._hint.set_words(tr("This takes a few seconds."))
            return
        self._say_trouble("")
        several = tr("Hold your strap close to the computer: its row moves to the top.")
        self._hint.set_words(several if len(order) > 1 else tr("Press Enter to connect."))
        self._connect.set_words(tr("Connect"), spoken=_connect_to_words(order[0].found.name))
        moved = before is not order[0].row
        if moved and (at_top or self._hint.hasFocus()):
            order[0].row.setFocus()

    def _in_order_shown(self) -> list[QWidget]:
        body = self._list.body
        items = (body.itemAt(index) for index in range(body.count()))
        widgets = (item.widget() for item in items if item)
        return [each for each in widgets if isinstance(each, RowButton)]

    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self.window()

    def _nearest(self) -> _Heard | None:
        return max(self._heard.values(), key=lambda each: each.rssi_dbm, default=None)

    def _connect_nearest(self) -> None:
        if nearest := self._nearest():
            self._connect_to(nearest.found.address)

    def _connect_to(self, address: str) -> None:
        found = self._heard[address].found
        self.walk.context.ask(lambda desk: desk.straps.connect(found))

    def _follow(self, strap: StrapIs) -> None:
        if self.walk.step is not self:
            return
        if strap.state is StrapState.CONNECTED:
            self._remember(strap.info.address)
            self.walk.on("check")
            return
        connecting = strap.state is StrapState.CONNECTING
        if connecting:
            self._keep_off(self._list, self._connect)
        self._list.setEnabled(not connecting)
        self._connect.setEnabled(bool(self._heard) and not connecting)
        if connecting:
            self._hint.set_words(_connecting_words(strap.info.name))
            self.walk.context.say(self._hint.text())
        elif strap.trouble:
            self._say_trouble(strap.trouble)
            if strap.state is StrapState.NONE:  # the call has failed, and nobody searches now
                self._hint.set_words(tr("Your strap did not answer this time."))
                self._again.setFocus()

    def _keep_off(self, *going: QWidget) -> None:
        """Take the keyboard to the hint before what has it goes; else Qt takes it to a way out."""
        focused = self._focused()
        if any(focused is each or each.isAncestorOf(focused) for each in going):
            self._hint.setFocus()

    def _remember(self, address: str) -> None:
        records = self.walk.context.records
        if records is None:
            return
        known = tuple(records.person.get("sensors", ()))
        self.walk.context.ask(lambda desk: desk.records.change(sensors=_newest(address, known)))

    def _say_trouble(self, code: str) -> None:
        if code == self._said:
            return
        self._said = code
        while item := self._trouble_words.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if not code:
            self._keep_off(self._trouble)
        self._trouble.setVisible(bool(code))
        if not code:
            return
        headline, what_helps = trouble_words(code)
        self._trouble_words.addWidget(Text(headline, "heading"))
        for words in what_helps:
            self._trouble_words.addWidget(Text(words))
        self._hint.set_words(tr("The search goes on by itself."))
        self.walk.context.say(f"{headline}. {' '.join(what_helps)}", at_once=True)


def strap_words(rssi_dbm: float, battery_pct: int | None) -> str:
    """Return how near a strap is, and its battery."""
    if rssi_dbm <= UNKNOWN_DBM + 1:
        words = tr("known to this computer")
    elif rssi_dbm >= VERY_NEAR_DBM:
        words = tr("very near")
    else:
        words = tr("near") if rssi_dbm >= NEAR_DBM else tr("far")
    if battery_pct is None:
        return words
    battery = tr("battery {percent} %").format(percent=battery_pct)
    return f"{words} · {battery}"


def trouble_words(code: str) -> tuple[str, tuple[str, ...]]:
    """Return what happened, and what helps; several things are a list to go through."""
    told: dict[str, tuple[str, tuple[str, ...]]] = {
        "not_found": (
            tr("Your strap is not in sight"),
            (
                tr("Worn and moist?"),
                tr("Within two metres?"),
                tr("Not in use by a phone or watch?"),
                tr("Battery less than a year old?"),
            ),
        ),
        "bluetooth_off": (
            tr("Bluetooth is switched off"),
            (tr("Switch it on; the search goes on by itself."),),
        ),
        "no_adapter": (
            tr("This computer has no Bluetooth"),
            (tr("A small USB adapter is enough. You can breathe without a strap today."),),
        ),
        "no_permission": (
            tr("The app may not use Bluetooth yet"),
            (tr("Allow it once in the system's settings."),),
        ),
        "busy": (
            tr("Your strap is talking to another device"),
            (tr("Close the app on your phone or watch."),),
        ),
        "pairing_refused": (
            tr("Strap and computer do not trust each other yet"),
            (tr("Remove the strap in the Bluetooth settings, then connect again."),),
        ),
    }
    other = (
        tr("The strap does not answer"),
        (tr("Take it off, put it on again, and search again."),),
    )
    return told.get(code, other)


def _connect_to_words(name: str) -> str:
    return tr("Connect to {name}").format(name=name)


def _connecting_words(name: str) -> str:
    return tr("Connecting to {name}").format(name=name)


def _newest(address: str, known: tuple[str, ...]) -> list[str]:
    from biofeedback.app.desk.check import usual_straps

    return usual_straps(address, known)
