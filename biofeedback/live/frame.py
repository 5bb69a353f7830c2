"""One instant of a run, as every sink gets it: screen, terminal, file, store."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from biofeedback.hrv.quality import Quality
from sessions.timeline import Cue

OK = "ok"
IRREGULAR = "irregular"
"""Status: so many intervals fit no rhythm that figures of variability would mislead."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known at one instant.

    Attributes
    ----------
    t_s : float
        Seconds since the start of the run.
    session_t_s : float
        Seconds since the start of the session; 0 until the first heartbeats come in.
    cue : Cue
        What the plan asks for now.
    values : mapping of str to float or None
        The indices by name; None reads "collecting".
    quality : Quality
        Trust in the last minute.
    status : str
        ``ok``, ``irregular``, or the `code` of a `devices.errors.DeviceError`.
    battery_pct : int or None
        The strap's battery.
    breaths_by : str
        Who said where the breaths of RSA are, a `BreathSource`; empty where there is no RSA.
    score : float or None
        How far the heart goes with the breath, 0 to 100; see `biofeedback.live.feedback`.
    held : bool
        Whether the score waits for a better signal.
    hint : str
        A `biofeedback.live.guard.Hint`: what to tell a person who breathes too much; or empty.
    paused : bool
        Whether the session stands still.
    note : str
        The `code` of a `DeviceError` that spoils nothing, and yet is worth a line; or empty.
    """

    t_s: float
    session_t_s: float
    cue: Cue
    values: Mapping[str, float | None]
    quality: Quality
    status: str = OK
    battery_pct: int | None = None
    breaths_by: str = ""
    score: float | None = None
    held: bool = False
    hint: str = ""
    paused: bool = False
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the frame as plain values for a line of JSON."""
        return {
            "t_s": self.t_s,
            "session_t_s": self.session_t_s,
            "block": self.cue.block_title,
            "phase": self.cue.phase,
            "values": dict(self.values),
            "quality": {
                "artifact_pct": self.quality.artifact_pct,
                "coverage": self.quality.coverage,
                "gap_s": self.quality.gap_s,
            },
            "breaths_by": self.breaths_by,
            "score": self.score,
            "held": self.held,
            "hint": str(self.hint),
            "paused": self.paused,
            "status": self.status,
            "note": self.note,
        }
