"""The places of the app: a table. A view is loaded when somebody goes there for the first time."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from biofeedback.app.text import tr

if TYPE_CHECKING:
    from biofeedback.app.context import Context
    from biofeedback.app.settings import Likes
    from biofeedback.app.view import View


class Place(NamedTuple):
    """Somewhere to be.

    Attributes
    ----------
    id : str
        How one goes there.
    title : callable
        Its name in the app's language.
    module, view : str
        The class that shows it, in `biofeedback.app.views`.
    key : str
        The key that goes there; empty for none.
    in_bar : bool
        Whether it is one of the tabs.
    above : str
        Where "back" leads; empty for nowhere.
    alone : bool
        Shown without the bar: a corridor that leads on.
    professional : bool
        Whether it is a tab of the professional's bar instead.
    """

    id: str
    title: Callable[[], str]
    module: str
    view: str
    key: str = ""
    in_bar: bool = False
    above: str = "today"
    alone: bool = False
    professional: bool = False

    def make(self, context: "Context", **what: Any) -> "View":
        """Make the view."""
        module = import_module(f"biofeedback.app.views.{self.module}")
        view: View = getattr(module, self.view)(context, **what)
        return view


PLACES = (
    Place("today", lambda: tr("Today"), "today", "Today", "Ctrl+1", in_bar=True, above=""),
    Place("progress", lambda: tr("Progress"), "progress", "Progress", "Ctrl+2", in_bar=True),
    Place("diary", lambda: tr("Diary"), "diary", "Diary", "Ctrl+3", in_bar=True),
    Place("learn", lambda: tr("Learn"), "learn", "Learn", "Ctrl+4", in_bar=True),
    Place("settings", lambda: tr("Settings"), "settings", "SettingsView", "Ctrl+,", in_bar=True),
    Place("sessions", lambda: tr("All sessions"), "sessions", "Sessions"),
    Place("card", lambda: tr("Learn"), "learn_card", "LearnCard", above="learn"),
    Place("run", lambda: tr("One session"), "run", "RunView", above="progress"),
    Place("compare", lambda: tr("Compare two"), "compare", "Compare", above="progress"),
    Place("export", lambda: tr("Report or export"), "export", "Export", above="progress"),
    Place("before", lambda: tr("Before"), "before", "Before", alone=True),
    Place("session", lambda: tr("Session"), "session", "SessionView", above="", alone=True),
    Place("after", lambda: tr("After"), "after", "After", alone=True),
    Place("welcome", lambda: tr("Welcome"), "first_run", "FirstRun", above="", alone=True),
    Place("strap", lambda: tr("Your strap"), "strap", "StrapView", alone=True),
    Place("unlock", lambda: tr("Your records"), "unlock", "Unlock", above="", alone=True),
    Place("people", lambda: tr("People"), "people", "PeopleView", above="", professional=True),
    Place("group", lambda: tr("Group"), "group", "GroupView", above="people", professional=True),
    Place("plans", lambda: tr("Plans"), "plans", "Plans", above="people", professional=True),
)

BY_ID = {place.id: place for place in PLACES}


def first_place(likes: "Likes") -> str:
    """Return where somebody begins who opens the app, or has just unlocked it."""
    if likes.professional:
        return "people"
    return "today" if likes.first_run_done else "welcome"


def tabs(*, professional: bool) -> list[Place]:
    """Return the tabs of the bar, the settings last."""
    if not professional:
        return [place for place in PLACES if place.in_bar]
    return [*(place for place in PLACES if place.professional), BY_ID["settings"]]
