"""Patterns of four intervals that no heart makes: a missed, an extra, an early or late beat.

Each is measured against the interval before and those after it, not against a median or a spread:
so the wave of slow breathing passes, and many ectopic beats in a row are still seen. The limits lie
between what clean recordings with strong waves reach and where artifacts put into them begin:
missed 1.42 and 1.54, extra 1.47 and 1.31, early 0.24 and 0.32, late 0.42, lone 0.82.
"""

from dataclasses import dataclass
from typing import NamedTuple

_STANDS_OUT = 1.2  # of the longest neighbour: the least that a missed beat lasts
_IS_HALF = 0.7  # of the shorter neighbour: the most that the smaller part of a cut beat lasts
_IS_LONE = 0.75  # of the shortest neighbour: the most that a lone early beat lasts
_OTHER_WAY = 0.05  # of the interval before: the least that a beat out of place steps aside from it


class Four(NamedTuple):
    """An interval in question, and the ones around it, in ms."""

    before: float
    here: float
    after: float
    last: float


@dataclass(frozen=True, slots=True)
class Shares:
    """From where on a pattern is none of the heart's, as shares of the neighbours.

    Attributes
    ----------
    missed : float
        One interval longer than this is two beats.
    extra : float
        Two intervals together shorter than this are one beat.
    early, late, balance : float
        Two intervals that differ by more than `early` (the short one first) or `late`, but together
        last two beats within `balance`, are a beat out of place.
    """

    missed: float
    extra: float
    early: float
    late: float
    balance: float


CLEAR = Shares(missed=1.48, extra=1.40, early=0.30, late=0.45, balance=0.25)
AT_BORDER = Shares(missed=1.80, extra=1.10, early=0.40, late=0.45, balance=0.10)
"""Where one side is unknown."""
SUSPECTED = Shares(missed=1.48, extra=1.40, early=0.15, late=0.15, balance=0.10)
"""Where another rule has seen something as well."""


def is_missed(four: Four, shares: Shares) -> bool:
    """Whether the interval is two, of which the beat between was missed."""
    before, here, after, last = four
    stands_out = here > _STANDS_OUT * max(before, after, last)
    return stands_out and here > shares.missed * (before + after) / 2


def is_extra(four: Four, shares: Shares) -> bool:
    """Whether the interval and the next are one, cut in two by a beat that was none."""
    before, here, after, last = four
    usual, both = (before + last) / 2, here + after
    # How well the next two would make this pattern or an ectopic one, with `here` still good.
    misfit_later = min(abs(after + last - here), abs(after + last - 2 * here))
    return (
        both < shares.extra * usual
        and min(here, after) < _IS_HALF * min(before, last)
        and abs(both - usual) <= misfit_later
    )


def is_out_of_place(four: Four, shares: Shares) -> bool:
    """Whether the beat between the interval and the next came early, or late: an ectopic beat."""
    before, here, after, last = four
    usual, swing = (before + last) / 2, after - here
    way, share = (1, shares.early) if swing > 0 else (-1, shares.late)
    next_is_cut = after + last < shares.extra * here
    return (
        way * (before - here) > _OTHER_WAY * before
        and abs(swing - (last - before) / 3) > share * usual  # beyond the slope of the neighbours
        and abs((here + after) / 2 - usual) < shares.balance * usual
        and not next_is_cut
    )


def is_lone(four: Four) -> bool:
    """Whether the interval alone is far shorter than all three around it: an early beat."""
    return four.here < _IS_LONE * min(four.before, four.after, four.last)
