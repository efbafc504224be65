"""Prose from records: what people may write is kept, and nothing else is markup."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.render.pandoc import converted
from kvalitet.render.prose import prose


def cite(key: str) -> str | None:
    return {"avvikelser.antal": "12"}.get(key)


def page(text: str, level: int = 2) -> ET.Element:
    """The body that pandoc makes of prose under a heading."""
    made = converted(f"{'#' * level} Rubrik\n\n{prose(text, level, cite)}\n", ["--to=html5"]).decode()
    body = html5lib.parse(made, namespaceHTMLElements=False).find("body")
    assert body is not None
    return body


def tags(body: ET.Element) -> list[str]:
    return [element.tag for element in body.iter() if element is not body]


def test_paragraphs_lists_emphasis_and_links_are_kept() -> None:
    body = page(
        "Ett *viktigt* och **tungt** ord.\n\nNästa [länk](https://example.org/a?b=1&c=(2)).\n\n"
        "- ett\n- två\n  - inne\n\n3. tre\n4. fyra\n\n> citat\n"
    )
    found = tags(body)
    assert found.count("p") == 3
    assert [found.count(tag) for tag in ("em", "strong", "a", "ul", "ol", "li", "blockquote")] == [1, 1, 1, 2, 1, 5, 1]
    assert [a.get("href") for a in body.iter("a")] == ["https://example.org/a?b=1&c=%282%29"]
    assert [ol.get("start") for ol in body.iter("ol")] == ["3"]


def test_a_cited_figure_becomes_its_text_and_an_unknown_one_is_shown() -> None:
    seen = "".join(page("Det kom [[avvikelser.antal]] in och [[okänd.nyckel]].").itertext())
    assert "Det kom 12 in och [[okänd.nyckel]]." in seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("<b onclick=x>fet</b>", "<b onclick=x>fet</b>"),
        ("a <!-- dold --> b", "a <!-- dold --> b"),
        ("[x](javascript:alert)", "x"),
        ("[x](data:text/html,a)", "x"),
        ("[x](../hemligt.html)", "x"),
        ("![alt](https://example.org/x.png)", "alt"),
        ("ord{#id .klass}", "ord{#id .klass}"),
        ("[ord]{.klass}", "[ord]{.klass}"),
        ("::: {.klass}\ntext\n:::", "::: {.klass} text :::"),
        ("not[^1]", "not[^1]"),
        ("^[not]", "^[not]"),
        ("$x^2$", "$x^2$"),
        ("\\alert{x}", "\\alert{x}"),
        ("@cit [@cit]", "@cit [@cit]"),
        ("| a | b |\n|---|---|\n| c | d |", "| a | b | |---|---| | c | d |"),
        ("Table: bildtext", "Table: bildtext"),
        (": bildtext", ": bildtext"),
        ("`kod`{=html}", "kod{=html}"),
        ("~~struket~~ H~2~O", "~~struket~~ H~2~O"),
    ],
)
def test_what_could_embed_run_or_format_is_text(text: str, seen: str) -> None:
    body = page(text)
    assert " ".join("".join(body.itertext()).split()) == f"Rubrik {seen}"
    assert set(tags(body)) <= {"h2", "p", "code"}
    assert all(set(element.attrib) <= {"id"} for element in body.iter())


def test_a_metadata_block_and_a_rule_are_not_read_as_such() -> None:
    body = page("---\ntitle: annan\n---\n\ntext")
    assert "title: annan" in "".join(body.itertext())
    assert "hr" not in tags(body)


@pytest.mark.parametrize("level", [2, 3, 5, 6])
def test_headings_stay_below_the_section_and_skip_no_level(level: int) -> None:
    body = page("# A\n\ntext\n\n#### B\n\ntext\n\n## C\n\ntext", level)
    levels = [int(tag[1]) for tag in tags(body) if tag[0] == "h" and tag[1:].isdigit()]
    assert levels[0] == level
    assert all(found > level for found in levels[1:])
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_a_code_block_keeps_its_text_and_gets_no_attributes() -> None:
    body = page("```{=html}\n<b>x</b>\n```\n\n    indraget\n")
    assert [code.text for code in body.iter("code")] == ["<b>x</b>", "indraget"]
    assert "b" not in tags(body)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="[](){}<>*_`#|$^~@:!&\\-+=.1ab \n\"'%/", max_size=60))
def test_no_prose_makes_anything_but_the_elements_it_may(text: str) -> None:
    allowed = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "br"}
    body = page(text)
    assert set(tags(body)) <= allowed | {"h2", "h3", "h4", "h5", "h6"}
    assert tags(body).count("h2") == 1
    assert all((a.get("href") or "").startswith(("http", "mailto:")) for a in body.iter("a"))
