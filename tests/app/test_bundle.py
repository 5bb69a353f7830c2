"""The icon, the menu's entry, and the bundle's recipe; `python -m tests.bundle` builds it."""

import configparser
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from biofeedback.app.theme import mark

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = ROOT / "biofeedback" / "app" / "desktop"


def picture(paint):
    image = QImage(256, 256, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter, QRectF(0, 0, 256, 256))
    painter.end()
    return image


def test_the_icon_is_the_sign_of_the_window(qt):
    svg = QSvgRenderer(QByteArray((DESKTOP / "biofeedback.svg").read_bytes()))
    drawn, painted = picture(svg.render), picture(mark.paint_mark)
    different = 0
    for x in range(0, 256, 4):
        for y in range(0, 256, 4):
            one, other = drawn.pixelColor(x, y), painted.pixelColor(x, y)
            pairs = zip(one.getRgb(), other.getRgb(), strict=True)
            different += any(abs(a - b) > 40 for a, b in pairs)
    assert different <= 0.01 * 64 * 64  # edges are smoothed in two ways


def test_the_menu_entry_is_complete_and_says_the_same_in_german():
    file = configparser.ConfigParser(interpolation=None)
    file.optionxform = str
    file.read(DESKTOP / "biofeedback.desktop", encoding="utf-8")
    entry = file["Desktop Entry"]
    assert (entry["Type"], entry["Exec"], entry["Icon"]) == (
        "Application",
        "biofeedback",
        "biofeedback",
    )
    assert entry["Categories"].endswith(";")
    for key in ("GenericName", "Comment", "Keywords"):
        assert entry[f"{key}[de]"] != entry[key]


@pytest.fixture
def recipe():
    """What the recipe asks PyInstaller for."""
    asked = SimpleNamespace(binaries=[], datas=[], pure=[], scripts=[])

    def analysis(scripts, **wishes):
        asked.wishes = {"scripts": scripts, **wishes}
        return asked

    tools = dict.fromkeys(("PYZ", "EXE", "COLLECT"), lambda *_parts, **_wishes: None)
    names = {"SPECPATH": str(DESKTOP), "Analysis": analysis, **tools}
    exec(compile((DESKTOP / "biofeedback.spec").read_text(), "biofeedback.spec", "exec"), names)
    return asked.wishes, names


def test_everything_read_as_a_file_is_in_the_bundle(recipe):
    wishes, _names = recipe
    into = {Path(folder, Path(source).name).as_posix() for source, folder in wishes["datas"]}
    assert all(Path(source).is_file() for source, _folder in wishes["datas"])
    assert {
        "biofeedback/app/theme/tokens.toml",
        "biofeedback/app/translations/de.qm",
        "biofeedback/locale/de/LC_MESSAGES/messages.mo",
        "biofeedback/store/migrations/env.py",
        "biofeedback/store/migrations/versions/0001_the_first_tables.py",
        "matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf",
        "sessions/library/paced-6-10min.toml",
    } <= into
    assert len([name for name in into if name.startswith("biofeedback/report/templates/")]) >= 2


def test_modules_imported_by_name_are_in_the_bundle_and_heavy_ones_are_not(recipe):
    wishes, _names = recipe
    assert {"biofeedback.app.views.today", "biofeedback.store.models"} <= set(
        wishes["hiddenimports"]
    )
    assert not {"biofeedback.store.migrations.env"} & set(wishes["hiddenimports"])
    assert {"neurokit2", "dask", "PySide6.QtQml"} <= set(wishes["excludes"])
    imported = {
        name
        for path in (ROOT / "biofeedback" / "app").rglob("*.py")
        for name in re.findall(r"PySide6\.Qt\w+", path.read_text())
    }
    assert not imported & set(wishes["excludes"])


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Multimedia.so.6", True),
        ("PySide6/Qt/lib/libQt6QuickControls2.so.6", False),
        ("libgtk-3.so.0", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_ja.qm", False),
        ("biofeedback/app/translations/de.qm", True),
    ],
)
def test_only_what_is_used_stays(recipe, name, stays):
    _wishes, names = recipe
    assert names["is_used"]((name, "", "")) is stays
