"""Half a minute of sitting still: how clearly does the heart come through? Nothing of it is kept.

It is a run like any other, over one block of rest, so what it tells is what a session will see.
Also here: the strap that a person usually wears, remembered, and looked for at the next start.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from gettext import gettext as _

import numpy as np

from biofeedback.app.desk.messages import HeartLine, RunMoved, SignalChecked
from biofeedback.app.desk.straps import Straps
from biofeedback.hrv.quality import quality
from biofeedback.hrv.window import Windows
from biofeedback.live import runner
from biofeedback.live.engine import SILENCE_S, Engine
from biofeedback.live.equipped import engine_for
from biofeedback.live.frame import Frame
from biofeedback.live.line import Line, Wished
from devices.errors import ContactLost, NotFound
from devices.source import Clock
from sessions.blocks import Block
from sessions.timeline import Session

CHECK_S = 30.0
PATIENCE_S = 20.0
"""So long may the first heartbeat take."""
STRAPS_KEPT = 3


class SignalCheck:
    """Check the signal of the strap on the line; look for the usual strap.

    Parameters
    ----------
    tell : callable
        Gets `RunMoved` while it goes on, then `SignalChecked`.
    straps : Straps
        Holds the line.
    """

    def __init__(self, tell: Callable[[object], None], straps: Straps) -> None:
        self._tell, self._straps = tell, straps
        self._task: asyncio.Task[object] | None = None
        self._has_sought = False

    async def run(self) -> None:
        """Check, and tell the verdict; an earlier check is given up."""
        self.stop()
        if (line := self._straps.line) is None:
            self._tell(SignalChecked(0.0, 0.0, NotFound.code))
            return
        self._task = asyncio.current_task()
        engine = engine_for(_half_a_minute(), line.info, ())
        with suppress(TimeoutError):
            async with asyncio.timeout(CHECK_S + PATIENCE_S):
                await self._listen(line, engine)
        self._tell(_verdict(engine))

    def stop(self) -> None:
        """Give up the check that goes on; nothing is told."""
        if self._task and not self._task.done():
            self._task.cancel()

    async def seek(self, addresses: Sequence[str]) -> None:
        """Connect to the first of these straps that is in reach; once, at the start of the app."""
        if self._has_sought or not addresses or self._straps.line is not None:
            return
        self._has_sought = True
        await self._straps.connect_usual(addresses)

    async def _listen(self, line: Line, engine: Engine) -> None:
        clock = Clock()

        def show(frame: Frame) -> None:
            self._tell(RunMoved(frame, engine.plan, engine.start_s, _heart(engine), ""))

        async with Wished(line, clock) as source:
            await runner.run(source, engine, clock, [show])


def usual_straps(newest: str, known: Sequence[str]) -> list[str]:
    """Return the addresses of a person's straps with the newest first."""
    return [newest, *(address for address in known if address != newest)][:STRAPS_KEPT]


def _half_a_minute() -> Session:
    rest = Block(_("Just sit"), CHECK_S, _("Breathe as you like."))
    return Session("signal-check", _("Signal check"), _("Just sit"), ("nervous",), (rest,))


def _heart(engine: Engine) -> HeartLine:
    beats = engine.beats()
    rr_ms = np.where(beats.valid, beats.rr_ms, np.nan)
    return HeartLine(beats.t_s.copy(), 60000.0 / rr_ms, beats.gap.astype(np.float64))


def _verdict(engine: Engine) -> SignalChecked:
    """Return the share of the time that good beats account for, and the longest hole."""
    stream, start_s = engine.stream, engine.start_s
    if start_s is None:
        return SignalChecked(0.0, CHECK_S, stream.trouble or ContactLost.code)
    beats, end_s = engine.beats(), start_s + CHECK_S
    arrived_s = start_s if stream.last_arrival_s is None else stream.last_arrival_s
    silent_s = end_s - arrived_s if end_s - arrived_s > SILENCE_S else 0.0
    [trust] = quality(beats, Windows.over(beats, start_s, end_s), silent_s)
    late_s = float(beats.begin_s[0]) - start_s if beats.t_s.size else 0.0
    return SignalChecked(100.0 * trust.coverage, max(trust.gap_s, late_s), stream.trouble)
