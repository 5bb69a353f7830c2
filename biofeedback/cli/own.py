"""A person's own pace: what is said after an assessment, and the file that it is kept in."""

import json
from gettext import gettext as _
from pathlib import Path

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from biofeedback.cli.output import QUIET, screen
from biofeedback.report.resonance import Assessment, OwnRate, sentence
from biofeedback.report.resonance_table import Criterion
from devices.atomic import write_beside
from devices.errors import FileError


def read_own(path: Path | None) -> OwnRate | None:
    """Return the pace kept in a file; None where there is none yet.

    Raises
    ------
    FileError
        When the file holds something else.
    """
    if path is None or not path.exists():
        return None
    try:
        return OwnRate.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileError(
            path, _("holds no pace of yours"), _("Let an assessment write it anew.")
        ) from error


def keep_own(path: Path, own: OwnRate) -> None:
    """Write the pace into a file.

    Raises
    ------
    FileError
        When it cannot be written; what was there stays.
    """
    with write_beside(path) as file:
        json.dump(own.as_json(), file, indent=1)
        file.write("\n")


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
