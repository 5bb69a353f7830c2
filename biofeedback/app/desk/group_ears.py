"""Listening for the straps of a group: who is in reach, twice a second, until it is cancelled."""

import asyncio
from collections.abc import Callable, Sequence

from biofeedback.live.group import Group
from biofeedback.live.touch import InReach
from devices.errors import DeviceError

TOLD_S = 0.5
AGAIN_S = 3.0
"""From one attempt to the next while there is no Bluetooth."""
_CHECK_S = 5.0
"""Where nothing was heard for so long, Bluetooth may be off: a running search does not say so."""

Heard = Callable[[Sequence[InReach], str], None]


async def listen(group: Group, heard: Heard) -> None:
    """Tell `heard` the straps in reach and, where there is no Bluetooth, the trouble's code."""
    while True:
        try:
            async with group.listening():
                await _tell(group, heard)
        except DeviceError as error:
            heard((), error.code)
        await asyncio.sleep(AGAIN_S)


async def _tell(group: Group, heard: Heard) -> None:
    quiet_s = 0.0
    while True:
        await asyncio.sleep(TOLD_S)
        in_reach = group.in_reach()
        heard(in_reach, "")
        quiet_s = 0.0 if in_reach else quiet_s + TOLD_S
        if quiet_s >= _CHECK_S:
            quiet_s = 0.0
            for radio in group.radios:
                await radio.check()
