"""A group as a table in the terminal: who needs help stands above, and no figure ranks anybody."""

from gettext import gettext as _
from gettext import ngettext

from rich.console import Group as Lines
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from biofeedback.cli.output import BREATH, HEART, QUIET, minutes
from biofeedback.live.feedback import zone_of
from biofeedback.live.group import Group
from biofeedback.live.help_order import Trouble
from biofeedback.live.seat import Seat
from devices.errors import marked, sentence_for

_TROUBLES: dict[str, str] = {
    Trouble.NO_CONTACT: marked("No contact"),
    Trouble.OUT_OF_REACH: marked("Out of reach"),
    Trouble.IRREGULAR: marked("Irregular"),
    Trouble.BREATHING_FAST: marked("Breathing fast"),
    Trouble.BATTERY_LOW: marked("Battery low"),
}


class GroupTable:
    """Give it to rich; it is drawn from the group as it stands."""

    def __init__(self, group: Group) -> None:
        self._group = group

    def __rich__(self) -> RenderableType:
        group = self._group
        plan = group.plan
        title = plan.session.title if plan else ""
        left_s = plan.session.duration_s - group.session_t_s if plan else 0.0
        head = Text.assemble((title, "bold"), "   ", _("{time} left").format(time=minutes(left_s)))
        return Lines("", head, _cue(group), "", _table(group), Text(shared(group), style=QUIET))


def shared(group: Group) -> str:
    """Say the one figure of the group; nothing before it is known."""
    share = group.zone_share
    if share is None:
        return ""
    told = _("Together in the rhythm {share:.0f} % of the time.")
    return told.format(share=100 * share)


def closing(group: Group) -> str:
    """Say in a few lines how it went."""
    count = len(group.seats)
    told = ngettext(
        "Breathed: {count} person, {time}.", "Breathed together: {count} people, {time}.", count
    )
    text = told.format(count=count, time=minutes(group.session_t_s))
    return "\n".join(filter(None, (text, shared(group))))


def state(seat: Seat) -> Text:
    """Say in one word how somebody is: a trouble, or where their breath is."""
    if seat.trouble:
        known = _TROUBLES.get(seat.trouble)
        return Text(_(known) if known else sentence_for(seat.trouble), style="bold")
    frame = seat.frame
    if frame is None or frame.score is None:
        return Text(_("collecting"), style=QUIET)
    return Text(zone_of(frame.score).label, style=BREATH)


def _cue(group: Group) -> Text:
    if group.plan is None or group.own_pace:
        return Text("")
    cue = group.plan.session.cue_at(group.session_t_s)
    return Text(_("Rest a moment. Breathe as you like.") if group.is_paused else cue.text)


def _table(group: Group) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    for title in (_("Seat"), _("Strap"), _("State"), _("Heart"), _("Breath"), _("Battery")):
        table.add_column(title, header_style=QUIET)
    for number in group.order():
        seat = group.seats[number]
        frame = seat.frame
        breath = frame.values.get("breathing_rate_per_min") if frame else None
        table.add_row(
            str(number),
            seat.info.name or seat.name,
            state(seat),
            Text("" if seat.rate_bpm is None else f"{seat.rate_bpm:.0f}", style=HEART),
            "" if breath is None else f"{breath:.1f}",
            "" if seat.battery_pct is None else f"{seat.battery_pct} %",
        )
    return table
