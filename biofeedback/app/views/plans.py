"""Plans: for the chosen person, weeks down and sessions across, handed over as a file.

Nothing is kept before "Keep this plan" or "Hand over": what is changed here is a draft.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDate, QLocale, QTimer
from PySide6.QtWidgets import QWidget

from biofeedback.app.context import Context
from biofeedback.app.desk.people_messages import Merged, PlanIs, PlanSaid
from biofeedback.app.text import tr
from biofeedback.app.view import View
from biofeedback.app.views import plan_draft as drafts
from biofeedback.app.views.files import ask_where, ask_which
from biofeedback.app.views.own_sessions import briefs, remember
from biofeedback.app.views.plan_draft import Draft
from biofeedback.app.views.plan_table import CellDialog, PlanTable
from biofeedback.app.views.settings_section import part
from biofeedback.app.views.shelf import NETWORKS, Brief, network_words
from biofeedback.app.widgets.buttons import Primary, Quiet, Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.choice import Chips, Choice, Option
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page
from biofeedback.app.widgets.stepper import Stepper


class Plans(View):
    """The place."""

    def __init__(self, context: Context, **what: Any) -> None:
        super().__init__(context, **what)
        today = QDate.currentDate().toPython()
        assert isinstance(today, date)
        self.plan: PlanIs | None = None
        self.draft = Draft.new(today)
        self._briefs: dict[str, Brief] = {}
        self._chips: Chips | None = None
        self.page = Page(tr("Plans"), tr("One moment."), tight=True)
        self._said = Text(kind="label")
        self._said.hide()
        self._build_dose()
        self.table = PlanTable(self._other_session)
        self.page.body.addWidget(self._said)
        self.page.body.addWidget(self._dose)
        self.page.body.addWidget(self.table)
        self.hand_over = Primary(
            tr("Hand over as a file"), self._hand_over, icon="export", compact=True
        )
        self.keep = Secondary(tr("Keep this plan"), self._keep)
        self.merge = Secondary(tr("Take in what comes back"), self._merge)
        self.own = Quiet(tr("Open a session of your own"), self._open)
        for button in (self.hand_over, self.keep):
            self.page.foot.addWidget(button)
        self.page.body.addWidget(_row(self.merge, self.own))
        self.column.addWidget(self.page)
        self.hear(PlanIs, self._show)
        self.hear(PlanSaid, self._answered)
        self.hear(Merged, self._merged)
        QTimer.singleShot(0, self, self._read)
        if context.records is not None:
            context.ask(lambda desk: desk.people.plan())

    def first_focus(self) -> QWidget:
        """Return the way to hand the plan over."""
        return self.hand_over

    def spoken(self) -> str:
        """Return whose plan it is."""
        return f"{self.page.headline.text()}. {self.page.lead.text()}"

    def help(self) -> tuple[str, str]:
        """Return the help."""
        return (
            tr("Each row is a week. Press a session to choose another one."),
            tr(
                "Sessions come one after the other: whoever leaves a day out goes on where they"
                " were. The words beside a week are the networks it covers; those in brackets are"
                " missing. The file holds the plan and your own sessions, and no answers."
            ),
        )

    def _build_dose(self) -> None:
        self._dose = Card(tr("Dose"))
        draft = self.draft
        counts = list(range(1, drafts.MOST_A_WEEK + 1))
        self.a_week = Stepper(tr("Sessions a week"), counts, draft.a_week)
        weeks = list(range(1, drafts.MOST_WEEKS + 1))
        self.n_weeks = Stepper(tr("Weeks"), weeks, len(draft.weeks))
        boosters = list(range(drafts.MOST_BOOSTERS + 1))
        self.boosters = Stepper(tr("Boosters afterwards"), boosters, 0)
        self.progression = Choice(
            tr("Progression"),
            [
                Option(drafts.SAME, tr("The same")),
                Option(drafts.GROWING, tr("Longer by and by")),
                Option(drafts.MIXED, tr("All networks in turn")),
                Option("", tr("As chosen below")),
            ],
        )
        self.a_week.changed.connect(self._sized)
        self.n_weeks.changed.connect(self._sized)
        self.boosters.changed.connect(lambda count: self._take(replace(self.draft, boosters=count)))
        self.progression.chosen.connect(self._filled)
        self._days = Text(kind="caption", colour="text_soft")
        self._networks = QWidget()
        self._networks.setLayout(FlowLayout(12))
        steppers = _row(
            part(tr("Sessions a week"), self.a_week),
            part(tr("Weeks"), self.n_weeks),
            part(tr("Boosters afterwards"), self.boosters),
        )
        for each in (
            steppers,
            part(tr("Progression"), self.progression),
            part(tr("Networks to be covered each week"), self._networks),
            self._days,
        ):
            self._dose.body.addWidget(each)

    def _read(self) -> None:
        self._briefs = {brief.name: brief for brief in briefs(self.context)}
        self._show_draft()

    def _show(self, plan: PlanIs) -> None:
        """Show the plan that is kept; what was changed here meanwhile stays."""
        is_new = self.plan is None or self.plan.person_id != plan.person_id
        self.plan = plan
        if is_new:
            self.draft = Draft.of(plan.plan) if plan.plan else Draft.new(plan.today)
        alias = plan.alias or tr("you")
        lead = tr("No plan yet: this is the usual one.")
        if plan.plan is not None:
            lead = tr("{done} of {planned} sessions this week.").format(
                done=plan.done, planned=plan.plan.sessions_a_week
            )
            names = [network_words(name) for name, times in plan.covered.items() if times]
            if names:
                lead += " " + tr("Covered so far: {networks}.").format(networks=", ".join(names))
        self.page.set_words(tr("Plan for {alias}").format(alias=alias), lead)
        self._show_draft()

    def _show_draft(self) -> None:
        draft = self.draft
        self.a_week.set_value(draft.a_week)
        self.n_weeks.set_value(len(draft.weeks))
        self.boosters.set_value(draft.boosters)
        self.progression.set_value(draft.progression)
        self._show_networks()
        days = [day(draft.start_on), day(draft.end_on)]
        words = tr("From {start} to {end}.").format(start=days[0], end=days[1])
        if draft.boosters:
            told = ", ".join(map(day, draft.booster_days))
            words += " " + tr("Boosters: {days}.").format(days=told)
        self._days.set_words(words)
        self.table.show_draft(draft, self._briefs)

    def _show_networks(self) -> None:
        if self._chips is not None and tuple(self._chips.chosen()) == self.draft.networks:
            return
        layout = self._networks.layout()
        assert layout is not None
        while item := layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        options = [Option(name, network_words(name)) for name in NETWORKS]
        name = tr("Networks to be covered each week")
        self._chips = Chips(name, options, self.draft.networks, self._networks)
        self._chips.toggled.connect(self._networks_chosen)
        layout.addWidget(self._chips)
        self._chips.show()

    def _networks_chosen(self, _network: object, _on: bool) -> None:
        assert self._chips is not None
        self.draft = replace(self.draft, networks=tuple(self._chips.chosen()))

    def _sized(self, _value: int) -> None:
        self._take(self.draft.sized(self.n_weeks.value(), self.a_week.value()))

    def _filled(self, way: str) -> None:
        self._take(self.draft.filled(way) if way else self.draft)

    def _take(self, draft: Draft) -> None:
        self.draft = draft
        self._show_draft()

    def _other_session(self, week: int, number: int) -> None:
        def taken(session: str, onwards: bool) -> None:
            self._take(self.draft.with_session(week, number, session, onwards=onwards))

        session = self.draft.weeks[week][number]
        CellDialog(self, self.context, week, number, session, taken).open()

    def _keep(self) -> None:
        plan = self.draft.planned()
        self.context.ask(lambda desk: desk.people.set_plan(plan))

    def _hand_over(self) -> None:
        alias = self.plan.alias if self.plan else ""
        name = "".join(c if c.isalnum() else "-" for c in alias) or "biofeedback"
        kinds = tr("Plans (*.plan)")
        ask_where(self, tr("Hand over as a file"), f"{name}.plan", kinds, self.hand_over_to)

    def hand_over_to(self, path: Path) -> None:
        """Keep the plan, and write it."""
        plan = self.draft.planned()
        self.context.ask(lambda desk: desk.people.hand_over(path, plan))

    def _merge(self) -> None:
        title, kinds = tr("Take in what comes back"), tr("Archives and recordings (*)")
        ask_which(self, title, kinds, self.merge_from)

    def merge_from(self, path: Path) -> None:
        """Take in what somebody practised at home."""
        self.context.ask(lambda desk: desk.people.merge(path))

    def _open(self) -> None:
        title, kinds = tr("Open a session of your own"), tr("Sessions (*.toml)")
        ask_which(self, title, kinds, self.open_file)

    def open_file(self, path: Path) -> None:
        """Let a session of one's own be chosen, or say what is wrong with it."""
        sentence = remember(self.context, path)
        self._read()
        self._say(sentence or tr("It can be chosen now. Press a session of the table."))

    def _answered(self, said: PlanSaid) -> None:
        done = {
            "set": tr("The plan is kept."),
            "hand_over": tr("The plan is kept, and in {path}.").format(path=said.path),
        }
        self._say(said.sentence or done.get(said.what, ""))

    def _merged(self, merged: Merged) -> None:
        count = tr("%n session(s)", n=merged.new)
        twice = tr("none twice") if not merged.twice else tr("%n was here already", n=merged.twice)
        if merged.since is not None:
            words = tr("{count} since {day}, {twice}.")
            self._say(words.format(count=count, day=day(merged.since), twice=twice))
        else:
            self._say(f"{count}, {twice}.")

    def _say(self, words: str) -> None:
        self._said.set_words(words)
        self._said.setVisible(bool(words))
        if words:
            self.context.say(words)


def day(value: date) -> str:
    """Return a day, with its year where it is another one."""
    shown = QDate(value.year, value.month, value.day)
    is_this_year = shown.year() == QDate.currentDate().year()
    form = tr("d MMMM", "date") if is_this_year else tr("d MMMM yyyy", "date")
    return QLocale().toString(shown, form)


def _row(*parts: QWidget) -> QWidget:
    held = QWidget()
    row = FlowLayout(40, 16)
    for each in parts:
        row.addWidget(each)
    held.setLayout(row)
    return held
