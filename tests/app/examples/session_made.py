"""A session as the engine itself leads it, with a simulated person who breathes along."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from biofeedback.app.desk.messages import EcgMoved, HeartLine, RunBegan, RunMoved, RunOver
from biofeedback.live import wishes
from biofeedback.live.engine import Engine
from biofeedback.live.feedback import Rest
from devices.errors import ContactLost
from devices.heart_rate import HeartRateMeasurement, encode
from devices.records import BATTERY, HEART_RATE, DeviceStatus, LinkState, Marker, Notification
from devices.virtual import Person
from sessions.load import find_session

RUN_ID = 31
EASY = {"heart_rate_bpm": 64, "rsa_bpm": 5, "mayer_bpm": 0.6, "slow_bpm": 1.5, "beat_noise_ms": 6}


@dataclass
class Standing:
    """A clock that stands still, for a picture, unless it is moved."""

    at_s: float

    def now_s(self):
        return self.at_s


@dataclass(frozen=True)
class Made:
    """What was told of a session up to a time: its beginning, where it stands, and its end."""

    began: RunBegan
    moved: tuple
    over: RunOver


@cache
def made(session="paced-6-10min", until_s=230.0, lost_s=None, seed=7):
    """Lead a session until a time; from `lost_s` on the strap has no touch with the skin."""
    engine = Engine(find_session(session))
    person = Person(seed=seed, breath=engine.volume_at, **EASY)
    told, scores = [], {}

    def heed(frames):
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
    done = engine.finished
    over = RunOver(
        RUN_ID,
        "completed" if done else "stopped",
        engine.plan.session_t_s(engine.now_s - engine.start_s) / 60,
        "With each paced breath, your heart rate rose and fell by 12 beats a minute.",
        _line(engine, np.inf),
        engine.plan,
        engine.start_s,
        tuple(sorted(scores.items())),
    )
    began = RunBegan(RUN_ID, engine.plan, Standing(engine.now_s), True)
    return Made(began, tuple(told), over)


def ecg(until_s, rr_s=0.94):
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


def _line(engine, shown_s):
    beats = engine.beats()
    first = int(beats.t_s.searchsorted(beats.t_s[-1] - shown_s)) if beats.t_s.size else 0
    rr_ms = np.where(beats.valid[first:], beats.rr_ms[first:], np.nan)
    return HeartLine(beats.t_s[first:].copy(), 60000 / rr_ms, beats.gap[first:].astype(float))


LOST = ContactLost.code
