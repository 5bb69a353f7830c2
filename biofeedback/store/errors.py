"""What can go wrong with the records, and the one sentence a person reads then.

::

    StoreError                  base; `str()` is the sentence for the person
    +-- NoKey                   no keyring answers and no passphrase was given
    +-- WrongPassphrase         the passphrase, or the key in the keyring, opens nothing
    +-- StoreInUse              another program has the records open
    +-- StoreTooNew             a newer version of this program wrote them
    +-- StoreDamaged            the file is no store, or its bytes are damaged
    +-- StoreUnreachable        the folder or the server does not answer
    +-- DiskFull                nothing more can be written; what is there stays
    +-- NotInStore              the run or person that was asked for is not there
"""

from gettext import gettext as _
from typing import ClassVar

from devices.errors import marked


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
        "{where} is locked, and this computer keeps no key for it. Give the passphrase, in "
        "BIOFEEDBACK_PASSPHRASE or when asked; for a new store you may also choose --plain."
    )


class WrongPassphrase(StoreError):
    """The passphrase, or the key in the keyring, opens nothing."""

    text = marked("This passphrase does not open {where}. Type it once more; nothing was changed.")


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
    """The file is no store, or its bytes are damaged."""

    text = marked("{where} is damaged or holds something else. Use `vault restore` with a backup.")


class StoreUnreachable(StoreError):
    """The folder or the server does not answer."""

    text = marked("{where} cannot be reached. Check the folder or the server, then try again.")


class DiskFull(StoreError):
    """Nothing more can be written; what is there stays."""

    text = marked("There is no room left for {where}. Free some; everything up to now is safe.")


class NotInStore(StoreError):
    """The run or person that was asked for is not there."""

    text = marked("There is no {where} here. `runs` lists the runs, `person list` the people.")
