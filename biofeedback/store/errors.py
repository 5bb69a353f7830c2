"""What can go wrong with the records, and the one sentence a person reads then.

::

    StoreError                  base; `str()` is the sentence for the person
    +-- NoKey                   no keyring answers and no passphrase was given
    |   +-- KeyLost             the only key was in a keyring, which does not give it
    +-- NoPassphrase            a question for another passphrase was not answered
    +-- WrongPassphrase         the passphrase opens nothing
    +-- ShortPassphrase         the new passphrase is easily guessed
    +-- NoKeyring               nothing on this computer keeps a key
    +-- OnlyKey                 without its key in the keyring the store would open never again
    +-- NotEncrypted            a plain store has no key
    +-- KeptByServer            a server's keeper looks after keys and backups
    +-- NotAServer              users of a file have their rights without GRANTs
    +-- NothingYet              no store was made in that place
    +-- StoreInUse              another program has the records open
    +-- StoreTooNew             a newer version of this program wrote them
    +-- StoreDamaged            the bytes of the file are damaged
    |   +-- NotAStore           the file is something else
    +-- StoreUnreachable        the folder or the server does not answer
    |   +-- ReadOnly            it may not be written, or not even be read
    |   +-- NoDriver            the part of this program that talks to servers is not installed
    |   +-- NoTls               the server would be talked to in plain
    +-- DiskFull                nothing more can be written; what is there stays
    +-- NotInStore              the run or person that was asked for is not there
    +-- AliasTaken              somebody else has this alias already
    +-- SeveralPeople           more than one person answers to what was asked for
    +-- NotAllowed              the rights of who is at work do not reach so far
    |   +-- NeedsAdministrator
    |   +-- NeedsTherapist
    +-- HasUsers                each user has a passphrase, there is none of the file
    +-- NoSuchUser              nobody of this name is a user
    +-- UserTaken               somebody is a user of this name
    +-- NoUserName              a user cannot be called so
    +-- LastAdministrator       without one, nobody could look after the users
    +-- FirstAdministrator      the first user looks after the others
    +-- TooCold                 a cold pack was on for more than 20 minutes
"""

from gettext import gettext as _
from typing import ClassVar

from devices.errors import marked

BARRED = "barred: "
"""So begins what the triggers of a file say: SQLite has no code of its own for it."""


class StoreError(Exception):
    """Base of all trouble with the records."""

    text: ClassVar[str] = marked("The records cannot be used just now. Try again.")

    def __init__(self, where: object = "") -> None:
        super().__init__(where)
        self.where = str(where)

    def __str__(self) -> str:
        return _(self.text).format(where=self.where)


class NoKey(StoreError):
    """No keyring answers and no passphrase was given."""

    text = marked(
        "{where} needs a passphrase: no keyring of this computer keeps its key. Type it when "
        "asked, or set BIOFEEDBACK_PASSPHRASE; for a new store you may also choose --plain."
    )


class KeyLost(NoKey):
    """The only key was in a keyring, which does not give it."""

    text = marked(
        "The key of {where} is in the keyring of the system that made it, and this one does not "
        "give it. Unlock the keyring and try again, or use `vault restore` with a backup."
    )


class NoPassphrase(StoreError):
    """A question for another passphrase was not answered."""

    text = marked("Without a passphrase for {where}, nothing was done.")


class WrongPassphrase(StoreError):
    """The passphrase opens nothing."""

    text = marked("This passphrase does not open {where}. Type it once more; nothing was changed.")


class ShortPassphrase(StoreError):
    """The new passphrase is easily guessed."""

    text = marked(
        "A passphrase needs 8 characters or more; four words of your own are easy to remember. "
        "Nothing was changed."
    )


class NoKeyring(StoreError):
    """Nothing on this computer keeps a key."""

    text = marked(
        "No keyring of this computer answers, so {where} goes on asking for its passphrase."
    )


class OnlyKey(StoreError):
    """Without its key in the keyring the store would open never again."""

    text = marked(
        "No passphrase was chosen for {where} yet: without its key in the keyring, nobody could "
        "open it again. Choose one with `vault change-passphrase`, then lock."
    )


