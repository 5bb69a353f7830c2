"""What `biofeedback run` and `demo` do: a source, a session, and what is shown of the run."""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from rich.live import Live

from biofeedback import __version__
from biofeedback.cli.assessment import print_assessment
from biofeedback.cli.output import QUIET, progress, say, screen
from biofeedback.cli.summary import print_summary
from biofeedback.cli.view import RunView
from biofeedback.live import runner, wishes
from biofeedback.live.beat_stream import BeatStream
from biofeedback.live.clock import ScaledLoop, VirtualLoop
from biofeedback.live.engine import Engine
from biofeedback.live.follow import Follow
from biofeedback.live.frame import Frame
from biofeedback.live.guided import GuidedSource
from biofeedback.report.known import NOBODY
from biofeedback.report.resonance import assess
from biofeedback.report.summary import summarize
from devices.atomic import write_beside
from devices.beat_times import latency_s_for
from devices.ble import Radio
from devices.ble_source import BleSource
from devices.errors import sentence_for
from devices.importers import open_any
from devices.recording import Header, Recording, RecordingWriter
from devices.records import Record
from devices.replay import ReplaySource
from devices.source import Clock, Source
from devices.virtual import Person
from devices.virtual_models import H10
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap
from sessions.load import Reader, find_session
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
    known = keeper.known if keeper else NOBODY
    own_per_min = wishes.own_rate_per_min(recording.records) if recording else None
    reader = Reader(wish.wording, own_per_min or known.pace_per_min)
    session = find_session(wish.session, reader).without(wish.skip)
    before = [] if recording else known.wishes  # a replay brings its own
    if wish.adaptive and not recording:
        before = [*before, wishes.ADAPT]
    with asyncio.Runner(loop_factory=_loop_factory(wish.speed)) as loop:
        engine, finish = loop.run(_perform(wish, session, recording, before, keeper))
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
    recording = open_any(path)
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


async def _perform(
    wish: Wish,
    session: Session,
    recording: Recording | None,
    before: list[str],
    keeper: "Keeper | None",
) -> tuple[Engine, runner.Finish]:
    clock, start_utc = Clock(), datetime.now(UTC)  # noqa: TID251 - the one place that asks
    follow = Follow()
    async with _source(wish, recording, clock, follow) as source:
        engine = follow.engine = Engine(session, latency_s_for(source.info.name))
        header = Header(source.info, start_utc, f"biofeedback {__version__}", wish.session)
        with ExitStack() as open_now:
            sinks = [open_now.enter_context(_shown(wish.speed, engine, clock))]
            logs: list[runner.Log] = []
            if wish.frames:
                sinks.append(open_now.enter_context(_kept_frames(wish.frames)))
            if wish.save:
                logs.append(open_now.enter_context(RecordingWriter(wish.save, header)).write)
            if keeper:
                from biofeedback.cli.keeper import TroubleTold

                keeping = keeper.keeping(header, engine, wish.skip, wish.wording)
                open_now.enter_context(keeping)
                sinks += [keeper.take, TroubleTold(keeper)]
                logs.append(keeper.write)
            ticking = None if wish.replay else clock
            try:
                finish = await runner.run(source, engine, ticking, sinks, _all(logs), before)
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


def _source(wish: Wish, recording: Recording | None, clock: Clock, follow: Follow) -> Source:
    if recording:
        return ReplaySource(recording, clock)
    if wish.guided:
        return GuidedSource(clock)
    if wish.virtual is None:
        return BleSource(wish.strap or "", clock, Radio())
    person = Person(seed=wish.virtual, breath=follow)
    latency_s = latency_s_for(VIRTUAL_NAME)
    strap = VirtualStrap(person, VIRTUAL_ADDRESS, VIRTUAL_NAME, latency_s=latency_s, model=H10)
    return BleSource(strap.address, clock, LoopbackRadio([strap]).radio)


@contextmanager
def _shown(speed: float | None, engine: Engine, clock: Clock) -> Iterator[Callable[[Frame], None]]:
    """Show the run: live on a terminal, a progress bar when it is faster than eyes can follow."""
    if speed is None:
        with progress() as bar:
            session = engine.plan.session
            task = bar.add_task(session.title, total=session.duration_s)
            yield lambda frame: bar.update(task, completed=frame.session_t_s)
    elif screen().is_terminal:
        view = RunView(lambda: engine.plan, clock)
        with Live(view, console=screen(), refresh_per_second=15, transient=True):
            yield view.show
    else:
        yield lambda frame: None


@contextmanager
def _kept_frames(path: Path) -> Iterator[Callable[[Frame], None]]:
    with write_beside(path) as file:
        yield lambda frame: print(json.dumps(frame.as_json()), file=file)
