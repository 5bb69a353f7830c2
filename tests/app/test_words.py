"""The app's words: all are gathered, all are translated, and no translation says something else."""

import ast
import re

import pytest
from PySide6.QtCore import QTranslator

from tests.app_words import (
    APP,
    LANGUAGES,
    compiled,
    gathered,
    missing,
    renewed,
    translated,
    ts_file,
)

RENEW = "python -m tests.app_words"
PLACE = re.compile(r"\{.*?\}|%n|\(\*.*?\)")
"""What is filled in later, and the kinds of files in a file dialog."""
NAMED_KEY = re.compile(r"\b(Ctrl|Strg|Space|Leertaste|Esc|Escape|Enter|Tab|F\d+|[B-HJ-Z])\b")
"""A key of the keyboard; of the letters not A and I, which are English words."""
GERMAN_KEY = {"Ctrl": "Strg", "Space": "Leertaste"}


@pytest.fixture(scope="module")
def keys():
    return gathered()


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


def said_in_code():
    """Return every text and note given to `tr` anywhere, inside f-strings too."""
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr":
                texts = [getattr(given, "value", path.name) for given in node.args]
                yield texts[0], "".join(texts[1:])


def forms_of(language):
    """Return every source text with each form of its translation."""
    return [(text, form) for (text, _), forms in translated(language).items() for form in forms]


def test_every_text_is_found_by_the_tool_that_gathers_them(keys):
    assert set(said_in_code()) == set(keys)


def test_every_text_is_translated(language, keys):
    assert not missing(language, keys), RENEW


def test_the_files_hold_the_texts_of_today(language, keys):
    assert ts_file(language).read_bytes() == renewed(language, keys), RENEW


def test_the_app_reads_what_was_translated(language):
    assert ts_file(language).with_suffix(".qm").read_bytes() == compiled(language), RENEW


def test_what_is_filled_in_stays(language):
    for text, form in forms_of(language):
        assert sorted(PLACE.findall(form)) == sorted(PLACE.findall(text)), text


def test_a_counted_text_has_a_form_for_one_and_one_for_many(language):
    for (text, _), forms in translated(language).items():
        assert len(forms) == (2 if "%n" in text else 1), text


def test_german_names_the_same_keys_as_its_keyboards_do():
    for text, form in forms_of("de"):
        keys = [GERMAN_KEY.get(key, key) for key in NAMED_KEY.findall(text)]
        assert sorted(NAMED_KEY.findall(form)) == sorted(keys), text


def test_nobody_is_shouted_at(language, keys):
    loud = [text for text, _ in keys if "!" in text]
    loud += [form for _, form in forms_of(language) if "!" in form]
    assert not loud


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [("en", "1 minute left", "7 minutes left"), ("de", "noch 1 Minute", "noch 7 Minuten")],
)
def test_one_and_many_are_told_apart(language, one, many):
    translator = QTranslator()
    assert translator.load(language, str(ts_file(language).parent))
    told = [translator.translate("", "%n minute(s) left", "", n) for n in (1, 7)]
    assert [form.replace("%n", str(n)) for form, n in zip(told, (1, 7), strict=True)] == [one, many]
