"""RR intervals for Kubios and whatever else reads a list: milliseconds, one a line, nothing else.

1. Every interval is there as it was measured, artifacts too: such programs find them themselves.
   Only what no list may hold is left out, below 10 ms and above 20 s.
2. A list knows no time of day and no gaps: where beats were lost, the intervals before and after
   follow each other, and the time between is gone. The other formats keep it.
3. Numbers have the digits that read back to the same float.

Source: Kubios HRV User's Guide, "Supported data formats": RR interval text files.
"""

from gettext import gettext as _

from biofeedback.store.exchange.material import Material

_POSSIBLE_MS = (10.0, 20_000.0)


def encode(material: Material) -> bytes:
    """Return the list.

    Raises
    ------
    FileError
        When the run has no interval.
    """
    shortest_ms, longest_ms = _POSSIBLE_MS
    rows = [rr for rr in material.beats.rr_ms.tolist() if shortest_ms <= rr <= longest_ms]
    if not rows:
        raise material.unusable(_("holds no heartbeats"), _("Choose another run."))
    return "".join(f"{rr!r}\n" for rr in rows).encode("ascii")
