"""What leads the breath stays visible in a session: whatever is said, in whatever size of text."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from biofeedback.app.canvas.stage import Stage as Room
from biofeedback.app.examples import session as example
from biofeedback.app.examples.session_made import made
from biofeedback.app.examples.tell import tell
from biofeedback.app.screenshots import SMALLEST, USUAL, Look, Stage, clear
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.views.session_bar import MORE, TOOLS
from biofeedback.app.views.session_troubles import TROUBLES
from biofeedback.app.widgets.banner import Banner

SCENES = (
    example.example,
    example.details,
    example.trouble,
    example.irregular,
    example.paused,
    example.stopped,
    example.over,
)
LEAST_PX = 20
"""So high the shape is at least where its crown is lowest."""


@pytest.fixture
def opened(qt, tmp_path):
    """Return a function that plays a scene and returns the session."""
    stage, windows = Stage(tmp_path), []

    def play(scene, look, **likes):
        window = stage.window(look)
        windows.append(window)
        window.context.like(**likes)
        scene(window.context)
        qt.settle()
        return window.view

    yield play
    for window in windows:
        clear(window)
    stage.language.speak("en")


def room_of(view):
    """Return where shape and rings stand when nothing is on its way any more."""
    canvas = view.canvas
    above, below = canvas._scene.taken_px
    form, covered = theme_of(canvas).session, canvas._scene.covered_px.after
    return Room(form, canvas.width(), canvas.height(), covered, above.after, below.after)


def check_room(view):
    """Check that words and tools lie beside the shape and the rings, and beside each other."""
    front, room = view.front, room_of(view)
    parts = [front.title, front.banner, front.cue, front.bar, front.stop, front.rest]
    seen = [part for part in parts if part.isVisible()]
    for above, below in pairwise(seen):
        assert above.geometry().bottom() < below.geometry().top()
    assert front.rect().contains(seen[-1].geometry())
    foot = next(part for part in seen if part not in (front.title, front.banner))
    head = seen[seen.index(foot) - 1]
    crown_u, rings_u = 65 + 190, 420 * 0.18
    crown_px = room.ground_y_px - crown_u * room.u_px
    assert crown_px >= head.geometry().bottom()
    assert room.ground_y_px + rings_u * room.u_px <= foot.geometry().top()
    assert 65 * room.u_px >= (LEAST_PX / 2 if front.banner.is_open else LEAST_PX)
    assert front.cue.isVisible() or front.stop.isVisible()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
@pytest.mark.parametrize(
    ("language", "percent", "size"),
    [("en", 100, USUAL), ("de", 100, SMALLEST), ("de", 150, SMALLEST), ("de", 200, SMALLEST)],
)
def test_nothing_lies_on_what_leads_the_breath(opened, scene, language, percent, size):
    check_room(opened(scene, Look("light", language, percent, size)))


def test_open_details_leave_the_shape_its_room(qt, opened):
    view = opened(example.trouble, Look("light", "de", 200, SMALLEST))
    view.use("details")
    qt.settle()
    check_room(view)
    assert view.details.height() > 60
    view.troubles.close()
    view.back()
    qt.settle()
    assert view.front.stop.isVisible()
    check_room(view)
    view._back_into()
    qt.settle()
    check_room(view)
    assert view.details.height() > 200


def is_open(banner):
    """Return whether the sentence is seen instead of the headline; None for both or neither."""
    headline, sentence = banner._headline.isVisible(), banner._sentence.isVisible()
    return None if headline == sentence else sentence


@pytest.mark.parametrize("code", [trouble.code for trouble in TROUBLES])
@pytest.mark.parametrize("language", ["en", "de"])
def test_large_words_of_a_trouble_fold_and_open(qt, opened, code, language):
    """The session rests meanwhile: then the line is longest."""
    view = opened(example.paused, Look("light", language, 200, SMALLEST))
    trouble = next(each for each in TROUBLES if each.code == code)
    banner, more = view.front.banner, "Mehr" if language == "de" else "More"
    sentence = trouble.what_to_do().format(time="8:27")
    banner.show_trouble(trouble.headline(), sentence, trouble.action())
    qt.settle()
    check_room(view)
    assert banner.more.words() == more
    assert is_open(banner) is False
    assert banner.action.hasFocus()
    banner.more.click()
    qt.settle()
    check_room(view)
    assert is_open(banner) is True
    banner.more.click()
    qt.settle()
    assert is_open(banner) is False
    if trouble.how is not None:
        banner.show_trouble(trouble.headline(), trouble.how(), trouble.action(), is_open=True)
        qt.settle()
        assert is_open(banner) is True
        check_room(view)


def test_words_of_usual_size_and_banners_on_a_page_do_not_fold(qt):
    for percent, folds, said in ((100, True, 2), (200, False, 2), (150, True, 1)):
        qt.dress(text_percent=percent)
        banner = qt.show(Banner(folds=folds))
        banner.show_trouble("What happened", "What to do.", "All right")
        assert banner._headline.isVisible() + banner._sentence.isVisible() == said
        assert banner.more.isVisible() is (said == 1)
        banner.show_trouble("It is back.", "")
        assert banner._headline.isVisible()
        assert not banner.more.isVisible()


# --- The bar ------------------------------------------------------------------------------------


def tools_of(view):
    return [id_ for id_, button in view.front.bar.buttons.items() if button.isVisible()]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("scene", [example.example, example.details], ids=["plain", "details"])
@pytest.mark.parametrize("size", [USUAL, SMALLEST])
def test_every_tool_is_in_the_bar_or_behind_more(opened, language, scene, size):
    view = opened(scene, Look("light", language, 100, size))
    seen, folded = tools_of(view), [tool.id for tool in view.front.bar.folded()]
    assert sorted([*seen, *folded]) == sorted([tool.id for tool in TOOLS] + [MORE] * bool(folded))
    assert (MORE in seen) == bool(folded)


@pytest.mark.parametrize(
    ("language", "printed"), [("en", [tool.id for tool in TOOLS]), ("de", ["pause", "stop"])]
)
def test_all_tools_are_seen_in_a_usual_window(opened, language, printed):
    view = opened(example.example, Look("light", language))
    assert tools_of(view) == [tool.id for tool in TOOLS]
    buttons = view.front.bar.buttons
    assert [tool.id for tool in TOOLS if buttons[tool.id]._printed] == printed


def test_keys_are_told_only_where_they_do_something(qt, opened):
    view = opened(example.example, Look(), single_keys=False)
    buttons = view.front.bar.buttons
    told = {tool.id: buttons[tool.id].accessibleDescription() for tool in TOOLS}
    assert [id_ for id_, words in told.items() if words] == ["stop"]
    view.context.like(single_keys=True)
    qt.settle()
    assert all(buttons[tool.id].accessibleDescription() for tool in TOOLS)
    view.context.like(single_keys=False, text_percent=200)
    qt.settle()
    view.front.bar.open_more()
    menu = qt.application.activePopupWidget()
    words = [action.text() for action in menu.actions()]
    menu.close()
    assert words == ["Slower", "Faster", "Softer", "Louder", "Eyes closed", "Details"]


# --- Out of the dark ----------------------------------------------------------------------------


@pytest.fixture
def ending(qt, opened):
    """Return a session that ends with closed eyes, and a function that moves its clock on."""
    clocks = []

    def play(context):
        run = made(until_s=700)
        clocks.append(example._begin(context, run, 700.0))
        tell(context, *run.moved)

    view, run = opened(play, Look()), made(until_s=700)
    view.use("eyes")
    clocks[0].at_s += 5
    tell(view.context, run.over)
    qt.settle()

    def go_on(seconds):
        clocks[0].at_s += seconds
        view.canvas.advance()
        qt.settle()

    return view, go_on


def test_words_and_tools_come_when_there_is_light_to_read_them(ending):
    view, go_on = ending
    go_on(2.0)
    assert view.canvas.light < 0.3
    assert view.front.isHidden()
    go_on(2.0)
    assert view.canvas.light > 0.6
    assert view.front.isVisible()
    assert view.front.cue.words() == "Open your eyes when you are ready."
    assert view.front.rest.finish.hasFocus()


def test_any_key_hurries_the_light(ending):
    view, go_on = ending
    go_on(1.0)
    QTest.keyClick(view.window(), Qt.Key.Key_Shift)
    assert view.front.isVisible()
    go_on(0.2)
    assert view.canvas.light == 1.0


def test_the_picture_of_closed_eyes_is_dark(opened):
    view = opened(example.eyes_closed, Look())
    assert view.canvas.light == 0.0
    assert view.front.isHidden()
    assert view.window().grab().toImage().pixelColor(20, 20).lightnessF() < 0.07
