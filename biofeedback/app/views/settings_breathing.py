"""Settings: the breath, the strap, the keys.

The pacer is a like of this computer. Pace, in to out and the height of the hills are a person's
own, so they are kept with the person; until the records are open they wait.
"""

from typing import Any

from PySide6.QtCore import QLocale

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RecordsOpen, StrapIs, StrapState
from biofeedback.app.desk.preferences import INHALE, PACE, number
from biofeedback.app.settings import Likes
from biofeedback.app.text import tr
from biofeedback.app.views.settings_section import Section, part
from biofeedback.app.widgets.buttons import Quiet, Secondary
from biofeedback.app.widgets.choice import Choice, Option
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.marks import IconText
from biofeedback.app.widgets.stepper import Stepper
from biofeedback.app.widgets.switch import Switch
from biofeedback.report.usual import SWING

_PACES = (0.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0, 8.0, 9.0, 10.0)
_SWINGS = (0.0, 4.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0)
_INHALES = (0, 40, 50, 33)


class Breathing(Section):
    """Pace, in to out, what shows the breath, how high the hills are."""

    def __init__(self, context: Context) -> None:
        super().__init__(tr("Breathing"))
        self._context = context
        self.pace = Stepper(tr("Pace"), _PACES, 0.0, _pace)
        self.ratio = Choice(
            tr("In to out"),
            [
                Option(0, tr("As the session says")),
                Option(40, tr("4 to 6")),
                Option(50, tr("5 to 5")),
                Option(33, tr("1 to 2")),
            ],
            0,
        )
        pacers = [
            Option("shape", tr("Shape")),
            Option("wave", tr("Wave")),
            Option("bar", tr("Bar")),
            Option("words", tr("Words")),
            Option("none", tr("None", "pacer")),
        ]
        self.pacer = Choice(tr("What shows the breath"), pacers, context.likes.pacer)
        self.swing = Stepper(tr("Height of the hills"), _SWINGS, 0.0, _swing)
        self.pace.changed.connect(lambda value: self._prefer(PACE, value))
        self.ratio.chosen.connect(lambda value: self._prefer(INHALE, value))
        self.swing.changed.connect(lambda value: self._prefer(SWING, value))
        self.pacer.chosen.connect(lambda value: context.like(pacer=value))
        self.add(part(tr("Pace"), self.pace))
        self.add(part(tr("In to out"), self.ratio))
        self.add(part(tr("What shows the breath"), self.pacer))
        self.add(part(tr("Height of the hills"), self.swing))
        self.say(
            tr("So large a swing of your heart is as high as the hills. It is no goal."), "caption"
        )
        self.show_records(context.records)

    def take(self, likes: Likes) -> None:
        """Show what was changed elsewhere."""
        self.pacer.set_value(likes.pacer)

    def show_records(self, records: RecordsOpen | None) -> None:
        """Show what the person prefers; before the records are open there is nothing to change."""
        preferences = _of(records)
        for control in (self.pace, self.ratio, self.swing):
            control.setEnabled(records is not None)
        self.pace.set_value(_nearest(_PACES, number(preferences, PACE)))
        self.swing.set_value(_nearest(_SWINGS, number(preferences, SWING)))
        self.ratio.set_value(int(_nearest(_INHALES, number(preferences, INHALE))))

    def _prefer(self, key: str, value: float) -> None:
        preferences = dict(_of(self._context.records))
        preferences.pop(key, None)
        if value:
            preferences[key] = value
        self._context.ask(lambda desk: desk.records.change(preferences=preferences))


class Strap(Section):
    """Which strap, and how to let it go."""

    def __init__(self, context: Context) -> None:
        super().__init__(tr("Strap"))
        self._context = context
        self._which = IconText("strap", "")
        self._connect = Secondary(tr("Connect a strap"), lambda: context.go("strap"))
        self._forget = Quiet(tr("Forget this strap"), self._let_go)
        self._note = Text(kind="caption", colour="text_soft")
        self.add(self._which)
        self.add_wide(self._note)
        self.add(self._connect, self._forget)
        self.show_strap(context.strap)

    def show_strap(self, strap: StrapIs) -> None:
        """Say which strap it is, and how it stands with it."""
        known = _known(self._context.records)
        connected = strap.state in (StrapState.CONNECTED, StrapState.LOST)
        name = strap.info.name if connected else (known[0] if known else "")
        self._which.set_words(name or tr("No strap yet"))
        self._forget.setVisible(bool(known) or connected)
        self._connect.set_words(tr("Another strap") if name else tr("Connect a strap"))
        words = {
            StrapState.NONE: tr("It is looked for when the app starts.") if known else "",
            StrapState.SEARCHING: tr("Looking for your strap"),
            StrapState.CONNECTING: tr("Connecting"),
            StrapState.CONNECTED: tr("Connected"),
            StrapState.LOST: tr("Out of reach. It connects again by itself."),
        }[strap.state]
        if strap.state is StrapState.CONNECTED and strap.battery_pct is not None:
            words = tr("Connected, battery {percent} %").format(percent=strap.battery_pct)
        self._note.set_words(words)
        self._note.setVisible(bool(words))

    def show_records(self, _records: RecordsOpen | None) -> None:
        """Say which straps are known."""
        self.show_strap(self._context.strap)

    def _let_go(self) -> None:
        if self._context.records is not None:
            self._context.ask(lambda desk: desk.records.change(sensors=[]))
        self._context.ask(lambda desk: desk.straps.release())


def keys(context: Context) -> Section:
    """Return the switch for keys without Ctrl."""
    section = Section(tr("Keys without Ctrl"), level=True)
    detail = tr("Space pauses, E dims, D shows details. They rest while you type.")
    switch = Switch(tr("Single keys"), on=context.likes.single_keys, detail=detail)
    switch.toggled.connect(lambda on: context.like(single_keys=on))
    section.add(switch)
    return section


def _of(records: RecordsOpen | None) -> dict[str, Any]:
    return dict(records.person.get("preferences", {})) if records else {}


def _known(records: RecordsOpen | None) -> list[str]:
    return list(records.person.get("sensors", ())) if records else []


def _nearest(values: tuple[float, ...], wanted: float | None) -> float:
    return min(values, key=lambda value: abs(value - (wanted or 0.0)))


def _pace(per_min: float) -> str:
    if not per_min:
        return tr("As the session says")
    return tr("{rate} a minute").format(rate=QLocale().toString(per_min, "f", 1))


def _swing(bpm: float) -> str:
    if not bpm:
        return tr("By your heart")
    return tr("{count} beats/min").format(count=round(bpm))
