"""Settings: the professional view; what the app is, what it is not, and what it is built with."""

from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from biofeedback import __version__
from biofeedback.app.context import Context
from biofeedback.app.text import tr
from biofeedback.app.views.settings_section import Section
from biofeedback.app.widgets.buttons import Quiet, Secondary
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.switch import Switch

LIBRARIES = (
    *("PySide6", "pyqtgraph", "numpy", "scipy", "neurokit2", "bleak", "dbus-fast"),
    *("sqlalchemy", "alembic", "sqlcipher3", "keyring", "platformdirs", "edfio"),
    *("fhir.resources", "fpdf2", "jinja2", "matplotlib", "rich"),
)
_LICENCES = ("License-Expression", "License")
_LONGEST_LICENCE = 60


class Professional(Section):
    """The switch for people who look after several others."""

    def __init__(self, context: Context) -> None:
        super().__init__(tr("Professional view"), level=True)
        self._context = context
        detail = tr("A list of people, live figures beside a screen for the patient, plans.")
        self.switch = Switch(
            tr("I look after other people"), on=context.likes.professional, detail=detail
        )
        self.go = Secondary(tr("To the people"), lambda: context.go("people"))
        self.switch.toggled.connect(self._toggled)
        self.add(self.switch)
        self.add(self.go)
        self.go.setVisible(context.likes.professional)
        self.first_user = self.say("")
        self.show_first_user()

    def show_first_user(self) -> None:
        """Say how the first user is made, where records have none and could have some."""
        records, professional = self._context.records, self._context.likes.professional
        if records is None or records.user or not (records.encrypted and professional):
            self.first_user.hide()
            return
        words = tr(
            "To give everybody who works here a passphrase and rights of their own, close the"
            " app and type in a terminal:"
        )
        self.first_user.set_words(f"{words}\n{first_user_command(records.place)}")
        self.first_user.show()

    def _toggled(self, on: bool) -> None:
        self._context.like(professional=on)
        self.go.setVisible(on)
        self.show_first_user()


class About(Section):
    """What it is not, its version, and the licences of what it is built with."""

    def __init__(self, context: Context) -> None:
        super().__init__(tr("About and safety"))
        self.add_wide(Text(tr("It may help you relax and cope. It does not examine or treat you.")))
        self.say(
            tr(
                "It is no medical device, and its figures are no diagnosis. Stop when you feel"
                " dizzy, and breathe as you like. New or strong complaints belong to your doctor."
            )
        )
        self.say(tr("biofeedback, version {version}. MIT licence.").format(version=__version__))
        self._tell_plugins()
        self.more = Quiet(tr("Licences of the libraries"), self._unfold, icon="unfold", flush=True)
        self.again = Quiet(
            tr("The questions of the first start"), lambda: context.go("welcome"), flush=True
        )
        self.add(self.again)
        self.add(self.more)

    def _tell_plugins(self) -> None:
        from biofeedback.catalogue import installed

        found = installed()
        if found.items:
            names = ", ".join(dict.fromkeys(item.title for item in found.items))
            self.say(tr("Added by plugins: {names}").format(names=names))
        if found.problems:
            self.say(tr("A plugin was left out; everything else works:"))
            self.say("\n".join(map(str, found.problems)), "caption")

    def _unfold(self) -> None:
        self.more.hide()
        lines = [_line(name) for name in LIBRARIES]
        text = self.say("\n".join(line for line in lines if line), "caption")
        text.setFocus()


def first_user_command(place: str) -> str:
    """Return the command that makes the first user of the records at a place."""
    from biofeedback.store.place import find_place, written

    command = "biofeedback users add NAME administrator"
    return command if place == written(find_place()) else f'{command} --store "{place}"'


def _line(name: str) -> str:
    """Return a library with its version and licence; empty where it is not installed here."""
    try:
        facts = metadata(name)
    except PackageNotFoundError:
        return ""
    told = [each for name in _LICENCES if name in facts for each in facts.get_all(name) or ()]
    licence = next((each for each in told if each.strip()), "") or _classified(facts)
    first = licence.strip().splitlines()[0][:_LONGEST_LICENCE] if licence.strip() else ""
    return f"{facts['Name']} {facts['Version']}: {first}" if first else facts["Name"]


def _classified(facts: PackageMetadata) -> str:
    told = facts.get_all("Classifier") or []
    licences = [each.split(" :: ")[-1] for each in told if each.startswith("License")]
    return ", ".join(licences)
