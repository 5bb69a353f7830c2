"""What is to be heard in a session, as data: breath tones, chimes, and spoken lines.

Who plays them decides how they sound. A tone lasts as long as its part of the breath; its pitch
follows `Cue.volume` and its loudness `Cue.flow`, so both tones rise and fall with the breath and
are silent at every turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessions.blocks import Block
from sessions.breathing import BreathSchedule

CHIME_S = 2.2
"""How long a chime is heard."""


class SoundKind(StrEnum):
    """What kind of sound it is."""

    INHALE = "inhale"
    EXHALE = "exhale"
    START = "start"
    PART = "part"
    END = "end"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Sound:
    """One sound: a tone, a chime (start, part, end), or a spoken line with its text.

    Times are seconds of session time. The chime at the end begins when the session is over.
    """

    kind: SoundKind
    start_s: float
    duration_s: float
    text: str = ""

    @property
    def end_s(self) -> float:
        """When it has faded."""
        return self.start_s + self.duration_s


def sounds_of(blocks: Sequence[Block], breathing: BreathSchedule) -> tuple[Sound, ...]:
    """Return all sounds of these blocks, breathed as `breathing` says, by their start."""
    sounds = [Sound(SoundKind.START, 0.0, CHIME_S)]
    start_s = 0.0
    for block in blocks:
        if block.chime and start_s > 0.0:
            sounds.append(Sound(SoundKind.PART, start_s, CHIME_S))
        sounds += [
            Sound(SoundKind.VOICE, start_s + line.start_s, line.duration_s, line.text)
            for line in block.spoken
        ]
        start_s += block.duration_s
    sounds.append(Sound(SoundKind.END, start_s, CHIME_S))
    for breath in breathing.breaths:
        breath_s, pattern = breath.end_s - breath.start_s, breath.pattern
        sounds += [
            Sound(SoundKind.INHALE, breath.start_s, pattern.inhale * breath_s),
            Sound(SoundKind.EXHALE, breath.exhale_start_s, pattern.exhale * breath_s),
        ]
    return tuple(sorted(sounds, key=lambda sound: sound.start_s))
