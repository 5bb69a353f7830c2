"""The report of a group: the figures on the page are those that three made-up people lived."""

import argparse
import io
import sqlite3
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from pypdf import PdfReader

from biofeedback.app.desk.group_lead import group_session
from biofeedback.cli import report
from biofeedback.hrv.artifacts import Verdict
from biofeedback.hrv.window import Beats, Series
from biofeedback.live import wishes
from biofeedback.live.engine import paced_breaths
from biofeedback.live.zone_time import ZoneTime
from biofeedback.locale import speak
from biofeedback.report.frame_table import COLUMNS, FrameTable
from biofeedback.report.group_facts import opened_group
from biofeedback.report.group_page import group_page
from biofeedback.report.keeper import Keeper
from biofeedback.report.keeping import GROUP, keep_lived
from biofeedback.report.lived import Lived
from biofeedback.report.pdf import pdf
from biofeedback.store import audit, runs
from biofeedback.store.database import Store
from biofeedback.store.errors import NotAllowed, NotInStore
from biofeedback.store.models import Rating, Run
from biofeedback.store.people import add_person
from biofeedback.store.recorder import Recorder
from biofeedback.store.roles import Role, User
from devices.recording import Header
from devices.records import DeviceInfo, Marker
from sessions.blocks import Block, Pacing
from sessions.pacer import LivePlan
from sessions.timeline import Session
from sessions.toml_file import Wording
from tests.live.runs import SHORT, live
from tests.report.browser import PHONE
from tests.report.made import START

NOTHING = "\N{EN DASH}"
OURS, THEIRS = "0a1b" * 8, "0a2b" * 8
SESSION = Session(
    "made",
    "Nine minutes",
    "A test.",
    ("nervous",),
    (
        Block("Rest", 120, "Rest."),
        Block("Paced", 300, "Breathe.", Pacing(6, 6)),
        Block("After", 120, "Rest."),
    ),
)
LENGTH_S = 540.0
BEFORE = [990.0, 1010.0] * 60  # 60 beats a minute, RMSSD 20 ms
LED = [1000.0] * 300
AFTER = [820.0, 780.0] * 75  # 75 beats a minute, RMSSD 40 ms


def scores(along, others, *, out=0):
    """Frames every 5 s: 60 of them are led; of these, the last `out` do not count."""
    t_s = np.arange(108) * 5 + 4.5
    led = np.flatnonzero((t_s > 120) & (t_s < 420))
    score, held = np.full(t_s.size, np.nan), np.zeros(t_s.size)
    score[led] = [80.0] * along + [50.0] * others + [10.0] * out
    if out:
        held[led[-out:]] = 1
    rows = {name: np.full(t_s.size, np.nan) for name in COLUMNS}
    return FrameTable({**rows, "t_s": t_s, "session_t_s": t_s, "score": score, "held": held})


def beats(rr_ms, artifacts=(), breathing=None):
    rr = np.array(rr_ms)
    valid = np.ones(rr.size, np.bool_)
    valid[list(artifacts)] = False
    seconds = np.arange(121.0, 421.0)
    sensed = {} if breathing is None else {"breathing_rate_per_min": breathing}
    return Beats(
        np.cumsum(rr) / 1000,
        rr,
        valid,
        np.zeros(rr.size, np.bool_),
        paced=paced_breaths(LivePlan(SESSION), 0.0),
        sensed={name: Series(seconds, np.full(300, rate)) for name, rate in sensed.items()},
    )


