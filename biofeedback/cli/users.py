"""`biofeedback users`: the professionals who work with the records, each with a passphrase.

A person at home needs none of it. The first user of an encrypted file is its administrator; on a
server, its owner adds the first.
"""

import argparse
from gettext import gettext as _
from typing import TYPE_CHECKING

from biofeedback.cli.output import say, screen
from biofeedback.cli.store import add_place, ask, open_for, try_again
from devices.errors import marked

if TYPE_CHECKING:
    from biofeedback.store.roles import User

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

ROLES = {
    "therapist": marked("therapist: all clinical work"),
    "assistant": marked("assistant: begins sessions, sees today"),
    "administrator": marked("administrator: users, backups, the log"),
}


def add_commands(commands: "Commands") -> None:
    """Add `users` with all that it can do."""
    group = commands.add_parser("users", help=_("who works with the records, and what they may"))
    group.set_defaults(perform=_list, store=None, plain=False)
    one = group.add_subparsers(metavar="COMMAND")
    listed = one.add_parser("list", help=_("list the users"))
    listed.set_defaults(perform=_list)
    add_place(listed)
    add = one.add_parser("add", help=_("add a user, who chooses a passphrase"))
    add.add_argument("name", metavar="NAME")
    add.add_argument("role", choices=tuple(ROLES), help="; ".join(map(_, ROLES.values())))
    add.set_defaults(perform=_add)
    add_place(add)
    remove = one.add_parser("remove", help=_("let somebody be a user no longer"))
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(perform=_remove)
    add_place(remove)
    change = one.add_parser("passphrase", help=_("choose another passphrase of your own"))
    change.set_defaults(perform=_passphrase)
    add_place(change)


def _list(arguments: argparse.Namespace) -> None:
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    from biofeedback.store.users import users

    with open_for(arguments) as store:
        found = users(store)
    if not found:
        screen().print(_("There are no users: whoever opens the records may do everything."))
        return
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column(_("User"))
    table.add_column(_("Role"))
    for user in found:
        table.add_row(Text(user.name), Text(_(ROLES[user.role.value])))
    screen().print(table)


def _add(arguments: argparse.Namespace) -> None:
    user = try_again(lambda: _added(arguments))
    told = _("{name} is a user now, as {role}.")
    screen().print(told.format(name=user.name, role=_(ROLES[user.role.value])), markup=False)


def _added(arguments: argparse.Namespace) -> "User":
    from biofeedback.store import users
    from biofeedback.store.errors import FirstAdministrator
    from biofeedback.store.roles import Role
    from biofeedback.store.vault import Question, status

    role = Role(arguments.role)
    if status(arguments.store).guard.name not in ("USERS", "SERVER"):
        if role is not Role.ADMINISTRATOR:
            raise FirstAdministrator(arguments.store or _("The store"))
        passphrase = ask(Question.CHANGE, arguments.name) or ""
        say(_("From now on the records open by a user's passphrase only, on this computer too."))
        return users.begin(arguments.store, ask, arguments.name, passphrase)
    with open_for(arguments, "users") as store:
        passphrase = ask(Question.CHANGE, arguments.name) or ""
        return users.add(store, arguments.name, role, passphrase)


def _remove(arguments: argparse.Namespace) -> None:
    from biofeedback.store import users

    with open_for(arguments) as store:
        users.remove(store, arguments.name)
    told = _("{name} is a user no longer. Take care that no copy of the files stays with them.")
    screen().print(told.format(name=arguments.name), markup=False, soft_wrap=True)


def _passphrase(arguments: argparse.Namespace) -> None:
    from biofeedback.store import users
    from biofeedback.store.vault import Question

    def change() -> None:
        with open_for(arguments) as store:
            name = store.user.name if store.user else ""
            present = ask(Question.OPEN, name) or ""
            users.change_passphrase(store, present, ask(Question.CHANGE, name) or "")

    try_again(change)
    screen().print(_("Your new passphrase holds from now on."))
