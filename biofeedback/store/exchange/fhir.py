"""Runs as a FHIR bundle (a collection): who, with what strap, which session, what came of it.

1. A Patient is a random id. The alias stands there only when asked for; real names, notes, and the
   strap's address never do. A name that the strap gives itself may hold its serial number.
2. A run is a Procedure; every figure of its parts and every rating is an Observation of it. Which
   part it was, `before`, `during`, `after` or `whole`, is told by an extension of ours.
3. The bundle is R4 (4.0.1): a test holds it to the elements of R4. Before it is handed out it is
   validated as R4B (4.3.0), since the validator knows no R4; what R4B changed are other resources
   (hl7.org/fhir/R4B/r4b-explanation.html). Structure and types are checked, not terminology.
4. The same records give the same bytes.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from gettext import gettext as _
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from biofeedback.store.answers import DAY
from biofeedback.store.exchange import fhir_codes as codes
from biofeedback.store.models import RUNNING, Peg, Person, Rating, Run

Figures = Mapping[tuple[str, str], float]
"""(part, name) -> value; see `biofeedback.store.runs.figures_of`."""
Resource = dict[str, Any]
Entry = tuple[str, Resource]
"""The URL by which other resources know it, and what it is."""

_OURS = uuid5(NAMESPACE_URL, "urn:biofeedback")
_DECIMALS = 6
_FRAME = {"resourceType": "Bundle", "type": "collection"}
_AT_ONCE = 100
"""Entries that are validated together: models take ten times the room of the text."""
_STATUS = {RUNNING: "in-progress", "completed": "completed", "imported": "unknown"}
_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_UNKNOWN = {"extension": [{"url": _ABSENT, "valueCode": "unknown"}]}
_SCORE = {"unit": "0-10", "system": codes.UCUM, "code": "{score}"}


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What is told of one run.

    Attributes
    ----------
    run : Run
        Its session, times and strap.
    figures : Figures
        What was measured; a figure that is no finite number is left out.
    ratings : sequence of Rating
        What the person answered before and after.
    spans : mapping of str to (float, float)
        Part -> its first and last second on the run's clock. A part without stands for all of it.
    """

    run: Run
    figures: Figures
    ratings: Sequence[Rating] = ()
    spans: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def bundle(
    run: Run,
    figures: Figures,
    ratings: Sequence[Rating],
    person: Person | None = None,
    with_alias: bool = False,
    spans: Mapping[str, tuple[float, float]] | None = None,
) -> str:
    """Return one run as a FHIR bundle, JSON text; see `RunFacts` for the parameters.

    Raises
    ------
    ValueError
        When it does not validate, which is a fault of ours.
    """
    patient = _patient(person, run.uid, with_alias)
    facts = RunFacts(run, figures, ratings, spans or {})
    return _text([patient, *_run(facts, patient[0])])


def person_bundle(
    person: Person,
    runs: Iterable[RunFacts],
    answers: Iterable[Rating | Peg] = (),
    with_alias: bool = False,
) -> str:
    """Return a person's runs, and what they answered besides, as a FHIR bundle, JSON text.

    Raises
    ------
    ValueError
        When it does not validate, which is a fault of ours.
    """
    patient = _patient(person, person.uid, with_alias)
    entries = [patient]
    for facts in runs:
        entries += _run(facts, patient[0])
    about = {"subject": _reference(patient[0])}
    for answer in answers:
        if isinstance(answer, Peg):
            entries.append(_peg(answer, person.uid, about))
        else:
            entries.append(_rating(answer, person.uid, about))
    return _text(entries)


def validate(told: Mapping[str, Any]) -> None:
    """Check a bundle against the models of R4B.

    Raises
    ------
    ValueError
        With all that is wrong.
    """
    from fhir.resources.R4B.bundle import Bundle  # takes a third of a second

    Bundle.model_validate(told)


def _text(entries: Iterable[Entry]) -> str:
    """Write the bundle, an entry a line."""
    unique = dict(entries)  # several runs may share a strap
    told = [{"fullUrl": url, "resource": resource} for url, resource in unique.items()]
    for i in range(0, len(told), _AT_ONCE):
        validate(_FRAME | {"entry": told[i : i + _AT_ONCE]})
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in told)
    head = json.dumps(_FRAME).removesuffix("}")
    return f'{head}, "entry": [\n{lines}\n]}}\n'


def _patient(person: Person | None, uid: str, with_alias: bool) -> Entry:
    patient: Resource = {"resourceType": "Patient"}
    if person is not None:
        patient["identifier"] = [{"system": codes.PERSON, "value": person.uid}]
        if with_alias:
            patient["name"] = [{"use": "nickname", "text": person.alias}]
        if person.birth_year is not None:
            patient["birthDate"] = f"{person.birth_year:04d}"
    return _url("person", uid), patient


