"""A whole first run by keyboard alone; and a program that is killed and started again."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.bridge import Failed
from biofeedback.app.desk.messages import HomeIs, RecordsOpen, RunMoved, RunOver, StrapIs
from biofeedback.app.screenshots import wait
from biofeedback.app.settings import in_file
from biofeedback.app.start import App, Start
from biofeedback.report.opened import opened
from biofeedback.report.recompute import recompute
from biofeedback.store.answers import ratings_of
from biofeedback.store.models import INTERRUPTED
from biofeedback.store.runs import figures_of, runs_of
from biofeedback.store.vault import open_store
from tests.app.person import GOING, SPEED, Person

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def arrived(qt, tmp_path):
    """Return a function that lets somebody open the app."""
    people = []

    def arrive(**how):
        somebody = Person(tmp_path, **how)
        people.append(somebody)
        qt.show(somebody.window, 1280, 800)
        somebody.arrive()
        return somebody

    yield arrive
    for somebody in people:
        somebody.leave()


def store_of(person):
    return closing(open_store(str(person.file), lambda _question, _where: None))


def test_a_first_run_by_keyboard_leads_to_a_session_that_is_kept(arrived):
    person = arrived(first_run_done=False)
    for words in ("Begin", "None of these", "None of these", "This suits me", "I am wearing it"):
        person.press_when(words)
    person.press_when("Virtual Polar H10")
    person.press_when("To my first session")
    assert person.place == "before"

    person.press(Qt.Key.Key_Escape)  # the first session is long: a short one is as good here
    assert person.place == "today"
    person.go_to("A short pause")
    person.press(Qt.Key.Key_Return)
    person.press_when("Start")
    assert person.place == "before"
    person.until(lambda: QApplication.focusWidget() is person.view.first_focus(), "the numbers")
    person.press(Qt.Key.Key_5, Qt.Key.Key_Tab, Qt.Key.Key_6)
    person.go_to("Begin")
    person.press(Qt.Key.Key_Return)
    assert person.place == "session"

    person.until(lambda: person.of(RunMoved) and person.session_t_s > 30, "breathing")
    person.lose_and_find_the_link()
    person.lose_and_find_the_skin()
    person.until(lambda: person.of(RunOver), "the end")
    person.press_when("Finish")
    person.until(lambda: QApplication.focusWidget() is person.view.first_focus(), "the numbers")
    person.press(Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_Tab, Qt.Key.Key_3)
    person.go_to("Go on")
    person.press(Qt.Key.Key_Return)
    person.press_when("Save")
    assert person.place == "today"
    assert person.context.likes.first_run_done
    assert not person.of(Failed)

    [over] = person.of(RunOver)
    person.until(lambda: person.of(HomeIs)[-1].sessions == 1, "today counts it")
    person.app.close()
    is_kept(person, over)


def test_a_demo_begins_by_enter_and_asks_a_simulated_person_nothing(qt, tmp_path):
    app = App(Start(str(tmp_path / "records.db"), plain=True, demo=True), in_file(tmp_path / "i"))
    told = []
    app.context.told.connect(told.append)
    qt.show(app.window, 1280, 800)
    app.show()
    try:
        for _ in range(6000):
            if any(isinstance(each, StrapIs) and each.info.address for each in told):
                break
            wait(5)
        assert app.window.place.id == "today"
        app.window.activateWindow()
        qt.settle()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert app.window.place.id == "before"
    finally:
        app.window.close()
        app.close()
    assert not [each for each in told if isinstance(each, Failed)]


def is_kept(person, over):
    with store_of(person) as store:
        [run] = runs_of(store)
        assert (run.id, run.session, run.finish) == (over.run_id, "booster-3min", "completed")
        rated = {(each.moment, each.scale): each.value for each in ratings_of(store, run.person_id)}
        assert rated == {
            ("before", "pain"): 5,
            ("before", "tension"): 6,
            ("after", "pain"): 10,
            ("after", "tension"): 3,
        }
        whole = opened(store, run)
        assert whole.figures == figures_of(store, [run.id])[run.id]
        assert whole.beats.t_s == pytest.approx(over.heart.t_s)
        assert whole.session.duration_s / 60 == pytest.approx(over.minutes)
        rsa_bpm, heart_rate_bpm = (
            whole.figures["during", name] for name in ("rsa_bpm", "heart_rate_bpm")
        )
        print(f"RSA {rsa_bpm:.1f} beats/min, heart rate {heart_rate_bpm:.1f} beats/min")
        assert rsa_bpm > 5  # the virtual person breathes along
        assert 50 < heart_rate_bpm < 90
        again = recompute(store, run)  # from the raw records
        assert (again.changes, again.anew, again.left_alone) == ((), (), False)


def test_a_program_that_is_killed_has_kept_its_session(arrived, tmp_path):
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.app.person", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout.readline().strip() == GOING
        child.kill()

    person = arrived(speed=SPEED)
    [records] = person.of(RecordsOpen)
    assert records.interrupted == 1
    person.until(lambda: person.of(HomeIs), "home")
    person.until(lambda: person.said, "something is said")
    assert person.place == "today"
    assert person.at == "Start today's session"
    assert not person.of(Failed)
    assert "banner" not in vars(person.window)
    assert not [each for each in person.of(StrapIs) if each.trouble]
    person.app.close()
    with store_of(person) as store:
        [run] = runs_of(store)
        assert (run.session, run.finish) == ("booster-3min", INTERRUPTED)
        whole = opened(store, run)
        assert whole.beats.t_s.size > 30
        assert whole.recording.records[-1].t_s - whole.start_s > 35
