"""What can be wrong with a session, told in one sentence: where, what, and what to do now.

The records of this room refuse what cannot be played, and name the field; the loader adds the file
and the line. So a rule stands in one place and holds for a TOML file and for a plan made in Python.
"""

from collections.abc import Collection
from difflib import get_close_matches
from gettext import gettext as _


class SessionError(Exception):
    """A session cannot be found, read or played.

    Parameters
    ----------
    problem : str
        What is wrong, without a full stop.
    advice : str
        What to do now, one sentence.
    key : str, optional
        The field or the TOML key it is about.
    item : int, optional
        Which spoken line of a block it is about, counted from 1; 0 for none.
    path : str, optional
        The file.
    line : int, optional
        The line it stands in, counted from 1.
    """

    def __init__(
        self,
        problem: str,
        advice: str,
        *,
        key: str = "",
        item: int = 0,
        path: str = "",
        line: int | None = None,
    ) -> None:
        self.problem, self.advice = problem, advice
        self.key, self.item, self.path, self.line = key, item, path, line
        place = _("line {line}").format(line=line) if line else ""
        where = ", ".join(part for part in (path, place, key) if part)
        super().__init__(f"{where}: {problem}. {advice}" if where else f"{problem}. {advice}")


def refuse_empty(**texts: str) -> None:
    """Object to the first text, named by its field, in which nothing is written."""
    for key, text in texts.items():
        if not text.strip():
            raise SessionError(_("the text is empty"), _("Write what the person reads."), key=key)


def refuse_unknown(name: str, known: Collection[str], problem: str, key: str) -> None:
    """Object to a name that is not among the `known` ones, and suggest the nearest of them.

    Parameters
    ----------
    problem : str
        The sentence, with ``{name}`` in it.
    key : str
        The field or the TOML key it is about.
    """
    if name in known:
        return
    nearest = get_close_matches(name, known, 1, cutoff=0.5)
    raise SessionError(
        problem.format(name=name),
        _("Did you mean '{name}'?").format(name=nearest[0])
        if nearest
        else _("Known here are {names}.").format(names=", ".join(known)),
        key=key,
    )
