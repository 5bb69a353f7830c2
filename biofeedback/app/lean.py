"""Spares what PySide does beside Qt at its start, to be imported before anything else of the app.

1. PySide loads what writes its type stubs, a sixth of its own start; nobody writes them here.
2. It reads the source of each module that is imported after it, to see whether it names PySide6:
   such a module could ask for other spellings of Qt's names. We ask for none, and the sources
   would stay in memory.
3. Qt divides larger fills among threads. At the size of our frames the waiting for each other takes
   longer than the filling: half a millisecond of three, and a tenth of the processor's time.
What another PySide has no longer is left alone.
"""

import os
import sys
from contextlib import suppress
from types import ModuleType

_STUB_WRITER = "shibokensupport.signature.lib.pyi_generator"

os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
if "PySide6" not in sys.modules:
    sys.modules.setdefault(_STUB_WRITER, ModuleType(_STUB_WRITER))

from PySide6 import QtCore  # noqa: E402, F401 - brings the feature along

with suppress(ImportError):
    from shibokensupport import feature  # type: ignore[import-not-found, unused-ignore]

    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _module: False
