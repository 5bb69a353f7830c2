from itertools import pairwise

import pytest
from hypothesis import given

from sessions.blocks import Block, Pacing
from sessions.breathing import BreathPattern
from sessions.script import Line
from sessions.timeline import Session
from tests.sessions.plans import plan, sessions

LINES = (Line(2, "Sit down.", 2), Line(7, "Breathe along.", 3))
SESSION = Session(
    "s",
    "S",
    "A test.",
    ("nervous",),
    (
        Block("Arrive", 12, "", lines=LINES, chime=True),
        Block("Breathe", 20, "In and out.", Pacing(6, 6, BreathPattern(0.3, 0.1, 0.1)), chime=True),
    ),
)


def test_all_that_is_heard_in_its_order():
    heard = [(sound.kind, sound.start_s, sound.text) for sound in SESSION.sounds]
    assert heard == [
        ("start", 0, ""),  # the chime of the first block is the session's
        ("voice", 2, "Sit down."),
        ("voice", 7, "Breathe along."),
        ("part", 12, ""),
        ("voice", 12, "In and out."),
        ("inhale", 12, ""),
        ("exhale", 16, ""),
        ("inhale", 22, ""),
        ("exhale", 26, ""),
        ("end", 32, ""),
    ]


def test_a_tone_lasts_as_long_as_its_part_of_the_breath():
    tones = [sound for sound in SESSION.sounds if sound.kind in ("inhale", "exhale")]
    assert [tone.duration_s for tone in tones] == pytest.approx([3, 5, 3, 5])
    assert tones[1].end_s == pytest.approx(21)


@given(sessions)
def test_sounds_come_in_order_and_tones_never_overlap(session):
    sounds = session.sounds
    assert all(a.start_s <= b.start_s for a, b in pairwise(sounds))
    tones = [sound for sound in sounds if sound.kind in ("inhale", "exhale")]
    assert all(a.end_s <= b.start_s + 1e-9 for a, b in pairwise(tones))
    assert len(tones) == 2 * len(session.breathing.breaths)


@pytest.mark.parametrize(
    ("t_s", "volume", "flow"),
    [
        (0, 0.0, 0.0),
        (1, 0.5, 1.0),  # midway in: sin 90 degrees
        (0.5, 0.146447, 0.707107),  # a quarter: (1 - cos 45) / 2, sin 45
        (2, 1.0, 0.0),
        (3, 1.0, 0.0),  # held
        (5, 0.402455, 0.980785),  # midway out, bent: (1 + cos 101.25) / 2, sin 101.25
        (7, 0.0, 0.0),  # the pause
    ],
)
def test_loudness_follows_the_flow_of_air(t_s, volume, flow):
    cue = plan((8, Pacing(7.5, 7.5, BreathPattern(0.25, 0.25, 0.25)))).cue_at(t_s)
    assert cue.volume == pytest.approx(volume, abs=1e-6)
    assert cue.flow == pytest.approx(flow, abs=1e-6)


def test_where_nothing_is_paced_no_air_is_told():
    assert plan((8, None)).cue_at(1).flow == 0.0


@pytest.mark.parametrize(
    ("t_s", "text", "said"),
    [
        (0, "Sit down.", None),  # it can be read before it is said
        (2, "Sit down.", "Sit down."),
        (5, "Sit down.", None),  # it stays until the next, for the block has no text
        (9, "Breathe along.", "Breathe along."),
        (12, "In and out.", None),
    ],
)
def test_a_cue_shows_what_is_said_and_then_lets_it_stand(t_s, text, said):
    cue = SESSION.cue_at(t_s)
    assert (cue.text, cue.line and cue.line.text) == (text, said)


def test_in_silence_the_text_of_the_block_comes_back():
    block = Block("Arrive", 12, "Rest.", lines=LINES)
    session = Session("s", "S", "A test.", ("nervous",), (block,))
    texts = [session.cue_at(t_s).text for t_s in (0, 3, 5, 8, 11)]
    assert texts == ["Rest.", "Sit down.", "Rest.", "Breathe along.", "Rest."]