def _run(facts: RunFacts, patient: str) -> Iterator[Entry]:
    run = facts.run
    session = _url("run", run.uid)
    about: Resource = {"subject": _reference(patient), "partOf": [_reference(session)]}
    procedure = _procedure(run, patient)
    measured = about
    if run.device_name or run.device_model:
        url, device = _device(run)
        yield url, device
        procedure["usedReference"] = [_reference(url)]
        measured = about | {"device": _reference(url)}
    yield session, procedure
    for (part, name), value in sorted(facts.figures.items()):
        if math.isfinite(value):
            first_s, last_s = facts.spans.get(part, (0.0, run.duration_s))
            when = _period(run, first_s, last_s)
            lived = {"effectivePeriod": when} if when else {"_effectiveDateTime": _UNKNOWN}
            yield _figure(run, part, name, value, measured | lived)
    for rating in facts.ratings:
        yield _rating(rating, run.uid, about)


def _device(run: Run) -> Entry:
    device: Resource = {"resourceType": "Device"}
    if run.device_name:
        device["deviceName"] = [{"name": run.device_name, "type": "user-friendly-name"}]
    if run.device_model:
        device["modelNumber"] = run.device_model
    if run.device_firmware:
        device["version"] = [{"type": {"text": "firmware"}, "value": run.device_firmware}]
    return _url("device", run.device_name, run.device_model, run.device_firmware), device


def _procedure(run: Run, patient: str) -> Resource:
    code: Resource = {"text": run.title or run.session or _("A recording")}
    if run.session:
        code["coding"] = [{"system": codes.SESSION, "code": run.session}]
    procedure: Resource = {
        "resourceType": "Procedure",
        "status": _STATUS.get(run.finish, "stopped"),
        "code": code,
        "subject": _reference(patient),
    }
    when = _period(run, 0.0, run.duration_s)
    return procedure | {"performedPeriod": when} if when else procedure


def _figure(run: Run, part: str, name: str, value: float, about: Resource) -> Entry:
    figure = codes.figure(name)
    quantity: Resource = {"value": round(value, _DECIMALS)}
    if figure.ucum:
        quantity |= {"unit": figure.unit, "system": codes.UCUM, "code": figure.ucum}
    observation = _observation(figure.coding, figure.title, figure.category, quantity)
    method = "; ".join(filter(None, (figure.source, run.program)))
    told = (
        {"method": {"text": method}} if method else {}
    )  # of other programs' files little is known
    observation |= about | told | {"extension": _part(part)}
    return _url("figure", run.uid, part, name), observation


def _rating(rating: Rating, uid: str, about: Resource) -> Entry:
    quantity = {"value": rating.value} | _SCORE
    coding, text = codes.scale(rating.scale)
    observation = _observation(coding, text, codes.SURVEY, quantity)
    of_day = rating.moment == DAY
    when = rating.at_utc.date().isoformat() if of_day else _instant(rating.at_utc)
    observation |= about | {"effectiveDateTime": when, "extension": _part(rating.moment)}
    return _url("rating", uid, rating.moment, rating.scale, when), observation


def _peg(peg: Peg, uid: str, about: Resource) -> Entry:
    items = {name: getattr(peg, name) for name in codes.PEG_ITEMS}
    quantity = {"value": round(sum(items.values()) / len(items), _DECIMALS)} | _SCORE
    observation = _observation(codes.PEG_MEAN, "PEG", codes.SURVEY, quantity)
    observation |= about | {"effectiveDateTime": peg.day.isoformat()}
    observation["component"] = [
        {
            "code": {"coding": [coding], "text": _(text)},
            "valueQuantity": {"value": items[name]} | _SCORE,
        }
        for name, (coding, text) in codes.PEG_ITEMS.items()
    ]
    return _url("peg", uid, peg.day.isoformat()), observation


def _observation(
    coding: Mapping[str, str], text: str, category: str, quantity: Resource
) -> Resource:
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{"system": codes.CATEGORIES, "code": category}]}],
        "code": {"coding": [coding], "text": text},
        "valueQuantity": quantity,
    }


def _part(part: str) -> list[Resource]:
    return [{"url": codes.PART, "valueCode": part}]


def _period(run: Run, first_s: float, last_s: float) -> Resource | None:
    """Return when it was, on the clock on the person's wall; None when no clock told."""
    if run.start_utc is None:
        return None
    start, minutes = run.start_utc, round(run.utc_offset_s / 60)  # FHIR's offsets are whole minutes
    zone = timezone(timedelta(minutes=minutes))
    return {
        name: _instant((start + timedelta(seconds=t_s)).astimezone(zone))
        for name, t_s in (("start", first_s), ("end", last_s))
    }


def _instant(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds")


def _reference(url: str) -> dict[str, str]:
    return {"reference": url}


def _url(kind: str, *key: str) -> str:
    return uuid5(_OURS, "\0".join((kind, *key))).urn
