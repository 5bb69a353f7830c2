"""A drawing in a PDF: each shape by the document's own strokes."""

from typing import TYPE_CHECKING

from biofeedback.report import palette
from biofeedback.report.drawing import SMALL, Drawing, Label, Mark, Path

if TYPE_CHECKING:
    from fpdf import FPDF

_PT = 72 / 25.4


def paint(
    document: "FPDF", drawing: Drawing, left_mm: float, top_mm: float, mm: float, font: str
) -> None:
    """Paint a drawing.

    Parameters
    ----------
    left_mm, top_mm : float
        Its corner on the page.
    mm : float
        How long a unit of the drawing is.
    font : str
        A family that the document knows.
    """
    for shape in drawing.shapes:
        with document.local_context():
            match shape:
                case Path():
                    _path(document, shape, left_mm, top_mm, mm)
                case Mark():
                    _mark(document, shape, left_mm, top_mm, mm)
                case Label():
                    document.set_font(font, "B" if shape.bold else "", SMALL * mm * _PT)
                    document.set_text_color(shape.colour)
                    width_mm = document.get_string_width(shape.text)
                    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor]
                    x, y = left_mm + shape.at[0] * mm, top_mm + shape.at[1] * mm
                    document.text(x - shift * width_mm, y, shape.text)


def _path(document: "FPDF", path: Path, left_mm: float, top_mm: float, mm: float) -> None:
    points = [(left_mm + x * mm, top_mm + y * mm) for x, y in path.points]
    if path.fill:
        document.set_fill_color(path.colour)
        with document.local_context(fill_opacity=path.alpha):
            document.polygon(points, style="F")
        return
    document.set_draw_color(path.colour)
    document.set_line_width(path.width * mm)
    if path.dash:
        document.set_dash_pattern(path.dash[0] * mm, path.dash[-1] * mm)
    document.polyline(points)


def _mark(document: "FPDF", mark: Mark, left_mm: float, top_mm: float, mm: float) -> None:
    x, y, r = left_mm + mark.at[0] * mm, top_mm + mark.at[1] * mm, mark.radius * mm
    document.set_draw_color(mark.colour)
    document.set_fill_color(palette.PAPER if mark.hollow else mark.colour)
    document.set_line_width(2 * mm)
    draw = document.rect if mark.square else document.ellipse
    draw(x - r, y - r, 2 * r, 2 * r, style="DF")
