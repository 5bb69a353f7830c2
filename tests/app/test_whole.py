"""From the first start to the first picture by keyboard; and a program killed in mid-session."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.desk.messages import HomeIs, RecordsOpen, RunMoved, RunOver, SignalChecked
from biofeedback.report.opened import opened
from biofeedback.store.runs import find_run
from biofeedback.store.vault import open_store
from tests.app.test_session_whole import person  # noqa: F401 - a fixture

ROOT = Path(__file__).resolve().parents[2]
PRESSES = 40


def _enter_until(somebody, place):
    """Press Enter where the focus is until the place is reached; time passes in between."""
    for _press in range(PRESSES):
        if somebody.place == place:
            return
        focus = QApplication.focusWidget()
        if focus is not None and focus.isEnabled():
            somebody.press(Qt.Key.Key_Return)
        for _turn in range(20):
            QTest.qWait(10)
    raise AssertionError(f"Enter leads to {somebody.place}, not to {place}")


def test_enter_alone_leads_from_the_first_start_to_the_first_session(person):  # noqa: F811
    somebody = person()
    somebody.window.go("welcome")
    somebody.until(lambda: QApplication.focusWidget() is not None, "something has the focus")
    _enter_until(somebody, "before")
    checked = somebody.of(SignalChecked)[-1]  # it may be tried again
    assert checked.good_pct > 95
    assert somebody.context.likes.first_run_done
    somebody.until(lambda: QApplication.focusWidget() is not None, "the rating has the focus")
    somebody.press(Qt.Key.Key_4, Qt.Key.Key_Tab, Qt.Key.Key_7)
    while QApplication.focusWidget().accessibleName() != "Begin":
        somebody.press(Qt.Key.Key_Tab)
    somebody.press(Qt.Key.Key_Return)
    somebody.until(lambda: somebody.of(RunMoved) and somebody.session_t_s > 150, "the session")
    somebody.press(Qt.Key.Key_Escape)
    QTest.qWait(20)
    somebody.press(Qt.Key.Key_Return)
    somebody.until(lambda: somebody.of(RunOver), "the run is over")
    _enter_until(somebody, "after")
    QTest.qWait(20)
    somebody.press(Qt.Key.Key_Escape)  # no rating afterwards
    QTest.qWait(20)
    _enter_until(somebody, "today")

    [over] = somebody.of(RunOver)
    somebody.leave()
    with open_store(str(somebody.file), lambda question, where: None) as store:
        run = opened(store, find_run(store, "last"))
    assert run.run.id == over.run_id
    assert run.run.finish == "stopped"
    assert {(r.moment, r.scale, r.value) for r in run.ratings} >= {
        ("before", "pain", 4),
        ("before", "tension", 7),
    }
    assert run.beats.t_s.size == over.heart.t_s.size > 120
    assert run.person.screening["advised"] is False
    assert list(run.person.sensors) == ["A0:9E:1A:00:00:01"]


KILLED = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication(sys.argv)
from biofeedback.app.desk.messages import RecordsOpen, RunMoved, StrapState
from tests.app.test_session_whole import Person
person = Person(Path(sys.argv[1]))
person.window.show()
person.context.ask(lambda desk: desk.records.open())
person.until(lambda: person.of(RecordsOpen), "open")
person.context.ask(lambda desk: desk.straps.connect_nearest())
person.until(lambda: person.context.strap.state is StrapState.CONNECTED, "connected")
person.window.go("session", session="paced-6-3min")
person.until(lambda: person.of(RunMoved) and person.session_t_s > 60, "in the middle")
print("now", flush=True)
person.until(lambda: False, "killed")
"""


def test_a_program_killed_in_mid_session_finds_the_run_again(person, tmp_path):  # noqa: F811
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout.readline() == "now\n"
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    somebody = person()
    [records] = somebody.of(RecordsOpen)
    assert records.interrupted == 1
    somebody.until(lambda: somebody.of(HomeIs), "the first screen")
    somebody.window.go("today")
    QTest.qWait(20)
    assert somebody.window.banner.isHidden()
    somebody.leave()
    with open_store(str(somebody.file), lambda question, where: None) as store:
        run = opened(store, find_run(store, "last"))
    assert run.run.finish == "interrupted"
    assert run.run.duration_s > 55  # in the session, twenty times as fast: 3 s of the clock
    assert run.figures["whole", "heart_rate_bpm"] > 40
