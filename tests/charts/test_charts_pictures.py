"""The charts as another program draws them: there is ink, and all of it is inside the picture."""

import re

import pytest
from resvg_py import svg_to_bytes

from kvalitet.model.diagram import Diagram
from tests.charts.drawn import parsed, size
from tests.charts.samples import awkward, plain

EVERY = {**plain(), **awkward()}
AROUND = 60


def painted(svg: str, width: float, height: float, *, covered: bool) -> bytes:
    """The picture with paper around it, as a PNG on white; `covered` leaves only what is outside its bounds."""
    view = f'width="{width}" height="{height}" viewBox="{-AROUND} {-AROUND} {width + 2 * AROUND} {height + 2 * AROUND}"'
    svg, changed = re.subn(r'width="[^"]*" height="[^"]*"(.*?)viewBox="[^"]*"', rf"{view}\1", svg, count=1)
    assert changed
    if covered:
        svg = svg.removesuffix("</svg>") + f'<rect width="{width}" height="{height}" fill="#ffffff"/></svg>'
    return bytes(svg_to_bytes(svg_string=svg, background="#ffffff", zoom=0.5))


def blank(width: float, height: float) -> bytes:
    empty = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" viewBox="0 0 1 1"></svg>'
    return painted(empty, width, height, covered=False)


@pytest.mark.parametrize("diagram", EVERY.values(), ids=EVERY)
def test_another_program_draws_the_chart_inside_its_bounds(diagram: Diagram) -> None:
    width, height = size(parsed(diagram.svg))
    paper = blank(width, height)
    assert painted(diagram.svg, width, height, covered=False) != paper
    assert painted(diagram.svg, width, height, covered=True) == paper


def test_ink_outside_would_be_seen() -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90" viewBox="0 0 90 90">'
    stray = f'{head}<rect x="80" width="20" height="2"/></svg>'
    assert painted(stray, 90, 90, covered=True) != blank(90, 90)
