"""Lifelike weeks and runs, made by rule: what the desk would tell of Anna's last two months."""

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from gettext import gettext as _
from gettext import ngettext

import numpy as np

from biofeedback.app.desk.messages import HeartLine, RunRow
from biofeedback.app.desk.past_messages import (
    Compared,
    ProgressIs,
    RunPicture,
    RunPictured,
    RunsAre,
    RunShown,
    Side,
)
from biofeedback.app.desk.past_shown import without_length
from biofeedback.locale import short_day, spoken
from biofeedback.report import closing
from biofeedback.report.chart import Axis, Chart, Line, Panel, Role, labelled, number_axis
from biofeedback.report.page import Fact, Scale, Table
from biofeedback.report.wave import breath_pieces
from sessions.load import Reader, find_session
from sessions.pacer import LivePlan
from sessions.timeline import Session
from sessions.toml_file import Wording

FIRST = date(2026, 1, 19)
PAIN = (5.6, 5.4, 5.7, 5.1, 4.8, 4.9, 4.3, 4.1)
TENSION = (6.4, 6.0, 5.2, 5.0, 4.4, 3.9, 3.5, 3.2)
RMSSD_MS = (24.0, 26.0, 25.0, 28.0, 27.0, 30.0, 31.0, 32.0)
MINUTES = (30.0, 40.0, 20.0, 50.0, 40.0, 20.0, 40.0, 42.0)
Runs = tuple[tuple[int, datetime, str, int], ...]
"""Number, beginning, session, and what its heart is made by."""
Gap = tuple[float, float]
RUNS: Runs = (
    (31, datetime(2026, 3, 13, 8, 20), "paced-6-10min", 1),
    (30, datetime(2026, 3, 12, 8, 5), "paced-6-10min", 2),
    (29, datetime(2026, 3, 11, 20, 40), "pmr-4-groups", 3),
    (28, datetime(2026, 3, 9, 8, 15), "paced-6-10min", 4),
    (27, datetime(2026, 3, 7, 19, 30), "body-scan-10min", 5),
    (26, datetime(2026, 3, 5, 8, 25), "paced-6-10min", 6),
)


def _session(name: str) -> Session:
    return find_session(name, Reader(Wording(spoken())))


def _line(label: str, role: Role, values: Sequence[float], spread: float) -> Line:
    x = [7.0 * i for i in range(len(values))]
    band = tuple((a, v - spread, v + spread) for a, v in zip(x, values, strict=True))
    return Line(label, role, (tuple(zip(x, values, strict=True)),), (band,), marks=True)


def _weeks_axis() -> Axis:
    ticks = [(7.0 * i, FIRST + timedelta(weeks=i)) for i in range(8)]
    return Axis(-3.5, 52.5, tuple((x, short_day(day)) for x, day in ticks))


def _weekly(title: str, y: Axis, *lines: Line, bars: tuple[tuple[float, float], ...] = ()) -> Chart:
    return Chart(title, "", (Panel(_weeks_axis(), y, lines, bars=bars),))


def progress() -> ProgressIs:
    """Return eight weeks."""
    finding = _("{what} and {other} have both come down a little")
    bars = tuple((7.0 * i, minutes) for i, minutes in enumerate(MINUTES))
    return ProgressIs(
        weeks=8,
        finding=finding.format(what=_("Pain"), other=_("tension")) + ".",
        fuller=(
            "Pain: 5.7 to 4.2 in 8 weeks, a change of -1.5 points (95 % interval -2.1 to -0.9) "
            "from 31 answers. That is -26 %. 1 point or 15 % is the least that people usually "
            "notice (Salaffi 2004).",
        ),
        ratings=_weekly(
            "Week by week: Pain, Tension",
            Axis(0, 10, tuple((n, str(n)) for n in (0, 2, 4, 6, 8, 10))),
            _line(_("Pain"), Role.PAIN, PAIN, 0.7),
            _line(_("Tension"), Role.TENSION, TENSION, 0.6),
        ),
        rest=_weekly(
            _("RMSSD at rest {value} ms").format(value=32),
            number_axis((*RMSSD_MS, 20, 36), least_span=20),
            _line("RMSSD", Role.HEART, RMSSD_MS, 4.0),
        ),
        rest_ms=32.0,
        practice=_weekly(
            _("{count} minutes of practice this week").format(count=42),
            number_axis(MINUTES, least_span=20, from_zero=True),
            bars=bars,
        ),
        minutes=42.0,
        pace_per_min=5.6,
        runs=31,
    )


def _heart(plan: LivePlan, seed: int, gap: Gap | None = None) -> HeartLine:
    """Beats that swing with the led breath, wandering a little."""
    noise = np.random.default_rng(seed)
    closeness = 0.95 - 0.2 * (seed % 3)
    now_s = slow = 0.0
    beats, rates = [], []
    while now_s < plan.duration_s:
        volume = plan.breathing.volume_at(plan.session_t_s(max(now_s - 1.0, 0.0)))
        slow = 0.97 * slow + noise.normal(0, 0.25)
        swing = (0.5 if volume is None else volume) - 0.5
        rate = 64 + slow + 11 * closeness * swing + (1 - closeness) * 5 * math.sin(now_s / 3.1)
        rates.append(rate + noise.normal(0, 0.1))
        now_s += 60 / rate
        beats.append(now_s)
    t_s, rate_bpm = np.array(beats), np.array(rates)
    lost = np.zeros(t_s.size)
    if gap:
        kept = (t_s < gap[0]) | (t_s > gap[1])
        t_s, rate_bpm, lost = t_s[kept], rate_bpm[kept], lost[kept]
        lost[np.searchsorted(t_s, gap[1])] = 1.0
    return HeartLine(t_s, rate_bpm, lost)


