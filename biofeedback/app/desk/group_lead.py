"""What one person of a group does: the session as they breathe it, and where it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from biofeedback import __version__
from biofeedback.live.group import together
from biofeedback.live.seat import Led, Seat
from biofeedback.report.keeper import Keeper
from biofeedback.report.known import NOBODY
from devices.recording import Header
from sessions.load import Reader, find_session
from sessions.timeline import Session
from sessions.toml_file import Wording


@dataclass(frozen=True, slots=True)
class GroupSession:
    """A session that a group does: `session` as all are led, each at `own_pace` or not.

    `uid` marks the occasion in everybody's run, so that a report of the group finds them.
    """

    uid: str
    name: str
    session: Session
    own_pace: bool
    start_utc: datetime
    wording: Wording

    def led(self, seat: Seat, keeper: Keeper | None) -> Led:
        """Return what the person in this seat does.

        At their own pace, a session that says so is led at it from the beginning; one that leads
        all at the same pace throughout is led at theirs. One that tries out paces stays as it is.
        """
        known = keeper.known if keeper else NOBODY
        session, rate_per_min = self.session, None
        if self.own_pace and known.own is not None:
            session = find_session(self.name, Reader(self.wording, known.pace_per_min))
            rates = {breath.rate_per_min for breath in session.breathing.breaths}
            if len(rates) == 1 and known.pace_per_min not in rates:
                rate_per_min = known.pace_per_min
        wanted = together(known.wishes, own_pace=self.own_pace, rate_per_min=rate_per_min)
        header = Header(seat.info, self.start_utc, f"biofeedback {__version__}", self.name)
        return Led(session, wanted, header, keeper, self.wording)


def group_session(
    name: str, own_pace: bool, now_utc: Callable[[], datetime], wording: Wording
) -> GroupSession:
    """Return a session of the library, or of a file, for a group that begins now.

    Raises
    ------
    SessionError
        When there is no such session.
    """
    session = find_session(name, Reader(wording))
    return GroupSession(uuid4().hex, name, session, own_pace, now_utc(), wording)
