"""The drawings of the icons, each in a square of 24: a table of records.

A path is written M x y, L x y, C with its control points, Z, and two whole forms: O cx cy r
(circle) and R x y width height radius (rounded rectangle). `line` is stroked, `soft` is stroked in
the second tone, `fill` is filled.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Drawing(NamedTuple):
    """One icon: what is stroked, what is stroked softly, what is filled."""

    line: str = ""
    soft: str = ""
    fill: str = ""
    mirrored: bool = False  # points along the line of reading, so turned round from right to left


DRAWINGS: Mapping[str, Drawing] = {
    # state of the strap and of the app
    "strap": Drawing(
        "R 8.3 8.8 7.4 5.8 2.6 M 1.8 10.8 C 4.2 9.2 6.2 8.6 8.6 8.6 M 22.2 10.8 C 19.8 9.2 17.8 8.6"
        " 15.4 8.6 M 1.8 15.8 C 4 14.5 6.3 13.9 8.6 13.9 M 22.2 15.8 C 20 14.5 17.7 13.9 15.4 13.9"
    ),
    "battery": Drawing(
        "R 2.2 7.4 17 9.2 2.2 M 21.8 10.6 L 21.8 13.4"
        " M 6.2 10.6 L 6.2 13.4 M 9.6 10.6 L 9.6 13.4 M 13 10.6 L 13 13.4"
    ),
    "settings": Drawing(
        "M 3 6 L 12.6 6 O 15.2 6 2.5 M 17.8 6 L 21 6 M 3 12 L 5.4 12 O 8 12 2.5 M 10.6 12 L 21 12"
        " M 3 18 L 12.6 18 O 15.2 18 2.5 M 17.8 18 L 21 18"
    ),
    "display": Drawing("R 2.8 4.2 18.4 12.6 2.2 M 12 16.8 L 12 20 M 8.2 20.2 L 15.8 20.2"),
    "lock": Drawing("R 5 10.6 14 9.8 2.4 M 8.2 10.4 L 8.2 8 C 8.2 2.9 15.8 2.9 15.8 8 L 15.8 10.4"),
    # steering
    "play": Drawing(fill="M 7.6 5.4 L 18.4 12 L 7.6 18.6 Z", mirrored=True),
    "pause": Drawing(fill="R 7 5.8 2.9 12.4 1 R 14.1 5.8 2.9 12.4 1"),
    "stop": Drawing(fill="R 6.2 6.2 11.6 11.6 2.4"),
    "eyes-closed": Drawing(
        "M 2.6 9.4 C 6.4 15.4 17.6 15.4 21.4 9.4 M 5.6 12.6 L 3.9 14.9 M 12 13.9 L 12 16.9"
        " M 18.4 12.6 L 20.1 14.9"
    ),
    "details": Drawing(
        "R 2.8 4.8 18.4 14.4 2.6 M 14.2 4.8 L 14.2 19.2 M 16.9 9 L 18.6 9 M 16.9 12 L 18.6 12",
        mirrored=True,
    ),
    "sound": Drawing(
        "M 3.4 9.4 L 6.8 9.4 L 11.4 5.4 L 11.4 18.6 L 6.8 14.6 L 3.4 14.6 Z"
        " M 14.8 9.2 C 16.2 10.8 16.2 13.2 14.8 14.8 M 17.6 6.6 C 20.6 9.6 20.6 14.4 17.6 17.4"
    ),
    "plus": Drawing("M 12 5.2 L 12 18.8 M 5.2 12 L 18.8 12"),
    "minus": Drawing("M 5.2 12 L 18.8 12"),
    "check": Drawing("M 4.8 12.6 L 9.8 17.4 L 19.4 7"),
    "close": Drawing("M 6 6 L 18 18 M 18 6 L 6 18"),
    "chevron": Drawing("M 9.4 6 L 15.4 12 L 9.4 18", mirrored=True),
    "unfold": Drawing("M 6 9.4 L 12 15.4 L 18 9.4"),
    "back": Drawing("M 20 12 L 4.4 12 M 10.4 6 L 4.4 12 L 10.4 18", mirrored=True),
    "menu": Drawing("M 3.4 6.4 L 20.6 6.4 M 3.4 12 L 20.6 12 M 3.4 17.6 L 20.6 17.6"),
    "info": Drawing("O 12 12 9.2 M 12 11.2 L 12 16.4", fill="O 12 7.7 1.35"),
    "search": Drawing("O 10.6 10.6 6.4 M 15.4 15.4 L 20.4 20.4"),
    "export": Drawing(
        "M 12 14.6 L 12 3.8 M 8 7.6 L 12 3.6 L 16 7.6"
        " M 4.6 13.4 L 4.6 17.8 C 4.6 19.4 5.4 20.2 7 20.2 L 17 20.2"
        " C 18.6 20.2 19.4 19.4 19.4 17.8 L 19.4 13.4"
    ),
    "note": Drawing(
        "M 19.6 13.6 L 19.6 6.4 C 19.6 4.8 18.8 4 17.2 4 L 6.8 4 C 5.2 4 4.4 4.8 4.4 6.4 L 4.4 17.6"
        " C 4.4 19.2 5.2 20 6.8 20 L 13.4 20 Z M 13.4 20 L 13.4 13.8 L 19.6 13.8"
        " M 8.2 8.4 L 15.8 8.4 M 8.2 11.8 L 11 11.8"
    ),
    "marker": Drawing(
        "M 5.4 3.4 L 5.4 21", fill="M 5.4 4.4 L 19.4 4.4 L 16 8.6 L 19.4 12.8 L 5.4 12.8 Z"
    ),
    # purposes of sessions
    "breathe": Drawing(
        "M 7.8 16.4 C 4.6 11.6 7.4 5.6 12 5.6 C 16.6 5.6 19.4 11.6 16.2 16.4 Z",
        soft="M 2.8 16 C 3.8 21 20.2 21 21.2 16",
    ),
    "let-go": Drawing(
        "M 3.2 16.2 C 8 16.2 7.8 6.6 11.6 6.6 C 15.4 6.6 15.4 14.4 20.8 15",
        soft="M 3.2 19.8 L 20.8 19.8",
    ),
    "rest": Drawing(
        "O 5.6 9.6 2.3 R 2.8 14 18.4 5 2.5",
        soft="M 11 6.6 L 11 10.8 M 15 5.2 L 15 10.8 M 19 6.6 L 19 10.8",
    ),
    "neck": Drawing(
        "O 12 8.2 3.7 M 4.2 20 C 4.6 15.8 8 14.6 12 14.6 C 16 14.6 19.4 15.8 19.8 20",
        soft="M 5.2 5.2 C 3.9 7.2 3.9 9.2 5.2 11.2 M 18.8 5.2 C 20.1 7.2 20.1 9.2 18.8 11.2",
    ),
    "pause-short": Drawing(
        "M 6.2 15.8 C 6.2 11.4 8.6 8.8 12 8.8 C 15.4 8.8 17.8 11.4 17.8 15.8 Z",
        soft="M 2.8 19.2 L 21.2 19.2",
    ),
    "body": Drawing(
        "O 12 5.4 2.6 M 7.6 20.4 L 7.6 14.6 C 7.6 9.4 16.4 9.4 16.4 14.6 L 16.4 20.4",
        soft="M 2.8 13 L 4.6 13 M 19.4 13 L 21.2 13 M 2.8 17 L 4.6 17 M 19.4 17 L 21.2 17",
    ),
    "move": Drawing(
        "O 12 5.2 2.3 M 4.4 8.2 C 8 11.8 16 11.8 19.6 8.2 M 12 11 L 12 15 M 12 15 L 8 20.4"
        " M 12 15 L 16 20.4",
        soft="M 2.8 13.4 C 4.2 15.4 5.4 16 7 16.2 M 21.2 13.4 C 19.8 15.4 18.6 16 17 16.2",
    ),
    "warm": Drawing(
        "M 6.6 15.6 C 3.6 11.8 9.4 9.4 6.6 5.2 M 12 15.6 C 9 11.8 14.8 9.4 12 5.2"
        " M 17.4 15.6 C 14.4 11.8 20.2 9.4 17.4 5.2",
        soft="M 3.2 19.6 L 20.8 19.6",
    ),
    "cool": Drawing(
        "M 12 3.4 L 12 20.6 M 4.6 7.7 L 19.4 16.3 M 4.6 16.3 L 19.4 7.7",
        soft="M 9.4 4.6 L 12 7.2 L 14.6 4.6 M 9.4 19.4 L 12 16.8 L 14.6 19.4",
    ),
    "think": Drawing(
        "M 7 15.4 C 2.4 15.4 2.2 9.8 6 9.2 C 6.4 4.2 12.8 3.2 14.8 7 C 19.2 5.8 22.4 9.8 20.2 13"
        " C 19.2 14.8 18 15.4 16.8 15.4 Z",
        soft="O 9 18.6 1.3 O 5.8 21 0.7",
    ),
}
