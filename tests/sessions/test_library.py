import re
from itertools import pairwise

import pytest

from sessions.load import find_session, library

HZ = 20


def test_the_library_holds_what_is_promised():
    assert library() == [
        "baseline",
        "free-breathing",
        "glide-10-to-6",
        "paced-6-10min",
        "paced-6-20min",
        "paced-6-3min",
    ]


@pytest.mark.parametrize("name", library())
def test_every_session_plays_to_its_end(name):
    session = find_session(name)
    ticks = round(session.duration_s * HZ)
    assert ticks / HZ == session.duration_s
    cues = [session.cue_at(tick / HZ) for tick in range(ticks + 1)]
    assert [cue.block_index for cue in cues] == sorted(cue.block_index for cue in cues)
    assert {cue.block_index for cue in cues} == set(range(len(session.blocks)))
    assert cues[-1].session_remaining_s == 0.0
    for before, after in pairwise(cues):
        assert before.session_remaining_s - after.session_remaining_s == pytest.approx(1 / HZ)
        # At most 10 breaths a minute, in at least 40 % of a breath: 0.033 in 50 ms.
        assert abs((before.volume or 0.0) - (after.volume or 0.0)) < 0.033


@pytest.mark.parametrize("minutes", [3, 10, 20])
def test_the_paced_part_lasts_as_long_as_the_title_says(minutes):
    session = find_session(f"paced-6-{minutes}min")
    breaths = session.breathing.breaths
    assert session.title.endswith(f", {minutes} minutes")
    assert len(breaths) == minutes * 6
    assert breaths[-1].end_s - breaths[0].start_s == pytest.approx(minutes * 60, abs=1e-3)
    assert breaths[0].exhale_start_s - breaths[0].start_s == pytest.approx(4.0)


def test_the_glide_slows_with_every_breath_and_stays_at_6():
    rates = [breath.rate_per_min for breath in find_session("glide-10-to-6").breathing.breaths]
    print(f"glide: {len(rates)} breaths, {rates[0]:.2f} to {rates[-1]:.2f} a minute")
    gliding = [rate for rate in rates if rate != 6.0]
    assert gliding[0] == 10.0
    assert all(after < before for before, after in pairwise(gliding))
    assert rates[len(gliding) :] == [6.0] * 30  # 5 minutes at 6 a minute


def test_baseline_and_free_breathing_pace_nothing():
    assert not find_session("baseline").breathing.breaths
    assert not find_session("free-breathing").breathing.breaths
    assert find_session("baseline").duration_s == 120.0
    assert find_session("free-breathing").duration_s == 300.0


@pytest.mark.parametrize("name", library())
def test_the_words_are_short_calm_and_promise_nothing(name):
    session = find_session(name)
    texts = [session.description, *(block.text for block in session.blocks)]
    words = " ".join(texts)
    assert not re.search(r"\b(deep\w*|must|fail\w*|wrong way|cure\w*|heal\w*|treat\w*)\b|!", words)
    sentences = re.findall(r"[^.?]+[.?]", words)
    assert len(words.split()) / len(sentences) <= 12
    if session.breathing.breaths:
        assert "smaller and easier, then breathe normally" in session.description
        assert session.sources
        assert all("doi:10." in source for source in session.sources)
