"""What stands below every report: what it is not, and what wrote it."""

from gettext import gettext as _


def foot(program: str) -> tuple[str, ...]:
    """Return the lines below a report; `program` is what writes it, with its version."""
    return (
        _("For relaxation and learning; not a medical device. It may help you relax and cope."),
        _("Written by {program}.").format(program=program),
    )
