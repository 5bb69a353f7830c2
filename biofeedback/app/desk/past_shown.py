"""What the window shows of one run, or of two: pure functions of a run that is opened."""

from dataclasses import replace
from datetime import datetime
from gettext import gettext as _
from typing import TypeVar

import numpy as np

from biofeedback.app.desk.messages import HeartLine, RunRow
from biofeedback.app.desk.past_messages import RunPicture, RunShown, Side
from biofeedback.locale import short_day
from biofeedback.report import closing, words
from biofeedback.report.chart import Axis, Chart, Line, Panel, Role, number_axis
from biofeedback.report.figures import DURING, WHOLE
from biofeedback.report.lived import Lived
from biofeedback.report.opened import Opened
from biofeedback.report.page import Facts, Page, Reading, Scales, Table
from biofeedback.report.run_page import run_page
from biofeedback.report.usual import Usual
from biofeedback.report.wave import breath_pieces, heart_pieces, wave_chart
from biofeedback.store.models import Run

_BESIDE = ("heart_rate_bpm", "rsa_bpm", "rmssd_ms", "coherence", "score")
_LEAST_SPAN_BPM = 20.0

B = TypeVar("B")


def row_of(run: Run) -> RunRow:
    """Return a run as a row of a list."""
    start = run.local_start
    local: datetime | None = start.replace(tzinfo=None) if start else None
    title = without_length(run.title) or run.session or _("A recording")
    return RunRow(run.id, run.session, title, local, run.duration_s / 60, run.finish)


def without_length(title: str) -> str:
    """Return the title of a session without the minutes at its end: they are told besides."""
    name, _comma, tail = title.rpartition(", ")
    return name if name and any(map(str.isdigit, tail)) else title


def picture_of(
    lived: Lived | Opened, usual: Usual, *, is_irregular: bool = False
) -> RunPicture | None:
    """Return what the picture of a run is drawn of; None where no session was led.

    A heart that is too irregular has no part in it.
    """
    plan, start_s, beats, frames = lived.plan, lived.start_s, lived.beats, lived.frames
    if plan is None or start_s is None:
        return None
    heart = HeartLine(*np.empty((3, 0)))
    if not is_irregular:
        rate_bpm = 60_000 / np.where(beats.valid, beats.rr_ms, np.nan)
        heart = HeartLine(beats.t_s, rate_bpm, beats.gap.astype(np.float64))
    told = np.isfinite(frames["score"]) & (frames["held"] == 0)
    times_s, scores = frames["session_t_s"][told], frames["score"][told]
    by_breath = {
        plan.breathing.begun_at(float(t_s)): float(score)
        for t_s, score in zip(times_s, scores, strict=True)
    }
    done_s = float(frames["session_t_s"].max(initial=0.0))
    return RunPicture(heart, plan, start_s, done_s, tuple(sorted(by_breath.items())), usual)


def shown(whole: Opened, program: str) -> RunShown:
    """Return all that is shown of a run: the words of its report, its picture, its wave."""
    plain = run_page(whole, Reading.PATIENT, "", program)
    usual, is_irregular = Usual.kept(whole.run.options), whole.is_irregular
    return RunShown(
        row=row_of(whole.run),
        sentence=plain.lead,
        facts=tuple(fact for facts in _of(plain, Facts) for fact in facts.facts),
        scales=tuple(scale for scales in _of(plain, Scales) for scale in scales.scales),
        tables=tuple(_of(run_page(whole, Reading.PROFESSIONAL, "", program), Table)),
        notes=whole.run.notes,
        picture=picture_of(whole, usual, is_irregular=is_irregular),
        wave=wave_of(whole),
        fuller="" if is_irregular else closing.sentences(closing.closing_of(whole)),
    )


def side_of(whole: Opened) -> Side:
    """Return a run as one of two."""
    return Side(row_of(whole.run), whole.figures.get((DURING, "rsa_bpm")), whole.is_irregular)


def wave_of(whole: Opened) -> Chart | None:
    """Return the whole heart wave on one panel, however long; None where it is not drawn."""
    chart = wave_chart(whole.beats, whole.plan, whole.start_s)
    if chart is None or whole.is_irregular:
        return None
    strips = chart.panels
    heart = heart_pieces(whole.beats, whole.start_s)
    low, high = strips[0].x.low, strips[-1].x.high
    plan = whole.plan if whole.start_s is not None else None
    panel = Panel(
        Axis(low, high, ()),
        strips[0].y,
        (Line(strips[0].lines[0].label, Role.HEART, heart),),
        breath_pieces(plan, high) if plan else (),
        strips[0].hills_label,
        borders=tuple(border for strip in strips for border in strip.borders),
    )
    return replace(chart, panels=(panel,))


def waves_of(earlier: Opened, later: Opened) -> Chart | None:
    """Return two waves, one above the other, on one scale; None where either is not drawn."""
    waves = [wave_of(whole) for whole in (earlier, later)]
    known = [wave for wave in waves if wave is not None]
    if len(known) < len(waves):
        return None
    panels = [wave.panels[0] for wave in known]
    rates = [y for panel in panels for piece in panel.lines[0].pieces for _x, y in piece]
    y = number_axis(rates, least_span=_LEAST_SPAN_BPM)
    x = Axis(min(panel.x.low for panel in panels), max(panel.x.high for panel in panels), ())
    named = tuple(
        replace(panel, x=x, y=y, lines=(replace(panel.lines[0], label=_day(whole)),))
        for panel, whole in zip(panels, (earlier, later), strict=True)
    )
    title = _("Two heart waves on one scale")
    return Chart(title, known[0].detail, named, known[0].panel_height)


def side_by_side(earlier: Opened, later: Opened) -> Table:
    """Return the figures of two runs in a table; of the led breath where there is one."""
    both = (earlier, later)
    rows = [
        (_("Time for yourself"), *(words.minutes(whole.run.duration_s) for whole in both)),
    ]
    for name in _BESIDE:
        figures = [_figure(whole, name) for whole in both]
        if any(figure is not None for figure in figures):
            label = ", ".join(filter(None, (words.title(name), words.unit(name))))
            rows.append((label, *(words.value(name, figure) for figure in figures)))
    head = (_("Figure"), *map(_day, both))
    return Table(_("Side by side"), head, tuple(rows))


def _figure(whole: Opened, name: str) -> float | None:
    return whole.figures.get((DURING, name), whole.figures.get((WHOLE, name)))


def _day(whole: Opened) -> str:
    start = whole.run.local_start
    return short_day(start) if start else _("undated")


def _of(page: Page, kind: type[B]) -> list[B]:
    blocks = (block for section in page.sections for block in section.blocks)
    return [block for block in blocks if isinstance(block, kind)]
