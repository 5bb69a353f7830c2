"""Assessments: breathing at several rates, to see at which one the heart swings most.

Stepped: five rates, two minutes each, with a rest between. Sliding: one breath after the other,
each a little longer than the last. Both are ordinary sessions; their schedule stands here, once,
and the library's files, which add the words, are held to it by a test.

Source: Lehrer et al. 2000, doi:10.1023/A:1009554825745 (stepped); Fisher & Lehrer 2022,
doi:10.1007/s10484-021-09524-0 (sliding). The length of the rests is ours.
"""

from gettext import gettext as _

from sessions.blocks import Block, Pacing
from sessions.breathing import BreathPattern
from sessions.timeline import Session

STEPPED_PER_MIN = (6.5, 6.0, 5.5, 5.0, 4.5)
STEP_S, REST_S = 120.0, 60.0

SLIDING = Pacing(6.75, 4.25, BreathPattern(inhale=0.5), breaths=79)
"""78 increments of 67.04 ms, from 8888.9 to 14117.6 ms: 15 minutes and 9 seconds."""


def stepped_assessment() -> Session:
    """Return five rates from fast to slow, with a rest between one and the next."""
    blocks: list[Block] = []
    for rate_per_min in STEPPED_PER_MIN:
        if blocks:
            blocks.append(Block(_("Rest"), REST_S, _("Breathe as you like.")))
        title = _("{rate:g} a minute").format(rate=rate_per_min)
        pacing = Pacing(rate_per_min, rate_per_min)
        blocks.append(Block(title, STEP_S, _("Breathe along, small and easy."), pacing))
    return _assessment("stepped", _("Your own pace, in five steps"), tuple(blocks))


def sliding_assessment() -> Session:
    """Return 79 breaths, each 67.04 ms longer than the last."""
    assert SLIDING.duration_s is not None
    text = _("Breathe along, small and easy. Each breath lasts a little longer.")
    block = Block(_("Slower and slower"), SLIDING.duration_s, text, SLIDING)
    return _assessment("sliding", _("Your own pace, sliding"), (block,))


def _assessment(name: str, title: str, blocks: tuple[Block, ...]) -> Session:
    return Session(
        name,
        title,
        _("Breathing at several rates shows at which one your heart swings most."),
        ("nervous", "circulation"),
        blocks,
        method="assessment",
        posture=("sitting", "lying"),
    )
