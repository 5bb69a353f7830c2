"""Several people at once in the terminal: led, shown by who needs help, ended in a sentence."""

import asyncio
import io

import pytest
from rich.console import Console

from biofeedback.cli import lead_group, main
from biofeedback.cli.group_table import GroupTable, closing
from biofeedback.live.group import Group
from devices.virtual_radio import LoopbackRadio
from tests.live.groups import Room, session_of


def test_simulated_people_are_led_as_fast_as_it_goes(capsys):
    assert main(["clinic", "--virtual", "2", "--fast", "--minutes", "2"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "Breathed together: 2 people, 2:00."
    assert second.startswith("Together in the rhythm ")


def test_each_at_their_own_pace_and_a_session_by_name(capsys):
    arguments = ["clinic", "booster-3min", "--virtual", "1", "--fast", "--own-pace"]
    assert main(arguments) == 0
    assert capsys.readouterr().out.startswith("Breathed: 1 person, 3:00.")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--virtual", "17"], "16 people at most"),
        (["--fast"], "a strap runs in real time"),
        (["--virtual", "0"], "must be 1 or more"),
    ],
)
def test_what_cannot_be_is_refused(arguments, sentence, capsys):
    with pytest.raises(SystemExit) as refused:
        main(["clinic", *arguments])
    assert refused.value.code == 2
    assert sentence in " ".join(capsys.readouterr().err.split())


def test_no_strap_in_reach_is_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(lead_group, "SEARCH_S", 0.01)
    monkeypatch.setattr(lead_group, "_group", lambda virtual: Group([LoopbackRadio([]).radio]))
    assert main(["clinic", "--minutes", "1"]) == 3
    assert "not in sight" in " ".join(capsys.readouterr().err.split())


def test_who_needs_help_stands_above_and_no_figure_ranks_anybody(run_virtual):
    drawn = []

    def draw(group):
        console = Console(file=io.StringIO(), width=100)
        console.print(GroupTable(group))
        drawn.append(console.file.getvalue())

    async def main():
        room = Room(4, session=session_of(2))
        await room.gather()
        room.begin()
        await asyncio.sleep(5)
        draw(room.group)
        room.straps[3].faults.no_contact = True
        room.straps[4].set_battery(8)
        room.straps[2].walk_away()
        await asyncio.sleep(12)
        draw(room.group)
        await room.group.stop()
        drawn.append(closing(room.group))
        await room.group.close()

    run_virtual(main())
    calm, troubled, end = drawn
    assert [line.split()[0] for line in rows(calm)] == ["1", "2", "3", "4"]
    words = ["No contact", "Out of reach", "Battery low", "collecting"]
    for line, seat, word in zip(rows(troubled), ["3", "2", "4", "1"], words, strict=True):
        assert line.split()[0] == seat
        assert word in line
    assert "1:43 left" in troubled
    assert end == "Breathed together: 4 people, 0:17."


def rows(text):
    return [line for line in text.splitlines() if "Virtual" in line]
