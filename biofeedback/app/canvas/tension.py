"""How far the shape draws together in a script of tension and release.

Such a script tells people its own rule: at the word "now", at the end of a line, they tense; when
the next line begins, they let go. The shape follows the same rule.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from biofeedback.app.canvas.motion import in_out
from sessions.timeline import Session

_NOW = ("now", "jetzt")
_TENSE_OVER_S, _RELEASE_OVER_S = 1.0, 4.0
_LOOSE = -0.4
_METHOD = "pmr"

Spans = tuple[tuple[float, float], ...]


def tensed(session: Session) -> Spans:
    """Return from when to when muscles are tensed, in session time."""
    if session.method != _METHOD:
        return ()
    spans, start_s = [], 0.0
    for block in session.blocks:
        for line, following in pairwise(block.lines):
            if line.text.rstrip(" .!").lower().endswith(_NOW):
                spans.append((start_s + line.end_s, start_s + following.start_s))
        start_s += block.duration_s
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class Tension:
    """How tight the shape is over session time: 1 while tensed, below 0 when sunk and widened."""

    spans: Spans

    def at(self, session_t_s: float) -> float:
        """Return it at a time; 0 before anything was tensed."""
        begun = bisect_right(self.spans, session_t_s, key=lambda span: span[0])
        if not begun:
            return 0.0
        start_s, end_s = self.spans[begun - 1]
        before = 0.0 if begun == 1 else _LOOSE
        until_s = min(session_t_s, end_s)
        tight = before + (1 - before) * in_out((until_s - start_s) / _TENSE_OVER_S)
        released = in_out((session_t_s - end_s) / _RELEASE_OVER_S)
        return tight + (_LOOSE - tight) * released
