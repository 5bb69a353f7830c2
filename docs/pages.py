"""Pages made of the program itself, so that they cannot say something else: a hook of mkdocs.

A line `<!-- indices -->` becomes the tables of all indices, from their records and docstrings;
`<!-- speed -->` the table of `speed.json`, which `python -m tests.benchmarks` wrote.
"""

import inspect
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from biofeedback.hrv.index import (
    BREATH_HEART_INDICES,
    INDICES,
    LIVE_INDICES,
    LOMB_INDICES,
    RUN_INDICES,
    SENSED_INDICES,
    Index,
)

_GROUPS = {
    "From every strap, live": LIVE_INDICES,
    "The heart beside the breath, live": BREATH_HEART_INDICES,
    "From straps with raw streams, live": SENSED_INDICES,
    "Of whole recordings": [index for index in INDICES if index not in RUN_INDICES],
    "On request": LOMB_INDICES,
}
_SPEED = Path(__file__).with_name("speed.json")
_DOI = re.compile(r"doi:(\S+?)(?=[,;]?(\s|$))")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill a page."""
    if "<!-- indices -->" in markdown:
        markdown = markdown.replace("<!-- indices -->", "\n\n".join(_all_indices()))
    if "<!-- speed -->" in markdown:
        markdown = markdown.replace("<!-- speed -->", "\n".join(_speed()))
    return markdown


def _all_indices() -> Iterable[str]:
    for title, indices in _GROUPS.items():
        yield f"## {title}"
        for index in indices:
            yield _one(index)


def _one(index: Index) -> str:
    least = f"{index.min_epoch_s:g} s of recording, {index.min_beats} valid intervals"
    rows = {
        "unit": index.unit,
        "window": f"{index.window_s:g} s, live",
        "minimum": least if index.min_beats else "a sensor that tells it",
        "anew": f"every {index.update_s:g} s, live" if index.update_s else "at every beat, live",
        "source": _DOI.sub(r"[doi:\1](https://doi.org/\1)", index.source),
        "limits": "" if index.any_pace else _SPONTANEOUS,
    }
    table = [
        f"| | {index.title} |",
        "|---|---|",
        *(f"| {name} | {words} |" for name, words in rows.items() if words),
    ]
    return "\n".join([f"### `{index.name}`", "", _definition(index), "", *table])


_SPONTANEOUS = (
    "compare it between stretches of spontaneous breathing only: slow breathing changes its meaning"
)


def _definition(index: Index) -> str:
    text = inspect.getdoc(index.compute) or ""
    return text.split("\n\nParameters")[0].replace("\n", " ").strip()


def _speed() -> Iterable[str]:
    told = json.loads(_SPEED.read_text())
    machine = ", ".join(
        f"{name.replace('_', ' ')} {value}" for name, value in told["machine"].items()
    )
    yield f"Printed on: {machine}.\n"
    yield "| | ours | NeuroKit2 | ratio | target |"
    yield "|---|--:|--:|--:|---|"
    for row in told["rows"]:
        case = row["case"].strip()
        if case != row["case"]:  # it belongs to the one above
            case = f"&nbsp;&nbsp;{case}"
        ratio = f"{row['ratio']:,.0f} x" if row["ratio"] else ""
        ours, theirs = (_figure(row[name], row["unit"]) for name in ("ours", "neurokit2"))
        targets = "; ".join(_target(target, row) for target in row["targets"])
        yield f"| {case} | {ours} | {theirs} | {ratio} | {targets} |"


def _target(target: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    value, limit = row[target["of"]], target["limit"]
    if value is None:
        return ""
    met = value >= limit if target["at_least"] else value <= limit
    sign, unit = "≥" if target["at_least"] else "≤", "x" if target["of"] == "ratio" else row["unit"]
    missed = "**missed**" if target["gated"] else "missed, not gated"
    return f"{sign} {limit:g} {unit}".rstrip() + (": ok" if met else f": {missed}")


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:,.0f} {unit}" if value >= 1000 else f"{value:.3g} {unit}".rstrip()
