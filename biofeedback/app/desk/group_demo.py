"""Simulated people at the desk: each with a name, a seat, a strap, and a day that was before."""

import math
from typing import TYPE_CHECKING

from biofeedback import __version__
from biofeedback.app.desk.records import now_utc
from biofeedback.live.runner import Finish
from biofeedback.live.virtual_group import NAMES, REST, address_of, own_pace_of
from biofeedback.report.figures import BEFORE
from biofeedback.report.resonance import Certainty
from biofeedback.store.database import Store
from biofeedback.store.models import Figure, OwnPace, RestingBaseline
from biofeedback.store.runs import begin, end
from devices.recording import Header
from devices.records import DeviceInfo

if TYPE_CHECKING:
    from biofeedback.app.desk.desk import Desk

_PROGRAM = f"biofeedback {__version__}"


async def take_seats(desk: "Desk", count: int) -> None:
    """Give each of `count` simulated people a seat and their strap."""
    await desk.records.open()
    await desk.group.open()
    for number, name in enumerate(NAMES[:count], start=1):
        person_id = await desk.group.add_person(name)
        if person_id is not None:
            _let_have_been_here(desk.records.store, person_id, number)
        await desk.group.seat(number, person_id, address_of(number))


def _let_have_been_here(store: Store, person_id: int, number: int) -> None:
    """Keep an assessment without records: so the person's rest and own pace are known."""
    header = Header(DeviceInfo(""), now_utc(), _PROGRAM, "resonance-stepped")
    run_id = begin(store, person_id, header, title="")
    end(store, run_id, Finish.COMPLETED, 0.0)
    pace_per_min = own_pace_of(number)
    with store.session() as work:
        work.add(
            RestingBaseline(
                run_id=run_id,
                person_id=person_id,
                ln_rmssd=math.log(REST.rsa_ms),
                mean_nn_ms=900.0,
                ln_rsa_ms=math.log(REST.rsa_ms),
            )
        )
        work.add(
            Figure(run_id=run_id, part=BEFORE, name="rsa_bpm", value=REST.rsa_bpm, program=_PROGRAM)
        )
        work.add(
            OwnPace(
                run_id=run_id,
                person_id=person_id,
                rate_per_min=pace_per_min,
                low_per_min=pace_per_min - 0.25,
                high_per_min=pace_per_min + 0.25,
                certainty=Certainty.CLEAR.value,
                sliding=False,
            )
        )
