"""The page on artifacts: what it promises, and that the command makes it."""

from tests import artifact_tables
from tests.recordings import PACED

PAGE = artifact_tables.PAGE


def tables():
    """The tables of the page, each as rows of cells with its head first."""
    out, inside = [], False
    for line in PAGE.read_text().splitlines():
        if line.startswith("| "):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not inside:
                out.append([])
            if set(cells) != {"---"}:
                out[-1].append(cells)
        inside = line.startswith("| ")
    return out


def test_ours_throws_no_good_beat_away():
    (_, *places), *rows = tables()[0]
    [share] = [
        dict(zip(places, map(float, cells), strict=True)) for name, *cells in rows if name == "ours"
    ]
    assert max(share.values()) <= 0.3
    assert share[PACED] == 0
    assert {"sitting", "standing", "rest", "H10 slow breathing", "+-6", "+-25"} <= share.keys()


def test_ours_finds_every_kind_everywhere():
    (_, _, *kinds), *rows = tables()[1]
    assert kinds == list(artifact_tables.ALL_KINDS)
    ours = [[float(cell) for cell in cells] for _, rule, *cells in rows if rule.startswith("ours")]
    assert len(ours) == 2 * len(artifact_tables.SENSITIVITY_IN)  # any interval, and all of them
    assert min(min(cells) for cells in ours) >= 0.95


def test_correction_brings_figures_back():
    _, *rows = tables()[2]
    for _, *cells in rows:
        as_they_are, _, corrected, theirs = (map(float, cell.split("/")) for cell in cells)
        for ours, raw, neurokit in zip(corrected, as_they_are, theirs, strict=True):
            assert ours < 5
            assert ours < 0.1 * raw
            assert ours < 0.5 * neurokit


def test_the_command_makes_the_page(shared, tmp_path):
    out = tmp_path / "docs/artifacts.md"
    artifact_tables.main(["--quick", "--out", str(out)])
    words = [line.split("|")[1] for line in out.read_text().splitlines() if line.startswith("| ")]
    there = [line.split("|")[1] for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    assert words == there  # the same rules and places, with figures from fewer tries
