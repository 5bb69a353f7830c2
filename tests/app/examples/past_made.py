"""Lifelike weeks and runs, made by rule: what the desk would tell of Anna's last two months."""

import math
from datetime import date, datetime, timedelta

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
from biofeedback.report.chart import Axis, Chart, Line, Panel, Role, labelled, number_axis
from biofeedback.report.page import Fact, Scale, Table
from biofeedback.report.wave import breath_pieces
from sessions.load import find_session
from sessions.pacer import LivePlan

FIRST = date(2026, 1, 19)
PAIN = (5.6, 5.4, 5.7, 5.1, 4.8, 4.9, 4.3, 4.1)
TENSION = (6.4, 6.0, 5.2, 5.0, 4.4, 3.9, 3.5, 3.2)
RMSSD_MS = (24.0, 26.0, 25.0, 28.0, 27.0, 30.0, 31.0, 32.0)
MINUTES = (30.0, 40.0, 20.0, 50.0, 40.0, 20.0, 40.0, 42.0)
TITLES = {
    "paced-6-10min": "Steady breathing",
    "pmr-7": "Loosen tight muscles",
    "body-scan": "Rest the whole body",
}
RUNS = (
    (31, datetime(2026, 3, 13, 8, 20), "paced-6-10min", 1),
    (30, datetime(2026, 3, 12, 8, 5), "paced-6-10min", 2),
    (29, datetime(2026, 3, 11, 20, 40), "pmr-7", 3),
    (28, datetime(2026, 3, 9, 8, 15), "paced-6-10min", 4),
    (27, datetime(2026, 3, 7, 19, 30), "body-scan", 5),
    (26, datetime(2026, 3, 5, 8, 25), "paced-6-10min", 6),
)


def _line(label, role, values, spread):
    x = [7.0 * i for i in range(len(values))]
    band = tuple((a, v - spread, v + spread) for a, v in zip(x, values, strict=True))
    return Line(label, role, (tuple(zip(x, values, strict=True)),), (band,), marks=True)


def _weeks_axis():
    ticks = [(7.0 * i, FIRST + timedelta(weeks=i)) for i in range(8)]
    return Axis(-3.5, 52.5, tuple((x, f"{day.day} {day:%b}") for x, day in ticks))


def progress():
    ratings = Chart(
        "Week by week: Pain, Tension",
        "",
        (
            Panel(
                _weeks_axis(),
                Axis(0, 10, tuple((n, str(n)) for n in (0, 2, 4, 6, 8, 10))),
                (_line("Pain", Role.PAIN, PAIN, 0.7), _line("Tension", Role.TENSION, TENSION, 0.6)),
            ),
        ),
    )
    rest_line = _line("RMSSD", Role.HEART, RMSSD_MS, 4.0)
    rest_y = number_axis((*RMSSD_MS, 20, 36), least_span=20)
    rest = Chart("RMSSD at rest 32 ms", "", (Panel(_weeks_axis(), rest_y, (rest_line,)),))
    bars = tuple((7.0 * i, minutes) for i, minutes in enumerate(MINUTES))
    practice_y = number_axis(MINUTES, least_span=20, from_zero=True)
    practice = Chart(
        "42 minutes of practice this week", "", (Panel(_weeks_axis(), practice_y, bars=bars),)
    )
    return ProgressIs(
        weeks=8,
        finding="Pain and tension have both come down a little.",
        fuller=(
            "Pain: 5.7 to 4.2 in 8 weeks, a change of -1.5 points (95 % interval -2.1 to -0.9) "
            "from 31 answers. That is -26 %. 1 point or 15 % is the least that people usually "
            "notice (Salaffi 2004).",
        ),
        ratings=ratings,
        rest=rest,
        rest_ms=32.0,
        practice=practice,
        minutes=42.0,
        pace_per_min=5.6,
        runs=31,
    )


