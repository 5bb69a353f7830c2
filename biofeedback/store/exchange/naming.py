"""What the file of a run is called: its day and session, and the start of its uid."""

from gettext import gettext as _

from biofeedback.store.exchange import FORMATS
from biofeedback.store.models import Run
from biofeedback.store.uids import SHORTEST_UID

_SESSION_LETTERS = 40


def file_name(run: Run, what: str) -> str:
    """Return a name for a run in the format `what`; for a folder, its own name."""
    local = run.local_start
    day = f"{local:%Y-%m-%d-%H%M}" if local else _("undated")
    session = "".join(letter if letter.isalnum() else "-" for letter in run.session)
    stem = "-".join(filter(None, (day, session[:_SESSION_LETTERS], run.uid[:SHORTEST_UID])))
    return stem + FORMATS[what].suffix
