"""A report as a PDF: the same words, figures and shapes as the web page, set on A4.

Letters are DejaVu Sans, which covers most scripts that are written with letters; what it lacks
shows as a box, and nothing fails. The font is a file of matplotlib's, found without importing it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path as File
from typing import TYPE_CHECKING

from biofeedback.report import palette
from biofeedback.report.chart import Chart
from biofeedback.report.drawing import SCALE_WIDTH, WIDE, Drawing, drawn, drawn_scale
from biofeedback.report.page import Block, Facts, Page, Scales, Section, Table, Text
from biofeedback.report.pdf_shapes import paint

if TYPE_CHECKING:
    from fpdf import FPDF

FONT = "DejaVu"
_SIDE_MM, _TOP_MM, _FOOT_MM = 18.0, 16.0, 16.0
_WIDTH_MM = 210.0 - 2 * _SIDE_MM
_MM = _WIDTH_MM / WIDE  # of a pixel
_TITLE_PT, _LEAD_PT, _HEADING_PT, _FACT_PT, _BODY_PT, _SMALL_PT = 20.0, 12.0, 12.0, 12.0, 9.5, 8.5
_LINE = 0.3528 * 1.4  # mm of a line, by points
_MOST_FACTS = 5
_BETWEEN_MM = 3.0  # columns of a table
_COLUMNS_MM = (_SIDE_MM, _SIDE_MM + _WIDTH_MM - SCALE_WIDTH * _MM)
_LONG_MM = 40.0  # a longer word, such as an address, may be cut
_EVENLY_MM = 6.0  # what each column gets of the room, beside what it needs


def pdf(page: Page) -> bytes:
    """Return the whole file."""
    document = _empty(page)
    document.add_page()
    sheet = _Sheet(document)
    sheet.words(page.title, _TITLE_PT, bold=True, after_mm=0.5)
    sheet.words(page.subtitle, _BODY_PT, palette.SOFT, after_mm=4)
    sheet.words(page.lead, _LEAD_PT, after_mm=3)
    for section in page.sections:
        sheet.section(section)
    sheet.foot(page)
    return bytes(document.output())


def _empty(page: Page) -> "FPDF":
    from fpdf import FPDF, ViewerPreferences

    document = FPDF(format="A4")
    for style, name in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
        document.add_font(FONT, style, _font(name))
    document.set_lang(page.language)
    document.set_title(f"{page.title} - {page.subtitle}")
    document.viewer_preferences = ViewerPreferences(display_doc_title=True)
    document.set_margins(_SIDE_MM, _TOP_MM)
    document.c_margin = 0.0  # words begin where lines do
    document.set_auto_page_break(True, _FOOT_MM)
    return document


def _font(name: str) -> File:
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("matplotlib, whose fonts the PDF is written with, is missing")
    return File(found.origin).parent / "mpl-data" / "fonts" / "ttf" / name


class _Sheet:
    """Sets blocks one below the other, each on one page where it fits on one."""

    def __init__(self, document: "FPDF") -> None:
        self._document = document

    def words(
        self,
        text: str,
        size_pt: float,
        colour: str = palette.INK,
        *,
        bold: bool = False,
        after_mm: float = 1.5,
    ) -> None:
        """Set a paragraph over the whole width."""
        self._type(size_pt, colour, bold=bold)
        self._document.multi_cell(
            0, size_pt * _LINE, text, align="L", new_x="LMARGIN", new_y="NEXT"
        )
        self._document.ln(after_mm)

    def section(self, section: Section) -> None:
        """Set a heading and what belongs to it."""
        self._document.ln(3)
        self._room_for(28)
        self._document.start_section(section.title)
        self.words(section.title, _HEADING_PT, palette.ACCENT, bold=True, after_mm=1)
        for block in section.blocks:
            self._block(block)

    def foot(self, page: Page) -> None:
        """Set the last lines, below a hairline."""
        self._document.ln(4)
        self._room_for(14)
        self._document.set_draw_color(palette.LINE)
        y = self._document.get_y()
        self._document.line(_SIDE_MM, y, _SIDE_MM + _WIDTH_MM, y)
        self._document.ln(2)
        for line in page.foot:
            self.words(line, _SMALL_PT, palette.SOFT, after_mm=0)

    def _block(self, block: Block) -> None:
        match block:
            case Text():
                colour = palette.SOFT if block.quiet else palette.INK
                self.words(block.text, _SMALL_PT if block.quiet else _BODY_PT, colour)
            case Facts():
                self._facts(block)
            case Scales():
                self._scales(block)
            case Chart():
                self._chart(block)
            case Table():
                self._table(block)

    def _facts(self, block: Facts) -> None:
        columns = min(max(len(block.facts), 3), _MOST_FACTS)
        width_mm = _WIDTH_MM / columns
        for start in range(0, len(block.facts), columns):
            row = block.facts[start : start + columns]
            for texts, size_pt, colour, bold in (
                ([fact.label for fact in row], _SMALL_PT, palette.SOFT, False),
                ([fact.value for fact in row], _FACT_PT, palette.INK, True),
            ):
                self._type(size_pt, colour, bold=bold)
                for text in texts:
                    with self._fitting(text, size_pt, width_mm - 3):
                        self._document.cell(width_mm, size_pt * _LINE, text)
                self._document.ln(size_pt * _LINE)
            self._document.ln(2)

    def _scales(self, block: Scales) -> None:
        """Set ratings two by two."""
        width_mm = SCALE_WIDTH * _MM
        for start in range(0, len(block.scales), 2):
            self._room_for(14)
            top_mm = self._document.get_y()
            for scale, left_mm in zip(block.scales[start : start + 2], _COLUMNS_MM, strict=False):
                self._document.set_xy(left_mm, top_mm)
                self._type(_BODY_PT, palette.INK, bold=True)
                self._document.cell(width_mm / 2, _BODY_PT * _LINE, scale.label)
                self._type(_SMALL_PT, palette.SOFT)
                self._document.cell(width_mm / 2, _BODY_PT * _LINE, scale.words, align="R")
                self._document.ln(_BODY_PT * _LINE)
                drawing = drawn_scale(scale.before, scale.after)
                self._drawing(drawing, 2, left_mm)

    def _chart(self, chart: Chart) -> None:
        drawing = drawn(chart)
        self._room_for(drawing.height * _MM + 16)
        self.words(chart.title, _BODY_PT, bold=True, after_mm=0)
        self.words(chart.detail, _SMALL_PT, palette.SOFT, after_mm=1)
        self._drawing(drawing, 3)

    def _drawing(self, drawing: Drawing, after_mm: float, left_mm: float = _SIDE_MM) -> None:
        paint(self._document, drawing, left_mm, self._document.get_y(), _MM, FONT)
        self._document.set_xy(_SIDE_MM, self._document.get_y() + drawing.height * _MM + after_mm)

    def _table(self, table: Table) -> None:
        from fpdf.fonts import FontFace

        self._room_for(24)
        self.words(table.caption, _BODY_PT, bold=True, after_mm=1)
        widths_mm = self._widths(table)
        self._type(_SMALL_PT, palette.INK)
        self._document.set_draw_color(palette.LINE)
        self._document.set_line_width(0.2)
        with self._document.table(
            borders_layout="HORIZONTAL_LINES",
            col_widths=widths_mm,
            text_align=tuple("RIGHT" if numeric else "LEFT" for numeric in table.numeric),
            headings_style=FontFace(emphasis="BOLD"),
            line_height=_SMALL_PT * _LINE,
        ) as laid:
            for cells in (table.head, *table.rows):
                row = laid.row()
                for i, cell in enumerate(cells):
                    row.cell(cell, padding=(0.4, 0, 0.4, _BETWEEN_MM if i else 0))
        self._document.ln(1.5)
        if table.note:
            self.words(table.note, _SMALL_PT, palette.SOFT)

    def _widths(self, table: Table) -> list[float]:
        """Cut no word and no number; share what is left by how much longer the cells are."""
        self._type(_SMALL_PT, palette.INK, bold=True)
        measured = self._document.get_string_width
        least, more = [], []
        columns = zip(table.head, *table.rows, strict=True)
        for numeric, (name, *cells) in zip(table.numeric, columns, strict=True):
            words = (*name.split(), *(cells if numeric else " ".join(cells).split()))
            least.append(min(max(map(measured, words)), _LONG_MM) + _BETWEEN_MM)
            more.append(max(map(measured, (name, *cells))) + _BETWEEN_MM - least[-1] + _EVENLY_MM)
        share = (_WIDTH_MM - sum(least)) / sum(more)
        return [short + share * long for short, long in zip(least, more, strict=True)]

    def _room_for(self, height_mm: float) -> None:
        if self._document.will_page_break(height_mm):
            self._document.add_page()

    def _type(self, size_pt: float, colour: str, *, bold: bool = False) -> None:
        self._document.set_font(FONT, "B" if bold else "", size_pt)
        self._document.set_text_color(colour)

    @contextmanager
    def _fitting(self, text: str, size_pt: float, width_mm: float) -> Iterator[None]:
        """Set a line smaller where it would run into the next column."""
        needed_mm = self._document.get_string_width(text)
        self._document.set_font_size(size_pt * min(1.0, width_mm / max(needed_mm, 1e-6)))
        yield
        self._document.set_font_size(size_pt)
