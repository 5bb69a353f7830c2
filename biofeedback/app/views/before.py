"""Before a session: how are you right now? Two rows of numbers, and on."""

from PySide6.QtWidgets import QWidget

from biofeedback.app.context import Context
from biofeedback.app.desk.home_messages import RecordsOpen
from biofeedback.app.text import tr
from biofeedback.app.view import View
from biofeedback.app.views.ratings import Ratings, keys_told
from biofeedback.app.views.seek import seek_strap
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
        page.foot.addWidget(Primary(tr("Begin"), self._go_on))
        page.foot.addWidget(Quiet(tr("Skip"), self._go_on))
        self.column.addWidget(page)
        # Who is here before the records are open shall not miss the strap.
        self.hear(RecordsOpen, lambda _: seek_strap(context))

    def first_focus(self) -> QWidget:
        """Return the first number of pain."""
        return self._ratings.first()

    def spoken(self) -> str:
        """Return the question."""
        return tr("How are you right now? Pain, 0 to 10.")

    def help(self) -> tuple[str, str]:
        """Return the help."""
        plain = tr("A number for this moment, not for the day. You can also skip this.")
        fuller = tr(
            "This is the numeric rating scale from 0 to 10. For pain, a change of two points is"
            " about the smallest that most people notice."
        )
        return f"{plain} {keys_told()}", fuller

    def _go_on(self) -> None:
        """Begin with what was answered, be it nothing."""
        self.context.go("session", **self.what, ratings=dict(self._ratings.values()))
