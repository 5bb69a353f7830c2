"""Setting a group up: one strap for each, which session, and whether at one pace or their own."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from biofeedback.app.context import Context
from biofeedback.app.desk.group_messages import GroupPerson
from biofeedback.app.text import tr
from biofeedback.app.views.group_column import Column
from biofeedback.app.views.group_run import GroupRun
from biofeedback.app.views.group_seats import SeatsCard
from biofeedback.app.views.group_straps import StrapsCard
from biofeedback.app.views.own_sessions import SessionPicker
from biofeedback.app.views.side_by_side import SideBySide
from biofeedback.app.widgets.banner import Banner
from biofeedback.app.widgets.buttons import Primary, Quiet, Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.choice import Choice, Option
from biofeedback.app.widgets.entry import Picker
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

MOST_SEATS = 16
_GAP_PX = 24
_READABLE_LINES = 22  # so many heights of a line are wide enough to read well


class SetupPage(QWidget):
    """The page before a session.

    Parameters
    ----------
    context : Context
        The app.
    group : GroupRun
        Who is there.
    close : callable
        Called to let all straps go.
    """

    def __init__(self, context: Context, group: GroupRun, close: Callable[[], object]) -> None:
        super().__init__()
        self._context, self._group = context, group
        self._newcomer: tuple[str, str] | None = None
        self.page = Page(tr("Group"), tr("One strap for each. An alias is enough."), tight=True)
        self.banner = Banner()
        self.seats, self.straps = SeatsCard(self._forget), StrapsCard(self._wear, self._add)
        self.usual = Quiet(
            tr("Everybody whose strap is here"), self._seat_usual, icon="plus", flush=True
        )
        usual = QWidget()
        row = FlowLayout()
        row.addWidget(self.usual)
        usual.setLayout(row)
        self.seats.body.insertWidget(2, usual)
        self.session = SessionCard(context, group)
        left = Column(self.seats, self.session, lines=_READABLE_LINES, gap_px=_GAP_PX)
        self.page.body.addWidget(self.banner)
        self.page.body.addWidget(SideBySide(left, self.straps, _GAP_PX))
        self.begin = Primary("", self._begin, icon="play")
        self.let_go = Secondary(tr("Let the straps go"), close)
        self.page.foot.addWidget(self.begin)
        self.page.foot.addWidget(self.let_go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        group.changed.connect(self.show_now)
        context.ask(lambda desk: desk.group.listen(True))
        self.show_now()

    def first_focus(self) -> QWidget:
        """Return the way to begin, once somebody is there; else the strongest strap."""
        if self.begin.isEnabled():
            return self.begin
        rows = (row for row in self.straps.rows.values() if row.isEnabled())
        return next(rows, self.session.how.buttons()[0])

    def show_now(self) -> None:
        """Show who is there, and what is in reach."""
        group = self._group
        taken = {seat.shown.person_id for seat in group.seats.values()}
        free = [person for person in group.people.people if person.person_id not in taken]
        self._seat_newcomer(free)
        self.seats.show_seats([seat.shown for seat in group.seats.values()])
        self.straps.show_people(free)
        self.straps.show_straps(group.straps)
        free_ids = {person.person_id for person in free}
        known = [strap for strap in group.straps.straps if strap.person_id in free_ids]
        self.usual.setVisible(any(strap.seat is None for strap in known))
        self.session.show_seats()
        count = len(group.seats)
        words = tr("Begin with %n people", n=count) if count else tr("Begin")
        self.begin.set_words(words)
        self.begin.setEnabled(bool(count))
        self.let_go.setVisible(bool(count))
        if group.told is not None:
            self.banner.show_trouble(
                headline_of(group.told.code), group.told.sentence, tr("All right")
            )
            group.told = None

    def rest(self) -> None:
        """Listen no more."""
        self._group.changed.disconnect(self.show_now)
        self._context.ask(lambda desk: desk.group.listen(False))

    def _begin(self) -> None:
        if session := self.session.picker.session():
            self._group.begin(session)

    def _seat_usual(self) -> None:
        self._context.ask(lambda desk: desk.group.seat_usual())

    def _forget(self, number: int) -> None:
        self._context.ask(lambda desk: desk.group.forget(number))

    def _wear(self, address: str, person_id: int) -> None:
        taken = set(self._group.seats)
        free = (number for number in range(1, MOST_SEATS + 1) if number not in taken)
        number = next(free, None)
        if number is None:
            self._context.say(tr("All {count} seats are taken.").format(count=MOST_SEATS))
            return
        self.straps.choose("")
        self._context.ask(lambda desk: desk.group.seat(number, person_id, address))

    def _add(self, address: str, alias: str) -> None:
        self._newcomer = address, alias
        self._context.ask(lambda desk: desk.group.add_person(alias))

    def _seat_newcomer(self, free: list[GroupPerson]) -> None:
        """Give somebody their strap as soon as they are known."""
        if self._newcomer is None:
            return
        address, alias = self._newcomer
        person = next((each for each in free if each.alias == alias), None)
        if person is not None:
            self._newcomer = None
            self._wear(address, person.person_id)


class SessionCard(Card):
    """Which session, at which pace, heard where.

    Parameters
    ----------
    context, group
        As above.
    """

    def __init__(self, context: Context, group: GroupRun) -> None:
        super().__init__(tr("Which session"))
        self._group = group
        self.picker = SessionPicker(context)
        self.how = Choice(
            tr("Pace"),
            [
                Option(False, tr("Same pacer for all")),
                Option(True, tr("Each at their own rate")),
            ],
            group.chosen_own,
            kind="segment",
        )
        self.how.chosen.connect(self._own)
        for part in (self.how, self.picker):
            row = QWidget()
            flow = FlowLayout()
            flow.addWidget(part)
            row.setLayout(flow)
            self.body.addWidget(row)
        self._said = Text(colour="text_soft")
        self._heard = QWidget()
        self._flow = FlowLayout(16, 12)
        self._heard.setLayout(self._flow)
        self.pickers: dict[int, Picker] = {}
        self.body.addWidget(self._said)
        self.body.addWidget(self._heard)
        self._shown: object = None
        QTimer.singleShot(0, self, self.picker.read)
        self.show_seats()

    def show_seats(self) -> None:
        """Offer each seat an output of its own where there are several."""
        group = self._group
        seats = [group.seats[number] for number in sorted(group.seats)]
        names = tuple((seat.shown.number, seat.shown.alias) for seat in seats)
        shown = names if group.chosen_own else None
        if shown == self._shown:
            return
        self._shown = shown
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.pickers = {}
        devices = dict(group.sound.outputs()) if group.chosen_own else {}
        if group.chosen_own and len(devices) > 1:
            for number, alias in names:
                self._flow.addWidget(self._picker(number, alias, devices))
        self._heard.setVisible(bool(self.pickers))
        self._said.set_words(self._words(len(devices)))
        self._said.setVisible(bool(self._said.text()))

    def _words(self, n_devices: int) -> str:
        if not self._group.chosen_own:
            return ""
        if n_devices > 1:
            return tr("Each person can hear their own breath tone on an output of their own.")
        return tr("This computer has one sound output. At their own rates, sessions run silently.")

    def _picker(self, number: int, alias: str, devices: dict[str, str]) -> QWidget:
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        name = tr("Sound for {alias}").format(alias=alias)
        picker = Picker(name, [tr("Silent"), *devices.values()])
        ids = ["", *devices]
        now = self._group.sound.device_of.get(number, "")
        picker.setCurrentIndex(ids.index(now) if now in ids else 0)
        picker.currentIndexChanged.connect(lambda at: self._group.sound.choose(number, ids[at]))
        column.addWidget(Text(name, "caption", "text_soft"))
        column.addWidget(picker)
        self.pickers[number] = picker
        return held

    def _own(self, own: bool) -> None:
        self._group.chosen_own = own
        self.show_seats()


class BusyPage(QWidget):
    """One person's session goes on, which is not ended by coming here.

    Parameters
    ----------
    context : Context
        The app.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.page = Page(tr("Group"), tr("A session goes on. Stop it first."), tight=True)
        self.people = Primary(tr("People"), lambda: context.go("people"))
        self.page.foot.addWidget(self.people)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def first_focus(self) -> QWidget:
        """Return the way to it."""
        return self.people

    def rest(self) -> None:
        """Nothing moves here."""


def headline_of(code: str) -> str:
    """Return what has happened, by the code that the desk gives."""
    return {
        "adapter_full": tr("Bluetooth is full"),
        "failed": tr("One session broke off"),
    }.get(code, tr("That did not work"))
