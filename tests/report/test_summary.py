"""What a run brought: the parts that were lived, and one plain sentence."""

from biofeedback.hrv.quality import Quality
from biofeedback.live.analysis import Analysis
from biofeedback.report.summary import Part, sentence, summarize
from tests.live.runs import SHORT, live


def part(wave_bpm, paced):
    figures = Analysis(0, 60, 60, {"rsa_bpm": wave_bpm}, Quality(0, 1, 0))
    return Part("Part", paced, figures)


def test_each_part_that_was_lived(run_virtual):
    run = run_virtual(live(SHORT))
    parts = summarize(run.engine.beats(), run.engine.plan, run.engine.start_s)
    assert [p.title for p in parts] == ["Rest", "Paced", "After"]
    assert [p.paced for p in parts] == [False, True, False]
    lengths_s = [p.figures.end_s - p.figures.start_s for p in parts]
    assert lengths_s[:2] == [60, 120]
    assert 16 <= lengths_s[2] <= 20.5  # up to the last beat
    assert parts[1].figures.values["rsa_bpm"] > parts[0].figures.values["rsa_bpm"]


def test_nothing_before_the_session_began(run_virtual):
    run = run_virtual(live(SHORT))
    assert summarize(run.engine.beats(), run.engine.plan, None) == ()


def test_the_sentence_compares_the_paced_breath_with_rest():
    assert "by 12 beats" in sentence([part(4.2, False), part(12.4, True)])
    assert "at rest, by 4" in sentence([part(4.2, False), part(12.4, True)])
    assert "at rest" not in sentence([part(12.4, True)]).lower()
    assert sentence([part(4.2, False)]).startswith("At rest")


def test_without_figures_it_blames_nobody():
    assert "Too few heartbeats" in sentence([part(None, True)])
    assert "Too few heartbeats" in sentence([])
