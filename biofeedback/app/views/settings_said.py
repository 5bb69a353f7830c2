"""What came of what was asked for in the settings, in words: said there, or where somebody is."""

from biofeedback.app.desk.people_messages import PlanSaid
from biofeedback.app.desk.safe_messages import SafeDone
from biofeedback.app.text import tr


def is_done(said: SafeDone | PlanSaid) -> bool:
    """Return whether it was done."""
    return said.done if isinstance(said, SafeDone) else not said.sentence


def sentence_of(said: SafeDone | PlanSaid) -> str:
    """Return what was done, with its file, or why it could not be."""
    if is_done(said):
        return _DONE[said.what]().format(path=said.path)
    return said.sentence or tr("A session goes on. This can be done when it is over.")


_DONE = {
    "passphrase": lambda: tr("The new passphrase holds from now on. Backups keep theirs."),
    "backup": lambda: tr("Everything is in {path}. It opens with its own passphrase only."),
    "restore": lambda: tr("Your records are back. Those from before are laid aside."),
    "export": lambda: tr("Everything is in {path}. It is not encrypted: keep it to yourself."),
    "erase": lambda: tr("Everything is erased."),
    "take_over": lambda: tr("The plan is yours now. Today shows its next session."),
    "send_home": lambda: tr(
        "{path} is ready. Only your practice can open it: send it as you like."
    ),
}
