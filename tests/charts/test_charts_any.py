"""What holds for every chart, plain or awkward."""

import hashlib
import os
import re
import subprocess
import sys
from itertools import combinations
from math import isfinite
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from kvalitet.charts.palette import GRID
from kvalitet.model.diagram import Diagram
from tests.charts.drawn import WHITE, contains, contrast, corners, every, inside, named, parsed, size, text_box, texts
from tests.charts.golden import golden
from tests.charts.samples import HOSTILE, awkward, plain

EVERY = {**plain(), **awkward()}
ROOT = Path(__file__).parent.parent.parent
TEXT, SHAPE = 4.5, 3.0

each = pytest.mark.parametrize("diagram", EVERY.values(), ids=EVERY)


@pytest.mark.parametrize(("path", "content"), list(golden()), ids=lambda value: getattr(value, "name", ""))
def test_the_golden_charts_are_as_they_were(path: Path, content: str) -> None:
    assert path.read_text(encoding="utf-8") == content


@each
def test_a_chart_has_a_title_and_a_description_that_it_refers_to(diagram: Diagram) -> None:
    root = parsed(diagram.svg)
    assert root.attrib["role"] == "img"
    assert root.attrib["lang"] == "sv"
    title, description = list(root)[:2]
    assert [named(title), named(description)] == ["title", "desc"]
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]
    assert (title.text, description.text) == (diagram.title, diagram.description)
    assert diagram.description.endswith(".")


@each
def test_everything_is_inside_the_picture(diagram: Diagram) -> None:
    root = parsed(diagram.svg)
    width, height = size(root)
    assert (float(root.attrib["width"]), float(root.attrib["height"])) == (width, height)
    for element in root.iter():
        for x, y in corners(element):
            assert isfinite(x)
            assert isfinite(y)
            assert 0 <= x <= width, element.attrib
            assert 0 <= y <= height, element.attrib


@each
def test_no_coordinate_has_more_than_one_decimal(diagram: Diagram) -> None:
    root = parsed(diagram.svg)
    for element in root.iter():
        for key in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "points", "d", "transform"):
            assert not re.search(r"\.[0-9]{2}", element.attrib.get(key, ""))


@each
def test_text_stands_out_from_what_it_is_written_on(diagram: Diagram) -> None:
    painted = []
    for element in parsed(diagram.svg).iter():
        if named(element) in {"rect", "circle", "polygon"} and element.attrib.get("fill", "none") != "none":
            painted.append(element)
        if named(element) == "text":
            x, y = corners(element)[0]
            # a little into the text, not on the edge of a shape that ends where it starts
            into = {"start": 2, "middle": 0, "end": -2}[element.attrib.get("text-anchor", "start")]
            under = [shape.attrib["fill"] for shape in painted if contains(shape, (x + into, y - 4))]
            assert contrast(element.attrib["fill"], under[-1]) >= TEXT, element.text
            assert float(element.attrib["font-size"]) >= 11


@each
def test_shapes_and_lines_stand_out_from_what_is_under_them(diagram: Diagram) -> None:
    painted: list[Element] = []
    for element in parsed(diagram.svg).iter():
        if not corners(element) or named(element) == "text":
            continue
        colours = {element.attrib.get(key, "none") for key in ("fill", "stroke")} - {"none", GRID}
        under = [shape.attrib["fill"] for shape in painted if contains(shape, inside(element))] or [WHITE]
        if painted and colours:
            assert max(contrast(colour, under[-1]) for colour in colours) >= SHAPE, element.attrib
        if element.attrib.get("fill", "none") != "none" and named(element) in {"rect", "circle", "polygon"}:
            painted.append(element)


@each
def test_no_text_runs_into_another(diagram: Diagram) -> None:
    turned = {id(text) for group in every(parsed(diagram.svg), "g") if "transform" in group.attrib for text in group}
    boxes = [
        (text.text, text_box(text))
        for text in every(parsed(diagram.svg), "text")
        if text.text and id(text) not in turned
    ]
    for (one, here), (other, there) in combinations(boxes, 2):
        assert not here.overlaps(there), (one, other)


