"""The HTML page: whole in itself, and made for everybody."""

import itertools
import re
from functools import cache

import pytest

from kvalitet.model.document import Document
from kvalitet.render.formats.html import write
from tests.facts.small import rendered
from tests.render.golden import DOCUMENTS
from tests.render.pages import addresses, embedded, levels, parsed, text_of

NUMBER = re.compile(r"[+−]?\d[\d\u2009]*(?:,\d+)?(?:\u00a0\S+)?|–")

IDS = ["AVV-2025-0001", "AVV-2025-0002", "AVV-2025-0003"]

pytestmark = pytest.mark.parametrize("name", DOCUMENTS)


@cache
def made(name: str) -> Document:
    return rendered(*DOCUMENTS[name])


def test_the_page_is_swedish_with_landmarks_a_title_and_a_way_past_the_menu(name: str) -> None:
    page = parsed(made(name))
    assert page.get("lang") == "sv"
    assert text_of(page.find("head/title")) == f"{made(name).title} – Region Alm"
    assert [len(list(page.iter(tag))) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    first_link = next(page.iter("a"))
    assert first_link.get("href") == f"#{next(page.iter('main')).get('id')}"


def test_there_is_one_h1_and_no_level_is_skipped(name: str) -> None:
    found = levels(parsed(made(name)))
    assert found[0] == 1
    assert found.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(found))


def test_every_table_has_a_caption_and_headers_that_say_what_they_head(name: str) -> None:
    tables = list(parsed(made(name)).iter("table"))
    assert len(tables) >= 8
    for table in tables:
        assert text_of(table.find("caption"))
        assert all(cell.get("scope") == "col" for cell in table.findall("thead/tr/th"))
        for row in table.findall("tbody/tr"):
            assert (row[0].tag, row[0].get("scope")) == ("th", "row")


def test_a_wide_table_scrolls_in_a_region_that_the_keyboard_reaches(name: str) -> None:
    page = parsed(made(name))
    found = [element for element in page.iter("div") if element.get("role") == "region"]
    regions = [element for element in found if element.find("table") is not None]
    assert len(regions) == len(list(page.iter("table")))
    assert all(region.get("tabindex") == "0" for region in found)
    assert all(region.get("aria-label") == text_of(region.find("table/caption")) for region in regions)
    labels = [element.get("aria-label") for element in found]
    assert len(labels) == len(set(labels))


def test_every_number_in_a_table_is_a_figure_that_the_page_carries(name: str) -> None:
    page = parsed(made(name))
    known = {figure["text"] for figure in embedded(page)["figures"]}
    cells = ["".join(cell.itertext()) for cell in page.iter("td")]
    numbers = [part for cell in cells for part in cell.split(" av ") if NUMBER.fullmatch(part)]
    assert len(numbers) >= 40
    assert set(numbers) <= known | {"–"}


def test_the_figures_carry_value_text_and_for_auditors_ids(name: str) -> None:
    found = {figure["key"]: figure for figure in embedded(parsed(made(name)))["figures"]}
    masked = {"key": "avvikelser.antal", "value": None, "text": "färre än 5", "masked": True}
    shown = {"key": "avvikelser.antal", "value": 3, "text": "3", "ids": IDS}
    assert found["avvikelser.antal"] == (shown if DOCUMENTS[name][1].auditor else masked)


def test_nothing_is_fetched_and_no_script_runs(name: str) -> None:
    page = parsed(made(name))
    assert [script.get("type") for script in page.iter("script")] == ["application/json"]
    assert not [e.tag for e in page.iter() if e.tag in {"link", "img", "iframe", "object", "embed", "form", "base"}]
    assert not [key for element in page.iter() for key in element.attrib if key.startswith("on")]
    pointed = {address for address in addresses(page) if not address.startswith(("#", "text-align:"))}
    assert pointed == set()
    style = "".join(text or "" for text in next(page.iter("style")).itertext())
    assert "url(" not in style
    assert "@import" not in style


def test_every_link_within_the_page_leads_somewhere_and_ids_are_unique(name: str) -> None:
    page = parsed(made(name))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {a.get("href", "")[1:] for a in page.iter("a")} <= set(ids)


def test_the_page_says_who_when_and_from_what(name: str) -> None:
    footer = text_of(next(parsed(made(name)).iter("footer")))
    for said in (
        "Region Alm",
        "2025",
        "den 31 december 2025",
        "incheckning 0123456789",
        "den 1 april 2026",
        "kvalitet",
    ):
        assert said in footer


def test_text_and_ground_differ_enough_to_be_read(name: str) -> None:
    style = write(made(name)).decode().partition("<style>")[2].partition("</style>")[0]
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", style))
    foregrounds = [named["text"], named["svag"], named["farg"], *re.findall(r"[{;]\s*color: (#[0-9a-f]{6})", style)]
    assert len(foregrounds) >= 5
    for colour in foregrounds:
        for ground in ("#ffffff", named["ton"]):
            assert contrast(colour, ground) >= 4.5, colour


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
