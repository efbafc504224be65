"""Reads a drawn chart back, with nothing of what drew it."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

NAMESPACE = "{http://www.w3.org/2000/svg}"
WHITE = "#ffffff"


def parsed(svg: str) -> Element:
    return fromstring(svg)  # noqa: S314 - our own text


def named(element: Element) -> str:
    return element.tag.removeprefix(NAMESPACE)


def every(root: Element, *names: str) -> list[Element]:
    return [element for element in root.iter() if named(element) in names]


def size(root: Element) -> tuple[float, float]:
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    return width, height


def texts(root: Element) -> list[str]:
    return [element.text or "" for element in every(root, "text")]


def pairs(written: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in written.split())]


def path_places(d: str) -> Iterator[tuple[float, float]]:
    """The corners of a path of M, H and V."""
    x = y = 0.0
    for part in d.replace("H", " H").replace("V", " V").split():
        if part[0] == "M":
            x, y = map(float, part[1:].split(","))
        elif part[0] == "H":
            x = float(part[1:])
        else:
            y = float(part[1:])
        yield x, y


def corners(element: Element) -> list[tuple[float, float]]:  # noqa: PLR0911 - one a kind of element
    """The outermost places of a shape, or where a text is fixed."""
    a = {key: float(value) for key, value in element.attrib.items() if value.replace(".", "").lstrip("-").isdigit()}
    match named(element):
        case "line":
            return [(a["x1"], a["y1"]), (a["x2"], a["y2"])]
        case "rect":
            x, y = a.get("x", 0), a.get("y", 0)
            return [(x, y), (x + a["width"], y + a["height"])]
        case "circle":
            return [(a["cx"] - a["r"], a["cy"] - a["r"]), (a["cx"] + a["r"], a["cy"] + a["r"])]
        case "polyline" | "polygon":
            return pairs(element.attrib["points"])
        case "path":
            return list(path_places(element.attrib["d"]))
        case "text":
            return [(a["x"], a["y"])]
        case _:
            return []


def inside(element: Element) -> tuple[float, float]:
    """A place in a shape, its middle; the start of a line."""
    places = corners(element)
    if named(element) not in {"rect", "circle", "polygon"}:
        return places[0]
    return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


def text_box(element: Element) -> Box:
    """About where a text is, in narrow letters: what overlaps here does so in any font."""
    size, content = float(element.attrib["font-size"]), element.text or ""
    (x, y), width = corners(element)[0], 0.42 * size * len(content)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[element.attrib.get("text-anchor", "start")]
    return Box(left, y - 0.7 * size, left + width, y + 0.05 * size)


def contains(shape: Element, place: tuple[float, float]) -> bool:
    x, y = place
    edges = corners(shape)
    if named(shape) == "polygon":
        inside = False
        for (x1, y1), (x2, y2) in zip(edges, [*edges[1:], edges[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside
    (left, top), (right, bottom) = edges[0], edges[-1]
    if named(shape) == "circle":
        radius = (right - left) / 2
        return (x - left - radius) ** 2 + (y - top - radius) ** 2 <= radius**2
    return left <= x <= right and top <= y <= bottom


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    linear = []
    for place in (1, 3, 5):
        share = int(colour[place : place + 2], 16) / 255
        linear.append(share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
