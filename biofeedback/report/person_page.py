"""The report of a person's weeks, in two readings of the same figures.

Weeks are told, never one session: the sentence names a change only where the rules of
`biofeedback.report.outcomes` allow it. A patient gets the pictures; a professional the figures
behind them, how sure they are, and what they rest on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from gettext import ngettext

import numpy as np

from biofeedback.locale import day, number
from biofeedback.report import findings, words
from biofeedback.report.course import Course, course_of
from biofeedback.report.foot import foot
from biofeedback.report.history import History, history_of
from biofeedback.report.outcomes import Finding
from biofeedback.report.page import Block, Fact, Facts, Page, Reading, Section, Table, Text
from biofeedback.report.resonance import Certainty
from biofeedback.report.trends import practice_chart, ratings_chart, rest_chart, weeks_shown
from biofeedback.report.weeks import Weeks
from biofeedback.store.database import Store
from biofeedback.store.models import OwnPace, Person
from biofeedback.store.rights import Action, demand
from devices.errors import marked

_SPOKEN = ("pain", "tension")
"""Scales of the one sentence and the picture."""
_NETWORKS = {
    "nervous": marked("nerves"),
    "muscle": marked("muscles"),
    "circulation": marked("circulation"),
    "immune": marked("defence"),
    "psyche": marked("mind"),
}
_CERTAIN = {
    Certainty.CLEAR: marked("clear"),
    Certainty.TIED: marked("others nearly as far"),
    Certainty.BOUNDARY: marked("at the end of what was tried"),
}


@dataclass(frozen=True, slots=True)
class PersonOpened:
    """A person with all that a report tells of them."""

    person: Person
    course: Course
    history: History


def opened_person(store: Store, person: Person, today: date, weeks: int) -> PersonOpened:
    """Gather the last `weeks` of a person; `today` is a day on their calendar."""
    demand(store, Action.OPEN, f"person {person.id}")
    course = course_of(store, person.id, today, weeks=weeks)
    return PersonOpened(person, course, history_of(store, person.id, course.first))


def person_page(opened: PersonOpened, reading: Reading, language: str, program: str) -> Page:
    """Write the report of a person's weeks; parameters as of `run_page`."""
    course = opened.course
    shown = len(weeks_shown(course))
    title = ngettext("The last week", "The last {count} weeks", shown).format(count=shown)
    span = _("{first} to {last}").format(first=day(course.first), last=day(course.today))
    is_empty = not (course.findings or course.minutes.any() or opened.history.own_paces)
    write = _for_patient if reading is Reading.PATIENT else _for_professional
    written = () if is_empty else tuple(write(opened))
    return Page(
        language,
        title,
        f"{opened.person.alias} · {span}",
        _("Your first session will appear here.") if is_empty else _lead(course),
        tuple(Section(heading, blocks) for heading, blocks in written if blocks),
        foot(program),
    )


def _lead(course: Course) -> str:
    return findings.sentence([course.findings[s] for s in _SPOKEN if s in course.findings])


def _for_patient(opened: PersonOpened) -> Iterator[tuple[str, tuple[Block, ...]]]:
    yield _("How you were"), _ratings(opened.course)
    practice = practice_chart(opened.course), Text(_this_week(opened.course))
    yield _("Practice"), (*practice, *_covered(opened.course))
    yield _("At rest"), _rest(opened)
    yield _("Your own pace"), tuple(_pace_in_words(opened.history))


def _for_professional(opened: PersonOpened) -> Iterator[tuple[str, tuple[Block, ...]]]:
    course = opened.course
    yield _("At a glance"), (Facts(tuple(_facts(course))),)
    yield _("Ratings"), (*_ratings(course), *_findings_table(course))
    yield _("Practice"), (practice_chart(course), *_covered(course))
    yield _("At rest"), _rest(opened)
    yield _("Own rate of breathing"), tuple(_paces_table(opened.history.own_paces))
    yield _("Week by week"), (_weeks_table(opened),)
    yield _("How it was made"), tuple(map(Text, _methods()))


def _ratings(course: Course) -> tuple[Block, ...]:
    chart = ratings_chart(course)
    return (chart,) if chart else ()


def _rest(opened: PersonOpened) -> tuple[Block, ...]:
    chart = rest_chart(opened.course, opened.history.rmssd_ms)
    return (chart,) if chart else ()


def _this_week(course: Course) -> str:
    done, planned = int(course.adherence.done[-1]), int(course.adherence.planned[-1])
    if planned:
        text = _("{done} of {planned} planned sessions this week. Days off are part of it.")
        return text.format(done=done, planned=planned)
    return ngettext("{done} session this week.", "{done} sessions this week.", done).format(
        done=done
    )


def _pace_in_words(history: History) -> Iterator[Block]:
    if history.own_paces:
        when, pace = history.own_paces[-1]
        text = _("Your heart swung most at about {rate} breaths a minute ({day}).")
        yield Text(text.format(rate=number(pace.rate_per_min, 1), day=day(when)))
        yield Text(_("Six a minute works, too."), quiet=True)


