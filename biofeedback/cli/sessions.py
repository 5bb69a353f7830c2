"""`biofeedback sessions`: the list of the library, one session as a timeline, a file checked."""

import argparse
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from biofeedback.catalogue import find_session
from biofeedback.cli import values
from biofeedback.cli.output import BREATH, QUIET, minutes, screen
from biofeedback.cli.plugins import found
from biofeedback.cli.reading import add_reading, wording_of
from sessions.blocks import Block, Pacing, Timer
from sessions.errors import SessionError, refuse_unknown
from sessions.load import Reader, languages_of, load_session
from sessions.script import words_a_sentence
from sessions.timeline import METHODS, NETWORKS, Session
from sessions.toml_file import Wording

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

MOST_WORDS_A_SENTENCE = 12.0
_WIDTH = 80


def add_commands(commands: "Commands") -> None:
    """Add `sessions` with all that it can do."""
    command = commands.add_parser("sessions", help=_("list the sessions, show or check one"))
    command.add_argument("--network", choices=NETWORKS, help=_("only those that work on it"))
    command.add_argument("--method", choices=METHODS, help=_("only those of this method"))
    command.add_argument(
        "--longest", metavar="MINUTES", type=values.positive, help=_("only those not longer")
    )
    command.set_defaults(perform=_list)
    one = command.add_subparsers(metavar="COMMAND")
    show = one.add_parser("show", help=_("print a session as a timeline"))
    show.add_argument("session", help=_("a name of the library, or a TOML file"))
    add_reading(show)
    show.set_defaults(perform=_show)
    check = one.add_parser("check", help=_("find what is wrong with a session of your own"))
    check.add_argument("file", metavar="FILE", type=Path)
    check.set_defaults(perform=_check)


def _list(arguments: argparse.Namespace) -> None:
    network, method, longest_min = arguments.network, arguments.method, arguments.longest
    sessions = [
        session
        for session in (find_session(name) for name in found().session_names)
        if (network is None or network in session.networks)
        and (method is None or method == session.method)
        and (longest_min is None or session.duration_s <= 60.0 * longest_min)
    ]
    if not sessions:
        screen().print(_("There is no such session. Leave out one of the filters."))
        return
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column(_("Name"), no_wrap=True)
    table.add_column(_("Length"), justify="right")
    for heading in (_("Method"), _("Networks")):
        table.add_column(heading)
    for session in sessions:
        networks = ", ".join(session.networks)
        table.add_row(session.name, minutes(session.duration_s), session.method, networks)
    screen().print(table)
    screen().print(_("`biofeedback sessions show NAME` tells more."), markup=False)


def _show(arguments: argparse.Namespace) -> None:
    """Print what a session is for, and all of it on a timeline."""
    session = find_session(arguments.session, Reader(wording_of(arguments)))
    session, out = session.without(arguments.skip), screen()
    out.print(Text(session.title, style="bold"))
    facts = [
        (_("For"), session.description),
        (_("Care"), session.precautions),
        (_("Method"), session.method),
        (_("Networks"), ", ".join(session.networks)),
        (_("Posture"), ", ".join(session.posture)),
        (_("May be left out"), ", ".join(session.groups)),
        (_("Sources"), "\n".join(session.sources)),
    ]
    table = Table.grid(padding=(0, 2))
    for name, fact in facts:
        if fact:
            table.add_row(Text(name, style=QUIET), Text(fact))
    out.print(Padding(table, (1, 0)), width=_WIDTH)
    out.print(_timeline(session), width=_WIDTH)


def _check(arguments: argparse.Namespace) -> None:
    """Load a file in all its languages and both readings, and say that it can be played."""
    path: Path = arguments.file
    told: list[str] = []
    duration_s = 0.0
    for language in languages_of(path):
        load_session(path, Reader(Wording(language, fuller=True)))
        plain = load_session(path, Reader(Wording(language)))
        duration_s = plain.duration_s
        _refuse_unknown_figures(plain, path)
        mean = words_a_sentence(plain.texts)
        told.append(
            _("{language}: {mean:.1f} words a sentence").format(language=language, mean=mean)
        )
        if mean > MOST_WORDS_A_SENTENCE:
            told.append(_("more than 12 are hard to follow"))
    sentence = _("{path} can be played: {length}; {told}.").format(
        path=path, length=minutes(duration_s), told="; ".join(told)
    )
    screen().print(sentence, markup=False, soft_wrap=True)


def _refuse_unknown_figures(session: Session, path: Path) -> None:
    known = [index.name for index in found().run_indices]
    for block in session.blocks:
        if block.until:
            try:
                problem = _("no figure is called '{name}'")
                refuse_unknown(block.until.index, known, problem, "until")
            except SessionError as error:
                raise SessionError(
                    error.problem, error.advice, key=error.key, path=str(path)
                ) from error


def _timeline(session: Session) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    start_s = 0.0
    for block in session.blocks:
        heading = Text(block.title, style="bold") + Text(f"  {_facts(block)}", style=QUIET)
        table.add_row(Text(minutes(start_s), style=BREATH), heading)
        if block.text:
            table.add_row("", Text(block.text))
        for line in block.lines:
            table.add_row(Text(minutes(start_s + line.start_s), style=QUIET), Text(line.text))
        start_s += block.duration_s
    table.add_row(Text(minutes(start_s), style=BREATH), Text(_("End"), style="bold"))
    return table


def _facts(block: Block) -> str:
    facts = [minutes(block.duration_s)]
    if block.pacing:
        facts.append(_pace(block.pacing))
    if block.chime:
        facts.append(_("chime"))
    if block.timer:
        facts.append(_("cold timer") if block.timer is Timer.COLD else _("heat timer"))
    if block.until:
        until = block.until
        facts.append(
            _("until {index} {op} {value:g} for {seconds:g} s").format(
                index=until.index, op=until.op, value=until.value, seconds=until.hold_s
            )
        )
    return ", ".join(facts)


def _pace(pacing: Pacing) -> str:
    first, last = pacing.start_rate_per_min, pacing.end_rate_per_min
    if first != last:
        return _("{first:.3g} to {last:.3g} breaths a minute").format(first=first, last=last)
    breath_s, pattern = 60.0 / first, pacing.pattern
    parts = (
        (_("in {seconds:.3g} s"), pattern.inhale),
        (_("hold {seconds:.3g} s"), pattern.hold),
        (_("out {seconds:.3g} s"), pattern.exhale),
        (_("wait {seconds:.3g} s"), pattern.rest),
    )
    told = [words.format(seconds=share * breath_s) for words, share in parts if share > 0.0]
    rate = _("{rate:.3g} breaths a minute").format(rate=first)
    return f"{rate} ({', '.join(told)})"
