"""Report or export: what is asked of the desk for each choice, and what is said afterwards."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea

from biofeedback.app.bridge import Failed
from biofeedback.app.desk.past_messages import Written
from biofeedback.app.examples import past_made
from biofeedback.app.views.export import FORMS, Export
from tests.app.past_desk import Window


@pytest.fixture
def window(qt, tmp_path):
    return Window(tmp_path)


def shown(qt, window, **what):
    view = qt.show(Export(window.context, **what), 1152, 800)
    window.tell(past_made.runs_are())
    qt.settle()
    return view


def choose(choice, value):
    buttons = dict(zip(choice._buttons, choice.buttons(), strict=True))
    buttons[value].click()


def test_a_report_of_the_weeks_for_me_is_chosen_at_first(qt, window):
    view = shown(qt, window)
    assert view.first_focus() is view.write
    view.chosen_path("/tmp/weeks")
    [_runs, (name, arguments, _named)] = window.calls
    assert name == "past.report"
    assert arguments == (Path("/tmp/weeks.pdf"), "patient", "en", None, 8)


def test_one_session_for_the_therapist_as_a_web_page(qt, window):
    view = shown(qt, window)
    choose(view.scope, "one")
    view.run.setCurrentIndex(2)
    choose(view.form, "html")
    choose(view.reader, "professional")
    view.chosen_path("/tmp/run.html")
    assert window.calls[-1][1] == (Path("/tmp/run.html"), "professional", "en", 29, 8)


def test_it_opens_with_the_session_one_came_from(qt, window):
    view = shown(qt, window, run_id=28)
    assert view.run.isVisible()
    assert view.run.currentText() == "Monday 9 March, 8:15, Steady breathing"
    view.chosen_path("/tmp/run.pdf")
    assert window.calls[-1][1][3] == 28


@pytest.mark.parametrize(
    ("form", "path"),
    [("csv", "/tmp/x"), ("edf", "/tmp/x.edf"), ("recording", "/tmp/x.jsonl.gz")],
)
def test_one_session_for_other_programs(qt, window, form, path):
    view = shown(qt, window, run_id=31)
    choose(view.form, form)
    assert not view.reader.isVisible()
    assert view.named.isVisible() == (form == "edf")
    view.chosen_path("/tmp/x")
    assert window.calls[-1] == ("past.export", (Path(path), form, 31, 8), {"named": False})


def test_all_sessions_become_a_folder(qt, window):
    view = shown(qt, window)
    choose(view.form, "edf")
    assert "in a new folder" in view.explained.text()
    view.chosen_path("/tmp/all")
    assert window.calls[-1] == ("past.export", (Path("/tmp/all"), "edf", None, 8), {"named": False})


def test_it_says_where_and_that_it_is_not_encrypted(qt, window):
    view = shown(qt, window)
    assert not view.done.isVisible()
    window.tell(Written("/home/anna/report.pdf", 1))
    qt.settle()
    assert view.done.isVisible()
    assert "/home/anna/report.pdf" in view._done_words.text()
    assert "Not encrypted" in view._done_words.text()
    assert "Not encrypted" in window.spoken[-1]
    assert view.open_folder.hasFocus()
    assert view.write.isEnabled()


def test_after_a_failure_one_may_try_again(qt, window):
    view = shown(qt, window)
    view.chosen_path("/nowhere/weeks")
    assert not view.write.isEnabled()
    window.tell(Failed(OSError()))
    assert view.write.isEnabled()
    assert not view.done.isVisible()


def test_nothing_can_be_written_of_no_session(qt, window):
    view = qt.show(Export(window.context, run_id=31), 1152, 800)
    assert not view.write.isEnabled()


@pytest.mark.parametrize("form", [form.id for form in FORMS])
def test_the_system_asks_where(qt, window, form):
    view = shown(qt, window)
    choose(view.form, form)
    view.write.click()
    qt.settle()
    assert view._dialog.isVisible()
    view._dialog.reject()
    qt.settle()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_scrolls_sideways(qt, window, percent):
    qt.dress("light", percent)
    view = shown(qt, window, run_id=31)
    view.resize(1024, 700)
    qt.settle()
    area = view.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()
