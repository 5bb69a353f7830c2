"""The documentation builds without a warning, its code runs, and prints what stands below it.

The blocks of one page run in their order, in one folder: `python` blocks that follow each other in
one process, `sh` in a shell with this environment first in its path; `toml` and `json` are written
under the name in the block's title, and parsed. A `text` block is what the block before it prints,
where `...` stands for what is left out. Blocks of other kinds are shown, not run.
"""

import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))
SNIPPET = re.compile(r"^--8<-- \"(.+)\"$", re.MULTILINE)
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`((?:biofeedback|devices|sessions|tests|docs)/[\w./-]+\.\w+)")
LONGEST_S = 120
COLUMNS = "88"
IN_ONE_PROCESS = """
import contextlib, io, json, sys
said, names = [], {"__name__": "__main__"}
for number, code in enumerate(json.load(sys.stdin)):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, f"<block {number}>", "exec"), names)
    said.append(out.getvalue())
print(json.dumps(said))
"""


@dataclass
class Block:
    """A block of code, and what it is said to print."""

    language: str
    title: str
    code: str
    prints: str | None = None

    @property
    def kind(self):
        return "file" if self.title else self.language

    def check(self, said):
        if self.prints is not None:
            wanted = ".*".join(re.escape(plain(part)) for part in self.prints.split("..."))
            alike = re.fullmatch(wanted, plain(said))
            assert alike, f"{self.code}\nprints\n{said}\ninstead of\n{self.prints}"


def plain(text):
    return " ".join(text.split())


def blocks_of(page):
    text = SNIPPET.sub(lambda found: (ROOT / found[1]).read_text().rstrip(), page.read_text())
    blocks = []
    for found in BLOCK.finditer(text):
        block = Block(found[1], found[2] or "", found[3])
        if block.language == "text":
            blocks[-1].prints = block.code
        else:
            blocks.append(block)
    return blocks


@pytest.fixture
def run(tmp_path):
    """Run a command in the page's folder, as somebody who has nothing yet; it must end well."""
    home = tmp_path / "home"
    home.mkdir()
    known = {
        key: value for key, value in os.environ.items() if key[:4] not in ("XDG_", "BIOF", "PYTE")
    }
    environment = {
        **known,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "LANGUAGE": "en",
        "COLUMNS": COLUMNS,
        "QT_QPA_PLATFORM": "offscreen",
    }

    def run(*command, told=""):
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env=environment,
            input=told,
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
        )
        assert done.returncode == 0, f"{told or command[-1]}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    return run


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_block_of_code_runs_and_prints_what_it_says(page, run, tmp_path):
    for kind, blocks in groupby(blocks_of(page), lambda block: block.kind):
        several = list(blocks)
        if kind == "python":
            told = json.dumps([block.code for block in several])
            said = json.loads(run(sys.executable, "-c", IN_ONE_PROCESS, told=told))
            for block, printed in zip(several, said, strict=True):
                block.check(printed)
        for block in several:
            if kind == "sh":
                block.check(run("bash", "-euo", "pipefail", "-c", block.code))
            elif block.title:
                (tmp_path / block.title).write_text(block.code)
            if block.language == "toml":
                tomllib.loads(block.code)
            elif block.language == "json":
                [json.loads(line) for line in block.code.splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_file_that_a_page_names_is_there(page):
    assert not [name for name in NAMED.findall(page.read_text()) if not (ROOT / name).is_file()]


def test_the_documentation_builds_without_a_warning(tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    places = ["-f", str(ROOT / ".mkdocs.yml"), "-d", str(tmp_path / "site")]
    done = subprocess.run([*command, *places], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    fetched = re.compile(r"(?:src|href)=\"https?://[^\"]+\.(?:js|css|woff2?|png|svg)")
    for page in (tmp_path / "site").rglob("*.html"):
        assert not fetched.findall(page.read_text()), page.name
