"""The measurement streams of one connected strap: asked for, started, watched, and stopped.

1. They are started while heart rate already comes: no trouble with them keeps a session waiting.
2. What the strap answers is awaited before the command is written, and told to the recording: it
   holds what a decoder needs to know.
3. ECG may begin half a minute late. A stream silent for longer is stopped and started again.
4. A stream counts as on from the moment its start is written, so none is forgotten at the end.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from devices import gatt, polar_control
from devices.device_type import Requests, Take, Tell
from devices.errors import (
    DecodeError,
    DeviceError,
    PairingRefused,
    StreamsNotPaired,
    StreamsRefused,
)
from devices.polar_control import Answer, Command, Operation, Setting, Settings, Status, Stream
from devices.records import PMD, PMD_ANSWER, PMD_COMMAND

ANSWER_S = 3.0
"""How long a strap may take to answer a command."""
LATE_S = 45.0
"""So long without a frame and a stream is started anew."""
STOP_S = 5.0
"""How long stopping all streams may take."""


@dataclass(frozen=True, slots=True)
class StreamWish:
    """The streams that a session wants: a strap starts those of them that it offers.

    Attributes
    ----------
    streams : frozenset of Stream
        Pulse intervals come anyway from a strap that has them and no ECG: its heart rate brings
        none.
    acc_rate_hz : int
        The rate of acceleration; 25 is enough for breathing.
    """

    streams: frozenset[Stream] = frozenset({Stream.ECG, Stream.ACC, Stream.PPG})
    acc_rate_hz: int = 50

    def of(self, offered: frozenset[Stream]) -> list[Stream]:
        """Return what to start of what a strap offers."""
        wanted = self.streams & offered
        if Stream.PPI in offered and Stream.ECG not in offered:
            wanted |= {Stream.PPI}
        return sorted(wanted)

    def settings(self, stream: Stream, offered: Settings) -> Settings:
        """Choose settings: the rate next to the wanted one, and the best of all else."""
        chosen: dict[Setting, tuple[float, ...]] = {
            setting: (max(values),)
            for setting, values in offered.items()
            if values and setting is not Setting.FACTOR
        }
        rates_hz = offered.get(Setting.SAMPLE_RATE_HZ)
        if stream is Stream.ACC and rates_hz:
            nearest_hz = min(rates_hz, key=lambda rate_hz: abs(rate_hz - self.acc_rate_hz))
            chosen[Setting.SAMPLE_RATE_HZ] = (nearest_hz,)
        return chosen


class Streams:
    """The streams of one link.

    Parameters
    ----------
    link : Requests
        The way to the strap.
    wish : StreamWish
        What to start.
    take : callable
        Takes the channel and the bytes of each frame and answer.
    tell : callable
        Takes the `code` of the trouble there is.
    may_pair : bool
        Whether to ask for pairing where the strap wants it.
    """

    def __init__(
        self,
        link: Requests,
        wish: StreamWish,
        take: Take,
        tell: Tell,
        may_pair: bool,
    ) -> None:
        self._link, self._wish, self._take, self._tell = link, wish, take, tell
        self._may_pair = may_pair
        self._unheard = [
            (gatt.PMD_CONTROL_POINT, self._hear_answer),
            (gatt.PMD_DATA, self._hear_frame),
        ]
        self._on: dict[Stream, float] = {}  # when it was heard last
        self._asked = Command(0)
        self._parameters = b""
        self._answer: asyncio.Future[Answer] | None = None

    async def run(self) -> None:
        """Start what is wanted, and keep it going until cancelled."""
        if not self._link.offers(gatt.PMD_CONTROL_POINT):
            return
        try:
            offered = await self._open()
            refused = [s for s in self._wish.of(offered) if not await self._start(s)]
        except PairingRefused:
            self._tell(StreamsNotPaired.code)
            return
        except DeviceError:
            self._tell(StreamsRefused.code)
            return
        if refused:
            self._tell(StreamsRefused.code)
        await self._watch()

    async def stop(self) -> None:
        """Stop every stream that may be on, as far as the strap still answers."""
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_S):
                for stream in list(self._on):
                    with suppress(DeviceError):
                        await self._command(Command(Operation.STOP, stream))
                        del self._on[stream]

    async def _open(self) -> frozenset[Stream]:
        try:
            return await self._subscribe()
        except PairingRefused:
            if not self._may_pair:
                raise
        await self._link.pair()
        return await self._subscribe()

    async def _subscribe(self) -> frozenset[Stream]:
        offered = polar_control.decode_features(await self._link.fetch(gatt.PMD_CONTROL_POINT))
        while self._unheard:  # after pairing, some systems refuse a second subscription
            await self._link.listen(*self._unheard[0])
            del self._unheard[0]
        return offered

    async def _start(self, stream: Stream) -> bool:
        settings: Settings = {}
        if stream is not Stream.PPI:  # there is nothing to choose
            answer = await self._command(Command(Operation.GET_SETTINGS, stream))
            if answer.status != Status.SUCCESS:
                return False
            settings = self._wish.settings(stream, polar_control.decode_settings(answer.parameters))
        self._on[stream] = asyncio.get_running_loop().time()
        start = Command(Operation.START, stream, settings)
        answer = await self._command(start)
        if answer.status == Status.ALREADY_IN_STATE:  # left on by a program that crashed
            await self._command(Command(Operation.STOP, stream))
            answer = await self._command(start)
        if answer.status != Status.SUCCESS:
            del self._on[stream]
        return answer.status == Status.SUCCESS

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        while self._on:
            stream = min(self._on, key=lambda each: self._on[each])
            left_s = self._on[stream] + LATE_S - loop.time()
            if left_s > 0:
                await asyncio.sleep(left_s)
                continue
            self._on[stream] = loop.time()
            with suppress(DeviceError):  # it may go better the next time
                await self._command(Command(Operation.STOP, stream))
                if not await self._start(stream):
                    self._tell(StreamsRefused.code)

    async def _command(self, command: Command) -> Answer:
        self._asked, self._parameters = command, b""
        self._answer = asyncio.get_running_loop().create_future()
        written = polar_control.encode_command(command)
        self._take(PMD_COMMAND, written)
        await self._link.write(gatt.PMD_CONTROL_POINT, written)
        try:
            async with asyncio.timeout(ANSWER_S):
                return await self._answer
        except TimeoutError as error:
            raise DeviceError("no answer from the control point") from error

    def _hear_answer(self, payload: bytes) -> None:
        try:
            answer = polar_control.decode_answer(payload)
        except DecodeError:  # a value that was read reaches those who subscribed, too
            return
        self._take(PMD_ANSWER, payload)
        asked = (answer.operation, answer.stream) == (self._asked.operation, self._asked.stream)
        if not asked or self._answer is None or self._answer.done():
            return
        self._parameters += answer.parameters
        if not answer.more:
            whole = Answer(answer.operation, answer.stream, answer.status, False, self._parameters)
            self._answer.set_result(whole)

    def _hear_frame(self, payload: bytes) -> None:
        self._take(PMD, payload)
        with suppress(IndexError, ValueError):
            stream = Stream(payload[0] & 0x3F)
            if stream in self._on:
                self._on[stream] = asyncio.get_running_loop().time()
