"""Every session that ships: it plays to its end, is fully described, translated, and plain."""

import re
import time
import tomllib
from itertools import pairwise

import pytest

from sessions.blocks import Timer
from sessions.load import Reader, find_file, find_session, languages_of, library
from sessions.pacer import LivePlan
from sessions.script import words_a_sentence
from sessions.timeline import METHODS, NETWORKS
from sessions.toml_file import Wording

HZ = 20
FIRST = ["baseline", "free-breathing", "glide-10-to-6"]
PACED = ["paced-6-10min", "paced-6-20min", "paced-6-3min"]
TEXT_KEYS = ("title", "description", "text", "fuller", "precautions", "when_skipped")

LANGUAGES = ("en", "de")
READINGS = [(language, fuller) for language in LANGUAGES for fuller in (False, True)]
ALARMING = {
    "en": r"\b(deep\w*|must|fail\w*|wrong way|cure\w*|heal(s|ed|ing)?|treat\w*)\b|!",
    "de": r"\b(tief\w*|müssen|versag\w*|heilt?|heilen|behandel\w*)\b|!",
}

sessions = pytest.mark.parametrize("name", library())


def document(name):
    return tomllib.loads(find_file(name).read_text(encoding="utf-8"))


def texts_in(value, key=""):
    """Return (key, text or table of languages) of every text in a file."""
    if key in TEXT_KEYS:
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def test_the_library_holds_what_is_promised():
    print(f"{len(library())} sessions: {', '.join(library())}")
    assert {*FIRST, *PACED} <= set(library())
    found = [find_session(name) for name in library()]
    assert {session.method for session in found} == set(METHODS)
    assert {network for session in found for network in session.networks} == set(NETWORKS)


@sessions
def test_every_session_plays_to_its_end_without_a_strap(name):
    began_s = time.process_time()
    session = find_session(name)
    live = LivePlan(session)
    ticks = round(session.duration_s * HZ)
    cues = [live.cue_at(tick / HZ) for tick in range(ticks)] + [live.cue_at(live.duration_s)]
    took_s = time.process_time() - began_s
    print(f"{name}: {session.duration_s / 60:.1f} min, {took_s * 1e3:.0f} ms")
    assert took_s < 1.0
    assert [cue.block_index for cue in cues] == sorted(cue.block_index for cue in cues)
    assert {cue.block_index for cue in cues} == set(range(len(session.blocks)))
    assert cues[-1].session_remaining_s == 0.0
    assert all(cue.text for cue in cues)
    heard = {cue.line.text for cue in cues if cue.line}
    assert heard == {line.text for block in session.blocks for line in block.lines}
    for before, after in pairwise(cues[:-1]):
        # At most 10 breaths a minute, in at least 10 % of a breath: 0.13 in 50 ms.
        assert abs((before.volume or 0.0) - (after.volume or 0.0)) < 0.13


@sessions
@pytest.mark.parametrize(("language", "fuller"), READINGS)
def test_every_wording_plays_on_the_same_schedule(name, language, fuller):
    session, usual = find_session(name, Reader(Wording(language, fuller))), find_session(name)
    assert session.block_end_s == usual.block_end_s
    assert session.breathing == usual.breathing
    assert session.groups == usual.groups
    assert session.without(session.groups).block_end_s == usual.block_end_s


@sessions
def test_every_session_is_fully_described(name):
    session, head = find_session(name), document(name)
    assert "fuller" in head
    assert head["method"]
    assert session.posture
    assert session.precautions
    assert session.sources
    assert all(re.search(r"doi:10\.|\b(19|20)\d\d\b", source) for source in session.sources)
    assert 60.0 <= session.duration_s <= 3600.0


@sessions
def test_every_text_is_translated(name):
    assert set(LANGUAGES) <= set(languages_of(find_file(name)))
    for key, text in texts_in(document(name)):
        assert isinstance(text, dict), f"{key} is English only: {text}"
        assert set(LANGUAGES) <= set(text), f"{key}: {text}"


@sessions
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_words_are_short(name, language):
    mean = words_a_sentence(find_session(name, Reader(Wording(language))).texts)
    print(f"{name}: {mean:.1f} words a sentence ({language})")
    assert mean <= 12.0


@sessions
@pytest.mark.parametrize(("language", "fuller"), READINGS)
def test_the_words_are_calm_and_promise_nothing(name, language, fuller):
    for text in find_session(name, Reader(Wording(language, fuller))).texts:
        found = re.search(ALARMING[language], text, re.IGNORECASE)
        assert not found, f"'{found[0]}' in: {text}"


@sessions
def test_who_is_paced_is_told_how_to_ease_off(name):
    session = find_session(name)
    if session.breathing.breaths:
        words = f"{session.description} {session.precautions}"
        assert "smaller and easier, then breathe normally" in words
        assert any("doi:10." in source for source in session.sources)
    if any(breath.pattern.hold or breath.pattern.rest for breath in session.breathing.breaths):
        assert re.search(r"\bhold", session.precautions)


@sessions
def test_who_is_cooled_is_told_of_the_limit(name):
    session = find_session(name)
    if any(block.timer is Timer.COLD for block in session.blocks):
        assert "20 minutes" in f"{session.description} {session.precautions}"


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
