"""The pictures of a person's weeks: ratings, RMSSD at rest, minutes practised.

All stand over the same weeks, from Monday to Monday. A week without a value is a gap, and a mean of
one value has no interval: none is drawn.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from gettext import gettext as _
from itertools import groupby
from typing import TypeVar

import numpy as np

from biofeedback.locale import number, short_day
from biofeedback.report.chart import Axis, Chart, Line, Panel, Role, labelled, number_axis
from biofeedback.report.course import Course
from biofeedback.report.weeks import Weeks
from biofeedback.store.answers import SCALES

Row = TypeVar("Row", bound=tuple[float, ...])

_HEIGHT, _LOW_HEIGHT = 140.0, 84.0
_LEAST_RMSSD_MS, _LEAST_MINUTES = 20.0, 20.0
_RATINGS = tuple((number_, str(number_)) for number_ in (0, 2, 4, 6, 8, 10))
_ROLES = {"pain": Role.PAIN, "tension": Role.TENSION}
_DAYS_A_WEEK = 7.0


def ratings_chart(course: Course) -> Chart | None:
    """Draw pain and tension; None without answers to either."""
    found = [course.findings[scale] for scale in _ROLES if scale in course.findings]
    if not found:
        return None
    labels = ", ".join(_(SCALES[one.scale].label) for one in found)
    title = _("Week by week: {scales}").format(scales=labels)
    detail = _("Weekly average of the ratings, 0 to 10. The shade shows how sure this is.")
    lines = tuple(
        _line(_(SCALES[one.scale].label), _ROLES[one.scale], one.weeks, course.first)
        for one in found
    )
    return Chart(
        title, detail, (Panel(_weeks_axis(course), Axis(0, 10, _RATINGS), lines),), _HEIGHT
    )


def rest_chart(course: Course, rmssd_ms: Weeks) -> Chart | None:
    """Draw RMSSD at rest; None where it was never measured."""
    if not rmssd_ms.monday.size:
        return None
    line = _line(_("RMSSD"), Role.HEART, rmssd_ms, course.first)
    values = [y for piece in line.pieces for _x, y in piece]
    values += [y for band in line.bands for _x, *interval in band for y in interval]
    last = _("RMSSD at rest {value} ms").format(value=number(rmssd_ms.mean[-1]))
    detail = _("RMSSD before sessions, breathing freely: weekly average, in milliseconds.")
    axis = number_axis(values, least_span=_LEAST_RMSSD_MS)
    return Chart(last, detail, (Panel(_weeks_axis(course), axis, (line,)),), _LOW_HEIGHT)


def practice_chart(course: Course) -> Chart:
    """Draw the minutes of each week."""
    minutes = course.minutes[-_shown(course) :]
    bars = tuple((_DAYS_A_WEEK * i, float(value)) for i, value in enumerate(minutes))
    axis = number_axis([y for _x, y in bars], least_span=_LEAST_MINUTES, from_zero=True)
    title = _("{count} minutes of practice this week").format(count=number(bars[-1][1]))
    detail = _("Minutes a week. A week without any is simply empty.")
    return Chart(title, detail, (Panel(_weeks_axis(course), axis, bars=bars),), _LOW_HEIGHT)


def weeks_shown(course: Course) -> Sequence[date]:
    """Return the Mondays of the weeks that are shown."""
    return [day.item() for day in course.adherence.monday[-_shown(course) :]]


def _shown(course: Course) -> int:
    return (course.today - course.first).days // 7 + 1


def _weeks_axis(course: Course) -> Axis:
    mondays = weeks_shown(course)
    ticks = labelled(
        [_DAYS_A_WEEK * i for i in range(len(mondays))],
        lambda x: short_day(mondays[round(x / _DAYS_A_WEEK)]),
    )
    return Axis(-_DAYS_A_WEEK / 2, _DAYS_A_WEEK * (len(mondays) - 0.5), ticks)


def _line(label: str, role: Role, weeks: Weeks, first: date) -> Line:
    """Draw weekly means; the line is broken, and so is the band, where a week says nothing."""
    x = ((weeks.monday - np.datetime64(first)).astype(np.float64)).tolist()
    means = zip(x, weeks.mean.tolist(), strict=True)
    bands = zip(x, weeks.low.tolist(), weeks.high.tolist(), strict=True)
    pieces = tuple(_known(means))
    return Line(label, role, pieces, tuple(band for band in _known(bands) if len(band) > 1), True)


def _known(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    """Yield the stretches of rows in which everything is known."""
    for known, stretch in groupby(rows, lambda row: all(map(math.isfinite, row))):
        if known:
            yield tuple(stretch)
