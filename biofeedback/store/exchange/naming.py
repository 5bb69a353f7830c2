"""What the file of a run is called: its day and session, and the start of its uid."""

from datetime import timedelta
from gettext import gettext as _

from biofeedback.store.exchange import FORMATS
from biofeedback.store.models import Run
from biofeedback.store.uids import SHORTEST_UID

_SESSION_LETTERS = 40


def file_name(run: Run, what: str) -> str:
    """Return a name for a run in the format `what`; for a folder, its own name."""
    start = run.start_utc
    local = start and start + timedelta(seconds=run.utc_offset_s)
    day = f"{local:%Y-%m-%d-%H%M}" if local else _("undated")
    session = "".join(letter if letter.isalnum() else "-" for letter in run.session)
    stem = "-".join(filter(None, (day, session[:_SESSION_LETTERS], run.uid[:SHORTEST_UID])))
    return stem + FORMATS[what].suffix
