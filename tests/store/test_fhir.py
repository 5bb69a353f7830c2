"""What goes into a FHIR bundle comes out of it, by the models of another package.

R4's elements are those of hl7.org/fhir/R4/{bundle,patient,device,procedure,observation}.html.
"""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from math import inf, nan

import pytest
from fhir.resources.R4B.bundle import Bundle

from biofeedback.hrv.index import BY_NAME
from biofeedback.store.answers import SCALES
from biofeedback.store.exchange import fhir, fhir_codes
from biofeedback.store.exchange.fhir import RunFacts, bundle, person_bundle, validate
from biofeedback.store.models import Peg, Person, Rating, Run

START = datetime(2026, 5, 31, 18, 30, tzinfo=UTC)
LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"

GONE = object()

# UCUM: units of ucum.org/ucum, with their prefixes and powers as it writes them.
UCUM_UNITS = {"/min", "ms", "ms2", "/s2", "%", "deg", "1", "{score}"}

# hl7.org/fhir/R4/valueset-event-status.html, -observation-status.html, -device-nametype.html
R4_CODES = {
    ("Procedure", "status"): {
        "preparation",
        "in-progress",
        "not-done",
        "on-hold",
        "stopped",
        "completed",
        "entered-in-error",
        "unknown",
    },
    ("Observation", "status"): {
        "registered",
        "preliminary",
        "final",
        "amended",
        "corrected",
        "cancelled",
        "entered-in-error",
        "unknown",
    },
}
R4_ELEMENTS = {
    "Patient": "identifier active name telecom gender birthDate deceased address maritalStatus "
    "multipleBirth photo contact communication generalPractitioner managingOrganization link",
    "Device": "identifier definition udiCarrier status statusReason distinctIdentifier "
    "manufacturer manufactureDate expirationDate lotNumber serialNumber deviceName modelNumber "
    "partNumber type specialization version property patient owner contact location url note "
    "safety parent",
    "Procedure": "identifier instantiatesCanonical instantiatesUri basedOn partOf status "
    "statusReason category code subject encounter performedDateTime performedPeriod recorder "
    "asserter performer location reasonCode reasonReference bodySite outcome report complication "
    "complicationDetail followUp note focalDevice usedReference usedCode",
    "Observation": "identifier basedOn partOf status category code subject focus encounter "
    "effectiveDateTime _effectiveDateTime effectivePeriod issued performer valueQuantity "
    "dataAbsentReason interpretation note bodySite method specimen device referenceRange "
    "hasMember derivedFrom component",
}

FIGURES = {
    ("before", "heart_rate_bpm"): 71.25,
    ("during", "heart_rate_bpm"): 64.5,
    ("during", "sdnn_ms"): 88.0123456789,
    ("during", "rmssd_ms"): 61.5,
    ("whole", "breathing_rate_per_min"): 6.02,
    ("whole", "artifact_pct"): 1.5,
    ("whole", "score"): 61.0,
    ("whole", "something_new"): 3.0,
}


def a_person(**fields):
    return Person(uid="5f0c", alias="Linden", name="Ada Lovelace", created_utc=START, **fields)


def a_run(**fields):
    wanted = {
        "uid": "77aa",
        "person_id": 1,
        "session": "paced-6-20min",
        "title": "Six breaths a minute",
        "program": "biofeedback 0.6",
        "start_utc": START,
        "utc_offset_s": 7200,
        "finish": "completed",
        "duration_s": 1200.0,
        "device_name": "Polar H10",
        "device_address": "A0:9E:1A:00:00:01",
        "device_model": "H10",
        "device_firmware": "5.0.0",
        "notes": "told me of his daughter",
    }
    return Run(**wanted | fields)


def ratings():
    return [
        Rating(person_id=1, run_id=1, at_utc=START, moment=moment, scale=scale, value=value)
        for moment, scale, value in (
            ("before", "pain", 6),
            ("after", "pain", 4),
            ("after", "tension", 0),
        )
    ]


def resources(told, kind):
    entries = [entry.resource for entry in Bundle.model_validate_json(told).entry]
    return [entry for entry in entries if entry.get_resource_type() == kind]


def codes_of(observation):
    [coding] = observation.code.coding
    return coding.system, coding.code


def part_of(observation):
    [extension] = observation.extension
    return extension.valueCode


