"""The windows of a recording as columns: what a spreadsheet, a data frame or a plot takes.

A figure that is still collecting is NaN here and null in JSON.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from biofeedback.hrv.panel import NAMES
from biofeedback.live.archive import Row

if TYPE_CHECKING:
    import pandas as pd

PANEL_NAMES = tuple(name for names in NAMES.values() for name in names)
"""The indices of NeuroKit2's panel, in its order."""
_PARTS = ("values", "quality", "artifacts", "panel")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One row a window, one column a figure.

    Attributes
    ----------
    columns : mapping of str to ndarray, shape (rows,)
        By name: `start_s`, `end_s`, `beats`, the indices, `artifact_pct`, `coverage`, `gap_s`,
        the counts of artifacts, and `breaths_by`. Numbers are float64, NaN where there is too
        little to say; counts are int64.
    """

    columns: Mapping[str, NDArray[Any]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Table":
        """Lay rows below each other."""
        flat = [flat_row(row) for row in rows]
        names = dict.fromkeys(name for row in flat for name in row)
        return cls({name: _column([row.get(name) for row in flat]) for name in names})

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Return a column."""
        return self.columns[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the columns."""
        return iter(self.columns)

    def __len__(self) -> int:
        """Count the rows."""
        return next(iter(self.columns.values())).size if self.columns else 0

    def to_dataframe(self) -> "pd.DataFrame":
        """Return the table as a data frame of pandas.

        Raises
        ------
        ImportError
            When pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            text = _("A data frame needs the package pandas, which is missing: pip install pandas")
            raise ImportError(text) from error
        return pd.DataFrame(dict(self.columns))


def nested_row(row: Row) -> dict[str, Any]:
    """Return a window as plain values, its parts together, ready for JSON."""
    analysis, trust = row.analysis, row.analysis.quality
    out: dict[str, Any] = {
        "start_s": analysis.start_s,
        "end_s": analysis.end_s,
        "beats": analysis.beats,
        "values": dict(analysis.values),
        "breaths_by": analysis.breaths_by,
        "quality": {
            "artifact_pct": trust.artifact_pct,
            "coverage": trust.coverage,
            "gap_s": trust.gap_s,
        },
        "artifacts": asdict(row.artifacts),
    }
    if row.panel:
        out["panel"] = {
            "values": dict(row.panel.values),
            "unavailable": dict(row.panel.unavailable),
            "joins": row.panel.joins,
        }
    return out


def flat_row(row: Row) -> dict[str, Any]:
    """Return a window as plain values side by side; None where there is too little to say."""
    nested = nested_row(row)
    values, quality, artifacts, panel = (nested.pop(part, None) for part in _PARTS)
    counts = {f"artifacts_{name}": count for name, count in artifacts.items()}
    out: dict[str, Any] = nested | values | quality | counts
    if panel:
        out["panel_joins"] = panel["joins"]
        out |= dict.fromkeys((*PANEL_NAMES, *panel["unavailable"])) | panel["values"]
    return out


def _column(values: list[Any]) -> NDArray[Any]:
    kinds = {type(value) for value in values}
    if kinds == {str} or kinds == {int}:
        return np.array(values)
    return np.array(values, np.float64)
