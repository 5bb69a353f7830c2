"""The cards: what they may say, their pictures, the list, one card, the switch, the voice."""

import re

import pytest
from PySide6.QtCore import QLocale, QObject, QRectF, QSettings, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea

from biofeedback.app.bridge import Bridge
from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RecordsOpen
from biofeedback.app.learn import reader
from biofeedback.app.learn.cards import cards, topics
from biofeedback.app.learn.pictures import FORMS, LEGEND, paint, paint_sign
from biofeedback.app.settings import Settings
from biofeedback.app.theme.icon_paths import DRAWINGS
from biofeedback.app.theme.tokens import Theme
from biofeedback.app.views import learn_card
from biofeedback.app.views.learn import Learn
from biofeedback.app.views.learn_card import LearnCard
from sessions.load import library

MOST_WORDS = 90
LANGUAGES = ("en", "de")
DOI = re.compile(r"doi:(10\.\S+)")
PROMISES = ("cure", "heal you", "guarantee", "heilt Sie", "garantier", "deeper", "!")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_is_whole_short_and_in_its_language(language):
    every = cards(language)
    assert len({card.id for card in every}) == len(every) >= 12
    for card in every:
        assert card.title
        assert card.how
        assert sum(len(text.split()) for text in card.plain) <= MOST_WORDS, card.id
        assert not card.session or card.session in library(), card.id
        assert {drawing.form for drawing in card.drawings} <= set(FORMS)
        assert set(card.legend) <= set(LEGEND)
        assert card.drawings or card.topic == "guidelines", card.id
    assert {topic.icon for topic in topics(language)} <= set(DRAWINGS)


def test_german_says_all_that_english_says():
    for one, other in zip(cards("en"), cards("de"), strict=True):
        assert (one.id, one.session, one.sources) == (other.id, other.session, other.sources)
        assert one.title != other.title
        assert one.plain != other.plain
        assert len(one.plain) == len(other.plain)
        assert bool(one.effect) == bool(other.effect)


