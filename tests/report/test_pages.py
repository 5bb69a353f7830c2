"""Reports as a browser and a PDF reader show them; their figures against other ways to them."""

import io
import math
import re
from dataclasses import replace

import numpy as np
import pytest
from pypdf import PdfReader

from biofeedback.live import wishes
from biofeedback.live.archive import Recipe, analyze_file
from biofeedback.locale import speak
from biofeedback.report.chart import Chart
from biofeedback.report.lived import of_recording
from biofeedback.report.page import Reading
from biofeedback.report.pdf import pdf
from biofeedback.report.person_page import opened_person, person_page
from biofeedback.report.rhythm import unspoiled
from biofeedback.report.run_page import run_page
from devices.importers import open_any
from devices.recording import Header, Recording
from devices.records import RR_MS, DeviceInfo, Marker, Notification
from devices.rr_list import encode_rr_ms
from sessions.load import find_session
from tests.live.runs import SHORT, live
from tests.report import weeks_made
from tests.report.browser import A4, PHONE
from tests.report.made import START, lived_of, opened_of, recorded

PROGRAM = "biofeedback 0.1.0"
EVIL = '<script>document.title = "gone"</script> & <b>Anna</b>'
ANY_SCRIPT = "Ωλγα Ольга אולגה أولغا オルガ 🫀\x00\x07‮"
NOTHING = "\N{EN DASH}"
PICTURES = {
    Reading.PATIENT: "Your heart and your breath",
    Reading.PROFESSIONAL: "Heart rate and breath",
}


def written(opened, reading=Reading.PROFESSIONAL, language="en"):
    return run_page(opened, reading, speak(language), PROGRAM)


def text_of(page):
    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf(page))).pages)


def numbers(text):
    return re.findall(r"\d+(?:[.,]\d+)?", text)


# Figures


def test_the_figures_of_a_run_are_those_of_its_beats(run, seen):
    page = written(opened_of(run, "short"))
    [head, *rows] = seen(page).tables["By part of the run"]
    assert head[2:] == ["Before", "During", "After"]
    shown = {(row[0], row[1]): row[3] for row in rows}
    start_s = run.start_s
    inside = (run.beats.t_s > start_s + 60) & (run.beats.t_s <= start_s + 180) & run.beats.valid
    nn_ms = run.beats.rr_ms[inside]
    rmssd_ms = math.sqrt(np.mean(np.diff(nn_ms) ** 2))
    assert shown["Heart rate", "beats/min"] == f"{60_000 / nn_ms.mean():.1f}"
    assert shown["SDNN", "ms"] == f"{nn_ms.std(ddof=1):.1f}"
    assert shown["RMSSD", "ms"] == f"{rmssd_ms:.1f}"
    print(f"RMSSD {rmssd_ms:.1f} ms, SDNN {nn_ms.std(ddof=1):.1f} ms, {nn_ms.size} beats")


def test_the_figures_of_a_real_recording_are_those_of_analyze(shared, seen, tmp_path):
    path = shared / "data/rr_rest_and_noisy/rest_rri.txt"
    [row] = analyze_file(path, Recipe()).rows
    opened = opened_of(recorded(open_any(path)), rated=(), title="Rest")
    page = written(opened)
    shown = seen(page)
    [head, *rows] = shown.tables["By part of the run"]
    assert head[2:] == ["Whole run"]
    values = {tuple(cells[:2]): cells[2] for cells in rows}
    analyzed = row.analysis.values
    for key, name, digits in (
        (("Heart rate", "beats/min"), "heart_rate_bpm", 1),
        (("RMSSD", "ms"), "rmssd_ms", 1),
        (("SDNN", "ms"), "sdnn_ms", 1),
        (("pNN50", "%"), "pnn50_pct", 1),
        (("HF power", "ms²"), "hf_power_ms2", 0),
        (("LF/HF", ""), "lf_hf", 2),
    ):
        assert values[key] == f"{analyzed[name]:.{digits}f}"
    assert shown.facts["Artifacts"] == f"{row.analysis.quality.artifact_pct:.1f} %"
    assert "doi:10.1161/01.CIR.93.5.1043" in shown.text
    assert all(number in text_of(page) for number in values.values())
    assert f"your heart beat {analyzed['heart_rate_bpm']:.0f} times a minute" in shown.text
    print({key[0]: value for key, value in values.items()})


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("reading", Reading)
def test_web_page_and_pdf_say_the_same(run, seen, reading, language):
    page = written(opened_of(run, "short", notes="Slept badly."), reading, language)
    shown, printed = seen(page), text_of(page)
    assert shown.language == language
    assert PdfReader(io.BytesIO(pdf(page))).trailer["/Root"]["/Lang"] == language
    assert set(numbers(shown.text)) <= set(numbers(printed))
    assert all(heading in printed for _level, heading in shown.headings)
    assert "Slept badly." in shown.text
    assert "Slept badly." in printed


