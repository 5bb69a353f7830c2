"""What a person may change about a session within it: pacer, heart wave, volume, voice."""

from collections.abc import Callable

from biofeedback.app.canvas.canvas import Canvas
from biofeedback.app.canvas.scene import Pacer
from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RunBegan
from biofeedback.app.settings import Likes
from biofeedback.app.sound.score import BreathSound
from biofeedback.app.sound.session import SessionSound
from biofeedback.app.text import tr
from biofeedback.app.views.session_bar import SessionBar

_LOUDEST = 10
_PACERS: dict[Pacer, Callable[[], str]] = {
    Pacer.SHAPE: lambda: tr("Shape"),
    Pacer.WAVE: lambda: tr("Wave"),
    Pacer.BAR: lambda: tr("Bar"),
    Pacer.WORDS: lambda: tr("Words"),
    Pacer.NONE: lambda: tr("No pacer"),
}


class Liked:
    """Keeps canvas and sound as the person likes them.

    Parameters
    ----------
    context, canvas, sound
        Where it is kept, and what follows it.
    show : callable
        Shows a value for a moment.
    bar : SessionBar, optional
        The tools that tell their keys.
    """

    def __init__(
        self,
        context: Context,
        canvas: Canvas,
        sound: SessionSound,
        show: Callable[[str], object],
        bar: SessionBar | None = None,
    ) -> None:
        self._context, self._canvas, self._sound, self._show = context, canvas, sound, show
        self._bar = bar
        self._can_draw_heart = True
        self.take(context.likes)

    def begin(self, run: RunBegan) -> None:
        """Show a run."""
        likes = self._context.likes
        self._can_draw_heart = run.measured
        self._canvas.begin(
            run.plan,
            run.clock.now_s,
            swing_bpm=run.usual.swing_bpm,
            pacer=Pacer(likes.pacer),
            gentle=likes.gentle,
            shows_heart=likes.heart_wave and run.measured,
        )

    def take(self, likes: Likes) -> None:
        """Do as the settings say now."""
        self._sound.set_volume(likes.volume)
        self._sound.set_tones(BreathSound(likes.tones))
        self._sound.set_voice(likes.voice)
        self._canvas.choose(Pacer(likes.pacer))
        self._canvas.set_gentle(likes.gentle)
        self._canvas.set_shows_heart(likes.heart_wave and self._can_draw_heart)
        if self._bar is not None:
            self._bar.tell_keys(single=likes.single_keys)

    def can_draw_heart(self, can: bool) -> None:
        """Say whether there is a heart wave that may be drawn."""
        if can != self._can_draw_heart:
            self._can_draw_heart = can
            self._canvas.set_shows_heart(self._context.likes.heart_wave and can)

    def louder(self, steps: int) -> None:
        """Change the volume."""
        volume = min(max(self._context.likes.volume + steps, 0), _LOUDEST)
        self._context.like(volume=volume)
        if not self._sound.available:
            self._show(tr("This computer has no sound output"))
        elif volume:
            self._show(tr("Volume {volume} of 10").format(volume=volume))
        else:
            self._show(tr("Silent"))

    def next_pacer(self) -> None:
        """Show the breath in the next way."""
        pacer = Pacer(self._context.likes.pacer).next
        self._context.like(pacer=pacer.value)
        self._show(_PACERS[pacer]())

    def toggle_wave(self) -> None:
        """Show the heart wave, or hide it."""
        shown = not self._context.likes.heart_wave
        self._context.like(heart_wave=shown)
        self._show(tr("Heart wave on") if shown else tr("Heart wave off"))

    def toggle_voice(self) -> None:
        """Let the voice speak, or not."""
        wanted = not self._context.likes.voice
        self._context.like(voice=wanted)
        self._show(tr("Voice on") if wanted else tr("Voice off"))
