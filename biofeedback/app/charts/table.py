"""The same as a chart shows, as a table: one row a week, or one a minute of a long wave."""

import math
from collections.abc import Iterator, Sequence

from biofeedback.app.text import tr
from biofeedback.locale import number
from biofeedback.report.chart import Chart, Line, Panel
from biofeedback.report.page import Table

_NOTHING = "\N{EN DASH}"
_DIGITS = 1


def table_of(chart: Chart) -> Table:
    """Return a chart as a table.

    Waves are told by the minute: mean, lowest and highest rate. Anything else by its ticks.
    """
    is_wave = any(line for panel in chart.panels for line in panel.lines if not line.marks)
    if is_wave:
        head, rows = _minutes(chart.panels)
    else:
        head, rows = _ticks(chart.panels[0])
    return Table(chart.title, head, tuple(rows))


def _ticks(panel: Panel) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    names = [line.label for line in panel.lines] + [tr("Minutes")] * bool(panel.bars)
    bars = {x: number(y) for x, y in panel.bars}
    rows = []
    for x, words in panel.x.ticks:
        cells = [_mean(line, x) for line in panel.lines]
        rows.append((words, *cells, *([bars.get(x, _NOTHING)] if panel.bars else [])))
    return (tr("Week of"), *names), rows


def _mean(line: Line, x: float) -> str:
    """Write a mean with its interval, where there is one."""
    means = {at: y for piece in line.pieces for at, y in piece}
    bands = {at: (low, high) for band in line.bands for at, low, high in band}
    if x not in means:
        return _NOTHING
    text = number(means[x], _DIGITS)
    if x in bands:
        low, high = (number(end, _DIGITS) for end in bands[x])
        text += " " + tr("({low} to {high})").format(low=low, high=high)
    return text


def _minutes(panels: Sequence[Panel]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    lines = [line for panel in panels for line in panel.lines]
    head: list[str] = [tr("Minute")]
    for line in lines:
        head += [f"{line.label}, {words}" for words in (tr("mean"), tr("lowest"), tr("highest"))]
    by_minute = [dict(_rates(line)) for line in lines]
    last = max((max(rates, default=0) for rates in by_minute), default=0)
    rows = []
    for minute in range(last + 1):
        cells = [words for rates in by_minute for words in _written(rates.get(minute, []))]
        rows.append((str(minute + 1), *cells))
    return tuple(head), rows


def _rates(line: Line) -> Iterator[tuple[int, list[float]]]:
    """Yield each minute with the rates in it."""
    found: dict[int, list[float]] = {}
    for piece in line.pieces:
        for minute, rate in piece:
            found.setdefault(max(math.floor(minute), 0), []).append(rate)
    yield from found.items()


def _written(rates: Sequence[float]) -> tuple[str, str, str]:
    if not rates:
        return _NOTHING, _NOTHING, _NOTHING
    return number(sum(rates) / len(rates)), number(min(rates)), number(max(rates))
