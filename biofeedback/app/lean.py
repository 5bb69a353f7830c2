"""Spares what is done beside Qt at the start, to be imported before anything else of the app.

1. PySide loads what writes its type stubs, and prepares the reader of its signatures: a fifth of
   its own start. Nobody writes stubs here, and the signatures are read when an error names one.
2. It reads the source of each module that is imported after it, to see whether it names PySide6:
   such a module could ask for other spellings of Qt's names. We ask for none, and the sources
   would stay in memory.
3. Qt divides larger fills among threads. At the size of our frames the waiting for each other takes
   longer than the filling: half a millisecond of three, and a tenth of the processor's time. The
   same holds for the threads and buffers of numpy's linear algebra.
4. Python looks for circles in its memory after every 700 new objects. Neither the loading of
   modules nor a frame leaves any behind, so it looks seldom: 5 % of a session's time were that.
5. Once a large picture has been freed, glibc keeps the next ones in its heap, with holes between:
   `give_back_large` lets each go back to the system, 5 of 150 MiB in a session.
What another PySide has no longer is left alone.
"""

import builtins
import gc
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any

_STUB_WRITER = "signature/lib/pyi_generator.py"
_LARGE = 4_000
_SELDOM = 20_000, 20, 20
_M_MMAP_THRESHOLD, _LARGE_BYTES = -3, 512 * 1024

gc.set_threshold(*_SELDOM)
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class _Later:
    """A pattern that is compiled when it is first used."""

    def __init__(self, compile_: Callable[..., re.Pattern[str]], *arguments: Any) -> None:
        self._compile, self._arguments = compile_, arguments

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._compile(*self._arguments).finditer(text)


@contextmanager
def _sparing() -> Iterator[None]:
    """Let PySide's own modules leave out what is not needed, while they load."""
    compile_source, compile_pattern = builtins.compile, re.compile

    def source(text: Any, filename: Any, *rest: Any, **options: Any) -> Any:
        if str(filename).endswith(_STUB_WRITER):
            text = b""
        return compile_source(text, filename, *rest, **options)

    def pattern(text: Any, flags: Any = 0) -> Any:
        if isinstance(text, str) and len(text) > _LARGE:  # nothing else loaded here has such a one
            return _Later(compile_pattern, text, flags)
        return compile_pattern(text, flags)

    builtins.compile, re.compile = source, pattern  # type: ignore[assignment]
    try:
        yield
    finally:
        builtins.compile, re.compile = compile_source, compile_pattern


with _sparing() if "PySide6" not in sys.modules else nullcontext():
    from PySide6 import QtCore  # noqa: F401 - brings the feature along

with suppress(ImportError):
    from shibokensupport import feature  # type: ignore[import-not-found, unused-ignore]

    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _module: False


def give_back_large() -> None:
    """Fix the size from which memory goes back to the system when freed; only glibc moves it."""
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError):  # of another C library
            ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
