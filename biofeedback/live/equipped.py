"""An engine for the strap that is sending: how late it is, how its packets are read, all indices.

Live runs, replays and whole recordings are equipped here, by the catalogue, so they agree.
"""

from collections.abc import Iterable

from biofeedback.catalogue import installed
from biofeedback.hrv.index import Index
from biofeedback.live.engine import Engine
from devices.records import DeviceInfo
from devices.standard_decoder import decoder_of
from sessions.timeline import Session


def engine_for(
    session: Session,
    device: DeviceInfo,
    indices: Iterable[Index] | None = None,
    *,
    keep_artifacts: bool = False,
) -> Engine:
    """Return a fresh engine for a run with this strap.

    Parameters
    ----------
    session : Session
        The plan.
    device : DeviceInfo
        Who is sending; nobody without a strap.
    indices : iterable of Index, optional
        What to compute; by default what ships, and what plugins bring.
    keep_artifacts : bool
        Take every interval as it was recorded.

    Raises
    ------
    FileError
        When the strap is of a type that needs a plugin which is not here.
    """
    catalogue = installed()
    kind = catalogue.type_of(device)
    return Engine(
        session,
        kind.latency_s,
        catalogue.run_indices if indices is None else indices,
        keep_artifacts=keep_artifacts,
        decode=decoder_of(kind),
    )
