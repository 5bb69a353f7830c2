"""What artifact rules do, side by side, as a page: ``python -m tests.artifact_tables``.

Measured on clean real recordings (the folder beside the checkout) and on simulated slow breathing,
with artifacts put in one at a time. It takes a minute; ``--quick`` tries fewer places.
"""

import argparse
from pathlib import Path

import numpy as np

from biofeedback.hrv.artifacts import judge
from biofeedback.hrv.correction import correct
from biofeedback.hrv.offline_artifacts import fixpeaks
from biofeedback.hrv.time_domain import rmssd_ms, sdnn_ms
from biofeedback.hrv.window import Beats, Windows
from tests import recordings
from tests.artifact_rules import RULES, ours
from tests.hrv.injected import ALL_KINDS, inject, scatter
from tests.hrv.series import breathing_heart

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/artifacts.md"
SHARED = ROOT.parent / "shared"
SWINGS_BPM, RATES_PER_MIN = (6, 12, 18, 25), (4.5, 5.5, 7.0)
SENSITIVITY_IN = ("sitting", "H10 slow breathing", recordings.PACED, "+-18 bpm at 5.5/min")
_BEFORE, _AFTER = 120, 60  # intervals that the rules look at, and some more
_TEXT = """# Artifacts

A strap misses beats, sees some that are none, and hearts make extra beats. One such interval
among sixty can double RMSSD, so it is found and left out. But slow, deep breathing, which is what
people come for, makes the heart's intervals grow by half from one beat to the next, and the usual
rules take that for artifacts. These tables show both sides for the field's rules and for ours
(`biofeedback/hrv/artifacts.py`). `python -m tests.artifact_tables` makes this page anew, from the
recordings in the folder beside the checkout and a simulated heart.

## Good beats thrown away, %

Every beat here is a good one, so less is better. Each +- column is a simulated heart whose rate
swings by so many beats a minute, breathing at 4.5, 5.5 and 7 breaths a minute.

{rejected}

## Artifacts found, share

{places} artifacts of each kind, put one at a time into clean recordings: a beat missed; one too
many, 40 % into an interval; one early or late by 30 %, with the next in time; an interval
shortened to 55 % or lengthened to 180 %, after which the rhythm begins anew. Found means that one
of its intervals at least is rejected; "whole" means all of them.

{found}

A pause of 160 % at the end of the inhalation is as long as what comes next anyway; no rule that
knows only intervals can tell.

## What correction brings

One artifact in twenty (missed, extra, early, late), and how far RMSSD and SDNN are from those of
the clean recording, in %, mean of {seeds} trials: taken as they are, with artifacts left out (what
`analyze` does), corrected by us (`analyze --artifacts correct`), and by NeuroKit2's
`signal_fixpeaks`.

{corrected}

## When the rhythm itself is irregular

Leaving out helps against single artifacts. When more than every fifth interval is one, when long
and short ones alternate, or when they are as good as random, no figure of variability means
anything, and none is shown (`biofeedback/hrv/rhythm.py`). The program then says that the rhythm is
too irregular to measure. That is no diagnosis.
"""


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.artifact_tables", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer places")
    parser.add_argument("--out", metavar="FILE", type=Path, default=PAGE)
    options = parser.parse_args(arguments)
    places, seeds = (6, 1) if options.quick else (100, 6)
    clean = recordings.clean(SHARED)
    page = _TEXT.format(
        rejected=_markdown(*rejected(clean)),
        found=_markdown(*found(clean, places)),
        corrected=_markdown(*corrected(clean, seeds)),
        places=places,
        seeds=seeds,
    )
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_text(page)


def rejected(clean):
    """Share of good beats that each rule rejects, in %."""
    real = {name: [rr_ms] for name, rr_ms in clean.items() if not name.startswith("+-")}
    simulated = {
        f"+-{swing}": [
            breathing_heart(swing, rate, 10.0, 300, 70.0).rr_ms for rate in RATES_PER_MIN
        ]
        for swing in SWINGS_BPM
    }
    series = real | simulated
    rows = [
        [name, *(f"{100 * _share(rule, several):.1f}" for several in series.values())]
        for name, rule in RULES.items()
    ]
    return ["rule", *series], rows


def found(clean, places):
    """Share of injected artifacts that each rule finds, by place and kind."""
    rows = []
    for place in SENSITIVITY_IN:
        for name, rule in RULES.items():
            shares = [_found(rule, clean[place], kind, places) for kind in ALL_KINDS]
            rows.append([place, name, *(f"{any_:.2f}" for any_, _ in shares)])
            if rule is ours:
                rows.append([place, f"{name}, whole", *(f"{all_:.2f}" for _, all_ in shares)])
    return ["place", "rule", *ALL_KINDS], rows


def corrected(clean, seeds):
    """Errors of RMSSD and SDNN in %, by what is done with artifacts."""
    rows = []
    for place, rr_ms in clean.items():
        truth = _figures(Beats.of(rr_ms))
        errors = [
            [100 * np.abs(_figures(beats) / truth - 1) for beats in _treated(scatter(rr_ms, seed))]
            for seed in range(seeds)
        ]
        cells = [f"{rmssd:.1f} / {sdnn:.1f}" for rmssd, sdnn in np.mean(errors, axis=0)]
        rows.append([place, *cells])
    return ["RMSSD / SDNN", "as they are", "left out", "corrected", "NeuroKit2"], rows


def _treated(rr_ms):
    kept = Beats.of(rr_ms)
    verdicts = judge(rr_ms, kept.gap)
    left_out = Beats(kept.t_s, kept.rr_ms, ~ours(rr_ms), kept.gap)
    _, peaks_ms = fixpeaks(rr_ms)
    return kept, left_out, correct(left_out, verdicts)[0], Beats.of(np.diff(peaks_ms))


def _figures(beats):
    whole = Windows.whole(beats)
    return np.array([rmssd_ms(beats, whole)[0], sdnn_ms(beats, whole)[0]])


def _share(rule, several):
    return np.concatenate([rule(rr_ms) for rr_ms in several]).mean()


def _found(rule, rr_ms, kind, most):
    """Shares of artifacts of which any, and of which every interval was rejected."""
    places = np.arange(15, rr_ms.size - 12)
    if places.size > most:
        places = np.random.default_rng(0).choice(places, most, replace=False)
    hits = []
    for i in places.tolist():
        first = max(i - _BEFORE, 0)
        spoilt, at = inject(rr_ms[first : i + _AFTER], i - first, kind)
        flags = rule(np.array(spoilt))[at]
        hits.append((flags.any(), flags.all()))
    return np.mean(hits, axis=0)


def _markdown(heads, rows):
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()
