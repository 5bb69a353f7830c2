"""A session from a TOML file: the library that ships, or a file of one's own.

`sessions/README.md` tells how such a file is written. It is read into plain values, each checked
for its kind; the records of `sessions.blocks` and `sessions.timeline` judge whether it can be
played. Language and reading are chosen here, once, because the words decide when a line has been
said; the length of every block is the same in all of them.
"""

from dataclasses import dataclass, field
from difflib import get_close_matches
from gettext import gettext as _
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sessions.blocks import Block, Pacing, Timer, Until
from sessions.breathing import BreathPattern
from sessions.errors import SessionError, refuse_unknown
from sessions.script import USUAL_PAUSE_S, Line, speaking_time_s
from sessions.timeline import Session
from sessions.toml_file import Table, TomlFile, Wording

HEAD_KEYS = (
    *("title", "description", "fuller", "method", "networks", "posture"),
    *("precautions", "sources", "when_skipped", "block"),
)
_SHARE_KEYS = ("inhale_pct", "hold_pct", "rest_pct")
_PACE_KEYS = ("rate_per_min", "breath_s", "end_rate_per_min", *_SHARE_KEYS)
_LENGTH_KEYS = ("minutes", "seconds", "breaths")
BLOCK_KEYS = (
    *("title", *_LENGTH_KEYS, "text", "fuller", *_PACE_KEYS),
    *("chime", "timer", "until", "group", "repeat", "line", "use", "skip"),
)
_USE_KEYS = ("use", "skip", "repeat")
LINE_KEYS = ("text", "fuller", "at_s", "pause_s", "duration_s", "write")
_UNTIL_KEYS = ("index", "op", "value", "hold_s")

OWN_PACE = "own"
_MOST_REPEATS, _MOST_BLOCKS = 100, 1000

