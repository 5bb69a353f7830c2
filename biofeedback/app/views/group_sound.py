"""What the group hears: one breath tone for all; or each their own, where there are outputs enough.

With one pacer for all, the computer's usual output plays it. At their own rates, each seat is given
an output of its own (headphones, a second sound card) and is silent without one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject

from biofeedback.app.desk.group_messages import GroupBegan, SeatShown
from biofeedback.app.settings import Likes
from biofeedback.app.sound.output import outputs
from biofeedback.app.sound.score import BreathSound
from biofeedback.app.sound.session import SessionSound
from biofeedback.app.theme.records import SoundForm
from sessions.pacer import LivePlan


@dataclass(slots=True)
class _Own:
    """The sound of one seat, and the device that plays it."""

    sound: SessionSound
    has_begun: bool = False


class GroupSound(QObject):
    """The sound of a session of the group.

    Parameters
    ----------
    form : SoundForm
        How everything sounds.

    Attributes
    ----------
    device_of : dict of int to str
        The output of each seat, by its id.
    """

    def __init__(self, form: SoundForm, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._likes: Likes | None = None
        self._began: GroupBegan | None = None
        self._common: SessionSound | None = None
        self._own: dict[int, _Own] = {}
        self.device_of: dict[int, str] = {}

    @staticmethod
    def outputs() -> Mapping[str, str]:
        """Return the outputs of this computer: the name of each by its id."""
        return outputs()

    def choose(self, number: int, device: str) -> None:
        """Let a seat be heard on an output; silent where it is empty."""
        self.device_of.pop(number, None)
        if device:
            self.device_of[number] = device

    def take(self, likes: Likes) -> None:
        """Do as the settings say now."""
        self._likes = likes
        self._dress()

    def begin(self, began: GroupBegan) -> None:
        """Make ready for a session."""
        self.stop()
        self._began = began
        if began.own_pace:
            for number, device in self.device_of.items():
                self._own[number] = own = _Own(SessionSound(self._form, language(), self))
                own.sound.set_device(device)
        else:
            self._common = SessionSound(self._form, language(), self)
        self._dress()
        if self._common is not None:
            self._common.begin(began.plan, began.clock.now_s, began.start_s)

    def follow(self, plan: LivePlan, start_s: float) -> None:
        """Go on with the common plan as it is now."""
        if self._common is not None:
            self._common.follow(plan, start_s)

    def follow_seat(self, shown: SeatShown) -> None:
        """Go on with the plan of one seat as it is now."""
        own = self._own.get(shown.number)
        if own is None or self._began is None or shown.plan is None:
            return
        if not own.has_begun:
            own.has_begun = True
            own.sound.begin(shown.plan, self._began.clock.now_s, shown.start_s)
        else:
            own.sound.follow(shown.plan, shown.start_s)

    def pause(self) -> None:
        """Fall silent now."""
        for sound in self._all():
            sound.pause()

    def resume(self) -> None:
        """Be heard again as soon as the plans go on."""
        for sound in self._all():
            sound.resume()

    def stop(self) -> None:
        """Fall silent for good."""
        for sound in self._all():
            sound.stop()
            sound.deleteLater()
        self._common, self._own = None, {}

    def _all(self) -> list[SessionSound]:
        common = [self._common] if self._common is not None else []
        return [*common, *(own.sound for own in self._own.values())]

    def _dress(self) -> None:
        likes = self._likes
        if likes is None:
            return
        for sound in self._all():
            sound.set_volume(likes.volume)
            sound.set_tones(BreathSound(likes.tones))
            sound.set_voice(likes.voice and sound is self._common)


def language() -> str:
    """Return the language that is spoken."""
    return QLocale().name()[:2]
