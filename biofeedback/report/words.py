"""How a report says figures: their names, units, decimals, durations, and how a run ended.

Every word is translated when it is asked for, so that one process may write reports in two
languages.
"""

from gettext import gettext as _
from gettext import ngettext

from biofeedback.hrv.index import BY_NAME
from biofeedback.live.runner import Finish
from biofeedback.locale import number
from biofeedback.store.answers import SCALES
from biofeedback.store.models import IMPORTED, INTERRUPTED, RUNNING, Run
from devices.errors import marked

NOTHING = "\N{EN DASH}"
"""Stands in a table where there is too little to say."""

_UNITS = {
    "bpm": marked("beats/min"),
    "/min": marked("/min"),
    "ms2": "ms²",
    "ln ms": "ln ms",
    "deg": "°",
    "0-1": "0\N{EN DASH}1",
    "0-100": "0\N{EN DASH}100",
    "ratio": "",
    "times": marked("times"),
    "1/s2": "1/s²",
}
_DECIMALS = {"ms2": 0, "deg": 0, "0-100": 0, "ln ms": 2, "0-1": 2, "ratio": 2, "times": 2}
_NO_INDICES = {
    "artifact_pct": (marked("Artifacts"), "%"),
    "coverage": (marked("Coverage"), "%"),
    "score": (marked("Score"), "0-100"),
}
"""Figures of a part that are not drawn from beats alone."""

_FINISHED = {
    Finish.COMPLETED: marked("completed"),
    Finish.STOPPED: marked("stopped by the person"),
    Finish.SOURCE_ENDED: marked("the heartbeats ended"),
    INTERRUPTED: marked("interrupted"),
    IMPORTED: marked("imported"),
    RUNNING: marked("still running"),
}


def title(name: str) -> str:
    """Return what people call a figure."""
    return _(_NO_INDICES[name][0] if name in _NO_INDICES else BY_NAME[name].title)


def unit(name: str) -> str:
    """Return a figure's unit as it is printed; empty for a pure number."""
    plain = _unit(name)
    text = _UNITS.get(plain, plain)
    return _(text) if text else ""


def value(name: str, figure: float | None) -> str:
    """Write a figure without its unit."""
    if figure is None:
        return NOTHING
    shown = 100 * figure if name == "coverage" else figure  # a share from 0 to 1
    return number(shown, _DECIMALS.get(_unit(name), 1))


def _unit(name: str) -> str:
    return _NO_INDICES[name][1] if name in _NO_INDICES else BY_NAME[name].unit


def beats_a_minute(figure: float | None) -> str:
    """Write a heart rate, or a swing of it, in words."""
    if figure is None:
        return NOTHING
    return _("{count} beats a minute").format(count=number(figure))


def minutes(seconds: float) -> str:
    """Write a duration as people say it."""
    whole = int(seconds / 60 + 0.5)  # from the half up, as the app tells them
    if whole < 1:
        count = max(round(seconds), 0)
        return ngettext("{count} second", "{count} seconds", count).format(count=count)
    return ngettext("{count} minute", "{count} minutes", whole).format(count=whole)


def scale(name: str) -> str:
    """Return what a rating is called; a scale of another version keeps its name."""
    return _(SCALES[name].label) if name in SCALES else name


def finish(run: Run) -> str:
    """Say how a run ended."""
    return _(_FINISHED.get(run.finish, run.finish))
