"""Lint, format, types, import layers and the size of files and functions: one command runs all."""

import ast
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("biofeedback", "devices", "sessions")
SCRIPTS = Path(sys.executable).parent

SOURCES = sorted(
    path
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if path.parent.name != "versions"  # migrations are written by a program, and never changed
)


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"]],
    ids=lambda command: " ".join(command),
)
def test_checker_finds_nothing(command):
    program = shutil.which(command[0], path=SCRIPTS) or pytest.fail(f"{command[0]} is missing")
    result = subprocess.run(
        [program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_files_are_small():
    lines = {path: path.read_text().count("\n") for path in SOURCES}
    print(f"{len(lines)} files, median {statistics.median(lines.values()):.0f} lines")
    assert statistics.median(lines.values()) <= 150
    assert not {path: n for path, n in lines.items() if n > 400}


def test_functions_are_small():
    long = [
        f"{path.name}:{node.name} {node.end_lineno - node.lineno + 1}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _code_lines(node) > 40
    ]
    assert not long


def _code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    return node.end_lineno - first.lineno + 1
