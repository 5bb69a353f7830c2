"""People as a professional finds them: nobody chosen, or Anna ready for a session."""

from datetime import date, timedelta

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RecordsOpen, StrapIs, StrapState
from biofeedback.app.desk.people_messages import PeopleAre, PersonRow
from biofeedback.app.examples import today
from biofeedback.app.examples.tell import press, tell
from biofeedback.app.text import tr
from devices.records import DeviceInfo

TODAY = date(2026, 3, 13)
REST = {
    "heart_rate_bpm": 71.0,
    "rsa_bpm": 4.1,
    "rmssd_ms": 29.0,
    "pace_power_ms2": 310.0,
}
_SEEN = (
    ("Anna B.", 31, 0),
    ("Karl-Heinz W.", 12, 2),
    ("Mira S.", 7, 5),
    ("Josef L.", 3, 9),
    ("Petra N.", 18, 11),
    ("Ali D.", 0, None),
)
ROWS = tuple(
    PersonRow(number, alias, count, None if ago is None else TODAY - timedelta(days=ago))
    for number, (alias, count, ago) in enumerate(_SEEN, 1)
)
NOBODY = PeopleAre(ROWS, None)
ANNA = PeopleAre(ROWS, 1, REST)
HOME = today.HOME._replace(alias="Anna B.")
PERSON = {"alias": "Anna B.", "screening": {}, "preferences": {}, "sensors": []}
RECORDS = RecordsOpen("/clinic/records.db", True, 0, PERSON)
STRAP = StrapIs(StrapState.CONNECTED, DeviceInfo("Polar H10 8C4E2A21"), 82)


def example(context: Context) -> None:
    """Show Anna, ready for a session."""
    context.like(professional=True)
    tell(context, STRAP, RECORDS, HOME)
    context.go("people")
    tell(context, ANNA)


def nobody(context: Context) -> None:
    """Show the list while nobody is chosen."""
    context.like(professional=True)
    tell(context, RECORDS)
    context.go("people")
    tell(context, NOBODY)


def empty(context: Context) -> None:
    """Show the first day of a clinic."""
    context.like(professional=True)
    context.go("people")
    tell(context, PeopleAre((), None))


def add(context: Context) -> None:
    """Show how somebody is added."""
    nobody(context)
    press(tr("New person"))
