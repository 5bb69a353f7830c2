"""The report of a group's session, written for the professional's file."""

from asyncio import to_thread
from pathlib import Path

from biofeedback import __version__
from biofeedback.app.desk.past_messages import Written
from biofeedback.report.group_facts import opened_group
from biofeedback.report.group_page import group_page
from biofeedback.report.writing import write_page
from biofeedback.store.database import Store
from biofeedback.store.rights import Action, demand


async def write_report(store: Store, uid: str, language: str, path: Path) -> Written:
    """Write what a group did; the ending of `path` says of which kind.

    Parameters
    ----------
    uid : str
        The mark of the occasion.
    language : str
        The one that is spoken.

    Raises
    ------
    StoreError
        When somebody else may do this, or there is no such group.
    FileError
        When the file cannot be written.
    """
    demand(store, Action.EXPORT, "report")
    await to_thread(_write, store, uid, language, path)
    return Written(str(path), 1)


def _write(store: Store, uid: str, language: str, path: Path) -> None:
    opened = opened_group(store, uid)
    write_page(group_page(opened, language, f"biofeedback {__version__}"), path)
