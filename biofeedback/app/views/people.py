"""People, for a professional: the list at the side, and beside it whoever is chosen.

Nobody chosen: a hint. Chosen: a session to start. In session: everything at a glance. Over: what it
brought. Leaving for another place ends no session.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from biofeedback.app.charts.plot import hint
from biofeedback.app.context import Context
from biofeedback.app.desk.messages import EcgMoved, HomeIs, RecordsOpen, StrapIs
from biofeedback.app.desk.people_messages import NotesAre, PeopleAre, PersonRefused
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.view import View
from biofeedback.app.views.live import LivePage
from biofeedback.app.views.live_run import LiveRun
from biofeedback.app.views.people_add import AddDialog
from biofeedback.app.views.people_list import WIDTH_PX, PeopleList
from biofeedback.app.views.people_ready import NobodyPage, OverPage, ReadyPage
from biofeedback.app.widgets.buttons import Quiet


class PeopleView(View):
    """The place.

    Parameters
    ----------
    context : Context
        The app.
    listed : bool
        Whether the list is shown where there is no room for both.
    """

    def __init__(self, context: Context, listed: bool = True) -> None:
        super().__init__(context, listed=listed)
        self.people = PeopleAre((), None)
        self.list = PeopleList(self._choose, self._add)
        self.page: QWidget = NobodyPage()
        self._dialog: AddDialog | None = None
        self._all = Quiet(tr("All people"), self._show_list, back=True)
        self._all.hide()
        self.column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeading)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.list)
        self._row.addWidget(self.page, 1)
        self.column.addLayout(self._row, 1)
        self.hear(PeopleAre, self._show)
        self.hear(PersonRefused, self._refused)
        self.hear(HomeIs, self._show_home)
        self.hear(StrapIs, self._show_strap)
        self.hear(EcgMoved, self._show_ecg)
        self.hear(NotesAre, self._show_notes)
        self.hear(RecordsOpen, lambda _: context.ask(lambda desk: desk.people.people()))
        self._live: LiveRun | None = None
        if (live := LiveRun.of(context)) is not None:
            self._follow(live)
        if context.records is not None:
            context.ask(lambda desk: desk.people.people())
        self._arrange()

    def first_focus(self) -> QWidget:
        """Return the next step of a session, else the list."""
        if isinstance(self.page, LivePage):
            return self.page.first_focus()
        if isinstance(self.page, OverPage):
            return self.page.done
        if self.list.isHidden() and isinstance(self.page, ReadyPage):
            return self.page.start
        return self.list.first_focus()

    def spoken(self) -> str:
        """Return how many there are, and who is in session."""
        count = tr("%n people", n=len(self.people.rows))
        if self._live is not None and self._live.over is None:
            told = tr("{count}. {alias}, in session.")
            return told.format(count=count, alias=self._live.alias)
        return f"{count}."

    def help(self) -> tuple[str, str]:
        """Return the help."""
        plain = tr(
            "In a session: Space pauses, Esc stops, M sets a marker, N begins a note, arrow"
            " keys change pace and volume."
        )
        return (
            f"{plain} {hint()}",
            tr(
                "Heart rate looks back 10 s. RMSSD (Task Force 1996, doi:10.1161/01.CIR.93.5.1043)"
                " and RSA (Grossman 1990, doi:10.1111/j.1469-8986.1990.tb03171.x) look back a"
                " minute, power at the pace two and a half. RSA and the power at the pace may be"
                " compared at any pace; RMSSD only between stretches of the same breathing."
            ),
        )

    def key(self, key: str) -> bool:
        """Take the keys of a session."""
        return isinstance(self.page, LivePage) and self.page.key(key)

    def back(self) -> bool:
        """Stop the session; else go back to the list where it has given way."""
        if isinstance(self.page, LivePage):
            self.page.stop.click()
            return True
        if not self._all.isHidden():
            self._show_list()
            return True
        return False

    def leaving(self) -> None:
        """Stop what moves here; the session goes on."""
        if isinstance(self.page, LivePage):
            self.page.rest()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Arrange for the width there is."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Arrange for another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_live"):
            self._arrange()

    def start(self, session: str, ratings: Mapping[str, int]) -> None:
        """Start a session for the chosen person."""
        if LiveRun.of(self.context) is None:
            live = LiveRun(self.context, self._alias(), ratings, theme_of(self))
            live.rest = dict(self.people.rest)
            live.begin(session)
            self._follow(live)
            self.list.show_people(self.people, live.alias)
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, live: LiveRun) -> None:
        self._live = live
        live.changed.connect(self._changed)
        self._put(LivePage(self.context, live))
        self._changed()

    def _changed(self) -> None:
        """Show the end of a session, or that it could not begin."""
        live = self._live
        if live is None:
            return
        if live.failed:
            self._finish()
        elif live.over is not None and not isinstance(self.page, OverPage):
            page = OverPage(self.context, live.alias, live.over, self._finish)
            self._put(page)
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            self.context.say(page.words or tr("The session is over."))

    def _finish(self) -> None:
        """Nothing goes on any more."""
        live, self._live = self._live, None
        if live is not None:
            live.close()
        self._put_chosen()
        self.context.ask(lambda desk: desk.people.people())
        self.context.ask(lambda desk: desk.records.home())

    def _show(self, people: PeopleAre) -> None:
        before, self.people = self.people.chosen, people
        self.list.show_people(people, self._live.alias if self._live else "")
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None
        if self._live is None and (people.chosen != before or isinstance(self.page, NobodyPage)):
            self._put_chosen()

    def _put_chosen(self) -> None:
        alias = self._alias()
        self._put(ReadyPage(self.context, alias, self.start) if alias else NobodyPage())

    def _put(self, page: QWidget) -> None:
        old, self.page = self.page, page
        if isinstance(old, LivePage):
            old.rest()
        self._row.replaceWidget(old, page)
        self._row.setStretchFactor(page, 1)
        old.hide()
        old.deleteLater()
        self._arrange()

    def _alias(self) -> str:
        rows = self.people.rows
        return next((row.alias for row in rows if row.person_id == self.people.chosen), "")

    def _choose(self, person_id: int) -> None:
        self.what["listed"] = False
        if self._live is not None:
            told = tr("A session goes on. Stop it first.")
            self.context.say(told)
            self.list.show_people(self.people, self._live.alias)
        else:
            self.context.ask(lambda desk: desk.people.choose(person_id))
        self._arrange()

    def _add(self) -> None:
        self._dialog = AddDialog(self, self._added)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _added(self, alias: str) -> None:
        self.what["listed"] = False
        self.context.ask(lambda desk: desk.people.add(alias))

    def _closed(self) -> None:
        self._dialog = None

    def _refused(self, refused: PersonRefused) -> None:
        if self._dialog is not None:
            self._dialog.refuse(refused.sentence)

    def _show_home(self, home: HomeIs) -> None:
        if isinstance(self.page, ReadyPage):
            self.page.show_home(home)

    def _show_strap(self, strap: StrapIs) -> None:
        if isinstance(self.page, ReadyPage):
            self.page.show_strap(strap)

    def _show_ecg(self, ecg: EcgMoved) -> None:
        if isinstance(self.page, LivePage):
            self.page.take_ecg(ecg)

    def _show_notes(self, notes: NotesAre) -> None:
        if isinstance(self.page, LivePage):
            self.page.take_notes(notes)

    def _show_list(self) -> None:
        self.what["listed"] = True
        self._arrange()
        self.list.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        """Show list and person side by side, or one of them where there is no room for both."""
        theme = theme_of(self)
        narrow = theme.is_narrow(self.window().width())
        lists = self.what["listed"] or not self._alias()
        if self._live is not None:
            lists = False
        self.list.setVisible(not narrow or lists)
        self.page.setVisible(not narrow or not lists)
        self._all.setVisible(narrow and not lists and self._live is None)
        self.list.setMaximumWidth(16777215 if narrow else WIDTH_PX)
        self.list.setMinimumWidth(0 if narrow else WIDTH_PX)
