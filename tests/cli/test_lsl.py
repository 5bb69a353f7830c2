"""`biofeedback run --lsl`: what an inlet of another program hears."""

import signal
import subprocess
import sys

import pylsl
import pytest

from biofeedback.cli import WRONG_INPUT, main

WAIT_S = 30.0


@pytest.mark.parametrize("how", [["--fast"], ["--speed", "4"]])
def test_streams_are_refused_on_any_other_clock(how, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["run", "booster-3min", "--virtual", "--lsl", *how])
    assert ended.value.code == WRONG_INPUT
    assert "real time" in capsys.readouterr().err


def test_another_program_hears_the_run(tmp_path):
    command = ["-m", "biofeedback", "run", "booster-3min", "--virtual", "5", "--lsl"]
    run = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True)
    try:
        found = pylsl.resolve_bypred(
            "name='biofeedback RR' and contains(source_id,'A0:9E:1A:00:00:01')", timeout=WAIT_S
        )
        inlet = pylsl.StreamInlet(found[0])
        [rr_ms], stamp_s = inlet.pull_sample(timeout=WAIT_S)
        age_s = pylsl.local_clock() - stamp_s
        inlet.close_stream()
    finally:
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=WAIT_S)
    assert 300 < rr_ms < 2000
    assert -0.1 < age_s < WAIT_S
    assert run.returncode == 0
