"""Templates never count, a register may have its own, and what is wrong in one is told."""

import re
from pathlib import Path

import pytest

from kvalitet import shipped
from kvalitet.errors import KvalitetError
from tests.facts.small import NARRATIVE, PUBLIC_YEAR, files, rendered

TEMPLATES = sorted(shipped.folder("templates").rglob("*.md"))
COUNTING = re.compile(
    r"\d|\+|loop\.(?:index|revindex|length)|range\(|\|\s*(?:length|count|sum|round|abs|int|float|min|max)\b|[^-{%]-[^-%}]"
)


def code_of(text: str) -> list[str]:
    """The expressions and statements of a template, texts in quotes taken out."""
    found = re.findall(r"\{[{%](.*?)[%}]\}", text, re.DOTALL)
    return [re.sub(r"\"[^\"]*\"|'[^']*'", "", part) for part in found]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_digit_and_no_arithmetic(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\d", text)
    assert not [part for part in code_of(text) if COUNTING.search(part.strip("-"))]


@pytest.mark.parametrize(
    "source",
    [
        "{{ gaps | length }}",
        "{{ 1 + 1 }}",
        "{{ figures['riskanalyser.antal'].value }}",
        "{{ figures }}",
        "{{ sections }}",
    ],
)
def test_a_number_that_is_no_figure_is_refused(source: str) -> None:
    with pytest.raises(KvalitetError, match=r"patientsakerhetsberattelse\.md"):
        own(source)


def own(source: str, **others: str) -> str:
    """What the register's own template of the narrative gives."""
    added = {f"templates/{name}.md": text.encode() for name, text in {NARRATIVE: source, **others}.items()}
    return rendered(NARRATIVE, PUBLIC_YEAR, {**files(), **added}).markdown


def test_the_registers_own_template_comes_before_the_shipped_one() -> None:
    assert (
        own("Vi hade {{ figures['avvikelser.antal'].counted('avvikelse', 'avvikelser') }}.")
        == "Vi hade färre än 5 avvikelser.\n"
    )


def test_it_may_borrow_the_shipped_parts_and_its_own() -> None:
    source = (
        '{% from "delar/tabeller.md" import tabeller %}{% from "egen.md" import rad %}'
        '{{ tabeller([tables["nyckeltal"]]) }}{{ rad("*a*") }}'
    )
    made = own(source, egen="{% macro rad(text) %}**{{ text }}**{% endmacro %}")
    assert ": 2025 i siffror" in made
    assert made.rstrip().endswith("**\\*a\\***")


@pytest.mark.parametrize(
    ("source", "line", "what"),
    [
        ("Rad ett\n{{ okänd }}", 2, "namnet ”okänd” finns inte"),
        ("{{ figures['finns.inte'] }}", 1, "”finns.inte” finns inte där mallen söker det"),
        ("{{ report.okänt }}", 1, "”okänt” finns inte där mallen söker det"),
        ("a\nb\n{% if %}", 3, "mallspråket förstår inte ”{% if %}”"),
        ("{% if draft %}", 1, "mallspråket förstår inte ”{% if draft %}”"),
        ("{{ title.__class__.__mro__ }}", 1, "den använder något som mallar inte får använda"),
        ("{{ ''.__class__ }}", 1, "den använder något som mallar inte får använda"),
        ("{% include '../pyproject.toml' %}", 1, "den hämtar ”../pyproject.toml”, som inte finns"),
        ("{% include '/etc/passwd' %}", 1, "den hämtar ”/etc/passwd”, som inte finns"),
        ("{{ period // title }}", 1, "uttrycket går inte att räkna ut"),
        ("\n{{ 1 / 0 }}", 2, "uttrycket går inte att räkna ut"),
        ("{% for i in range(9999999) %}{% endfor %}", 1, "uttrycket går inte att räkna ut"),
        ("{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}", 2, "den kommer aldrig till slut"),
        ("{{ period | finnsinte }}", 1, "mallspråket förstår inte ”{{ period | finnsinte }}”"),
        ("{{ figures['avvikelser.antal'].counted() }}", 1, "uttrycket går inte att räkna ut"),
    ],
)
def test_a_template_that_is_wrong_or_reaches_out_is_one_plain_line_with_its_place(
    source: str, line: int, what: str
) -> None:
    with pytest.raises(KvalitetError) as caught:
        own(source)
    place = f"register/templates/{NARRATIVE}.md:{line}"
    assert str(caught.value) == f"mallen {place} går inte att använda: {what}. Rätta mallen."


def test_a_fault_in_a_part_that_is_borrowed_is_told_where_it_stands() -> None:
    with pytest.raises(KvalitetError, match=r"^mallen register/templates/egen\.md:3 går inte att använda: namnet ”x”"):
        own('{% from "egen.md" import rad %}\n\n{{ rad() }}', egen="{% macro rad() %}\n\n{{ x }}{% endmacro %}")


def test_text_that_a_template_joins_with_its_own_is_still_text() -> None:
    assert own("{{ '**' ~ title ~ '**' }}") == "\\*\\*Patientsäkerhetsberättelse 2025\\*\\*\n"
