"""Before a session: how are you right now? Two rows of numbers, and on."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from biofeedback.app.context import Context
from biofeedback.app.text import tr
from biofeedback.app.view import View
from biofeedback.app.views.ratings import Ratings
from biofeedback.app.widgets.buttons import Primary, Quiet
from biofeedback.app.widgets.page import Page


class Before(View):
    """Ask, and go on to the session.

    Parameters
    ----------
    context : Context
        The app.
    session : str
        Name of the session.
    skipped : tuple of str
        Parts of it that are left out.
    """

    def __init__(self, context: Context, session: str, skipped: tuple[str, ...] = ()) -> None:
        super().__init__(context, session=session, skipped=skipped)
        page = Page(tr("How are you right now?"))
        self._ratings = Ratings()
        page.body.addWidget(self._ratings)
        page.foot.addWidget(Primary(tr("Begin"), lambda: self._go_on(self._ratings.values())))
        page.foot.addWidget(Quiet(tr("Skip"), lambda: self._go_on({})))
        self.column.addWidget(page)

    def first_focus(self) -> QWidget:
        """Return the first number of pain."""
        return self._ratings.first()

    def spoken(self) -> str:
        """Return the question."""
        return tr("How are you right now? Pain, 0 to 10.")

    def help(self) -> tuple[str, str]:
        """Return the help."""
        return (
            tr("A number for this moment, not for the day. You can also skip this."),
            tr(
                "This is the numeric rating scale from 0 to 10. For pain, a change of two points "
                "is about the smallest that most people notice. Digits and arrow keys choose; "
                "Delete takes an answer back."
            ),
        )

    def _go_on(self, ratings: Mapping[str, int]) -> None:
        self.context.go("session", **self.what, ratings=dict(ratings))
