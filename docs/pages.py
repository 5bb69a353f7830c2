"""Pages made of the program itself, so that they cannot say something else: a hook of mkdocs.

A line `<!-- indices -->` becomes the tables of all indices, from their records and docstrings.
"""

import inspect
import re
from collections.abc import Iterable
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
_DOI = re.compile(r"doi:(\S+?)(?=[,;]?(\s|$))")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill a page."""
    if "<!-- indices -->" in markdown:
        markdown = markdown.replace("<!-- indices -->", "\n\n".join(_all_indices()))
    return markdown


def _all_indices() -> Iterable[str]:
    for title, indices in _GROUPS.items():
        yield f"## {title}"
        for index in indices:
            yield _one(index)


def _one(index: Index) -> str:
    least = f"{index.min_epoch_s:g} s of recording, {index.min_beats} valid intervals"
    rows = {
        "title": index.title,
        "unit": index.unit,
        "window": f"{index.window_s:g} s, live",
        "minimum": least if index.min_beats else "a sensor that tells it",
        "anew": f"every {index.update_s:g} s, live" if index.update_s else "at every beat, live",
        "source": _DOI.sub(r"[doi:\1](https://doi.org/\1)", index.source),
        "limits": "" if index.any_pace else _SPONTANEOUS,
    }
    table = [
        "| | |",
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
