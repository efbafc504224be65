"""Whatever people write in the register's fields, it stays text in every document."""

import itertools
from functools import cache
from typing import Any

import pytest
import yaml

from kvalitet.model.document import Document
from kvalitet.render.formats.html import write as write_html
from kvalitet.render.formats.md import write as write_md
from tests.facts.small import facts, files, rendered
from tests.render.golden import DOCUMENTS
from tests.render.pages import addresses, embedded, levels, parsed, text_of

HOSTILE = (
    "[x](javascript:alert) | rör <script>alert(1)</script> <img onerror=y> {#farligt .klass} # rubrik $m$ "
    "[[okänd]] 😀 --> </script> *a* _b_ `c` &copy; ![i](http://evil/x) ^n^ ~s~ @cit \\ :::"
)
PLAIN = {"titel", "beskrivning", "mått", "målvärde", "kommentar", "instans", "paragraf", "plats", "namn", "vårdgivare"}
PROSE = {"text", "resursbehov", "sammanfattning", "samverkan", "riskhantering", "uppnådda_resultat"}

pytestmark = pytest.mark.parametrize("name", DOCUMENTS)


def poisoned(value: Any, key: str = "") -> Any:  # noqa: ANN401  # YAML is anything
    """A record with every free text exchanged for the hostile one, with a paragraph break in it."""
    if isinstance(value, dict):
        return {name: poisoned(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [poisoned(inner) for inner in value]
    return HOSTILE.replace(" rör", "\n\n# rör") if key in PLAIN | PROSE else value


def hostile_files() -> dict[str, bytes]:
    """The small register, poisoned."""
    read = {path: yaml.safe_load(data) for path, data in files().items()}
    return {path: yaml.safe_dump(poisoned(data), allow_unicode=True).encode() for path, data in read.items()}


@cache
def made(name: str) -> Document:
    return rendered(*DOCUMENTS[name], hostile_files(), draft=True)


def test_the_hostile_register_is_valid_and_its_text_reaches_the_document(name: str) -> None:
    page = parsed(made(name))
    assert "kunde inte läsas in" not in text_of(page)
    assert text_of(page).count("<script>alert(1)</script>") >= 10


def test_a_plain_text_is_read_as_it_was_written(name: str) -> None:
    collapsed = HOSTILE.replace(" rör", " # rör")
    cells = [text_of(cell) for cell in parsed(made(name)).iter() if cell.tag in {"td", "th"}]
    assert cells.count(collapsed) >= 3


def test_no_text_becomes_an_element_an_attribute_or_a_link(name: str) -> None:
    page = parsed(made(name))
    assert [script.get("type") for script in page.iter("script")] == ["application/json"]
    assert not [e.tag for e in page.iter() if e.tag in {"img", "math", "sup", "sub", "del", "iframe", "hr"}]
    assert not [key for element in page.iter() for key in element.attrib if key.startswith("on")]
    assert not [e for e in page.iter() if "klass" in (e.get("class") or "") or e.get("id") == "farligt"]
    assert not [address for address in addresses(page) if "javascript" in address or "evil" in address]


def test_headings_keep_their_order_and_tables_their_columns(name: str) -> None:
    page = parsed(made(name))
    found = levels(page)
    assert found.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(found))
    for table in page.iter("table"):
        widths = {len(list(row)) for row in table.iter("tr")}
        assert len(widths) == 1


def test_the_embedded_figures_can_be_read_in_both_formats(name: str) -> None:
    assert embedded(parsed(made(name)))["provider"].startswith("[x](javascript:alert)")
    text = write_md(made(name)).decode()
    assert text.count("<!--") == 1
    assert text.rstrip().endswith("-->")
    assert text.count("-->") == 1
    assert write_html(made(name)).decode().count("</script>") == 1


def test_the_unknown_citation_is_shown_and_listed_where_the_document_has_prose(name: str) -> None:
    seen = text_of(parsed(made(name)))
    has_prose = bool(facts(*DOCUMENTS[name]).prose)
    assert ("siffran [[okänd]] finns inte" in seen) is has_prose
