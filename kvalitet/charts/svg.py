"""The core of drawing: elements, numbers and ids in SVG, and a sheet of blocks under each other."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from xml.sax.saxutils import escape, quoteattr

from kvalitet.charts.palette import PAPER
from kvalitet.model.diagram import Diagram

WIDTH = 640.0
MARGIN = 16.0
INNER = WIDTH - 2 * MARGIN
"""The width between the margins."""
EDGE = 6.0
"""What is left over and under a chart: the page has room of its own there."""

Attributes = Mapping[str, str | float]

_FONTS = "'Source Sans 3', Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_SPACES = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
# control codes, half characters, what XML forbids, and marks that make text run the other way
_HARMFUL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_PLAIN = re.compile(r"[A-Za-z0-9.-]")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a sheet: how high it is, and what is drawn when its top is at a height.

    `is_title` is True for the one that writes the chart's title.
    """

    height: float
    draw: Callable[[float], Iterable[str]]
    is_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A chart to be: its key, title and description, and its blocks from the top down."""

    key: str
    title: str
    description: str
    blocks: tuple[Block, ...]

    def svg(self, *, titled: bool = True) -> str:
        """The whole SVG element, without an XML declaration; `titled` says whether the title is written in it."""
        blocks = tuple(block for block in self.blocks if titled or not block.is_title)
        title, description = identifier("titel", self.key), identifier("beskrivning", self.key)
        height = 2 * EDGE + sum(block.height for block in blocks)
        size: Attributes = {"width": WIDTH, "height": height}
        attributes = {
            "xmlns": "http://www.w3.org/2000/svg",
            "id": identifier("diagram", self.key),
            "role": "img",
            "aria-labelledby": f"{title} {description}",
            "lang": "sv",
            "xml:lang": "sv",
            "viewBox": f"0 0 {number(WIDTH)} {number(height)}",
            "font-family": _FONTS,
        }
        words = (
            element("title", {"id": title}, escaped(self.title)),
            element("desc", {"id": description}, escaped(self.description)),
        )
        return element("svg", {**size, **attributes}, *words, element("rect", {**size, "fill": PAPER}), *_drawn(blocks))

    def diagram(self, headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Diagram:
        """The sheet as a chart, with its numbers as a table."""
        return Diagram(
            key=self.key,
            title=clean(self.title),
            description=clean(self.description),
            svg=self.svg(),
            untitled=self.svg(titled=False),
            headings=headings,
            rows=rows,
        )


def _drawn(blocks: Iterable[Block]) -> Iterable[str]:
    top = EDGE
    for block in blocks:
        yield from block.draw(top)
        top += block.height


def element(name: str, attributes: Attributes, *inside: str) -> str:
    """An element with its attributes in the order given; what is inside is markup already."""
    written = "".join(
        f" {key}={quoteattr(value)}" if isinstance(value, str) else f' {key}="{number(value)}"'
        for key, value in attributes.items()
    )
    if not inside:
        return f"<{name}{written}/>"
    body = "\n".join(inside)
    line = "" if len(inside) == 1 and not body.startswith("<") else "\n"
    return f"<{name}{written}>{line}{body}{line}</{name}>"


def number(value: float) -> str:
    """A coordinate with at most one decimal. Raises ValueError for what is not a finite number."""
    if not isfinite(value):
        raise ValueError(f"{value} is no place in a drawing")
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def identifier(part: str, key: str) -> str:
    """The id of a part of the chart with a key: a name in XML and HTML, different for different keys."""
    return f"{part}-" + "".join(c if _PLAIN.match(c) else f"_{ord(c):x}_" for c in key)


def clean(text: str) -> str:
    """The text on one line, without what XML forbids and what would turn the text around it."""
    return _HARMFUL.sub("\ufffd", _SPACES.sub(" ", text)).strip()


def escaped(text: str) -> str:
    """The text as character data, on one line."""
    return escape(clean(text))


def points(places: Iterable[tuple[float, float]]) -> str:
    """Places as the attribute `points` has them."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in places)
