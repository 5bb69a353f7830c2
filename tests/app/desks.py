"""A desk without a window, with records in a folder that is gone afterwards."""

from contextlib import asynccontextmanager

from biofeedback.app.desk.desk import Desk


@asynccontextmanager
async def open_desk(folder, tell, air=None):
    """Yield a desk whose records are open, and the list of the airs its radio was made in.

    `air(desk)` puts straps into the air; without it there is the system's radio, never asked.
    """
    airs = []

    def radio():
        airs.append(air(desk))
        return airs[0].radio

    desk = Desk(tell, radio if air else None, str(folder / "records.db"), plain=True)
    try:
        await desk.records.open()
        yield desk, airs
    finally:
        await desk.close()
