"""Renew the app's own translations: `python -m tests.app_words`.

Qt's lupdate gathers every `tr(...)` into translations/LANGUAGE.ts, lrelease compiles it. What is no
longer said goes, what was translated stays. A text with `%n` has a form for one and one for many;
lupdate does not see that in our `n=`, so it is marked here. English, the language of the source,
has a file for those texts only.
"""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from biofeedback.app.language import TRANSLATIONS

APP = TRANSLATIONS.parent
TOOLS = Path(sys.executable).parent
SOURCE = "en"
LANGUAGES = (SOURCE, "de")

Key = tuple[str, str]
"""A text, and the note that tells its meanings apart."""


def ts_file(language: str) -> Path:
    return TRANSLATIONS / f"{language}.ts"


def gathered() -> list[Key]:
    """Return every text that the app says, sorted as lupdate writes them."""
    sources = sorted(str(path) for path in APP.rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.ts"
        _run("pyside6-lupdate", *sources, "-locations", "none", "-ts", str(path))
        messages = ET.parse(path).iter("message")
        return [(m.findtext("source", ""), m.findtext("comment", "")) for m in messages]


def translated(language: str) -> dict[Key, list[str]]:
    """Return the translations there are, a list of forms each."""
    found = {}
    if ts_file(language).exists():
        for message in ET.parse(ts_file(language)).iter("message"):
            translation = message.find("translation")
            forms = [] if translation is None else list(translation.iter("numerusform"))
            texts = [form.text or "" for form in forms] or [message.findtext("translation") or ""]
            if all(texts):
                found[message.findtext("source", ""), message.findtext("comment", "")] = texts
    return found


def written(language: str, keys: list[Key], words: dict[Key, list[str]]) -> bytes:
    """Write a .ts file."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage=SOURCE)
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name")
    for key in keys:
        text, note = key
        is_counted = "%n" in text
        if language == SOURCE and not is_counted:
            continue
        message = ET.SubElement(context, "message", {"numerus": "yes"} if is_counted else {})
        ET.SubElement(message, "source").text = text
        if note:
            ET.SubElement(message, "comment").text = note
        told = words.get(key)
        translation = ET.SubElement(message, "translation", {} if told else {"type": "unfinished"})
        if is_counted:
            for form in told or ["", ""]:
                ET.SubElement(translation, "numerusform").text = form
        elif told:
            translation.text = told[0]
    ET.indent(root, "    ")
    head = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    return head + ET.tostring(root, "utf-8") + b"\n"


def renewed(language: str, keys: list[Key]) -> bytes:
    """Return the .ts file with the texts of today."""
    return written(language, keys, translated(language))


def missing(language: str, keys: list[Key]) -> list[str]:
    """Return the texts that have no translation yet."""
    known = translated(language)
    wanted = keys if language != SOURCE else [key for key in keys if "%n" in key[0]]
    return [key[0] for key in wanted if key not in known]


def compiled(language: str) -> bytes:
    """Return what lrelease makes of a .ts file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.qm"
        _run("pyside6-lrelease", str(ts_file(language)), "-qm", str(path))
        return path.read_bytes()


def _run(tool: str, *arguments: str) -> None:
    done = subprocess.run([TOOLS / tool, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{tool}: {done.stdout}{done.stderr}")


def main() -> None:
    keys = gathered()
    for language in LANGUAGES:
        ts_file(language).write_bytes(renewed(language, keys))
        ts_file(language).with_suffix(".qm").write_bytes(compiled(language))
        texts = missing(language, keys)
        print(f"{language}: {len(texts)} texts without a translation")
        for text in texts:
            print(f"  {text}")


if __name__ == "__main__":
    main()
