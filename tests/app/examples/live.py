"""A session that a professional leads: all at a glance, the patient's screen, and its end."""

from biofeedback.app.desk.messages import RunBegan
from biofeedback.app.desk.people_messages import Note, NotesAre
from biofeedback.app.views.live_run import LiveRun
from tests.app.examples import people
from tests.app.examples.session_made import RUN_ID, Standing, ecg, made
from tests.app.examples.tell import tell

AT_S = 348.0
NOTES = (
    Note(312.0, "Shoulders dropped, jaw loose"),
    Note(220.0),
    Note(65.0, "Asked for a softer tone"),
)


def begun(context, run, at_s=AT_S):
    """Start Anna's session, and tell what came of it."""
    people.example(context)
    view = context._go.__self__.view
    view.start("paced-6-10min", {"pain": 5, "tension": 6})
    began = RunBegan(run.began.run_id, run.began.plan, Standing(at_s), run.began.measured)
    tell(context, began, *run.moved)


def example(context):
    """Show the sixth minute."""
    run = made(until_s=AT_S)
    begun(context, run)
    LiveRun.of(context).markers_s.append(302.0)
    tell(context, NotesAre(RUN_ID, NOTES), ecg(AT_S), run.moved[-1])


def patient(context):
    """Show the patient's screen, too."""
    example(context)
    LiveRun.of(context).show_window(True)


def over(context):
    """Show what the session brought."""
    run = made(until_s=700)
    begun(context, run, 700.0)
    tell(context, run.over)
