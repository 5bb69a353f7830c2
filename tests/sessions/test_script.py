import pytest

from sessions.blocks import Block
from sessions.errors import SessionError
from sessions.script import Line, line_at, speaking_time_s, words_a_sentence

LINES = (Line(0.0, "Make a fist.", 2.0), Line(8.0, "Let go.", 1.0), Line(30.0, "Rest.", 1.0))


def test_speaking_time_is_12_characters_a_second_and_0_6_s_between_sentences():
    assert speaking_time_s("a" * 24) == 2.0
    assert speaking_time_s("aaaaaaaaaaa. aaaaaaaaaaa.") == pytest.approx(25 / 12 + 0.6)
    assert speaking_time_s("Rest.") == 1.0  # nothing is said in less


@pytest.mark.parametrize(
    ("texts", "mean"),
    [
        (["One two three. Four five."], 2.5),
        (["One two three", "Four five?"], 2.5),
        (["In for 4.5 seconds, out for 6."], 7.0),
        (["Drei Wörter hier: und zwei."], 2.5),
        ([], 0.0),
        (["", "One."], 1.0),
    ],
)
def test_words_a_sentence(texts, mean):
    assert words_a_sentence(texts) == mean


@pytest.mark.parametrize(
    ("t_s", "text"), [(0, "Make a fist."), (7.9, "Make a fist."), (8, "Let go."), (99, "Rest.")]
)
def test_the_newest_line(t_s, text):
    assert line_at(LINES, t_s).text == text


def test_before_the_first_line_there_is_none():
    assert line_at(LINES[1:], 7.0) is None
    assert line_at((), 7.0) is None


@pytest.mark.parametrize(
    ("make", "key", "item"),
    [
        (lambda: Line(0.0, " ", 1.0), "text", 0),
        (lambda: Line(-1.0, "Rest.", 1.0), "start_s", 0),
        (lambda: Line(float("nan"), "Rest.", 1.0), "start_s", 0),
        (lambda: Line(0.0, "Rest.", 0.0), "duration_s", 0),
        (lambda: Block("B", 60, "", lines=(LINES[1], LINES[0])), "start_s", 2),
        (lambda: Block("B", 60, "", lines=(LINES[0], Line(1.9, "Rest.", 1))), "start_s", 2),
        (lambda: Block("B", 30.5, "", lines=LINES), "", 3),
    ],
)
def test_lines_that_cannot_be_said_are_refused(make, key, item):
    with pytest.raises(SessionError) as caught:
        make()
    assert (caught.value.key, caught.value.item) == (key, item)


def test_a_text_without_lines_is_said_once():
    [line] = Block("B", 60, "Breathe along, small and easy.").spoken
    assert (line.start_s, line.text) == (0.0, "Breathe along, small and easy.")
    assert line.duration_s == pytest.approx(2.5)  # 30 characters
    assert Block("B", 60, "Text.", lines=LINES).spoken == LINES