def keep(store, person, group, heart, frames, *, labels=(), notes="", rated=(), address="A0:9E"):
    header = Header(DeviceInfo("Strap", address), START, "test", SESSION.name)
    options = {"language": "en", **({GROUP: group} if group else {})}
    told = {"title": SESSION.title, "utc_offset_s": 3600, "options": options}
    run_id = runs.begin(store, person.id, header, **told)
    recorder = Recorder(store, run_id)
    for t_s, label in labels:
        recorder.write(Marker(t_s, label))
    recorder.close("completed", LENGTH_S)
    verdicts = [Verdict.GOOD if good else Verdict.ECTOPIC for good in heart.valid]
    keep_lived(store, run_id, Lived(LivePlan(SESSION), 0.0, heart, verdicts, frames))
    with store.session() as work:
        work.get_one(Run, run_id).notes = notes
        for scale, moment, value in rated:
            given = {"person_id": person.id, "run_id": run_id, "at_utc": START}
            work.add(Rating(**given, scale=scale, moment=moment, value=value))
    return run_id


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Two occasions and a run alone; the people of the first come in no order."""
    with Store(tmp_path_factory.mktemp("group") / "records.db", None) as store:
        carl, anna, berta, dora = (
            add_person(store, alias, START) for alias in ("Carl", "Anna", "berta", "Dora")
        )
        one_pacer = [(0.0, wishes.TOGETHER), (0.0, wishes.START), (185.2, "mark marker")]
        lost = BEFORE + LED[:285]  # his strap is gone after 405 of 540 seconds
        keep(store, carl, OURS, beats(lost), scores(20, 30, out=10), labels=one_pacer)
        keep(
            store,
            anna,
            OURS,
            beats([*BEFORE, *LED, *AFTER], range(200, 227), 5.9),
            scores(48, 12),
            labels=[*one_pacer, (200.0, "mark note"), (365.0, "pause"), (415.0, "resume")],
            notes="3:20 talked\nSat by the window.",
            rated=[("pain", "before", 6), ("pain", "after", 4), ("tension", "before", 7)],
        )
        nothing = scores(0, 0, out=60)
        nothing["score"][:] = np.nan
        keep(store, berta, OURS, beats([]), nothing, labels=one_pacer, address="")
        keep(store, anna, THEIRS, beats([*BEFORE, *LED]), scores(60, 0))
        keep(store, dora, THEIRS, beats([*BEFORE, *LED]), scores(60, 0))
        keep(store, dora, "", beats(AFTER), scores(60, 0))
        yield store


def written(store, key=OURS, language="en"):
    return group_page(opened_group(store, key), speak(language), "biofeedback 1")


def text_of(page):
    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf(page))).pages)


DURING = [
    # 48 along of 60, of which the last ten are her own rest: 48 of 50; 27 of 570 are artifacts
    ["Anna", "9", "96", "95", "4.7", "5.9", "6.0"],
    ["berta", "9", NOTHING, NOTHING, NOTHING, NOTHING, "6.0"],
    ["Carl", "9", "40", "75", "0.0", NOTHING, "6.0"],
]
CHANGED = [
    ["Anna", "60.0 → 75.0", "20.0 → 40.0", "6 → 4", f"7 → {NOTHING}"],
    ["berta", *[NOTHING] * 4],
    ["Carl", f"60.0 → {NOTHING}", f"20.0 → {NOTHING}", NOTHING, NOTHING],
]


def test_the_figures_on_the_page_are_those_of_the_people(store, seen):
    shown = seen(written(store), PHONE)
    assert shown.facts == {
        "People": "3",
        "Duration": "9 minutes",
        "Pace": "one for all",
        "In their own zone": "68 %",  # (96 + 40) / 2
        "Good signal": "85 %",  # (95 + 75) / 2
    }
    assert shown.tables["During the session"][1:] == DURING
    assert shown.tables["Before and after the led breath"][1:] == CHANGED
    assert shown.tables["Marked and noted"][1:] == [
        ["All", "marked (3:05)"],
        ["Anna", "talked (3:20); rests (6:05); goes on (6:55); Sat by the window."],
    ]
    assert shown.title == f"Nine minutes {NOTHING} Group · 14 March 2026, 8:20"
    assert "Time for calm, together: 3 people, 9 minutes." in shown.text
    assert "Dora" not in shown.text
    assert OURS in shown.text
    assert (shown.said, shown.asked_for, shown.unnamed) == ([], [], 0)
    assert shown.fits


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_pdf_holds_the_same_figures(store, language):
    page = written(store, language=language)
    printed = text_of(page)
    cells = [cell for row in (*DURING, *CHANGED) for cell in row]
    for cell in cells:
        assert (cell.replace(".", ",") if language == "de" else cell) in printed
    assert "68 %" in printed.replace("\N{NO-BREAK SPACE}", " ")
    assert len(PdfReader(io.BytesIO(pdf(page))).pages) == 1
    if language == "de":
        assert "14. März 2026, 8:20 Uhr" in printed


def test_another_occasion_is_another_report(store):
    theirs = opened_group(store, "0A2B0A")
    assert [member.alias for member in theirs.members] == ["Anna", "Dora"]
    assert (theirs.same_pace, theirs.zone_share) == (False, 1.0)
    assert "each their own" in text_of(written(store, THEIRS))
    assert opened_group(store, "last") == theirs  # both began at one time; theirs was kept later
    assert opened_group(store, "2").uid == OURS  # by one of its runs
    for key in ("0a2b0", "", "6", "999999", "ffffff"):  # too short; a run alone; none
        with pytest.raises(NotInStore):
            opened_group(store, key)


def test_it_is_written_from_the_command_line(store, tmp_path, capsys):
    parser = argparse.ArgumentParser()
    report.add_commands(parser.add_subparsers())
    place, out = tmp_path / "copy.db", tmp_path / "group.html"
    with sqlite3.connect(store.place) as kept, sqlite3.connect(place) as copy:
        kept.backup(copy)
    typed = ["-o", str(out), "--store", str(place), "--plain"]
    arguments = parser.parse_args(["report", "--group", OURS[:6], *typed])
    arguments.perform(arguments)
    assert "3 people, 9 minutes" in out.read_text(encoding="utf-8")
    assert "not encrypted" in capsys.readouterr().err
    for wrong in ([], ["last", "--group", "last"]):  # of nothing, of two things
        with pytest.raises(SystemExit):
            parser.parse_args(["report", *wrong, *typed])


def test_who_may_not_look_is_refused_and_noted(store):
    store.become(User("linden", Role.ASSISTANT))
    with pytest.raises(NotAllowed):
        opened_group(store, OURS)
    store.become(None)
    assert audit.entries(store)[-1].outcome == audit.REFUSED


def test_a_run_that_is_led_in_a_group_carries_its_mark(store, run_virtual):
    """The share of time by the frames kept is the live one, up to their five seconds."""
    blocks = (Block("Rest", 90, "Rest."), Block("Paced", 150, "Breathe.", Pacing(6, 6)))
    lived, zone = run_virtual(live(replace(SHORT, blocks=blocks))), ZoneTime()
    occasion, other = (
        group_session("paced-6-10min", False, lambda: START, Wording()) for _ in range(2)
    )
    assert occasion.uid != other.uid
    keeper = Keeper(store, add_person(store, "Emil", START), occasion.uid)
    header = Header(DeviceInfo("Strap", "A0"), START - timedelta(1), "test", "short")
    with keeper.keeping(header, lived.engine, (), Wording()):
        for record in lived.log:
            keeper.write(record)
        for frame in lived.frames:
            keeper.take(frame)
            zone.take(frame)
    [member] = opened_group(store, occasion.uid).members
    assert (member.alias, member.pacer_per_min) == ("Emil", pytest.approx(6))
    assert member.zone_share == pytest.approx(zone.share, abs=5 / zone.counted_s)
    assert 0.1 < zone.share < 0.9
    print(f"in the zone {member.zone_share:.3f}, live {zone.share:.3f} of {zone.counted_s:.0f} s")
