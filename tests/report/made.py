"""Runs made for reports, opened without a store: a simulated person's, and a real recording's."""

from datetime import UTC, datetime

from biofeedback.report.figures import figures_of, is_assessment
from biofeedback.report.lived import Lived, of_recording, of_run
from biofeedback.report.opened import Opened
from biofeedback.report.resonance import assess
from biofeedback.report.summary import summarize
from biofeedback.store.models import Person, Rating, Run
from devices.recording import Header, Recording
from devices.records import DeviceInfo

START = datetime(2026, 3, 14, 7, 20, tzinfo=UTC)
RATED = (("pain", 5, 4), ("tension", 6, 3))


def opened_of(lived: Lived, session="", *, alias="Anna", notes="", rated=RATED, title="") -> Opened:
    run = Run(
        uid="5f0c1a52-8f57-4d8c-9d3a-3d2f1d1f9c10",
        person_id=1,
        session=session,
        title=title,
        program="biofeedback 0.1.0",
        start_utc=START,
        utc_offset_s=3600,
        finish="completed",
        duration_s=_duration_s(lived),
        device_name="Polar H10",
        device_firmware="5.0.0",
        notes=notes,
    )
    return Opened(
        run,
        Person(uid="b7", alias=alias, created_utc=START),
        Recording(Header(DeviceInfo("Polar H10"), START, run.program, session), ()),
        lived.plan,
        lived.start_s,
        lived.beats,
        lived.verdicts,
        lived.frames,
        summarize(lived.beats, lived.plan, lived.start_s) if lived.plan else (),
        figures_of(lived),
        [_rating(*given) for given in _given(rated)],
        assess(lived.beats) if is_assessment(lived) else None,
    )


def lived_of(run) -> Lived:
    """What a run of `tests.live.runs` was."""
    return of_run(run.engine, run.frames)


def recorded(recording: Recording) -> Lived:
    """What a recording of no session of ours was."""
    return of_recording(recording, None)


def _duration_s(lived):
    if lived.plan:
        return lived.plan.duration_s
    return float(lived.beats.t_s[-1] - lived.beats.begin_s[0]) if lived.beats.t_s.size else 0.0


def _given(rated):
    for scale, before, after in rated:
        yield scale, "before", before
        yield scale, "after", after


def _rating(scale, moment, value):
    return Rating(person_id=1, at_utc=START, moment=moment, scale=scale, value=value)
