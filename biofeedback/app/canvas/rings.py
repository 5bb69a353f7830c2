"""The rings on the water: a session is twelve rings of whole breaths, each breath adds its part.

Calm time always counts, going with the breath counts more; a breath without a score counts as a
usual one. What a breath has added stays, whatever the pace becomes: nothing ever shrinks. While the
signal is too poor to tell, the rings wait.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from biofeedback.app.canvas.motion import out
from biofeedback.app.theme.records import RingsForm
from sessions.breathing import BreathSchedule

USUAL_SHARE = 0.7
"""The width of a ring, as a share of a full one, before the person has one of their own."""


def share_of(score: float | None, form: RingsForm, usual: float = USUAL_SHARE) -> float:
    """Return what a breath adds to its ring: a share of a breath that goes along fully.

    Where no score tells how far the heart went with it, it adds as much as a usual one.
    """
    return usual if score is None else form.least_share + (1 - form.least_share) * score / 100


@dataclass(frozen=True, slots=True)
class Rings:
    """The rings so far.

    Attributes
    ----------
    widths : sequence of float
        The width of each ring begun, in shares of a full one.
    usual : float
        The person's own usual width of a ring.
    newest : float
        What the newest breath added, part of the last width.
    grown_s : float
        When it did, on the clock of the run.
    """

    widths: Sequence[float] = ()
    usual: float = USUAL_SHARE
    newest: float = 0.0
    grown_s: float = -math.inf

    def growth(self, now_s: float, over_s: float) -> float:
        """Return how much of the newest breath's part has grown, 0 to 1."""
        return out((now_s - self.grown_s) / over_s)

    def radii_u(self, form: RingsForm, growth: float = 1.0) -> list[float]:
        """Return the outer radius of each ring, in u."""
        unit_u = (form.full_u - form.inner_u) / (form.count * self.usual)
        radii, radius_u = [], form.inner_u
        for width in self.widths:
            radius_u += width * unit_u
            radii.append(radius_u)
        if radii:
            radii[-1] -= self.newest * (1 - growth) * unit_u
        return radii


def places(breathing: BreathSchedule, count: int) -> list[tuple[int, float]]:
    """Return for each breath the ring that it belongs to, and how much of a ring its time is.

    A breath belongs to the ring in which its middle lies.
    """
    lengths_s = [breath.end_s - breath.start_s for breath in breathing.breaths]
    ring_s = sum(lengths_s) / count
    found, before_s = [], 0.0
    for length_s in lengths_s:
        ring = min(int((before_s + length_s / 2) / ring_s), count - 1)
        found.append((ring, length_s / ring_s))
        before_s += length_s
    return found


class RingCount:
    """Follows a run and adds each breath to the rings when it is over.

    Parameters
    ----------
    form : RingsForm
        How many rings there are, and what a breath adds at least.
    usual_score : float or None
        The score that makes a ring of the person's own usual width; None the first time.
    measured : bool
        Whether a strap is worn; without one, no poor signal can hold the rings.
    """

    def __init__(
        self, form: RingsForm, usual_score: float | None = None, *, measured: bool = True
    ) -> None:
        self._form, self._measured = form, measured
        self._going_on: int | None = None
        self.rings = Rings(usual=share_of(usual_score, form))
        self.waiting = False

    def follow(
        self,
        breathing: BreathSchedule,
        breath_number: int | None,
        score: float | None,
        *,
        held: bool,
        now_s: float,
    ) -> Rings:
        """Take what a frame knows; return the rings, the same ones until a breath is over.

        Parameters
        ----------
        breathing : BreathSchedule
            All breaths of the session, as it is now.
        breath_number : int or None
            The breath that goes on; None where nothing is paced.
        score : float or None
            How far the heart went with it.
        held : bool
            Whether the signal is too poor to tell.
        now_s : float
            The time on the clock of the run.
        """
        self.waiting = held and self._measured
        done = self._going_on
        self._going_on = breath_number
        if done is not None and breath_number != done and not self.waiting:
            following = done + 1 if breath_number is None else breath_number
            for ring, length in places(breathing, self._form.count)[done - 1 : following - 1]:
                self._add(ring, length, score, now_s)
        return self.rings

    def _add(self, ring: int, length: float, score: float | None, now_s: float) -> None:
        rings = self.rings
        newest = share_of(score, self._form, rings.usual) * length
        widths = [*rings.widths, *[0.0] * (ring + 1 - len(rings.widths))]
        widths[-1] += newest
        self.rings = Rings(tuple(widths), rings.usual, newest, now_s)
