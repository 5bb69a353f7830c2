"""What was measured of a person over the weeks: RMSSD at rest, and their own rate of breathing.

RMSSD is skewed, so its weekly means and intervals are those of its logarithm. Only measurements of
free breathing count (`biofeedback.hrv.baseline`): slow breathing raises it while it lasts.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import select

from biofeedback.report.weeks import Weeks, by_week
from biofeedback.store.answers import days_of, earliest_utc, local_s
from biofeedback.store.database import Store
from biofeedback.store.models import OwnPace, RestingBaseline, Run


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Measured of one person.

    Attributes
    ----------
    rmssd_ms : Weeks
        At rest, the weekly geometric mean with its 95 % interval.
    own_paces : tuple of (date, OwnPace)
        What each assessment told, oldest first, from all time.
    """

    rmssd_ms: Weeks
    own_paces: tuple[tuple[date, OwnPace], ...]


def history_of(store: Store, person_id: int, first: date) -> History:
    """Return what was measured of a person; at rest, from the day `first` on."""
    when = local_s(Run.start_utc, Run.utc_offset_s)
    rests = (
        select(when, RestingBaseline.ln_rmssd)
        .join(Run)
        .where(RestingBaseline.person_id == person_id, Run.start_utc >= earliest_utc(first))
    )
    paces = (
        select(when, OwnPace)
        .join(Run)
        .where(OwnPace.person_id == person_id, Run.start_utc.is_not(None))
        .order_by(Run.start_utc)
    )
    with store.session() as session:
        rested, paced = session.execute(rests).all(), session.execute(paces).all()
    seconds, ln_rmssd = zip(*rested, strict=True) if rested else ((), ())
    days, values = days_of(seconds), np.array(ln_rmssd, np.float64)
    kept = days >= np.datetime64(first)
    weeks = by_week(days[kept], values[kept])
    return History(
        Weeks(weeks.monday, weeks.count, *map(np.exp, (weeks.mean, weeks.low, weeks.high))),
        tuple((date.fromisoformat(str(days_of([at])[0])), pace) for at, pace in paced),
    )
