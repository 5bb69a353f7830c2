"""How near the assessments come to a known resonance: ``python -m tests.resonance_accuracy``.

Simulated people follow the pacer of the stepped and of the sliding assessment. They differ in
resonance (4.5 to 6.5 a minute), swing, heart rate and noise: the 0.1 Hz rhythm, slower waves, the
beats' own unrest, breaths of uneven depth that come up to 0.3 s late, and a missed beat now and
then. People without a peak either swing alike at every rate or do not swing with the breath at all.
"""

import argparse
import math
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from biofeedback.hrv.artifacts import OnlineArtifacts, Verdict
from biofeedback.hrv.breaths import Breaths
from biofeedback.hrv.window import Beats
from biofeedback.report.resonance import Assessment, Certainty, assess
from devices.virtual import ArtifactKind, Person
from sessions.resonance import sliding_assessment, stepped_assessment

ASSESSMENTS = {"stepped": stepped_assessment, "sliding": sliding_assessment}
GOAL_PER_MIN, GOAL_FLAT = 0.25, 0.90
PEAK, ALIKE, NO_SWING = "peak", "alike", "no swing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an assessment said of a person, and what is true."""

    kind: str
    resonance_per_min: float
    found: Assessment

    @property
    def curve_error_per_min(self):
        return abs(self.found.curve.peak_per_min - self.resonance_per_min)

    @property
    def error_per_min(self):
        """Of the rate that is kept; of 6 a minute where none is."""
        own = self.found.own
        return abs((own.rate_per_min if own else 6.0) - self.resonance_per_min)

    @property
    def inside(self):
        own = self.found.own
        return own.low_per_min - 1e-9 <= self.resonance_per_min <= own.high_per_min + 1e-9


def judged(reported, paced):
    """The beats as the live stream would judge them."""
    t_s, rr_ms = np.array(reported).T
    online = OnlineArtifacts()
    verdicts = [v for rr in rr_ms.tolist() for v in online.push(rr, False)] + online.flush()
    valid = np.array([verdict is Verdict.GOOD for verdict in verdicts])
    return Beats(t_s, rr_ms, valid, np.zeros(valid.size, np.bool_), paced)


def led_by(breathing):
    return Breaths.led(
        np.array([breath.start_s for breath in breathing.breaths]),
        np.array([breath.exhale_start_s for breath in breathing.breaths]),
        np.array([breath.end_s for breath in breathing.breaths]),
    )


def one(name, kind, seed):
    """Assess one person."""
    rng = random.Random(f"{kind} {seed}")
    session = ASSESSMENTS[name]()
    breathing = session.breathing
    depths = [math.exp(rng.gauss(0.0, 0.1)) for _ in breathing.breaths]
    late_s = rng.uniform(0.0, 0.3)

    def breath(t_s):
        volume = breathing.volume_at(t_s - late_s)
        if t_s < late_s or volume is None:
            return None
        return volume * depths[breathing.begun_at(t_s - late_s) - 1]

    person = Person(
        heart_rate_bpm=rng.uniform(55, 80),
        rsa_bpm=0.0 if kind == NO_SWING else rng.uniform(4, 10),
        resonance_per_min=rng.uniform(4.5, 6.5),
        resonance_q=1.5 if kind == PEAK else 0.1,
        mayer_bpm=rng.uniform(0.5, 2.0),
        slow_bpm=rng.uniform(1.0, 3.0),
        beat_noise_ms=rng.uniform(4, 15),
        artifact_share={ArtifactKind.MISSED: 0.002},
        breath=breath,
        seed=seed,
    )
    reported = person.beats_until(session.duration_s + 5.0)
    beats = judged(reported, led_by(breathing))
    return Outcome(kind, person.resonance_per_min, assess(beats))


def outcomes(name, kind, count, run=map):
    return list(run(partial(one, name, kind), range(count)))


def summary(name, people):
    """Lines to print about the people with a peak."""
    errors = {
        "largest swing of the curve": [each.curve_error_per_min for each in people],
        "rate that is kept, else 6": [each.error_per_min for each in people],
        "always 6": [abs(6.0 - each.resonance_per_min) for each in people],
    }
    lines = [
        f"{name:8} {what:28} median {np.median(error):.2f}  p90 {np.percentile(error, 90):.2f} /min"
        for what, error in errors.items()
    ]
    said = [each.found.certainty for each in people]
    shares = ", ".join(f"{c.value} {100 * said.count(c) / len(said):.0f} %" for c in Certainty)
    named = [each for each in people if each.found.own]
    inside = sum(each.inside for each in named) / max(len(named), 1)
    return [*lines, f"{name:8} {shares}; truth inside the interval {100 * inside:.0f} %"]


def flat_share(people):
    return sum(each.found.certainty is Certainty.FLAT for each in people) / len(people)


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.resonance_accuracy", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20 people instead of 200")
    count = 20 if parser.parse_args(arguments).quick else 200
    failed = False
    with ProcessPoolExecutor(2) as pool:
        run = partial(pool.map, chunksize=5)
        for name in ASSESSMENTS:
            people = outcomes(name, PEAK, count, run)
            print("\n".join(summary(name, people)))
            without = [outcomes(name, kind, count // 2, run) for kind in (ALIKE, NO_SWING)]
            alike, none = map(flat_share, without)
            print(
                f"{name:8} flat: {alike:.0%} of hearts that swing alike, {none:.0%} of still ones"
            )
            if name == "sliding":
                median = np.median([each.curve_error_per_min for each in people])
                failed = median > GOAL_PER_MIN or (alike + none) / 2 < GOAL_FLAT
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
