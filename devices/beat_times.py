"""When each heartbeat happened, told from the packets that brought its interval; online, no I/O.

Intervals are exact, arrivals are late by chance. So beats lie on the running sum of the intervals,
and the packet that came with the least delay pins that sum to the clock; an arrival only bounds
the time of its beats. Delays that leap tell of lost beats: the next beat bears `gap`, and the
sum is pinned anew, at first as if that packet had no excess delay.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from statistics import median

from devices.packet_pace import PacketPace
from devices.records import Beat

LATENCY_S: Mapping[str, float] = {
    "movesense": 0.4,
    "hrm-dual": 0.7,
    "trackr": 2.1,
    "polar h10": 2.6,
}
"""Median delay from heartbeat to notification, by a part of the advertised name, lower case.

Source: Physiol. Meas. 46 085001 (2025), doi:10.1088/1361-6579/adece4.
"""

LEAK_S_PER_S = 0.0003
"""How fast the pin yields to larger delays: a strap's clock may run 300 ppm slow.

A clock that runs fast needs no leak: each of its beats comes with the least delay so far.
"""

_STANDS_OUT = 0.45  # beats above all recent delays: one such delay is enough
_STAYS_OUT = 0.25  # beats above all recent delays, when the newest eight are
_LATE_S = 2.0  # no way of packing beats delays one by so much
_OLD_S = 2.0  # beats that lasted so much longer than the time they came in are old
_SETTLING_S = 10.0  # after a reconnect, old beats may come in several packets
_NEWEST, _RECENT = 8, 64  # delays
_ENOUGH = 2  # delays, before later ones are held against them
_RECENT_BEATS = 16
_SHORTEST_STEP_S = 0.001  # between two beats, where a new pin would turn them round


def latency_s_for(device_name: str, table: Mapping[str, float] = LATENCY_S) -> float:
    """Return the delay from heartbeat to notification of a model, 0.0 for an unknown one.

    Parameters
    ----------
    device_name : str
        As advertised, such as "Polar H10 8C4CAD26".
    table : mapping of str to float
        A part of the name in lower case -> seconds.
    """
    name = device_name.lower()
    return next((latency_s for part, latency_s in table.items() if part in name), 0.0)


class BeatTimes:
    """Turn packets of RR intervals, as they arrive, into beats with their times.

    Straps that send once a beat and straps that send once a second both work; they need not be
    named. Beat times strictly increase.

    Parameters
    ----------
    latency_s : float
        Delay of the strap itself, subtracted from every time; see `latency_s_for`.
    """

    def __init__(self, latency_s: float = 0.0) -> None:
        self._latency_s = latency_s
        self._pace = PacketPace()
        self._sum_s = 0.0  # all intervals so far
        self._pin_s = float("inf")  # clock time at which the sum was 0: least delay, leaked
        self._delays_s: deque[float] = deque(maxlen=_RECENT)  # arrival - sum, of this segment
        self._rr_ms: deque[float] = deque(maxlen=_RECENT_BEATS)
        self._placed_s = float("-inf")  # arrival of the last packet taken in
        self._restored_s = float("-inf")
        self._sum_when_restored_s = 0.0
        self._after_break = False
        self._beats_missing = False
        self._last_packet: list[float] = []
        self._last_beat_s = float("-inf")

    def link_restored(self, t_s: float) -> None:
        """Tell that the strap is connected again: beats were lost, and old ones may follow."""
        self._restored_s, self._sum_when_restored_s = t_s, self._sum_s
        self._after_break = self._beats_missing = True

    def push(self, t_s: float, rr_ms: Sequence[float]) -> list[Beat]:
        """Take in one packet; return its beats.

        Parameters
        ----------
        t_s : float
            Arrival.
        rr_ms : sequence of float
            Its intervals, oldest first. An empty packet still tells how often packets come;
            an interval of 0 ms is no beat.
        """
        beats_ms = [rr for rr in rr_ms if rr > 0.0]
        self._pace.note(t_s, beats_ms)
        if not beats_ms:
            return []
        if self._is_repeated(beats_ms) or self._is_old(t_s, beats_ms):
            self._beats_missing = True
            return []
        gap = self._place(t_s, beats_ms)
        return self._beats(t_s, beats_ms, gap)

    def _is_repeated(self, beats_ms: list[float]) -> bool:
        repeated = self._after_break and beats_ms == self._last_packet
        self._after_break, self._last_packet = False, beats_ms
        return repeated

    def _is_old(self, t_s: float, beats_ms: list[float]) -> bool:
        since_s, sum_then_s = self._placed_s, self._sum_s
        if t_s - self._restored_s < _SETTLING_S:
            since_s, sum_then_s = self._restored_s, self._sum_when_restored_s
        lasted_s = self._sum_s - sum_then_s + sum(beats_ms) / 1000.0
        return lasted_s > t_s - since_s + _OLD_S

    def _place(self, t_s: float, beats_ms: list[float]) -> bool:
        """Lengthen the sum by a packet and set the pin; return whether beats are missing."""
        self._sum_s += sum(beats_ms) / 1000.0
        self._pin_s += LEAK_S_PER_S * (t_s - self._placed_s)
        self._placed_s = t_s
        self._delays_s.append(t_s - self._sum_s)
        self._rr_ms.extend(beats_ms)
        after_loss = 1 if self._beats_missing else self._delays_after_loss()
        self._beats_missing = False
        if after_loss:
            self._delays_s = deque(list(self._delays_s)[-after_loss:], maxlen=_RECENT)
            self._pin_s = min(self._delays_s)
        self._pin_s = min(self._pin_s, self._delays_s[-1])
        return after_loss > 0

    def _delays_after_loss(self) -> int:
        """Return how many of the newest delays came after a loss of beats; 0: nothing is lost."""
        delays_s = list(self._delays_s)
        earlier_s, delay_s = delays_s[:-1], delays_s[-1]
        if not earlier_s:
            return 0
        if self._pace.one_lost or delay_s > self._pin_s + _LATE_S:
            return 1
        beat_s = median(self._rr_ms) / 1000.0
        lawful_s = self._pin_s + self._pace.wait_s
        stands_out = delay_s > max(lawful_s, *earlier_s) + _STANDS_OUT * beat_s
        if stands_out and (self._pace.overdue or len(earlier_s) >= _NEWEST):
            return 1
        before_s, newest_s = delays_s[:-_NEWEST], delays_s[-_NEWEST:]
        if len(before_s) < _ENOUGH:
            return 0
        stay_out = min(newest_s) > max(lawful_s, *before_s) + _STAYS_OUT * beat_s
        return _NEWEST if stay_out else 0

    def _beats(self, t_s: float, beats_ms: list[float], gap: bool) -> list[Beat]:
        # Counted back from the arrival: a packet without excess delay gets its very time.
        newest_s = t_s - (self._delays_s[-1] - self._pin_s) - self._latency_s
        to_come_s = sum(beats_ms) / 1000.0
        beats = []
        for number, rr_ms in enumerate(beats_ms):
            to_come_s -= rr_ms / 1000.0
            earliest_s = self._last_beat_s + _SHORTEST_STEP_S
            self._last_beat_s = max(newest_s - to_come_s, earliest_s)
            beats.append(Beat(self._last_beat_s, rr_ms, gap and number == 0))
        return beats
