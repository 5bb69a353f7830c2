"""Coroutines run in time that jumps, and a failure for each task that is left behind."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar

from biofeedback.live.clock import VirtualLoop

_T = TypeVar("_T")


class RunVirtually(Protocol):
    """What the fixture `virtual_loop` gives."""

    def __call__(self, coroutine: Coroutine[Any, Any, _T]) -> _T:
        """Run a coroutine to its end and return its result."""


def run_virtually(coroutine: Coroutine[Any, Any, _T]) -> _T:
    """Run a coroutine on a clock that jumps to the next timer as soon as nothing else is ready.

    Raises
    ------
    AssertionError
        When it leaves a task behind.
    """
    return run_and_check(coroutine, VirtualLoop)


def run_and_check(
    coroutine: Coroutine[Any, Any, _T],
    loop_factory: Callable[[], asyncio.AbstractEventLoop] | None,
) -> _T:
    """Run a coroutine on a loop of its own; None is the system's.

    Raises
    ------
    AssertionError
        When it leaves a task behind.
    """

    async def main() -> _T:
        result = await coroutine
        await asyncio.sleep(0)
        left = asyncio.all_tasks() - {asyncio.current_task()}
        if left:
            raise AssertionError(f"tasks left behind: {left}")
        return result

    with asyncio.Runner(loop_factory=loop_factory) as runner:
        return runner.run(main())
