"""Today as Anna finds it on a Friday morning; and on other days."""

from datetime import date, timedelta

from biofeedback.app.context import Context
from biofeedback.app.desk.messages import Day, HomeIs, StrapIs, StrapState
from biofeedback.app.desk.safe_messages import EXPORT, SafeDone
from biofeedback.app.examples.tell import tell, window
from devices.records import DeviceInfo

_MONDAY = date(2026, 3, 9)
_WEEK = (
    (True, False),
    (False, False),
    (True, False),
    (True, False),
    (False, True),
    (False, True),
    (False, False),
)
HOME = HomeIs(
    alias="Anna",
    session="paced-6-10min",
    planned=4,
    done=3,
    done_today=False,
    days_since=1,
    week=tuple(
        Day(_MONDAY + timedelta(days=n), *day, is_today=n == 4) for n, day in enumerate(_WEEK)
    ),
    sessions=31,
    minutes=280.0,
    last_run_id=31,
)
STRAP = StrapIs(StrapState.CONNECTED, DeviceInfo("Polar H10 8C4E2A21"), 82)


def example(context: Context) -> None:
    """Show an ordinary day with the strap connected."""
    tell(context, STRAP)
    context.go("today")
    tell(context, HOME)


def first_day(context: Context) -> None:
    """Show the first day: nothing done, no strap, no name."""
    week = tuple(day._replace(practised=False, planned=False) for day in HOME.week)
    context.go("today")
    tell(context, HomeIs("", "first-session", 0, 0, False, None, week, 0, 0.0, last_run_id=None))


def done(context: Context) -> None:
    """Show a day on which today's session is done."""
    week = tuple(day._replace(practised=day.practised or day.is_today) for day in HOME.week)
    tell(context, STRAP)
    context.go("today")
    tell(context, HOME._replace(done=4, done_today=True, days_since=0, week=week))


def after_a_pause(context: Context) -> None:
    """Show the day after a pause of two weeks."""
    tell(context, STRAP)
    context.go("today")
    tell(context, HOME._replace(done=0, days_since=15))


def exported(context: Context) -> None:
    """Show that everything is exported, which was begun in the settings."""
    example(context)
    window().news.tell()  # nothing yet: from now on it hears
    tell(context, SafeDone(EXPORT, True, path="/media/anna/stick/biofeedback-2026-03-13.zip"))


def menu(context: Context) -> None:
    """Show the menu of places."""
    example(context)
    window().open_menu()


def help(context: Context) -> None:
    """Show the help at the side."""
    example(context)
    window().toggle_help()
