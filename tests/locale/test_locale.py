"""Languages: which is spoken, how it writes numbers and days, and whether catalogues are whole."""

import re
from datetime import date, datetime
from gettext import gettext

import pytest

from biofeedback.cli.arguments import parser
from biofeedback.locale import LANGUAGES, day, moment, number, short_day, speak
from tests import catalogue

MINUS = "\N{MINUS SIGN}"
#: What is the same in every language: fields, commands, options, variables.
KEPT = re.compile(r"\{.*?\}|%\(\w+\)\w|%s|`.*?`|--[a-z][a-z-]*|BIOFEEDBACK_\w+")


def test_a_language_that_is_wished_for():
    assert set(LANGUAGES) == {"en", "de"}
    assert (speak("de"), gettext("March"), gettext("no such text")) == (
        "de",
        "März",
        "no such text",
    )
    assert (speak("en"), gettext("March")) == ("en", "March")


def test_without_a_wish_the_system_decides(monkeypatch):
    for wish, spoken in (("de_AT:en", "de"), ("fr:de", "de"), ("fr", "en"), ("C", "en")):
        monkeypatch.setenv("LANGUAGE", wish)
        assert speak() == spoken


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["1234.5", f"{MINUS}0.3", "0", "14 March 2026, 8:05", "3 May"]),
        ("de", ["1234,5", f"{MINUS}0,3", "0", "14. März 2026, 8:05 Uhr", "3. Mai"]),
    ],
)
def test_numbers_and_days(language, texts):
    speak(language)
    told = [number(1234.5, 1), number(-0.26, 1), number(-0.2)]
    told += [moment(datetime(2026, 3, 14, 8, 5)), short_day(date(2026, 5, 3))]
    assert told == texts
    assert day(date(2026, 3, 14)) in told[3]


@pytest.mark.parametrize("language", catalogue.languages())
def test_the_catalogue_holds_the_texts_of_today(language):
    kept, wanted = catalogue.read(language), catalogue.template()
    missing = {m.id for m in wanted if m.id} ^ {m.id for m in kept if m.id}
    assert not missing, "run `python -m tests.catalogue`"
    compiled = catalogue.po_file(language).with_suffix(".mo").read_bytes()
    assert compiled == catalogue.compiled(kept), "run `python -m tests.catalogue`"


@pytest.mark.parametrize("language", catalogue.languages())
def test_every_text_is_translated(language):
    texts = [message for message in catalogue.read(language) if message.id]
    assert len(texts) > 800
    assert not [m.id for m in texts if not all(_strings(m.string))]


@pytest.mark.parametrize("language", catalogue.languages())
def test_a_translation_names_the_same_things_as_often(language):
    for message in (message for message in catalogue.read(language) if message.id):
        for text, translated in zip(_strings(message.id), _strings(message.string), strict=True):
            assert _kept(translated) == _kept(text), text
            assert _edges(translated) == _edges(text), text


def test_german_is_set_as_german_is():
    """Its own quotes in pairs, no straight ones around a field, and no exclamation marks."""
    texts = [text for m in catalogue.read("de") if m.id for text in _strings(m.string)]
    assert sum("„" in text for text in texts) > 10
    for text in texts:
        assert text.count("„") == text.count("“"), text
        assert not re.search(r"""['"]\{|”|!""", text), text


def test_help_and_errors_of_the_command_line_are_translated(capsys):
    speak("de")
    with pytest.raises(SystemExit):
        parser().parse_args(["runs", "--help"])
    out = capsys.readouterr().out
    assert out.startswith("Aufruf: biofeedback runs")
    assert not re.search("usage|options|show", out)
    with pytest.raises(SystemExit):
        parser().parse_args(["analyze", "rr.txt", "--jobs", "0"])
    assert "--jobs: muss mindestens 1 sein" in capsys.readouterr().err


def _strings(text):
    return text if isinstance(text, tuple) else (text,)


def _kept(text):
    return sorted(KEPT.findall(text))


def _edges(text):
    """Return the spaces and line ends around a text: others may stand beside it."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
