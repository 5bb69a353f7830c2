"""Everything of one run in a zip file, with a README that says what is what.

It holds what the other formats would write, as far as there is something to write, and is the same
to the last byte whenever it is made of the same run. It is not encrypted.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from gettext import gettext as _

from biofeedback.store.exchange.material import Material

_EARLIEST = datetime(1980, 1, 1)
_LATEST_YEAR = 2107
_README = "README.txt"


def readme(material: Material) -> str:
    """Say what the files are, in plain words."""
    run, start = material.run, material.local_start
    when = _("at an unknown time") if start is None else f"{start:%Y-%m-%d %H:%M}"
    return _(
        "One run of {session}, {when}, {minutes:.1f} minutes.\n"
        "\n"
        "recording.jsonl.gz  what the strap sent, unchanged; `biofeedback import` reads it\n"
        "tables/             heartbeats, figures and markers as CSV; columns.csv explains them\n"
        "rr.txt              the intervals between heartbeats in ms, one a line (Kubios)\n"
        "run.edf             ECG, intervals and markers as EDF+\n"
        "fhir.json           the figures as an HL7 FHIR R4 bundle\n"
        "\n"
        "A file is missing where there was nothing to write. These files are not encrypted.\n"
        "The figures relax and teach; they are no diagnosis. Recorded by {program}.\n"
    ).format(
        session=run.title or run.session or _("a recording"),
        when=when,
        minutes=run.duration_s / 60,
        program=run.program or _("another program"),
    )


def pack(material: Material, files: Mapping[str, bytes]) -> bytes:
    """Return the zip file of `files`, and the README beside them."""
    start, target = material.local_start or _EARLIEST, io.BytesIO()
    moment = start if _EARLIEST.year <= start.year <= _LATEST_YEAR else _EARLIEST
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {_README: readme(material).encode(), **files}.items():
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