def test_figures_read_back_as_they_were_put_in():
    told = bundle(a_run(), FIGURES | {("after", "rmssd_ms"): nan, ("after", "rsa_ms"): inf}, [])
    found = {
        (part_of(one), codes_of(one)): (float(one.valueQuantity.value), one.valueQuantity.code)
        for one in resources(told, "Observation")
    }
    index = "urn:biofeedback:index"
    assert found == {
        ("before", (LOINC, "8867-4")): (71.25, "/min"),
        ("during", (LOINC, "8867-4")): (64.5, "/min"),
        ("during", (LOINC, "80404-7")): (88.012346, "ms"),
        ("during", (index, "rmssd_ms")): (61.5, "ms"),
        ("whole", (LOINC, "9279-1")): (6.02, "/min"),
        ("whole", (index, "artifact_pct")): (1.5, "%"),
        ("whole", (index, "score")): (61.0, "{score}"),
        ("whole", (index, "something_new")): (3.0, None),
    }


def test_ratings_read_back_as_they_were_put_in():
    found = [
        (part_of(one), codes_of(one), int(one.valueQuantity.value), one.valueQuantity.code)
        for one in resources(bundle(a_run(), {}, ratings()), "Observation")
    ]
    assert found == [
        ("before", (LOINC, "72514-3"), 6, "{score}"),
        ("after", (LOINC, "72514-3"), 4, "{score}"),
        ("after", ("urn:biofeedback:scale", "tension"), 0, "{score}"),
    ]


def test_a_run_is_a_procedure_with_its_strap():
    told = bundle(a_run(), FIGURES, ratings(), a_person(birth_year=1980))
    [patient], [device], [session] = (
        resources(told, kind) for kind in ("Patient", "Device", "Procedure")
    )
    assert json.loads(told)["entry"][0]["resource"]["birthDate"] == "1980"
    assert patient.identifier[0].value == "5f0c"
    assert device.deviceName[0].name == "Polar H10"
    assert (device.modelNumber, device.version[0].value) == ("H10", "5.0.0")
    assert session.status == "completed"
    assert session.code.coding[0].code == "paced-6-20min"
    assert session.performedPeriod.start == START
    assert (session.performedPeriod.end - START).total_seconds() == 1200
    assert "2026-05-31T20:30:00.000+02:00" in told  # on the clock on the wall


def test_every_reference_leads_to_a_resource_of_the_bundle():
    told = json.loads(bundle(a_run(), FIGURES, ratings(), a_person()))
    urls = [entry["fullUrl"] for entry in told["entry"]]
    assert len(set(urls)) == len(urls)
    text = json.dumps(told)
    found = {part.split('"')[0] for part in text.split('"reference": "')[1:]}
    assert found
    assert found <= set(urls)


def test_a_part_has_its_own_time():
    told = bundle(a_run(), FIGURES, [], spans={"before": (0.0, 120.0), "during": (120.0, 1080.0)})
    when = {
        part_of(one): (one.effectivePeriod.start - START).total_seconds()
        for one in resources(told, "Observation")
    }
    assert when == {"before": 0.0, "during": 120.0, "whole": 0.0}
    [end] = {
        (one.effectivePeriod.end - START).total_seconds()
        for one in resources(told, "Observation")
        if part_of(one) == "during"
    }
    assert end == 1080.0


def test_a_recording_without_a_clock_says_that_its_time_is_unknown():
    told = bundle(a_run(start_utc=None, finish="imported", session=""), FIGURES, [])
    [session] = resources(told, "Procedure")
    assert (session.performedPeriod, session.status) == (None, "unknown")
    first = resources(told, "Observation")[0]
    assert first.effectiveDateTime__ext.extension[0].valueCode == "unknown"
    assert first.effectivePeriod is None


def test_nobody_is_named_unless_asked_for():
    told = bundle(a_run(), FIGURES, ratings(), a_person(notes="a nurse"))
    for secret in ("Linden", "Lovelace", "nurse", "daughter", "A0:9E"):
        assert secret not in told
    named = bundle(a_run(), FIGURES, ratings(), a_person(), with_alias=True)
    assert resources(named, "Patient")[0].name[0].text == "Linden"
    assert "Lovelace" not in named
    assert resources(bundle(a_run(), {}, []), "Patient")[0].identifier is None


