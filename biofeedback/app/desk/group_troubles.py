"""Troubles that a tile cannot tell: those of the computer, told once each, and runs that broke."""

from collections.abc import Callable, Mapping
from gettext import gettext as _

from biofeedback.app.desk.group_messages import GroupTold
from biofeedback.app.desk.group_shown import Sitter
from biofeedback.live.group import Group
from biofeedback.store.errors import StoreError
from devices.errors import (
    AdapterFull,
    BluetoothOff,
    BluetoothUnavailable,
    DeviceError,
    NoAdapter,
    NoPermission,
    sentence_for,
)
from sessions.errors import SessionError

FAILED = "failed"
_OF_ALL = {
    error.code
    for error in (AdapterFull, BluetoothUnavailable, BluetoothOff, NoAdapter, NoPermission)
}


class Troubles:
    """Look after a group, and tell each trouble when it comes."""

    def __init__(self, tell: Callable[[object], None]) -> None:
        self._tell = tell
        self._told: set[str] = set()

    def look(self, group: Group, sitters: Mapping[int, Sitter]) -> None:
        """Tell what is new."""
        codes = {seat.link_trouble for seat in group.seats.values()} & _OF_ALL
        for code in sorted(codes - self._told):
            full = code == AdapterFull.code
            told = str(AdapterFull(str(group.linked()))) if full else sentence_for(code)
            self._tell(GroupTold(code, told))
        self._told = codes
        for number, sitter in sitters.items():
            error = sitter.seat.error
            if error is not None and error is not sitter.failure:
                sitter.failure = error
                self._tell(GroupTold(FAILED, _sentence(error, number), number))


def _sentence(error: BaseException, number: int) -> str:
    if isinstance(error, StoreError | DeviceError | SessionError):
        return str(error)
    text = _("The session broke off at seat {number}. All others go on; everything so far is safe.")
    return text.format(number=number)
