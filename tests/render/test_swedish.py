"""Documents are Swedish: no English word in any of them, and names, numbers and days as Swedish has them."""

import re
from dataclasses import replace

import pytest

from kvalitet.facts._catalogue import report_files
from kvalitet.model.wording import alphabetical
from kvalitet.render.formats import md
from tests.facts.occasions import UNITS, drafted, occasions

ENGLISH = frozenset(
    re.findall(
        "[a-z]+",
        """about above according account action actions actual added address affected after again against
        agreed also although always among amount and another any approved are area assessed assessment
        available average because been before begin being below best better between both but caption care
        category cause caused changed check checked child clear close closed closing column comment compared
        complaint complaints count counted current date day days deadline decided decision delayed
        description details deviation deviations done due during each early effect empty ended error every
        everything evidence examples expected expired failed few figure figures finding findings first
        follow followed following found from further goal goals group happened harm has have heading health
        high his hospital how however improved improvement incident incidents included injury inspection
        inspections into invalid issue its known large last later latest least less level likely made
        management many masked masking measure measures medical meeting missing month months more most much
        must name names needed needs never new none not note nothing number numbers nurse occurred often
        only opened other others overdue people planned please possible previous quality quarter reason
        received record reference reported reports required response responsible result results review
        reviewed risks role rows safe safety section sections several severe severity should show shown
        since size small some source started state such summary table tables than that the their them then
        there these they thing this those through time title today together type unknown until updated use
        used user value values view was week weeks were what when where whether which while who whole why
        will with within without work year years yes yet you your""",
    )
)
"""Common English words that are no Swedish words."""


def english(text: str) -> set[str]:
    """The English words of a document: its data, ids, paths and addresses apart."""
    read = text.partition("<!-- kvalitet-siffror")[0]
    bare = re.sub(r"\[\[[^\]]*\]\]|https?://\S+|\S+/\S+|\S+\.(?:yaml|md|svg)\b|\b[A-Z]{3}-[\w-]+|`[^`]*`", " ", read)
    return {word for word in re.findall(r"[^\W\d_]+", bare.lower()) if word in ENGLISH}


def test_the_list_catches_english() -> None:
    assert english("# Report\n\nThe figures of 3 incidents were masked.") == {
        "the", "figures", "incidents", "were", "masked",
    }  # fmt: skip


@pytest.mark.parametrize("auditor", [False, True])
@pytest.mark.parametrize("name", UNITS)
@pytest.mark.parametrize("report", report_files())
def test_no_english_word_stands_in_a_document(report: str, name: str, auditor: bool) -> None:  # noqa: FBT001  # a case
    for scope in occasions(name, report, 2023, 2024, 2025, 2026):
        document = drafted(name, report, replace(scope, auditor=auditor))
        assert english(md.write(document).decode()) == set()


@pytest.mark.parametrize("report", report_files())
def test_numbers_have_decimal_commas_and_days_are_words(report: str) -> None:
    file = report_files()[report]
    (scope, *_) = occasions("shipped", report, 2025, 2026)
    text = md.write(drafted("shipped", report, scope))
    read = text.decode().partition("<!-- kvalitet-siffror")[0]
    read = re.sub(r"register/\S+|- \*\*Verktyg:.*|version [\d.]+", "", read)
    assert re.findall(r"(?<![\d.])\d+\.\d+(?![\d.])", read) == [], "decimal points"
    if not file.report.for_auditors:  # who are shown what the rules say word for word, with days as records have them
        assert re.findall(r"\b\d{4}-\d{2}-\d{2}\b", read) == [], "days in figures"
    assert re.findall(r"\b1 (?:avvikelser|åtgärder|risker|tillfällen|klara|öppna|aktiviteter)\b", read) == []
    assert re.findall(r"\b(?:[02-9]|\d\d+) (?:avvikelse|åtgärd|risk|tillfälle|aktivitet)\b(?!-)", read) == []


def test_names_are_sorted_with_the_last_three_letters_last() -> None:
    names = ["Östra", "Ängen", "Åby", "zon", "Eva", "Édith", "Ebba", "al", "Örn", "Ås", "ärta", "Ö", "Zeta"]
    assert sorted(names, key=alphabetical) == [
        "al", "Ebba", "Édith", "Eva", "Zeta", "zon", "Åby", "Ås", "Ängen", "ärta", "Ö", "Örn", "Östra",
    ]  # fmt: skip


def test_an_accent_tells_only_names_apart_that_are_else_alike_and_either_form_of_a_letter_is_the_same() -> None:
    assert sorted(["idén", "ide", "idé", "idea"], key=alphabetical) == ["ide", "idé", "idea", "idén"]
    assert alphabetical("A\u030aby")[0] == alphabetical("Åby")[0]
    assert sorted(["A\u030aby", "Zeta"], key=alphabetical) == ["Zeta", "A\u030aby"]
