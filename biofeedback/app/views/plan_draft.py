"""A plan while it is being made: weeks down, sessions across. Pure.

The store keeps the sessions as one row that is gone through in turn, so a week that was missed
moves everything on; the table is that row, broken into weeks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from biofeedback.store.planned import Planned

USUAL = "paced-6-10min"
USUAL_WEEKS, USUAL_A_WEEK, MOST_WEEKS, MOST_A_WEEK, MOST_BOOSTERS = 8, 4, 12, 7, 4
BOOSTER_EVERY = timedelta(weeks=4)
STAIRS = ("paced-6-3min", "paced-6-10min", "paced-6-20min")
"""Growing: a third of the weeks each."""
MIX = ("paced-6-10min", "pmr-7-groups", "cold", "neck-shoulder-break", "body-scan-10min")
"""One after the other they cover all five networks."""
SAME, GROWING, MIXED = "same", "growing", "mixed"


@dataclass(frozen=True, slots=True)
class Draft:
    """The table.

    Attributes
    ----------
    start_on : date
    weeks : tuple of tuple of str
        The sessions of each week.
    networks : tuple of str
        To be covered each week.
    boosters : int
        How many, four weeks apart, after the end.
    notes : str
    """

    start_on: date
    weeks: tuple[tuple[str, ...], ...]
    networks: tuple[str, ...] = ()
    boosters: int = 0
    notes: str = ""

    @classmethod
    def new(cls, start_on: date) -> "Draft":
        """Return the usual plan."""
        return cls(start_on, ((USUAL,) * USUAL_A_WEEK,) * USUAL_WEEKS)

    @classmethod
    def of(cls, plan: Planned) -> "Draft":
        """Return a plan as a table; one without an end has the usual number of weeks."""
        a_week = min(plan.sessions_a_week, MOST_A_WEEK)
        days = (plan.end_on - plan.start_on).days + 1 if plan.end_on else 7 * USUAL_WEEKS
        n_weeks = min(max(round(days / 7), 1), MOST_WEEKS)
        sessions = plan.sessions or (USUAL,)
        row = [sessions[n % len(sessions)] for n in range(n_weeks * a_week)]
        weeks = tuple(tuple(row[n : n + a_week]) for n in range(0, len(row), a_week))
        boosters = min(len(plan.boosters), MOST_BOOSTERS)
        return cls(plan.start_on, weeks, plan.networks, boosters, plan.notes)

    @property
    def a_week(self) -> int:
        """Sessions a week."""
        return len(self.weeks[0])

    @property
    def end_on(self) -> date:
        """The last day."""
        return self.start_on + timedelta(weeks=len(self.weeks), days=-1)

    @property
    def booster_days(self) -> tuple[date, ...]:
        """The days of the boosters."""
        return tuple(self.end_on + BOOSTER_EVERY * (n + 1) for n in range(self.boosters))

    def planned(self) -> Planned:
        """Return the plan to be kept; the shortest row of sessions that gives the table."""
        row = tuple(session for week in self.weeks for session in week)
        return Planned(
            self.start_on,
            self.end_on,
            self.a_week,
            _shortest(row),
            self.networks,
            self.booster_days,
            self.notes,
        )

    def sized(self, n_weeks: int, a_week: int) -> "Draft":
        """Return it with so many weeks and sessions; what is new repeats what was last."""
        weeks = [_sized(week, a_week) for week in self.weeks[:n_weeks]]
        weeks += [weeks[-1]] * (n_weeks - len(weeks))
        return replace(self, weeks=tuple(weeks))

    def with_session(self, week: int, number: int, session: str, *, onwards: bool) -> "Draft":
        """Return it with another session in one week, or from that week on."""
        weeks = []
        for n, row in enumerate(self.weeks):
            changed = n == week or (onwards and n > week)
            weeks.append((*row[:number], session, *row[number + 1 :]) if changed else row)
        return replace(self, weeks=tuple(weeks))

    def filled(self, progression: str) -> "Draft":
        """Return it filled anew: the same each time, longer by thirds, or all networks in turn."""
        n_weeks, a_week = len(self.weeks), self.a_week
        if progression == GROWING:
            rows = [(STAIRS[n * len(STAIRS) // n_weeks],) * a_week for n in range(n_weeks)]
        elif progression == MIXED:
            rows = [_sized(MIX, a_week) for _ in range(n_weeks)]
        else:
            rows = [(USUAL,) * a_week] * n_weeks
        return replace(self, weeks=tuple(rows))

    @property
    def progression(self) -> str:
        """How it goes on, where one of the ways fits; else empty."""
        ways = (SAME, GROWING, MIXED)
        return next((way for way in ways if self.filled(way).weeks == self.weeks), "")


def covered(week: Sequence[str], networks_of: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the networks that the sessions of a week have their part in."""
    return {network for session in week for network in networks_of.get(session, ())}


def _sized(row: Sequence[str], count: int) -> tuple[str, ...]:
    return tuple(row[n % len(row)] for n in range(count))


def _shortest(row: tuple[str, ...]) -> tuple[str, ...]:
    lengths = range(1, len(row) + 1)
    return next(row[:n] for n in lengths if all(row[i] == row[i % n] for i in range(len(row))))
