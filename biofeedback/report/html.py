"""A report as one HTML file that needs nothing else: words, inline styles, inline pictures.

No script, no font, no address of anything: the file opens in ten years, without a network, and its
own policy lets a browser load nothing. Everything a person typed is escaped.
"""

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from biofeedback.report import palette
from biofeedback.report.chart import Chart
from biofeedback.report.drawing import NARROW, WIDE, drawn, drawn_scale
from biofeedback.report.page import Block, Page, Scale
from biofeedback.report.svg import svg

if TYPE_CHECKING:
    from jinja2 import Environment


def html(page: Page) -> str:
    """Return the whole file."""
    pictures = _Pictures()
    template = _templates().get_template("page.html")
    return template.render(
        page=page,
        kind=_kind,
        chart=pictures.chart,
        scale=pictures.scale,
        colours={name: value for name, value in vars(palette).items() if name.isupper()},
    )


class _Pictures:
    """Draws what is on one page, and gives each picture an id of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def chart(self, chart: Chart) -> Iterator[tuple[str, str]]:
        """Yield a drawing for wide pages and one for telephones; only one of them is shown."""
        for name, width in (("wide", WIDE), ("narrow", NARROW)):
            yield name, svg(drawn(chart, width), chart.title, chart.detail, self._name())

    def scale(self, scale: Scale) -> str:
        drawing = drawn_scale(scale.before, scale.after)
        return svg(drawing, scale.label, scale.words, self._name())

    def _name(self) -> str:
        return f"picture-{next(self._numbers)}"


def _kind(block: Block) -> str:
    return type(block).__name__


def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("biofeedback.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
