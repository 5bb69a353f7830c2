"""The one thread crossing: messages in order, errors told, and an end that waits for nobody."""

import asyncio
import threading

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from biofeedback.app.bridge import Bridge, Failed


@pytest.fixture
def bridge(qt):
    bridge = Bridge()
    bridge.start()
    yield bridge
    bridge.stop()


def heard(bridge, count, work):
    """Ask for work, and run Qt's loop until so many messages have come; half a minute at most."""
    messages, loop = [], QEventLoop()

    def told(message):
        messages.append((message, threading.current_thread()))
        if len(messages) == count:
            loop.quit()

    bridge.told.connect(told)
    bridge.ask(work)
    QTimer.singleShot(30_000, loop, loop.quit)
    loop.exec()
    bridge.told.disconnect(told)
    return messages


def test_messages_come_in_order_in_qts_thread(bridge):
    async def count():
        for number in range(100):
            bridge.tell(number)
            if number % 10 == 0:
                await asyncio.sleep(0)

    messages = heard(bridge, 100, count)
    assert [message for message, _thread in messages] == list(range(100))
    assert {thread for _message, thread in messages} == {threading.main_thread()}


@pytest.mark.parametrize("at_once", [True, False])
def test_an_error_is_told(bridge, at_once):
    async def later():
        await asyncio.sleep(0)
        raise ValueError("odd")

    def now():
        raise ValueError("odd")

    [(message, _thread)] = heard(bridge, 1, now if at_once else later)
    assert isinstance(message, Failed)
    assert str(message.error) == "odd"


def test_the_end_does_a_last_piece_of_work_and_cancels_the_rest(qt):
    done = []

    async def forever():
        try:
            await asyncio.Event().wait()
        finally:
            done.append("cancelled")

    async def last():
        done.append("last")

    bridge = Bridge()
    bridge.start()
    bridge.ask(forever)
    bridge.stop(last)
    bridge.stop()  # a second time does nothing
    assert done == ["last", "cancelled"]
