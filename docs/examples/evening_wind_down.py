"""A session of your own, in Python: where blocks repeat or follow from numbers, a loop is shorter.

Start it with ``biofeedback --plugin evening_wind_down.py run evening-wind-down --guided``. The same
session stands beside this file as TOML, the form to choose when several languages are wanted;
`sessions/README.md` tells all that a session can say.

The pace falls from 7 to 6 breaths a minute in two steps; the last one ends early once the breath
wave has been large for a while.
"""

from sessions.blocks import Block, Pacing, Until
from sessions.timeline import Session

STEPS_PER_MIN = (7.0, 6.5)

arrive = Block("Arrive", 60.0, "Lie down. Let the day be over. Breathe as you like.")
slower = [
    Block(f"Breathe at {rate:g}", 120.0, "Small and easy breaths.", Pacing(rate, rate))
    for rate in STEPS_PER_MIN
]
rest = Block(
    "Breathe at 6",
    300.0,
    "Small and easy breaths. Stay as long as you like.",
    Pacing(6.0, 6.0),
    until=Until("rsa_bpm", ">=", 8.0, 60.0),
)

evening_wind_down = Session(
    name="evening-wind-down",
    title="Evening, 10 minutes",
    description="From the day into the night. It may help you relax. You can stop at any time.",
    networks=("nervous", "psyche"),
    blocks=(arrive, *slower, rest),
    sources=("Lehrer et al. 2000, doi:10.1023/A:1009554825745",),
    posture=("lying", "sitting"),
    precautions="If you feel dizzy, breathe smaller and easier, then breathe normally.",
)
