"""Picks out of a module what it brings: indices, kinds of straps, sessions; and tries the indices.

Values of a module count, and the items of its lists and tuples; names that begin with an underscore
are the module's own business. What ships and is only imported there is passed over.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from gettext import gettext as _
from types import ModuleType
from typing import TypeGuard

import numpy as np

from biofeedback.hrv.index import BY_NAME, Index
from biofeedback.hrv.window import Beats, FloatArray, Windows
from devices.device_type import DeviceType
from devices.device_types import BUILT_IN
from devices.standard_decoder import decoder_of
from sessions.timeline import Session

Thing = Index | DeviceType | Session

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_BEAT_MS, _SWING_MS, _MARGIN_S = 850.0, 60.0, 60.0

log = logging.getLogger(__name__)


def things_in(found: object) -> Iterator[Thing]:
    """Yield what a module, or a value out of one, brings."""
    if isinstance(found, ModuleType):
        values = [value for name, value in vars(found).items() if not name.startswith("_")]
    else:
        values = [found]
    ours = {id(each) for each in (*BY_NAME.values(), *BUILT_IN)}
    for value in values:
        for each in value if isinstance(value, list | tuple) else (value,):
            if _is_thing(each) and id(each) not in ours:
                ours.add(id(each))
                yield each


def _is_thing(value: object) -> TypeGuard[Thing]:
    return isinstance(value, Index | DeviceType | Session)


def tried(thing: Thing) -> Thing:
    """Return a thing fit for a run, once it was tried.

    In a run, a mistake in an index is logged and it stays silent; what a decoder raises makes its
    packet an unreadable one. Nothing else is disturbed.

    Raises
    ------
    ValueError
        When it is not what it must be.
    Exception
        Whatever it raises.
    """
    if isinstance(thing, DeviceType):
        decoder_of(thing)
    return _sound(thing) if isinstance(thing, Index) else thing


def _sound(index: Index) -> Index:
    """Try an index on beats that were made for it."""
    if not _NAME.fullmatch(index.name):
        raise ValueError(_("its name is not lower case, digits, underscores"))
    if not (index.window_s > 0 and index.min_epoch_s >= 0 and index.update_s >= 0):
        raise ValueError(_("its seconds are no seconds"))
    beats = _breathing_heart(max(index.window_s, index.min_epoch_s) + _MARGIN_S)
    end_s = float(beats.t_s[-1])
    starts_s = np.array([end_s - index.window_s, 0.0, -20.0])  # the last has no beats in it
    windows = Windows.over(beats, starts_s, np.array([end_s, end_s, -10.0]))
    _checked(index.compute(beats, windows), windows)

    def compute(beats: Beats, windows: Windows) -> FloatArray:
        try:
            return _checked(index.compute(beats, windows), windows)
        except (Exception, SystemExit):
            log.exception("the index %s failed", index.name)
            return np.full(windows.first.shape, np.nan)

    return replace(index, compute=compute)


def _checked(values: object, windows: Windows) -> FloatArray:
    told = np.asarray(values, np.float64)
    if told.shape != windows.first.shape:
        told_shape, shape = told.shape, windows.first.shape
        raise ValueError(f"compute gives shape {told_shape}, not one value a window, {shape}")
    return told


def _breathing_heart(seconds: float) -> Beats:
    """Return steady beats that a slow breath moves."""
    count = int(seconds * 1000 / (_BEAT_MS - _SWING_MS)) + 1
    return Beats.of(_BEAT_MS + _SWING_MS * np.sin(0.5 * np.arange(count)))
