"""What can go wrong on the way to a heartbeat, and the one sentence a person reads then.

::

    DeviceError
    +-- BluetoothUnavailable    nothing can be sent or received on this computer
    |   +-- BluetoothOff        the adapter is switched off, or no Bluetooth service is running
    |   +-- NoAdapter           the computer has no Bluetooth radio
    |   +-- NoPermission        the system does not let this program use Bluetooth
    +-- NotFound                no strap, or not the asked-for one, answers the search
    +-- Busy                    the strap is there and refuses: another phone or watch holds it
    +-- PairingRefused          the strap asks for pairing and the system or the strap said no
    +-- ConnectionLost          the link broke or fell silent; the source keeps trying
    +-- ContactLost             the strap is connected and does not feel the skin
    +-- HeartRateOnly           ten seconds of heart rate and not one RR interval
    +-- DecodeError             a packet breaks its specification; the run survives and counts it
    FileError                   a file cannot be used: which, where, why, what to do

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
        "The strap does not answer as expected. Take it off, put it on again, then try again."
    )

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        return _(self.text)


class BluetoothUnavailable(DeviceError):
    """Nothing can be sent or received on this computer."""

    code = "bluetooth_unavailable"
    text = marked("Bluetooth is not available. Restart the computer, then try again.")


class BluetoothOff(BluetoothUnavailable):
    """The adapter is switched off, or no Bluetooth service is running."""

    code = "bluetooth_off"
    text = marked("Bluetooth is off. Turn it on in the system settings, then try again.")


class NoAdapter(BluetoothUnavailable):
    """The computer has no Bluetooth radio."""

    code = "no_adapter"
    text = marked("This computer has no Bluetooth. Plug in a Bluetooth adapter, then try again.")


class NoPermission(BluetoothUnavailable):
    """The system does not let this program use Bluetooth."""

    code = "no_permission"
    text = marked(
        "Bluetooth is not allowed here. Allow it for this program in the system settings."
    )


class NotFound(DeviceError):
    """No strap, or not the asked-for one, answers the search."""

    code = "not_found"
    text = marked("No strap found. Moisten it, put it on, keep it near, then search again.")


class Busy(DeviceError):
    """The strap is there and refuses: another phone or watch holds it."""

    code = "busy"
    text = marked("The strap is in use elsewhere. Close it on your phone or watch, then try again.")


class PairingRefused(DeviceError):
    """The strap asks for pairing, and the system or the strap said no."""

    code = "pairing_refused"
    text = marked(
        "The strap refused the pairing. Remove it in the Bluetooth settings, then try again."
    )


class ConnectionLost(DeviceError):
    """The link broke or fell silent; the source keeps trying."""

    code = "connection_lost"
    text = marked(
        "The connection is gone. What came in is safe; stay near, it comes back by itself."
    )


class ContactLost(DeviceError):
    """The strap is connected and does not feel the skin."""

    code = "contact_lost"
    text = marked("The strap does not feel your heart. Moisten it, and place it below the chest.")


class HeartRateOnly(DeviceError):
    """Ten seconds of heart rate and not one RR interval."""

    code = "heart_rate_only"
    text = marked(
        "This strap sends heart rate only. You can breathe along; the figures stay empty."
    )


class DecodeError(DeviceError):
    """A packet breaks its specification: the sender's fault, counted and survived."""

    code = "decode_error"
    text = marked("The strap sent something unreadable. Nothing to do; it was left out.")

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


def sentence_for(code: str) -> str:
    """Return the sentence of the `DeviceError` with this `code`, empty for an unknown one."""
    pending: list[type[DeviceError]] = [DeviceError]
    while pending:
        error = pending.pop()
        if error.code == code:
            return _(error.text)
        pending += error.__subclasses__()
    return ""
