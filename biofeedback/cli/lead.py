"""What `biofeedback run` and `demo` do: a source, a session, and what is shown of the run."""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from rich.live import Live

from biofeedback import __version__
from biofeedback.api import open_recording, replay
from biofeedback.catalogue import find_session, installed
from biofeedback.cli.assessment import print_assessment
from biofeedback.cli.output import QUIET, progress, say, screen
from biofeedback.cli.summary import print_summary
from biofeedback.cli.view import RunView
from biofeedback.live import runner, wishes
from biofeedback.live.beat_stream import BeatStream
from biofeedback.live.begin import begin
from biofeedback.live.clock import ScaledLoop, VirtualLoop
from biofeedback.live.engine import Engine
from biofeedback.live.follow import Follow
from biofeedback.live.guided import GuidedSource
from biofeedback.live.replay import session_for
from biofeedback.report.known import NOBODY
from biofeedback.report.resonance import assess
from biofeedback.report.summary import summarize
from devices.atomic import write_beside
from devices.beat_times import latency_s_for
from devices.ble import Radio
from devices.ble_source import BleSource
from devices.errors import sentence_for
from devices.recording import Header, Recording, RecordingWriter
from devices.records import DeviceInfo, Record
from devices.replay import ReplaySource
from devices.source import Clock, Source
from devices.virtual import Person
from devices.virtual_models import H10
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap
from sessions.load import Reader
from sessions.timeline import Session
from sessions.toml_file import Wording

if TYPE_CHECKING:
    from biofeedback.report.keeper import Keeper

