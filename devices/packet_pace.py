"""How a strap's packets come: how often, and whether a timer or the heart sets their pace.

Some straps send at every beat; others strike once a second and send the beats that have ended, be
it none, one or two. The same silence means different things from the two, so the pace is weighed
first. No I/O.
"""

from collections import deque
from collections.abc import Sequence
from statistics import median

OVERDUE = 1.6
"""Usual intervals between packets; after a longer silence, one may be lost."""

_ENOUGH = 4  # intervals, before they say what is usual
_RECENT = 15
_SAME_PACKET_S = 0.05  # some programs write one packet as several rows
_SCORE_LIMIT_S = 1.0  # a strap without contact looks timed; soon after, its beats tell better
_FILLS_EVERY_PACKET = 0.8  # usual intervals: no strike of a timer falls between two such beats


class PacketPace:
    """Watch the packets of one strap go by.

    Attributes
    ----------
    overdue : bool
        The newest packet came so late that one before it may be lost.
    one_lost : bool
        It is lost for certain: a timer does not pause. A source that leaves out packets without a
        beat, as some files do, looks the same; one empty packet, or a short beat, rules that out.
    """

    def __init__(self) -> None:
        self._intervals_s: deque[float] = deque(maxlen=_RECENT)
        self._last_s: float | None = None
        self._timer_score_s = 0.0
        self._empty_seen = False
        self.overdue = self.one_lost = False

    @property
    def by_timer(self) -> bool:
        """Whether arrivals keep an even pace better than they follow the beats they bring."""
        return self._timer_score_s > 0.0

    @property
    def wait_s(self) -> float:
        """How long a beat may have to wait for the timer to strike."""
        return median(self._intervals_s) if self.by_timer else 0.0

    def note(self, t_s: float, beats_ms: Sequence[float]) -> None:
        """Take in the packet that arrived at `t_s`."""
        self.overdue = self.one_lost = False
        if not beats_ms:
            self._empty_seen, self._timer_score_s = True, _SCORE_LIMIT_S
        if self._last_s is None:
            self._last_s = t_s
        interval_s = t_s - self._last_s
        if interval_s <= _SAME_PACKET_S:
            return
        self._last_s = t_s
        if len(self._intervals_s) >= _ENOUGH:
            self._judge(interval_s, beats_ms)
        self._intervals_s.append(interval_s)

    def _judge(self, interval_s: float, beats_ms: Sequence[float]) -> None:
        usual_s = median(self._intervals_s)
        self.overdue = interval_s > OVERDUE * usual_s
        if self.overdue:
            fills = self._empty_seen or beats_ms[0] / 1000.0 < _FILLS_EVERY_PACKET * usual_s
            self.one_lost = self.by_timer and fills
            return
        score_s = abs(interval_s - sum(beats_ms) / 1000.0) - abs(interval_s - usual_s)
        score_s += self._timer_score_s
        self._timer_score_s = min(max(score_s, -_SCORE_LIMIT_S), _SCORE_LIMIT_S)