class NotEncrypted(StoreError):
    """A plain store has no key."""

    text = marked("{where} is not encrypted. `vault change-passphrase` encrypts it.")


class KeptByServer(StoreError):
    """A server's keeper looks after keys and backups."""

    text = marked("{where} is a server: who looks after it keeps its keys and backups.")


class NotAServer(StoreError):
    """Users of a file have their rights without GRANTs."""

    text = marked("{where} is a file: its users have their rights at once. Nothing was changed.")


class NothingYet(StoreError):
    """No store was made in that place."""

    text = marked("Nothing is kept in {where} yet.")


class StoreInUse(StoreError):
    """Another program has the records open."""

    text = marked("{where} is open in another window or program. Close that one, then try again.")


class StoreTooNew(StoreError):
    """A newer version of this program wrote the records."""

    text = marked(
        "{where} was written by a newer version of this program. Update this one; nothing was "
        "changed."
    )


class StoreDamaged(StoreError):
    """The bytes of the file are damaged."""

    text = marked("{where} is damaged. Use `vault restore` with a backup; it keeps this one aside.")


class NotAStore(StoreDamaged):
    """The file is something else."""

    text = marked("{where} holds something else than these records. Choose another file.")


class StoreUnreachable(StoreError):
    """The folder or the server does not answer."""

    text = marked(
        "{where} cannot be reached. Check the folder, or the server, its name and password; then "
        "try again."
    )


class ReadOnly(StoreUnreachable):
    """It may not be written, or not even be read."""

    text = marked(
        "{where} cannot be read and written from here. Ask for the right to, or choose another "
        "place."
    )


class NoDriver(StoreUnreachable):
    """The part of this program that talks to servers is not installed."""

    text = marked("{where} is a server. Install `biofeedback[clinic]` to reach it.")


class NoTls(StoreUnreachable):
    """The server would be talked to in plain."""

    text = marked(
        "{where} does not encrypt what goes over the network, so nothing was sent. Ask who looks "
        "after it to switch TLS on (`ssl = on`)."
    )


class NotAllowed(StoreError):
    """The rights of who is at work do not reach so far."""

    text = marked("This is not among your rights here. Ask the administrator.")


class NeedsAdministrator(NotAllowed):
    """Only who looks after users and backups may."""

    text = marked("This needs the administrator.")


class NeedsTherapist(NotAllowed):
    """Only who does clinical work may."""

    text = marked("This needs a therapist.")


class HasUsers(StoreError):
    """Each user has a passphrase, there is none of the file."""

    text = marked("{where} has users: each opens it with a passphrase of their own.")


class NoSuchUser(StoreError):
    """Nobody of this name is a user."""

    text = marked("Nobody called {where} is a user here. `users list` lists them.")


class UserTaken(StoreError):
    """Somebody is a user of this name."""

    text = marked("{where} is a user already. Choose another name.")


class NoUserName(StoreError):
    """A user cannot be called so."""

    text = marked(
        "{where} cannot be the name of a user. Use up to 40 letters and digits, and . - _ @ "
        "between them."
    )


class LastAdministrator(StoreError):
    """Without one, nobody could look after the users."""

    text = marked(
        "{where} is the only administrator: nobody else could look after the users. Add another "
        "one first."
    )


class FirstAdministrator(StoreError):
    """The first user looks after the others."""

    text = marked("{where} has no users yet. The first one is to be an administrator.")


class DiskFull(StoreError):
    """Nothing more can be written; what is there stays."""

    text = marked(
        "There is no room left for {where}, or its disk does not answer. Make some; everything up "
        "to now is safe."
    )


class NotInStore(StoreError):
    """The run or person that was asked for is not there."""

    text = marked("There is no {where} here. `runs` lists the runs, `person list` the people.")


class AliasTaken(StoreError):
    """Somebody else has this alias already."""

    text = marked("Somebody is called {where} already. Choose another alias.")


class SeveralPeople(StoreError):
    """More than one person answers to what was asked for."""

    text = marked(
        "More than one person answers to {where}. Give the number that `person list` shows."
    )


class TooCold(StoreError):
    """A cold pack was on for more than 20 minutes."""

    text = marked(
        "Cold stays on for 20 minutes at most. Nothing was noted; note 20 minutes or less."
    )
