"""The page after a run: one row a part, one sentence, and what was saved where."""

from collections.abc import Sequence
from gettext import gettext as _

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from biofeedback.cli.output import QUIET, minutes, screen
from biofeedback.cli.view import trust
from biofeedback.live.runner import Finish
from biofeedback.report.summary import Part, sentence
from devices.errors import marked

_COLUMNS = (
    ("heart_rate_bpm", marked("Heart rate\nbpm"), 0),
    ("rmssd_ms", marked("RMSSD\nms"), 1),
    ("rsa_bpm", marked("Breath wave\nbpm"), 1),
    ("coherence", marked("Coherence\n0-1"), 2),
)


def print_summary(
    title: str, finish: Finish, parts: Sequence[Part], *, measured: bool = True
) -> None:
    """Print how the session went."""
    console = screen()
    ended = {
        Finish.COMPLETED: _("completed"),
        Finish.STOPPED: _("stopped by you"),
        Finish.SOURCE_ENDED: _("the heartbeats ended"),
    }
    console.print(f"\n[bold]{title}[/bold]: {ended[finish]}")
    if parts:
        console.print(_table(parts))
    if not measured:
        console.print(_("Nothing was measured. Your minutes of calm count all the same."))
        return
    console.print(sentence(parts))
    console.print(Text(_("For relaxation and learning; not a medical measurement."), style=QUIET))


def _table(parts: Sequence[Part]) -> Table:
    table = Table(box=SIMPLE, pad_edge=False, collapse_padding=True)
    table.add_column(_("Part"), min_width=16)
    table.add_column(_("Time"), justify="right")
    for _name, heading, _digits in _COLUMNS:
        table.add_column(_(heading), justify="right")
    table.add_column(_("Signal"), min_width=6)
    for part in parts:
        figures = part.figures
        values = [_cell(figures.values[name], digits) for name, _heading, digits in _COLUMNS]
        lasted = minutes(figures.end_s - figures.start_s)
        table.add_row(part.title, lasted, *values, Text(trust(figures.quality), style=QUIET))
    return table


def _cell(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"
