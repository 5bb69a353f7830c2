"""One run, from the wish to begin to its summary: led, shown, kept.

The run is kept from its first record on; `discard` afterwards takes it out again. What is asked of
a running session (pause, slower, stop) goes in as a wish on the stream of records.
"""

import asyncio
import math
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime

from biofeedback import __version__
from biofeedback.app.desk.ecg_tap import EcgTap
from biofeedback.app.desk.heart_line import heart_line
from biofeedback.app.desk.messages import RunBegan, RunMoved, RunOver
from biofeedback.app.desk.preferences import opening_wishes
from biofeedback.catalogue import find_session, installed
from biofeedback.live import runner, wishes
from biofeedback.live.engine import Engine
from biofeedback.live.equipped import engine_for
from biofeedback.live.frame import OK, Frame
from biofeedback.live.line import Line, Wished
from biofeedback.report import closing
from biofeedback.report.keeper import Keeper
from biofeedback.report.known import NOBODY
from biofeedback.report.lived import of_run
from biofeedback.report.summary import sentence, summarize
from devices.recording import Header
from devices.records import DeviceInfo, Record
from devices.source import Clock
from devices.standard_decoder import decoder_of
from sessions.load import Reader
from sessions.toml_file import Wording

SETTLE_S = 3.0
"""So long a run may take to reach a server before the person is told that it is over."""
SHOWN_S = 75.0
"""So much of the heart wave is told at once: more than the widest canvas shows."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which session, and how."""

    session: str
    skipped: tuple[str, ...] = ()
    wording: Wording = field(default_factory=Wording)
    adaptive: bool = False
    waits: bool = False
    """Whether to wait for the strap, where one that is known is coming."""


