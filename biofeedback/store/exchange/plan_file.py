"""A plan as a file to take along: a zip with the plan, and the sessions that do not ship.

A session of one's own is a file; at home it is laid beside the records, where the plan names it.
`return_to` is the key that seals what comes back, see `biofeedback.store.exchange.home_keys`.
"""

import json
from datetime import date
from gettext import gettext as _
from pathlib import Path, PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from biofeedback.catalogue import find_session
from biofeedback.store.exchange.home_keys import checked
from biofeedback.store.planned import Planned
from devices.atomic import write_beside
from devices.errors import FileError
from sessions.errors import SessionError

_PLAN, _FORMAT, _FOLDER = "plan.json", "biofeedback plan 1", "sessions"
_LARGEST_BYTES = 1_000_000


def write_plan(path: Path, plan: Planned, return_to: str = "") -> None:
    """Write a plan with its own sessions, and with the key for what comes back.

    Raises
    ------
    FileError
        When a file cannot be read or written.
    """
    own = {name: Path(name) for name in plan.sessions if name.endswith(".toml")}
    packed = {name: f"{_FOLDER}/{file.name}" for name, file in own.items()}
    told = {
        "format": _FORMAT,
        "start_on": plan.start_on.isoformat(),
        "end_on": plan.end_on.isoformat() if plan.end_on else None,
        "sessions_a_week": plan.sessions_a_week,
        "sessions": [packed.get(name, name) for name in plan.sessions],
        "networks": list(plan.networks),
        "boosters": [day.isoformat() for day in plan.boosters],
        "notes": plan.notes,
        "return_to": return_to,
    }
    try:
        texts = {packed[name]: file.read_bytes() for name, file in own.items()}
    except OSError as error:
        raise FileError(error.filename or path, _("cannot be read"), _("Look for it.")) from error
    with write_beside(path) as file, ZipFile(file.buffer, "w") as archive:
        archive.writestr(_PLAN, json.dumps(told, ensure_ascii=False, indent=1))
        for name, text in texts.items():
            archive.writestr(name, text)


def read_plan(path: Path, folder: Path) -> tuple[Planned, str]:
    """Return a plan, and the key for what goes back; its own sessions are laid into `folder`.

    Raises
    ------
    FileError
        When it is no such file, or something in it cannot be used.
    """
    try:
        with ZipFile(path) as archive:
            told = json.loads(_text(archive, _PLAN))
            if told["format"] != _FORMAT:
                raise ValueError(told["format"])
            sessions = [_laid(archive, name, folder) for name in told["sessions"]]
        return _planned(told, tuple(sessions)), checked(told.get("return_to", ""))
    except (BadZipFile, KeyError, TypeError, ValueError, SessionError, OSError) as error:
        problem = _("is no plan of this program")
        raise FileError(path, problem, _("Choose the file you were given.")) from error


def _planned(told: dict[str, Any], sessions: tuple[str, ...]) -> Planned:
    end_on = told["end_on"]
    return Planned(
        date.fromisoformat(told["start_on"]),
        date.fromisoformat(end_on) if end_on else None,
        int(told["sessions_a_week"]),
        sessions,
        tuple(map(str, told["networks"])),
        tuple(map(date.fromisoformat, told["boosters"])),
        str(told["notes"]),
    )


def _laid(archive: ZipFile, name: str, folder: Path) -> str:
    """Return a session as the plan names it here; one of its own is written and tried first."""
    if not name.endswith(".toml"):
        find_session(name)
        return name
    place = folder / PurePath(name).name
    folder.mkdir(parents=True, exist_ok=True)
    place.write_bytes(_text(archive, name))
    find_session(str(place))
    return str(place)


def _text(archive: ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST_BYTES:
        raise ValueError(name)
    return archive.read(name)
