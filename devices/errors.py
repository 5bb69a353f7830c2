"""What can go wrong on the way to a heartbeat, and the one sentence a person reads then.

::

    DeviceError
    +-- BluetoothUnavailable    nothing can be sent or received on this computer
    |   +-- BluetoothOff        the adapter is switched off, or no Bluetooth service is running
    |   +-- NoAdapter           the computer has no Bluetooth radio
    |   +-- NoPermission        the system does not let this program use Bluetooth
    +-- NotFound                no strap, or not the asked-for one, answers the search
    +-- Busy                    the strap is there and refuses: another phone or watch holds it
    +-- AdapterFull             the computer's Bluetooth holds as many straps as it can
    +-- PairingRefused          the strap asks for pairing and the system or the strap said no
    +-- ConnectionLost          the link broke or fell silent; the source keeps trying
    +-- ContactLost             the strap is connected and does not feel the skin
    +-- HeartRateOnly           ten seconds of heart rate and not one RR interval
    +-- StreamsNotPaired        heart rate comes; the strap gives its other sensors when paired
    +-- StreamsRefused          heart rate comes; another sensor that is wanted does not
    +-- DecodeError             a packet breaks its specification; the run survives and counts it
    FileError                   a file cannot be used: which, where, why, what to do
    +-- UnknownFile             nothing in it says that it holds heartbeats

`code` travels on `DeviceStatus.trouble` and in recordings; it never changes once published.
The technical cause stays in `__cause__` for the log.
"""

from gettext import gettext as _
from pathlib import Path
from typing import ClassVar


def marked(text: str) -> str:
    """Mark a text for translation without translating it yet: the language is known later."""
    return text


class DeviceError(Exception):
    """Base of all trouble with a device; `str()` is the sentence for the person."""

    code: ClassVar[str] = "device_error"
    text: ClassVar[str] = marked(
        "The strap does not answer as expected. Take it off, put it on again, and try again."
    )

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        return _(self.text)


class BluetoothUnavailable(DeviceError):
    """Nothing can be sent or received on this computer."""

    code = "bluetooth_unavailable"
    text = marked("Bluetooth does not answer. Switch it off and on again, or restart the computer.")


class BluetoothOff(BluetoothUnavailable):
    """The adapter is switched off, or no Bluetooth service is running."""

    code = "bluetooth_off"
    text = marked("Bluetooth is switched off. Switch it on, and try again.")


class NoAdapter(BluetoothUnavailable):
    """The computer has no Bluetooth radio."""

    code = "no_adapter"
    text = marked("This computer has no Bluetooth. A small USB adapter is enough.")


class NoPermission(BluetoothUnavailable):
    """The system does not let this program use Bluetooth."""

    code = "no_permission"
    text = marked("This program may not use Bluetooth yet. Allow it once in the system's settings.")


class NotFound(DeviceError):
    """No strap, or not the asked-for one, answers the search."""

    code = "not_found"
    text = marked(
        "Your strap is not in sight. Is it worn and moist, within two metres, and free "
        "of a phone or watch?"
    )


class Busy(DeviceError):
    """The strap is there and refuses: another phone or watch holds it."""

    code = "busy"
    text = marked(
        "Your strap is talking to another device. Close the app on your phone or watch, "
        "and try again."
    )


class AdapterFull(DeviceError):
    """The computer's Bluetooth holds as many straps as it can; `detail` may be their number."""

    code = "adapter_full"
    text = marked("This Bluetooth adapter is full. A second adapter takes the rest.")

    def __str__(self) -> str:
        if not self.detail.isdecimal():
            return _(self.text)
        full = _(
            "This Bluetooth adapter is full with {count} straps. A second adapter takes the rest."
        )
        return full.format(count=self.detail)


class PairingRefused(DeviceError):
    """The strap asks for pairing, and the system or the strap said no."""

    code = "pairing_refused"
    text = marked(
        "Strap and computer do not trust each other yet. Remove the strap in the "
        "Bluetooth settings, then connect again."
    )


class ConnectionLost(DeviceError):
    """The link broke or fell silent; the source keeps trying."""

    code = "connection_lost"
    text = marked("The strap is out of reach. It connects again by itself; nothing is lost.")


class ContactLost(DeviceError):
    """The strap is connected and does not feel the skin."""

    code = "contact_lost"
    text = marked(
        "The strap has lost touch with your skin. Moisten the pads, or close the strap a "
        "little tighter."
    )


class HeartRateOnly(DeviceError):
    """Ten seconds of heart rate and not one RR interval."""

    code = "heart_rate_only"
    text = marked(
        "This strap sends only the heart rate. Breathing works; the figures need another strap."
    )


class StreamsNotPaired(DeviceError):
    """Heart rate comes; the strap gives its other sensors only when paired."""

    code = "streams_not_paired"
    text = marked(
        "Your heart rate comes, and that is enough. For more, pair the strap in the "
        "Bluetooth settings."
    )


class StreamsRefused(DeviceError):
    """Heart rate comes; another sensor that is wanted does not."""

    code = "streams_refused"
    text = marked(
        "Not all sensors of the strap answer; the others go on. Taking it off and on may help."
    )


class DecodeError(DeviceError):
    """A packet breaks its specification: the sender's fault, counted and survived."""

    code = "decode_error"
    text = marked("The strap sent something unreadable. It was left out; there is nothing to do.")

    def __str__(self) -> str:
        return self.detail or _(self.text)


class FileError(Exception):
    """A file cannot be used: which one, where in it, why, and what to do now.

    Parameters
    ----------
    path : Path
        The file.
    problem : str
        What is wrong, without a full stop.
    advice : str
        What to do now, one sentence.
    line : int, optional
        The line it stands in, counted from 1.
    """

    def __init__(
        self, path: Path | str, problem: str, advice: str, line: int | None = None
    ) -> None:
        self.path, self.problem, self.advice, self.line = Path(path), problem, advice, line
        where = str(path) if line is None else _("{path}, line {line}").format(path=path, line=line)
        super().__init__(f"{where}: {problem}. {advice}")

    def __reduce__(self) -> tuple[type["FileError"], tuple[Path, str, str, int | None]]:
        # How it is sent from a worker process; by default it would be made anew of its sentence.
        return type(self), (self.path, self.problem, self.advice, self.line)


class UnknownFile(FileError):
    """Nothing in a file says that it holds heartbeats: in a folder, it may be passed over."""


def sentence_for(code: str) -> str:
    """Return the sentence of the `DeviceError` with this `code`, empty for an unknown one."""
    pending: list[type[DeviceError]] = [DeviceError]
    while pending:
        error = pending.pop()
        if error.code == code:
            return _(error.text)
        pending += error.__subclasses__()
    return ""
