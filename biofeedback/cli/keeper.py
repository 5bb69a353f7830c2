"""What the command line says while a run is kept: who is new, trouble with saving, what is kept.

`biofeedback.report.keeper` keeps it. Trouble is told once, in a sentence, and the session goes on.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import gettext as _

from biofeedback.cli.output import say
from biofeedback.live.frame import Frame
from biofeedback.report.figures import own_rate_of
from biofeedback.report.keeper import Keeper
from biofeedback.store.database import Store
from biofeedback.store.people import the_person

SETTLE_S = 10.0
"""So long a run may take to reach a server before its number is told."""


def keeper_for(store: Store, alias: str, session: str) -> Keeper:
    """Return what keeps a run of a session by the person of this alias; somebody new is added.

    Raises
    ------
    StoreError
        When the records cannot be used.
    """
    now_utc = datetime.now(UTC)  # noqa: TID251 - asked once, here
    person = the_person(store, alias, now_utc)
    if person.created_utc == now_utc:
        say(_("{alias} is new here.").format(alias=person.alias))
    return Keeper(store, person, session=session)


class TroubleTold:
    """A sink that says once that saving has stopped, or that the run is kept here for a server."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper, self._told = keeper, False
        self._told_away = False

    def __call__(self, frame: Frame) -> None:
        """Look after each frame."""
        if self._keeper.away and not self._told_away:
            self._told_away = True
            say(self._keeper.away)
        if self._keeper.trouble and not self._told:
            self._told = True
            told = _("{trouble} The session goes on, and saving is tried again.")
            say(told.format(trouble=self._keeper.trouble))


def remarks(keeper: Keeper) -> Iterator[str]:
    """Say after a run what is kept of it, and where."""
    keeper.settle(SETTLE_S)
    if keeper.trouble:
        say(_("{trouble} Not all of this run is saved.").format(trouble=keeper.trouble))
    elif keeper.run_id is not None and keeper.run_id < 0:
        told = _("Kept on this computer for {alias}, until the records can be reached.")
        yield told.format(alias=keeper.person.alias)
    elif keeper.run_id is not None:
        told = _("Kept as run {number} of {alias}.")
        yield told.format(number=keeper.run_id, alias=keeper.person.alias)
    if keeper.lived and (own := own_rate_of(keeper.lived)):
        told = _("Sessions at your own pace are led at {rate:.1f} a minute from now on.")
        yield told.format(rate=own.rate_per_min)
