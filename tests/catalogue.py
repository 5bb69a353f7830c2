"""Renew the catalogues: `python -m tests.catalogue`.

Texts are gathered from all packages, merged into every `messages.po` and compiled. What is no
longer said goes; what was translated stays; nothing is guessed. Titles of figures and words of
scales come from the records that hold them; what Python's argparse says in `--help` is listed here.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from biofeedback.hrv.index import BY_NAME
from biofeedback.locale import DOMAIN, ENGLISH, FOLDER, LANGUAGES
from biofeedback.store.answers import SCALES

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("biofeedback", "devices", "sessions")
KEYWORDS = {"_": None, "marked": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
ARGPARSE = (
    "usage: ",
    "positional arguments",
    "options",
    "show this help message and exit",
    "%(prog)s: error: %(message)s\n",
    "argument %(argument_name)s: %(message)s",
    "the following arguments are required: %s",
    "unrecognized arguments: %s",
    "expected one argument",
    "expected at least one argument",
    "not allowed with argument %s",
    "ambiguous option: %(option)s could match %(matches)s",
    "invalid %(type)s value: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)",
)
"""It asks the same domain; a Python that says it otherwise says it in English."""

_NEVER = datetime(2026, 1, 1, tzinfo=UTC)  # a date in the file would change it for nothing


def template() -> Catalog:
    """Gather everything that can be translated."""
    texts = Catalog(charset="utf-8")
    for package in PACKAGES:
        found = extract_from_dir(ROOT / package, [("**.py", "python")], keywords=KEYWORDS)
        for name, _line, text, _comments, context in found:
            texts.add(text, None, [(f"{package}/{Path(name).as_posix()}", 1)], context=context)
    for source, text in _of_records():
        texts.add(text, None, [(source, 1)])
    for text in ARGPARSE:
        texts.add(text, None, [("argparse", 1)])
    return texts


def _of_records() -> Iterator[tuple[str, str]]:
    for index in BY_NAME.values():
        yield "biofeedback/hrv/index.py", index.title
    for scale in SCALES.values():
        for text in (scale.label, scale.word, scale.none, scale.most):
            yield "biofeedback/store/answers.py", text


def languages() -> list[str]:
    return [language for language in LANGUAGES if language != ENGLISH]


def po_file(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def renewed(language: str) -> Catalog:
    """Return the catalogue with the texts of today."""
    catalog = read(language)
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.project, catalog.version = "biofeedback", "1"
    catalog.msgid_bugs_address = catalog.last_translator = ""
    catalog.creation_date = catalog.revision_date = _NEVER
    return catalog


def compiled(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    for language in languages():
        catalog = renewed(language)
        with po_file(language).open("wb") as file:
            write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
        po_file(language).with_suffix(".mo").write_bytes(compiled(catalog))
        texts = [message for message in catalog if message.id]
        done = sum(bool(message.string and all(_strings(message))) for message in texts)
        print(f"{language}: {done} of {len(texts)} texts are translated")


def _strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


if __name__ == "__main__":
    main()
