"""Random plans for property tests, and a slow twin of the breath schedule."""

from hypothesis import strategies as st

from sessions.blocks import Block, Pacing
from sessions.breathing import BreathPattern
from sessions.timeline import Session

rates_per_min = st.floats(3.0, 10.0)


@st.composite
def patterns(draw) -> BreathPattern:
    inhale = draw(st.floats(0.1, 0.8))
    hold = draw(st.floats(0.0, 0.85 - inhale))
    rest = draw(st.floats(0.0, 0.85 - inhale - hold))
    return BreathPattern(inhale, hold, rest)


pacings = st.builds(Pacing, rates_per_min, rates_per_min, patterns())


def plan(*blocks: tuple[float, Pacing | None]) -> Session:
    """Return a session of the given durations (s) and paces."""
    made = tuple(Block("Block", duration_s, "Text.", pacing) for duration_s, pacing in blocks)
    return Session("plan", "Plan", "A plan.", ("nervous",), made)


sessions = st.lists(
    st.tuples(st.floats(1.0, 120.0), st.none() | pacings), min_size=1, max_size=6
).map(lambda blocks: plan(*blocks))


def slow_breaths(session: Session) -> list[tuple[float, float]]:
    """Return (onset_s, rate_per_min) of every breath: the rule told block by block, no search."""
    breaths: list[tuple[float, float]] = []
    free_s = start_s = 0.0  # when the lungs are free for a new breath; when the block starts
    for block in session.blocks:
        end_s = start_s + block.duration_s
        onset_s = max(free_s, start_s)
        while block.pacing is not None and onset_s < end_s - 1e-6:
            from_rate, to_rate = block.pacing.start_rate_per_min, block.pacing.end_rate_per_min
            rate = from_rate + (to_rate - from_rate) * (onset_s - start_s) / block.duration_s
            breaths.append((onset_s, rate))
            onset_s = free_s = onset_s + 60.0 / rate
        start_s = end_s
    return breaths
