"""The first run: who it is for, is it safe, how one likes to read, and the strap. Six steps, once.

The answers to the questions are kept with the person as soon as the records are open; the first
run is over only then, so that nobody is left unasked.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from biofeedback.app.text import tr
from biofeedback.app.views.first_run_health import Advice, Health, Pain
from biofeedback.app.views.first_run_reading import Reading
from biofeedback.app.views.scenery import Scenery
from biofeedback.app.views.screening import answers, ticked_in
from biofeedback.app.views.signal_check import Check
from biofeedback.app.views.steps import Kept, Step, Walk
from biofeedback.app.views.strap_search import Search
from biofeedback.app.views.strap_wear import Wear
from biofeedback.app.widgets.buttons import Primary, Quiet

if TYPE_CHECKING:
    from biofeedback.app.context import Context

FIRST_SESSION = "first-session"


class FirstRun(Walk):
    """Lead somebody in.

    Parameters
    ----------
    context : Context
        The app.
    at : str
        The step to begin at: "health" for who was never asked, "advice" for who has ticked
        something and not asked anybody yet.
    session : str
        The session that waits for the answers; by default all steps lead to the first one.
    kept : Kept, optional
        What was answered before the window was made anew.
    """

    def __init__(
        self, context: "Context", at: str = "welcome", session: str = "", kept: Kept | None = None
    ) -> None:
        if kept is None:
            kept = Kept(at, set(ticked_in(_kept_answers(context))), session)
        steps = {
            "welcome": (1, Welcome),
            "health": (2, Health),
            "pain": (2, Pain),
            "advice": (2, Advice),
            "reading": (3, Reading),
            "wear": (4, Wear),
            "search": (5, Search),
            "check": (6, Check),
        }
        super().__init__(context, steps, kept)

    def on(self, to: str = "") -> None:
        """Go on; without a tick nobody is sent to ask."""
        if self.kept.at == "pain" and not to and not self.kept.ticked:
            self._answered(advised=False)
        else:
            super().on(to)

    def back(self) -> bool:
        """Go back; past the advice where nothing was ticked."""
        came_at = "advice" if _kept_answers(self.context).get("asked_on") else "health"
        if self.kept.session and self.kept.at == came_at:
            self.context.go("today")
            return True
        if self.kept.at == "reading" and not self.kept.ticked:
            self._go("pain")
            return True
        return super().back()

    def keep_answers(self, *, advised: bool) -> None:
        """Keep the answers with the person."""
        if self.context.records is None:
            return
        day = QDate.currentDate()
        told = answers(
            self.kept.ticked,
            date(day.year(), day.month(), day.day()).isoformat(),
            advised=advised,
        )
        self.context.ask(lambda desk: desk.records.change(screening=told))

    def has_asked(self) -> None:
        """A professional says that it is fine."""
        self._answered(advised=True)

    def look_around(self) -> None:
        """See the app without a session."""
        self.keep_answers(advised=False)
        self._over()
        self.context.go("today")

    def end(self) -> None:
        """Go to the first session."""
        self._over()
        self.context.go("before", session=FIRST_SESSION)

    def onwards(self) -> str:
        """Return what comes behind the last step."""
        return tr("To my first session")

    def without_strap(self) -> None:
        """Go on without a strap."""
        self._over()
        self.context.go("today")

    def _answered(self, *, advised: bool) -> None:
        """Go on with the answers: to the session that waits for them, else to the next step."""
        self.keep_answers(advised=advised)
        if self.kept.session:
            self.context.go("before", session=self.kept.session)
        else:
            self._go("reading")

    def _over(self) -> None:
        if self.context.records is not None:
            self.context.like(first_run_done=True)


def _kept_answers(context: "Context") -> Mapping[str, Any]:
    return context.records.person.get("screening", {}) if context.records else {}


class Welcome(Step):
    """What it is, and what it is not."""

    def __init__(self, walk: Walk) -> None:
        headline = tr("Calm breathing, seen by your heart.")
        lead = tr(
            "For people with neck or back pain that comes back. It may help you relax and cope."
            " It does not examine or treat you."
        )
        picture = Scenery(tr("A shape that breathes over still water, and the wave of a heart."))
        super().__init__(walk, headline, lead, picture)
        self._begin = Primary(tr("Begin"), walk.on)
        self.page.foot.addWidget(self._begin)
        self.page.foot.addWidget(Quiet(tr("I am a professional"), self._professional))

    def first_focus(self) -> QWidget:
        """Return Begin."""
        return self._begin

    def help(self) -> tuple[str, str]:
        """Return what comes."""
        return (
            tr("Six short steps. You can go back at any time; nothing is lost."),
            tr("It asks about your health, how you like to read, and finds your strap."),
        )

    def _professional(self) -> None:
        """Go to the people, or to the passphrase where the records are still locked."""
        context = self.walk.context
        context.like(professional=True)
        context.go("people")
        if context.records is None:
            context.ask(lambda desk: desk.records.open())