def test_all_five_networks_have_their_card():
    networks = next(topic for topic in topics("en") if topic.id == "networks")
    assert [card.id for card in networks.cards] == [
        "nerves",
        "muscles",
        "circulation",
        "defence",
        "mind",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_promised_and_nobody_is_asked_for_deeper_breaths(language):
    for card in cards(language):
        text = " ".join([card.title, *card.plain, card.effect])
        assert not [word for word in PROMISES if word in text], card.id


def test_every_doi_and_number_of_a_paper_is_one_of_the_facts(shared):
    facts = (shared / "PROTOCOLS.md").read_text() + (shared / "SELF_HEALING.md").read_text()
    named = [source for card in cards("en") for source in card.sources]
    dois = [doi for source in named for doi in DOI.findall(source)]
    papers = [each for source in named for each in re.findall(r"PMC\d+|s41598\S+", source)]
    print(f"{len(dois)} DOIs and {len(papers)} other numbers")
    assert dois
    assert not [each for each in dois + papers if each not in facts]


def test_guidelines_are_those_of_the_table(shared):
    text = (shared / "SELF_HEALING.md").read_text()
    rows = [line for line in text.splitlines() if re.match(r"\| [A-Z].*, \d{4} \|", line)]
    told = [row for topic in topics("en") for row in topic.guidelines]
    assert len(told) == len(rows) == 12
    for row, line in zip(told, rows, strict=True):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert row.country in (cells[0], {"UK": "United Kingdom"}.get(cells[0]))
        assert row.name[-4:] == re.search(r"\d{4}", cells[1])[0]
        assert [bool(choice) for choice in row.choices] == [bool(cell) for cell in cells[2:6]]


def test_every_picture_is_painted(theme):
    for card in cards("en"):
        for drawing in card.drawings:
            image = _blank()
            with QPainter(image) as painter:
                paint(painter, theme, drawing.form, QRectF(0, 0, 400, 140), drawing.measures)
            assert _inked(image) > 200, card.id
    for sign in LEGEND:
        image = _blank()
        with QPainter(image) as painter:
            paint_sign(painter, theme, sign, QRectF(0, 0, 26, 22))
        assert _inked(image) > 5, sign


def test_only_the_heart_is_drawn_in_its_colour(qt):
    theme = Theme.of()
    heart = theme.colour("heart").rgb()
    found = {}
    for form, measures in {
        "breath": {"rates_per_min": [6], "swing": 1.0},
        "stream": {"widths": [0.5, 1.0]},
        "days": {},
        "pool": {"volume": 0.5, "tight": 0.0, "rings": 4},
    }.items():
        image = _blank()
        with QPainter(image) as painter:
            paint(painter, theme, form, QRectF(0, 0, 400, 140), measures)
        pixels = {image.pixel(x, y) for x in range(400) for y in range(140)}
        found[form] = heart in pixels
    assert found == {"breath": True, "stream": False, "days": False, "pool": False}


@pytest.fixture
def context(qt, tmp_path):
    file = QSettings(str(tmp_path / "likes.ini"), QSettings.Format.IniFormat)
    made = Context(Bridge(), None, Settings(file))
    made.went, made.asked = [], []
    made.lead_the_way(lambda place, **what: made.went.append((place, what)), lambda: None)
    made.ask = made.asked.append
    QLocale.setDefault(QLocale("en"))
    yield made
    QLocale.setDefault(QLocale.system())


def records(read=(), **screening):
    screening = {"asked_on": "2026-03-01"} | screening
    person = {"preferences": {"read_cards": list(read)}, "screening": screening, "alias": ""}
    return RecordsOpen("records.db", False, 0, person)


def test_the_list_begins_with_the_next_card_that_was_not_read(qt, context):
    context.take(records(read=["slow-breathing", "six-a-minute"]))
    view = qt.show(Learn(context))
    assert view.first_focus().words() == "Small and easy, not deep"
    assert view.spoken().startswith("Breathing and the heart, 4")
    named = [each.accessibleName() for each in view.findChildren(QPushButton)]
    assert "Why slow breathing calms the heart, read" in named
    assert len(named) == len(cards("en"))
    QTest.keyClick(view.first_focus(), Qt.Key.Key_Return)
    assert context.went == [("card", {"card": "small-and-easy"})]


def test_a_card_leads_to_its_session_and_to_the_next(qt, context):
    context.take(records())
    view = qt.show(LearnCard(context, "slow-breathing"))
    assert view.first_focus().words() == "Try it for 5 minutes"
    view.first_focus().click()
    button(view, "Next: Why six breaths a minute?").click()
    button(view, "All cards").click()
    assert context.went == [
        ("before", {"session": "paced-6-3min"}),
        ("card", {"card": "six-a-minute"}),
        ("learn", {}),
    ]


def test_a_card_without_a_session_goes_on(qt, context):
    view = qt.show(LearnCard(context, "defence"))
    assert view.first_focus().words() == "Next"
    view.first_focus().click()
    assert context.went == [("card", {"card": "mind"})]


def test_the_assessment_stays_closed_with_acidosis(qt, context):
    context.take(records(acidosis=True, advised=True))
    assert qt.show(LearnCard(context, "own-pace")).first_focus().words() == "Next"


def test_who_should_ask_first_is_told_so(qt, context):
    context.take(records(lungs=True))
    qt.show(LearnCard(context, "slow-breathing")).first_focus().click()
    assert context.went == [("welcome", {"at": "advice", "session": "paced-6-3min"})]


def test_the_switch_holds_for_all_cards(qt, context):
    view = qt.show(LearnCard(context, "own-pace"))
    assert not view._more.isVisible()
    view.reading.buttons()[1].click()
    assert context.likes.fuller
    assert view._more.isVisible()
    other = qt.show(LearnCard(context, "muscles"))
    assert other._more.isVisible()


def test_what_was_read_is_kept_once(qt, context):
    context.take(records(read=["mind"]))
    qt.show(LearnCard(context, "mind"))
    assert not context.asked
    qt.show(LearnCard(context, "numbers"))
    assert len(context.asked) == 1


@pytest.mark.parametrize("card", ["slow-breathing", "guidelines", "triggers"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_scrolls_sideways(qt, context, card, percent):
    QLocale.setDefault(QLocale("de"))
    qt.dress("light", percent)
    context.like(fuller=True)
    for view in (LearnCard(context, card), Learn(context)):
        area = qt.show(view).findChild(QScrollArea)
        assert area.widget().minimumSizeHint().width() <= area.viewport().width()


class FakeEngine(QObject):
    """An engine with an English voice, and what it was asked to say."""

    ready, began, ended, failed = Signal(), Signal(), Signal(), Signal()

    def __init__(self):
        super().__init__()
        self.is_ready, self.locales, self.said = True, [QLocale("en")], []

    def say(self, sentence):
        self.said.append(sentence)
        self.began.emit()

    def hush(self):
        self.ended.emit()

    def set_rate(self, rate):
        pass

    set_volume = set_locale = set_rate


def test_a_card_is_read_aloud_and_can_be_hushed(qt, context, monkeypatch):
    monkeypatch.setattr(reader, "SpeechEngine", FakeEngine)
    monkeypatch.setattr(learn_card, "may_read", lambda: True)
    view = qt.show(LearnCard(context, "slow-breathing"))
    assert view.aloud.isVisible()
    view.aloud.click()
    said = view._reader._engine.said
    assert said == ["Why slow breathing calms the heart."]
    assert view.aloud.words() == "Stop reading"
    view.aloud.click()
    assert view.aloud.words() == "Read aloud"
    other = qt.show(LearnCard(context, "mind"))
    other.aloud.click()
    assert other._reader is view._reader
    other.leaving()


def test_without_a_voice_for_the_language_the_offer_is_taken_back(qt, context, monkeypatch):
    monkeypatch.setattr(reader, "SpeechEngine", FakeEngine)
    monkeypatch.setattr(learn_card, "may_read", lambda: True)
    QLocale.setDefault(QLocale("de"))
    view = qt.show(LearnCard(context, "mind"))
    view.aloud.click()
    assert not view.aloud.isVisible()
    assert not view._reader._engine.said


def test_where_nothing_can_speak_nothing_is_offered(qt, context, monkeypatch):
    monkeypatch.setattr(learn_card, "may_read", lambda: False)
    assert not qt.show(LearnCard(context, "mind")).aloud.isVisible()


def button(view, words):
    return next(each for each in view.findChildren(QPushButton) if each.accessibleName() == words)


def _blank():
    image = QImage(400, 140, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _inked(image):
    return sum(
        image.pixelColor(x, y).alpha() > 0
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )
