"""Findings in words, by rule: one plain sentence for all scales, a fuller one for each.

The words praise nobody, blame nobody and promise nothing.
"""

from collections.abc import Sequence
from gettext import gettext as _

from biofeedback.report.outcomes import (
    FEWEST_ANSWERS,
    FEWEST_WEEKS,
    PEG,
    Finding,
    Size,
    Verdict,
)
from biofeedback.store.answers import SCALES
from devices.errors import marked

_ONE = {
    (Verdict.SAME, Size.NONE): marked("{what} is about the same"),
    (Verdict.DOWN, Size.MINIMAL): marked("{what} has come down a little"),
    (Verdict.DOWN, Size.MUCH): marked("{what} has come down clearly"),
    (Verdict.UP, Size.MINIMAL): marked("{what} has gone up a little"),
    (Verdict.UP, Size.MUCH): marked("{what} has gone up clearly"),
}
_BOTH = {
    (Verdict.SAME, Size.NONE): marked("{what} and {other} are both about the same"),
    (Verdict.DOWN, Size.MINIMAL): marked("{what} and {other} have both come down a little"),
    (Verdict.DOWN, Size.MUCH): marked("{what} and {other} have both come down clearly"),
    (Verdict.UP, Size.MINIMAL): marked("{what} and {other} have both gone up a little"),
    (Verdict.UP, Size.MUCH): marked("{what} and {other} have both gone up clearly"),
}


def label(scale: str) -> str:
    """Return the name of a scale above a chart."""
    return _("PEG: pain in everyday life") if scale == PEG else _(SCALES[scale].label)


def sentence(findings: Sequence[Finding]) -> str:
    """Say in one plain sentence what the weeks tell; scales of which it is too early stay out."""
    told = [finding for finding in findings if finding.verdict is not Verdict.TOO_EARLY]
    if not told:
        return _too_early(findings)
    clauses = []
    while told:
        one = told.pop(0)
        kind = one.verdict, one.size
        other = next((other for other in told if (other.verdict, other.size) == kind), None)
        if other is None:
            clauses.append(_(_ONE[kind]).format(what=_word(one)))
        else:
            told.remove(other)
            clauses.append(_(_BOTH[kind]).format(what=_word(one), other=_word(other)))
    text = "; ".join(clauses)
    return _("{sentence}.").format(sentence=text[0].upper() + text[1:])


def fuller(finding: Finding) -> str:
    """Say the same of one scale in figures, with how sure they are and what they mean."""
    line = finding.line
    if line is None:
        return _too_early([finding])
    told = _(
        "{label}: {start:.1f} to {end:.1f} in {weeks:.0f} weeks, a change of {change:+.1f} points "
        "(95 % interval {low:+.1f} to {high:+.1f}) from {answers} answers."
    ).format(
        label=label(finding.scale),
        start=line.start,
        end=line.end,
        weeks=max(line.days / 7.0, 1.0),
        change=round(line.change, 1) + 0.0,  # no minus before a zero
        low=line.low,
        high=line.high,
        answers=finding.answers,
    )
    parts = [told, _meaning(finding)]
    if finding.pct is not None and finding.verdict is not Verdict.SAME:
        parts.insert(1, _("That is {pct:+.0f} %.").format(pct=finding.pct))
    return " ".join(parts)


def _meaning(finding: Finding) -> str:
    line = finding.line
    if line is None or not line.excludes_none:
        return _("The interval includes no change at all, so none is named.")
    if finding.verdict is Verdict.SAME:
        return _("That is less than people usually notice.")
    if finding.scale == PEG:
        return _("30 % and more mean something in everyday life (Krebs 2009).")
    if finding.size is Size.MINIMAL:
        return _("1 point or 15 % is the least that people usually notice (Salaffi 2004).")
    return _("2 points or 33 % is what people call much (Salaffi 2004).")


def _too_early(findings: Sequence[Finding]) -> str:
    """Say what is missing for the scale that is nearest."""
    if not findings:
        return _("Nothing has been answered yet.")
    nearest = max(findings, key=lambda finding: (finding.answers, finding.answer_weeks))
    if nearest.answers < FEWEST_ANSWERS:
        return _("Too early to say: {have} of {need} sessions needed.").format(
            have=nearest.answers, need=FEWEST_ANSWERS
        )
    return _("Too early to say: {have} of {need} weeks needed.").format(
        have=nearest.answer_weeks, need=FEWEST_WEEKS
    )


def _word(finding: Finding) -> str:
    return _("pain in everyday life") if finding.scale == PEG else _(SCALES[finding.scale].word)