@each
def test_the_numbers_stand_beside_as_a_table(diagram: Diagram) -> None:
    assert all(len(row) == len(diagram.headings) for row in diagram.rows)
    assert diagram.table.rows == diagram.rows
    assert (diagram.table.key, diagram.table.caption) == (diagram.key, diagram.title)


@each
def test_no_number_has_a_decimal_point(diagram: Diagram) -> None:
    for words in (*texts(parsed(diagram.svg)), diagram.description, *(cell for row in diagram.rows for cell in row)):
        assert not any(
            a.isdigit() and b == "." and c.isdigit() for a, b, c in zip(words, words[1:], words[2:], strict=False)
        )


def test_charts_on_one_page_share_no_id_and_let_no_markup_in() -> None:
    drawn = [diagram.svg for diagram in plain().values()] + [awkward()["control_hostile"].svg]
    page = html5lib.parse(
        f"<!doctype html><html lang=sv><body>{''.join(drawn)}</body></html>", namespaceHTMLElements=False
    )
    ids = [element.attrib["id"] for element in page.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids)) == 3 * len(drawn)
    assert not page.findall(".//script")
    assert not [element for element in page.iter() if not isinstance(element.tag, str)], "comments"
    assert sum("<script>" in words for words in page.itertext()) > 3


@pytest.mark.parametrize(
    "keys", [("a.b", "a_b"), ("å", "_e5_"), ("a b", "a-b"), ("a", "A"), ("a", "a-titel"), ("", "-")]
)
def test_charts_with_different_keys_have_different_ids(keys: tuple[str, str]) -> None:
    from tests.charts.samples import line

    ids = [
        element.attrib["id"]
        for key in keys
        for element in parsed(line([1], key=key).svg).iter()
        if "id" in element.attrib
    ]
    assert len(set(ids)) == 6
    assert all(name[0].isalpha() and not set(name) & set(' "<>&') for name in ids)


@pytest.mark.parametrize(
    "name", ["control_hostile", "trend_hostile", "pareto_hostile", "matrix_hostile", "map_tangled"]
)
def test_hostile_text_is_text_on_one_line(name: str) -> None:
    root = parsed(EVERY[name].svg)
    assert not every(root, "script")
    every_text = "".join(root.itertext())
    assert not set(every_text) & set("\x00\x08\x1b\u202e\u202c\u200f\ufffe")
    assert "<script>alert" in every_text
    assert "\t" not in every_text
    assert EVERY[name].title == " ".join(EVERY[name].title.split())


def test_an_emoji_of_several_parts_is_not_taken_apart() -> None:
    family = HOSTILE[HOSTILE.index("👩") : HOSTILE.index("🚑")]
    written = [words for name in ("control_hostile", "pareto_hostile") for words in texts(parsed(EVERY[name].svg))]
    assert any(family in words for words in written)
    assert not any("👩" in words and family not in words for words in written)


def test_the_same_numbers_give_the_same_bytes_whatever_the_hash_seed() -> None:
    script = (
        "import hashlib; from tests.charts.samples import plain, awkward; "
        "print(hashlib.sha256(repr([*plain().values(), *awkward().values()]).encode()).hexdigest())"
    )
    here = hashlib.sha256(repr([*plain().values(), *awkward().values()]).encode()).hexdigest()
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == here


@each
def test_without_its_title_a_chart_is_the_same_but_lower(diagram: Diagram) -> None:
    whole, bare = parsed(diagram.svg), parsed(diagram.untitled)
    assert size(bare)[0] == size(whole)[0]
    assert size(bare)[1] <= size(whole)[1]
    assert [child.text for child in list(bare)[:2]] == [diagram.title, diagram.description]
    lines = len(texts(whole)) - len(texts(bare))
    assert texts(whole)[lines:] == texts(bare)
    assert (lines == 0) == (not diagram.title)
    for element in bare.iter():
        assert all(0 <= y <= size(bare)[1] for _, y in corners(element))
