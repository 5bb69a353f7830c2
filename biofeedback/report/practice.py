"""What was practised: sessions against the plan, minutes a week, body networks of a week.

Nothing here is a run of days that can break. A day off is part of every plan, more in one week
makes up for nothing in another, and a week that is not over yet judges nobody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from biofeedback.report.weeks import Counts, Days, mondays, sums
from sessions.timeline import NETWORKS

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Agreed:
    """How many sessions a week were agreed upon, from one day to another, both included.

    Attributes
    ----------
    first, last : date
    sessions_a_week : int
    boosters : tuple of date
        Further single sessions.
    """

    first: date
    last: date
    sessions_a_week: int
    boosters: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Adherence:
    """Sessions done and planned; one row a week, arrays of shape (weeks,), this week the last.

    Attributes
    ----------
    monday : ndarray of datetime64[D]
    done, planned : ndarray of int64
    """

    monday: Days
    done: Counts
    planned: Counts

    @property
    def share(self) -> float | None:
        """How much of the plan of all weeks that are over was done, 0 to 1; None without one."""
        planned = int(self.planned[:-1].sum())
        return float(np.minimum(self.done, self.planned)[:-1].sum()) / planned if planned else None


def adherence(days: Days, agreed: Sequence[Agreed], first: date, today: date) -> Adherence:
    """Set the sessions done beside those agreed upon, for the weeks of `first` to `today`.

    A week of which the plan covers only some days counts with its share, rounded down.

    Parameters
    ----------
    days : ndarray of datetime64[D], shape (n,)
        A day for each session, on the person's own calendar, in any order.
    agreed : sequence of Agreed
        Their spans do not overlap.
    """
    monday = mondays(first, today)
    every_day = np.arange(monday[0], monday[-1] + 7)
    rate = np.zeros(every_day.size)
    booster = np.zeros(every_day.size, np.int64)
    for plan in agreed:
        covered = (every_day >= np.datetime64(plan.first)) & (every_day <= np.datetime64(plan.last))
        rate[covered] = plan.sessions_a_week / 7.0
        booster += np.isin(every_day, np.array(plan.boosters, "datetime64[D]"))
    planned = np.floor(rate.reshape(-1, 7).sum(1) + _ROUNDING).astype(np.int64)
    done = sums(days, np.ones(days.size), monday).astype(np.int64)
    return Adherence(monday, done, planned + booster.reshape(-1, 7).sum(1))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often each body network had its part in a week.

    Attributes
    ----------
    times : mapping of str to int
        For all networks, in their order.
    missing : tuple of str
        Networks of the plan that had none.
    """

    times: Mapping[str, int]
    missing: tuple[str, ...]


def coverage(done: Iterable[Sequence[str]], wanted: Sequence[str] = ()) -> Coverage:
    """Count the networks of what was done in a week, sessions and therapies alike."""
    times = Counter(network for networks in done for network in networks)
    return Coverage(
        {network: times[network] for network in NETWORKS},
        tuple(network for network in wanted if not times[network]),
    )
