"""A recording gone through again: no clock, no event loop, the frames of the live run to the bit.

Here alone stands how a recording is taken up: which session ran and how it was read to the person,
how late the strap reports, and that beats which came in after the end are beats, too.
"""

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from typing import Self

from biofeedback.catalogue import find_session
from biofeedback.hrv.index import Index
from biofeedback.live.engine import Engine
from biofeedback.live.equipped import engine_for
from biofeedback.live.frame import Frame
from biofeedback.live.runner import Finish
from biofeedback.live.wishes import own_rate_per_min
from devices.recording import Recording
from devices.records import Record
from sessions.errors import SessionError
from sessions.load import Reader
from sessions.timeline import Session
from sessions.toml_file import Wording

USUAL = Wording()


class Replay:
    """The frames of records that are gone through again, each computed when it is asked for.

    Parameters
    ----------
    engine : Engine
        A fresh one.
    records : iterable of Record
        In the order of their times.

    Attributes
    ----------
    engine : Engine
        Tells the beats, the plan and the start, as far as the frames were asked for.
    finish : Finish or None
        Why the records ended: the session was over, or the source had no more; None before.
    """

    def __init__(self, engine: Engine, records: Iterable[Record]) -> None:
        self.engine = engine
        self.finish: Finish | None = None
        self._frames = self._go_through(records)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Frame:
        return next(self._frames)

    def _go_through(self, records: Iterable[Record]) -> Iterator[Frame]:
        engine = self.engine
        for record in records:
            if engine.finished:
                engine.stream.feed(record)
            else:
                yield from engine.feed(record)
        self.finish = Finish.COMPLETED if engine.finished else Finish.SOURCE_ENDED
        engine.finish()


def replay(
    recording: Recording,
    session: Session | None = None,
    indices: Iterable[Index] | None = None,
    *,
    keep_artifacts: bool = False,
) -> Replay:
    """Go through a recording again.

    Parameters
    ----------
    recording : Recording
        Of this program or another one.
    session : Session, optional
        What was led; by default the session that the header names, see `session_for`.
    indices : iterable of Index, optional
        What to compute; by default what a run computes.
    keep_artifacts : bool
        Take every interval as it was recorded.

    Raises
    ------
    SessionError
        When the session that the header names cannot be found.
    FileError
        When the strap needs a plugin that is not here.
    """
    plan = session or session_for(recording)
    device = recording.header.device
    engine = engine_for(plan, device, indices, keep_artifacts=keep_artifacts)
    return Replay(engine, recording.records)


def session_for(
    recording: Recording, name_or_path: str | None = None, wording: Wording = USUAL
) -> Session:
    """Return a session as it was read when a recording was made, at the own pace of that day.

    Parameters
    ----------
    recording : Recording
        Tells the own pace.
    name_or_path : str, optional
        Of the library, or a `.toml` file; by default the session that the header names.
    wording : Wording
        The language, and the plain or the fuller reading.

    Raises
    ------
    SessionError
        When none is named, there is none of that name, or it cannot be played.
    """
    name = name_or_path or recording.header.session
    if not name:
        raise SessionError(
            _("The recording does not say which session ran"),
            _("Name one of the library, or a TOML file."),
        )
    own_per_min = own_rate_per_min(recording.records)
    return find_session(name, Reader(wording, own_per_min) if own_per_min else Reader(wording))