def _heart(plan, seed, gap=None):
    """Beats that swing with the led breath, wandering a little."""
    noise = np.random.default_rng(seed)
    closeness = 0.95 - 0.2 * (seed % 3)
    t_s, now_s, slow = [], 0.0, 0.0
    rates = []
    while now_s < plan.duration_s:
        volume = plan.breathing.volume_at(plan.session_t_s(max(now_s - 1.0, 0.0)))
        slow = 0.97 * slow + noise.normal(0, 0.25)
        swing = (0.5 if volume is None else volume) - 0.5
        rate = 64 + slow + 11 * closeness * swing + (1 - closeness) * 5 * math.sin(now_s / 3.1)
        rates.append(rate + noise.normal(0, 0.1))
        now_s += 60 / rate
        t_s.append(now_s)
    t_s, rate_bpm = np.array(t_s), np.array(rates)
    lost = np.zeros(t_s.size)
    if gap:
        kept = (t_s < gap[0]) | (t_s > gap[1])
        t_s, rate_bpm, lost = t_s[kept], rate_bpm[kept], lost[kept]
        lost[np.searchsorted(t_s, gap[1])] = 1.0
    return HeartLine(t_s, rate_bpm, lost)


def picture(seed=1, session="paced-6-10min", gap=None):
    plan = LivePlan(find_session(session))
    count = len(plan.breathing.breaths)
    scores = tuple((n, 60 + 30 * math.sin(seed + n / 9)) for n in range(1, count + 1))
    return RunPicture(_heart(plan, seed, gap), plan, 0.0, plan.session.duration_s, scores)


def rows(runs=RUNS):
    return tuple(
        RunRow(run_id, session, TITLES[session], start, 10.0, "completed")
        for run_id, start, session, _seed in runs
    )


def runs_are(total=31, runs=RUNS):
    return RunsAre(rows(runs), total)


def pictured(runs=RUNS):
    return [RunPictured(run_id, picture(seed)) for run_id, _start, _session, seed in runs]


def wave(seed=1, gap=(262.0, 281.0)):
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
        (Line("Heart", Role.HEART, pieces),),
        breath_pieces(plan, float(heart.t_s[-1]) / 60),
        "Breath",
        borders=tuple(borders),
    )
    lowest, highest = round(min(points)), round(max(points))
    return Chart(
        f"Heart rate between {lowest} and {highest} beats a minute",
        "Beats a minute, by minute. The hills are the breath that was led.",
        (panel,),
    )


TABLE = Table(
    "By part of the run",
    ("Figure", "Unit", "Before", "During", "After"),
    (
        ("Heart rate", "beats/min", "66.2", "64.1", "63.5"),
        ("RMSSD", "ms", "29.4", "58.1", "34.0"),
        ("Rise and fall with the breath", "beats/min", "4.8", "10.9", "5.6"),
        ("Coherence", "0\N{EN DASH}1", "0.21", "0.78", "0.30"),
        ("Score", "0\N{EN DASH}100", "\N{EN DASH}", "71", "\N{EN DASH}"),
    ),
)


def run_shown():
    return RunShown(
        row=rows()[0],
        sentence="With each paced breath, your heart rate rose and fell by 11 beats a minute; "
        "at rest, by 5.",
        facts=(
            Fact("Time for yourself", "10 minutes"),
            Fact("Heart rate", "64 beats a minute"),
            Fact("Rise and fall with the breath", "11 beats a minute"),
        ),
        scales=(
            Scale("Pain", 5, 4, "5 before, 4 after"),
            Scale("Tension", 6, 3, "6 before, 3 after"),
        ),
        tables=(TABLE,),
        notes="Warm hands afterwards.",
        picture=picture(1),
        wave=wave(1),
    )


def compared():
    one, other = wave(6, None).panels[0], wave(1).panels[0]
    names = ("5 Mar", "13 Mar")
    y = number_axis([48, 80], least_span=20)
    panels = tuple(
        Panel(panel.x, y, (Line(name, Role.HEART, panel.lines[0].pieces),), panel.hills, "Breath")
        for panel, name in zip((one, other), names, strict=True)
    )
    return Compared(
        Side(rows()[5], 8.2),
        Side(rows()[0], 10.9),
        Chart("Two heart waves on one scale", "", panels),
        Table(
            "Side by side",
            ("Figure", *names),
            (
                ("Time for yourself", "10 minutes", "10 minutes"),
                ("Heart rate, beats/min", "66.0", "64.1"),
                ("Rise and fall with the breath, beats/min", "8.2", "10.9"),
            ),
        ),
    )
