"""What a person reads of a session before opening it: title, length, posture, pace, purpose.

Reading a session takes some milliseconds, so each is read once for a language and a reading, and
never before the first paint.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale

from biofeedback.app.text import tr, whole_minutes

if TYPE_CHECKING:
    from biofeedback.app.settings import Likes
    from sessions.timeline import Session
    from sessions.toml_file import Wording

PURPOSES = ("breathe", "let-go", "rest", "move", "warm", "think")
"""In the order of the shelf; also the names of their icons."""
NETWORKS = ("nervous", "muscle", "circulation", "immune", "psyche")
_PURPOSE_OF = {
    "breathing": "breathe",
    "pmr": "let-go",
    "applied_relaxation": "let-go",
    "movement": "move",
    "heat_cold": "warm",
    "cbt": "think",
}
_MEASURED = ("breathing", "assessment")
_LENGTH = re.compile(r"(.+), [^,]*\d[^,]*$")
_AT_OWN_PACE = 5.9999


class Brief(NamedTuple):
    """A session in a few words.

    Attributes
    ----------
    name : str
        How it is asked for.
    title : str
        Without its length.
    minutes : int
        How long it takes, arriving and all: its title may tell only how long breaths are led.
    purpose : str
        One of `PURPOSES`.
    networks, posture : tuple of str
        As in `sessions.timeline.Session`.
    pace : tuple of float
        Its paces in breaths a minute, each once; 0 for the person's own. Empty: nothing is paced.
    measured : bool
        Whether it is made for a strap; else a voice guides.
    slow_assessment : bool
        Whether it asks for slow breathing to measure somebody.
    """

    name: str
    title: str
    minutes: int
    purpose: str
    networks: tuple[str, ...]
    posture: tuple[str, ...]
    pace: tuple[float, ...]
    measured: bool
    slow_assessment: bool

    def length_words(self) -> str:
        """Return how long it takes."""
        return tr("%n minute(s)", n=self.minutes)

    def pace_words(self) -> str:
        """Return how fast one breathes in it; empty where it does not say."""
        if len(self.pace) > 1:
            fastest, slowest = _number(max(self.pace)), _number(min(self.pace))
            words = tr("{fastest} to {slowest} breaths a minute")
            return words.format(fastest=fastest, slowest=slowest)
        if not self.pace:
            return ""
        if not self.pace[0]:
            return tr("at your own pace")
        return tr("{rate} breaths a minute").format(rate=_number(self.pace[0]))

    def posture_words(self) -> str:
        """Return how one sits, lies or stands in it."""
        words = {"sitting": tr("sitting"), "lying": tr("lying down"), "standing": tr("standing")}
        if not self.posture or len(self.posture) == len(words):
            return tr("anywhere")
        return _either([words[each] for each in self.posture])

    def kind_words(self) -> str:
        """Return whether the strap measures in it, or a voice guides."""
        return tr("measured") if self.measured else tr("guided")


def purpose_words(purpose: str) -> str:
    """Return the name of a purpose."""
    return {
        "breathe": tr("Breathe"),
        "let-go": tr("Let go"),
        "rest": tr("Rest"),
        "move": tr("Move"),
        "warm": tr("Warm and cool"),
        "think": tr("Think"),
    }[purpose]


def network_words(network: str) -> str:
    """Return the everyday name of a network."""
    return {
        "nervous": tr("nerves"),
        "muscle": tr("muscles"),
        "circulation": tr("circulation"),
        "immune": tr("defence"),
        "psyche": tr("mind"),
    }[network]


def wording(likes: "Likes") -> "Wording":
    """Return the language of the app and the reading that the person likes."""
    from sessions.toml_file import Wording

    return Wording(QLocale().name()[:2], likes.fuller)


@lru_cache(maxsize=4)  # the words of all are few, their scripts are not
def session_of(name: str, wording: "Wording") -> "Session":
    """Return a session as it is read.

    Raises
    ------
    SessionError
        When there is none, or it cannot be played.
    """
    from biofeedback.catalogue import find_session
    from sessions.load import Reader

    return find_session(name, Reader(wording, _AT_OWN_PACE))


@cache
def brief_of(name: str, wording: "Wording") -> Brief:
    """Return a session in a few words.

    Raises
    ------
    SessionError
        When there is none, or it cannot be played.
    """
    session = session_of(name, wording)
    title, minutes = titled(session)
    paced = [block.pacing for block in session.blocks if block.pacing]
    rates = {rate for each in paced for rate in (each.start_rate_per_min, each.end_rate_per_min)}
    assesses = session.method == "assessment"
    purpose = "breathe" if assesses and paced else "rest"
    return Brief(
        name,
        title,
        minutes,
        _PURPOSE_OF.get(session.method, purpose),
        session.networks,
        session.posture,
        tuple(sorted(0.0 if rate == _AT_OWN_PACE else rate for rate in rates)),
        session.method in _MEASURED,
        assesses and bool(paced),
    )


def titled(session: "Session") -> tuple[str, int]:
    """Return a session's title without its length, and how many minutes it takes."""
    said = _LENGTH.match(session.title)
    title = said[1] if said else session.title
    return title, max(whole_minutes(session.duration_s / 60), 1)


def read_all(wording: "Wording") -> Iterator[Brief]:
    """Read all sessions one by one, so that a window may breathe in between."""
    from biofeedback.catalogue import installed

    for name in installed().session_names:
        yield brief_of(name, wording)


def _number(rate: float) -> str:
    return QLocale().toString(rate, "g", 3)


def _either(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return tr("{one} or {other}").format(one=", ".join(words[:-1]), other=words[-1])