VIRTUAL_ADDRESS, VIRTUAL_NAME = "A0:9E:1A:00:00:01", "Virtual Polar H10"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for; exactly one of `strap`, `virtual`, `replay` and `guided` is given.

    `speed` is how many times as fast as real time, None as fast as it goes.
    """

    session: str
    strap: str | None
    virtual: int | None
    replay: Path | None
    guided: bool
    speed: float | None
    save: Path | None
    frames: Path | None
    skip: tuple[str, ...] = ()
    wording: Wording = field(default_factory=Wording)
    adaptive: bool = False
    lsl: bool = False


def lead(wish: Wish, keeper: "Keeper | None" = None) -> None:
    """Lead through a session and print its summary; `keeper` keeps the run.

    Raises
    ------
    FileError, SessionError
        When an input cannot be used.
    DeviceError
        When the strap cannot be reached.
    StoreError
        When the run cannot be kept, before it begins.
    """
    recording = _opened(wish.replay) if wish.replay else None
    session = _session(wish, recording, keeper).without(wish.skip)
    if recording and wish.speed is None:
        engine, finish = _gone_through(wish, session, recording)
    else:
        with asyncio.Runner(loop_factory=_loop_factory(wish.speed)) as loop:
            engine, finish = loop.run(_perform(wish, session, recording, keeper))
    parts = summarize(engine.beats(), engine.plan, engine.start_s)
    print_summary(session.title, finish, parts, measured=not wish.guided)
    if session.method == "assessment" and session.breathing.breaths and not wish.guided:
        print_assessment(assess(engine.beats()))
    for line in [*_remarks(engine.stream), *(_kept(keeper) if keeper else ())]:
        screen().print(line, style=QUIET, markup=False)
    for path in (wish.save, wish.frames):
        if path:
            screen().print(_("Saved: {path}").format(path=path), markup=False)


def _opened(path: Path) -> Recording:
    recording = open_recording(path)
    installed().type_of(recording.header.device, path)  # so that the sentence names the file
    for warning in recording.warnings:
        say(f"{path}: {warning}")
    return recording


def _remarks(stream: BeatStream) -> Iterator[str]:
    """Say what the strap did besides sending beats."""
    if stream.note:
        yield sentence_for(stream.note)
    if stream.measured_latency_s is not None:
        late = _("Your strap tells its heartbeats {late:.1f} s late, as its own ECG shows.")
        yield late.format(late=stream.measured_latency_s)


def _kept(keeper: "Keeper") -> Iterator[str]:
    from biofeedback.cli.keeper import remarks

    return remarks(keeper)


def _loop_factory(speed: float | None) -> Callable[[], asyncio.AbstractEventLoop] | None:
    if speed is None:
        return VirtualLoop
    return None if speed == 1 else lambda: ScaledLoop(speed)


def _session(wish: Wish, recording: Recording | None, keeper: "Keeper | None") -> Session:
    if recording:
        return session_for(recording, wish.session, wish.wording)
    known = keeper.known if keeper else NOBODY
    return find_session(wish.session, Reader(wish.wording, known.pace_per_min))


def _wishes(wish: Wish, recording: Recording | None, keeper: "Keeper | None") -> list[str]:
    if recording:  # a replay brings its own
        return []
    known = keeper.known.wishes if keeper else []
    return [*known, wishes.ADAPT] if wish.adaptive else known


def _gone_through(
    wish: Wish, session: Session, recording: Recording
) -> tuple[Engine, runner.Finish]:
    """Replay a recording as fast as it goes; nothing waits, so nothing needs a clock."""
    again = replay(recording, session)
    with ExitStack() as open_now:
        sinks = [open_now.enter_context(_bar(again.engine)), *_frame_sinks(wish, open_now)]
        for log in _logs(wish, _header(wish, recording.header.device), open_now):
            for record in recording.records:
                log(record)
        try:
            for frame in again:
                for sink in sinks:
                    sink(frame)
        except KeyboardInterrupt:  # what was gone through is told
            again.engine.finish()
    return again.engine, again.finish or runner.Finish.STOPPED


async def _perform(
    wish: Wish, session: Session, recording: Recording | None, keeper: "Keeper | None"
) -> tuple[Engine, runner.Finish]:
    follow = Follow()
    async with begin(partial(_source, wish, recording, follow), session) as live:
        engine = follow.engine = live.engine
        with ExitStack() as open_now:
            shown = _bar(engine) if wish.speed is None else _view(engine, live.clock)
            sinks = [open_now.enter_context(shown), *_frame_sinks(wish, open_now)]
            header = _header(wish, live.source.info)
            logs = _logs(wish, header, open_now)
            if wish.lsl:
                from biofeedback.live.lsl import outlets_for

                outlets = outlets_for(live)
                sinks.append(outlets.take)
                logs.append(outlets.write)
            if keeper:
                from biofeedback.cli.keeper import TroubleTold

                keeping = keeper.keeping(header, engine, wish.skip, wish.wording)
                open_now.enter_context(keeping)
                sinks += [keeper.take, TroubleTold(keeper)]
                logs.append(keeper.write)
            try:
                finish = await live.run(sinks, _all(logs), _wishes(wish, recording, keeper))
            except asyncio.CancelledError:  # Ctrl-C: end well, keep everything
                finish = runner.Finish.STOPPED
            if keeper:
                keeper.finish = finish
    return engine, finish


def _all(logs: Sequence[runner.Log]) -> runner.Log:
    def log(record: Record) -> None:
        for one in logs:
            one(record)

    return log


def _header(wish: Wish, device: DeviceInfo) -> Header:
    start_utc = datetime.now(UTC)  # noqa: TID251 - the one place that asks
    return Header(device, start_utc, f"biofeedback {__version__}", wish.session)


def _source(wish: Wish, recording: Recording | None, follow: Follow, clock: Clock) -> Source:
    if recording:
        return ReplaySource(recording, clock)
    if wish.guided:
        return GuidedSource(clock)
    if wish.virtual is None:
        return BleSource(wish.strap or "", clock, Radio(types=installed().types))
    person = Person(seed=wish.virtual, breath=follow)
    latency_s = latency_s_for(VIRTUAL_NAME)
    strap = VirtualStrap(person, VIRTUAL_ADDRESS, VIRTUAL_NAME, latency_s=latency_s, model=H10)
    return BleSource(strap.address, clock, LoopbackRadio([strap]).radio)


@contextmanager
def _bar(engine: Engine) -> Iterator[runner.Sink]:
    """Show how far a run is that is faster than eyes can follow."""
    with progress() as bar:
        session = engine.plan.session
        task = bar.add_task(session.title, total=session.duration_s)
        yield lambda frame: bar.update(task, completed=frame.session_t_s)


@contextmanager
def _view(engine: Engine, clock: Clock) -> Iterator[runner.Sink]:
    """Show a run live, where there is a terminal."""
    if not screen().is_terminal:
        yield lambda frame: None
        return
    view = RunView(lambda: engine.plan, clock)
    with Live(view, console=screen(), refresh_per_second=15, transient=True):
        yield view.show


def _frame_sinks(wish: Wish, open_now: ExitStack) -> list[runner.Sink]:
    """Keep every frame in a file, if that is wished."""
    if not wish.frames:
        return []
    file = open_now.enter_context(write_beside(wish.frames))
    return [lambda frame: print(json.dumps(frame.as_json()), file=file)]


def _logs(wish: Wish, header: Header, open_now: ExitStack) -> list[runner.Log]:
    """Keep the recording in a file, if that is wished."""
    return [open_now.enter_context(RecordingWriter(wish.save, header)).write] if wish.save else []
