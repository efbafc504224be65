"""Text is text to pandoc, whatever it holds."""

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.render.escape import escaped
from kvalitet.render.pandoc import converted

HOSTILE = [
    "[x](javascript:alert)",
    "![x](http://example.org/x.png)",
    "a | b",
    "<script>alert(1)</script>",
    "Rubrik {#id .c}",
    "# rubrik",
    "## rubrik ##",
    "$x^2$ och $$y$$",
    "[[okänd]]",
    "😀 åäö",
    "--> och -- och ---",
    "*a* **b** _c_ __d__ ~~e~~ ^f^ ~g~",
    "`kod` och ```kod```",
    "&copy; &#60; &lt;",
    "1. punkt",
    "2025. Ett år",
    "- punkt",
    "+ punkt",
    "> citat",
    ": bildtext",
    "Table: bildtext",
    "::: {.x}",
    "% titel",
    "=== ---",
    "[^1] [@cit] @cit",
    "\\begin{x} \\alert",
    "<https://example.org>",
    "a\\",
    "***",
    "~~~",
    "(@) x",
    "|x",
]


def shown(markdown: str) -> tuple[str, set[str]]:
    """The text that a reader sees, and the elements around it."""
    page = html5lib.parse(converted(markdown, ["--to=html5"]).decode(), namespaceHTMLElements=False)
    body = page.find("body")
    assert body is not None
    return "".join(body.itertext()), {element.tag for element in body.iter()} - {"body"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_at_the_start_of_a_line_is_shown_as_written_and_makes_no_markup(text: str) -> None:
    seen, elements = shown(f"före\n\n{escaped(text)}\n\nefter\n")
    assert seen.strip().split("\n") == ["före", text, "efter"]
    assert elements == {"p"}


def test_every_hostile_text_stays_in_its_cell() -> None:
    rows = "".join(f"| {escaped(text, at_start=False)} | nästa |\n" for text in HOSTILE)
    page = html5lib.parse(
        converted(f"| a | b |\n|:--|:--|\n{rows}", ["--to=html5"]).decode(), namespaceHTMLElements=False
    )
    cells = ["".join(cell.itertext()) for cell in page.iter("td")]
    assert cells == [part for text in HOSTILE for part in (text, "nästa")]


def test_a_line_break_is_a_space_and_control_codes_are_seen() -> None:
    assert escaped("a\n\n# b\x07\u202e") == "a \\# b\ufffd\ufffd"


def test_the_spaces_of_numbers_are_kept() -> None:
    assert escaped("1\u2009204 och 5\u00a0%") == "1\u2009204 och 5\u00a0%"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="[](){}<>*_`#|$^~@:!&\\-+=.1a \n\"'%", max_size=20), min_size=20, max_size=20))
def test_no_text_is_markup(texts: list[str]) -> None:
    written = "\n\n".join(f"x{escaped(text, at_start=False)}" for text in texts)
    seen, elements = shown(written)
    assert elements == {"p"}
    assert _squeezed(seen) == _squeezed("".join(f"x{text}" for text in texts))


def _squeezed(text: str) -> str:
    return "".join(text.split())
