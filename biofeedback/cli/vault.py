"""`biofeedback vault`: how the records are kept, their passphrase, backups."""

import argparse
from dataclasses import asdict
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from biofeedback.cli.output import screen
from biofeedback.cli.store import add_place, ask, open_for, try_again
from devices.errors import marked

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_GUARDS = {
    "NOTHING_YET": marked("Nothing is kept in {where} yet."),
    "SERVER": marked("The records are on {where}; who looks after it keeps its keys and backups."),
    "PLAIN": marked(
        "The records in {where} are not encrypted. `vault change-passphrase` encrypts them."
    ),
    "KEYRING": marked(
        "The records in {where} are encrypted. Their key is in this computer's keyring and nowhere "
        "else: make a `vault backup` now and then."
    ),
    "UNLOCKED": marked(
        "The records in {where} are encrypted with your passphrase, and unlocked here: this "
        "computer's keyring keeps the key."
    ),
    "LOCKED": marked(
        "The records in {where} are encrypted with your passphrase, which is asked for each time."
    ),
    "USERS": marked(
        "The records in {where} are encrypted. Each user opens them with a passphrase of their own."
    ),
    "LOST": marked(
        "The records in {where} are encrypted. Their key is in the keyring of the system that "
        "made them, and this one does not give it."
    ),
}


def add_commands(commands: "Commands") -> None:
    """Add `vault` with all that it can do."""
    group = commands.add_parser(
        "vault",
        help=_("how the records are kept: passphrase, lock, backup"),
        epilog=_(
            "For scripts, BIOFEEDBACK_PASSPHRASE answers for the records, "
            "BIOFEEDBACK_NEW_PASSPHRASE for their new passphrase, "
            "BIOFEEDBACK_BACKUP_PASSPHRASE for a backup."
        ),
    )
    group.set_defaults(perform=_status, store=None)
    one = group.add_subparsers(metavar="COMMAND")
    for name, told, perform in (
        ("status", _("say where the records are, and what guards them"), _status),
        ("lock", _("ask for the passphrase from now on"), _lock),
        ("unlock", _("do not ask for it any more on this computer"), _unlock),
        ("change-passphrase", _("choose another one, or the first"), _change),
    ):
        _add(one, name, told, perform)
    _add(one, "grant", _("give the roles their rights, on a server; done by its owner"), _grant)
    log = _add(one, "audit", _("print the log of who did what, and verify it"), _audit)
    log.add_argument("--head", metavar="DIGEST", help=_("a digest that was noted down earlier"))
    backup = _add(one, "backup", _("write a copy with a passphrase of its own"), _backup)
    backup.add_argument("file", metavar="FILE", type=Path)
    restore = _add(one, "restore", _("bring a copy back; the present records are kept"), _restore)
    restore.add_argument("file", metavar="FILE", type=Path)


def _add(commands: "Commands", name: str, told: str, perform: object) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=told)
    command.set_defaults(perform=perform)
    add_place(command)
    return command


def _status(arguments: argparse.Namespace) -> None:
    from biofeedback.store.place import written
    from biofeedback.store.vault import status

    found = status(arguments.store)
    _tell(_(_GUARDS[found.guard.name]), where=written(found.place))
    if found.copies:
        told = _("Copies were laid aside, with what was erased since; delete what you do not need:")
        _tell(told)
        for copy in found.copies:
            _tell("  {where}", where=copy)


def _lock(arguments: argparse.Namespace) -> None:
    from biofeedback.store.vault import lock

    lock(arguments.store)
    _tell(_("Locked. The passphrase is asked for from now on."))


def _unlock(arguments: argparse.Namespace) -> None:
    from biofeedback.store.vault import unlock

    try_again(lambda: unlock(arguments.store, ask))
    _tell(_("Unlocked. This computer's keyring keeps the key."))


def _change(arguments: argparse.Namespace) -> None:
    from biofeedback.store.backup import change_passphrase

    try_again(lambda: change_passphrase(arguments.store, ask))
    _tell(_("The new passphrase holds from now on. Backups keep the one they were made with."))


def _grant(arguments: argparse.Namespace) -> None:
    from biofeedback.store.rights import Action
    from biofeedback.store.server import grant_all

    with open_for(arguments, Action.MANAGE_USERS) as store:
        grant_all(store)
    _tell(_("Therapists, assistants and administrators have their rights. `users add` adds them."))


def _audit(arguments: argparse.Namespace) -> int:
    from biofeedback.cli import DONE, WRONG_INPUT
    from biofeedback.store import audit
    from biofeedback.store.rights import Action, demand

    with open_for(arguments) as store:
        demand(store, Action.READ_LOG)
        log = audit.entries(store)
    for entry in log:
        line = "{seq:6d}  {at_utc}  {who} ({role})  {action} {about}: {outcome}"
        _tell(line.replace("{seq:6d}", f"{entry.seq:6d}"), **asdict(entry))
    verdict = audit.verify(log)
    if verdict.broken_at is not None:
        told = _("Changed from outside: entry {number} does not follow from those before it.")
        _tell(told, number=verdict.broken_at)
        return WRONG_INPUT
    if arguments.head and arguments.head not in {entry.digest for entry in log}:
        _tell(_("Changed from outside: the digest that was noted down is not in the log any more."))
        return WRONG_INPUT
    _tell(
        _("{count} entries, each follows from the one before. The last digest, to note down:"),
        count=verdict.entries,
    )
    _tell("{head}", head=verdict.head or "-")
    return DONE


def _backup(arguments: argparse.Namespace) -> None:
    from biofeedback.store.backup import backup

    try_again(lambda: backup(arguments.store, arguments.file, ask))
    _tell(
        _("{where} holds everything. It opens with its own passphrase only."), where=arguments.file
    )


def _restore(arguments: argparse.Namespace) -> None:
    from biofeedback.store.backup import restore

    aside = try_again(lambda: restore(arguments.store, arguments.file, ask, plain=arguments.plain))
    _tell(_("The records of {where} are back."), where=arguments.file)
    if aside is not None:
        _tell(_("Those that were here before are in {where}."), where=aside)
    _status(arguments)


def _tell(sentence: str, **values: object) -> None:
    screen().print(sentence.format(**values), markup=False, soft_wrap=True)
