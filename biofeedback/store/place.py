"""Where the records are: a file of this user, or a database server.

The first that applies: what `--store` says, `BIOFEEDBACK_STORE`, the system's own folder for the
data of a user. A file's folder is made for its owner only.
"""

import os
from pathlib import Path
from typing import TypeAlias

from platformdirs import user_data_path
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from biofeedback.store.errors import StoreUnreachable

VARIABLE = "BIOFEEDBACK_STORE"
FILE_NAME = "records.db"

Place: TypeAlias = Path | URL


def find_place(wish: str | None = None) -> Place:
    """Return where the records are: a file, or the URL of a PostgreSQL server.

    Parameters
    ----------
    wish : str, optional
        A path, ``sqlite:///PATH`` or ``postgresql+psycopg://...``.

    Raises
    ------
    StoreUnreachable
        When it is the URL of something else.
    """
    told = wish or os.environ.get(VARIABLE)
    if not told:
        return user_data_path("biofeedback", appauthor=False) / FILE_NAME
    if "://" not in told:
        return Path(told).expanduser().absolute()
    try:
        url = make_url(told)
    except ArgumentError as error:
        raise StoreUnreachable(told) from error
    if url.get_backend_name() == "sqlite" and url.database:
        return Path(url.database).expanduser().absolute()
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    raise StoreUnreachable(url.render_as_string(hide_password=True))


def written(place: Place) -> str:
    """Write the place as a person may see it: without a password."""
    return place.render_as_string(hide_password=True) if isinstance(place, URL) else str(place)
