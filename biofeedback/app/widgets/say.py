"""What is said aloud by a screen reader without moving the focus."""

from PySide6.QtWidgets import QWidget


def say(widget: QWidget, words: str, *, at_once: bool = False) -> None:
    """Have words spoken: when there is time, or at once (troubles only)."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # after the first paint

    politeness = QAccessible.AnnouncementPoliteness
    event = QAccessibleAnnouncementEvent(widget, words)
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)
