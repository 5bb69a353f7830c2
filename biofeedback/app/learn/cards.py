"""What there is to read: cards by topic, each in two readings and every language, from TOML files.

Long texts live here rather than among the words of the screen, so that both languages of a card
stand side by side, and a fact is changed in one place. What is not translated is read in English.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

TOPICS = ("breathing", "networks", "pain", "warmth", "how", "guidelines")
"""The files, in the order of reading."""

REVIEW = "review"
"""Stands for the review article on integrative care that many facts are from."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing of a card's picture.

    Attributes
    ----------
    form : str
        A key of `pictures.FORMS`.
    caption : str
        What stands above it.
    measures : mapping
        What the form is drawn with.
    """

    form: str
    caption: str
    measures: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Card:
    """One card; `plain` are its paragraphs.

    Attributes
    ----------
    how, effect : str
        The fuller reading: how it works, and how large its effect is; may be empty.
    sources : tuple of str
        What the fuller reading rests on; `REVIEW` is one of them where it applies.
    session : str
        The session that belongs to it; empty for none.
    legend : tuple of str
        Keys of `pictures.LEGEND`.
    """

    id: str
    topic: str
    title: str
    plain: tuple[str, ...]
    how: str
    effect: str
    sources: tuple[str, ...]
    session: str
    drawings: tuple[Drawing, ...]
    legend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guideline:
    """What a guideline puts first, second, third and after that; empty where it says nothing."""

    country: str
    name: str
    choices: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Topic:
    """Cards that belong together; `icon` is one of the theme's."""

    id: str
    title: str
    icon: str
    cards: tuple[Card, ...]
    guidelines: tuple[Guideline, ...]


@cache
def topics(language: str) -> tuple[Topic, ...]:
    """Return all topics in a language, two letters."""
    return tuple(_topic(name, language) for name in TOPICS)


def cards(language: str) -> tuple[Card, ...]:
    """Return all cards in the order of reading."""
    return tuple(card for topic in topics(language) for card in topic.cards)


def _topic(name: str, language: str) -> Topic:
    text = (files("biofeedback.app.learn") / f"{name}.toml").read_text(encoding="utf-8")
    table = _in_language(tomllib.loads(text), language)
    rows = table.get("guideline", [])
    return Topic(
        name,
        table["title"],
        table["icon"],
        tuple(_card(name, each) for each in table["card"]),
        tuple(_guideline(each) for each in rows),
    )


def _card(topic: str, table: Mapping[str, Any]) -> Card:
    return Card(
        table["id"],
        topic,
        table["title"],
        tuple(" ".join(part.split()) for part in table["plain"].strip().split("\n\n")),
        table.get("how", ""),
        table.get("effect", ""),
        tuple(table["sources"]),
        table.get("session", ""),
        tuple(_drawing(each) for each in table.get("drawing", [])),
        tuple(table["legend"]),
    )


def _drawing(table: Mapping[str, Any]) -> Drawing:
    measures = {key: value for key, value in table.items() if key not in ("form", "caption")}
    return Drawing(table["form"], table["caption"], measures)


def _guideline(table: Mapping[str, Any]) -> Guideline:
    first, second, third, later = (
        table.get(key, "") for key in ("first", "second", "third", "later")
    )
    return Guideline(table["country"], table["name"], (first, second, third, later))


def _in_language(value: Any, language: str) -> Any:
    """Return a value with every table of languages replaced by its text in one of them."""
    if isinstance(value, dict):
        if "en" in value:
            return value.get(language, value["en"])
        return {key: _in_language(each, language) for key, each in value.items()}
    return [_in_language(each, language) for each in value] if isinstance(value, list) else value
