"""What is read in a session: the title, the time left, and one line of guidance. No Qt, no clock.

The line steps back as the breath finds its way: two minutes long each breath is said, two more
every fourth, and then the shape is enough. Trouble, a pause or another pace begin it anew.
"""

import math
import re

from biofeedback.app.text import number, tr
from biofeedback.live.guard import Hint
from sessions.blocks import Block
from sessions.breathing import Part
from sessions.pacer import LivePlan
from sessions.script import speaking_time_s
from sessions.timeline import Cue

_SAID_S, _SELDOM_S, _EVERY = 120.0, 240.0, 4
_LAST_S = 25.0
_PAUSE_S = 3.0
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_LENGTH = re.compile(r"[,:]\s[^,]*\d[^,]*$")


def help_words() -> tuple[str, str]:
    """Return the help: plain, and what the fuller reading adds."""
    return (
        tr("Breathe small and easy. Let the wave grow into the hills. Stop with Escape."),
        tr(
            "The hills are the breath to come, the line is your heart rate, corrected for the "
            "delay of the strap. RMSSD and the swing per breath look back over a minute, "
            "coherence over 64 seconds. The rings grow with each breath, more so the closer "
            "your heart goes with it."
        ),
    )


def title_of(title: str) -> str:
    """Return the title of a session without its length, which the time left tells."""
    return _LENGTH.sub("", title) or title


def minutes_left(left_s: float, *, paced: bool) -> str:
    """Return the time left as a person says it; `paced`: whether breaths are led just now.

    A minute that has begun counts, so that a session begins with the length that was told of it.
    """
    if left_s <= _LAST_S and paced:
        return tr("last breaths")
    return tr("%n minute(s) left", n=max(math.ceil(left_s / 60.0 - 1e-6), 1))


def no_pause() -> str:
    """Return what is said where a session cannot stand still."""
    return tr("This goes on: the skin knows no pause")


def not_yet() -> str:
    """Return what is said to who wants to change a session that has not begun."""
    return tr("It begins with your first heartbeat")


def a_minute(rate_per_min: float) -> str:
    """Return a pace."""
    return tr("{rate} a minute").format(rate=number(rate_per_min, 1))


def line_of(plan: LivePlan, cue: Cue, calm_s: float, hint: str = "") -> str:
    """Return the line of guidance; empty where the shape is enough.

    Parameters
    ----------
    plan : LivePlan
        What is done.
    cue : Cue
        What the plan asks for now.
    calm_s : float
        For how long there was no trouble, no pause and no other pace.
    hint : str
        A `Hint`: said before all else.
    """
    if hint == Hint.EASIER:
        return tr("Smaller and easier")
    if hint == Hint.PAUSE:
        return tr("Breathe as you like for a while")
    if cue.line is not None:
        return cue.line.text
    if cue.part is not None:
        return _breath(cue, calm_s)
    block = plan.session.blocks[cue.block_index]
    return _sentence(block, block.duration_s - cue.block_remaining_s)


def _breath(cue: Cue, calm_s: float) -> str:
    number = cue.breath_number or 0
    if calm_s > _SELDOM_S or (calm_s > _SAID_S and number % _EVERY):
        return ""
    match cue.part:
        case Part.INHALE:
            return tr("Breathe in")
        case Part.EXHALE:
            return tr("and out, slowly")
    return tr("wait")


def _sentence(block: Block, t_s: float) -> str:
    """Return one sentence of a block's text after the other; a short one stays."""
    sentences = [each for each in _SENTENCE_END.split(block.text.strip()) if each]
    if len(sentences) == 1:
        return sentences[0]
    for sentence in sentences:
        t_s -= speaking_time_s(sentence) + _PAUSE_S
        if t_s < 0.0:
            return sentence
    return ""
