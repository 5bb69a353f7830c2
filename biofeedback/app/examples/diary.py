"""A day of the diary with two triggers and a warm pack noted; an earlier, empty day; a timer."""

from dataclasses import replace
from datetime import date, timedelta
from gettext import gettext as _

from biofeedback.app.context import Context
from biofeedback.app.desk.diary_messages import Chip, DiaryIs, Key, StripDay
from biofeedback.app.examples.tell import tell, view
from biofeedback.app.examples.today import STRAP
from biofeedback.app.views.diary import Diary
from biofeedback.app.views.diary_timer import TimerSheet

TODAY = date(2026, 3, 14)
_TRIGGERS = (
    ("sitting", "Long sitting"),
    ("sleep", "Poor sleep"),
    ("stress", "Stress"),
    ("posture", "Posture"),
    ("lifting", "Heavy lifting"),
    ("sport", "Sport"),
    ("mood", "Low mood"),
    ("inflammation", "A cold or fever"),
    ("repetition", "The same movement again and again"),
    ("injury", "An injury"),
    ("bullying", "Bullying"),
    ("weight", "Body weight"),
    ("age", "Feeling my age"),
)
_THERAPIES = (
    ("heat", "Heat"),
    ("exercise", "Walk or exercise"),
    ("stretching", "Stretching"),
    ("physiotherapy", "Physiotherapy"),
    ("massage", "Massage"),
    ("cold", "Cold pack"),
    ("yoga", "Yoga"),
    ("strengthening", "Strength exercises"),
    ("awareness", "Posture lesson"),
    ("menthol", "Menthol gel"),
    ("nutrition", "Food that does me good"),
    ("tens", "TENS"),
    ("acupuncture", "Acupuncture"),
    ("sauna", "Infrared sauna"),
)
TRIGGERS = tuple(Chip(("trigger", id_), label) for id_, label in _TRIGGERS)
_OF_THERAPY = [
    Chip(("therapy", id_), label, id_ if id_ in ("heat", "cold") else "")
    for id_, label in _THERAPIES
]
THERAPIES = (*_OF_THERAPY[:7], Chip(("medicine", "medicine"), "Medicine taken"), *_OF_THERAPY[7:])
_COUNTS = (2, 0, 2, 0, 2, 2, 3)
STRIP = tuple(StripDay(TODAY - timedelta(days=6 - n), count) for n, count in enumerate(_COUNTS))
NOTED = ((("trigger", "sitting"), None), (("trigger", "sleep"), None), (("therapy", "heat"), None))


def day(
    noted: tuple[tuple[Key, float | None], ...] = NOTED,
    pain: int | None = 4,
    *,
    asks_peg: bool = False,
    shown: date = TODAY,
) -> DiaryIs:
    """Return a day as the desk tells it."""
    triggers, therapies = (
        tuple(replace(chip, label=_(chip.label)) for chip in chips)
        for chips in (TRIGGERS, THERAPIES)
    )
    return DiaryIs(shown, TODAY, STRIP, triggers, therapies, noted, pain, asks_peg)


def example(context: Context) -> None:
    """Show today."""
    _show(context, day())


def week(context: Context) -> None:
    """Show the day on which the week's questions come."""
    _show(context, day(asks_peg=True))


def earlier(context: Context) -> None:
    """Show an empty day."""
    _show(context, day((), None, shown=TODAY - timedelta(days=3)))


def timer(context: Context) -> None:
    """Show a cold timer that has run for eight minutes."""
    _show(context, day((*NOTED, (("therapy", "cold"), None))))
    cold = replace(_OF_THERAPY[5], label=_(_OF_THERAPY[5].label))
    at_s = iter([0.0])
    sheet = TimerSheet(view(Diary), cold, lambda _minutes: None, now=lambda: next(at_s, 480.0))
    sheet.open()


def _show(context: Context, told: DiaryIs) -> None:
    tell(context, STRAP)
    context.go("diary")
    tell(context, told)
