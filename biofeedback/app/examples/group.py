"""A group of people: set up, in session with and without trouble, one seen large, and its end."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer

from biofeedback.app.context import Context
from biofeedback.app.desk.group_messages import (
    GroupNote,
    GroupNotes,
    GroupOver,
    GroupStands,
    GroupTold,
    SeatShown,
)
from biofeedback.app.examples import group_made as made
from biofeedback.app.examples.tell import press, tell, view
from biofeedback.app.text import tr
from biofeedback.app.views.group import GroupView
from biofeedback.app.views.group_run import GroupRun
from devices.errors import AdapterFull

_CASES = (
    made.CALM,
    made.CALM,
    made.NO_CONTACT,
    made.SETTLING,
    made.FAST,
    made.FINDING,
)


def notes() -> GroupNotes:
    """Return what was noted, the newest first."""
    return GroupNotes(
        (
            GroupNote(214.0, "note", tr("Window opened, quieter now")),
            GroupNote(171.0, "marker"),
            GroupNote(65.0, "note", tr("Asked for a softer tone"), 2),
        )
    )


def led(
    context: Context,
    seats: Sequence[SeatShown],
    stands: GroupStands = GroupStands.RUNNING,
) -> None:
    """Show people in session."""
    context.like(professional=True)
    context.go("group")
    tell(context, made.people(len(seats)), *made.earlier(seats), *seats)
    tell(context, made.began(), made.moved(seats, stands), notes())


def example(context: Context) -> None:
    """Show six people, two of whom need help."""
    led(context, made.seats(_CASES))


def calm(context: Context) -> None:
    """Show six people who need none."""
    led(context, made.seats((made.CALM, made.FINDING, made.CALM, made.SETTLING) + (made.CALM,) * 2))


def sixteen(context: Context) -> None:
    """Show sixteen people."""
    cases = [made.CALM, made.FINDING, made.CALM, made.SETTLING] * 4
    cases[4], cases[7], cases[8] = made.NO_CONTACT, made.IRREGULAR, made.LOW
    led(context, made.seats(cases))


def two(context: Context) -> None:
    """Show two people."""
    led(context, made.seats((made.CALM, made.REACH)))


def paused(context: Context) -> None:
    """Show everybody at rest."""
    seats = [replace(seat, is_paused=True) for seat in made.seats(_CASES)]
    led(context, seats, GroupStands.PAUSED)


def stop(context: Context) -> None:
    """Show the question whether all is to end."""
    example(context)
    view(GroupView).back()


def large(context: Context) -> None:
    """Show one person large."""
    example(context)
    view(GroupView).key("2")
    tell(context, made.watched(2), made.ecg(2))


def trouble(context: Context) -> None:
    """Show one who needs help large."""
    example(context)
    view(GroupView).key("3")
    tell(context, made.watched(3, lost=True))


def note(context: Context) -> None:
    """Show the line for a note."""
    example(context)
    QTimer.singleShot(0, lambda: view(GroupView).key("N"))


def projector(context: Context) -> None:
    """Show the projector."""
    example(context)
    group = GroupRun.of(context)
    assert group is not None
    group.projector.show(True)


def setup(context: Context) -> None:
    """Show four people with their straps, and a fifth strap held close."""
    empty(context)
    tell(context, made.people(8), *made.waiting(4), made.straps(5, 3))


def full(context: Context) -> None:
    """Show what is said when the adapter is full."""
    empty(context)
    tell(context, made.people(8), *made.waiting(7), made.straps(8, 1, near=False))
    tell(context, GroupTold(AdapterFull.code, str(AdapterFull("7")), 8))


def own(context: Context) -> None:
    """Show that each is led at their own rate."""
    setup(context)
    press(tr("Each at their own rate"))


def empty(context: Context) -> None:
    """Show a group before anybody is there."""
    context.like(professional=True)
    context.go("group")


def over(context: Context) -> None:
    """Show the end."""
    seats = made.seats(_CASES)
    led(context, seats)
    known = [seat.zone_share or 0.0 for seat in seats]
    title = made.began().title
    share, run_ids = sum(known) / len(known), (1, 2, 3, 4, 5, 6)
    tell(context, GroupOver(made.SESSION, title, 10.0, share, run_ids, "a group"))
