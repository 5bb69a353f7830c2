"""All that a session lets one hear, for the window: begin, follow the plan, pause, stop.

Without a loudspeaker or a voice everything can be called all the same, and nothing is heard.
`available` and `voice_available` tell; asking loads QtMultimedia, so it is done before a session
begins, not within it.
"""

import math
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from biofeedback.app.sound.engine import system_engine
from biofeedback.app.sound.output import Output, can_sound, open_output
from biofeedback.app.sound.player import Player
from biofeedback.app.sound.score import BreathSound, Score
from biofeedback.app.sound.voice import Voice
from biofeedback.app.theme.records import SoundForm
from sessions.breathing import Breath, BreathPattern, BreathSchedule
from sessions.pacer import LivePlan
from sessions.sound import SoundKind

USUAL_VOLUME = 7

_LOOK_MS = 100
_FADED_MS = 300
_LATE_LINE_S = 2.0
_TRIAL_BREATH = Breath(0.3, 6.0, BreathPattern())
_TRIAL = Score(BreathSchedule((_TRIAL_BREATH,)), (), 0.0, (), _TRIAL_BREATH.end_s + 0.3)
_NOTICE = Score(BreathSchedule(()), (), 0.0, (), 1.0)


class SessionSound(QObject):
    """Tones, chimes and voice of one session after the other.

    Parameters
    ----------
    form : how everything sounds, from the theme.
    language : of the voice, "en", "de" and so on.
    """

    voice_changed = Signal()

    def __init__(self, form: SoundForm, language: str = "en", parent: QObject | None = None):
        super().__init__(parent)
        self._form, self._language = form, language
        self._volume, self._breath, self._has_voice = USUAL_VOLUME, BreathSound.TONE, True
        self._player: Player | None = None
        self._output: Output | None = None
        self._voice: Voice | None = None
        self._plan: LivePlan | None = None
        self._score = _NOTICE
        self._now: Callable[[], float] = lambda: 0.0
        self._said_s = -math.inf
        self._device_id = ""
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_round)
        self._closing = QTimer(self, singleShot=True, interval=_FADED_MS)
        self._closing.timeout.connect(self._close)

    @property
    def available(self) -> bool:
        """Whether this computer has a sound output."""
        return self._output is not None or can_sound()

    @property
    def voice_available(self) -> bool:
        """Whether this computer can speak the language; `voice_changed` tells when it is known."""
        return self._speaker().available

    def begin(self, plan: LivePlan, now: Callable[[], float], start_s: float | None = None) -> None:
        """Make ready for a session; it is heard from `start_s` on.

        Parameters
        ----------
        plan : what is done.
        now : the clock of the run, in seconds.
        start_s : when the session begins on that clock; None when `follow` tells later.
        """
        self.stop()
        self._plan, self._said_s = plan, -math.inf
        if self._has_voice and any(sound.kind is SoundKind.VOICE for sound in plan.sounds):
            self._speaker()
        self._play(Score.of(plan, math.inf if start_s is None else start_s), now)

    def follow(self, plan: LivePlan, start_s: float | None) -> None:
        """Go on with the plan as it is now; as cheap as can be when nothing has changed."""
        start_s = math.inf if start_s is None else start_s
        if self._plan is None or (plan is self._plan and start_s == self._score.start_s):
            return
        if self._voice is not None and plan.is_paused is not self._plan.is_paused:
            self._voice.pause() if plan.is_paused else self._voice.resume()
        self._plan, self._score = plan, Score.of(plan, start_s)
        if self._player is not None:
            self._player.follow(self._score)

    def pause(self) -> None:
        """Fall silent now, whatever the plan says."""
        if self._player is not None:
            self._player.hold(True)
        if self._voice is not None:
            self._voice.pause()

    def resume(self) -> None:
        """Be heard again as soon as the plan goes on."""
        if self._player is not None:
            self._player.hold(False)
        if self._voice is not None:
            self._voice.resume()

    def stop(self) -> None:
        """Fall silent for good. A session that ends by itself needs no stop: its chime fades."""
        self._plan = None
        if self._player is not None:
            self._player.stop()
            self._closing.start()
        if self._voice is not None:
            self._voice.stop()

    def set_volume(self, volume: int) -> None:
        """Play at a volume from 0, silent, to 10."""
        self._volume = volume
        if self._player is not None:
            self._player.set_volume(volume)
        if self._voice is not None:
            self._voice.set_volume(volume)

    def set_device(self, device_id: str) -> None:
        """Play on this output from the next session on; on the usual one where it is empty."""
        self._device_id = device_id

    def set_tones(self, breath: BreathSound) -> None:
        """Let the breath be heard as a tone, as rustling air, or not at all."""
        self._breath = breath
        if self._player is not None:
            self._player.set_breath(breath)

    def set_voice(self, wanted: bool) -> None:
        """Speak, or do not."""
        self._has_voice = wanted
        if not wanted and self._voice is not None:
            self._voice.stop()

    def set_language(self, language: str) -> None:
        """Speak this language from the next text on."""
        self._language = language
        if self._voice is not None:
            self._voice.set_language(language)

    def notice(self) -> None:
        """Sound the two notes of a trouble."""
        if self._player is None or self._closing.isActive():
            self._play(_NOTICE, _stopwatch())
        if self._player is not None:
            self._player.strike_notice()

    def say(self, text: str) -> None:
        """Say a text, the time left for one, when there is a voice and it is wanted."""
        if self._has_voice:
            self._speaker().say(text)

    def play_a_breath(self) -> None:
        """Play one breath at six a minute, to try volume and sound; not while a session runs."""
        if self._player is None:
            self._play(_TRIAL, _stopwatch())

    def _play(self, score: Score, now: Callable[[], float]) -> None:
        self._close()
        self._score, self._now = score, now
        player = Player(self._form, now, score)
        player.set_volume(self._volume)
        player.set_breath(self._breath)
        self._output = open_output(player.read, self, self._device_id)
        self._player = player
        self._look.start()

    def _close(self) -> None:
        self._look.stop()
        self._closing.stop()
        if self._output is not None:
            self._output.close()
        self._output = self._player = None

    def _look_round(self) -> None:
        """Say the lines whose time has come; be done when all is over."""
        session_s = self._score.session_s(self._now())
        if session_s is not None and session_s >= self._score.over_s:
            self._plan = None
            self._close()
        elif self._output is not None and self._output.has_failed and self._player is not None:
            self._output.close()
            self._output = open_output(self._player.read, self, self._device_id)
        if self._plan is not None and session_s is not None:
            self._say_due(self._plan, session_s)

    def _say_due(self, plan: LivePlan, session_s: float) -> None:
        since_s = max(self._said_s, session_s - _LATE_LINE_S)
        for sound in plan.sounds:
            if sound.kind is SoundKind.VOICE and since_s < sound.start_s <= session_s:
                self.say(sound.text)
        self._said_s = max(self._said_s, session_s)

    def _speaker(self) -> Voice:
        if self._voice is None:
            self._voice = Voice(self._form, system_engine(), self._language)
            self._voice.setParent(self)
            self._voice.set_volume(self._volume)
            self._voice.speaking.connect(self._duck)
            self._voice.changed.connect(self.voice_changed)
        return self._voice

    def _duck(self, speaking: bool) -> None:
        if self._player is not None:
            self._player.duck(speaking)


def _stopwatch() -> Callable[[], float]:
    timer = QElapsedTimer()
    timer.start()
    return lambda: timer.nsecsElapsed() / 1e9