def test_a_german_report_is_german(run, seen):
    page = written(opened_of(run, "short"), Reading.PROFESSIONAL, "de")
    told = seen(page).text
    assert "Mit jedem geführten Atemzug" in told
    assert "14. März 2026, 8:20 Uhr" in told
    assert not re.search(r"\b(the|and|with|beats|Heart|Figures)\b", told.split("Wo die Werte")[0])
    [_head, *rows] = seen(page).tables["Nach Abschnitten"]
    assert re.fullmatch(r"\d+,\d", {row[0]: row[3] for row in rows}["RMSSD"])


@pytest.mark.parametrize("reading", Reading)
def test_an_irregular_heart_has_no_figures_that_it_spoils(run, reading):
    opened = opened_of(run, "short")
    spoiled = replace(opened, is_irregular=True, figures=unspoiled(opened.figures))
    before, now = (
        [part.title for part in written(each, reading).sections] for each in (opened, spoiled)
    )
    told = text_of(written(spoiled, reading))
    assert "too irregular to draw" in told
    assert "RMSSD" not in told
    assert "rose and fell" not in told
    assert "Rise and fall" not in told
    assert "Heart rate" in told
    assert set(before) - set(now) == {PICTURES[reading]}


def test_power_in_fixed_bands_is_not_shown_for_slow_breathing(run):
    figures = {(part, "hf_power_ms2"): 100.0 for part in ("before", "during", "after")}
    opened = opened_of(run, "short")
    page = written(replace(opened, figures=figures))
    [table] = next(section.blocks for section in page.sections if section.title == "Figures")
    assert table.rows == (("HF power", "ms²", "100", NOTHING, "100"),)
    assert "free breathing only" in table.note


# In the browser


@pytest.mark.parametrize("width", [PHONE, A4])
@pytest.mark.parametrize("reading", Reading)
def test_it_stands_alone_and_fits(run, seen, reading, width):
    opened = opened_of(run, "short", alias="Maximiliane-Friederike von der Ahrenshorst" * 2)
    shown = seen(written(opened, reading, "de"), width)
    assert (shown.said, shown.asked_for) == ([], [])
    assert shown.fits
    assert [level for level, _text in shown.headings] == ["h1"] + ["h2"] * (len(shown.headings) - 1)
    assert shown.unnamed == 0
    assert "script" not in shown.elements


def test_what_a_person_typed_is_text(run, seen):
    shown = seen(written(opened_of(run, "short", alias=EVIL, notes=EVIL)))
    assert EVIL in shown.who
    assert EVIL in shown.text.split("Notes")[1]
    assert not {"script", "b"} & set(shown.elements)
    assert shown.title.endswith(f"{EVIL} · 14 March 2026, 8:20")
    assert (shown.said, shown.asked_for) == ([], [])


def test_a_patient_gets_one_sheet(run_virtual):
    session = find_session("paced-6-20min")
    run = opened_of(lived_of(run_virtual(live(session))), session.name, notes="Slept badly.\n" * 2)
    for language in ("en", "de"):
        page = written(run, Reading.PATIENT, language)
        assert len(PdfReader(io.BytesIO(pdf(page))).pages) == 1


def test_a_patient_gets_few_figures(run, seen):
    page = written(opened_of(run, "short"), Reading.PATIENT)
    facts = seen(page).facts
    assert list(facts) == ["Time for yourself", "Heart rate", "Rise and fall with the breath"]
    assert "RMSSD" not in seen(page).text


# Odd runs


@pytest.fixture
def unmeasured():
    """A session that was led without a strap."""
    records = (Marker(0.0, wishes.START), Marker(200.5, "completed"))
    header = Header(DeviceInfo(""), START, PROGRAM, "short")
    return of_recording(Recording(header, records), SHORT)


@pytest.fixture
def three_beats():
    """Three intervals, and nothing else."""
    header = Header(DeviceInfo("Polar H10"), START, PROGRAM)
    records = (Notification(3.0, RR_MS, encode_rr_ms([1000.0, 900.0, 1100.0])),)
    return recorded(Recording(header, records))


@pytest.mark.parametrize("reading", Reading)
def test_a_run_without_heartbeats(unmeasured, seen, reading):
    page = written(opened_of(unmeasured, "short", rated=()), reading)
    shown = seen(page, PHONE)
    assert (shown.said, shown.asked_for) == ([], [])
    assert "Nothing was measured. Your minutes of calm count all the same." in shown.text
    assert "3 minutes" in shown.text
    assert "figure" not in shown.elements
    assert "Nothing was measured." in text_of(page)


