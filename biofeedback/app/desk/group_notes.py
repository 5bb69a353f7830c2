"""What is marked and noted in a session of a group: told at once, notes kept with the runs."""

from collections.abc import Callable, Iterable

from biofeedback.app.desk.group_messages import GroupNote, GroupNotes
from biofeedback.store.database import Store
from biofeedback.store.models import Run


class Notes:
    """The notes of one session after the other."""

    def __init__(self, tell: Callable[[object], None]) -> None:
        self._tell = tell
        self._notes: tuple[GroupNote, ...] = ()

    def clear(self) -> None:
        """Begin a new session."""
        self._notes = ()
        self._tell(GroupNotes(()))

    def add(self, note: GroupNote) -> None:
        """Add a note, and tell all."""
        self._notes = (note, *self._notes)
        self._tell(GroupNotes(self._notes))


def keep_note(store: Store, run_ids: Iterable[int], session_t_s: float, words: str) -> None:
    """Write a note beside others of these runs."""
    line = f"{int(session_t_s) // 60}:{int(session_t_s) % 60:02d} {words}"
    for run_id in run_ids:
        with store.of_run(run_id).session() as work:
            run = work.get_one(Run, run_id)
            run.notes = f"{run.notes}\n{line}" if run.notes else line