def picture(seed: int = 1, session: str = "paced-6-10min", gap: Gap | None = None) -> RunPicture:
    """Return the heart of a run."""
    plan = LivePlan(_session(session))
    count = len(plan.breathing.breaths)
    scores = tuple((n, 60 + 30 * math.sin(seed + n / 9)) for n in range(1, count + 1))
    return RunPicture(_heart(plan, seed, gap), plan, 0.0, plan.session.duration_s, scores)


def rows(runs: Runs = RUNS) -> tuple[RunRow, ...]:
    """Return runs as a list has them."""
    return tuple(
        RunRow(run_id, session, without_length(_session(session).title), start, 10.0, "completed")
        for run_id, start, session, _seed in runs
    )


def runs_are(total: int = 31, runs: Runs = RUNS) -> RunsAre:
    """Return the newest of all runs."""
    return RunsAre(rows(runs), total)


def pictured(runs: Runs = RUNS) -> list[RunPictured]:
    """Return their pictures."""
    return [RunPictured(run_id, picture(seed)) for run_id, _start, _session, seed in runs]


def wave(seed: int = 1, gap: Gap | None = (262.0, 281.0)) -> Chart:
    """Return the heart wave of a run, and the breath that was led."""
    shown = picture(seed, gap=gap)
    heart, plan = shown.heart, shown.plan
    cuts = np.flatnonzero(heart.gap)
    t_min = np.split(heart.t_s / 60, cuts)
    rates = np.split(heart.rate_bpm, cuts)
    pieces = tuple(
        tuple(zip(x.tolist(), y.tolist(), strict=True)) for x, y in zip(t_min, rates, strict=True)
    )
    points = [y for piece in pieces for _x, y in piece]
    ends = (0.0, *plan.session.block_end_s[:-1])
    borders = [
        (end_s / 60, block.title) for end_s, block in zip(ends, plan.session.blocks, strict=True)
    ]
    panel = Panel(
        Axis(0.0, float(heart.t_s[-1]) / 60, labelled((), str)),
        number_axis(points, least_span=20),
        (Line(_("Heart"), Role.HEART, pieces),),
        breath_pieces(plan, float(heart.t_s[-1]) / 60),
        _("Breath"),
        borders=tuple(borders),
    )
    lowest, highest = round(min(points)), round(max(points))
    return Chart(
        _("Heart rate between {low} and {high} beats a minute").format(low=lowest, high=highest),
        _("Beats a minute, by minute. The hills are the breath that was led."),
        (panel,),
    )


def _table() -> Table:
    return Table(
        _("By part of the run"),
        (_("Figure"), _("Unit"), _("Before"), _("During"), _("After")),
        (
            (_("Heart rate"), _("beats/min"), "66.2", "64.1", "63.5"),
            ("RMSSD", "ms", "29.4", "58.1", "34.0"),
            (_("Rise and fall with the breath"), _("beats/min"), "4.8", "10.9", "5.6"),
            (_("Coherence"), "0\N{EN DASH}1", "0.21", "0.78", "0.30"),
            (_("Score"), "0\N{EN DASH}100", "\N{EN DASH}", "71", "\N{EN DASH}"),
        ),
    )


def run_shown() -> RunShown:
    """Return a run as its page shows it."""
    sentence = _(
        "With each paced breath, your heart rate rose and fell by {wave:.0f} beats a minute; at "
        "rest, by {rest:.0f}."
    )
    return RunShown(
        row=rows()[0],
        sentence=sentence.format(wave=11, rest=5),
        facts=(
            Fact(
                _("Time for yourself"),
                ngettext("{count} minute", "{count} minutes", 10).format(count=10),
            ),
            Fact(_("Heart rate"), _("{count} beats a minute").format(count=64)),
            Fact(_("Rise and fall with the breath"), _("{count} beats a minute").format(count=11)),
        ),
        scales=(
            _scale(_("Pain"), 5, 4),
            _scale(_("Tension"), 6, 3),
        ),
        tables=(_table(),),
        notes=_("Warm hands afterwards."),
        picture=picture(1),
        wave=wave(1),
        fuller=closing.sentences(
            closing.Closing(
                (closing.Third(10.2, 9.1, 11.3), closing.Third(11.6, 10.4, 12.8)), 1240.0, 0.8
            )
        ),
    )


def _scale(name: str, before: int, after: int) -> Scale:
    told = _("{value} before").format(value=before), _("{value} after").format(value=after)
    return Scale(name, before, after, ", ".join(told))


def compared() -> Compared:
    """Return two runs beside each other."""
    one, other = wave(6, None).panels[0], wave(1).panels[0]
    names = short_day(date(2026, 3, 5)), short_day(date(2026, 3, 13))
    y = number_axis([48, 80], least_span=20)
    ten = ngettext("{count} minute", "{count} minutes", 10).format(count=10)
    panels = tuple(
        Panel(
            panel.x, y, (Line(name, Role.HEART, panel.lines[0].pieces),), panel.hills, _("Breath")
        )
        for panel, name in zip((one, other), names, strict=True)
    )
    return Compared(
        Side(rows()[5], 8.2),
        Side(rows()[0], 10.9),
        Chart(_("Two heart waves on one scale"), "", panels),
        Table(
            _("Side by side"),
            (_("Figure"), *names),
            (
                (_("Time for yourself"), ten, ten),
                (f"{_('Heart rate')}, {_('beats/min')}", "66.0", "64.1"),
                (f"{_('Rise and fall with the breath')}, {_('beats/min')}", "8.2", "10.9"),
            ),
        ),
    )
