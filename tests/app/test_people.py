"""People and plans: the list, adding, the desk that keeps them, the file that goes along."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from biofeedback.app.desk.messages import HomeIs, RecordsOpen, RunOver
from biofeedback.app.desk.occasion import Wanted
from biofeedback.app.desk.people_messages import (
    Merged,
    NotesAre,
    PeopleAre,
    PersonRefused,
    PlanIs,
    PlanSaid,
)
from biofeedback.app.examples import people as made
from biofeedback.app.examples import plans as annas
from biofeedback.app.views import plan_draft
from biofeedback.app.views.people_add import AddDialog
from biofeedback.app.views.plan_draft import Draft, covered
from biofeedback.app.views.plan_table import CellDialog
from biofeedback.app.views.screening import to_session
from biofeedback.store.exchange.home_keys import RETURN_TO, address_in, with_secret
from biofeedback.store.exchange.plan_file import read_plan, write_plan
from biofeedback.store.runs import find_run
from devices.errors import FileError
from sessions.load import find_session
from tests.app.desks import open_desk
from tests.app.visits import Visit

OWN = """
title = "My own, 3 minutes"
description = "Quiet."
networks = ["nervous"]
[[block]]
title = "Breathe"
minutes = 3
rate_per_min = 6
text = "Breathe."
"""


@pytest.fixture
def visit(qt, tmp_path):
    made_visit = Visit(qt, tmp_path)
    made_visit.context.like(professional=True)
    return made_visit


@pytest.fixture
def listed(visit):
    visit.tell(made.RECORDS)
    view = visit.to("people")
    visit.tell(made.NOBODY)
    visit.asked()
    return view


def test_nobody_is_chosen_and_the_list_is_in_focus(visit, listed):
    assert listed.spoken().startswith("6 people") or "6" in listed.spoken()
    assert [button.words() for button in listed.list.buttons] == [r.alias for r in made.ROWS]
    assert listed.first_focus() is listed.list.buttons[0]


def test_what_is_typed_narrows_the_list(visit, listed, qt):
    listed.list.search.setText("l.")
    qt.settle()
    assert [button.words() for button in listed.list.buttons] == ["Josef L."]
    listed.list.search.setText("nobody")
    qt.settle()
    assert listed.list.buttons == []
    assert not listed.list._none.isHidden()


@pytest.mark.parametrize(("width", "percent"), [(1280, 100), (1024, 150), (1024, 200)])
def test_a_row_is_as_high_as_its_words(visit, qt, width, percent):
    qt.dress("light", percent)
    visit.tell(made.RECORDS)
    view = visit.to("people", width=width, height=700)
    names = "Maria Magdalena von Hohenstein-Freudenberg, the second bed by the window", "W" * 40
    rows = [replace(row, alias=name) for row, name in zip(made.ROWS, names, strict=False)]
    visit.tell(replace(made.NOBODY, rows=(*rows, *made.ROWS[2:])))
    for button in view.list.buttons:
        assert button.height() >= button.heightForWidth(button.width())
        assert button.geometry().right() < view.list._content.width()
    assert view.list._content.width() <= view.list._content.parentWidget().width()


def test_a_press_chooses_and_the_next_session_is_offered(visit, listed):
    listed.list.buttons[0].click()
    visit.asked()
    visit.tell(made.HOME, made.ANNA)
    assert listed.page.alias == "Anna B."
    assert listed.page.picker.session() == "paced-6-10min"
    listed.list.buttons[3].click()
    assert ("people.choose", (4,), {}) in visit.asked()


def test_an_alias_that_is_taken_may_be_typed_anew(visit, listed, qt):
    listed.list.add.click()
    [dialog] = listed.window().findChildren(AddDialog)
    dialog.alias.edit.setText("anna b.")
    dialog.yes.click()
    assert ("people.add", ("anna b.",), {}) in visit.asked()
    visit.tell(PersonRefused("Somebody is called anna b. already."))
    assert dialog.isVisible()
    visit.tell(replace(made.ANNA, chosen=2))
    assert not dialog.isVisible()
    qt.settle()


def test_a_session_of_ones_own_is_taken_up_or_its_fault_is_said(visit, listed, tmp_path):
    visit.tell(made.HOME, made.ANNA)
    file = tmp_path / "mine.toml"
    file.write_text(OWN.replace("minutes = 3", "minutes = -3"))
    listed.page.open_file(file)
    assert "mine.toml" in listed.page._said.text()
    assert not visit.context.likes.own_sessions
    file.write_text(OWN)
    listed.page.open_file(file)
    assert listed.page.picker.session() == str(file)
    assert visit.context.likes.own_sessions == str(file)


@pytest.mark.parametrize(("width", "percent"), [(1280, 100), (1024, 200)])
def test_list_and_person_share_the_room_there_is(visit, qt, width, percent):
    qt.dress("light", percent)
    visit.tell(made.RECORDS)
    view = visit.to("people", width=width, height=700, listed=False)
    visit.tell(made.ANNA)
    both = width == 1280
    assert view.list.isVisible() is both
    assert view.page.isVisible()
    if not both:
        assert view.back()
        assert view.list.isVisible()
        assert not view.page.isVisible()
    view.window().hide()
    qt.dress()


@pytest.fixture
def at_desk(run_virtual, tmp_path):
    """Return a function that lets `work(desk, told)` be done; it returns what was told."""

    def do(work):
        async def main():
            told = []
            async with open_desk(tmp_path, told.append) as (desk, _airs):
                await work(desk, told)
            return told

        return run_virtual(main())

    return do


def of(told, kind):
    return [message for message in told if isinstance(message, kind)]


def test_people_are_added_chosen_and_told(at_desk):
    async def work(desk, told):
        await desk.people.people()
        await desk.people.add("Mira")
        await desk.people.add("Anna")
        await desk.people.add(" anna ")
        await desk.people.add(" ")
        [*_, newest] = of(told, PeopleAre)
        await desk.people.choose(newest.rows[1].person_id)

    told = at_desk(work)
    first, *_, last = of(told, PeopleAre)
    assert first == PeopleAre((), None)
    assert [row.alias for row in last.rows] == ["Anna", "Mira"]
    assert last.chosen == last.rows[1].person_id
    assert len(of(told, PersonRefused)) == 2


def test_the_answers_to_the_health_questions_are_those_of_whoever_is_chosen(at_desk, tmp_path):
    """Even where what came back from home chooses them."""
    file, whose = tmp_path / "home.age", []

    async def work(desk, told):
        def look():
            [*_, known], [*_, home], [*_, listed] = (
                of(told, kind) for kind in (RecordsOpen, HomeIs, PeopleAre)
            )
            chosen = next(row.alias for row in listed.rows if row.person_id == listed.chosen)
            assert known.person["alias"] == home.alias == chosen
            whose.append((chosen, known.person["screening"].get("heart")))

        for alias, heart in (("Anna", True), ("Josef", False)):
            await desk.people.add(alias)
            secret = with_secret(desk.records.person.preferences)
            kept = {**secret, RETURN_TO: address_in(secret)}
            await desk.records.change(preferences=kept, screening={"heart": heart})
            look()
        [*_, listed] = of(told, PeopleAre)
        await desk.people.send_home(file)
        await desk.people.choose(listed.rows[0].person_id)
        look()
        await desk.people.merge(file)
        look()

    at_desk(work)
    assert whose == [("Anna", True), ("Josef", False), ("Anna", True), ("Josef", False)]


@pytest.mark.parametrize(
    ("home", "place"),
    [
        (made.HOME._replace(alias="", sessions=0), "people"),
        (made.HOME._replace(alias="", sessions=3), "before"),
        (made.HOME, "before"),
    ],
)
def test_a_session_is_somebodys(visit, home, place):
    """A computer at home has a nameless person; among several, they have never practised."""
    went = []
    asked = made.PERSON | {"screening": {"asked_on": "2026-03-01"}}
    visit.tell(made.RECORDS._replace(person=asked), home)
    visit.context.lead_the_way(lambda place, **_what: went.append(place), lambda: None)
    to_session(visit.context, "paced-6-10min")
    visit.context.like(professional=False)
    to_session(visit.context, "paced-6-10min")
    assert went == [place, "before"]


def test_notes_go_on_the_stream_and_with_the_run(at_desk):
    kept = []

    async def work(desk, told):
        await desk.people.add("Anna")
        running = asyncio.create_task(desk.begin(Wanted("paced-6-3min")))
        await asyncio.sleep(30)
        run_id = desk.occasion.run_id
        desk.wish("note Jaw loose")
        await desk.people.note(run_id, 30.0, "Jaw loose")
        await asyncio.sleep(40)
        desk.wish("marker")
        await desk.people.note(run_id, 70.0)
        await running
        run = find_run(desk.records.store, str(run_id))
        kept.append((run.person_id, run.notes))
        [over] = of(told, RunOver)
        assert over.minutes == pytest.approx(over.plan.session.duration_s / 60)

    told = at_desk(work)
    [(person_id, notes)] = kept
    assert person_id == of(told, PeopleAre)[-1].chosen
    assert notes == "0:30 Jaw loose"
    [*_, last] = of(told, NotesAre)
    assert [(note.session_t_s, note.words) for note in last.notes] == [
        (70.0, ""),
        (30.0, "Jaw loose"),
    ]


def test_a_plan_is_kept_handed_over_and_taken_over(at_desk, tmp_path):
    own, file = tmp_path / "mine.toml", tmp_path / "anna.plan"
    own.write_text(OWN)

    async def work(desk, told):
        await desk.people.add("Anna")
        await desk.people.plan()
        start = of(told, PlanIs)[0].today
        plan = Draft.new(start).with_session(0, 1, str(own), onwards=True).planned()
        await desk.people.hand_over(file, plan)
        own.unlink()
        await desk.people.add("At home")
        await desk.people.take_over(file)
        await desk.people.plan()
        await desk.people.set_plan(replace(plan, sessions=("no-such-session",)))

    told = at_desk(work)
    before, *_, at_home = of(told, PlanIs)
    assert before.plan is None
    laid = str(tmp_path / "sessions" / "mine.toml")
    assert at_home.plan.sessions == ("paced-6-10min", laid, "paced-6-10min", "paced-6-10min")
    assert at_home.plan.sessions_a_week == 4
    assert [(said.what, bool(said.sentence)) for said in of(told, PlanSaid)] == [
        ("hand_over", False),
        ("take_over", False),
        ("set", True),
    ]


def test_what_comes_back_from_home_is_taken_in_once(at_desk, tmp_path):
    brought = tmp_path / "anna.zip"

    async def work(desk, told):
        await desk.people.add("At home")
        await desk.begin(Wanted("paced-6-3min"))
        await desk.safe.export_all(brought)
        await desk.people.add("In the clinic")
        await desk.people.merge(brought)
        await desk.people.merge(brought)
        (tmp_path / "no.zip").write_text("nothing")
        await desk.people.merge(tmp_path / "no.zip")

    told = at_desk(work)
    first, again = of(told, Merged)
    assert (first.new, first.twice) == (1, 0)
    assert first.since is not None
    assert (again.new, again.since, again.twice) == (0, None, 1)
    [said] = of(told, PlanSaid)
    assert "no.zip" in said.sentence


def test_a_plan_file_is_nothing_else(tmp_path):
    for name, data in (("text.plan", b"hello"), ("empty.plan", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(FileError):
            read_plan(tmp_path / name, tmp_path)
    gone = replace(annas.PLAN, sessions=(str(tmp_path / "gone.toml"),))
    with pytest.raises(FileError):
        write_plan(tmp_path / "out.plan", gone)


def test_the_table_is_the_row_of_sessions_broken_into_weeks():
    draft = Draft.of(annas.PLAN)
    assert len(draft.weeks) == 8
    assert set(draft.weeks) == {annas.PLAN.sessions}
    assert draft.planned() == annas.PLAN
    assert draft.sized(3, 5).weeks == ((*annas.PLAN.sessions, "paced-6-10min"),) * 3
    other = draft.with_session(6, 0, "heat", onwards=True)
    assert [week[0] for week in other.weeks] == ["paced-6-10min"] * 6 + ["heat"] * 2
    assert len(other.planned().sessions) == 32
    grown = draft.filled(plan_draft.GROWING)
    assert grown.progression == plan_draft.GROWING
    minutes = [find_session(week[0]).duration_s for week in grown.weeks]
    assert minutes == sorted(minutes)
    assert minutes[0] < minutes[-1]
    start = date(2026, 3, 9)
    boosted = replace(Draft.new(start), boosters=2)
    assert boosted.booster_days == (
        date(2026, 5, 3) + timedelta(weeks=4),
        date(2026, 5, 3) + timedelta(weeks=8),
    )


def test_the_mix_covers_all_networks():
    networks = {name: find_session(name).networks for name in plan_draft.MIX}
    assert len(covered(plan_draft.MIX, networks)) == 5


def test_the_plan_is_changed_as_a_draft_and_kept_when_asked(visit, qt):
    visit.tell(made.RECORDS)
    view = visit.to("plans")
    visit.tell(annas.ANNAS)
    assert "Anna B." in view.spoken()
    assert visit.asked()[-1][0] == "people.plan"
    view.a_week.more.click()
    qt.settle()
    assert [len(row) for row in view.table.cells] == [5] * 8
    view.table.cells[2][4].click()
    [dialog] = view.window().findChildren(CellDialog)
    dialog.picker.choose("heat")
    dialog.yes.click()
    qt.settle()
    assert visit.asked() == []
    view.keep.click()
    [(method, (plan,), _named)] = visit.asked()
    assert method == "people.set_plan"
    assert plan.sessions_a_week == 5
    assert plan.sessions[2 * 5 + 4] == "heat"
    visit.tell(Merged(9, date(2026, 3, 3), 0))
    assert "none twice" in view._said.text()
