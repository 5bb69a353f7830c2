"""The strap that a person usually wears: looked for as soon as it is known which one it is."""

from typing import TYPE_CHECKING

from biofeedback.app.desk.home_messages import StrapState

if TYPE_CHECKING:
    from biofeedback.app.context import Context


def seek_strap(context: "Context") -> None:
    """Look for the usual strap, once in the life of the app; nothing where none is known yet."""
    known = tuple(context.records.person.get("sensors", ())) if context.records else ()
    if known and context.strap.state is StrapState.NONE:
        context.ask(lambda desk: desk.check.seek(known))
