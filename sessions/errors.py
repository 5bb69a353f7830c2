"""What can be wrong with a session, told in one sentence: where, what, and what to do now.

The records of this room refuse what cannot be played, and name the field; the loader adds the file
and the line. So a rule stands in one place and holds for a TOML file and for a plan made in Python.
"""

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
    path : str, optional
        The file.
    line : int, optional
        The line it stands in, counted from 1.
    """

    def __init__(
        self, problem: str, advice: str, *, key: str = "", path: str = "", line: int | None = None
    ) -> None:
        self.problem, self.advice = problem, advice
        self.key, self.path, self.line = key, path, line
        place = _("line {line}").format(line=line) if line else ""
        where = ", ".join(part for part in (path, place, key) if part)
        super().__init__(f"{where}: {problem}. {advice}" if where else f"{problem}. {advice}")
