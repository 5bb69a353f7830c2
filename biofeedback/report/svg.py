"""A drawing as inline SVG: no script, no font, no address, and words for who cannot see it."""

from html import escape

from biofeedback.report import palette
from biofeedback.report.drawing import SMALL, Drawing, Label, Mark, Path, Shape


def svg(drawing: Drawing, title: str, detail: str, name: str) -> str:
    """Write a drawing.

    Parameters
    ----------
    title, detail : str
        What it shows, for screen readers.
    name : str
        An id that nothing else on the page has.
    """
    width, height = drawing.width, drawing.height
    body = "".join(map(_element, drawing.shapes))
    return (
        f'<svg role="img" aria-labelledby="{name}-t {name}-d" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-size="{SMALL:.0f}">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(detail)}</desc>'
        f"{body}</svg>"
    )


def _element(shape: Shape) -> str:
    match shape:
        case Path():
            return _path(shape)
        case Mark():
            return _mark(shape)
        case Label():
            weight = ' font-weight="600"' if shape.bold else ""
            return (
                f'<text x="{shape.at[0]:.1f}" y="{shape.at[1]:.1f}" fill="{shape.colour}" '
                f'text-anchor="{shape.anchor}"{weight}>{escape(shape.text)}</text>'
            )


def _path(path: Path) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in path.points)
    if path.fill:
        alpha = f' fill-opacity="{path.alpha}"' if path.alpha < 1 else ""
        return f'<polygon points="{points}" fill="{path.colour}"{alpha}/>'
    dash = f' stroke-dasharray="{" ".join(map(str, path.dash))}"' if path.dash else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{path.colour}" '
        f'stroke-width="{path.width}" stroke-linejoin="round"{dash}/>'
    )


def _mark(mark: Mark) -> str:
    (x, y), r = mark.at, mark.radius
    fill = palette.PAPER if mark.hollow else mark.colour
    look = f'fill="{fill}" stroke="{mark.colour}" stroke-width="2"'
    if mark.square:
        return f'<rect x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r}" height="{2 * r}" {look}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" {look}/>'
