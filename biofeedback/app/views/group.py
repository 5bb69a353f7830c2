"""The group, for a professional: set up, led, one seen large, over. Leaving it ends no session."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from biofeedback.app.charts.plot import hint
from biofeedback.app.context import Context
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.view import View
from biofeedback.app.views import group_states as states
from biofeedback.app.views.group_large import SeatPage
from biofeedback.app.views.group_live import GroupPage
from biofeedback.app.views.group_over import GroupOverPage
from biofeedback.app.views.group_run import GroupRun
from biofeedback.app.views.group_setup import BusyPage, SetupPage
from biofeedback.app.views.live_run import LiveRun
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.app.widgets.press import Press

GroupPages = BusyPage | SetupPage | GroupPage | SeatPage | GroupOverPage


class GroupView(View):
    """The place.

    Parameters
    ----------
    context : Context
        The app.
    seat : int
        The number of the person who is seen large; 0 for everybody.
    """

    def __init__(self, context: Context, seat: int = 0) -> None:
        super().__init__(context, seat=seat)
        self.group = GroupRun.of(context) or GroupRun(context, theme_of(self))
        self.projector = Press("", "place", icon="display", pressed=self._project, parent=self)
        self.projector.hide()  # the bar shows it
        self.page: GroupPages | None = None
        self._question: Dialog | None = None
        self._watched: int | None = None
        self.group.changed.connect(self._changed)
        self.group.displayed.connect(self._displayed)
        self._displayed()
        self._changed()

    def in_bar(self) -> tuple[QWidget, ...]:
        """Return what stands in the bar here: the projector, and no strap of one's own."""
        return (self.projector,)

    def first_focus(self) -> QWidget | None:
        """Return what the page asks for."""
        return self.page.first_focus() if self.page else None

    def spoken(self) -> str:
        """Return how many there are, and who needs help."""
        group = self.group
        if isinstance(self.page, SeatPage):
            return states.spoken(self.page.seat.shown)
        count, troubled = len(group.seats), group.in_trouble
        if not count:
            return tr("Switch on the straps, or hold one close.")
        people = tr("%n people", n=count)
        if not troubled:
            return f"{people}."
        need = tr("%n need help", n=len(troubled))
        first = troubled[0].shown
        return f"{people}, {need}. {states.name_of(first)}, {states.state_words(first)}."

    def help(self) -> tuple[str, str]:
        """Return the help."""
        plain = tr(
            "Who needs help comes first. Space pauses all, Esc asks whether to stop, 1 to 9 open"
            " a tile, 0 goes back. A: seen. B: projector dark. M: marker. N: note."
        )
        fuller = tr(
            "First who has no contact, then out of reach, irregular, breathing fast, battery low;"
            " then by seat. The states are the zones of the score: settling in, finding the"
            " rhythm, breathing along. The group's ring holds one ring for each person, as wide"
            " as the share of the time in their own zone."
        )
        return f"{plain} {hint()}", fuller

    def key(self, key: str) -> bool:
        """Take the keys of the group."""
        group = self.group
        if not isinstance(self.page, GroupPage | SeatPage):
            return False
        number = self.page.seat.shown.number if isinstance(self.page, SeatPage) else None
        if key.isdigit():
            return self._open(int(key))
        does: dict[str, Callable[[], object]] = {
            "Space": group.toggle,
            "A": group.see_first,
            "B": self._darken,
            "M": lambda: group.mark(number),
            "N": self.page.write,
            "Down": lambda: group.louder(-1),
            "Up": lambda: group.louder(1),
        }
        if key not in does:
            return False
        does[key]()
        return True

    def back(self) -> bool:
        """Go back to everybody; from there, pause all and ask whether to stop."""
        if isinstance(self.page, SeatPage):
            self._open(0)
            return True
        if isinstance(self.page, GroupPage):
            self.ask_stop()
            return True
        return False

    def leaving(self) -> None:
        """Stop what moves here; the group goes on."""
        if self.page is not None:
            self.page.rest()
        self._watch(None)
        self.group.changed.disconnect(self._changed)
        self.group.displayed.disconnect(self._displayed)

    def ask_stop(self) -> None:
        """Let all rest, and ask whether to stop for everyone."""
        if self._question is not None:
            return
        group = self.group
        was_paused = group.is_paused
        if not was_paused:
            group.pause()
        no = tr("Keep resting") if was_paused else tr("Go on")
        sentence = tr("Everybody rests meanwhile. What was done so far is kept.")
        question = Dialog(
            self, tr("Stop for everyone?"), sentence, tr("Stop for everyone"), no, group.stop
        )
        if not was_paused:
            question.rejected.connect(group.go_on)
        question.finished.connect(self._answered)
        self._question = question
        question.open()

    def _answered(self) -> None:
        self._question = None

    def _open(self, number: int) -> bool:
        if number and number not in self.group.seats:
            return False
        self.what["seat"] = number
        self._changed()
        if self.page is not None:
            self.page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            self.context.say(self.spoken())
        return True

    def _changed(self) -> None:
        """Show the page that belongs to where the group stands."""
        group = self.group
        seat = group.seats.get(self.what["seat"]) if group.is_led else None
        if group.over is not None:
            if not isinstance(self.page, GroupOverPage):
                seats = [each.shown for each in group.seats.values()]
                self._put(GroupOverPage(self.context, group.over, seats, self._read))
        elif seat is not None:
            if not isinstance(self.page, SeatPage) or self.page.seat is not seat:
                self._put(SeatPage(self.context, group, seat, lambda: self._open(0)))
        elif group.is_led:
            if not isinstance(self.page, GroupPage):
                self._put(GroupPage(self.context, group, self._open, self.ask_stop))
        elif _is_alone(self.context) and not group.is_open:
            self._put(BusyPage(self.context))
        elif not isinstance(self.page, SetupPage):
            group.open()
            self._put(SetupPage(self.context, group, self._close))

    def _put(self, page: GroupPages) -> None:
        old, self.page = self.page, page
        had_focus = old is not None and old.isAncestorOf(self.window().focusWidget() or self)
        if old is not None:
            old.rest()
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._watch(page.seat.shown.number if isinstance(page, SeatPage) else None)
        self.column.addWidget(page)
        page.show()  # at once, so that it can have the keyboard
        if had_focus:
            page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _watch(self, number: int | None) -> None:
        """Let the figures of who is seen large be told, and of nobody else."""
        if number != self._watched:
            self._watched = number
            self.context.call(lambda desk: desk.group.watch(number))

    def _close(self) -> None:
        """Let all straps go, and leave."""
        group = self.group
        self.context.go("people")
        group.close()

    def _read(self) -> None:
        self.group.read()

    def _project(self) -> None:
        projector = self.group.projector
        projector.show(not projector.is_shown)

    def _darken(self) -> None:
        projector = self.group.projector
        if projector.is_shown:
            projector.darken(not projector.is_dark)
            words = tr("Projector dark") if projector.is_dark else tr("Projector on")
            self.context.say(words)

    def _displayed(self) -> None:
        """Say in the bar how it stands with the projector."""
        projector = self.group.projector
        if not projector.is_shown:
            words = tr("Projector")
        elif projector.is_dark:
            words = tr("Projector is dark")
        elif projector.display:
            words = tr("Projector on display {number}: pacer only")
        else:
            words = tr("Projector in a window: pacer only")
        self.projector.set_words(words.format(number=projector.display))
        self.projector.setAccessibleDescription(tr("on") if projector.is_shown else tr("off"))


def _is_alone(context: Context) -> bool:
    """Return whether one person's session goes on, which a group would end."""
    live = LiveRun.of(context)
    return live is not None and live.over is None and not live.failed
