"""Languages: which is spoken, how it writes numbers and days, and whether catalogues are whole."""

import re
from datetime import date, datetime
from gettext import gettext

import pytest

from biofeedback.locale import LANGUAGES, day, moment, number, short_day, speak
from tests import catalogue

MINUS = "\N{MINUS SIGN}"
#: Rooms whose texts are all translated.
WHOLE = ("biofeedback/report/", "biofeedback/locale/", "hrv/index.py", "cli/report.py")


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
def test_reports_are_translated_whole(language):
    texts = [m for m in catalogue.read(language) if m.id and _is_in(m, WHOLE)]
    assert len(texts) > 150
    assert not [m.id for m in texts if not m.string or not all(_strings(m.string))]


@pytest.mark.parametrize("language", catalogue.languages())
def test_a_translation_names_the_same_things(language):
    for message in catalogue.read(language):
        translated = [string for string in _strings(message.string) if string]
        if message.id and translated:
            assert _names(translated) == _names(_strings(message.id)), message.id


def _is_in(message, places):
    return any(place in name for name, _line in message.locations for place in places)


def _strings(text):
    return text if isinstance(text, tuple) else (text,)


def _names(texts):
    return {name for text in texts for name in re.findall(r"\{.*?\}", text)}
