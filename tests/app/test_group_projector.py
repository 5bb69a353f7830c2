"""The projector: the breath and nothing private, dark by a key, and gone without harm."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel

from biofeedback.app.canvas.scene import Pacer
from biofeedback.app.desk.group_messages import GroupOver, GroupStands
from biofeedback.app.examples import group_made as made
from biofeedback.app.theme.apply import theme_of
from tests.app.group_visits import SIX, begun, group_visit

PX_A_POINT = 96 / 72


@pytest.fixture
def visit(qt, tmp_path):
    with group_visit(qt, tmp_path) as made_visit:
        yield made_visit


@pytest.fixture
def shown(visit, qt):
    """A group in session, with its projector."""
    view = begun(visit)
    view.group.projector.show(True)
    qt.settle()
    return view


def words(view):
    labels = view.group.projector.window.findChildren(QLabel)
    return [label.text() or label.accessibleName() for label in labels]


def test_it_shows_the_breath_and_nothing_private(shown):
    projector, told = shown.group.projector, words(shown)
    assert "8 minutes left" in told
    assert "and out, slowly" in told
    private = {*made.NAMES, "No contact", "Breathing fast", "Settling in"}
    assert not any(name in text for text in told for name in private)
    digits = [text for text in told if any(letter.isdigit() for letter in text)]
    assert digits == ["8 minutes left"]  # no figure but the time
    canvas = projector.window.canvas
    assert not canvas._scene.shows_heart
    assert canvas._scene.curves == ()
    assert canvas.pacer is Pacer.SHAPE
    assert projector.window.windowTitle() == "Projector - biofeedback"
    assert shown.projector.words() == "Projector in a window: pacer only"


def test_its_rings_are_the_time_alone(visit, shown):
    canvas, group = shown.group.projector.window.canvas, shown.group
    plan, start_s = group.began.plan, group.began.start_s
    done = plan.breathing.begun_at(plan.session_t_s(made.AT_S - start_s)) - 1
    breaths = plan.breathing.breaths
    over_s = sum(each.end_s - each.start_s for each in breaths[:done])
    all_s = sum(each.end_s - each.start_s for each in breaths)
    rings = canvas._scene.rings
    assert sum(rings.widths) / (12 * rings.usual) == pytest.approx(over_s / all_s)


def test_words_are_as_large_as_the_display_asks(shown, qt):
    window = shown.group.projector.window
    window.resize(1920, 1080)
    shown.group.projector._fit()
    qt.settle()
    theme = theme_of(window)
    cue_px = theme.size_pt("cue") * PX_A_POINT
    assert cue_px == pytest.approx(theme.clinic.projector_cue_share * 1080, rel=0.1)


def test_b_makes_it_dark_and_light_again(visit, shown, qt):
    projector = shown.group.projector
    assert shown.key("B")
    qt.settle()
    assert projector.is_dark
    assert projector._night.isVisible()
    assert projector._night.size() == projector.window.size()
    assert shown.projector.words() == "Projector is dark"
    assert visit.said[-1] == "Projector dark"
    shown.key("B")
    assert not projector._night.isVisible()


def test_without_a_projector_b_does_nothing(visit, qt):
    view = begun(visit)
    assert view.key("B")
    assert not view.group.projector.is_dark
    assert visit.said == []


def test_a_display_that_goes_takes_only_the_window_along(visit, shown, qt):
    projector = shown.group.projector
    projector.screen_gone(QObject())  # another display
    assert projector.is_shown
    display = projector._screen = QObject()
    projector.screen_gone(display)
    qt.settle()
    assert not projector.is_shown
    assert "The session goes on" in shown.page.banner.accessibleName()
    assert shown.projector.words() == "Projector"
    assert shown.group.stands is GroupStands.RUNNING
    assert visit.asked() == []


def test_it_rests_with_the_group_and_is_led_back(visit, shown):
    projector = shown.group.projector
    shown.key("Space")
    paused = made.moved(made.seats(SIX), GroupStands.PAUSED)
    plan = paused.plan.paused(made.AT_S - shown.group.began.start_s)
    projector.follow(plan, shown.group.began.start_s)
    projector.tell()
    assert projector.window.cue.words() == "Rest a moment. Breathe as you like."
    shown.key("Space")
    projector.tell()
    assert projector.window.cue.words() == "And on, from where you were"


def test_at_their_own_rates_it_leads_nobody(visit, qt):
    view = visit.to("group")
    seats = made.seats((made.CALM, made.CALM))
    visit.tell(*seats, made.began(own_pace=True), made.moved(seats, own_pace=True))
    view.group.projector.show(True)
    assert view.group.projector.window.canvas.pacer is Pacer.NONE
    assert view.group.projector.window.cue.words() == "Each at your own pace"


def test_at_the_end_it_lets_people_stay(visit, shown):
    visit.tell(GroupOver(made.SESSION, "", 10.0, 0.5, ()))
    assert shown.group.projector.window.cue.words() == "Stay as long as you like."


def test_the_button_in_the_bar_shows_it_and_puts_it_away(visit, qt):
    view = begun(visit)
    assert view.in_bar() == (view.projector,)
    view.projector.click()
    assert view.group.projector.is_shown
    assert view.projector.accessibleDescription() == "on"
    view.projector.click()
    assert not view.group.projector.is_shown
    assert view.projector.accessibleDescription() == "off"


def test_it_may_be_there_before_the_session(visit, qt):
    view = visit.to("group")
    view.group.projector.show(True)
    seats = made.seats((made.CALM, made.CALM))
    visit.tell(*seats, made.began(), made.moved(seats))
    assert view.group.projector.window.canvas._scene is not None
    assert view.group.projector.window.windowFlags() & Qt.WindowType.Window
