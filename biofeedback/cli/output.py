"""How the terminal looks: two consoles, two colours with a meaning, figures with their units.

Pine is the breath and what one can press, clay is the heart, and nothing else has a colour.
"""

from gettext import gettext as _

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from biofeedback.hrv.index import Index

BREATH = "#2A9A8E"
HEART = "#D9774A"
QUIET = "dim"

_DECIMALS = {"ms": 1, "bpm": 1, "ln ms": 2, "%": 1, "0-1": 2, "/min": 1}


def screen() -> Console:
    """Return the console for results."""
    return Console(highlight=False)


def aside() -> Console:
    """Return the console for progress and remarks: stderr."""
    return Console(stderr=True, highlight=False)


def progress() -> Progress:
    """Return a progress bar on stderr that leaves nothing behind."""
    console = aside()
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(complete_style=BREATH, finished_style=BREATH),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def figure(index: Index, value: float | None) -> str:
    """Write a value with its unit, or that it is still being collected."""
    if value is None:
        return _("collecting")
    unit = "" if index.unit == "0-1" else f" {index.unit}"
    return f"{value:.{_DECIMALS.get(index.unit, 1)}f}{unit}"


def minutes(seconds: float) -> str:
    """Write a duration as minutes and seconds."""
    whole = max(round(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}"
