"""Anna's plan: eight weeks, four sessions each, two boosters."""

from datetime import timedelta

from biofeedback.app.context import Context
from biofeedback.app.desk.people_messages import Merged, PlanIs
from biofeedback.app.examples import people
from biofeedback.app.examples.tell import tell, view
from biofeedback.app.views.plans import Plans
from biofeedback.store.planned import Planned

_START = people.TODAY - timedelta(days=people.TODAY.weekday())
_END = _START + timedelta(days=55)
PLAN = Planned(
    _START,
    _END,
    4,
    ("paced-6-10min", "pmr-7-groups", "paced-6-10min", "neck-shoulder-break"),
    ("nervous", "muscle", "psyche"),
    (_END + timedelta(weeks=4), _END + timedelta(weeks=8)),
)
COVERED = {"nervous": 2, "muscle": 1, "circulation": 0, "immune": 0, "psyche": 1}
ANNAS = PlanIs(1, "Anna B.", people.TODAY, PLAN, 3, COVERED)


def example(context: Context) -> None:
    """Show the plan."""
    context.like(professional=True)
    tell(context, people.RECORDS)
    context.go("plans")
    tell(context, ANNAS)


def merged(context: Context) -> None:
    """Show what came back from home."""
    example(context)
    tell(context, Merged(9, _START, 0))


def cell(context: Context) -> None:
    """Show how another session is chosen."""
    example(context)
    view(Plans).table.cells[0][1].click()
