"""What the canvas says in words: the counting pacer, and what a screen reader is told of it."""

from biofeedback.app.canvas.rings import Rings
from biofeedback.app.text import few_digits, tr
from biofeedback.app.theme.records import RingsForm
from biofeedback.live.feedback import Zone, zone_of
from sessions.breathing import Breath, Part


def counted(breath: Breath | None, session_t_s: float) -> str:
    """Return the words of a breath with the seconds that its part still takes: "In 4", "In 3".

    A part of 4.3 s is counted in four equal beats. Empty where nothing is paced.
    """
    if breath is None:
        return ""
    phase, pattern = breath.phase_at(session_t_s), breath.pattern
    part = pattern.part(phase)
    start, length = {
        Part.INHALE: (0.0, pattern.inhale),
        Part.HOLD: (pattern.inhale, pattern.hold),
        Part.EXHALE: (pattern.exhale_start, pattern.exhale),
        Part.REST: (1.0 - pattern.rest, pattern.rest),
    }[part]
    counts = max(round(length * 60.0 / breath.rate_per_min), 1)
    done = min(int((phase - start) / length * counts + 1e-9), counts - 1)
    left = counts - done
    match part:
        case Part.INHALE:
            return tr("In {count}").format(count=left)
        case Part.EXHALE:
            return tr("Out {count}").format(count=left)
    return tr("Wait {count}").format(count=left)


def breath_in_words(breath: Breath | None) -> str:
    """Return how the breath goes: "In 4 seconds, out 6"; with holds "In 4 seconds, wait 7, ..."."""
    if breath is None:
        return tr("At rest")
    breath_s, pattern = 60.0 / breath.rate_per_min, breath.pattern
    parts = [tr("In {seconds} seconds").format(seconds=_seconds(pattern.inhale * breath_s))]
    wait, out = tr("wait {seconds}"), tr("out {seconds}")
    if pattern.hold:
        parts.append(wait.format(seconds=_seconds(pattern.hold * breath_s)))
    parts.append(out.format(seconds=_seconds(pattern.exhale * breath_s)))
    if pattern.rest:
        parts.append(wait.format(seconds=_seconds(pattern.rest * breath_s)))
    return ", ".join(parts)


def rings_in_words(rings: Rings, form: RingsForm, score: float | None) -> str:
    """Return the rings and the zone: "Rings: 7 of 12, finding the rhythm"."""
    counted_rings = tr("Rings: {count} of {all}").format(count=len(rings.widths), all=form.count)
    if score is None:
        return counted_rings
    zones = {
        Zone.SETTLING: tr("settling in"),
        Zone.FINDING: tr("finding the rhythm"),
        Zone.ALONG: tr("breathing along"),
    }
    return f"{counted_rings}, {zones[zone_of(score)]}"


def _seconds(seconds: float) -> str:
    """Return seconds with one decimal only where it tells something."""
    return few_digits(seconds)
