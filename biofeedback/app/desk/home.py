"""What the first screen says: today's session, this week, and the sum since the beginning."""

from collections.abc import Set
from datetime import date, datetime, timedelta

from biofeedback.app.desk.messages import AT_HOME, Day, HomeIs
from biofeedback.store.database import Store
from biofeedback.store.models import Person
from biofeedback.store.plans import due as due_on
from biofeedback.store.plans import plan_on, plans_of, practice_of
from biofeedback.store.runs import runs_of

FIRST_SESSION, STEADY = "first-session", "paced-6-10min"


def home_of(store: Store, person: Person, now_utc: datetime) -> HomeIs:
    """Return what the first screen shows a person now."""
    today = now_utc.astimezone().date()
    monday = today - timedelta(days=today.weekday())
    practice = practice_of(store, person.id)
    plan = plan_on(plans_of(store, person.id), today)
    due = due_on(plan, practice.days, today) if plan else None
    practised = set(practice.days.tolist())
    last = max(practised, default=None)
    usual = STEADY if practised else FIRST_SESSION
    newest = runs_of(store, person.id, limit=1)
    return HomeIs(
        alias="" if person.alias == AT_HOME else person.alias,
        session=(due.session if due and due.session else usual),
        planned=due.planned if due else 0,
        done=sum(monday <= day <= today for day in practice.days.tolist()),
        done_today=today in practised and not (due and due.today),
        days_since=(today - last).days if last else None,
        week=_week(monday, today, practised, due.planned if due else 0),
        sessions=practice.days.size,
        minutes=float(practice.minutes.sum()),
        last_run_id=newest[0].id if newest else None,
    )


def _week(monday: date, today: date, practised: Set[date], planned: int) -> tuple[Day, ...]:
    """Return the days of the week; what is left of the plan lies on the next free days."""
    days = [monday + timedelta(days=n) for n in range(7)]
    left = max(planned - sum(day in practised for day in days), 0)
    ahead = [day for day in days if day > today or (day == today and day not in practised)]
    wanted = set(ahead[:: max(len(ahead) // left, 1)][:left]) if left else set()
    return tuple(Day(day, day in practised, day in wanted, day == today) for day in days)
