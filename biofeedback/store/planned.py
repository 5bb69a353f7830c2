"""A plan as it is agreed upon, before anybody keeps it: plain values, for windows and files."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Planned:
    """What was agreed upon, see `biofeedback.store.models.Plan`.

    Attributes
    ----------
    start_on, end_on : date
        The end is None where there is none.
    sessions_a_week : int
    sessions : tuple of str
        Names, or files of one's own, in the order in which they are offered.
    networks : tuple of str
        To be covered each week.
    boosters : tuple of date
        After the end.
    notes : str
    """

    start_on: date
    end_on: date | None
    sessions_a_week: int
    sessions: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    boosters: tuple[date, ...] = ()
    notes: str = ""
