"""Everything that may go wrong with a virtual strap: knobs to turn, and the refusals it answers."""

from collections.abc import Callable
from dataclasses import dataclass, field

from devices.polar_control import Status, Stream

INSUFFICIENT_AUTHENTICATION = 0x05
READ_NOT_PERMITTED = 0x02
WRITE_NOT_PERMITTED = 0x03
CONNECTION_LIMIT = "le-connection-concurrent-connection-limit"
"""What BlueZ says when the controller holds as many links as it can."""


class AttError(Exception):
    """The strap refuses a request; `code` is the error number of the Attribute Protocol."""

    def __init__(self, code: int) -> None:
        super().__init__(f"ATT error 0x{code:02x}")
        self.code = code


class LinkRefused(Exception):
    """The link was not made; the text is what BlueZ would say."""


class BondRefused(Exception):
    """The strap does not want to be paired."""


@dataclass(slots=True)
class StreamFaults:
    """Knobs of the measurement data.

    Attributes
    ----------
    need_pairing : bool
        Heart rate is given to everybody, measurement data only when paired.
    refused : dict of Stream to Status
        What the start of a stream is answered with.
    mute : bool
        The control point takes commands and never answers.
    ecg_late_s : float
        So long after its start the ECG begins to come.
    stamps_go_back : float
        Probability that a frame is stamped earlier than the one before.
    ecg_saturated : bool
        The amplifier stands at its upper limit.
    acc_stuck : bool
        The x axis stands at its lower limit.
    """

    need_pairing: bool = False
    refused: dict[Stream, Status] = field(default_factory=dict)
    mute: bool = False
    ecg_late_s: float = 0.0
    stamps_go_back: float = 0.0
    ecg_saturated: bool = False
    acc_stuck: bool = False


@dataclass(slots=True)
class Faults:
    """Knobs that may be turned at any time.

    Attributes
    ----------
    loss, duplicate : float
        Probability that a notification never arrives, or arrives twice.
    delay_s, jitter_s : float
        Added to every notification; the uniform jitter makes them overtake each other.
    freeze : bool
        Connected but silent.
    burst : bool
        Beats that nobody listened to come in a burst later, instead of being lost.
    no_rr, no_contact : bool
        Heart rate without intervals; skin not felt, by no sensor.
    mangle : callable or None
        Rewrites every heart-rate packet.
    busy : bool
        Advertises and never takes a link: another phone holds it.
    connect_errors : list of str
        Each refuses one attempt to connect.
    drops_in_discovery : int
        So many links break before their services are known.
    connect_delay_s, discovery_delay_s : float
        How long the two steps take.
    read_error : int or None
        ATT error that answers every read.
    needs_pairing, refuses_pairing : bool
        Nothing is given unless paired; pairing fails.
    streams : StreamFaults
        Those of the measurement data.
    """

    loss: float = 0.0
    duplicate: float = 0.0
    delay_s: float = 0.0
    jitter_s: float = 0.0
    freeze: bool = False
    burst: bool = False
    no_rr: bool = False
    no_contact: bool = False
    mangle: Callable[[bytes], bytes] | None = None
    busy: bool = False
    connect_errors: list[str] = field(default_factory=list)
    drops_in_discovery: int = 0
    connect_delay_s: float = 0.02
    discovery_delay_s: float = 0.02
    read_error: int | None = None
    needs_pairing: bool = False
    refuses_pairing: bool = False
    streams: StreamFaults = field(default_factory=StreamFaults)
