"""What following motion, breath and pulse costs, live: packets as a strap sends them."""

import time

from biofeedback.signals.motion import Stillness
from biofeedback.signals.ppg_circulation import CirculationTracker
from biofeedback.signals.respiration import Respiration
from biofeedback.signals.respiration_ecg import QrsStrength
from tests.signals.chests import Chest, volume
from tests.signals.packets import packets
from tests.signals.skin import ppg, pulse_times
from tests.signals.test_respiration_ecg import RATE_HZ, ecg_uv, heart

LENGTH_S = 60


def test_two_percent_of_a_core():
    chest = Chest(6)
    beat_s, size_uv = heart(6, length_s=LENGTH_S)
    streams = {
        "acceleration": list(packets([16], *chest.acc_mg(LENGTH_S))),
        "ECG": list(packets([73], *ecg_uv(beat_s, size_uv, LENGTH_S))),
        "light": list(packets([38], *ppg(pulse_times(LENGTH_S), 0.007, LENGTH_S))),
    }
    respiration = Respiration(lambda t_s: float(volume(chest.phase_at(t_s))))
    stillness, strength, circulation = Stillness(), QrsStrength(RATE_HZ), CirculationTracker()
    begun = time.process_time()
    for part in streams["acceleration"]:
        respiration.push_acc(*part)
        stillness.push(*part)
        circulation.push_acc(*part)
    for t_s, uv in streams["ECG"]:
        new = beat_s[(beat_s > t_s[0] - 0.5) & (beat_s <= t_s[-1] - 0.5)]
        respiration.push_beats(*strength.push(t_s, uv, new))
    for part in streams["light"]:
        circulation.push_ppg(*part)
    for second in range(LENGTH_S):
        respiration.at(second)
        respiration.breaths(second)
        circulation.at(second)
    share = (time.process_time() - begun) / LENGTH_S
    print(f"acceleration at 50 Hz, ECG strength and light: {share:.2%} of one core")
    assert share <= 0.02
