"""What is told of one seat: made of the seat as it stands, and only when something has changed."""

from dataclasses import dataclass, field
from typing import Any

from biofeedback.app.desk.group_messages import SeatLink, SeatShown
from biofeedback.app.desk.heart_line import heart_line
from biofeedback.app.desk.messages import HeartLine
from biofeedback.live.feedback import zone_of
from biofeedback.live.frame import Frame
from biofeedback.live.seat import Seat
from biofeedback.report.keeper import Keeper
from biofeedback.report.known import NOBODY
from biofeedback.store.models import Person
from devices.records import LinkState

SHOWN_S = 32.0
"""A little more than the half minute that a tile draws."""


@dataclass(slots=True)
class Sitter:
    """Who sits where, and what was told of them."""

    seat: Seat
    person: Person | None
    keeper: Keeper | None = None
    told: tuple[Any, ...] = ()
    told_beats: int = -1
    heart: HeartLine | None = None
    failure: BaseException | None = None
    """What broke their run, as it was told last."""
    rest: dict[str, float] = field(default_factory=dict)
    """The figures of the minutes before the first paced breath of this run."""
    is_led: bool = False

    def begin(self, keeper: Keeper | None) -> None:
        """Begin a run; `keeper` keeps it."""
        self.keeper, self.rest, self.is_led = keeper, {}, False

    @property
    def alias(self) -> str:
        """What they are called; empty for nobody who is known."""
        return self.person.alias if self.person else ""

    def news(self) -> SeatShown | None:
        """Return what is to be shown now; None where nothing has changed since the last time."""
        seat = self.seat
        engine = seat.engine
        saving = self.keeper.trouble if self.keeper else ""
        now = (
            seat.frame,
            engine.plan if engine else None,
            link_of(seat),
            seat.trouble,
            seat.battery_pct,
            seat.rate_bpm,
            seat.is_out,
            seat.is_running,
            saving,
        )
        if now == self.told:
            return None
        self.told = now
        if seat.frame is not None:
            self._remember_rest(seat.frame)
        return self._shown(saving)

    def _remember_rest(self, frame: Frame) -> None:
        self.is_led = self.is_led or frame.cue.phase is not None
        if not self.is_led:
            self.rest |= {name: value for name, value in frame.values.items() if value is not None}

    def _shown(self, saving: str) -> SeatShown:
        seat, frame, engine = self.seat, self.seat.frame, self.seat.engine
        return SeatShown(
            number=seat.number,
            person_id=self.person.id if self.person else None,
            alias=self.alias,
            strap_name=seat.info.name or seat.name,
            address=seat.address,
            link=link_of(seat),
            battery_pct=seat.battery_pct,
            zone="" if frame is None or frame.score is None else zone_of(frame.score).value,
            is_held=frame is not None and frame.held,
            trouble=seat.trouble,
            note=frame.note if frame else "",
            rate_bpm=seat.rate_bpm,
            breaths_per_min=frame.values.get("breathing_rate_per_min") if frame else None,
            pace_per_min=frame.cue.rate_per_min if frame else None,
            zone_share=seat.zone.share,
            rings=tuple(seat.scores.values()),
            signal_pct=100.0 - frame.quality.artifact_pct if frame else 100.0,
            plan=engine.plan if engine and frame else None,
            start_s=engine.start_s if engine and frame else None,
            heart=self._heart(),
            is_paused=seat.is_out or (frame is not None and frame.paused),
            is_finished=seat.finish is not None,
            saving=saving,
            run_id=self.keeper.run_id if self.keeper else None,
            usual=(self.keeper.known if self.keeper else NOBODY).usual,
        )

    def _heart(self) -> HeartLine | None:
        engine = self.seat.engine
        if engine is None or not engine.stream.count:
            return None
        if engine.stream.count != self.told_beats:
            self.told_beats = engine.stream.count
            self.heart = heart_line(engine, SHOWN_S)
        return self.heart


def link_of(seat: Seat) -> SeatLink:
    """Return how a tile names the way to the strap."""
    if not seat.address:
        return SeatLink.NO_STRAP
    if seat.link is LinkState.CONNECTED:
        return SeatLink.CONNECTED
    if seat.is_calling:
        return SeatLink.CONNECTING
    return SeatLink.OUT_OF_REACH if seat.was_connected else SeatLink.LOOKING
