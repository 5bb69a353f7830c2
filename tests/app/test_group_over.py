"""The end of a group's session: the time, the way back, and a report that is taken along."""

import pytest
from PySide6.QtCore import QLocale

from biofeedback.app.bridge import Failed
from biofeedback.app.desk.group_messages import GroupOver
from biofeedback.app.desk.past_messages import Written
from biofeedback.app.examples import group_made as made
from biofeedback.app.views.group_over import GroupOverPage
from biofeedback.app.views.group_setup import SetupPage
from biofeedback.store.errors import NeedsTherapist
from tests.app.group_visits import begun, calls, group_visit


@pytest.fixture
def visit(qt, tmp_path):
    with group_visit(qt, tmp_path) as made_visit:
        yield made_visit


@pytest.fixture
def led(visit):
    return begun(visit)


def test_the_end_tells_the_time_and_leads_back(visit, led):
    visit.tell(GroupOver(made.SESSION, made.began().title, 10.2, 0.6, (1, 2, 3, 4, 5, 6)))
    assert isinstance(led.page, GroupOverPage)
    assert led.page.page.headline.text().startswith("10 minute")
    assert "about half of the time" in led.page.ring.accessibleDescription()
    assert led.first_focus() is led.page.done
    led.page.done.click()
    assert isinstance(led.page, SetupPage)


def over(visit, uid):
    visit.tell(GroupOver(made.SESSION, made.began().title, 10.2, 0.6, (1, 2), uid))


def test_a_report_of_the_group_is_written_where_one_wants(visit, led, tmp_path):
    over(visit, "a uid")
    page, path = led.page, tmp_path / "group.html"
    assert page.report.isVisible()
    visit.asked()
    page.write_to(path)
    assert calls(visit) == [("report", ("a uid", path, QLocale().name()[:2]))]
    assert not page.report.isEnabled()
    visit.tell(Written(str(path), 1))
    assert page.report.isEnabled()
    assert page.written.isVisible()
    assert page.written.text().startswith(str(path))
    page.write_to(path)
    visit.tell(Failed(NeedsTherapist()))  # the window says it
    assert page.report.isEnabled()
    assert not page.written.isVisible()


def test_where_nothing_was_kept_there_is_no_report(visit, led):
    over(visit, "")
    assert not led.page.report.isVisible()
