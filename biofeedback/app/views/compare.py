"""Compare two sessions: pick two pictures; see both waves on one scale, and a sentence."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from biofeedback.app.charts.dates import day_words
from biofeedback.app.charts.plot import TableKey, hint
from biofeedback.app.charts.run_list import RunList
from biofeedback.app.charts.run_picture import RunCard
from biofeedback.app.charts.wave import WaveView
from biofeedback.app.desk.past_messages import Compared, RunPictured, RunsAre
from biofeedback.app.text import tr
from biofeedback.app.view import View
from biofeedback.app.views.run import table_card
from biofeedback.app.widgets.buttons import Primary, Quiet, Secondary
from biofeedback.app.widgets.card import Card
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

if TYPE_CHECKING:
    from biofeedback.app.context import Context

_TWO = 2
_LIKE_BPM = 1.0
"""Swings that differ by less are called alike: so much one session varies by itself."""
_WAVE_PX = 170


class Compare(View):
    """First two are picked, then they are shown.

    Parameters
    ----------
    context : Context
        The app.
    a, b : int, optional
        The two runs; without them they are picked.
    """

    def __init__(
        self, context: "Context", *, a: int | None = None, b: int | None = None, **what: Any
    ) -> None:
        super().__init__(context, a=a, b=b, **what)
        self._wave: WaveView | None = None
        self._said = ""
        self.page = Page(tr("Compare two"))
        self.back_button = Quiet(tr("Progress"), lambda: context.go("progress"), back=True)
        self.column.addWidget(self.page)
        TableKey(self)
        if a is None or b is None:
            self.runs = RunList(tr("Sessions, pick two"), toggles=True)
            self.go_on = Primary(tr("Compare"), self._go_on)
            self._pick()
        else:
            self.page.aside.addWidget(self.back_button)
            self.page.aside.addWidget(
                Secondary(tr("Choose two others"), lambda: context.go("compare"))
            )
            self.hear(Compared, self._show)
            context.ask(lambda desk: desk.past.compare(a, b))

    def first_focus(self) -> QWidget | None:
        """Return the newest session, or the way back."""
        cards = self.findChildren(RunCard)
        return cards[0] if cards else self.back_button

    def spoken(self) -> str:
        """Say what is to be done, or what the two tell."""
        return f"{self.page.headline.text()}. {self._said or self.page.lead.text()}"

    def help(self) -> tuple[str, str]:
        """Return the help of F1."""
        fuller = tr(
            "Both waves stand on one scale and over the same minutes. The sentence compares the "
            "rise and fall with each led breath; less than one beat a minute is called alike."
        )
        return f"{tr('Two sessions say little. The weeks tell.')} {hint()}", fuller

    def key(self, key: str) -> bool:
        """Come closer to the waves, or move along them."""
        return self._wave is not None and self._wave.key(key)

    def _pick(self) -> None:
        self.page.set_words(tr("Compare two"), tr("Pick two pictures."))
        self.page.body.addWidget(self.runs)
        self.page.foot.addWidget(self.go_on)
        self.page.foot.addWidget(self.back_button)
        self.go_on.setEnabled(False)
        self.runs.picked.connect(self._picked)
        self.hear(RunsAre, self._show_runs)
        self.hear(RunPictured, self.runs.show_picture)
        self.context.ask(lambda desk: desk.past.runs(None))

    def _show_runs(self, message: RunsAre) -> None:
        had_cards = bool(self.runs.cards())
        self.runs.show_rows(message.rows)
        if not had_cards and message.rows:
            self.runs.cards()[0].setFocus()

    def _picked(self) -> None:
        count = len(self.runs.chosen())
        for card in self.runs.cards():  # a third one has to wait until another is let go
            card.setEnabled(card.isChecked() or count < _TWO)
        self.go_on.setEnabled(count == _TWO)

    def _go_on(self) -> None:
        later, earlier = self.runs.chosen()
        self.context.go("compare", a=earlier, b=later)

    def _show(self, compared: Compared) -> None:
        self._said = sentence(compared)
        self.page.set_words(_headline(compared), self._said)
        if compared.waves is not None:
            card = Card(compared.waves.title)
            self._wave = WaveView(compared.waves, height_px=_WAVE_PX)
            card.body.addWidget(self._wave)
            self.page.body.addWidget(card)
        self.page.body.addWidget(table_card(compared.table))
        last = tr("Two sessions say little. The weeks tell.")
        self.page.body.addWidget(Text(last, colour="text_soft"))
        self.context.say(self._said)


def sentence(compared: Compared) -> str:
    """Say in one sentence how the two differ; without praise and without blame."""
    before, after = compared.earlier.swing_bpm, compared.later.swing_bpm
    if compared.earlier.is_irregular or compared.later.is_irregular:
        return tr("Your heartbeat was too irregular in one of the two to compare their waves.")
    if before is None or after is None:
        return tr("One of the two has too little signal to compare their waves.")
    if abs(after - before) < _LIKE_BPM:
        words = tr("In both, your heart rose and fell by about {swing} beats a minute.")
        return words.format(swing=_number((before + after) / 2))
    if after > before:
        words = tr(
            "Your heart rose and fell by {after} beats a minute, in the earlier by {before}."
        )
    else:
        words = tr(
            "Your heart rose and fell by {after} beats a minute, in the earlier by {before}. "
            "That happens when one is tired; the practice counts."
        )
    return words.format(before=_number(before), after=_number(after))


def _headline(compared: Compared) -> str:
    days = (day_words(side.row.start) for side in (compared.earlier, compared.later))
    earlier, later = days
    return tr("{earlier} and {later}").format(earlier=earlier, later=later)


def _number(value: float) -> str:
    return QLocale().toString(round(value))
