"""The diary: its drawer over a real store, the day on the screen, the strip, PEG and the timer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from biofeedback.app.bridge import Bridge, Failed
from biofeedback.app.context import Context
from biofeedback.app.desk.diary import DiaryDrawer
from biofeedback.app.desk.diary_messages import DiaryIs, PegKept, Tapped
from biofeedback.app.desk.records import Records
from biofeedback.app.examples.diary import NOTED, THERAPIES, TODAY, TRIGGERS, day
from biofeedback.app.settings import Settings
from biofeedback.app.views.diary import Diary
from biofeedback.app.views.diary_timer import TimerSheet, steady_s
from biofeedback.store import answers
from biofeedback.store.errors import TooCold

NOON = datetime(2026, 3, 14, 12).astimezone(UTC)  # wherever this computer is
COLD = next(chip for chip in THERAPIES if chip.timer == "cold")
HEAT = next(chip for chip in THERAPIES if chip.timer == "heat")


@pytest.fixture
def with_drawer(run_virtual, tmp_path):
    """Return a function that lets `work(drawer, told, records)` be done over a store."""

    def do(work, now=lambda: NOON):
        async def main():
            told = []
            records = Records(told.append, str(tmp_path / "records.db"), plain=True)
            await records.open()
            try:
                await work(DiaryDrawer(told.append, records, now), told, records)
            finally:
                records.close()
            return told

        return run_virtual(main())

    return do


def of(told, kind):
    return [message for message in told if isinstance(message, kind)]


def test_a_new_diary_is_empty_and_offers_everything(with_drawer):
    async def read(drawer, _told, _records):
        await drawer.read()

    [told] = of(with_drawer(read), DiaryIs)
    assert (told.day, told.noted, told.pain, told.asks_peg) == (TODAY, (), None, True)
    assert [each.day for each in told.strip] == [
        TODAY - timedelta(days=n) for n in range(6, -1, -1)
    ]
    assert not any(each.count for each in told.strip)
    first = [chip.key[1] for chip in told.therapies[:8]]
    assert first[0] == "heat"
    assert first[7] == "medicine"
    assert [chip.timer for chip in told.therapies if chip.timer] == ["heat", "cold"]
    assert not any(chip.timer for chip in told.triggers)


def test_a_tap_notes_and_a_second_takes_back(with_drawer):
    async def tap(drawer, _told, _records):
        for _ in range(2):
            await drawer.tap(TODAY, "trigger", "sitting")
        await drawer.tap(TODAY, "therapy", " a hot bath ")
        await drawer.read()

    told = with_drawer(tap)
    taps = [(each.chip.label, each.noted, each.count) for each in of(told, Tapped)]
    assert taps == [("Long sitting", True, 1), ("Long sitting", False, 0), ("a hot bath", True, 1)]
    [read] = of(told, DiaryIs)
    assert read.noted == ((("therapy", "a hot bath"), None),)
    assert read.therapies[0].label == "a hot bath"
    assert read.strip[-1].count == 1


def test_the_most_used_stand_first(with_drawer):
    async def use(drawer, _told, _records):
        for n in range(3):
            await drawer.tap(TODAY - timedelta(days=n), "trigger", "age")
        await drawer.tap(TODAY, "trigger", "mood")
        await drawer.read()

    [read] = of(with_drawer(use), DiaryIs)
    assert [chip.key[1] for chip in read.triggers[:3]] == ["age", "mood", "sitting"]


def test_days_can_be_read_back_but_not_ahead(with_drawer):
    async def read(drawer, _told, _records):
        await drawer.tap(date(2026, 2, 1), "trigger", "sport")
        await drawer.read(date(2026, 2, 1), date(2026, 2, 4))
        await drawer.read(date(2027, 1, 1), date(2027, 1, 1))

    past, ahead = of(with_drawer(read), DiaryIs)
    assert past.strip[3].day == past.day == date(2026, 2, 1)
    assert past.strip[3].count == 1
    assert not past.asks_peg
    assert ahead.day == ahead.strip[-1].day == TODAY


def test_cold_is_noted_with_its_minutes_and_never_over_twenty(with_drawer):
    async def cool(drawer, _told, _records):
        await drawer.minutes(TODAY, "therapy", "cold", 20)
        with pytest.raises(TooCold):
            await drawer.minutes(TODAY, "therapy", "cold", 21)
        await drawer.read()

    told = with_drawer(cool)
    assert [each.minutes for each in of(told, Tapped)] == [20]
    assert of(told, DiaryIs)[0].noted == ((("therapy", "cold"), 20.0),)


def test_pain_of_a_day_is_kept_replaced_and_taken_back(with_drawer):
    yesterday = TODAY - timedelta(days=1)

    async def rate(drawer, _told, _records):
        await drawer.rate(yesterday, 7)
        for pain in (6, 4, None):
            await drawer.rate(TODAY, pain)
            await drawer.read()
        await drawer.read(yesterday)

    assert [each.pain for each in of(with_drawer(rate), DiaryIs)] == [6, 4, None, 7]


def test_peg_is_asked_once_a_week(with_drawer):
    now = [NOON]

    async def ask(drawer, _told, records):
        await drawer.keep_peg(TODAY, 5, 6, 4)
        for days in (0, 6, 7):
            now[0] = NOON + timedelta(days=days)
            await drawer.read()
        [peg] = answers.pegs_of(records.store, records.person.id)
        assert answers.peg_score(peg) == 5.0

    told = with_drawer(ask, lambda: now[0])
    assert of(told, PegKept) == [PegKept(TODAY)]
    assert [each.asks_peg for each in of(told, DiaryIs)] == [False, False, True]


class DeskStub:
    """Takes what the view asks of the diary, and does it at once."""

    def __init__(self):
        self.diary, self.asked = self, []

    def __getattr__(self, name):
        async def take(*arguments):
            self.asked.append((name, *arguments))

        return take


@pytest.fixture
def context(qt, tmp_path):
    file = QSettings(str(tmp_path / "likes.ini"), QSettings.Format.IniFormat)
    desk = DeskStub()
    made = Context(Bridge(), desk, Settings(file))
    made.asked, made.heard = desk.asked, []
    made.spoken.connect(lambda words, _at_once: made.heard.append(words))

    def ask(work):
        with pytest.raises(StopIteration):
            work(desk).send(None)

    made.ask = ask
    QLocale.setDefault(QLocale("en"))
    yield made
    QLocale.setDefault(QLocale.system())


@pytest.fixture
def view(qt, context):
    made = qt.show(Diary(context))
    context.take(day())
    qt.settle()
    return made


def chip(card, words):
    return next(each for each in card.buttons() if each.words() == words)


def test_the_day_is_shown_and_its_first_chip_in_focus(view, context):
    assert view.first_focus().words() == "Long sitting"
    assert view.first_focus().hasFocus()
    assert context.heard[-1] == "Today. Long sitting, Poor sleep, Heat, chosen."
    assert [len(card.buttons()) for card in (view.weighed, view.did)] == [8, 8]
    assert view.pain.value() == 4
    assert not view.peg.isVisible()
    names = [each.accessibleName() for each in view.strip.buttons()]
    assert names[1] == "Monday, 9 March, nothing noted"
    assert names[-1].startswith("Today, 3")


def test_two_taps(view, context):
    stress = chip(view.weighed, "Stress")
    QTest.keyClick(stress, Qt.Key.Key_Space)
    assert context.asked == [("tap", TODAY, "trigger", "stress")]
    context.take(Tapped(TODAY, TRIGGERS[2], True, None, 4))
    assert stress.isChecked()
    assert context.heard[-1] == "Stress, noted"
    assert view.strip.buttons()[-1].accessibleName().startswith("Today, 4")
    QTest.keyClick(stress, Qt.Key.Key_Space)
    context.take(Tapped(TODAY, TRIGGERS[2], False, None, 3))
    assert not stress.isChecked()
    assert context.heard[-1] == "Stress, taken back"


def test_what_could_not_be_saved_goes_back(view, context):
    stress = chip(view.weighed, "Stress")
    stress.click()
    assert stress.isChecked()
    context.take(Failed(RuntimeError()))
    assert not stress.isChecked()
    assert chip(view.weighed, "Long sitting").isChecked()


def test_more_shows_the_rest_and_takes_a_free_word(qt, view, context):
    view.weighed.open_more()
    qt.settle()
    assert len(view.weighed.buttons()) == len(TRIGGERS)
    assert view.weighed.buttons()[8].hasFocus()
    edit = view.weighed._free.field.edit
    QTest.keyClicks(edit, "An argument")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert context.asked[-1] == ("tap", TODAY, "trigger", "An argument")
    QTest.keyClicks(edit, "low MOOD")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert context.asked[-1] == ("tap", TODAY, "trigger", "mood")
    told = Tapped(
        TODAY, type(TRIGGERS[0])(("trigger", "An argument"), "An argument"), True, None, 4
    )
    context.take(told)
    assert view.weighed.buttons()[0].words() == "An argument"
    assert view.weighed.buttons()[0].isChecked()


def test_something_noted_is_seen_even_from_below_more(qt, context, view):
    context.take(day(((("trigger", "weight"), None),)))
    assert chip(view.weighed, "Body weight").isChecked()


def test_arrows_go_to_other_days_and_the_row_follows(view, context):
    buttons = view.strip.buttons()
    buttons[-1].setFocus()
    QTest.keyClick(buttons[-1], Qt.Key.Key_Left)
    assert context.asked[-1] == ("read", TODAY - timedelta(days=1), TODAY)
    buttons[0].click()
    first = TODAY - timedelta(days=6)
    assert context.asked[-1] == ("read", first, first + timedelta(days=3))
    context.take(day((), None, shown=TODAY - timedelta(days=3)))
    assert view._page.headline.text() == "Wednesday, 11 March"
    assert view.pain.value() is None
    assert view.what["day"] == first
    assert not view.did._timers.isVisible()


def test_pain_is_saved_at_once(view, context):
    view.pain.buttons()[6].click()
    assert context.asked == [("rate", TODAY, 6)]


def test_peg_is_kept_when_all_three_are_answered(view, context):
    context.take(day(asks_peg=True))
    assert view.peg.isVisible()
    for row, number in zip(view.peg.rows(), (5, 6, 4), strict=True):
        assert not view.peg.keep.isEnabled()
        row.buttons()[number].click()
    view.peg.keep.click()
    assert context.asked[-1] == ("keep_peg", TODAY, 5, 6, 4)
    context.take(PegKept(TODAY))
    assert context.heard[-1] == "Noted. These questions come again in a week."


def test_heat_offers_a_timer_whose_minutes_are_noted(qt, view, context):
    assert view.did._timers.isVisible()
    view.did.timed.emit(HEAT)
    qt.settle()
    assert view.timer.isVisible()
    view.timer._start_s -= 7 * 60
    view.timer.yes.click()
    assert context.asked[-1] == ("minutes", TODAY, "therapy", "heat", 7)
    qt.settle()
    assert view.timer is None


def test_going_elsewhere_keeps_the_minutes(qt, view, context):
    view.did.timed.emit(COLD)
    view.timer._start_s -= 3 * 60
    view.leaving()
    assert context.asked[-1] == ("minutes", TODAY, "therapy", "cold", 3)
    qt.settle()


class Clock:
    """Time that a test sets."""

    def __init__(self):
        self.s = 1000.0

    def __call__(self):
        return self.s


@pytest.fixture
def cold(qt, view):
    clock, over, rang = Clock(), [], []
    sheet = TimerSheet(view, COLD, over.append, lambda: rang.append(True), clock)
    sheet.open()
    qt.settle()
    yield sheet, clock, over, rang
    sheet.reject()
    qt.settle()


def test_cold_ends_by_itself_after_twenty_minutes(cold):
    sheet, clock, over, rang = cold
    assert "after 20 minutes" in sheet.page.lead.text()
    shown = []
    for s in (0, 61, 19 * 60 + 1, 20 * 60 - 0.1):
        clock.s = 1000.0 + s
        sheet.look()
        shown.append(sheet.left.text())
    assert [words[:2] for words in shown] == ["20", "19", "Th", "Th"]
    assert not over
    clock.s = 1000.0 + 20 * 60
    sheet.look()
    sheet.look()
    assert (over, rang) == ([20], [True])
    assert sheet.page.headline.text() == "Take the cold off now"
    sheet.yes.click()
    assert over == [20]


def test_a_computer_that_slept_ends_it_at_twenty(cold):
    sheet, clock, over, _rang = cold
    clock.s += 3600.0
    sheet.look()
    assert over == [20]


def test_a_timer_that_is_left_alone_notes_no_time(cold):
    sheet, clock, over, _rang = cold
    clock.s += 300.0
    sheet.no.click()
    assert not over


def test_a_timer_ended_at_once_notes_no_time(cold):
    sheet, clock, over, _rang = cold
    clock.s += 5.0
    sheet.yes.click()
    assert not over


def test_the_clock_runs_forward():
    assert steady_s() <= steady_s()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_scrolls_sideways(qt, context, percent):
    qt.dress("light", percent)
    view = qt.show(Diary(context))
    context.take(day((*NOTED, (("therapy", "cold"), 15.0)), asks_peg=True))
    view.weighed.open_more()
    qt.settle()
    area = view.findChild(QScrollArea)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