def _facts(course: Course) -> Iterator[Fact]:
    shown = len(weeks_shown(course))
    done = int(course.adherence.done[-shown:].sum())
    yield Fact(_("Sessions"), str(done))
    minutes = float(course.minutes[-shown:].mean())
    yield Fact(_("Minutes a week"), number(minutes))
    share = course.adherence.share
    if share is not None:
        yield Fact(_("Done of the plan"), _("{share} %").format(share=number(100 * share)))


def _covered(course: Course) -> Iterator[Block]:
    covered = [_(_NETWORKS[name]) for name, times in course.coverage.times.items() if times]
    if covered:
        text = _("Worked on this week: {networks}.").format(networks=", ".join(covered))
        if course.coverage.missing:
            missing = ", ".join(_(_NETWORKS[name]) for name in course.coverage.missing)
            text += " " + _("Planned, and still open: {networks}.").format(networks=missing)
        yield Text(text)


def _findings_table(course: Course) -> Iterator[Block]:
    if course.findings:
        head = (
            *(_("Scale"), _("Answers"), _("Start"), _("End"), _("Change")),
            *(_("95 % interval"), _("What it means")),
        )
        rows = tuple(map(_finding_row, course.findings.values()))
        note = _(
            "Start and end of the line through all answers, 0 to 10. Named where the interval "
            "excludes none and people would notice: from 1 point or 15 % on a little, from 2 "
            "points or 33 % on clearly (Salaffi 2004, doi:10.1016/j.ejpain.2003.09.004); "
            "PEG from 30 % on (Krebs 2009, doi:10.1007/s11606-009-0981-1)."
        )
        yield Table(_("Change over the weeks"), head, rows, note)


def _finding_row(finding: Finding) -> tuple[str, ...]:
    label, answers, line = findings.label(finding.scale), str(finding.answers), finding.line
    meaning = findings.sentence([finding])
    if line is None:
        return (label, answers, *[words.NOTHING] * 4, meaning)
    interval = _("{low} to {high}").format(low=_signed(line.low), high=_signed(line.high))
    span = (number(line.start, 1), number(line.end, 1), _signed(line.change))
    return (label, answers, *span, interval, meaning)


def _signed(change: float) -> str:
    text = number(change, 1)
    return f"+{text}" if change > 0 and text.strip("0.,") else text


def _paces_table(paces: Sequence[tuple[date, OwnPace]]) -> Iterator[Block]:
    if paces:
        head = (_("Day"), _("Breaths a minute"), _("Nine times of ten"), _("How sure"))
        rows = tuple(
            (
                day(when),
                number(pace.rate_per_min, 1),
                _("{low} to {high}").format(
                    low=number(pace.low_per_min, 1), high=number(pace.high_per_min, 1)
                ),
                _(_CERTAIN[Certainty(pace.certainty)]),
            )
            for when, pace in paces
        )
        note = _("One's own rate is not clearly better than 6 a minute.")
        yield Table(_("What assessments told"), head, rows, note)


def _weeks_table(opened: PersonOpened) -> Table:
    course = opened.course
    mondays = weeks_shown(course)
    scales = [scale for scale in _SPOKEN if scale in course.findings]
    columns = [_means(course.findings[scale].weeks, mondays, 1) for scale in scales]
    columns.append(_means(opened.history.rmssd_ms, mondays, 0))
    columns.append([number(minutes) for minutes in course.minutes[-len(mondays) :]])
    weeks = zip(course.adherence.done, course.adherence.planned, strict=True)
    sessions = [f"{done} / {planned}" if planned else str(done) for done, planned in weeks]
    columns.append(sessions[-len(mondays) :])
    head = (
        _("Week of"),
        *(findings.label(scale) for scale in scales),
        *(_("RMSSD, ms"), _("Minutes"), _("Sessions")),
    )
    rows = tuple(zip(map(day, mondays), *columns, strict=True))
    note = _("Weekly means with their 95 % interval in brackets; sessions done / planned.")
    return Table(_("All weeks"), head, rows, note)


def _means(weeks: Weeks, mondays: Sequence[date], digits: int) -> list[str]:
    """Write the mean of each week, with its interval where there is one."""
    found = {
        when.item(): (mean, low, high)
        for when, mean, low, high in zip(
            weeks.monday, weeks.mean, weeks.low, weeks.high, strict=True
        )
    }
    return [_mean(found.get(monday, (np.nan,) * 3), digits) for monday in mondays]


def _mean(told: tuple[float, float, float], digits: int) -> str:
    mean, low, high = told
    if np.isnan(mean):
        return words.NOTHING
    text = number(mean, digits)
    if np.isnan(low):
        return text
    interval = _("{low} to {high}").format(low=number(low, digits), high=number(high, digits))
    return f"{text} ({interval})"


def _methods() -> Iterator[str]:
    yield _(
        "Changes: a line through the answers of all days, its errors alike from day to day, with a "
        "95 % interval; nothing is named before 5 answers in 3 weeks."
    )
    yield _(
        "RMSSD at rest: two minutes or more of free breathing with at most 5 % artifacts; "
        "geometric mean of a week (Task Force 1996, doi:10.1161/01.CIR.93.5.1043)."
    )
