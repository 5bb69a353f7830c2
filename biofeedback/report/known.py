"""What is known of a person when a run begins, as wishes: so its recording tells all of it."""

from dataclasses import dataclass, field

from biofeedback.live import wishes
from biofeedback.live.feedback import LEVELS, Rest
from biofeedback.report.resonance import OwnRate, pace_for
from biofeedback.report.usual import Usual


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier runs tell of a person.

    Attributes
    ----------
    own : OwnRate or None
        Their own pace, by the newest assessment that told one.
    rest : Rest or None
        Their breath wave at rest, as it was last measured.
    level : int
        The challenge of their score.
    usual : Usual
        What the pictures of the run are measured by.
    """

    own: OwnRate | None = None
    rest: Rest | None = None
    level: int = LEVELS[0]
    usual: Usual = field(default_factory=Usual)

    @property
    def pace_per_min(self) -> float:
        """The pace of sessions that are led at one's own."""
        return pace_for(self.own)

    @property
    def wishes(self) -> list[str]:
        """What is said before a run, so that its recording tells all that shaped it."""
        told = [wishes.own(self.own.rate_per_min)] if self.own else []
        if self.rest:
            told.append(wishes.usual(self.rest))
        return told if self.level == LEVELS[0] else [*told, wishes.level(self.level)]


NOBODY = Known()
