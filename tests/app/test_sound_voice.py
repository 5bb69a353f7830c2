"""Sentence by sentence, pauses, and silence without an engine: a fake engine, and Qt's own."""

import pytest
from PySide6.QtCore import QEventLoop, QLocale, QObject, QTimer, Signal
from PySide6.QtTest import QSignalSpy
from PySide6.QtTextToSpeech import QTextToSpeech  # some systems grumble where it is loaded first

from biofeedback.app.sound.engine import SpeechEngine
from biofeedback.app.sound.voice import Voice
from biofeedback.app.theme.tokens import Theme

FORM = Theme.of().sound


class FakeEngine(QObject):
    """Speaks when it is told to, and remembers what it was asked for."""

    ready = Signal()
    began = Signal()
    ended = Signal()
    failed = Signal()

    def __init__(self, languages=("en", "de"), is_ready=True):
        super().__init__()
        self.locales = [QLocale(language) for language in languages]
        self.is_ready = is_ready
        self.said, self.set = [], {}

    def say(self, sentence):
        self.said.append(sentence)
        self.began.emit()

    def hush(self):
        self.ended.emit()

    def set_rate(self, rate):
        self.set["rate"] = rate

    def set_volume(self, volume):
        self.set["volume"] = volume

    def set_locale(self, locale):
        self.set["language"] = locale.name()[:2]

    def load(self):
        self.is_ready = True
        self.ready.emit()


@pytest.fixture
def engine(qt):
    return FakeEngine()


@pytest.fixture
def voice(engine):
    return Voice(FORM, engine, "de")


def pass_pause(voice):
    """The pause between sentences is over."""
    assert voice._pause.interval() == 600
    assert voice._pause.isActive()
    voice._pause.stop()
    voice._pause.timeout.emit()


def test_slower_by_a_quarter_in_the_language_of_the_app(voice, engine):
    voice.set_volume(7)
    assert engine.set == {"rate": -0.25, "volume": 0.7, "language": "de"}
    voice.set_language("en")
    assert engine.set["language"] == "en"


def test_a_pause_lies_between_sentences_and_tones_stay_low_in_it(voice, engine):
    spoken = QSignalSpy(voice.speaking)
    voice.say("Breathe in. And slowly out!  Rest")
    assert engine.said == ["Breathe in."]
    for said in (2, 3):
        engine.ended.emit()
        assert len(engine.said) == said - 1
        pass_pause(voice)
        assert len(engine.said) == said
    assert engine.said == ["Breathe in.", "And slowly out!", "Rest"]
    assert [spoken.at(n)[0] for n in range(spoken.count())] == [True]
    engine.ended.emit()
    assert [spoken.at(n)[0] for n in range(spoken.count())] == [True, False]


def test_a_sentence_cut_by_a_pause_is_said_again(voice, engine):
    voice.say("One. Two.")
    engine.ended.emit()
    pass_pause(voice)
    voice.pause()
    voice.say("Three.")
    assert engine.said == ["One.", "Two."]
    voice.resume()
    voice.resume()
    assert engine.said == ["One.", "Two.", "Two."]
    engine.ended.emit()
    pass_pause(voice)
    assert engine.said[-1] == "Three."


def test_stopped_is_silent_and_forgets(voice, engine):
    spoken = QSignalSpy(voice.speaking)
    voice.say("One. Two.")
    voice.stop()
    assert not voice._pause.isActive()
    assert spoken.at(spoken.count() - 1)[0] is False
    voice.say("Three.")
    assert engine.said == ["One.", "Three."]


def test_an_engine_that_fails_frees_the_tones(voice, engine):
    spoken = QSignalSpy(voice.speaking)
    voice.say("One. Two.")
    engine.failed.emit()
    assert spoken.at(spoken.count() - 1)[0] is False


def test_without_a_voice_of_the_language_nothing_is_said(voice, engine):
    voice.set_language("fi")
    assert not voice.available
    voice.say("Hengitä sisään.")
    assert engine.said == []


def test_what_is_said_while_the_engine_loads_waits(qt):
    engine = FakeEngine(is_ready=False)
    voice = Voice(FORM, engine, "en")
    changed = QSignalSpy(voice.changed)
    voice.set_volume(3)
    voice.say("Breathe in.")
    assert engine.said == []
    assert not voice.available
    engine.load()
    assert changed.count() == 1
    assert engine.said == ["Breathe in."]
    assert engine.set["volume"] == 0.3


def test_an_engine_that_loads_in_vain_leaves_nothing_to_say(qt):
    engine = FakeEngine(languages=(), is_ready=False)
    voice = Voice(FORM, engine, "en")
    voice.say("Breathe in.")
    engine.load()
    assert engine.said == []
    assert not voice.available


@pytest.mark.parametrize("names", [[], ["mock"], ["speechd", "mock"]])
def test_a_system_without_an_engine_is_silent(qt, monkeypatch, names, capfd):
    monkeypatch.setattr(QTextToSpeech, "availableEngines", staticmethod(lambda: names))
    monkeypatch.setattr("biofeedback.app.sound.engine._NEEDS", {"speechd": "no-such-library.so"})
    voice = Voice(FORM, SpeechEngine(), "en")
    voice.say("Breathe in.")
    voice.pause()
    voice.resume()
    voice.stop()
    assert not voice.available
    assert capfd.readouterr() == ("", "")


def test_a_real_engine_speaks_through_qt(qt, monkeypatch):
    """Qt's own silent engine, in a thread as on Linux: loaded, spoken, hushed, ended."""
    monkeypatch.setattr("biofeedback.app.sound.engine._is_usable", lambda name: name == "mock")
    monkeypatch.setattr("biofeedback.app.sound.engine._SLOW", "mock")
    engine = SpeechEngine()
    wait_for(engine.ready)
    voice = Voice(FORM, engine, "en")
    assert voice.available
    voice.say("Breathe in. And out.")
    wait_for(engine.began)
    voice.stop()
    wait_for(engine.ended)
    engine.close()


def wait_for(signal):
    """Let Qt work until the signal has come."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    limit = QTimer(singleShot=True, interval=10_000)
    limit.timeout.connect(lambda: loop.exit(1))
    limit.start()
    assert loop.exec() == 0
    limit.stop()
