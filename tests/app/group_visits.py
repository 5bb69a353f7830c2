"""A visit to the group: a context without a desk, people in session, and what was asked."""

from contextlib import contextmanager

from biofeedback.app.desk.group_messages import GroupStands
from biofeedback.app.examples import group_made as made
from biofeedback.app.views.group_run import GroupRun
from tests.app.visits import Visit

SIX = (made.CALM, made.CALM, made.NO_CONTACT, made.SETTLING, made.FAST, made.FINDING)


@contextmanager
def group_visit(stage, folder):
    """Give a professional's visit; the group goes with it."""
    visit = Visit(stage, folder)
    visit.context.like(professional=True)
    yield visit
    if (group := GroupRun.of(visit.context)) is not None:
        group.close()
    stage.settle()


def begun(visit, cases=SIX, stands=GroupStands.RUNNING):
    """Show the place with people in session."""
    view = visit.to("group")
    seats = made.seats(cases)
    visit.tell(made.people(len(seats)), *seats, made.began(), made.moved(seats, stands))
    visit.asked()
    visit.said.clear()
    return view


def calls(visit):
    """Return what the group's desk was asked: its methods and their arguments."""
    asked = [(name, given) for name, given, _named in visit.asked()]
    return [(name.removeprefix("group."), given) for name, given in asked if "group." in name]
