"""The strap alone: put it on, find it, check it. Reached from the bar, and before a session."""

from typing import TYPE_CHECKING

from biofeedback.app.text import tr
from biofeedback.app.views.screening import to_session
from biofeedback.app.views.signal_check import Check
from biofeedback.app.views.steps import Kept, Walk
from biofeedback.app.views.strap_search import Search
from biofeedback.app.views.strap_wear import Wear

if TYPE_CHECKING:
    from biofeedback.app.context import Context


class StrapView(Walk):
    """Three steps.

    Parameters
    ----------
    context : Context
        The app.
    session : str
        The session that waits; empty when nobody wants one yet.
    kept : Kept, optional
        Where somebody was before the window was made anew.
    """

    def __init__(self, context: "Context", session: str = "", kept: Kept | None = None) -> None:
        steps = {"wear": (1, Wear), "search": (2, Search), "check": (3, Check)}
        super().__init__(context, steps, kept or Kept("wear", session=session))

    def can_go_back(self) -> bool:
        """Whether there is something before: a step, or today."""
        return True

    def onwards(self) -> str:
        """Return what comes behind the last step."""
        return tr("To the session") if self.kept.session else tr("Done")

    def end(self) -> None:
        """Go to the session that waits, else to today."""
        if self.kept.session:
            to_session(self.context, self.kept.session)
        else:
            self.context.go("today")

    def without_strap(self) -> None:
        """Go on without."""
        self.end()
