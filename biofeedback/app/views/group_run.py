"""The group as the window knows it: who sits where, how it goes, the projector and the sound.

It lives with the context, not with a view: the professional may look at plans or settings, and the
group goes on.
"""

from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from biofeedback.app.context import Context
from biofeedback.app.desk.group_messages import (
    GroupBegan,
    GroupMoved,
    GroupNotes,
    GroupOver,
    GroupPeople,
    GroupStands,
    GroupStraps,
    GroupTold,
    SeatLeft,
    SeatShown,
)
from biofeedback.app.desk.home_messages import RecordsOpen
from biofeedback.app.settings import Likes
from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views import group_states as states
from biofeedback.app.views.awake import Awake
from biofeedback.app.views.group_projector import Projector
from biofeedback.app.views.group_seat import Seat
from biofeedback.app.views.group_sound import GroupSound

MARKER = "marker"
_LOUDEST = 10


class GroupRun(QObject):
    """Everybody, from the first strap to the end that has been read.

    Parameters
    ----------
    context : Context
        The app, which keeps it.
    theme : Theme
        The look of the projector.

    Attributes
    ----------
    changed : Signal
        Who sits there, where they stand, or how the whole stands has changed.
    seats : dict of int to Seat
        By number.
    chosen_own : bool
        Whether each is to be led at their own rate.
    is_open : bool
        Whether the desk looks after the group.
    displayed : Signal
        The projector is shown, dark, or gone.
    """

    changed = Signal()
    displayed = Signal()

    def __init__(self, context: Context, theme: Theme) -> None:
        super().__init__(context)
        self._context = context
        self.seats: dict[int, Seat] = {}
        self.people, self.straps = GroupPeople(()), GroupStraps(())
        self.began: GroupBegan | None = None
        self.moved: GroupMoved | None = None
        self.over: GroupOver | None = None
        self.told: GroupTold | None = None
        self.notes = GroupNotes(())
        self.chosen_own = self.is_open = False
        self.sound = GroupSound(theme.sound, self)
        self.projector = Projector(theme, self.displayed.emit, self)
        self._awake = Awake(self)
        self._wants_pause: bool | None = None
        self._lead_in = QTimer(self, singleShot=True, interval=theme.motion_ms.lead_in)
        self._lead_in.timeout.connect(self._resume)
        self._takes: dict[type, Callable[..., object]] = {
            SeatShown: self._seat_shown,
            SeatLeft: self._seat_left,
            GroupPeople: lambda message: setattr(self, "people", message),
            GroupStraps: lambda message: setattr(self, "straps", message),
            GroupBegan: self._begin,
            GroupMoved: self._move,
            GroupOver: self._end,
            GroupTold: lambda message: setattr(self, "told", message),
            GroupNotes: self._note,
            RecordsOpen: self._records_open,
        }
        self._like(context.likes)
        context.told.connect(self._hear)
        context.liked.connect(self._like)

    @staticmethod
    def of(context: Context) -> "GroupRun | None":
        """Return the group that is there, if there is one."""
        return context.findChild(GroupRun)

    @property
    def stands(self) -> GroupStands:
        """Where the whole stands."""
        return self.moved.stands if self.moved else GroupStands.GATHERING

    @property
    def is_led(self) -> bool:
        """Whether a session goes on."""
        return self.stands in (GroupStands.RUNNING, GroupStands.PAUSED)

    @property
    def is_paused(self) -> bool:
        """Whether all rest, or are about to."""
        if self._wants_pause is not None:
            return self._wants_pause
        return self.stands is GroupStands.PAUSED

    @property
    def is_led_in(self) -> bool:
        """Whether all are about to go on."""
        return self._lead_in.isActive()

    @property
    def order(self) -> tuple[int, ...]:
        """The seats, who needs help first."""
        told = self.moved.order if self.moved else ()
        return (*told, *sorted(set(self.seats) - set(told)))

    @property
    def in_trouble(self) -> tuple[Seat, ...]:
        """Who needs help that nobody has seen to yet, in the order shown."""
        seats = (self.seats[number] for number in self.order if number in self.seats)
        return tuple(seat for seat in seats if seat.is_troubled)

    @property
    def session_t_s(self) -> float:
        """The session time that was told last."""
        return self.moved.session_t_s if self.moved else 0.0

    def now_s(self) -> float:
        """Return the time on the group's clock."""
        return self.began.clock.now_s() if self.began else 0.0

    # What the professional does

    def open(self) -> None:
        """Look after a group from now on; what else goes on at the desk ends with it."""
        if not self.is_open:
            self.is_open = True
            self._context.ask(lambda desk: desk.group.open())

    def toggle(self) -> None:
        """Pause all, or let all go on."""
        if not self.is_led:
            return
        if self.is_paused and not self.is_led_in:
            self.go_on()
        else:
            self.pause()

    def pause(self) -> None:
        """Let everybody rest, at once."""
        if not self.is_led:
            return
        if self._lead_in.isActive():
            self._lead_in.stop()
            self.projector.lead_in(None)
        self._wants_pause = True
        self.projector.pause(self.now_s())
        self.sound.pause()
        self._context.call(lambda desk: desk.group.pause())
        self.changed.emit()

    def go_on(self) -> None:
        """Lead everybody back into the breath, then go on."""
        self._lead_in.start()
        self.projector.lead_in(self.now_s() + self._lead_in.interval() / 1000)
        self.changed.emit()

    def stop(self) -> None:
        """End the session for all; everything is kept."""
        self._lead_in.stop()
        self.sound.stop()
        self._context.ask(lambda desk: desk.group.stop())

    def toggle_one(self, number: int) -> None:
        """Let one person rest, or go on."""
        if self.seats[number].shown.is_paused:
            self._context.call(lambda desk: desk.group.resume(number))
        else:
            self._context.call(lambda desk: desk.group.pause(number))

    def stop_one(self, number: int) -> None:
        """End the session of one person; the others go on."""
        self._context.ask(lambda desk: desk.group.stop(number))

    def mark(self, number: int | None = None) -> None:
        """Put a marker into the run of one, or of all."""
        self._context.call(lambda desk: desk.group.mark(MARKER, number))
        self._context.say(tr("Marked"))

    def note(self, words: str, number: int | None = None) -> None:
        """Keep a note with the run of one, or of all."""
        self._context.ask(lambda desk: desk.group.note(words, number))

    def see_first(self) -> Seat | None:
        """Take the first trouble as seen; return whose it is."""
        seat = next(iter(self.in_trouble), None)
        if seat is not None:
            seat.seen = seat.shown.trouble
            self._context.say(tr("{alias}, seen").format(alias=states.name_of(seat.shown)))
            self.changed.emit()
        return seat

    def louder(self, steps: int) -> None:
        """Make what is heard louder or softer."""
        volume = min(max(self._context.likes.volume + steps, 0), _LOUDEST)
        self._context.like(volume=volume)
        words = tr("Volume {volume} of 10") if volume else tr("Silent")
        self._context.say(words.format(volume=volume))

    def begin(self, session: str) -> None:
        """Ask for a session for all."""
        from sessions.toml_file import Wording

        own, fuller = self.chosen_own, self._context.likes.fuller
        wording = Wording(QLocale().name()[:2], fuller=fuller)
        self._context.call(lambda desk: desk.group.own_pace(own))
        self._context.ask(lambda desk: desk.group.begin(session, wording))

    def read(self) -> None:
        """The end has been read; the straps stay where they are."""
        self.over = self.began = self.moved = None
        self.changed.emit()

    def close(self) -> None:
        """Let all straps go: nothing of it stays."""
        if self.is_open:
            self._context.ask(lambda desk: desk.group.close())
        self._lead_in.stop()
        self.sound.stop()
        self._awake.end()
        self.projector.close()
        self.setParent(None)
        self.deleteLater()

    # What the desk tells

    def _hear(self, message: object) -> None:
        take = self._takes.get(type(message))
        if take is not None:
            take(message)
            if not isinstance(message, SeatShown):
                self.changed.emit()

    def _seat_shown(self, shown: SeatShown) -> None:
        seat = self.seats.get(shown.number)
        if seat is None:
            self.seats[shown.number] = Seat(shown)
            self.changed.emit()
            return
        before = seat.shown
        seat.take(shown)
        self.sound.follow_seat(shown)
        if shown.trouble and shown.trouble != before.trouble:
            self._context.say(states.spoken(shown), at_once=True)
        if _standing(shown) != _standing(before):
            self.changed.emit()

    def _records_open(self, _message: RecordsOpen) -> None:
        """Ask who there is, where the records were opened after the group."""
        if self.is_open and not self.people.people and not self.is_led:
            self._context.ask(lambda desk: desk.group.open())

    def _seat_left(self, left: SeatLeft) -> None:
        self.seats.pop(left.number, None)

    def _begin(self, began: GroupBegan) -> None:
        self.began, self.over = began, None
        self._wants_pause = None
        self.projector.begin(began, gentle=self._context.likes.gentle)
        self.sound.begin(began)
        self._awake.begin(began.title)

    def _move(self, moved: GroupMoved) -> None:
        if self.over is not None:
            return
        self.moved = moved
        if self._wants_pause is (moved.stands is GroupStands.PAUSED):
            self._wants_pause = None
        if moved.plan is not None and self.began is not None:
            self.projector.follow(moved.plan, self.began.start_s)
            self.sound.follow(moved.plan, self.began.start_s)

    def _end(self, over: GroupOver) -> None:
        self.over = over
        self._lead_in.stop()
        self._awake.end()
        self.projector.end()

    def _note(self, notes: GroupNotes) -> None:
        self.notes = notes
        for number, seat in self.seats.items():
            mine = (note for note in notes.notes if note.number in (None, number))
            seat.markers_s = [note.session_t_s for note in mine]

    def _resume(self) -> None:
        self._wants_pause = False
        self.sound.resume()
        self._context.call(lambda desk: desk.group.resume())
        self.changed.emit()

    def _like(self, likes: Likes) -> None:
        self.sound.take(likes)
        self.projector.set_gentle(likes.gentle)


def _standing(shown: SeatShown) -> tuple[object, ...]:
    """Return what a head or a list says of a seat: all that does not move by itself."""
    plan_is_there = shown.plan is not None
    person = shown.alias, shown.strap_name, shown.link, shown.battery_pct
    return (*person, shown.trouble, shown.is_paused, shown.is_finished, plan_is_there)
