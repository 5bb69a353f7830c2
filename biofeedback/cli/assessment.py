"""What is said after an assessment."""

from gettext import gettext as _

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from biofeedback.cli.output import QUIET, screen
from biofeedback.report.resonance import Assessment, sentence
from biofeedback.report.resonance_table import Criterion


def print_assessment(assessment: Assessment) -> None:
    """Print the rates side by side, and what they say."""
    console = screen()
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column(_("What speaks for a rate"), max_width=30)
    for row in assessment.rows:
        table.add_column(_("{rate:.1f}/min").format(rate=row.rate_per_min), justify="right")
    for criterion in Criterion:
        best = assessment.votes.get(criterion, ())
        cells = (_cell(row.values[criterion], row.rate_per_min in best) for row in assessment.rows)
        table.add_row(criterion.label, *cells)
    console.print(table)
    console.print(
        Text(_("* best of the row. Weights are not known, so none are used."), style=QUIET)
    )
    console.print(sentence(assessment))


def _cell(value: float | None, is_best: bool) -> Text:
    if value is None:
        return Text("-")
    figure = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return Text(f"* {figure}" if is_best else figure)
