"""What was measured, beside NeuroKit2 and the targets: as a table, and as JSON."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

COLUMNS = "{:<52} {:>12} {:>12} {:>9}  {}"


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure has to reach.

    `of` says which: "ours", or "ratio". Times are not gated: they drift with the machine, where
    ratios do not.
    """

    limit: float
    of: str = "ours"
    at_least: bool = False
    gated: bool = True

    def met(self, row):
        value = getattr(row, self.of)
        return value >= self.limit if self.at_least else value <= self.limit

    def text(self, row):
        sign, unit = ">=" if self.at_least else "<=", "x" if self.of == "ratio" else row.unit
        verdict = "ok" if self.met(row) else "MISSED" if self.gated else "missed, not gated"
        return f"{sign} {self.limit:g} {unit}".rstrip() + f" {verdict}"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, ours and NeuroKit2's in the same unit; None where a system does not tell."""

    case: str
    unit: str
    ours: float | None
    neurokit2: float | None = None
    targets: tuple[Target, ...] = ()

    @property
    def ratio(self):
        """How many times quicker than NeuroKit2."""
        return self.neurokit2 / self.ours if self.ours and self.neurokit2 else None

    @property
    def judged(self):
        """The targets that apply to what is known."""
        return [target for target in self.targets if getattr(self, target.of) is not None]

    @property
    def failed(self):
        return any(target.gated and not target.met(self) for target in self.judged)


def table(machine, rows):
    """Return the lines to print."""
    yield ", ".join(f"{name} {value}" for name, value in machine.items())
    yield COLUMNS.format("", "ours", "NeuroKit2", "ratio", "target")
    for row in rows:
        ratio = f"{row.ratio:,.0f} x" if row.ratio else ""
        targets = "; ".join(target.text(row) for target in row.judged)
        ours, theirs = (_figure(value, row.unit) for value in (row.ours, row.neurokit2))
        yield COLUMNS.format(row.case, ours, theirs, ratio, targets).rstrip()


def write(path, machine, rows):
    """Write everything as JSON."""
    figures = [{**asdict(row), "ratio": row.ratio, "failed": row.failed} for row in rows]
    text = json.dumps({"machine": machine, "rows": figures}, indent=2)
    Path(path).write_text(text + "\n", encoding="utf-8")


def _figure(value, unit):
    return (
        "" if value is None else f"{value:,.3g} {unit}" if value < 1000 else f"{value:,.0f} {unit}"
    )
