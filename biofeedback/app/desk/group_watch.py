"""One person of the group, watched: their newest frame, their figures at rest, their ECG.

While nobody is watched, nothing is told and nothing of the ECG is decoded. What goes wrong with the
ECG ends the ECG: the strap, the run and the other seats know nothing of it.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from biofeedback.app.desk.at_rest import at_rest
from biofeedback.app.desk.ecg_tap import EcgTap
from biofeedback.app.desk.group_messages import SeatEcg, SeatWatched
from biofeedback.app.desk.group_shown import Sitter
from biofeedback.app.desk.messages import EcgMoved
from biofeedback.app.desk.records import Records
from biofeedback.catalogue import installed
from biofeedback.live.group import Group
from biofeedback.live.seat import Seat
from biofeedback.store.errors import StoreError
from devices.records import Record
from devices.standard_decoder import decoder_of

EVERY = 2
"""Looks of the group's desk, four a second, from one frame that is told to the next."""


class Watch:
    """Tells of one seat, whoever sits there.

    Parameters
    ----------
    tell : callable
        Gets `SeatWatched` and `SeatEcg`.
    records : Records
        Where figures at rest are kept.
    """

    def __init__(self, tell: Callable[[object], None], records: Records) -> None:
        self._tell, self._records = tell, records
        self._number: int | None = None
        self._looks = 0
        self._sitter: Sitter | None = None
        self._rest: dict[str, float] = {}
        self._tap: EcgTap | None = None

    def see(self, number: int | None) -> None:
        """Watch this seat from now on, or none."""
        self._number, self._looks = number, 0
        self._sit(None)

    def look(self, group: Group, sitters: Mapping[int, Sitter]) -> None:
        """Tell what there is of who is watched; to be called whenever the desk looks."""
        number = self._number
        if number is None:
            return
        sitter = sitters.get(number)
        if sitter is not self._sitter:
            self._sit(sitter)
        if sitter is None or (frame := sitter.seat.frame) is None:
            return
        if self._tap is None:
            self._listen(group, sitter.seat)
        if self._looks % EVERY == 0:
            self._tell(SeatWatched(number, frame, self._rest | sitter.rest))
        self._looks += 1

    def _sit(self, sitter: Sitter | None) -> None:
        if self._sitter is not None and self._tap is not None:
            self._sitter.seat.ignore(self._hear)
        self._sitter, self._tap, self._rest = sitter, None, {}
        if sitter is not None and sitter.person is not None:
            with suppress(StoreError):  # a figure less is no reason to show none
                self._rest = at_rest(self._records.store, sitter.person.id)

    def _listen(self, group: Group, seat: Seat) -> None:
        def tell(ecg: EcgMoved) -> None:
            if group.session_clock is not None:
                ahead_s = group.clock.now_s() - group.session_clock.now_s()
                self._tell(SeatEcg(seat.number, replace(ecg, t_s=ecg.t_s - ahead_s)))

        self._tap = EcgTap(tell, decoder_of(installed().type_of(seat.info)))
        self._tap.is_open = True
        seat.listen(self._hear)

    def _hear(self, record: Record) -> None:
        if self._tap is None:
            return
        try:
            self._tap.take(record)
        except Exception as error:  # of the decoder of a plugin
            self._tap.is_open = False
            logging.getLogger(__name__).error("the ECG", exc_info=error)
