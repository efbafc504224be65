"""The signs and lines that charts are drawn with, each with a shape or dashes of its own."""

from collections.abc import Iterable

from kvalitet.charts.lettering import Style, text, text_width
from kvalitet.charts.palette import INK, MUTED, OTHERS, PAPER, RULE, RUN, SERIES, SIGNAL, TARGET
from kvalitet.charts.svg import Attributes, element, points

VALUE_LINE: Attributes = {"fill": "none", "stroke": SERIES, "stroke-width": 1.5}
CENTRE_LINE: Attributes = {"fill": "none", "stroke": INK, "stroke-width": 1.2}
LIMIT_LINE: Attributes = {"fill": "none", "stroke": MUTED, "stroke-width": 1.2, "stroke-dasharray": "6 4"}
TARGET_LINE: Attributes = {"fill": "none", "stroke": TARGET, "stroke-width": 1.6, "stroke-dasharray": "10 3 2 3"}
GAP_LINE: Attributes = {"stroke": RULE, "stroke-width": 1.2, "stroke-dasharray": "1 3"}
BREAK_LINE: Attributes = {"stroke": INK, "stroke-width": 1, "stroke-dasharray": "3 3"}
CHANGE_LINE: Attributes = {"stroke": RULE, "stroke-width": 1}

_OTHER_DASHES = ("7 3", "2 2", "9 2 2 2 2 2")


def other_line(index: int) -> Attributes:
    """The line of a series to compare with: each has its own dashes."""
    rank = index % len(OTHERS)
    return {"fill": "none", "stroke": OTHERS[rank], "stroke-width": 1.5, "stroke-dasharray": _OTHER_DASHES[rank]}


def polygon(x: float, y: float, corners: Iterable[tuple[float, float]], attributes: Attributes) -> str:
    """A polygon with its corners given from its middle."""
    return element("polygon", {"points": points((x + dx, y + dy) for dx, dy in corners), **attributes})


def dot(x: float, y: float, radius: float = 3) -> str:
    """A value."""
    return element("circle", {"cx": x, "cy": y, "r": radius, "fill": SERIES})


def outside(x: float, y: float, radius: float = 3) -> str:
    """A value outside the limits: a diamond, larger than the rest."""
    r = radius + 3.5
    return polygon(x, y, ((0, -r), (r, 0), (0, r), (-r, 0)), {"fill": SIGNAL, "stroke": PAPER, "stroke-width": 0.8})


def in_run(x: float, y: float, radius: float = 3) -> str:
    """A value in a run that is too long: a square."""
    r = radius + 0.5
    return polygon(x, y, ((-r, -r), (r, -r), (r, r), (-r, r)), {"fill": RUN})


def excluded(x: float, y: float, radius: float = 3) -> str:
    """A value left out of the lines: a hollow circle, crossed out."""
    r = radius + 1.5
    circle = element("circle", {"cx": x, "cy": y, "r": r, "fill": PAPER, "stroke": INK, "stroke-width": 1.2})
    stroke: Attributes = {
        "x1": x - r - 1,
        "y1": y + r + 1,
        "x2": x + r + 1,
        "y2": y - r - 1,
        "stroke": INK,
        "stroke-width": 1.2,
    }
    return element("g", {}, circle, element("line", stroke))


def excluded_outside(x: float, y: float, radius: float = 3) -> str:
    """A value left out of the lines that lies outside the limits: a hollow diamond, crossed out."""
    r = radius + 3.5
    corners = ((0, -r), (r, 0), (0, r), (-r, 0))
    diamond = polygon(x, y, corners, {"fill": PAPER, "stroke": SIGNAL, "stroke-width": 1.4})
    stroke: Attributes = {"x1": x - r, "y1": y + r, "x2": x + r, "y2": y - r, "stroke": SIGNAL, "stroke-width": 1.2}
    return element("g", {}, diamond, element("line", stroke))


def other(index: int, x: float, y: float, radius: float = 2.6) -> str:
    """A value of a series to compare with: a triangle, a hollow square, a triangle on its point."""
    rank, r = index % len(OTHERS), radius + 0.8
    corners = (
        ((0, -r), (r, r), (-r, r)),
        ((-r, -r), (r, -r), (r, r), (-r, r)),
        ((-r, -r), (r, -r), (0, r)),
    )[rank]
    return polygon(x, y, corners, {"fill": PAPER, "stroke": OTHERS[rank], "stroke-width": 1.4})


def flag(x: float, y: float, label: str, *, square: bool) -> str:
    """A number on a chart that the list under it explains: in a square for a new phase, else in a circle."""
    half = flag_width(label) / 2
    box: Attributes = {"x": x - half, "y": y - 7, "width": 2 * half, "height": 14}
    shape = element("rect", {**box, "rx": 0 if square else 7, "fill": PAPER, "stroke": INK, "stroke-width": 1})
    return element("g", {}, shape, text(x, y + 4, label, Style(size=11, bold=True, anchor="middle")))


def flag_width(label: str) -> float:
    """How wide a flag is."""
    return max(16.0, text_width(label, Style(size=11, bold=True)) + 6)
