"""What a run brought, part by part, and one plain sentence that a person can take along.

The sentence compares the breath wave (RSA) while paced with the part before: the figure that means
the same at every breathing rate. It praises nobody and promises nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from biofeedback.hrv.window import Beats
from biofeedback.live.analysis import Analysis, analyze, by_block
from sessions.pacer import LivePlan

WAVE = "rsa_bpm"


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the session as it was lived."""

    title: str
    paced: bool
    figures: Analysis


def summarize(beats: Beats, plan: LivePlan, start_s: float | None) -> tuple[Part, ...]:
    """Describe every block that brought beats; none before the session began."""
    if start_s is None:
        return ()
    parts = []
    for i, window in by_block(beats, plan, start_s):
        block = plan.session.blocks[i]
        [figures] = analyze(beats, window)
        parts.append(Part(block.title, block.pacing is not None, figures))
    return tuple(parts)


def sentence(parts: Sequence[Part]) -> str:
    """Say in plain words how the heart went with the breath."""
    paced = [part.figures.values[WAVE] for part in parts if part.paced]
    before = [part.figures.values[WAVE] for part in parts if not part.paced]
    wave = next((value for value in paced if value is not None), None)
    rest = next((value for value in before if value is not None), None)
    if wave is None and rest is None:
        return _("Too few heartbeats came in to say more. Your minutes of calm count all the same.")
    if wave is None:
        return _("At rest, your heart rate rose and fell by {rest:.0f} beats a minute.").format(
            rest=rest
        )
    if rest is None:
        return _(
            "With each paced breath, your heart rate rose and fell by {wave:.0f} beats a minute."
        ).format(wave=wave)
    return _(
        "With each paced breath, your heart rate rose and fell by {wave:.0f} beats a minute; "
        "at rest, by {rest:.0f}."
    ).format(wave=wave, rest=rest)
