"""How figures and answers are called in FHIR: by LOINC where it has a code, else by us.

We know of no LOINC code for RMSSD, for RSA, for power at a pace and for the other indices; they are
named by our own code systems, with a text. None is borrowed from a neighbour: SDNN's is SDNN's.

Source: loinc.org by the tables of FHIR implementation guides that agree on them; units: ucum.org.
"""

from dataclasses import dataclass
from gettext import gettext as _

from biofeedback.hrv.index import BY_NAME
from biofeedback.store.answers import SCALES
from devices.errors import marked

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
INDEX, SCALE, SESSION, PART, PERSON = (
    f"urn:biofeedback:{name}" for name in ("index", "scale", "session", "part", "person")
)
"""Our own systems: of figures, of 0-10 scales, of sessions, of a run's parts, of people."""

VITAL_SIGNS, PROCEDURE, SURVEY = "vital-signs", "procedure", "survey"

Coding = dict[str, str]


def _loinc(code: str, display: str) -> Coding:
    return {"system": LOINC, "code": code, "display": display}


PEG_MEAN = _loinc("91147-9", "Mean score [PEG]")
PEG_ITEMS = {
    "pain": ({"system": LOINC, "code": "75893-8"}, marked("Pain on average")),
    "enjoyment": ({"system": LOINC, "code": "91145-3"}, marked("Pain and enjoyment of life")),
    "activity": ({"system": LOINC, "code": "91146-1"}, marked("Pain and general activity")),
}
"""The items of `models.Peg`; LOINC displays the whole question, which is not repeated here."""

_FIGURES = {
    "heart_rate_bpm": _loinc("8867-4", "Heart rate"),
    "breathing_rate_per_min": _loinc("9279-1", "Respiratory rate"),
    "sdnn_ms": _loinc("80404-7", "R-R interval.standard deviation (Heart rate variability)"),
}
_VITAL_SIGNS = ("heart_rate_bpm", "breathing_rate_per_min")
_SCALES = {
    "pain": _loinc("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
}

_UNITS = {
    "bpm": "/min",
    "/min": "/min",
    "ms": "ms",
    "ms2": "ms2",
    "1/s2": "/s2",
    "%": "%",
    "deg": "deg",
    "0-1": "1",
    "0-100": "{score}",
    "ratio": "1",
    "times": "1",
    "ln ms": "1",
}
"""UCUM codes of the units of `biofeedback.hrv.index`."""

_OTHER_FIGURES = {
    "artifact_pct": ("%", marked("Corrected beats")),
    "coverage": ("0-1", marked("Share of the time with beats")),
    "score": ("0-100", marked("Score")),
}
"""What is kept of a part besides the indices: unit and title."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What FHIR is told of a figure besides its value; `ucum` is empty where no unit is known."""

    coding: Coding
    title: str
    unit: str
    ucum: str
    category: str
    source: str


def figure(name: str) -> Figure:
    """Return how a kept figure is called."""
    index = BY_NAME.get(name)
    if index:
        unit, title, source = index.unit, index.title, index.source
    else:
        unit, title = _OTHER_FIGURES.get(name, ("", name))
        source = ""
    return Figure(
        coding=_FIGURES.get(name, {"system": INDEX, "code": name}),
        title=_(title),
        unit=unit,
        ucum=_UNITS[unit] if unit else "",
        category=VITAL_SIGNS if name in _VITAL_SIGNS else PROCEDURE,
        source=source,
    )


def scale(name: str) -> tuple[Coding, str]:
    """Return the coding of a 0-10 scale, and its text."""
    text = _(SCALES[name].label) if name in SCALES else name
    return _SCALES.get(name, {"system": SCALE, "code": name}), text
