import subprocess
import sys

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from biofeedback.app.theme import icons, mark
from biofeedback.app.theme.apply import dress, system_text_percent, system_theme, theme_of
from biofeedback.app.theme.icon_paths import DRAWINGS
from biofeedback.app.theme.tokens import THEMES, Theme, tokens
from biofeedback.app.widgets import looks
from biofeedback.app.widgets.label import Text

PAIRS = tokens()["pairs"]


def luminance(colour):
    """Relative luminance of "#RRGGBB". Source: WCAG 2.2, 'relative luminance'."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast ratio. Source: WCAG 2.2, success criterion 1.4.3."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_formula():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    # 4.54 is the published ratio of this grey, the lightest that passes on white
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("name", THEMES)
def test_texts_are_readable(name):
    hexes = Theme.of(name).hexes
    least = 7 if name == "contrast" else 4.5
    ratios = {pair: contrast(hexes[pair[0]], hexes[pair[1]]) for pair in PAIRS["text"]}
    print(f"{name}: text {min(ratios.values()):.2f}")
    assert not {pair: ratio for pair, ratio in ratios.items() if ratio < least}


@pytest.mark.parametrize("name", THEMES)
def test_shapes_are_seen(name):
    hexes = Theme.of(name).hexes
    ratios = {pair: contrast(hexes[pair[0]], hexes[pair[1]]) for pair in PAIRS["shape"]}
    print(f"{name}: shapes {min(ratios.values()):.2f}")
    assert not {pair: ratio for pair, ratio in ratios.items() if ratio < 3}


@pytest.mark.parametrize("name", THEMES)
def test_chart_lines_are_seen(name):
    hexes = Theme.of(name).hexes
    least = 7 if name == "contrast" else 3
    for line in PAIRS["chart"]:
        for ground in ("bg", "surface"):
            assert contrast(hexes[line], hexes[ground]) >= least, (line, ground)


@pytest.mark.parametrize("name", THEMES)
def test_what_is_pressed_is_readable_in_every_state(name):
    """Words on the fills that looks.py really puts under them, not only on the listed pairs."""
    theme = Theme.of(name)
    least = 7 if name == "contrast" else 4.5
    for kind in looks.FORMS:
        for chosen in (False, True):
            seen = looks.look(theme, kind, chosen=chosen)
            for fill in {seen.fill or "bg", seen.hover or "bg", seen.down or "bg"}:
                for ink in (seen.ink, seen.soft):
                    ratio = contrast(theme.hex(ink), theme.hex(fill))
                    assert ratio >= least, (kind, chosen, ink, fill, ratio)


def test_every_theme_names_the_same_colours():
    names = [set(Theme.of(name).hexes) for name in THEMES]
    assert names[0] == names[1] == names[2]


def test_the_heart_is_never_what_is_pressed():
    for name in THEMES:
        hexes = Theme.of(name).hexes
        assert hexes["heart"] == hexes["c1"]
        assert hexes["breath"] == hexes["c2"]
        assert hexes["heart"] not in {v for k, v in hexes.items() if k.startswith("accent")}


@pytest.mark.parametrize(
    ("kind", "at_100", "at_150", "at_200"),
    [
        ("caption", 11.0, 16.5, 22.0),
        ("body", 13.0, 19.5, 26.0),
        ("title", 19.0, 26.6, 34.2),
        ("headline", 26.0, 33.15, 40.3),
        ("cue", 25.5, 35.7, 45.9),
    ],
)
def test_sizes_of_text(kind, at_100, at_150, at_200):
    sizes = [
        Theme.of("light", percent).types[kind].size_pt_at(percent) for percent in (100, 150, 200)
    ]
    assert sizes == pytest.approx([at_100, at_150, at_200])


def test_nothing_is_smaller_than_eleven_points():
    assert min(each.size_pt for each in Theme.of().types.values()) == 11


def test_text_percent_stays_in_its_limits():
    assert Theme.of("light", 40) is Theme.of("light", 100)
    assert Theme.of("light", 900) is Theme.of("light", 200)


def test_high_contrast_is_outlined_and_strong():
    contrast_theme = Theme.of("contrast")
    assert (contrast_theme.stroke_px.hairline, contrast_theme.stroke_px.control) == (2, 2)
    assert contrast_theme.stroke_px.heart == 4
    assert contrast_theme.text.label_weight == 600


def test_margins():
    assert Theme.of().margin_px(1280) == 64
    assert Theme.of().margin_px(1099) == 40
    assert Theme.of("light", 150).margin_px(1280) == 40


def test_digits_do_not_dance(qt):
    font = Theme.of().font("figure")
    assert font.featureValue(font.Tag("tnum")) == 1


def test_theme_is_switched_while_running(qt):
    text = Text("Ten quiet minutes today.")
    qt.show(text, 300, 200)
    small_px = text.heightForWidth(300)
    assert text.palette().window().color() == QColor("#F4F6F3")
    qt.dress("dark", 200)
    qt.settle()
    assert theme_of(text) is Theme.of("dark", 200)
    assert text.palette().window().color() == QColor("#0E1617")
    assert text.heightForWidth(300) > 1.9 * small_px


def test_a_window_may_have_its_own_theme(qt):
    window = QWidget()
    inner = QWidget(window)
    other = QWidget()
    dress(window, Theme.of("contrast", 200))
    qt.show(window)
    qt.show(other)
    assert theme_of(inner) is Theme.of("contrast", 200)
    assert theme_of(other) is Theme.of("light", 100)
    assert inner.palette().window().color() == QColor("#000000")


def test_the_systems_wish(qt):
    assert system_theme() in THEMES
    assert system_text_percent() in range(100, 201, 10)
    qt.application.styleHints().setColorScheme(Qt.ColorScheme.Dark)
    dark = qt.application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert system_theme() == ("dark" if dark else "light")
    qt.application.styleHints().unsetColorScheme()


def inked(paint):
    """Return which of 72 x 72 pixels a drawing covers, at three times its size of 24."""
    image = QImage(72, 72, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint(painter, QRectF(12, 12, 48, 48))
    painter.end()
    return {(x, y) for x in range(72) for y in range(72) if image.pixelColor(x, y).alpha() > 40}


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_icon_fills_its_square_and_stays_in_it(qt, name):
    pixels = inked(lambda p, rect: icons.paint(p, name, rect, QColor("black")))
    assert len(pixels) > 60
    assert min(map(min, pixels)) >= 10
    assert max(map(max, pixels)) <= 61


def test_icons_of_direction_turn_round_from_right_to_left(qt):
    def turned(painter, rect):
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        icons.paint(painter, "back", rect, QColor("black"))

    plain = inked(lambda p, rect: icons.paint(p, "back", rect, QColor("black")))
    mirrored = {(71 - x, y) for x, y in plain}
    assert len(inked(turned) & mirrored) > 0.9 * len(mirrored)


def test_the_window_icon_has_the_sizes_desktops_ask_for(qt):
    sizes = {size.width() for size in mark.window_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes


def test_theme_and_widgets_are_light_to_import():
    code = (
        "import pkgutil, importlib, sys, biofeedback.app.widgets as w, biofeedback.app.theme as t\n"
        "for p in (w, t):\n"
        "    for m in pkgutil.iter_modules(p.__path__, p.__name__ + '.'):\n"
        "        importlib.import_module(m.name)\n"
        "heavy = {'numpy', 'scipy', 'pandas', 'pyqtgraph', 'neurokit2', 'sqlalchemy'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "print(sorted(m for m in sys.modules if m.startswith('PySide6.Qt')))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [
        "[]",
        "['PySide6.QtCore', 'PySide6.QtGui', 'PySide6.QtWidgets']",
    ]
