"""What was made of a run as bytes for the store, and back, to the last bit.

Arrays as numpy's compressed archives, the plan as JSON with the session in it: so a run opens as it
was lived, whatever becomes of the library. Beats come with what other sensors said; the breaths
that were led follow from the plan.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.breaths import Breaths, BreathSource
from biofeedback.hrv.window import Beats, Series
from biofeedback.live.engine import paced_breaths
from biofeedback.report.frame_table import FrameTable
from biofeedback.report.lived import Lived
from sessions.blocks import Block, Pacing, Timer, Until
from sessions.breathing import BreathPattern
from sessions.pacer import LivePlan
from sessions.script import Line
from sessions.timeline import Session, Shift

BEATS, FRAMES, PLAN = KINDS = "beats", "frames", "plan"
_SENSED = "sensed "
_VERDICTS = tuple(Verdict)

T = TypeVar("T")
Arrays = Mapping[str, NDArray[Any]]


def to_bytes(lived: Lived) -> dict[str, bytes]:
    """Write a run as bytes, by kind."""
    plan = {"start_s": lived.start_s, "plan": lived.plan and asdict(lived.plan)}
    columns = lived.frames.columns
    return {
        BEATS: _packed(_beat_arrays(lived)),
        FRAMES: _packed(
            {"names": np.array(list(columns)), "values": np.array([*columns.values()])}
        ),
        PLAN: zlib.compress(json.dumps(plan).encode()),
    }


def from_bytes(kept: Mapping[str, bytes]) -> Lived:
    """Read what `to_bytes` wrote."""
    told = json.loads(zlib.decompress(kept[PLAN]))
    plan, start_s = told["plan"] and _plan(told["plan"]), told["start_s"]
    arrays, table = _unpacked(kept[BEATS]), _unpacked(kept[FRAMES])
    verdicts = [Verdict(arrays["verdicts"][code]) for code in arrays["verdict"].tolist()]
    beats = Beats(
        t_s=arrays["t_s"],
        rr_ms=arrays["rr_ms"],
        valid=arrays["valid"],
        gap=arrays["gap"],
        paced=None if plan is None or start_s is None else paced_breaths(plan, start_s),
        respiration=_breaths(arrays),
        sensed={
            name.removeprefix(_SENSED): Series(*rows)
            for name, rows in arrays.items()
            if name.startswith(_SENSED)
        },
    )
    frames = FrameTable(dict(zip(table["names"].tolist(), table["values"], strict=True)))
    return Lived(plan, start_s, beats, verdicts, frames)


def _beat_arrays(lived: Lived) -> dict[str, NDArray[Any]]:
    beats, breaths = lived.beats, lived.beats.respiration
    codes = [_VERDICTS.index(verdict) for verdict in lived.verdicts]
    arrays = {
        "t_s": beats.t_s,
        "rr_ms": beats.rr_ms,
        "valid": beats.valid,
        "gap": beats.gap,
        "verdict": np.array(codes, np.uint8),
        "verdicts": np.array(_VERDICTS),
    }
    for name, series in beats.sensed.items():
        arrays[_SENSED + name] = np.array([series.t_s, series.value])
    if breaths is not None:
        times = (breaths.inhale_s, breaths.exhale_s, breaths.end_s, breaths.known_s)
        arrays |= {"breaths": np.array(times), "breaths_by": np.array(breaths.source)}
    return arrays


def _breaths(arrays: Arrays) -> Breaths | None:
    if "breaths" not in arrays:
        return None
    inhale_s, exhale_s, end_s, known_s = arrays["breaths"]
    return Breaths(inhale_s, exhale_s, end_s, known_s, BreathSource(arrays["breaths_by"].item()))


def _packed(arrays: Arrays) -> bytes:
    file = BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def _unpacked(data: bytes) -> dict[str, NDArray[Any]]:
    with np.load(BytesIO(data), allow_pickle=False) as archive:
        return dict(archive)


def _plan(kept: Mapping[str, Any]) -> LivePlan:
    shifts = tuple(
        Shift(**{**shift, "pattern": _made(BreathPattern, shift["pattern"])})
        for shift in kept["shifts"]
    )
    pauses_s = tuple((start_s, end_s) for start_s, end_s in kept["pauses_s"])
    return LivePlan(_session(kept["session"]), shifts, pauses_s)


def _session(kept: Mapping[str, Any]) -> Session:
    lists = {name: tuple(kept[name]) for name in ("networks", "sources", "posture")}
    return Session(**{**kept, **lists, "blocks": tuple(map(_block, kept["blocks"]))})


def _block(kept: Mapping[str, Any]) -> Block:
    timer = kept["timer"]
    nested = {
        "pacing": _made(_pacing, kept["pacing"]),
        "lines": tuple(Line(**line) for line in kept["lines"]),
        "timer": Timer(timer) if timer else None,
        "until": _made(Until, kept["until"]),
    }
    return Block(**{**kept, **nested})


def _pacing(**kept: Any) -> Pacing:
    return Pacing(**{**kept, "pattern": BreathPattern(**kept["pattern"])})


def _made(make: Callable[..., T], fields: Mapping[str, Any] | None) -> T | None:
    return None if fields is None else make(**fields)
