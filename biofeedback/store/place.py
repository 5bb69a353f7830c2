"""Where the records are: a file of this user, or a database server.

The first that applies: what `--store` says, `BIOFEEDBACK_STORE`, the system's own folder for the
data of a user. A file, and its folder when there is none yet, are for their owner only.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from platformdirs import user_data_path
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from biofeedback.store.errors import StoreUnreachable

VARIABLE = "BIOFEEDBACK_STORE"
FILE_NAME = "records.db"

Place: TypeAlias = Path | URL

_FOLDER_MODE, _FILE_MODE = 0o700, 0o600


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


def waiting_folder(server: URL) -> Path:
    """Return where that is kept on this computer which waits to be brought to a server."""
    where = f"{server.host}:{server.port}/{server.database}"
    name = hashlib.sha256(where.encode()).hexdigest()[:16]
    return user_data_path("biofeedback", appauthor=False) / "waiting" / name


def written(place: Place) -> str:
    """Write the place as a person may see it: without a password."""
    return place.render_as_string(hide_password=True) if isinstance(place, URL) else str(place)


def make_private(path: Path) -> None:
    """Let nobody but the owner read a file, or what SQLite lays beside it; make it if need be.

    A file that is there is not opened here: on POSIX, closing it would drop the lock on it.
    """
    path.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _FILE_MODE))
    path.chmod(_FILE_MODE)
