"""Every trouble has a code of its own and a short sentence for the person."""

import pickle

import pytest

from devices import errors
from devices.errors import DeviceError, FileError, sentence_for

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, DeviceError)
]


def test_codes_are_unique():
    assert len({kind.code for kind in KINDS}) == len(KINDS) >= 11


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_sentences_are_short_and_calm(kind):
    text = str(kind())
    assert sentence_for(kind.code) == text
    assert "\n" not in text
    assert len(text) <= 120
    assert "!" not in text
    assert "error" not in text.lower()


def test_an_unknown_code_says_nothing():
    assert sentence_for("no_such_trouble") == ""


def test_a_file_error_says_where_what_and_what_to_do():
    error = FileError("rr.txt", "holds text", "Delete it.", 3)
    assert str(error) == "rr.txt, line 3: holds text. Delete it."
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.line) == (str(error), 3)
