"""Settings: my data. Where they are, what guards them, copies, all in a file, nothing left."""

from pathlib import Path

from PySide6.QtCore import QDate

from biofeedback.app.context import Context
from biofeedback.app.desk.people_messages import PlanSaid
from biofeedback.app.desk.safe_messages import EXPORT, SEND, SafeDone, SafeIs, Working
from biofeedback.app.text import tr
from biofeedback.app.views.files import ask_where, ask_which
from biofeedback.app.views.settings_asked import PassphraseDialog, TypedDialog
from biofeedback.app.views.settings_said import sentence_of
from biofeedback.app.views.settings_section import Section
from biofeedback.app.views.working import WorkShown
from biofeedback.app.widgets.buttons import Quiet, Secondary
from biofeedback.app.widgets.label import Text


class MyData(Section):
    """What one may do with one's own records."""

    def __init__(self, context: Context) -> None:
        super().__init__(tr("My data"))
        self._context, self._safe = context, SafeIs("", "")
        self.guard = Text()
        self.place = Text(kind="caption", colour="text_soft")
        self.said = Text(kind="label")
        self.passphrase = Secondary(tr("Choose a passphrase"), self._passphrase, icon="lock")
        self.backup = Secondary(tr("Make a backup"), self._backup)
        self.restore = Secondary(tr("Bring a backup back"), self._restore)
        self.export = Secondary(tr("Export everything"), self._export, icon="export")
        self.plan = Secondary(tr("Take over a plan"), self._take_over)
        self.send = Secondary(tr("Send to your practice"), self._send)
        self.erase = Quiet(tr("Erase everything"), self._erase, flush=True)
        for text in (self.guard, self.place):
            self.add_wide(text)
        self.add(self.passphrase, self.backup, self.restore)
        self.add(self.export, self.plan, self.send)
        self.add(self.erase)
        self.work = WorkShown(context, self.export)
        self.add_wide(self.work)
        self.add_wide(self.said)
        self.said.hide()
        self.show_safe(self._safe)

    def ask(self) -> None:
        """Ask how the records are kept, once they are open."""
        if self._context.records is not None:
            self._context.ask(lambda desk: desk.safe.status())

    def show_safe(self, safe: SafeIs) -> None:
        """Say where the records are, and what guards them."""
        self._safe = safe
        told = [_GUARDS.get(safe.guard, lambda: tr("One moment."))()]
        if safe.waiting:
            waits = tr(
                "%n session(s) wait on this computer until it can be reached.", n=safe.waiting
            )
            told.append(waits)
        self.guard.set_words(" ".join(told))
        self.place.set_words(safe.place)
        self.place.setVisible(bool(safe.place))
        has_one = safe.guard in ("LOCKED", "UNLOCKED")
        words = tr("Change the passphrase") if has_one else tr("Choose a passphrase")
        self.passphrase.set_words(words)
        is_file = bool(safe.guard) and safe.guard != "SERVER"
        for button in (self.passphrase, self.backup, self.restore):
            button.setVisible(is_file or not safe.guard)
            button.setEnabled(is_file)
        if safe.guard == "USERS":  # each has one of their own: see the users below
            self.passphrase.hide()
        self.erase.setEnabled(bool(safe.guard))
        for button in (self.export, self.plan, self.send):
            button.setEnabled(bool(safe.guard))

    def show_done(self, done: SafeDone) -> None:
        """Say what came of it."""
        self.work.rest()
        self._say(sentence_of(done))
        if done.done and done.what == "erase":
            self._context.like(first_run_done=False)
            self._context.go("welcome")

    def show_working(self, working: Working) -> None:
        """Say how far it is."""
        if working.what in (EXPORT, SEND):
            self.said.hide()
            self.work.show_working(working)

    def show_plan(self, said: PlanSaid) -> None:
        """Say what came of a plan."""
        if said.what == "send_home":
            self.work.rest()
        if said.what in ("take_over", "send_home"):
            self._say(sentence_of(said))

    def _say(self, words: str) -> None:
        self.said.set_words(words)
        self.said.show()
        self._context.say(words)

    @property
    def _is_locked(self) -> bool:
        return self._safe.guard in ("LOCKED", "USERS")

    def _passphrase(self) -> None:
        PassphraseDialog(
            self,
            self.passphrase.words(),
            tr("It opens your records on this computer. Nobody can give it back to you."),
            self.passphrase.words(),
            lambda new, now: self._context.ask(lambda desk: desk.safe.change_passphrase(new, now)),
            present=self._is_locked,
        ).open()

    def _backup(self) -> None:
        name = f"biofeedback-{_today()}.backup"
        title, kinds = tr("Make a backup"), tr("Backups (*.backup)")
        ask_where(self, title, name, kinds, self._backup_to)

    def _backup_to(self, path: Path) -> None:
        PassphraseDialog(
            self,
            tr("Make a backup"),
            tr("The backup has a passphrase of its own, so it opens on any computer."),
            tr("Write it"),
            lambda new, now: self._context.ask(lambda desk: desk.safe.back_up(path, new, now)),
            present=self._is_locked,
        ).open()

    def _restore(self) -> None:
        title, kinds = tr("Bring a backup back"), tr("Backups (*.backup *.db *.before-*)")
        ask_which(self, title, kinds, self._restore_from)

    def _restore_from(self, path: Path) -> None:
        PassphraseDialog(
            self,
            tr("Bring a backup back"),
            tr("What is here now is laid aside, not lost."),
            tr("Bring it back"),
            lambda its, now: self._context.ask(lambda desk: desk.safe.restore(path, its, now)),
            present=False,
            new=False,
        ).open()

    def _export(self) -> None:
        title, kinds = tr("Export everything"), tr("Archives (*.zip)")
        name = f"biofeedback-{_today()}.zip"
        ask_where(self, title, name, kinds, self._export_to)

    def _export_to(self, path: Path) -> None:
        self._context.ask(lambda desk: desk.safe.export_all(path))

    def _take_over(self) -> None:
        title, kinds = tr("Take over a plan"), tr("Plans (*.plan)")
        ask_which(self, title, kinds, self._take_over_from)

    def _take_over_from(self, path: Path) -> None:
        self._context.ask(lambda desk: desk.people.take_over(path))

    def _send(self) -> None:
        title, kinds = tr("Send to your practice"), tr("Sealed files (*.age)")
        ask_where(self, title, f"biofeedback-{_today()}.age", kinds, self._send_to)

    def _send_to(self, path: Path) -> None:
        self._context.ask(lambda desk: desk.people.send_home(path))

    def _erase(self) -> None:
        TypedDialog(
            self,
            tr("Erase everything?"),
            tr(
                "All sessions, answers and the diary go, down to the last byte. It cannot be"
                " undone. Files you exported or backed up stay as they are."
            ),
            tr("erase"),
            tr("Erase everything"),
            lambda: self._context.ask(lambda desk: desk.safe.erase_all()),
        ).open()


def _today() -> str:
    return QDate.currentDate().toString("yyyy-MM-dd")


_GUARDS = {
    "NOTHING_YET": lambda: tr("Nothing is kept yet."),
    "SERVER": lambda: tr("On a server. Who looks after it keeps its keys and backups."),
    "PLAIN": lambda: tr("On this computer only. Not encrypted: a passphrase encrypts them."),
    "KEYRING": lambda: tr(
        "On this computer only, encrypted. The key is in this computer's keyring and nowhere else:"
        " make a backup now and then."
    ),
    "UNLOCKED": lambda: tr(
        "On this computer only, encrypted with your passphrase. This computer keeps the key, so you"
        " are not asked."
    ),
    "LOCKED": lambda: tr(
        "On this computer only, encrypted with your passphrase. You are asked for it at each start."
    ),
    "USERS": lambda: tr(
        "On this computer only, encrypted. Each user opens them with a passphrase of their own."
    ),
    "LOST": lambda: tr("Encrypted; this computer does not give the key."),
}
