"""Compare two: picking, and what is said of the two."""

from dataclasses import replace

import pytest

from biofeedback.app.charts.plot import Plot
from biofeedback.app.charts.wave import WaveView
from biofeedback.app.examples import past_made
from biofeedback.app.views.compare import Compare, sentence
from tests.app.past_desk import Window


@pytest.fixture
def window(qt, tmp_path):
    return Window(tmp_path)


@pytest.fixture
def picking(qt, window):
    view = qt.show(Compare(window.context), 1152, 800)
    window.tell(past_made.runs_are(6), *past_made.pictured())
    qt.settle()
    return view


def test_two_have_to_be_picked(window, picking):
    assert window.calls == [("past.runs", (None,), {})]
    cards = picking.runs.cards()
    assert picking.first_focus() is cards[0]
    assert not picking.go_on.isEnabled()
    cards[0].click()
    assert not picking.go_on.isEnabled()
    cards[3].click()
    assert picking.go_on.isEnabled()
    picking.go_on.click()
    assert window.places == [("compare", {"a": 28, "b": 31})]


def test_a_third_waits_until_one_is_let_go(picking):
    cards = picking.runs.cards()
    cards[0].click()
    cards[1].click()
    assert [card.isEnabled() for card in cards] == [True, True, False, False, False, False]
    cards[1].click()
    assert all(card.isEnabled() for card in cards)


@pytest.fixture
def compared(qt, window):
    view = qt.show(Compare(window.context, a=26, b=31), 1152, 800)
    window.tell(past_made.compared())
    qt.settle()
    return view


def test_two_waves_one_above_the_other(window, compared):
    assert window.calls == [("past.compare", (26, 31), {})]
    assert compared.page.headline.text() == "Thu 5 Mar and Fri 13 Mar"
    assert len(compared.findChild(Plot).panels) == 2
    compared.key("+")
    seen = {panel.x for panel in compared.findChild(Plot).panels}
    assert len(seen) == 1
    assert compared.findChild(WaveView).seen_min != (0.0, 0.0)


def test_spoken_is_the_sentence(window, compared):
    assert "by 11 beats a minute, in the earlier by 8" in compared.spoken()
    assert window.spoken == [compared.page.lead.text()]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (8.2, 10.9, "by 11 beats a minute, in the earlier by 8."),
        (8.2, 9.1, "In both, your heart rose and fell by about 9 beats a minute."),
        (10.0, 5.0, "by 5 beats a minute, in the earlier by 10. That happens when one is tired"),
        (None, 5.0, "One of the two has too little signal to compare their waves."),
    ],
)
def test_sentences(before, after, said):
    two = past_made.compared()
    two = replace(
        two,
        earlier=replace(two.earlier, swing_bpm=before),
        later=replace(two.later, swing_bpm=after),
    )
    assert said in sentence(two)


@pytest.mark.parametrize("which", ["earlier", "later"])
def test_a_heart_too_irregular_is_said(which):
    two = past_made.compared()
    side = replace(getattr(two, which), swing_bpm=None, is_irregular=True)
    assert sentence(replace(two, **{which: side})).startswith("Your heartbeat was too irregular")


def test_without_waves(qt, window):
    view = qt.show(Compare(window.context, a=26, b=31), 1152, 800)
    window.tell(replace(past_made.compared(), waves=None))
    assert view.findChild(WaveView) is None
    assert not view.key("+")


def test_back_and_others(qt, window, compared):
    compared.back_button.click()
    assert window.places == [("progress", {})]
