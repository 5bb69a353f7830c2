"""From a score and a clock to one stream of samples, whatever the size of its pieces.

1. While the breath is heard, samples follow each other without a seam. Where a loudspeaker's
   quartz and the clock part, the stream is set right at the next turn of the breath, in silence.
2. When they are far apart (the computer slept), the sound dips for a moment and goes on where the
   clock is. A pause is the same dip that lasts.
3. Chimes and the notice, once struck, ring at their own time.
"""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import numpy as np

from biofeedback.app.sound.glide import Glide
from biofeedback.app.sound.score import BreathSound, Score
from biofeedback.app.sound.synthesis import (
    SAMPLE_HZ,
    amplitude,
    chime,
    limited,
    notice,
    volume_gain,
)
from biofeedback.app.theme.records import SoundForm
from biofeedback.hrv.columns import FloatArray

_FADE_S, _EDGE_S = 0.06, 0.005
_TOLERATED = round(0.005 * SAMPLE_HZ)
_LOST = round(0.05 * SAMPLE_HZ)
_LATE_CHIME = round(0.5 * SAMPLE_HZ)
_MEASURED = 200


@dataclass(slots=True)
class _Ringing:
    """A sound on its way; `next_sample` is negative as long as it has not begun."""

    sound: FloatArray
    next_sample: int

    def add_to(self, heard: FloatArray) -> bool:
        """Add it to the next samples; return whether more follows."""
        begin = max(-self.next_sample, 0)
        sounding = self.sound[self.next_sample + begin :][: max(heard.size - begin, 0)]
        heard[begin : begin + sounding.size] += sounding
        self.next_sample += heard.size
        return self.next_sample < self.sound.size


class Player:
    """Plays a score by a clock; `read` gives the samples.

    Parameters
    ----------
    form : how everything sounds.
    now : the clock, in seconds.
    score : what is played; `follow` changes it while it plays.
    """

    def __init__(self, form: SoundForm, now: Callable[[], float], score: Score) -> None:
        self._form, self._now, self._score = form, now, score
        self._next = 0
        self._struck = -_LATE_CHIME
        self._late: deque[int] = deque(maxlen=_MEASURED)
        self._waits = 0
        self._held = self._stopped = False
        self._gate = Glide(0.0, _FADE_S)
        self._edge = Glide(1.0, _EDGE_S)
        self._volume = Glide(0.0, _FADE_S)
        self._ducked = Glide(0.0, form.duck_ms / 1000.0, form.unduck_ms / 1000.0)
        self._breaths = {kind: Glide(0.0, _FADE_S) for kind in BreathSound}
        self._chimes: list[_Ringing] = []
        self._notices: list[_Ringing] = []

    @property
    def position_s(self) -> float:
        """The session time of the next sample."""
        return self._next / SAMPLE_HZ

    def follow(self, score: Score) -> None:
        """Go on with another score: what was heard of the old one must be the same in it."""
        self._score = score

    def set_volume(self, volume: int) -> None:
        """Glide to a volume from 0 to 10."""
        self._volume.target = 0.0 if self._stopped else volume_gain(self._form, volume)

    def stop(self) -> None:
        """Fade out all there is, for good."""
        self._stopped, self._volume.target = True, 0.0

    def set_breath(self, sound: BreathSound) -> None:
        """Glide to another way to hear the breath."""
        for kind, glide in self._breaths.items():
            glide.target = float(kind is sound)

    def hold(self, held: bool) -> None:
        """Fall silent, or go on where the clock is by then; notices are heard all the same."""
        self._held = held

    def duck(self, ducked: bool) -> None:
        """Make room for a voice, or take it back."""
        self._ducked.target = float(ducked)

    def strike_notice(self) -> None:
        """Sound the two notes of a trouble from the next sample on."""
        self._notices.append(_Ringing(notice(self._form.notice), 0))

    def read(self, count: int, delay_s: float | None) -> FloatArray:
        """Return the next `count` samples, which are heard `delay_s` from now on.

        None when that is not known yet: they are silent, but for notices.
        """
        heard = self._session(count, None if delay_s is None else self._now() + delay_s)
        self._notices = [each for each in self._notices if each.add_to(heard)]
        return limited(self._form, self._volume.take(count) * heard)

    def _session(self, count: int, clock_s: float | None) -> FloatArray:
        """Return the breath and the chimes."""
        wanted_s = None if clock_s is None or self._held else self._score.session_s(clock_s)
        if wanted_s is not None:
            self._heed(round(wanted_s * SAMPLE_HZ))
        else:
            self._gate.target = 0.0
        if self._gate.is_silent:
            self._chimes.clear()
            return np.zeros(count)
        quiet = amplitude(self._form.peak_dbfs) * 10.0 ** (
            self._form.duck_db / 20.0 * self._ducked.take(count)
        )
        heard = quiet * self._breath(count)
        self._chimes = [each for each in self._chimes if each.add_to(heard)]
        return self._gate.take(count) * heard

    def _heed(self, wanted: int) -> None:
        """Compare the stream with the sample that the clock wants now."""
        if self._gate.is_silent:
            self._next = wanted
            self._struck = max(self._struck, wanted - _LATE_CHIME)
            self._late.clear()
            self._waits = 0
        late = wanted + self._waits - self._next
        self._gate.target = float(abs(late) <= _LOST)
        self._late.append(late)

    def _breath(self, count: int) -> FloatArray:
        """Return the breath, set right at each turn; chimes are struck on the way."""
        pieces, left = [], count
        while left:
            if self._waits:
                taken = min(left, self._waits)
                self._waits -= taken
                pieces.append(np.zeros(taken))
            else:
                turn = self._score.turn_after(self._next)
                taken = left if turn is None else min(left, turn - self._next)
                self._strike(taken, count - left)
                pieces.append(self._edge.take(taken) * self._sound(taken))
                self._next += taken
                if self._next == turn:
                    self._set_right()
            left -= taken
        return np.concatenate(pieces)

    def _sound(self, count: int) -> FloatArray:
        heard = np.zeros(count)
        for kind, glide in self._breaths.items():
            if kind is not BreathSound.OFF and not glide.is_silent:
                sound = self._score.breath(self._form, kind, self._next, count)
                heard += glide.take(count) * sound
        return heard

    def _strike(self, count: int, offset: int) -> None:
        """Strike the chimes of the next `count` samples, which lie at `offset` of what is read."""
        end = self._next + count
        for sample, sound in self._score.chimes_within(self._struck, end):
            begin = offset + max(sample - self._next, 0)
            self._chimes.append(_Ringing(chime(self._form.chime, sound.kind), -begin))
        self._struck = max(self._struck, end)

    def _set_right(self) -> None:
        """At a turn: leave out, or wait for, what the stream is behind or ahead."""
        late = math.floor(median(self._late)) if self._late else 0
        self._late.clear()
        if late > _TOLERATED:
            self._next += late
            self._edge.value = 0.0
        elif late < -_TOLERATED:
            self._waits = -late
