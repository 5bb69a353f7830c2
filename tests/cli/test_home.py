"""`biofeedback home`: a plan goes home, what was done comes back; two computers in one test."""

import pytest

from biofeedback.cli import DONE, WRONG_INPUT, main

RR_TEXT = "".join(f"{rr}\n" for rr in [800.5, 810, 790, 805.25, 820, 795] * 40)


@pytest.fixture
def at(tmp_path, monkeypatch, capsys):
    """Return a function that types a command on one of the computers: (exit code, all it says)."""
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rr.txt").write_text(RR_TEXT)

    def at(computer, *words):
        monkeypatch.setenv("BIOFEEDBACK_STORE", str(tmp_path / computer / "records.db"))
        code = main([*words, "--plain"])
        told = capsys.readouterr()
        return code, told.out + told.err

    return at


def test_a_plan_goes_home_and_the_practice_comes_back_once(at):
    assert at("practice", "person", "add", "anna")[0] == DONE
    code, said = at("practice", "home", "plan", "anna", "anna.plan")
    assert (code, "anna has no plan" in said) == (WRONG_INPUT, True)
    at("practice", "plan", "anna", "--a-week", "4", "--session", "paced-6-10min")
    assert "ready to take home" in at("practice", "home", "plan", "anna", "anna.plan")[1]

    code, said = at("home", "home", "follow", "me", "anna.plan")
    assert (code, "The plan is yours now" in said) == (DONE, True)
    assert "paced-6-10min" in at("home", "plan", "me")[1]
    at("home", "import", "rr.txt", "--person", "me")
    at("home", "rate", "me", "pain=4", "--after", "last")
    assert "holds 1 sessions" in at("home", "home", "send", "me", "out.age")[1]

    said = at("practice", "home", "take", "out.age")[1]
    assert said.strip() == "anna: 1 new sessions, 0 were here already, 1 new answers."
    said = at("practice", "home", "take", "out.age")[1]
    assert said.strip() == "anna: 0 new sessions, 1 were here already, 0 new answers."


def test_what_cannot_be_done_is_one_sentence(at, tmp_path):
    at("home", "person", "add", "me")
    code, said = at("home", "home", "send", "me", "out.age")
    assert code == WRONG_INPUT
    assert said.count("\n") == 1
    assert "Take in the plan of your practice first." in said
    (tmp_path / "bad.plan").write_text("nothing")
    code, said = at("home", "home", "follow", "me", "bad.plan")
    assert (code, "is no plan of this program" in said) == (WRONG_INPUT, True)
    code, said = at("home", "home", "take", "gone.age")
    assert (code, "gone.age" in said) == (WRONG_INPUT, True)
