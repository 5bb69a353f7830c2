"""A browser to look at reports with: the system's Chromium, headless, in a thread of its own.

Playwright's loop would be in the way of the simulated people's; so a page is looked at once, and
everything that was seen comes back as one record.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

PHONE, A4 = 390, 794
"""Widths in CSS pixels; A4 at 96 dots an inch."""

_LOOK = """() => {
  const all = selector => [...document.querySelectorAll(selector)];
  const cells = row => [...row.cells].map(cell => cell.innerText);
  const named = picture => picture.getAttribute("role") == "img" &&
    picture.getAttribute("aria-labelledby").split(" ").every(
      id => document.getElementById(id)?.textContent);
  return {
    language: document.documentElement.lang,
    title: document.title,
    who: all(".who")[0].innerText,
    text: document.body.innerText,
    fits: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    headings: all("h1, h2, h3, h4").map(h => [h.localName, h.innerText]),
    facts: Object.fromEntries(all("dl div").map(
      fact => [fact.children[0].innerText, fact.children[1].innerText])),
    tables: Object.fromEntries(all("table").map(
      table => [table.caption.innerText, [...table.rows].map(cells)])),
    elements: all("*").map(element => element.localName),
    unnamed: all("svg").filter(picture => !named(picture)).length +
      all("th").filter(th => !["col", "row"].includes(th.scope)).length,
  };
}"""


@dataclass(frozen=True)
class Seen:
    """A page as it was shown.

    `said` is what it complained of, `asked_for` what it wanted to load besides itself; `unnamed`
    counts pictures without words and heading cells that head nothing.
    """

    said: list[str]
    asked_for: list[str]
    language: str
    title: str
    who: str
    text: str
    fits: bool
    headings: list[tuple[str, str]]
    facts: dict[str, str]
    tables: dict[str, list[list[str]]]
    elements: list[str]
    unnamed: int


Look = Callable[[Path, int], Seen]


@contextmanager
def chromium() -> Iterator[Look]:
    """Yield a function that shows a file in a window of some width, or skip."""
    path = which("chromium") or which("chromium-browser") or which("google-chrome")
    if path is None:
        pytest.skip("needs Chromium (apt-get install chromium)")
    with ThreadPoolExecutor(1) as thread:

        def start() -> tuple[Any, Any]:
            playwright = sync_playwright().start()
            # As root, which containers are, its sandbox does not start.
            launch = playwright.chromium.launch
            return playwright, launch(executable_path=path, args=["--no-sandbox"])

        playwright, browser = thread.submit(start).result()
        yield lambda file, width: thread.submit(_look, browser, file, width).result()
        thread.submit(browser.close).result()
        thread.submit(playwright.stop).result()


def _look(browser: Any, file: Path, width: int) -> Seen:
    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    asked_for: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto(file.as_uri())
    found = page.evaluate(_LOOK)
    page.close()
    asked_for.remove(file.as_uri())
    return Seen(said=said, asked_for=asked_for, **found)
