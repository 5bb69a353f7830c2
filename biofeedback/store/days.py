"""What people said and noted about their days while the server was away, brought over as well.

A row has no name of its own that both sides know, so what is there already in each column is not
added again. What can be there once only for a day takes the place of what was there.
"""

from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session

from biofeedback.store.crossing import person_there, values_of
from biofeedback.store.database import Store
from biofeedback.store.models import DiaryEntry, Peg, Person, Rating, ScaleTotal

_OF_A_DAY = (Peg, ScaleTotal, Rating, DiaryEntry)


def bring_days(line: Connection, store: Store) -> bool:
    """Bring over what hangs on no run, and remove it here; return that all is done.

    Parameters
    ----------
    line : Connection
        To the server, in no transaction.
    store : Store
        Where it waits.
    """
    for table in _OF_A_DAY:
        of_no_run = (Rating.run_id.is_(None),) if table is Rating else ()
        with store.session() as here:
            found = here.execute(select(table, Person).join(Person).where(*of_no_run)).all()
        for row, person in found:
            with Session(line) as there, there.begin():
                _add(there, table, values_of(row, person_id=person_there(there, person)))
            with store.session() as here:
                here.delete(here.merge(row, load=False))
    return True


def _add(there: Session, table: Any, values: dict[str, Any]) -> None:
    known = table.__table__.primary_key.columns.keys()
    if "id" in known:  # a number says nothing: look at all the rest
        known = list(values)
    same = [table.__table__.c[name].is_not_distinct_from(values[name]) for name in known]
    there.execute(delete(table).where(*same))
    there.execute(insert(table), [values])