def test_all_runs_and_answers_of_a_person_share_patient_and_strap():
    runs = [RunFacts(a_run(uid=uid), FIGURES, ratings()) for uid in ("a", "b")]
    peg = Peg(person_id=1, day=date(2026, 5, 31), pain=7, enjoyment=5, activity=4)
    noon = datetime(2026, 5, 31, 12, tzinfo=UTC)
    of_day = Rating(person_id=1, at_utc=noon, moment="day", scale="mood", value=8)
    told = person_bundle(a_person(), runs, [of_day, peg])
    kinds = {kind: len(resources(told, kind)) for kind in ("Patient", "Device", "Procedure")}
    assert kinds == {"Patient": 1, "Device": 1, "Procedure": 2}
    observations = resources(told, "Observation")
    assert len(observations) == 2 * (len(FIGURES) + len(ratings())) + 2
    *_, mood, mean = observations
    assert json.loads(told)["entry"][-2]["resource"]["effectiveDateTime"] == "2026-05-31"
    assert (codes_of(mood)[1], mood.valueQuantity.value) == ("mood", 8)
    assert codes_of(mean) == (LOINC, "91147-9")
    assert float(mean.valueQuantity.value) == 5.333333  # (7 + 5 + 4) / 3
    items = {one.code.coding[0].code: int(one.valueQuantity.value) for one in mean.component}
    assert items == {"75893-8": 7, "91145-3": 5, "91146-1": 4}


def test_every_index_and_scale_has_a_unit_of_ucum_and_a_name():
    every = {("during", name): 1.0 for name in BY_NAME}
    answers = [
        Rating(person_id=1, at_utc=START, moment="after", scale=scale, value=1) for scale in SCALES
    ]
    found = resources(bundle(a_run(), every, answers), "Observation")
    assert len(found) == len(BY_NAME) + len(SCALES)
    for one in found:
        assert one.valueQuantity.code in UCUM_UNITS
        assert one.valueQuantity.system == UCUM
        assert one.code.text
    loinc = sorted(code for system, code in map(codes_of, found) if system == LOINC)
    print(f"{len(found)} observations, LOINC: {', '.join(loinc)}")
    assert loinc == ["72514-3", "80404-7", "8867-4", "9279-1"]


@pytest.mark.parametrize("finish", ["running", "interrupted", "imported", "completed", "stopped"])
def test_the_bundle_keeps_to_the_elements_and_codes_of_r4(finish):
    told = json.loads(
        person_bundle(
            a_person(birth_year=1980),
            [RunFacts(a_run(finish=finish), FIGURES, ratings()), RunFacts(a_run(uid="b"), {})],
            [Peg(person_id=1, day=date(2026, 5, 31), pain=7, enjoyment=5, activity=4)],
            with_alias=True,
        )
    )
    for entry in told["entry"]:
        resource = entry["resource"]
        kind = resource["resourceType"]
        known = set(R4_ELEMENTS[kind].split()) | {"resourceType", "extension"}
        assert set(resource) <= known
        for (of_kind, element), codes in R4_CODES.items():
            assert of_kind != kind or resource[element] in codes


@pytest.mark.parametrize(
    ("kind", "element", "broken"),
    [
        ("Observation", "code", {"coding": [{"system": LOINC, "code": " 8867-4"}]}),
        ("Observation", "code", {"coding": [{"system": LOINC, "code": 8867}]}),
        ("Observation", "valueQuantity", {"value": "many", "code": "/min"}),
        ("Observation", "effectivePeriod", {"start": "2026-05-31 18:30"}),
        ("Observation", "valueString", "a second value"),
        ("Procedure", "subject", GONE),
        ("Device", "deviceName", [{"name": "Polar H10"}]),
        ("Patient", "shoe_size", 42),
    ],
)
def test_what_is_broken_does_not_validate(kind, element, broken):
    told = json.loads(bundle(a_run(), FIGURES, ratings(), a_person()))
    validate(told)
    at = next(e["resource"] for e in told["entry"] if e["resource"]["resourceType"] == kind)
    if broken is GONE:
        del at[element]
    else:
        at[element] = broken
    with pytest.raises(ValueError, match=element):
        validate(told)


def test_nothing_that_does_not_validate_is_handed_out(monkeypatch):
    monkeypatch.setitem(fhir_codes._FIGURES, "sdnn_ms", {"system": LOINC, "code": " 80404-7"})
    with pytest.raises(ValueError, match=r"coding\.0\.code"):
        bundle(a_run(), FIGURES, [])


def test_the_same_records_give_the_same_bytes():
    told = bundle(a_run(), FIGURES, ratings(), a_person())
    assert told == bundle(a_run(), dict(reversed(FIGURES.items())), ratings(), a_person())


def test_the_validator_is_loaded_only_when_a_bundle_is_made():
    code = f"import {fhir.__name__}, sys; print('fhir.resources' in sys.modules)"
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