# What a field of a record is called in a file, where the two differ.
_HEAD_NAMES = {"name": "title"}
_LINE_NAMES = {"start_s": "at_s"}
_BLOCK_NAMES = _LINE_NAMES | {
    "inhale": "inhale_pct",
    "hold": "hold_pct",
    "rest": "rest_pct",
    **dict.fromkeys(("index", "op", "value", "hold_s"), "until"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a session is read.

    Attributes
    ----------
    wording : Wording
        The language, and the plain or the fuller reading.
    own_rate_per_min : float
        The pace of sessions that say ``rate_per_min = "own"``.
    """

    wording: Wording = field(default_factory=Wording)
    own_rate_per_min: float = 6.0


ANYBODY = Reader()


def library() -> list[str]:
    """Return the names of the sessions that ship, sorted."""
    names = (entry.name for entry in _shelf().iterdir())
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def find_session(name_or_path: str, reader: Reader = ANYBODY) -> Session:
    """Return a session of the library by its name, or the one in a `.toml` file by its path.

    Raises
    ------
    SessionError
        When there is none, or it cannot be played.
    """
    return load_session(find_file(name_or_path), reader)


def find_file(name_or_path: str) -> Traversable:
    """Return the file of a session of the library, or the path of one's own `.toml` file.

    Raises
    ------
    SessionError
        When no session of the library has this name.
    """
    if name_or_path.endswith(".toml"):
        return Path(name_or_path)
    names = library()
    if name_or_path not in names:
        nearest = get_close_matches(name_or_path, names, 1, cutoff=0.5)
        hint = _("Did you mean '{name}'? ").format(name=nearest[0]) if nearest else ""
        raise SessionError(
            _("No session is called '{name}'").format(name=name_or_path),
            hint + _("`biofeedback sessions` lists all; a file of your own ends in .toml."),
        )
    return _shelf() / f"{name_or_path}.toml"


def load_session(path: Traversable, reader: Reader = ANYBODY) -> Session:
    """Return the session that a TOML file describes; its name is that of the file.

    Raises
    ------
    SessionError
        When the file cannot be read, or what it says cannot be played.
    """
    return _load(path, reader, ())


def languages_of(path: Traversable) -> list[str]:
    """Return the languages that a file has texts in, English first.

    Raises
    ------
    SessionError
        When the file cannot be read.
    """
    return sorted(TomlFile(path).languages(), key=lambda language: (language != "en", language))


def _shelf() -> Traversable:
    return files("sessions") / "library"


def _load(path: Traversable, reader: Reader, users: tuple[str, ...]) -> Session:
    """Load a session that is used by the files `users`, outermost first."""
    file = TomlFile(path)
    head = file.head(reader.wording)
    with file.standing_in(names=_HEAD_NAMES):
        head.refuse_unknown(HEAD_KEYS)
        tables = head.tables("block", "[[block]]")
        when_skipped = head.text("when_skipped", "")
    blocks: list[Block] = []
    for number, table in enumerate(tables, 1):
        with file.standing_in(number, names=_names_in(table)):
            if "use" in table:
                made = _used(table, path, reader, users)
            else:
                lines = _lines(table, file, number)
                made = (_block(table, lines, when_skipped, reader),)
            blocks += made * table.count("repeat", _MOST_REPEATS, 1)
            if len(blocks) > _MOST_BLOCKS:
                raise SessionError(
                    _("these are more than {most} blocks").format(most=_MOST_BLOCKS),
                    _("Repeat less."),
                    key="repeat",
                )
    with file.standing_in(names=_HEAD_NAMES):
        return Session(
            path.name.removesuffix(".toml"),
            head.text("title"),
            head.reading("description"),
            head.words("networks"),
            tuple(blocks),
            head.words("sources"),
            head.word("method", "breathing"),
            head.words("posture"),
            head.text("precautions", ""),
        )


def _names_in(table: Table) -> dict[str, str]:
    """Say what the fields of a block are called in this table."""
    length = next((key for key in _LENGTH_KEYS if key in table), "minutes")
    pace = "breath_s" if "breath_s" in table else "rate_per_min"
    return _BLOCK_NAMES | {"duration_s": length, "start_rate_per_min": pace}


def _used(
    table: Table, path: Traversable, reader: Reader, users: tuple[str, ...]
) -> tuple[Block, ...]:
    table.refuse_unknown(_USE_KEYS)
    name = table.word("use")
    used = find_file(name)
    if isinstance(used, Path) and isinstance(path, Path) and name.endswith(".toml"):
        used = path.parent / used
    trail = (*users, _identity(path))
    if _identity(used) in trail:
        circle = [Path(user).name for user in (*trail, _identity(used))]
        raise SessionError(
            _("these sessions use each other in a circle: {names}").format(
                names=" > ".join(circle)
            ),
            _("Take one of them out."),
            key="use",
        )
    return _load(used, reader, trail).without(table.words("skip")).blocks


def _identity(path: Traversable) -> str:
    return str(path.resolve()) if isinstance(path, Path) else str(path)


def _block(table: Table, lines: tuple[Line, ...], when_skipped: str, reader: Reader) -> Block:
    table.refuse_unknown(BLOCK_KEYS)
    if "skip" in table:
        raise SessionError(
            _("nothing is used here that could be skipped"), _("Add use = ..."), key="skip"
        )
    pacing = _pacing(table, reader.own_rate_per_min)
    timer = table.word("timer", "")
    if timer:
        refuse_unknown(timer, list(Timer), _("no timer is called '{name}'"), "timer")
    return Block(
        table.text("title"),
        _duration_s(table, pacing),
        table.reading("text", "" if lines else None),
        pacing,
        lines,
        table.flag("chime"),
        Timer(timer) if timer else None,
        _until(table.table("until")) if "until" in table else None,
        table.word("group", ""),
        when_skipped if "group" in table else "",
    )


def _duration_s(table: Table, pacing: Pacing | None) -> float:
    table.only_one_of(*_LENGTH_KEYS)
    if pacing is not None and pacing.duration_s is not None:
        return pacing.duration_s
    if "breaths" in table:
        raise SessionError(
            _("breaths can be counted only where they are paced"),
            _("Add rate_per_min = 6, or write minutes."),
            key="breaths",
        )
    return table.number("seconds") if "seconds" in table else 60.0 * table.number("minutes")


def _pacing(table: Table, own_rate_per_min: float) -> Pacing | None:
    given = table.only_one_of("rate_per_min", "breath_s")
    alone = _PACE_KEYS[2:] if not given else _SHARE_KEYS if given == "breath_s" else ()
    for key in alone:
        if key in table:
            raise SessionError(
                _("this needs a rate beside it"), _("Add rate_per_min = 6."), key=key
            )
    if not given:
        return None
    if given == "breath_s":
        rate_per_min, pattern = BreathPattern.in_seconds(*table.numbers("breath_s", 3, 4))
    else:
        usual = BreathPattern()
        pattern = BreathPattern(
            inhale=table.number("inhale_pct", usual.inhale * 100) / 100,
            hold=table.number("hold_pct", usual.hold * 100) / 100,
            rest=table.number("rest_pct", usual.rest * 100) / 100,
        )
        own = table.value("rate_per_min") == OWN_PACE
        rate_per_min = own_rate_per_min if own else table.number("rate_per_min")
    breaths = table.count("breaths", 1000) if "breaths" in table else None
    end_rate_per_min = table.number("end_rate_per_min", rate_per_min)
    return Pacing(rate_per_min, end_rate_per_min, pattern, breaths)


def _until(table: Table) -> Until:
    table.refuse_unknown(_UNTIL_KEYS, inside="until")
    return Until(
        table.word("index"), table.word("op"), table.number("value"), table.number("hold_s", 10.0)
    )


def _lines(table: Table, file: TomlFile, block: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    for number, spoken in enumerate(table.tables("line", "[[block.line]]"), 1):
        with file.standing_in(block, number, _LINE_NAMES):
            spoken.refuse_unknown(LINE_KEYS)
            text = spoken.reading("text")
            if spoken.only_one_of("at_s", "pause_s") == "at_s":
                start_s = spoken.number("at_s")
            else:
                before_s = lines[-1].end_s if lines else 0.0
                start_s = before_s + spoken.number("pause_s", USUAL_PAUSE_S if lines else 0.0)
            duration_s = spoken.number("duration_s", speaking_time_s(text))
            lines.append(Line(start_s, text, duration_s, spoken.flag("write")))
    return tuple(lines)
