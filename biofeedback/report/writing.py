"""A page into a file, `.html` or `.pdf`: it appears whole or not at all."""

from pathlib import Path

from biofeedback.report.page import Page
from devices.atomic import write_beside

SUFFIXES = (".html", ".pdf")


def write_page(page: Page, path: Path) -> None:
    """Write a page; the ending of the path says how.

    Raises
    ------
    FileError
        When the file cannot be written.
    """
    if path.suffix.lower() == ".pdf":
        from biofeedback.report.pdf import pdf

        data = pdf(page)
    else:
        from biofeedback.report.html import html

        data = html(page).encode()
    with write_beside(path) as file:
        file.buffer.write(data)
