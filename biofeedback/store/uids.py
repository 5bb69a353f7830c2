"""What is meant by how its uid begins."""

from sqlalchemy import ColumnElement, SQLColumnExpression, false

SHORTEST_UID = 6
"""Characters of a uid below which it is no name: `7` is the seventh run, or none, but never another
whose uid begins so; file names tell as many."""


def begins(uid: SQLColumnExpression[str], key: str) -> ColumnElement[bool]:
    """Return the condition that a uid begins with `key`, in either case of its letters."""
    if len(key) < SHORTEST_UID:
        return false()
    return uid.startswith(key.lower(), autoescape=True)
