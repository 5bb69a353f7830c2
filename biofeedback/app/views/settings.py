"""Settings: one page of headings. Each change applies at once; there is nothing to confirm."""

from PySide6.QtWidgets import QWidget

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RecordsOpen, StrapIs
from biofeedback.app.desk.people_messages import PlanSaid
from biofeedback.app.desk.safe_messages import SafeDone, SafeIs, Working
from biofeedback.app.desk.staff_messages import StaffSaid, UsersAre
from biofeedback.app.settings import Likes
from biofeedback.app.text import tr
from biofeedback.app.view import View
from biofeedback.app.views import settings_look
from biofeedback.app.views.settings_about import About, Professional
from biofeedback.app.views.settings_breathing import Breathing, Strap, keys
from biofeedback.app.views.settings_data import MyData
from biofeedback.app.views.settings_look import TextSize, percent_of
from biofeedback.app.views.settings_section import Section
from biofeedback.app.views.settings_sound import Sound
from biofeedback.app.views.settings_users import Users
from biofeedback.app.widgets.card import Rule
from biofeedback.app.widgets.choice import Choice
from biofeedback.app.widgets.page import Page

_LANGUAGE = "language"


class SettingsView(View):
    """The page.

    Parameters
    ----------
    context : Context
        The app.
    at : str
        The heading that has the keyboard on arrival: another language makes the page anew.
    """

    def __init__(self, context: Context, at: str = "") -> None:
        super().__init__(context, at=at)
        self._page = Page(tr("Settings"))
        self.text_size = TextSize(context)
        self.language = settings_look.language(context, self._stay)
        self.sound = Sound(context)
        self.breathing = Breathing(context)
        self.strap = Strap(context)
        self.data = MyData(context)
        self.users = Users(context)
        self.professional = Professional(context)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (
                self.text_size,
                settings_look.colours(context),
                settings_look.movement(context),
                self.language,
                settings_look.reading(context),
            ),
            (self.sound,),
            (self.breathing,),
            (self.strap, keys(context)),
            (self.data, self.users),
            (self.professional, About(context)),
        )
        for number, group in enumerate(groups):
            if number:
                self._page.body.addWidget(Rule())
            for section in group:
                self._page.body.addWidget(section)
        self.column.addWidget(self._page)
        context.liked.connect(self._liked)
        self._listen()
        self.data.ask()
        self.users.ask()

    def first_focus(self) -> QWidget | None:
        """Return the size of text, or where somebody was before the language changed."""
        if self.what["at"] == _LANGUAGE:
            return _chosen(self.language)
        return self.text_size.first_focus()

    def spoken(self) -> str:
        """Return the title and the size of text."""
        words = tr("Settings. Text size, {percent} percent.")
        return words.format(percent=percent_of(self.context.likes))

    def help(self) -> tuple[str, str]:
        """Return the help."""
        return (
            tr("Everything here applies at once."),
            tr(
                "Your records lie in one file on this computer and go nowhere else. The file is"
                " encrypted; its key is kept by the system's keyring, or made of your passphrase."
                " What concerns your breath is kept with your records, all else in a small file of"
                " this computer."
            ),
        )

    def leaving(self) -> None:
        """Fall silent."""
        self.sound.leaving()

    def _listen(self) -> None:
        self.hear(StrapIs, self.strap.show_strap)
        self.hear(RecordsOpen, self._opened)
        self.hear(SafeIs, self.data.show_safe)
        self.hear(SafeDone, self.data.show_done)
        self.hear(Working, self.data.show_working)
        self.hear(PlanSaid, self.data.show_plan)
        self.hear(UsersAre, self.users.show_users)
        self.hear(StaffSaid, self.users.show_said)

    def _stay(self, _language: object) -> None:
        self.what["at"] = _LANGUAGE

    def _liked(self, likes: Likes) -> None:
        self.text_size.take(likes)
        self.sound.take(likes)
        self.breathing.take(likes)

    def _opened(self, records: RecordsOpen) -> None:
        self.breathing.show_records(records)
        self.strap.show_records(records)
        self.data.ask()
        self.users.ask()
        self.professional.show_first_user()


def _chosen(section: Section) -> QWidget | None:
    choice = section.findChild(Choice)
    if choice is None:
        return None
    return next((each for each in choice.buttons() if each.isChecked()), choice.buttons()[0])
