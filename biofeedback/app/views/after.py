"""After a session: how are you now, and then what it was, in one sentence and one picture.

The run is safe on disk already; "Save" keeps the note and closes it.
"""

from collections.abc import Mapping

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from biofeedback.app.canvas import bloom
from biofeedback.app.context import Context
from biofeedback.app.desk.messages import RunOver
from biofeedback.app.text import tr
from biofeedback.app.theme.apply import theme_of
from biofeedback.app.view import View
from biofeedback.app.views import after_words as said
from biofeedback.app.views.after_pictures import BloomPicture, TwoDots
from biofeedback.app.views.ratings import SCALES, Ratings, keys_told
from biofeedback.app.widgets.buttons import Primary, Quiet
from biofeedback.app.widgets.dialog import Dialog
from biofeedback.app.widgets.entry import Field
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.page import Page

_ONE_COLUMN_PX, _NOTE_PX = 860, 500


class After(View):
    """Ask, then show.

    Parameters
    ----------
    context : Context
        The app.
    over : RunOver
        The run.
    title : str
        What was done.
    began : QDateTime
        When.
    measured : bool
        Whether a strap was worn.
    before : mapping of str to int
        The ratings before.
    now : mapping of str to int, optional
        The ratings after; without them they are asked first.
    """

    def __init__(
        self,
        context: Context,
        over: RunOver,
        title: str,
        began: QDateTime,
        *,
        measured: bool,
        before: Mapping[str, int],
        now: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(
            context,
            over=over,
            title=title,
            began=began,
            measured=measured,
            before=before,
            now=now,
        )
        self._over, self._before, self._now = over, before, now
        self._course = said.course_of(over, measured=measured)
        self._first: QWidget
        self._ask() if now is None else self._show(now)

    def first_focus(self) -> QWidget:
        """Return the first number, or Save."""
        return self._first

    def spoken(self) -> str:
        """Return the question, or headline and sentence."""
        if self._now is None:
            return tr("How are you now? Pain, 0 to 10.")
        words = f"{said.headline(self._over.minutes)}. {said.sentence(self._course)}"
        return f"{words} {said.unsaved()}" if self._over.saving else words

    def help(self) -> tuple[str, str]:
        """Return the help."""
        if self._now is None:
            plain = tr("A number for this moment, not for the day. You can also skip this.")
            return f"{plain} {keys_told()}", ""
        return (
            tr("The picture begins in the middle. Each round is a part of your session."),
            tr(
                "The session is divided into twelve rounds of whole breaths. A round is wider the "
                "closer your heart went with your breath, and the line bends outwards where your "
                "heart was faster than its mean of a minute."
            ),
        )

    def back(self) -> bool:
        """Leave it as it is: everything is kept."""
        if self._now is None:
            self._go_on()
        else:
            self._save()
        return True

    # How are you now

    def _ask(self) -> None:
        page = Page(tr("How are you now?"))
        self._ratings = Ratings()
        page.body.addWidget(self._ratings)
        page.foot.addWidget(Primary(tr("Go on"), self._go_on))
        page.foot.addWidget(Quiet(tr("Skip"), self._go_on))
        self.column.addWidget(page)
        self._first = self._ratings.first()

    def _go_on(self) -> None:
        """Go on with what was answered, be it nothing: no way on throws an answer away."""
        now, run_id = self._ratings.values(), self._over.run_id
        if now and run_id is not None:
            self.context.ask(lambda desk: desk.records.rate("after", now, run_id))
        self.context.go("after", **{**self.what, "now": dict(now)})

    # What it was

    def _show(self, now: Mapping[str, int]) -> None:
        self._note = Field(tr("Note"), tr("if you like"))
        save = Primary(tr("Close") if self._over.saving else tr("Save"), self._save)
        self._first = save
        page = Page()
        page.body.addWidget(Text(self._when(), "body", "text_soft"))
        self._columns = _Columns(self._picture(), self._words(now))
        page.body.addSpacing(24)
        page.body.addWidget(self._columns)
        large = theme_of(self).is_large  # the answers stay in sight while the page scrolls
        answers = page.foot if large else self._answers
        answers.addWidget(save)
        if self._over.run_id is not None:
            answers.addWidget(Quiet(tr("See the whole session"), self._see))
            answers.addWidget(Quiet(tr("Discard"), self._ask_discard))
        self.column.addWidget(page)

    def _when(self) -> str:
        began: QDateTime = self.what["began"]
        locale = QLocale()
        day = locale.toString(began.date(), tr("dddd d MMMM", "date"))
        time = locale.toString(began.time(), QLocale.FormatType.ShortFormat)
        return tr("{title} \u00b7 {day}, {time}").format(
            title=self.what["title"], day=day, time=time
        )

    def _picture(self) -> QWidget:
        drawn = bloom.of_run(said.drawn(self._over), theme_of(self))
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(BloomPicture(drawn, said.sentence(self._course)))
        words = tr("Drawn by your heart. It starts in the middle.")
        if not drawn.points:
            words = tr("Your breaths, from the middle out.")
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Text(words, "caption", "text_soft", alignment=centre), 0, centre)
        column.addStretch(1)
        return held

    def _words(self, now: Mapping[str, int]) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        head = QVBoxLayout()
        head.setSpacing(10)
        head.addWidget(Text(said.headline(self._over.minutes), "headline"))
        head.addWidget(Text(said.sentence(self._course), "lead"))
        is_told = self._course is not said.Course.IRREGULAR
        if self.context.likes.fuller and self._over.sentence and is_told:
            words = " ".join(filter(None, (self._over.sentence, self._over.fuller)))
            head.addWidget(Text(words, "body", "text_soft"))
        if self._over.saving:
            head.addWidget(Text(said.unsaved(), "body"))
        column.addLayout(head)
        for scale in SCALES:
            before, after = self._before.get(scale.id), now.get(scale.id)
            if before is not None or after is not None:
                column.addWidget(TwoDots(scale.name(), before, after))
        column.addWidget(Text(tr("One session says little. The weeks tell."), "body", "text_soft"))
        if self._over.run_id is not None:
            self._note.setMaximumWidth(_NOTE_PX * theme_of(self).text_percent // 100)
            column.addWidget(self._note)
        self._answers = FlowLayout(12, 8)
        column.addLayout(self._answers)
        column.addStretch(1)
        return held

    def _keep_note(self) -> None:
        run_id, words = self._over.run_id, self._note.text().strip()
        if run_id is not None and words:
            self.context.ask(lambda desk: desk.records.note(run_id, words))

    def _save(self) -> None:
        self._keep_note()
        self.context.go("today")

    def _see(self) -> None:
        self._keep_note()
        self.context.go("run", run_id=self._over.run_id)

    def _ask_discard(self) -> None:
        Dialog(
            self,
            tr("Discard this session?"),
            tr("Its picture, its ratings and its heartbeats are taken out of your records."),
            tr("Discard"),
            tr("Keep it"),
            self._discard,
        ).open()

    def _discard(self) -> None:
        run_id = self._over.run_id
        if run_id is not None:
            self.context.ask(lambda desk: desk.records.discard(run_id))
        self.context.go("today")


class _Columns(QWidget):
    """The picture beside the words; below them where there is no room."""

    def __init__(self, picture: QWidget, words: QWidget) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(64)
        self._row.addWidget(picture, 1)
        self._row.addWidget(words, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Arrange for the width there is."""
        super().resizeEvent(event)
        needed_px = _ONE_COLUMN_PX * theme_of(self).text_percent / 100
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._row.setDirection(along if self.width() >= needed_px else down)
