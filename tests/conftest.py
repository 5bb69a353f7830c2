"""Fixtures for all rooms: virtual time, the real recordings, and no task left behind."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from biofeedback.live.clock import VirtualLoop
from biofeedback.locale import speak

# A slow machine fails no test; a failing example prints what brings it back.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

# No test ever sees this computer's own keyring; those about one bring their own.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Every test begins in English, whatever this computer or the test before it speaks.
ENGLISH = "en"
speak(ENGLISH)

SHARED = Path(__file__).resolve().parents[2] / "shared"


def run_and_check(
    coroutine: Coroutine[Any, Any, Any], loop_factory: Callable[[], Any] | None
) -> Any:
    async def main() -> Any:
        result = await coroutine
        await asyncio.sleep(0)
        left = asyncio.all_tasks() - {asyncio.current_task()}
        assert not left, f"tasks left behind: {left}"
        return result

    with asyncio.Runner(loop_factory=loop_factory) as runner:
        return runner.run(main())


@pytest.fixture(autouse=True)
def english_again():
    """Go back to English after a test that spoke another language."""
    yield
    if os.environ.get("LANGUAGE") != ENGLISH:
        speak(ENGLISH)


@pytest.fixture
def run_virtual():
    """Run a coroutine on virtual time; fail when it leaves a task behind."""
    return lambda coroutine: run_and_check(coroutine, VirtualLoop)


@pytest.fixture
def run_real():
    """Run a coroutine on the system's loop, for code that talks to other processes."""
    return lambda coroutine: run_and_check(coroutine, None)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real recordings, or skip."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real recordings (../shared) is not here")
    return SHARED
