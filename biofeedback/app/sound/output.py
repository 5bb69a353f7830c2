"""The loudspeaker: Qt asks for samples when it needs some, and here they are fetched.

Qt pulls in the window's own thread and keeps a tenth of a second in hand, so a busy frame is not
heard. How far ahead a sample is written is known by count: what was written less what was played.

QtMultimedia takes a quarter of a second to load and to look for devices. It is imported when sound
is first wanted, not before.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QIODevice, QObject

from biofeedback.app.sound.quiet import quiet, without_films
from biofeedback.app.sound.synthesis import SAMPLE_HZ
from biofeedback.hrv.columns import FloatArray

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink

Read = Callable[[int, float | None], FloatArray]
"""Asked for a number of samples that are heard so many seconds from now; None: not known."""

_IN_HAND_S = 0.1
_DEVICE_S = 0.02
"""From Qt's buffer to the ear: a sound server mixes pieces of about this length."""


def open_output(read: Read, parent: QObject, device_id: str = "") -> "Output | None":
    """Play what `read` gives on an output, the system's usual one by default; None without it.

    It ends with its parent at the latest.
    """
    device, form = _found(device_id)
    return None if form is None else Output(device, form, read, parent)


def can_sound() -> bool:
    """Tell whether this computer has a loudspeaker we can use."""
    return _found()[1] is not None


def outputs() -> Mapping[str, str]:
    """Return the name of each output of this computer, by its id."""
    with quiet(), without_films():
        from PySide6.QtMultimedia import QMediaDevices

        return {_id(device): device.description() for device in QMediaDevices.audioOutputs()}


def _id(device: "QAudioDevice") -> str:
    return bytes(device.id().data()).decode(errors="replace")


def _found(device_id: str = "") -> "tuple[QAudioDevice, QAudioFormat | None]":
    with quiet(), without_films():
        from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QMediaDevices

        device = QMediaDevices.defaultAudioOutput()
        if device_id:
            known = {_id(each): each for each in QMediaDevices.audioOutputs()}
            device = known.get(device_id, QAudioDevice())
    form = QAudioFormat()
    form.setSampleRate(SAMPLE_HZ)
    for channels in (1, 2):
        for kind in (QAudioFormat.SampleFormat.Float, QAudioFormat.SampleFormat.Int16):
            form.setChannelCount(channels)
            form.setSampleFormat(kind)
            if not device.isNull() and device.isFormatSupported(form):
                return device, form
    return device, None


class Output:
    """A loudspeaker at work until `close`."""

    def __init__(
        self, device: "QAudioDevice", form: "QAudioFormat", read: Read, parent: QObject
    ) -> None:
        from PySide6.QtMultimedia import QAudioSink

        with quiet():
            self._sink = QAudioSink(device, form, parent)
            self._sink.setBufferSize(form.bytesForDuration(round(_IN_HAND_S * 1e6)))
            self._feed = Feed(self._sink, form, read, parent)
            self._sink.start(self._feed)

    @property
    def has_failed(self) -> bool:
        """Whether the loudspeaker went away."""
        from PySide6.QtMultimedia import QtAudio

        return self._sink.error() in (QtAudio.Error.IOError, QtAudio.Error.FatalError)

    def close(self) -> None:
        """Stop at once."""
        self._sink.stop()
        self._feed.close()
        self._sink.deleteLater()
        self._feed.deleteLater()


class Feed(QIODevice):
    """What Qt reads from: endless, and never more in one piece than it asks for."""

    def __init__(
        self, sink: "QAudioSink", form: "QAudioFormat", read: Read, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._sink, self._form, self._read = sink, form, read
        self._written = 0
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    def isSequential(self) -> bool:  # noqa: N802 - Qt's name
        """There is no going back."""
        return True

    def bytesAvailable(self) -> int:  # noqa: N802 - Qt's name
        """There is always more: Qt asks before it reads."""
        return int(self._form.bytesForDuration(1_000_000))

    def readData(self, most_bytes: int) -> bytes:  # noqa: N802 - Qt's name
        """Fetch the next samples."""
        count = most_bytes // self._form.bytesPerFrame()
        played_s = self._sink.processedUSecs() / 1e6
        ahead_s = self._written / SAMPLE_HZ - played_s + _DEVICE_S
        self._written += count
        return encoded(self._read(count, ahead_s if played_s > 0.0 else None), self._form)


def encoded(sound: FloatArray, form: "QAudioFormat") -> bytes:
    """Return the samples as bytes of a format, the same on each channel."""
    from PySide6.QtMultimedia import QAudioFormat

    frames = np.repeat(sound, form.channelCount())
    if form.sampleFormat() is QAudioFormat.SampleFormat.Float:
        return frames.astype(np.float32).tobytes()
    return np.rint(frames * np.iinfo(np.int16).max).astype(np.int16).tobytes()
