"""Fixtures for all rooms: virtual time, the real recordings, and no task left behind."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from biofeedback.locale import speak
from biofeedback.testing.loop import run_and_check, run_virtually

# A slow machine fails no test, and no day meets other examples than the day before; whoever looks
# for new ones says `--hypothesis-profile=search`. A failing example prints what brings it back.
SLOW = [HealthCheck.too_slow]
settings.register_profile("search", deadline=None, print_blob=True, suppress_health_check=SLOW)
settings.register_profile("house", settings.get_profile("search"), derandomize=True)
settings.load_profile("house")

# What is started in the background of a script ignores Ctrl+C, and so would what it starts; tests
# press it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No test ever sees this computer's own keyring; those about one bring their own.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Every test begins in English, whatever this computer or the test before it speaks.
ENGLISH = "en"
speak(ENGLISH)

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def english_again():
    """Go back to English after a test that spoke another language."""
    yield
    if os.environ.get("LANGUAGE") != ENGLISH:
        speak(ENGLISH)


@pytest.fixture
def run_virtual():
    """Run a coroutine on virtual time; fail when it leaves a task behind."""
    return run_virtually


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
