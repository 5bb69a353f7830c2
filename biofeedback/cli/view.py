"""The live picture of a run in the terminal: the breath to follow, the heart, what is known so far.

The pacer is drawn from the live plan at the moment of drawing, not from the last frame, so it
moves evenly whatever the strap does.
"""

from collections.abc import Callable
from gettext import gettext as _

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from biofeedback.catalogue import installed
from biofeedback.cli.output import BREATH, HEART, QUIET, figure, minutes
from biofeedback.hrv.index import LIVE_INDICES
from biofeedback.hrv.quality import Quality
from biofeedback.live.feedback import zone_of
from biofeedback.live.frame import IRREGULAR, OK, Frame
from biofeedback.live.guard import Hint
from devices.errors import sentence_for
from devices.source import Clock
from sessions.breathing import Part
from sessions.pacer import LivePlan
from sessions.timeline import Cue, cue_at

_WIDTH = 72
_GOOD_PCT, _USABLE_PCT = 5.0, 15.0
_GOOD_COVERAGE = 0.9


class RunView:
    """Draw the newest frame; give `show` to the runner as a sink, and the object to rich.

    `plan` tells the plan as it is now: a condition or a hint may have changed it.
    """

    def __init__(self, plan: Callable[[], LivePlan], clock: Clock) -> None:
        self._plan, self._clock = plan, clock
        self._frame: Frame | None = None

    def show(self, frame: Frame) -> None:
        """Take the next frame."""
        self._frame = frame

    def __rich__(self) -> RenderableType:
        frame = self._frame
        if frame is None:
            return Text(_("Waiting for the first heartbeat ..."), style=QUIET)
        plan = self._plan()
        since_s = 0.0 if frame.paused else max(self._clock.now_s() - frame.t_s, 0.0)
        cue = cue_at(plan.session, plan.breathing, frame.session_t_s + since_s)
        return Group(
            "",
            _line(Text(plan.session.title, style="bold"), _left(cue)),
            Constrain(Text(cue.text, style="" if cue.line else QUIET), _WIDTH),
            "",
            *pacer(cue, _wanted(frame)),
            "",
            figures(frame),
            "",
            Text(score(frame), style=HEART),
            _line(*_signal(frame)),
            Constrain(Text(_trouble(frame), style="bold"), _WIDTH),
            Constrain(Text(_note(frame), style=QUIET), _WIDTH),
            Text(_("Ctrl-C stops and keeps everything."), style=QUIET),
        )


def pacer(cue: Cue, instead: str = "") -> tuple[RenderableType, RenderableType]:
    """Draw what to do now, or the words `instead`, and a bar that fills with the in-breath."""
    rate = (
        _("{rate:.1f} breaths a minute").format(rate=cue.rate_per_min) if cue.rate_per_min else ""
    )
    words = _line(Text(instead or _words(cue), style=f"bold {BREATH}"), Text(rate, style=QUIET))
    filled = round((cue.volume or 0.0) * _WIDTH)
    bar = Text("█" * filled, style=BREATH) + Text("░" * (_WIDTH - filled), style=QUIET)
    return words, bar if cue.volume is not None else Text("")


def figures(frame: Frame) -> Table:
    """Lay the indices out in two columns."""
    table = Table.grid(padding=(0, 2))
    for width in (14, 20, 14, 20):
        table.add_column(width=width)
    cells: list[Text] = []
    catalogue = installed()
    always = (*LIVE_INDICES, *catalogue.own_indices)
    for index in catalogue.run_indices:
        value = frame.values.get(index.name)
        if value is None and index not in always:  # not every strap can tell
            continue
        style = QUIET if value is None else (HEART if index.name == "heart_rate_bpm" else "")
        cells += [Text(_(index.title)), Text(figure(index, value), style=style)]
    for start in range(0, len(cells), 4):
        table.add_row(*cells[start : start + 4])
    return table


def score(frame: Frame) -> str:
    """Say how far the heart goes with the breath; nothing before that is known."""
    if frame.score is None or frame.cue.phase is None:
        return ""
    label = zone_of(frame.score).label
    waits = _("waits for a better signal") if frame.held else ""
    return _("{label}: {score:.0f} of 100").format(label=label, score=frame.score) + (
        f", {waits}" if waits else ""
    )


def trust(quality: Quality) -> str:
    """Say how far the signal can be trusted, without a figure."""
    if quality.artifact_pct <= _GOOD_PCT and quality.coverage >= _GOOD_COVERAGE:
        return _("good")
    return _("fair") if quality.artifact_pct <= _USABLE_PCT else _("weak")


def _wanted(frame: Frame) -> str:
    """What is more urgent than the breath: a pause, or to breathe less."""
    if frame.paused:
        return _("Rest a moment. Breathe as you like.")
    return Hint(frame.hint).text


def _words(cue: Cue) -> str:
    match cue.part:
        case Part.INHALE:
            return _("Breathe in")
        case Part.EXHALE:
            return _("and out, slowly")
        case Part.HOLD | Part.REST:
            return _("wait")
    return _("Breathe as you like")


def _left(cue: Cue) -> Text:
    return Text(_("{time} left").format(time=minutes(cue.session_remaining_s)))


def _signal(frame: Frame) -> tuple[Text, Text]:
    battery = ""
    if frame.battery_pct is not None:
        battery = _("Strap battery {level} %").format(level=frame.battery_pct)
    signal = _("Signal: {trust}").format(trust=trust(frame.quality))
    return Text(signal, style=QUIET), Text(battery, style=QUIET)


def _trouble(frame: Frame) -> str:
    if frame.status == IRREGULAR:
        return _(
            "Your heartbeat is too irregular to measure just now. Breathing goes on. "
            "If this is new to you, ask a professional."
        )
    return "" if frame.status == OK else sentence_for(frame.status)


def _note(frame: Frame) -> str:
    return sentence_for(frame.note) if frame.note else ""


def _line(left: Text, right: Text) -> Table:
    table = Table.grid()
    table.add_column(width=_WIDTH // 2)
    table.add_column(width=_WIDTH // 2, justify="right")
    table.add_row(left, right)
    return table
