"""The strap: found, connected, remembered, checked; on a virtual strap in virtual time, too."""

import asyncio
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from biofeedback.app.desk import check
from biofeedback.app.desk.messages import (
    RecordsOpen,
    RunMoved,
    SignalChecked,
    StrapIs,
    StrapsHeard,
    StrapState,
)
from biofeedback.app.desk.straps import Straps
from biofeedback.app.examples.signal import HEARD, moved
from biofeedback.app.views.signal_check import verdict
from biofeedback.app.views.steps import Kept
from biofeedback.app.views.strap_search import strap_words, trouble_words
from biofeedback.app.widgets.card import RowButton
from devices import errors
from devices.beat_times import latency_s_for
from devices.records import DeviceInfo
from devices.virtual import Person
from devices.virtual_models import H10
from devices.virtual_radio import LoopbackRadio
from devices.virtual_strap import VirtualStrap
from tests.app.visits import Visit

ADDRESS, NAME = "A0:9E:1A:00:00:01", "Polar H10 8C4E2A21"


@pytest.fixture
def visit(qt, tmp_path):
    found = Visit(qt, tmp_path)
    found.tell(RecordsOpen("", True, 0, {"screening": {}, "sensors": ["OLD"]}))
    return found


def strap(n, rssi_dbm, battery_pct=None):
    return SimpleNamespace(
        name=f"Strap {n}", address=f"A{n}", rssi_dbm=rssi_dbm, battery_pct=battery_pct
    )


def shown(view):
    rows = [row for row in view.findChildren(RowButton) if row.isVisible()]
    return [row.words() for row in sorted(rows, key=lambda row: row.y())]


def search(visit, **what):
    return visit.to("strap", kept=Kept("search", **what))


def test_the_nearest_is_on_top_and_in_focus(visit):
    view = search(visit)
    visit.tell(StrapsHeard((strap(1, -60), strap(2, -80))))
    assert shown(view) == ["Strap 1", "Strap 2"]
    assert QApplication.focusWidget().words() == "Strap 1"
    for _ in range(4):
        visit.tell(StrapsHeard((strap(2, -40), strap(1, -60))))
    assert shown(view) == ["Strap 2", "Strap 1"]
    assert QApplication.focusWidget().words() == "Strap 2"


def test_who_has_moved_to_a_row_stays_there(visit):
    view = search(visit)
    visit.tell(StrapsHeard((strap(1, -60), strap(2, -80))))
    second = next(row for row in view.findChildren(RowButton) if row.words() == "Strap 2")
    second.setFocus()
    for _ in range(4):
        visit.tell(StrapsHeard((strap(3, -40), strap(1, -60), strap(2, -80))))
    assert shown(view) == ["Strap 3", "Strap 1", "Strap 2"]
    assert second.hasFocus()


def test_a_strap_missed_once_keeps_its_row_and_goes_when_it_is_gone(visit):
    view = search(visit)
    visit.tell(StrapsHeard((strap(1, -60),)), StrapsHeard(()))
    assert shown(view) == ["Strap 1"]
    visit.tell(*[StrapsHeard(())] * 3)
    assert shown(view) == []


@pytest.mark.parametrize("by_row", [True, False])
def test_a_press_connects(visit, by_row):
    view = search(visit)
    near = strap(1, -50)
    visit.tell(StrapsHeard((near,)))
    visit.asked()
    if by_row:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    else:
        view.step._connect.click()
    assert visit.asked() == [("straps.connect", (near,), {})]


def test_a_connected_strap_is_remembered_and_checked(visit):
    view = search(visit)
    visit.tell(StrapsHeard((strap(1, -50),)), StrapIs(StrapState.CONNECTED, DeviceInfo("S", "A1")))
    assert view.kept.at == "check"
    asked = visit.asked()
    assert ("records.change", (), {"sensors": ["A1", "OLD"]}) in asked
    assert ("check.run", (), {}) in asked


@pytest.mark.parametrize(
    ("rssi_dbm", "battery_pct", "words"),
    [
        (-45, 82, "very near · battery 82 %"),
        (-65, None, "near"),
        (-90, 5, "far · battery 5 %"),
        (-127, None, "known to this computer"),
    ],
)
def test_how_near_in_words(qt, rssi_dbm, battery_pct, words):
    assert strap_words(rssi_dbm, battery_pct) == words


