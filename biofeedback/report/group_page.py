"""The report of one session of a group, for the professional's file.

One row a person in the order of the aliases, and of the group only what shames nobody: means over
the people. No figure is called good or bad, and none is set beside another person's.
"""

import math
from collections.abc import Iterable, Iterator
from gettext import gettext as _
from gettext import ngettext

from biofeedback.locale import moment, number
from biofeedback.report import words
from biofeedback.report.foot import foot
from biofeedback.report.group_facts import Change, GroupOpened, Member, Said
from biofeedback.report.page import Block, Fact, Facts, Page, Section, Table, Text


def group_page(opened: GroupOpened, language: str, program: str) -> Page:
    """Write the report of a group's session.

    Parameters
    ----------
    opened : GroupOpened
        See `biofeedback.report.group_facts`.
    language : str
        The one that is spoken, see `biofeedback.locale.speak`.
    program : str
        What writes it, with its version.
    """
    people = ngettext("{count} person", "{count} people", opened.people)
    lead = _("Time for calm, together: {people}, {minutes}.").format(
        people=people.format(count=opened.people), minutes=words.minutes(opened.duration_s)
    )
    return Page(
        language,
        opened.title,
        " · ".join([_("Group"), *([moment(opened.start)] if opened.start else [])]),
        lead,
        tuple(Section(title, tuple(blocks)) for title, blocks in _sections(opened)),
        foot(program),
    )


def _sections(opened: GroupOpened) -> Iterator[tuple[str, Iterable[Block]]]:
    yield _("At a glance"), (Facts(tuple(_facts(opened))), _about_means())
    yield _("Person by person"), (_during(opened), _before_and_after(opened))
    rows = tuple(_rows_said(opened))
    if rows:
        head = (_("Person"), _("What (minute)"))
        yield _("Markers and notes"), (Table(_("Marked and noted"), head, rows),)
    yield _("How it was made"), (*map(Text, _methods()), _about_run(opened))


def _facts(opened: GroupOpened) -> Iterator[Fact]:
    yield Fact(_("People"), number(opened.people))
    yield Fact(_("Duration"), words.minutes(opened.duration_s))
    yield Fact(_("Pace"), _("one for all") if opened.same_pace else _("each their own"))
    yield Fact(_("In their own zone"), _percent(opened.zone_share))
    yield Fact(_("Good signal"), _percent(opened.signal_share))


def _about_means() -> Text:
    text = _(
        "Means over the people. One's own zone is measured against one's own rest: "
        "it does not tell whose rhythm is larger."
    )
    return Text(text, quiet=True)


def _during(opened: GroupOpened) -> Table:
    head = (
        *(_("Person"), _("Minutes"), _("Own zone, %"), _("Good signal, %"), _("Artifacts, %")),
        *(_("Breathing, /min"), _("Pacer, /min")),
    )
    rows = tuple(
        (
            member.alias,
            number(member.duration_s / 60),
            _cell(member.zone_share, 0, 100),
            _cell(member.signal_share, 0, 100),
            _cell(member.artifact_pct, 1),
            _cell(member.breathing_per_min, 1),
            _cell(member.pacer_per_min, 1),
        )
        for member in opened.members
    )
    note = _("In the order of the aliases. A dash: not measured.")
    return Table(_("During the session"), head, rows, note)


def _before_and_after(opened: GroupOpened) -> Table:
    head = (
        *(_("Person"), _("Heart rate, /min"), _("RMSSD at rest, ms")),
        *(_("Pain, 0 to 10"), _("Tension, 0 to 10")),
    )
    rows = tuple(
        (
            member.alias,
            _change(member.heart_rate_bpm, 1),
            _change(member.rmssd_ms, 1),
            _change(member.pain),
            _change(member.tension),
        )
        for member in opened.members
    )
    note = _("A change of one point in one session lies within what ratings vary by.")
    return Table(_("Before and after the led breath"), head, rows, note)


def _rows_said(opened: GroupOpened) -> Iterator[tuple[str, str]]:
    """Yield what was said of all once, then what was said of each."""
    everything = set[Said]().union(*(member.said for member in opened.members))
    of_all = {said for said in everything if _is_of_all(said, opened.members)}
    if of_all:
        yield _("All"), _joined(sorted(of_all))
    for member in opened.members:
        own = [said for said in member.said if said not in of_all]
        if own:
            yield member.alias, _joined(own)


def _is_of_all(said: Said, members: Iterable[Member]) -> bool:
    """Whether it was said of everybody whose session still went on."""
    there = [member for member in members if math.isinf(said[0]) or member.duration_s > said[0]]
    return len(there) > 1 and all(said in member.said for member in there)


def _joined(said: Iterable[Said]) -> str:
    return "; ".join(text + _minute(t_s) for t_s, text in said)


def _minute(t_s: float) -> str:
    return "" if math.isinf(t_s) else f" ({int(t_s) // 60}:{int(t_s) % 60:02d})"


def _methods() -> Iterator[str]:
    yield _(
        "Own zone: the time in which the heart went clearly with the breath that was led (score "
        "above 65), of the time in which it was led and the score was known; from 30 seconds on, "
        "by the frames kept every five seconds."
    )
    yield _(
        "Good signal: the share of the session that intervals without artifacts cover. Breathing: "
        "where the strap senses it, by its ECG or the movement of the chest."
    )
    yield _(
        "Heart rate and RMSSD before and after: while breathing freely, before the first led "
        "breath and after the last (Task Force 1996, doi:10.1161/01.CIR.93.5.1043)."
    )


def _about_run(opened: GroupOpened) -> Text:
    text = _("Only people with records of their own are listed. Mark of the group: {uid}.")
    return Text(text.format(uid=opened.uid), quiet=True)


def _percent(share: float | None) -> str:
    if share is None:
        return words.NOTHING
    return _("{share} %").format(share=number(100 * share))


def _cell(figure: float | None, digits: int = 0, times: float = 1) -> str:
    return words.NOTHING if figure is None else number(times * figure, digits)


def _change(change: Change, digits: int = 0) -> str:
    if change == (None, None):
        return words.NOTHING
    return " \N{RIGHTWARDS ARROW} ".join(_cell(figure, digits) for figure in change)
