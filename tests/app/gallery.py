"""Every control of the app on one page: what the tests look at, and a picture to look at oneself.

`python -m tests.app.gallery FOLDER` paints it in each theme at 100 and 200 %.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from biofeedback.app.theme import mark
from biofeedback.app.theme.apply import dress, pictures_family
from biofeedback.app.theme.tokens import THEMES, Theme
from biofeedback.app.widgets.banner import Banner
from biofeedback.app.widgets.buttons import IconWordButton, Primary, Quiet, Secondary
from biofeedback.app.widgets.card import Bar, Card, CardButton, RowButton, Rule
from biofeedback.app.widgets.choice import CheckRow, Chips, Choice, Option
from biofeedback.app.widgets.entry import Field, Picker
from biofeedback.app.widgets.flow import FlowLayout
from biofeedback.app.widgets.focus import FocusRing
from biofeedback.app.widgets.keycap import KeyHint
from biofeedback.app.widgets.label import Text
from biofeedback.app.widgets.marks import Day, Figure, IconText, StepDots, WeekDots
from biofeedback.app.widgets.page import Page
from biofeedback.app.widgets.rating import RatingRow
from biofeedback.app.widgets.stepper import Stepper
from biofeedback.app.widgets.switch import Switch
from biofeedback.app.widgets.tabs import NavTabs

WEEK = [
    Day("M", "practised"),
    Day("T", "free"),
    Day("W", "practised"),
    Day("T", "practised"),
    Day("F", "today", is_today=True),
    Day("S", "planned"),
    Day("S", "free"),
]


def row(*widgets, gap=12, **how):
    holder = QWidget()
    layout = FlowLayout(gap, **how)
    for widget in widgets:
        layout.addWidget(widget)
    holder.setLayout(layout)
    return holder


def card(title, *widgets):
    made = Card(title)
    for widget in widgets:
        made.body.addWidget(widget)
    return made


def samples():
    """Return the parts of the gallery, each a card or a row."""
    colours = Choice("Colours", [Option("light", "Light"), Option("dark", "Dark")], "light")
    segments = [Option(0, "Plain"), Option(1, "Fuller")]
    reading = Choice("Reading", segments, 0, kind="segment")
    weighed = ["Long sitting", "Poor sleep", "Stress", "Posture", "Heavy lifting", "Low mood"]
    chips = Chips("What weighed on you", [Option(w, w) for w in weighed], weighed[:2])
    chips.add(Quiet("More", more=True))
    details = IconWordButton("Details", icon="details", key="D", toggles=True)
    details.setChecked(True)
    chosen = RowButton("Anna B.", "in session", toggles=True)
    chosen.setChecked(True)
    slow = "Slow breathing makes the heart's wave larger."
    fast = "Breathing and blood-pressure rhythms coincide and heart rate variability grows."
    figure = Figure("Heart rate", "beats/min")
    figure.set_value("63", "rest 71")
    waiting = Figure("RMSSD, last minute", "ms")
    waiting.set_value("collecting")
    rating = RatingRow("Pain on average today", "no pain", "the worst you can imagine")
    rating.set_value(4)
    off = Secondary("Stop", icon="stop", key="Esc")
    off.setEnabled(False)
    return [
        Banner(),
        row(
            Primary("Start today\u2019s session", icon="play"),
            Primary("Pause", icon="pause", key="Space", compact=True),
            off,
            Secondary("Report or export", icon="export"),
            Quiet("Go on without a strap"),
            Quiet("All cards", back=True),
        ),
        row(
            card("This week", WeekDots(WEEK, "3 of 4 planned sessions"), Rule(), StepDots(4, 6)),
            card("Details", row(figure, waiting, gap=40), IconText("battery", "82 %")),
            card("Reading", reading, colours),
            level=True,
        ),
        card("What weighed on you", chips),
        card("", rating),
        card(
            "Bar",
            row(
                IconWordButton("Pause", icon="pause", key="Space"),
                IconWordButton("Stop", icon="stop", key="Esc"),
                IconWordButton("Slower", key="Left"),
                IconWordButton("Eyes closed", icon="eyes-closed", key="E"),
                details,
                gap=8,
            ),
        ),
        row(
            CardButton("Loosen tight muscles", "12 min \u00b7 tense, let go", icon="let-go"),
            CardButton("Rest the whole body", "10 min \u00b7 lying down", icon="rest"),
            CardButton("Ease neck and shoulders", "5 min \u00b7 gentle moves", icon="neck"),
            CardButton("A short pause", "3 min \u00b7 anywhere", icon="pause-short"),
            even=True,
            gap=16,
        ),
        row(chosen, RowButton("Polar H10", "very near", icon="strap", tail="chevron")),
        Choice(
            "How do you like to read?",
            [Option("plain", "Plain", slow), Option("fuller", "Fuller", fast)],
            "plain",
            kind="option",
        ),
        CheckRow("Pacemaker or irregular heartbeat", ticked=True),
        CheckRow("Heart trouble in the last months"),
        row(
            Text("Text size", "heading"),
            Stepper("Text size", [100, 150, 200], 200, "{} %".format),
        ),
        Switch("Spoken voice", on=True),
        Switch("Keys without Ctrl", detail="Single keys work while nothing is being typed."),
        row(Field("Note", "if you like"), Picker("Country", ["Germany", "United Kingdom"])),
        Card("", sunken=True),
        row(KeyHint("M"), Text("marker", "caption")),
    ]


def gallery():
    """Return a window with a bar and a page of all samples."""
    window = QWidget()
    page = Page("Good morning, Anna", "Ten quiet minutes today. That is enough.")
    page.aside.addWidget(Secondary("Compare two"))
    parts = samples()
    parts[-2].body.addWidget(
        Text("Close the strap in front of you first, then turn it round.", lead_in="It hurts?")
    )
    for part in parts:
        page.body.addWidget(part)
    parts[0].show_trouble(
        "The strap has lost touch with your skin",
        "Moisten the two pads, or close the strap a little tighter. Nothing is lost:"
        " your session goes on by itself when your heart is back.",
        "Go on without the strap",
    )
    page.foot.addWidget(Primary("I am wearing it"))
    page.foot.addWidget(Quiet("Go on without a strap"))
    bar = Bar()
    places = QHBoxLayout(bar)
    places.setContentsMargins(64, 0, 64, 0)
    places.setSpacing(20)
    places.addWidget(NavTabs("Places", ["Today", "Progress", "Diary", "Learn"]))
    places.addStretch()
    places.addWidget(IconText("strap", "Strap connected"))
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(bar)
    column.addWidget(page, 1)
    FocusRing(window)
    return window


def main(folder):
    application = QApplication([])
    application.setWindowIcon(mark.window_icon())
    for name in THEMES:
        for percent in (100, 200):
            dress(application, Theme.of(name, percent, pictures_family()))
            window = gallery()
            window.resize(QSize(1280, 2200 if percent == 100 else 4600))
            window.show()
            window.findChild(Primary).setFocus(Qt.FocusReason.TabFocusReason)
            application.processEvents()
            window.grab().save(str(Path(folder) / f"gallery_{name}_{percent}.png"))
            window.close()
            window.deleteLater()


if __name__ == "__main__":
    main(sys.argv[1])
