"""A kept run stands as it stood while it went on: the frames of then are the truth."""

import asyncio
from collections import Counter

import pytest

from biofeedback.live.frame import IRREGULAR
from biofeedback.report.figures import figures_of
from biofeedback.report.kept_bytes import from_bytes, to_bytes
from biofeedback.report.lived import of_recording
from biofeedback.report.rhythm import is_irregular
from devices.recording import Header, Recording
from devices.records import DeviceInfo
from devices.virtual import ArtifactKind
from sessions.load import find_session
from tests.live.runs import live
from tests.report.made import START, lived_of

SESSION = find_session("paced-6-3min")


async def _away(strap, after_s=40.0, for_s=150.0):
    await asyncio.sleep(after_s)
    strap.walk_away()
    await asyncio.sleep(for_s)
    strap.come_back()


def heart(run_virtual, share, meddle=None, seed=8):
    early = {ArtifactKind.ECTOPIC: share} if share else {}
    return run_virtual(live(SESSION, seed, meddle, artifact_share=early))


@pytest.mark.parametrize(
    ("share", "meddle"),
    [(0.0, None), (0.05, None), (0.1, None), (0.15, None), (0.3, None), (0.3, _away), (0.0, _away)],
)
def test_it_stands_as_its_frames_stood_the_longest(run_virtual, share, meddle):
    run = heart(run_virtual, share, meddle)
    stood = Counter({int(frame.session_t_s): frame.status for frame in run.frames}.values())
    told = is_irregular(from_bytes(to_bytes(lived_of(run))))
    print(f"{share:.0%} early beats: {dict(stood)}, irregular: {told}")
    assert told is (stood.most_common(1)[0][0] == IRREGULAR)


def test_every_third_beat_early_is_irregular_and_every_twentieth_is_not(run_virtual):
    told = [is_irregular(lived_of(heart(run_virtual, share))) for share in (0.3, 0.05)]
    assert told == [True, False]


def test_what_an_irregular_heart_spoils_is_no_figure(run_virtual):
    """Trends, the rest, what is usual and exports are made of figures: none is of such a run."""
    regular, irregular = (
        {name for _part, name in figures_of(lived_of(heart(run_virtual, share)))}
        for share in (0.0, 0.3)
    )
    assert {"rsa_bpm", "rmssd_ms", "heart_rate_bpm"} <= regular
    assert irregular == {"heart_rate_bpm", "artifact_pct", "coverage"}


def test_a_recording_of_no_session_is_as_it_is(run_virtual):
    header = Header(DeviceInfo("Virtual 1"), START, "biofeedback", "")
    recording = Recording(header, tuple(heart(run_virtual, 0.3).log))
    assert not is_irregular(of_recording(recording, None))