def test_each_trouble_of_the_search_has_its_own_words(qt):
    kinds = (
        errors.NotFound,
        errors.BluetoothOff,
        errors.NoAdapter,
        errors.NoPermission,
        errors.Busy,
        errors.PairingRefused,
    )
    headlines = {trouble_words(kind.code)[0] for kind in kinds}
    assert len(headlines) == len(kinds)
    assert trouble_words("bluetooth_unavailable")[0] not in headlines


def test_a_trouble_is_said_once_and_goes_when_a_strap_comes(visit):
    view = search(visit)
    trouble = StrapIs(StrapState.SEARCHING, trouble="not_found")
    visit.tell(trouble, StrapsHeard(()), trouble)
    assert view.step._trouble.isVisible()
    assert sum("not in sight" in words for words in visit.said) == 1
    visit.tell(StrapsHeard((strap(1, -50),)))
    assert not view.step._trouble.isVisible()


def test_a_strap_that_is_busy_can_be_searched_for_again(visit):
    search(visit)
    visit.tell(StrapsHeard((strap(1, -50),)), StrapIs(StrapState.CONNECTING, DeviceInfo("S", "A1")))
    visit.tell(StrapIs(StrapState.NONE, DeviceInfo("S", "A1"), trouble="busy"))
    visit.asked()
    assert QApplication.focusWidget().words() == "Search again"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert visit.asked() == [("straps.search", (), {})]


def test_the_hint_goes_on_saying_that_the_search_goes_on(visit):
    view = search(visit)
    assert view.step._hint.text() == "This takes a few seconds."
    visit.tell(StrapIs(StrapState.SEARCHING, trouble="not_found"), StrapsHeard(()), StrapsHeard(()))
    assert view.step._hint.text() == "The search goes on by itself."
    view.step._again.click()
    assert view.step._hint.text() == "This takes a few seconds."


def test_while_it_searches_enter_leads_nowhere(qt, visit):
    view = search(visit)
    hint, near = view.step._hint, strap(1, -50)
    assert hint.hasFocus()
    visit.tell(StrapIs(StrapState.SEARCHING, trouble="not_found"))
    view.step._again.setFocus()
    QTest.keyClick(view.step._again, Qt.Key.Key_Return)
    assert hint.hasFocus()
    visit.tell(StrapsHeard((near,)))
    assert QApplication.focusWidget().words() == "Strap 1"
    visit.tell(StrapIs(StrapState.CONNECTING, DeviceInfo("Strap 1", "A1")))
    assert hint.hasFocus()
    visit.tell(StrapIs(StrapState.SEARCHING), StrapsHeard((near,)))
    view.step._heard["A1"].row.setFocus()
    visit.tell(*[StrapsHeard(())] * 4)
    assert shown(view) == []
    assert hint.hasFocus()
    assert hint.text() == "This takes a few seconds."
    QTest.keyClick(hint, Qt.Key.Key_Return)
    assert visit.went == []


def test_the_search_rests_when_somebody_goes(visit):
    view = search(visit)
    visit.tell(StrapIs(StrapState.SEARCHING))
    visit.asked()
    view.leaving()
    assert visit.asked() == [("straps.give_up", (), {})]


@pytest.mark.parametrize(
    ("screening", "place", "what"),
    [
        ({"asked_on": "2026-03-01"}, "before", {}),
        ({"asked_on": "2026-03-01", "heart": True}, "welcome", {"at": "advice"}),
        ({}, "welcome", {"at": "health"}),
    ],
)
def test_going_on_without_a_strap_goes_on(visit, screening, place, what):
    visit.tell(RecordsOpen("", True, 0, {"screening": screening, "sensors": []}))
    view = search(visit, session="first-session")
    view.without_strap()
    assert visit.went == [(place, what | {"session": "first-session"})]


@pytest.mark.parametrize(
    ("checked", "begins", "is_clear"),
    [
        (SignalChecked(98.0, 1.0, ""), "Your heart comes", True),
        (SignalChecked(97.0, 5.0, ""), "Some beats", False),
        (SignalChecked(80.0, 1.0, ""), "Some beats", False),
        (SignalChecked(0.0, 30.0, "contact_lost"), "No beats", False),
        (SignalChecked(0.0, 30.0, "heart_rate_only"), "This strap sends only", True),
        (SignalChecked(50.0, 15.0, "connection_lost"), "The strap is out of reach", False),
    ],
)
def test_the_verdict_in_words(qt, checked, begins, is_clear):
    words, clear = verdict(checked)
    assert words.startswith(begins)
    assert clear is is_clear


