"""The questions before the first session, and what follows from the answers.

Kept in the person's `screening`: the id of each question with True where it was ticked, `asked_on`
(the day, ISO), and `advised` (a professional was asked, and it is fine).

Source: red flags of back pain, doi:10.1002/14651858.CD008686.pub2.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from biofeedback.app.text import tr

if TYPE_CHECKING:
    from biofeedback.app.context import Context
    from biofeedback.app.desk.home_messages import HomeIs

ACIDOSIS = "acidosis"


class Question(NamedTuple):
    """Something that may be true for a person; `words` in the app's language."""

    id: str
    words: Callable[[], str]


HEALTH = (
    Question("heartbeat", lambda: tr("A pacemaker, or an irregular heartbeat")),
    Question("heart", lambda: tr("Heart trouble in the last months")),
    Question("fainting", lambda: tr("Fainting, or very low blood pressure")),
    Question("lungs", lambda: tr("Severe asthma or lung disease")),
    Question(ACIDOSIS, lambda: tr("Kidney disease, or diabetes with acidosis")),
    Question("epilepsy", lambda: tr("Epilepsy")),
    Question("pregnancy", lambda: tr("Pregnancy")),
    Question("mind", lambda: tr("Psychosis, or a trauma that relaxing brings back")),
)
PAIN = (
    Question("accident", lambda: tr("It came after a fall or an accident")),
    Question("fever", lambda: tr("It comes with fever")),
    Question("weight", lambda: tr("I have lost weight without wanting to")),
    Question("cancer", lambda: tr("I have had cancer")),
    Question("bladder", lambda: tr("I have trouble holding water or stool")),
    Question("numb", lambda: tr("I feel numb between the legs")),
    Question("weak", lambda: tr("An arm or a leg is getting weaker")),
    Question("night", lambda: tr("It is worse at night")),
)


def answers(ticked: Iterable[str], day: str, *, advised: bool) -> dict[str, Any]:
    """Return what is kept of the answers."""
    ids = set(ticked)
    told = {question.id: question.id in ids for question in (*HEALTH, *PAIN)}
    return told | {"asked_on": day, "advised": advised}


def ticked_in(screening: Mapping[str, Any]) -> list[str]:
    """Return the ids of what was ticked."""
    return [each.id for each in (*HEALTH, *PAIN) if screening.get(each.id)]


def wants_advice(screening: Mapping[str, Any]) -> bool:
    """Whether a professional should be asked before a session."""
    return bool(ticked_in(screening)) and not screening.get("advised")


def to_session(context: "Context", session: str, **how: Any) -> None:
    """Go to a session, by way of the questions nobody has asked yet, or the advice to ask.

    Where a professional has chosen nobody, it leads to the people: it would be nobody's session.
    """
    if context.likes.professional and _is_nobodys(context.home):
        context.go("people")
        return
    screening = context.records.person.get("screening", {}) if context.records else None
    if screening is not None and not screening.get("asked_on"):
        context.go("welcome", at="health", session=session)
    elif screening is not None and wants_advice(screening):
        context.go("welcome", at="advice", session=session)
    else:
        context.go("before", session=session, **how)


def _is_nobodys(home: "HomeIs | None") -> bool:
    """Whether it is only the place that is kept for the one person of a computer at home."""
    return home is not None and not home.alias and not home.sessions


def closes_assessments(screening: Mapping[str, Any]) -> bool:
    """Whether the assessments that ask for slow breathing stay closed."""
    return bool(screening.get(ACIDOSIS))
