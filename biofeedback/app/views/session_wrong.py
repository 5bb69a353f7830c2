"""What is wrong in a session just now: found out, and the most hindering of it chosen.

A strap that is linked and lets the session wait for its first beat says nothing of that by itself:
after a while of listening it is taken for a strap that does not feel the skin.
"""

import math

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import StrapIs, StrapState
from biofeedback.app.views.session_troubles import (
    ON_ITS_WAY,
    TROUBLES,
    Trouble,
    cause,
    codes_of,
    worst,
)
from biofeedback.app.views.session_turns import Turns
from devices.errors import ContactLost

LISTENS_S = 15.0
"""So long the session waits for its first beat, and then it says what may help."""
_RELINKS_S = 8.0  # a strap that comes back so soon was not away: a silent one is linked anew
_OF_HEART = frozenset(trouble.code for trouble in TROUBLES if trouble.of_heart)


class Wrong:
    """Knows what is wrong, and what of it was put aside.

    Parameters
    ----------
    context : Context
        The app.
    turns : Turns
        How the session stands.

    Attributes
    ----------
    codes : set of str
        What was wrong at the last look.
    """

    def __init__(self, context: Context, turns: Turns) -> None:
        self._context, self._turns = context, turns
        self.codes: set[str] = set()
        self._aside: set[str] = set()
        self._waits, self._on_its_way = False, ""
        self._listens_from_s, self._linked_s = math.inf, 0.0

    @property
    def waits(self) -> bool:
        """Whether the session waits for the strap before it begins."""
        return self._waits and self._turns.run is None

    def begin_to_wait(self) -> None:
        """Take it that the session waits for the strap."""
        self._waits = True

    def look(self) -> None:
        """Find out what is wrong now."""
        self.codes = self._found(self._context.strap)

    def worst(self) -> Trouble | None:
        """Return the most hindering; what was put aside stays so until it is cured."""
        self._aside &= self.codes | _OF_HEART if self.codes & _OF_HEART else self.codes
        return worst(self.codes - self._aside)

    def is_cured(self, trouble: Trouble) -> bool:
        """Return whether a trouble of the session is over; before it begins, none is."""
        return trouble.code not in self.codes and self._turns.has_begun

    def put_aside(self, trouble: Trouble) -> None:
        """Leave a trouble out."""
        self._aside.add(trouble.code)

    def put_heart_aside(self) -> None:
        """Leave out all that keeps the heart away: without the strap none of it matters."""
        self._aside |= _OF_HEART

    def cause(self, trouble: Trouble) -> str:
        """Return the cause and the figure, for who likes to read more."""
        turns, info = self._turns, self._context.strap.info
        if self.waits:  # no beat is missed yet
            return ""
        if turns.moved is None or not turns.has_begun:
            return cause(trouble, turns.now_s, 0.0, info)
        quality = turns.moved.frame.quality
        return cause(trouble, quality.gap_s, quality.artifact_pct, info)

    def _found(self, strap: StrapIs) -> set[str]:
        turns = self._turns
        if turns.run is None:
            if strap.state is StrapState.SEARCHING or strap.trouble:  # an attempt cures nothing
                self._on_its_way = strap.trouble
            return {ON_ITS_WAY, self._on_its_way} if self._waits else set()
        measured = turns.run.measured
        codes = codes_of(turns.moved, strap, measured=measured)
        if measured and not turns.has_begun and self._listens_in_vain(strap):
            codes.add(ContactLost.code)
        return codes

    def _listens_in_vain(self, strap: StrapIs) -> bool:
        now_s = self._turns.now_s
        self._listens_from_s = min(self._listens_from_s, now_s)
        if strap.state is StrapState.CONNECTED:
            self._linked_s = now_s
        is_linked = now_s < self._linked_s + _RELINKS_S
        return is_linked and now_s >= self._listens_from_s + LISTENS_S