def test_a_clear_heart_leads_on_and_a_poor_one_tries_again(visit):
    view = visit.to("strap", kept=Kept("check"))
    visit.tell(moved(10.0), HEARD)
    assert QApplication.focusWidget().words() == "Done"
    visit.asked()
    visit.tell(SignalChecked(60.0, 4.0, ""))
    assert QApplication.focusWidget().words() == "Try again"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert visit.asked() == [("check.run", (), {})]
    assert not view.step._on.isEnabled()


def test_figures_are_for_the_fuller_reading(visit):
    view = visit.to("strap", kept=Kept("check"))
    visit.tell(HEARD)
    assert view.step._figures.text() == ""
    visit.context.like(fuller=True)
    visit.tell(HEARD)
    assert "98 %" in view.step._figures.text()


def test_enter_skips_no_check(visit):
    view = visit.to("strap", kept=Kept("check"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert visit.went == []
    assert view.kept.at == "check"


class Ear:
    """Hears what the desk tells."""

    def __init__(self):
        self.heard = []

    def of(self, kind):
        return [each for each in self.heard if isinstance(each, kind)]


def with_strap(run_virtual, scenario, **life):
    """Play a scenario with a virtual strap on the line."""
    ear = Ear()

    async def play():
        person = Person(seed=3, **life)
        worn = VirtualStrap(person, ADDRESS, NAME, latency_s=latency_s_for(NAME), model=H10)
        straps = Straps(ear.heard.append, LoopbackRadio([worn]).radio)
        signal = check.SignalCheck(ear.heard.append, straps)
        await scenario(straps, signal, worn)
        await straps.rest()
        await straps.release()

    run_virtual(play())
    return ear


def test_half_a_minute_with_a_good_strap_is_clear(run_virtual):
    async def scenario(straps, signal, _worn):
        await straps.connect_nearest()
        began_s = asyncio.get_running_loop().time()
        await signal.run()
        assert asyncio.get_running_loop().time() - began_s < 34.0

    ear = with_strap(run_virtual, scenario)
    [checked] = ear.of(SignalChecked)
    print(checked)
    assert checked.good_pct > 95
    assert checked.gap_s < 3
    assert verdict(checked)[1]
    waves = [moved.heart for moved in ear.of(RunMoved) if moved.heart.t_s.size]
    assert waves[-1].t_s.size > 20


def test_a_strap_that_drops_in_the_middle_is_not(run_virtual):
    async def scenario(straps, signal, worn):
        await straps.connect_nearest()
        running = asyncio.create_task(signal.run())
        await asyncio.sleep(12)
        worn.in_range = False
        worn.drop_link()
        await running

    ear = with_strap(run_virtual, scenario)
    [checked] = ear.of(SignalChecked)
    print(checked)
    assert checked.gap_s > 10
    assert not verdict(checked)[1]


def test_dry_pads_are_not(run_virtual):
    async def scenario(straps, signal, _worn):
        await straps.connect_nearest()
        await signal.run()

    ear = with_strap(run_virtual, scenario, contact_loss=((10.0, 60.0),))
    [checked] = ear.of(SignalChecked)
    print(checked)
    assert checked.gap_s > 10
    assert not verdict(checked)[1]


def test_without_a_line_there_is_a_verdict_at_once(run_virtual):
    async def scenario(_straps, signal, _worn):
        await signal.run()

    [checked] = with_strap(run_virtual, scenario).of(SignalChecked)
    assert not verdict(checked)[1]


def test_a_check_given_up_tells_nothing(run_virtual):
    async def scenario(straps, signal, _worn):
        await straps.connect_nearest()
        running = asyncio.create_task(signal.run())
        await asyncio.sleep(5)
        signal.stop()
        await asyncio.wait({running})

    assert with_strap(run_virtual, scenario).of(SignalChecked) == []


def test_the_usual_strap_is_found_by_itself_once(run_virtual):
    async def scenario(straps, signal, _worn):
        await signal.seek(["", ADDRESS.lower()])
        assert straps.line is not None
        await straps.release()
        await signal.seek([ADDRESS])
        assert straps.line is None

    with_strap(run_virtual, scenario)


def test_a_usual_strap_that_is_away_is_let_be(run_virtual):
    async def scenario(straps, signal, _worn):
        await signal.seek(["B0:00:00:00:00:00"])
        assert straps.line is None

    ear = with_strap(run_virtual, scenario)
    states = [each.state for each in ear.of(StrapIs)]
    assert states == [StrapState.SEARCHING, StrapState.NONE]
    assert ear.of(StrapIs)[-1].trouble == ""


def test_the_newest_strap_is_the_usual_one():
    assert check.usual_straps("C", ["A", "B", "C", "D"]) == ["C", "A", "B"]
