"""What the pictures of a session show, as tables: pure functions, asked only when somebody asks.

A table holds still while it is read. A wave is told by spans of ten seconds, the ECG by its beats
and not by its samples, a rhythm by how strong it is at each rate, beat after beat by the intervals
themselves; the newest first.
"""

from collections.abc import Callable, Sequence

import numpy as np

from biofeedback.app.canvas.heart import Beats
from biofeedback.app.text import number, tr
from biofeedback.app.views.session_plots import (
    ECG_BEHIND_S,
    ECG_S,
    FASTEST_PER_MIN,
    pairs_shown_ms,
    spectrum_of,
)
from biofeedback.hrv.columns import FloatArray
from biofeedback.report.page import Table

MINUTE_S = 60.0
_SPAN_S = 10.0
_NOTHING = "\N{EN DASH}"


def tables_of(beats: Beats, now_s: float, pace_per_min: float | None) -> tuple[Table, ...]:
    """Return the tables of the details: heart wave, ECG, rhythms, beat after beat."""
    return (
        heart_table(beats, now_s, MINUTE_S),
        ecg_table(beats, now_s),
        spectrum_table(spectrum_of(beats), pace_per_min),
        pairs_table(pairs_shown_ms(beats)),
    )


def heart_table(
    beats: Beats,
    now_s: float,
    shown_s: float,
    pace_at: Callable[[float], float | None] | None = None,
) -> Table:
    """Return the heart rate of the last `shown_s`, and the pace that was led, by ten seconds.

    Parameters
    ----------
    pace_at : callable, optional
        Returns the breaths a minute that were led at a time of the clock.
    """
    head = [tr("Seconds ago"), tr("Mean"), tr("Low"), tr("High")]
    head += [tr("Pacer, a minute")] * (pace_at is not None)
    known = np.isfinite(beats.rate_bpm)
    ago_s, rates = now_s - beats.t_s[known], beats.rate_bpm[known]
    oldest_s = min(float(ago_s.max(initial=0.0)), shown_s)
    rows = []
    for first_s in np.arange(0.0, oldest_s, _SPAN_S).tolist():
        last_s = first_s + _SPAN_S
        span = rates[(ago_s >= first_s) & (ago_s < last_s)]
        cells = [span.mean(), span.min(), span.max()] if span.size else []
        words = [f"{cell:.0f}" for cell in cells] or [_NOTHING] * 3
        if pace_at is not None:
            pace = pace_at(now_s - (first_s + last_s) / 2)
            words.append(number(pace, 1) if pace else _NOTHING)
        rows.append((f"{first_s:.0f}\N{EN DASH}{last_s:.0f}", *words))
    note = tr("As it was when you asked. Ctrl+T shows the pictures again.")
    return _table(tr("Heart rate, beats a minute"), head, rows, note)


def ecg_table(beats: Beats, now_s: float) -> Table:
    """Return the beats of the ECG that is shown: when they were, and the intervals they close."""
    head = [tr("Seconds ago"), tr("Interval, ms"), tr("Heart rate, beats/min")]
    ago_s = now_s - beats.t_s
    shown = (ago_s >= ECG_BEHIND_S) & (ago_s <= ECG_BEHIND_S + ECG_S) & (beats.gap == 0)
    shown &= np.isfinite(beats.rate_bpm)
    pairs = zip(ago_s[shown].tolist(), beats.rate_bpm[shown].tolist(), strict=True)
    rows = [(number(ago, 1), f"{60_000 / bpm:.0f}", f"{bpm:.0f}") for ago, bpm in pairs]
    return _table(tr("Beats in the six seconds of the ECG"), head, rows[::-1])


def spectrum_table(
    spectrum: tuple[FloatArray, FloatArray] | None, pace_per_min: float | None
) -> Table:
    """Return how high the curve rises within half a minute of each whole rate.

    Parameters
    ----------
    spectrum : rates a minute and heights, or None
        See `biofeedback.app.views.session_plots.spectrum_of`.
    pace_per_min : float or None
        Marked at the rate next to it.
    """
    head = [tr("Rhythms a minute"), tr("Strength, %")]
    rows = []
    if spectrum is not None:
        per_min, share = spectrum
        for rate in range(1, round(FASTEST_PER_MIN) + 1):
            near = np.abs(per_min - rate) <= 0.5
            words = str(rate)
            if pace_per_min is not None and round(pace_per_min) == rate:
                words = tr("{rate}, the pace").format(rate=rate)
            rows.append((words, f"{100 * share[near].max():.0f}"))
    note = tr("100 % would be one pure rhythm.")
    return _table(tr("Rhythms of the heart"), head, rows, note)


def pairs_table(pairs_ms: FloatArray) -> Table:
    """Return intervals that follow each other, shape (n, 2), the newest first."""
    head = [tr("Interval, ms"), tr("The next, ms"), tr("Change, ms")]
    rows = []
    for before_ms, after_ms in pairs_ms[::-1].round().tolist():
        change = f"{after_ms - before_ms:+.0f}".replace("-", "\N{MINUS SIGN}").replace("+0", "0")
        rows.append((f"{before_ms:.0f}", f"{after_ms:.0f}", change))
    return _table(tr("Beat after beat"), head, rows, tr("The newest first."))


def _table(caption: str, head: list[str], rows: Sequence[tuple[str, ...]], note: str = "") -> Table:
    collecting = (tr("collecting"), *[_NOTHING] * (len(head) - 1))
    return Table(caption, tuple(head), tuple(rows) or (collecting,), note)
