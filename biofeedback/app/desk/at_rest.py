"""What a person's figures are at rest, as the newest run that measured them tells."""

from sqlalchemy import select

from biofeedback.report.figures import BEFORE
from biofeedback.store.database import Store
from biofeedback.store.models import Figure, Run


def at_rest(store: Store, person_id: int) -> dict[str, float]:
    """Return the figures of the newest run that measured a rest."""
    newest = (
        select(Run.id)
        .join(Figure, Figure.run_id == Run.id)
        .where(Run.person_id == person_id, Figure.part == BEFORE)
        .order_by(Run.start_utc.desc().nulls_last(), Run.id.desc())
        .limit(1)
    )
    with store.session() as work:
        run_id = work.scalar(newest)
        chosen = select(Figure.name, Figure.value).where(
            Figure.run_id == run_id, Figure.part == BEFORE
        )
        return {name: value for name, value in work.execute(chosen)}  # noqa: C416 - rows, not pairs