class Occasion:
    """A run that goes on; made, then performed once.

    Parameters
    ----------
    tell : callable
        Gets `RunBegan`, `RunMoved` and `RunOver`.
    wanted : Wanted
        The session.
    line : Line or None
        The strap; None to be led without one.
    keeper : Keeper or None
        Keeps the run; None where there are no records.

    Raises
    ------
    SessionError
        When there is no such session.
    """

    def __init__(
        self,
        tell: Callable[[object], None],
        wanted: Wanted,
        line: Line | None,
        keeper: Keeper | None,
    ) -> None:
        self._tell, self._wanted, self._line, self._keeper = tell, wanted, line, keeper
        pace_per_min = keeper.known.pace_per_min if keeper else None
        reader = Reader(wanted.wording, pace_per_min) if pace_per_min else Reader(wanted.wording)
        self._usual = (keeper.known if keeper else NOBODY).usual
        session = find_session(wanted.session, reader).without(wanted.skipped)
        device = line.info if line else DeviceInfo("")
        self.engine = engine_for(session, device)
        self._opening = opening_wishes(keeper.person.preferences, session) if keeper else []
        self.clock: Clock | None = None
        self._source: Wished | None = None
        self._task: asyncio.Task[object] | None = None
        self.over = asyncio.Event()
        self._scores: dict[int, float] = {}
        self._stood: dict[int, str] = {}
        self._told_beats = 0
        self._later: asyncio.TimerHandle | None = None
        self._ecg = EcgTap(tell, decoder_of(installed().type_of(device)))

    def wish(self, label: str, at_s: float | None = None) -> None:
        """Ask something of the running session; see `biofeedback.live.wishes`.

        With `at_s`, at that time of the run's clock, unless a pause is wished before.
        """
        if self._source is None or self.clock is None:
            return
        if label == wishes.PAUSE and self._later is not None:
            self._later.cancel()
        if at_s is None:
            self._source.wish(label)
        else:
            wait_s = at_s - self.clock.now_s()
            self._later = asyncio.get_running_loop().call_later(wait_s, self._source.wish, label)

    def show_ecg(self, shown: bool) -> None:
        """Tell the ECG as it comes in, or no longer."""
        self._ecg.is_open = shown

    def stop(self) -> None:
        """End the run now; everything is kept."""
        if self._task:
            self._task.cancel()

    async def perform(self) -> None:
        """Lead through the session."""
        self.clock = clock = Clock()
        start_utc = datetime.now(UTC)  # noqa: TID251 - the app's one question
        self._task = asyncio.current_task()
        async with Wished(self._line, clock) as self._source:
            header = Header(
                self._source.info, start_utc, f"biofeedback {__version__}", self._wanted.session
            )
            finish = await self._run(self._source, clock, header)
        self._task = None
        if self.run_id is not None and self.run_id < 0 and self._keeper:
            await asyncio.to_thread(self._keeper.settle, SETTLE_S)
        self._tell_over(finish)
        self.over.set()

    async def _run(self, source: Wished, clock: Clock, header: Header) -> runner.Finish:
        sinks: list[runner.Sink] = [self._show]
        log = runner.no_log
        with ExitStack() as open_now:
            if self._keeper:
                keeping = self._keeper.keeping(
                    header, self.engine, self._wanted.skipped, self._wanted.wording
                )
                open_now.enter_context(keeping)
                sinks.append(self._keeper.take)
                log = self._keeper.write
            measured = self._line is not None
            self._tell(RunBegan(self.run_id, self.engine.plan, clock, measured, self._usual))
            if self._line is None:
                source.wish(wishes.START)

            def heard(record: Record) -> None:
                log(record)
                self._ecg.take(record)

            try:
                finish = await runner.run(source, self.engine, clock, sinks, heard, self._before())
            except asyncio.CancelledError:  # the person stops: end well, keep everything
                finish = runner.Finish.STOPPED
            if self._keeper:
                self._keeper.finish = finish
        return finish

    @property
    def run_id(self) -> int | None:
        """The run's number in the records, once it has begun; None where there are none."""
        return self._keeper.run_id if self._keeper else None

    def _before(self) -> list[str]:
        known = self._keeper.known.wishes if self._keeper else []
        return [*known, wishes.ADAPT] if self._wanted.adaptive else known

    def _show(self, frame: Frame) -> None:
        if self._opening and self.engine.start_s is not None and self._source:
            for label in self._opening:
                self._source.wish(label)
            self._opening = []
        self._stood[int(frame.session_t_s)] = frame.status
        number = frame.cue.breath_number
        if number is not None and frame.score is not None and not frame.held:
            self._scores[number] = frame.score
        count = self.engine.stream.count
        heart = heart_line(self.engine, SHOWN_S) if count != self._told_beats else None
        self._told_beats = count
        saving = self._keeper.trouble if self._keeper else ""
        is_full = bool(self._keeper and self._keeper.is_disk_full)
        is_here = bool(self._keeper and self._keeper.away)
        plan, start_s, told_bpm = self.engine.plan, self.engine.start_s, self.engine.stream.told_bpm
        self._tell(RunMoved(frame, plan, start_s, heart, saving, is_full, is_here, told_bpm))

    def _tell_over(self, finish: runner.Finish) -> None:
        engine = self.engine
        parts = summarize(engine.beats(), engine.plan, engine.start_s)
        told = closing.closing_of(of_run(engine, ())) if self._line else None
        [(status, _seconds)] = Counter(self._stood.values()).most_common(1) or [(OK, 0)]
        self._tell(
            RunOver(
                run_id=self.run_id,
                finish=finish,
                minutes=_minutes(engine),
                sentence=sentence(parts) if self._line else "",
                heart=heart_line(engine, math.inf),
                plan=engine.plan,
                start_s=engine.start_s or 0.0,
                scores=tuple(sorted(self._scores.items())),
                fuller=closing.sentences(told),
                usual=self._usual,
                status=status,
                saving=self._keeper.trouble if self._keeper else "",
            )
        )


def _minutes(engine: Engine) -> float:
    """Return the minutes practised: session time, without pauses."""
    if engine.start_s is None:
        return 0.0
    return engine.plan.session_t_s(engine.now_s - engine.start_s) / 60.0
