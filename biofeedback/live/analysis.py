"""A whole recording at once: the same stream, the same kernels, windows instead of an instant."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from biofeedback.catalogue import installed
from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.index import INDICES, RUN_INDICES, Index
from biofeedback.hrv.quality import Quality, quality
from biofeedback.hrv.rsa import rsa_source
from biofeedback.hrv.window import Beats, Windows
from biofeedback.live.beat_stream import BeatStream
from biofeedback.live.engine import Engine
from biofeedback.live.replay import Replay
from devices.device_type import Decoder
from devices.recording import Recording
from devices.records import Record
from devices.standard_decoder import decoder_of
from sessions.pacer import LivePlan
from sessions.timeline import Session


@dataclass(frozen=True, slots=True)
class Analysis:
    """One window of a recording; `None` among the values reads "too little to say"."""

    start_s: float
    end_s: float
    beats: int
    values: Mapping[str, float | None]
    quality: Quality
    breaths_by: str = ""
    """Who said where the breaths of RSA are, a `BreathSource`; empty where there is no RSA."""


def judged_beats(
    records: Iterable[Record],
    session: Session | None = None,
    latency_s: float = 0.0,
    *,
    keep_artifacts: bool = False,
    indices: Iterable[Index] = RUN_INDICES,
    decode: Decoder | None = None,
) -> tuple[Beats, Sequence[Verdict]]:
    """Return all beats of a recording, and what live use judges their intervals to be.

    With the `session` that was running, the run is gone through again as it was, with all wishes
    and reactions, and the breaths that it paced come along; `indices` are what it may wait for.
    `decode` is a fresh decoder for a strap with channels of its own.
    """
    if session is None:
        stream = BeatStream(latency_s, keep_artifacts=keep_artifacts, decode=decode)
        for record in records:
            stream.feed(record)
        stream.finish()
        return stream.beats(), stream.verdicts()
    engine = Engine(session, latency_s, indices, keep_artifacts=keep_artifacts, decode=decode)
    for _frame in Replay(engine, records):
        pass
    return engine.beats(), engine.stream.verdicts()


def beats_of(
    recording: Recording, session: Session | None = None, *, keep_artifacts: bool = False
) -> tuple[Beats, Sequence[Verdict]]:
    """Return all beats of a recording; see `judged_beats`.

    Raises
    ------
    FileError
        When the strap is of a type that needs a plugin which is not here.
    """
    catalogue = installed()
    kind = catalogue.type_of(recording.header.device)
    return judged_beats(
        recording.records,
        session,
        kind.latency_s,
        keep_artifacts=keep_artifacts,
        indices=catalogue.run_indices,
        decode=decoder_of(kind),
    )


def analyze(beats: Beats, windows: Windows, indices: Iterable[Index] = INDICES) -> list[Analysis]:
    """Compute every index in every window."""
    columns = {index.name: index.evaluate(beats, windows) for index in indices}
    trust, told_by = quality(beats, windows), rsa_source(beats, windows)
    return [
        Analysis(
            start_s,
            end_s,
            int(windows.stop[i] - windows.first[i]),
            {name: _known(column[i]) for name, column in columns.items()},
            trust[i],
            str(told_by[i] or ""),
        )
        for i, (start_s, end_s) in enumerate(windows.spans())
    ]


def stepped(beats: Beats, window_s: float, step_s: float) -> Windows:
    """Lay windows of `window_s`, `step_s` apart, from the first interval to the last beat.

    A last window that the recording does not fill is left out.
    """
    whole = Windows.whole(beats)
    if not whole.first.size:
        return whole
    start_s, end_s = whole.start_s[0], whole.end_s[0]
    count = max(math.floor((end_s - start_s - window_s) / step_s + 1e-9) + 1, 0)
    starts_s = start_s + np.arange(count) * step_s
    return Windows.over(beats, starts_s, starts_s + window_s)


def _known(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)


def by_block(beats: Beats, plan: LivePlan, start_s: float) -> Iterator[tuple[int, Windows]]:
    """Yield the blocks of a plan that hold beats, each with its one window.

    The window of the last block ends with the last beat: straps report late.
    """
    begin_s = start_s
    for i, block_end_s in enumerate(plan.session.block_end_s):
        end_s = start_s + plan.clock_s(block_end_s)
        window = Windows.over(beats, begin_s, min(end_s, beats.t_s.max(initial=begin_s)))
        if window.stop[0] > window.first[0]:
            yield i, window
        begin_s = end_s
