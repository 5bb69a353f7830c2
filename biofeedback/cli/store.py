"""Which records a command works on, and the passphrase asked for at the terminal.

A variable answers for scripts; without one and without a terminal nobody is asked, and the store
says what is missing. What is typed wrong may be typed again.
"""

import argparse
import os
import sys
from collections.abc import Callable
from getpass import getpass
from gettext import gettext as _
from typing import TYPE_CHECKING, TypeVar

from biofeedback.cli.output import say
from devices.errors import marked

if TYPE_CHECKING:
    from biofeedback.store.database import Store
    from biofeedback.store.vault import Question

T = TypeVar("T")

_TRIES = 3
_VARIABLES = {
    "USER": "BIOFEEDBACK_USER",
    "OPEN": "BIOFEEDBACK_PASSPHRASE",
    "CHOOSE": "BIOFEEDBACK_PASSPHRASE",
    "CHANGE": "BIOFEEDBACK_NEW_PASSPHRASE",
    "BACKUP": "BIOFEEDBACK_BACKUP_PASSPHRASE",
    "RESTORE": "BIOFEEDBACK_BACKUP_PASSPHRASE",
}
_PROMPTS = {
    "USER": marked("Who is at work in {where}? "),
    "OPEN": marked("Passphrase of {where}: "),
    "CHOOSE": marked("No keyring keeps a key for {where}. Choose a passphrase: "),
    "CHANGE": marked("New passphrase of {where}: "),
    "BACKUP": marked("A passphrase for the backup {where}: "),
    "RESTORE": marked("Passphrase of the backup {where}: "),
}
_TYPED_ONCE = ("OPEN", "RESTORE")


def add_place(parser: argparse.ArgumentParser) -> None:
    """Let a command be told where the records are."""
    parser.add_argument(
        "--store",
        metavar="FILE|URL",
        help=_("the records: a file, or postgresql://... (BIOFEEDBACK_STORE, else your own)"),
    )
    parser.add_argument(
        "--plain", action="store_true", help=_("when the records are made now, do not encrypt them")
    )


def open_for(arguments: argparse.Namespace, needs: str | None = None) -> "Store":
    """Open the records of a command; a passphrase may be typed three times.

    Parameters
    ----------
    arguments : Namespace
        With what `add_place` adds.
    needs : str, optional
        What the command does, as a value of `biofeedback.store.rights.Action`.

    Raises
    ------
    StoreError
        See `biofeedback.store.vault.open_store`.
    """
    from biofeedback.store.rights import Action, bar
    from biofeedback.store.vault import open_store

    store = try_again(lambda: open_store(arguments.store, ask, plain=arguments.plain))
    try:
        if needs is not None:
            bar(store, Action(needs))
    except BaseException:
        store.close()
        raise
    return store


def try_again(work: Callable[[], T]) -> T:
    """Do what asks for a passphrase, up to three times when it is mistyped."""
    from biofeedback.store.errors import ShortPassphrase, WrongPassphrase

    for _try in range(_TRIES - 1):
        try:
            return work()
        except (WrongPassphrase, ShortPassphrase) as error:
            if not _is_asked():
                raise
            say(error)
    return work()


def ask(question: "Question", where: str) -> str | None:
    """Return what a variable answers, or a person at the terminal."""
    name = question.name
    if answer := os.environ.get(_VARIABLES[name]):
        return answer
    if not sys.stdin.isatty():
        return None
    try:
        if name == "USER":
            return input(_(_PROMPTS[name]).format(where=where))
        return _typed(_(_PROMPTS[name]).format(where=where), twice=name not in _TYPED_ONCE)
    except EOFError:
        return None


def _is_asked() -> bool:
    return sys.stdin.isatty() and not any(map(os.environ.get, _VARIABLES.values()))


def _typed(prompt: str, *, twice: bool) -> str:
    while True:
        passphrase = getpass(prompt)
        if not twice or not passphrase or getpass(_("Once more: ")) == passphrase:
            return passphrase
        say(_("The two differ. Type it anew, please."))
