"""A session as the engine itself leads it, with a simulated person who breathes along."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

import numpy as np

from biofeedback.app.desk.messages import EcgMoved, HeartLine, RunBegan, RunMoved, RunOver
from biofeedback.live import wishes
from biofeedback.live.engine import Engine
from biofeedback.live.feedback import Rest
from biofeedback.live.frame import Frame
from biofeedback.locale import spoken
from biofeedback.report import closing
from biofeedback.report.lived import of_run
from biofeedback.report.summary import sentence, summarize
from biofeedback.report.usual import Usual
from devices.errors import ContactLost
from devices.heart_rate import HeartRateMeasurement, encode
from devices.records import BATTERY, HEART_RATE, DeviceStatus, LinkState, Marker, Notification
from devices.source import Clock
from devices.virtual import Person
from sessions.load import Reader, find_session
from sessions.toml_file import Wording

RUN_ID = 31
USUAL = Usual(swing_bpm=10.0)
"""What earlier sessions of this person were."""


@dataclass
class Standing:
    """A clock that stands still, for a picture, unless it is moved."""

    at_s: float

    def now_s(self) -> float:
        """Return the time at which it stands."""
        return self.at_s


@dataclass(frozen=True)
class Made:
    """What was told of a session up to a time: its beginning, where it stands, and its end."""

    began: RunBegan
    moved: tuple[RunMoved, ...]
    over: RunOver

    def begun_at(self, clock: Standing) -> RunBegan:
        """Return its beginning, seen by another clock."""
        return replace(self.began, clock=cast(Clock, clock))


def made(
    session: str = "paced-6-10min",
    until_s: float = 230.0,
    lost_s: float | None = None,
    seed: int = 7,
) -> Made:
    """Lead a session until a time; from `lost_s` on the strap has no touch with the skin."""
    return _made(session, until_s, lost_s, seed, spoken())


@cache
def _made(session: str, until_s: float, lost_s: float | None, seed: int, language: str) -> Made:
    engine = Engine(find_session(session, Reader(Wording(language))))
    person = Person(
        seed=seed,
        breath=engine.volume_at,
        rsa_bpm=5,
        mayer_bpm=0.6,
        slow_bpm=1.5,
        beat_noise_ms=6,
    )
    told: list[RunMoved] = []
    scores: dict[int, float] = {}

    def heed(frames: Sequence[Frame]) -> None:
        for frame in frames:
            if frame.score is not None and frame.cue.breath_number:
                scores[frame.cue.breath_number] = frame.score
            heart = _line(engine, 75.0)
            told.append(RunMoved(frame, engine.plan, engine.start_s, heart, ""))

    engine.feed(Marker(0.0, wishes.usual(Rest(4.0, 40.0))))
    engine.feed(DeviceStatus(0.0, LinkState.CONNECTED))
    engine.feed(Notification(0.0, BATTERY, bytes([82])))
    t_s = 0.0
    while t_s < until_s and not engine.finished:
        t_s += 1.0
        beats = person.beats_until(t_s)
        lost = lost_s is not None and t_s > lost_s
        rr_ms = () if lost else tuple(round(rr) for _t, rr in beats)
        packet = HeartRateMeasurement(64, rr_ms, contact=not lost)
        heed(engine.feed(Notification(t_s, HEART_RATE, encode(packet))))
    clock = cast(Clock, Standing(engine.now_s))
    began = RunBegan(RUN_ID, engine.plan, clock, True, USUAL)
    return Made(began, tuple(told), _over(engine, scores))


def _over(engine: Engine, scores: dict[int, float]) -> RunOver:
    start_s = engine.start_s
    assert start_s is not None
    lived = of_run(engine, ())
    return RunOver(
        RUN_ID,
        "completed" if engine.finished else "stopped",
        engine.plan.session_t_s(engine.now_s - start_s) / 60,
        sentence(summarize(lived.beats, lived.plan, start_s)) if lived.plan else "",
        _line(engine, np.inf),
        engine.plan,
        start_s,
        tuple(sorted(scores.items())),
        USUAL,
        fuller=closing.sentences(closing.closing_of(lived)),
    )


def ecg(until_s: float, rr_s: float = 0.94) -> EcgMoved:
    """Return ten seconds of an ECG with its waves where they belong."""
    t_s = until_s - 10 + np.arange(1300) / 130
    uv = np.zeros_like(t_s)
    for beat_s in np.arange(until_s - 11, until_s + 1, rr_s):
        for at_s, width_s, height_uv in (
            (-0.16, 0.022, 110),
            (-0.026, 0.008, -120),
            (0.0, 0.010, 1150),
            (0.028, 0.009, -210),
            (0.25, 0.045, 260),
        ):
            uv += height_uv * np.exp(-0.5 * ((t_s - beat_s - at_s) / width_s) ** 2)
    return EcgMoved(t_s, uv)


def _line(engine: Engine, shown_s: float) -> HeartLine:
    beats = engine.beats()
    first = int(beats.t_s.searchsorted(beats.t_s[-1] - shown_s)) if beats.t_s.size else 0
    rr_ms = np.where(beats.valid[first:], beats.rr_ms[first:], np.nan)
    return HeartLine(beats.t_s[first:].copy(), 60000 / rr_ms, beats.gap[first:].astype(float))


LOST = ContactLost.code
