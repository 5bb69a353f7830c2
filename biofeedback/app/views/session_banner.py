"""The troubles of a session, one at a time: the most hindering first, gone when it is cured.

A strap that is linked and lets the session wait for its first beat says nothing of that by itself:
after a while of listening it is taken for a strap that does not feel the skin.
"""

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, QTime, QTimer

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RunBegan, RunWaits, StrapIs, StrapState
from biofeedback.app.system_settings import open_bluetooth_settings
from biofeedback.app.text import tr
from biofeedback.app.views.session_troubles import (
    DISK_FULL,
    ON_ITS_WAY,
    SAVING,
    TROUBLES,
    Effect,
    Trouble,
    cause,
    codes_of,
    go_on,
    waiting,
    worst,
)
from biofeedback.app.views.session_turns import Turns
from biofeedback.app.widgets.banner import Banner
from devices.errors import ContactLost

LISTENS_S = 15.0
"""So long the session waits for its first beat, and then it says what may help."""
_RELINKS_S = 8.0  # a strap that comes back so soon was not away: a silent one is linked anew
_BACK_MS, _READ_MS = 3000, 6000
_OF_HEART = frozenset(trouble.code for trouble in TROUBLES if trouble.of_heart)


class Troubles(QObject):
    """Keeps the banner in step with what is wrong.

    Parameters
    ----------
    context : Context
        The app.
    banner : Banner
        Where it is said.
    turns : Turns
        How the session stands; goes on without the strap.
    announce : callable
        Called with the headline of a new trouble.
    """

    def __init__(
        self, context: Context, banner: Banner, turns: Turns, announce: Callable[[str], object]
    ) -> None:
        super().__init__(banner)
        self._context, self._banner, self._turns, self._announce = context, banner, turns, announce
        self._aside: set[str] = set()
        self._is_open = True
        self._listens_from_s, self._linked_s = math.inf, 0.0
        self._safe_until = self._said = self._on_its_way = ""
        self._waits = self._is_greeted = False
        self.shown: Trouble | None = None
        self._back = QTimer(self, singleShot=True, interval=_BACK_MS)
        self._back.timeout.connect(banner.dismiss)
        context.told.connect(self._hear)

    @property
    def waits(self) -> bool:
        """Whether the session waits for the strap before it begins."""
        return self._waits and self._turns.run is None

    def see(self) -> None:
        """Show the worst of what is wrong now; what was put aside stays so until it is cured."""
        codes = self._codes(self._context.strap)
        self._note_saving(codes)
        if not self._is_open:
            return
        away = codes & _OF_HEART
        self._aside = {
            code for code in self._aside if code in (codes | _OF_HEART if away else codes)
        }
        trouble = worst(codes - self._aside)
        if trouble is self.shown:
            self._retell()
            return
        cured = self.shown is not None and self.shown.code not in codes
        cured = cured and self._turns.has_begun
        of_heart = self.shown is not None and self.shown.of_heart
        self.shown = trouble
        self._back.stop()
        if trouble is not None:
            self._show(trouble, self._cause(trouble) if self._context.likes.fuller else "")
        elif cured and of_heart:
            self._banner.show_trouble(tr("Your heart is back."), "")
            self._back.start(_BACK_MS)
        else:
            self._banner.dismiss()

    def open(self) -> None:
        """Show troubles again."""
        self._is_open = True

    def close(self) -> None:
        """Show none: the session is over, or asks something itself."""
        self._is_open, self.shown = False, None
        self._back.stop()
        self._banner.dismiss()

    def act(self) -> None:
        """Do what the banner offers."""
        trouble = self.shown
        if trouble is None:
            return
        if trouble.effect is Effect.SHOW_HOW and trouble.how is not None:
            answer = tr("All right"), self._put_aside
            self._banner.show_trouble(trouble.headline(), trouble.how(), *answer, is_open=True)
            return
        searches = trouble.effect is Effect.SEARCH
        if searches:
            self._context.call(lambda desk: desk.straps.hurry())
        if searches or (trouble.effect is Effect.SETTINGS and open_bluetooth_settings()):
            words = trouble.what_to_do()
            self._banner.show_trouble(trouble.headline(), words, go_on(), self._leave_strap)
        elif trouble.of_heart:
            self._leave_strap()
        else:
            self._put_aside()

    def _hear(self, message: object) -> None:
        match message:
            case RunWaits():
                self._waits = True
                self.see()
            case RunBegan() | StrapIs():
                self.see()
                self._greet()

    def _greet(self) -> None:
        """Say of a strap that comes too late for this session that it is there."""
        run, strap = self._turns.run, self._context.strap
        if run is None or run.measured or strap.state is not StrapState.CONNECTED:
            return
        if self._is_open and self.shown is None and not self._is_greeted:
            self._is_greeted = True
            words = tr("It measures from the next session on.")
            self._banner.show_trouble(tr("Your strap is here."), words)
            self._back.start(_READ_MS)

    def _note_saving(self, codes: set[str]) -> None:
        """Remember when saving stopped, whatever is shown; when it works again, forget it."""
        if not codes & {SAVING, DISK_FULL}:
            self._safe_until = ""
        elif not self._safe_until:
            self._safe_until = QTime.currentTime().toString("H:mm")

    def _codes(self, strap: StrapIs) -> set[str]:
        turns = self._turns
        if turns.run is None:
            if strap.state is StrapState.SEARCHING or strap.trouble:  # an attempt cures nothing
                self._on_its_way = strap.trouble
            return {ON_ITS_WAY, self._on_its_way} if self._waits else set()
        measured = turns.run.measured
        codes = codes_of(turns.moved, strap, measured=measured)
        if measured and not turns.has_begun and self._listens_in_vain(strap):
            codes.add(ContactLost.code)
        return codes

    def _listens_in_vain(self, strap: StrapIs) -> bool:
        now_s = self._turns.now_s
        self._listens_from_s = min(self._listens_from_s, now_s)
        if strap.state is StrapState.CONNECTED:
            self._linked_s = now_s
        is_linked = now_s < self._linked_s + _RELINKS_S
        return is_linked and now_s >= self._listens_from_s + LISTENS_S

    def _cause(self, trouble: Trouble) -> str:
        turns, info = self._turns, self._context.strap.info
        if self.waits:  # no beat is missed yet
            return ""
        if turns.moved is None or not turns.has_begun:
            return cause(trouble, turns.now_s, 0.0, info)
        quality = turns.moved.frame.quality
        return cause(trouble, quality.gap_s, quality.artifact_pct, info)

    def _show(self, trouble: Trouble, more: str) -> None:
        sentence = trouble.what_to_do().format(time=self._safe_until)
        words = self._said = f"{sentence} {more}".strip()
        if self.waits:
            self._banner.show_trouble(trouble.headline(), words, go_on(), self._leave_strap)
        else:
            self._banner.show_trouble(trouble.headline(), words, trouble.action(), self.act)
        if trouble.code != ON_ITS_WAY:
            self._announce(trouble.headline())

    def _retell(self) -> None:
        """Promise that it goes on by itself while that is so, and no longer."""
        if self.shown is not None and self.shown.code == ContactLost.code:
            words = f"{self._said} {waiting()}" if self._turns.waits else self._said
            self._banner.retell(words)

    def _leave_strap(self) -> None:
        self._aside |= _OF_HEART  # without the strap, none of its troubles matters
        self._put_aside()
        self._turns.alone()

    def _put_aside(self) -> None:
        if self.shown is not None:
            self._aside.add(self.shown.code)
        self.shown = None
        self._banner.dismiss()
