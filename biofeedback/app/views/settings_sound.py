"""Settings: what is heard. Where there is no loudspeaker or no voice, it is said here, once."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QWidget

from biofeedback.app.context import Context
from biofeedback.app.settings import Likes
from biofeedback.app.sound.session import SessionSound
from biofeedback.app.text import tr
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views.settings_section import Section, part
from biofeedback.app.widgets.buttons import Secondary
from biofeedback.app.widgets.choice import Choice, Option
from biofeedback.app.widgets.stepper import Stepper
from biofeedback.app.widgets.switch import Switch

LOUDEST = 10
_ASK_AFTER_MS = 250  # asking loads QtMultimedia: the page is there first

MakeSound = Callable[[QWidget], SessionSound]


def _sound(parent: QWidget) -> SessionSound:
    return SessionSound(Theme.of().sound, QLocale().name()[:2], parent)


class Sound(Section):
    """Tones, voice and volume, and one breath to try them."""

    def __init__(self, context: Context, make: MakeSound = _sound) -> None:
        super().__init__(tr("Sound"))
        self._context, self._make = context, make
        self._made: SessionSound | None = None
        likes = context.likes
        tones = [
            Option("tone", tr("Tone")),
            Option("noise", tr("Breath noise")),
            Option("off", tr("Off")),
        ]
        self._tones = Choice(tr("Breath tones"), tones, likes.tones)
        self._tones.chosen.connect(lambda value: context.like(tones=value))
        self._volume = Stepper(tr("Volume"), list(range(LOUDEST + 1)), likes.volume, _volume)
        self._volume.changed.connect(lambda value: context.like(volume=value))
        self._voice = Switch(tr("Voice"), on=likes.voice)
        self._voice.toggled.connect(lambda on: context.like(voice=on))
        self.play = Secondary(tr("Play a breath"), self._play, icon="sound")
        self.silent = self.say(
            tr("This computer has no sound output. Sessions run silently."), "body"
        )
        self.mute = self.say(tr("This computer has no voice for your language."), "caption")
        self.add(part(tr("Breath tones"), self._tones))
        self.add(part(tr("Volume"), self._volume))
        self.add(self._voice)
        self.add(self.play)
        for text in (self.silent, self.mute):
            text.hide()
        QTimer.singleShot(_ASK_AFTER_MS, self, self._ask)

    def take(self, likes: Likes) -> None:
        """Show what was changed elsewhere, and let it be heard."""
        self._volume.set_value(likes.volume)
        if self._made is not None:
            self._tune(self._made, likes)

    def leaving(self) -> None:
        """Fall silent."""
        if self._made is not None:
            self._made.stop()

    @property
    def sound(self) -> SessionSound:
        """What plays; made when it is first asked for."""
        if self._made is None:
            self._made = self._make(self)
            self._made.voice_changed.connect(self._show_voice)
            self._tune(self._made, self._context.likes)
        return self._made

    def _ask(self) -> None:
        is_there = self.sound.available
        self.silent.setVisible(not is_there)
        self.play.setEnabled(is_there)
        self._show_voice()

    def _show_voice(self) -> None:
        self.mute.setVisible(self.silent.isHidden() and not self.sound.voice_available)

    def _play(self) -> None:
        self.sound.play_a_breath()

    def _tune(self, sound: SessionSound, likes: Likes) -> None:
        from biofeedback.app.sound.score import BreathSound

        sound.set_volume(likes.volume)
        sound.set_tones(BreathSound(likes.tones))
        sound.set_voice(likes.voice)


def _volume(volume: int) -> str:
    return tr("{volume} of {most}").format(volume=volume, most=LOUDEST) if volume else tr("silent")