@pytest.mark.parametrize("reading", Reading)
def test_a_run_of_three_beats(three_beats, seen, reading):
    page = written(opened_of(three_beats, title="Three", rated=()), reading)
    shown = seen(page, PHONE)
    assert (shown.said, shown.asked_for) == ([], [])
    assert "Too few heartbeats" in shown.text
    assert "between 55 and 67 beats a minute" in shown.text
    assert "RMSSD" not in shown.text
    assert "Too few heartbeats" in text_of(page)


def test_a_gap_is_told_and_left_open(run_virtual, seen):
    run = lived_of(run_virtual(live(SHORT, contact_loss=((100.0, 140.0),))))
    page = written(opened_of(run, "short"))
    gap_s = float(seen(page).facts["Longest gap"].removesuffix(" s"))
    assert gap_s == pytest.approx(40, abs=3)
    [[panel]] = [b.panels for s in page.sections for b in s.blocks if isinstance(b, Chart)]
    [[before, after]] = [line.pieces for line in panel.lines]
    assert 60 * (after[0][0] - before[-1][0]) == pytest.approx(gap_s, abs=1.5)


@pytest.mark.parametrize("reading", Reading)
def test_any_script_is_written(run, seen, reading):
    page = written(opened_of(run, "short", alias=ANY_SCRIPT, notes=ANY_SCRIPT), reading)
    assert "Ольга" in seen(page).text
    assert "Ольга" in text_of(page)


def test_an_assessment_shows_its_table(run_virtual, seen):
    session = find_session("resonance-stepped")
    opened = opened_of(lived_of(run_virtual(live(session))), session.name)
    page = written(opened)
    [head, *rows] = seen(page).tables["Six criteria by breathing rate"]
    assert head[1:] == ["6.5/min", "6.0/min", "5.5/min", "5.0/min", "4.5/min"]
    best = {
        row[0]: [rate for rate, cell in zip(head, row, strict=True) if "*" in cell] for row in rows
    }
    for criterion, rates in opened.assessment.votes.items():
        assert best[criterion.label] == [f"{rate:.1f}/min" for rate in rates]
    told = f"{opened.assessment.own.rate_per_min:.1f} breaths a minute"
    assert told in seen(page).text
    assert told in text_of(page)


# A person


@pytest.mark.parametrize("width", [PHONE, A4])
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("reading", Reading)
def test_weeks_stand_alone_and_fit(anna, seen, reading, language, width):
    weeks_made.eight_weeks(*anna)
    spoken = speak(language)
    page = person_page(opened_person(*anna, weeks_made.TODAY, 8), reading, spoken, PROGRAM)
    shown, printed = seen(page, width), text_of(page)
    assert (shown.said, shown.asked_for) == ([], [])
    assert shown.fits
    assert shown.unnamed == 0
    assert set(numbers(shown.text)) <= set(numbers(printed))
    if reading is Reading.PATIENT:
        assert len(PdfReader(io.BytesIO(pdf(page))).pages) == 1


def test_the_weeks_of_a_person(anna, seen):
    weeks_made.eight_weeks(*anna)
    opened = opened_person(*anna, weeks_made.TODAY, 8)
    shown = seen(person_page(opened, Reading.PROFESSIONAL, speak("en"), PROGRAM))
    assert "Pain has come down clearly" in shown.text
    assert shown.facts == {"Sessions": "24", "Minutes a week": "36", "Done of the plan": "75 %"}
    [_head, *rows] = shown.tables["All weeks"]
    assert [row[0] for row in (rows[0], rows[-1])] == ["19 January 2026", "9 March 2026"]
    for week, row in enumerate(rows):
        given = [weeks_made.pain(week, session) for session in range(3)]
        half = 4.302653 * np.std(given, ddof=1) / math.sqrt(3)  # Student's t, 2 degrees, 97.5 %
        low, high = max(np.mean(given) - half, 0), min(np.mean(given) + half, 10)
        assert row[1] == f"{np.mean(given):.1f} ({low:.1f} to {high:.1f})"
        rmssd_ms = f"{weeks_made.RMSSD_MS + week:.0f}"
        assert row[3] == f"{rmssd_ms} ({rmssd_ms} to {rmssd_ms})"
        assert row[4:] == ["36", "3 / 4"]
    assert shown.tables["What assessments told"][1] == [
        "13 March 2026",
        "5.6",
        "5.3 to 5.9",
        "clear",
    ]
    assert "Worked on this week: nerves" in shown.text


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_person_without_runs(anna, seen, reading, language):
    spoken = speak(language)
    page = person_page(opened_person(*anna, weeks_made.TODAY, 8), reading, spoken, PROGRAM)
    hope = {
        "en": "Your first session will appear here.",
        "de": "Ihre erste Übung wird hier erscheinen.",
    }
    assert hope[language] in seen(page, PHONE).text
    assert hope[language] in text_of(page)
    assert not page.sections
