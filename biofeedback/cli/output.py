"""How the terminal looks: two consoles, two colours with a meaning, figures with their units.

Pine is the breath and what one can press, clay is the heart, and nothing else has a colour.
"""

from collections.abc import Sequence
from gettext import gettext as _
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from biofeedback.hrv.index import Index

BREATH = "#2A9A8E"
HEART = "#D9774A"
QUIET = "dim"

_NAMES_TOLD = 3
_PURE_NUMBERS = ("0-1", "ratio")
_DECIMALS = {"ln ms": 2, "0-1": 2, "ratio": 2, "ms2": 0}


def screen() -> Console:
    """Return the console for results."""
    return Console(highlight=False)


def aside() -> Console:
    """Return the console for progress and remarks: stderr."""
    return Console(stderr=True, highlight=False)


def say(sentence: object) -> None:
    """Print a sentence on stderr, as it is."""
    aside().print(str(sentence), markup=False, soft_wrap=True)


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


def figure(index: "Index", value: float | None) -> str:
    """Write a value with its unit, or that it is still being collected."""
    if value is None:
        return _("collecting")
    unit = "" if index.unit in _PURE_NUMBERS else f" {index.unit}"
    return f"{value:.{_DECIMALS.get(index.unit, 1)}f}{unit}"


def several(names: Sequence[str]) -> str:
    """Write the first few names, and how many more there are."""
    told, more = ", ".join(names[:_NAMES_TOLD]), len(names) - _NAMES_TOLD
    return _("{names} and {count} more").format(names=told, count=more) if more > 0 else told


def minutes(seconds: float) -> str:
    """Write a duration as minutes and seconds."""
    whole = max(round(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}"
