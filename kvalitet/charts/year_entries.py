"""What stands in a year wheel: an entry of a month, how it went, and the sign it is drawn with."""

from dataclasses import dataclass
from enum import StrEnum

from kvalitet.charts.lettering import Style, text
from kvalitet.charts.palette import INK, PAPER, SIGNAL, TARGET
from kvalitet.charts.svg import Attributes, element

_SHORT = 2


class Done(StrEnum):
    """How it went with an entry."""

    DONE = "klar"
    PLANNED = "planerad"
    MISSED = "missad"


@dataclass(frozen=True, slots=True)
class Entered:
    """Something to do in a month, 1 to 12, and whether it is done."""

    month: int
    name: str
    state: Done


Numbered = tuple[int, Entered]
"""An entry with its number in the wheel."""


def sign(x: float, y: float, state: Done, label: str) -> str:
    """An entry: dark and round when done, hollow and round when planned, square when missed."""
    fill, ink = {Done.DONE: (TARGET, PAPER), Done.PLANNED: (PAPER, INK), Done.MISSED: (SIGNAL, PAPER)}[state]
    # three digits fill the sign: it is larger and they are lighter
    long = len(label) > _SHORT
    radius = (12.0 if long else 10.5) if label else 7.0
    if state is Done.MISSED:
        # a light edge, where squares of a full month touch
        edge: Attributes = {"stroke": PAPER, "stroke-width": 1}
        box: Attributes = {
            "x": x - radius,
            "y": y - radius,
            "width": 2 * radius,
            "height": 2 * radius,
            "fill": fill,
            **edge,
        }
        shape = element("rect", box)
    else:
        line: Attributes = {"stroke": TARGET if state is Done.DONE else INK, "stroke-width": 1.2}
        shape = element("circle", {"cx": x, "cy": y, "r": radius, "fill": fill, **line})
    if not label:
        return shape
    return element("g", {}, shape, text(x, y + 4, label, Style(size=11, colour=ink, bold=not long, anchor="middle")))
