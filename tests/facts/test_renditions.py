"""The public rendition tells no small number of persons, wherever it might; that for auditors tells everything."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.facts._base.maskering import counts, shown
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._catalogue import gathered, report_files
from kvalitet.model.dates import year_of
from kvalitet.model.document import Document, Scope
from kvalitet.model.register import Register
from kvalitet.pipeline.assess import assess
from kvalitet.render.formats import html, md
from tests.facts.occasions import drafted, judged, occasions, wider
from tests.facts.small import NARRATIVE, REVIEW, TODAY, changed, loaded, rendered

FEWEST = 5
SMALL = range(1, FEWEST)
OF_PERSONS = ("avvikelser.", "klagomål.", "lex_maria.", "ärenden.", "händelseanalyser.")
"""What the keys of counts of persons begin with."""

CAPTIONS = (
    "Avvikelser efter ",
    "Bedömning",
    "Klagomål och synpunkter efter ",
    "Ärenden efter ",
    "Händelseanalyser efter ",
    "Lex Maria och andra ärenden efter ",
)
SAID = re.compile(
    r"(?<![\d.,\u2009-])[1-4](?:\u00a0| )(?:\S+ )?(?:avvikelse|klagomål|synpunkt|avslutade?\b|öpp[en]|besvara|vårdskad)"
)
"""A small number with one of the nouns that the templates write of persons."""

RUN_TOGETHER = re.compile(r".*[a-zåäö\d)”]{2}[.!?](?=[A-ZÅÄÖ\d]).*")
"""A line in which a template has lost what stood between two sentences."""

WITHHELD = re.compile(r"^\*[^*\n]* delas inte upp efter [^*\n]*\*$", re.MULTILINE)
SMALL_SUM = re.compile(r"(?<!än )(?<![\d,\u2009])[1-4] \(")
"""What stands in the place of tables that tell nothing but their sums, and a small sum in it."""

REPORTS = tuple(name for name, file in report_files().items() if not (file.report.for_auditors or file.report.internal))
"""The reports that have an open rendition."""

YEARS = {"small": (2024, 2025, 2026), "shipped": (2025, 2026)}


@cache
def documents(name: str) -> tuple[tuple[Document, str], ...]:
    """What every report may be asked about, each with its text."""
    found = [drafted(name, report, scope) for report in REPORTS for scope in wider(name, report, *YEARS[name])]
    assert found
    return tuple((document, md.write(document).decode()) for document in found)


def embedded(text: str) -> Mapping[str, Mapping[str, object]]:
    carried = re.search(r"<!-- kvalitet-siffror\n(.*?)\n-->", text, re.DOTALL)
    assert carried
    return {row["key"]: row for row in json.loads(carried[1])["figures"]}


def tables(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The tables of a text by caption, each row's cells."""
    for match in re.finditer(r"((?:^\|.*\n)+)\n: (.*)$", text, re.MULTILINE):
        rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in match[1].splitlines()]
        yield match[2], rows[2:]


def number(cell: str) -> int | None:
    bare = cell.strip().replace("\u2009", "")
    return int(bare) if bare.isdigit() else None


@pytest.mark.parametrize("name", ["small", "shipped"])
def test_no_small_number_of_persons_is_carried_and_no_id_in_any_report(name: str) -> None:
    for _, text in documents(name):
        for key, row in embedded(text).items():
            assert "ids" not in row
            if key.startswith(OF_PERSONS):
                assert row["value"] not in SMALL, key
                assert row["text"] not in {str(n) for n in SMALL}, key


@pytest.mark.parametrize("name", ["small", "shipped"])
def test_no_small_number_of_persons_stands_in_a_table_nor_is_left_when_rows_are_taken_from_the_sum(name: str) -> None:
    seen = withheld = 0
    for _, text in documents(name):
        for caption, rows in tables(text):
            if caption.startswith(CAPTIONS):
                seen += 1
                assert_nothing_small(caption, rows)
        for sums in WITHHELD.findall(text):
            withheld += 1
            assert not SMALL_SUM.search(sums), sums
    assert withheld
    assert seen or name == "small", "nothing in the small register is enough to be broken down"


def assert_nothing_small(caption: str, rows: list[list[str]]) -> None:
    assert rows[-1][0] == "Totalt"
    for column in range(1, len(rows[0])):
        numbers = [number(row[column]) for row in rows]
        assert not {n for n in numbers if n in SMALL}, caption
        if numbers[-1] is None:
            assert not any(numbers), caption
        else:
            assert numbers[-1] - sum(n or 0 for n in numbers[:-1]) not in SMALL, caption


@pytest.mark.parametrize("name", ["small", "shipped"])
def test_no_sentence_tells_a_small_number_of_persons(name: str) -> None:
    for _, text in documents(name):
        read = text.partition("<!-- kvalitet-siffror")[0]
        prose = "\n".join(line for line in read.splitlines() if not line.startswith("|"))
        assert SAID.findall(prose) == []


@pytest.mark.parametrize("name", ["small", "shipped"])
def test_every_sentence_stands_apart_from_the_next(name: str) -> None:
    for _, text in documents(name):
        assert RUN_TOGETHER.findall(text.partition("<!-- kvalitet-siffror")[0]) == []


@pytest.mark.parametrize("report", REPORTS)
def test_the_page_tells_no_more_than_the_text(report: str) -> None:
    found = [each for each, _ in documents("shipped") if each.name == report]
    assert found, "the shipped register gives one of each report"
    page = html.write(found[0]).decode()
    cells = re.findall(r"<caption>(.*?)</caption>(.*?)</table>", page, re.DOTALL)
    of_persons = [body for caption, body in cells if re.sub("<.*?>", "", caption).strip().startswith(CAPTIONS)]
    for body in of_persons:
        assert not re.findall(r"<td[^>]*>\s*[1-4]\s*</td>", body)
    assert '"ids"' not in page
    if of_persons:
        assert "visas inte" in page


def test_the_sentences_are_caught_where_they_tell() -> None:
    assert SAID.search("Under 2025 rapporterades 3 avvikelser")
    assert SAID.search("kom 1 synpunkt in")
    assert not SAID.search("rapporterades 13 avvikelser")
    assert SMALL_SUM.search("Totalt: 3 (2025).")
    assert not SMALL_SUM.search("Totalt: 13 (2025), 0 (2024) och färre än 5 (2023).")


@pytest.mark.parametrize("report", [NARRATIVE, REVIEW])
def test_each_rendition_says_which_it_is_and_the_one_for_auditors_has_the_commit_and_the_law(report: str) -> None:
    area = "patientsäkerhet" if "area" in report_files()[report].report.demands else None
    unit = "varden" if area else None
    public, for_auditors = (
        md.write(rendered(report, Scope(year_of(2025), unit, area, auditor=auditor))).decode()
        for auditor in (False, True)
    )
    assert "- **Utgåva:** öppen; antal under 5 som rör enskilda visas inte\n" in public
    assert "- **Utgåva:** för granskning, med lagrum och underlag; små antal visas\n" in for_auditors
    body = public.partition("<!-- kvalitet-siffror")[0]
    assert not re.search(r"\b[A-Z]{3}-(?:\d{4}-)?\d{4}\b", body)
    noted = for_auditors.partition("<!-- kvalitet-siffror")[0]
    captions = noted.count("\n: ")
    assert noted.count("Underlag: ") + noted.count("Underlag:** ") >= captions
    assert "AVV-2025-0001, AVV-2025-0002 och AVV-2025-0003; incheckning 0123456789" in noted


def test_a_section_of_the_narrative_for_auditors_names_its_law_below_the_heading() -> None:
    text = rendered(NARRATIVE, Scope(year_of(2025), auditor=True)).markdown
    assert "### Uppnådda resultat\n\n*Lagrum: PSL 3 kap. 10 § 3.*\n" in text
    assert "*Lagrum:" not in rendered(NARRATIVE, Scope(year_of(2025))).markdown


def test_how_few_is_few_is_the_registers_own_choice() -> None:
    content = changed("kvalitet.yaml", "börjar: 2024-01-01\n", "börjar: 2024-01-01\nmaskering:\n  minsta: 3\n")
    text = rendered(NARRATIVE, Scope(year_of(2025)), content).markdown
    assert "Under året kom 3 avvikelser in, mot färre än 3 året före." in text


def test_figures_of_the_houses_own_work_are_never_masked() -> None:
    for document, _ in documents("small"):
        masked = [key for key, figure in document.figures.items() if figure.mask]
        assert all(key.startswith(OF_PERSONS) for key in masked)


@pytest.mark.parametrize(
    ("cells", "together"),
    [
        ({"a": (5,), "b": (6,), "c": (0,)}, set()),
        ({"a": (9,), "b": (3,), "c": (2,)}, {"b", "c"}),
        ({"a": (9,), "b": (3,), "c": (7,)}, {"b", "c"}),
        ({"a": (9, 9), "b": (6, 1), "c": (5, 8)}, {"b", "c"}),
        ({"a": (9,), "b": (3,)}, {"a", "b"}),
        ({"a": (9,), "b": (1,), "c": (1,)}, {"a", "b", "c"}),
        ({"a": (9, 1), "b": (5, 1)}, set()),
        ({"a": (1,), "b": (1,)}, {"a", "b"}),
    ],
)
def test_rows_that_are_too_small_are_taken_together(cells: dict[str, tuple[int, ...]], together: set[str]) -> None:
    assert shown(reach(), cells).together == together


def reach(*, auditor: bool = False) -> Reach:
    found: Register = loaded().register
    assert found.settings.fewest == FEWEST
    return Reach(found, Scope(year_of(2025), auditor=auditor), TODAY)


CELLS = st.dictionaries(
    st.sampled_from("abcdefg"), st.tuples(*(st.integers(0, 12) for _ in range(3))), min_size=1, max_size=7
)


@settings(deadline=None)
@given(CELLS)
def test_what_a_table_shows_gives_no_small_number_by_itself_or_by_subtraction(
    cells: dict[str, tuple[int, ...]],
) -> None:
    judged = shown(reach(), cells)
    for column, total in enumerate(sum(row) for row in zip(*cells.values(), strict=True)):
        assert (judged.masks[column] is None) == (total not in SMALL)
        if judged.masks[column] is None:
            alone = [row[column] for group, row in cells.items() if group not in judged.together]
            assert not {n for n in alone if n in SMALL}
            assert total - sum(alone) not in SMALL


@settings(deadline=None)
@given(CELLS)
def test_an_auditor_sees_every_row(cells: dict[str, tuple[int, ...]]) -> None:
    judged = shown(reach(auditor=True), cells)
    assert judged.together == frozenset()
    assert not any(judged.masks)


@settings(deadline=None)
@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_parts_of_a_whole_give_no_small_number_by_themselves_or_by_subtraction(a: int, b: int, c: int) -> None:
    places = {("x", "a"): a, ("x", "b"): b, ("y",): c}
    own = {path: [f"{path}{n}" for n in range(number_)] for path, number_ in places.items()}
    keys = {"x": ("x",), "x.a": ("x", "a"), "y": ("y",)}
    found = {figure.key: figure.value for figure in counts(reach(), own, keys)}
    whole = a + b + c
    assert not {value for value in found.values() if value in SMALL}
    if found["x"] is not None:
        assert whole - found["x"] not in SMALL
        if found["x.a"] is not None:
            assert found["x"] - found["x.a"] not in SMALL


def test_the_review_of_an_area_laid_beside_the_narrative_of_everything_tells_no_small_number() -> None:
    files_ = report_files()
    compared = 0
    for year in (2024, 2025):
        whole = gathered(files_[NARRATIVE], judged("shipped"), Scope(year_of(year))).figures
        for scope in occasions("shipped", REVIEW, year):
            part = gathered(files_[REVIEW], judged("shipped"), scope).figures
            for key in (key for key in whole.keys() & part.keys() if key.startswith(OF_PERSONS)):
                one, other = whole[key].value, part[key].value
                if one is not None and other is not None:
                    compared += 1
                    assert one - other not in SMALL, (scope, key)
    assert compared > 20


def test_the_reports_of_units_laid_beside_that_of_the_unit_above_tell_no_small_number() -> None:
    assessment = judged("shipped")
    units = assessment.register.organisation.units
    file = report_files()[NARRATIVE]
    found = {unit: gathered(file, assessment, Scope(year_of(2025), unit)).figures for unit in units}
    compared = 0
    for key in ("avvikelser.antal", "avvikelser.antal.2024", "klagomål.antal", "lex_maria.bedömda"):
        for unit in units:
            below = [found[child.id][key].value for child in units.values() if child.parent == unit]
            whole = found[unit][key].value
            if whole is not None and any(value is not None for value in below):
                compared += 1
                assert whole - sum(value or 0 for value in below) not in SMALL, (key, unit)
    assert compared


def test_a_unit_that_may_not_be_seen_among_the_others_is_hidden_for_the_public_alone() -> None:
    (public, for_auditors) = (
        gathered(
            report_files()[NARRATIVE],
            assess(loaded(), TODAY)[0],
            Scope(year_of(2025), "mottagningen", auditor=auditor),
        ).figures["avvikelser.antal"]
        for auditor in (False, True)
    )
    assert (public.value, for_auditors.value) == (None, 1)


def test_an_open_document_says_how_charts_are_read_and_not_how_they_were_chosen() -> None:
    read = [text for _, text in documents("shipped") if "-diagram med " in text]
    assert read
    for text in read:
        assert "som indikatorn själv anger" not in text
        assert text.count("En signal är ett mönster som slumpen sällan ger.") == 1
        assert text.count("Mellan styrgränserna ligger den variation som slumpen brukar ge.") == 1
    file = report_files()[NARRATIVE]
    audited = gathered(file, judged("shipped"), Scope(year_of(2025), auditor=True))
    assert any(table.note == "P-diagram, som indikatorn själv anger." for table in audited.tables)


@pytest.mark.parametrize("name", ["avvikelser", "klagomal", "lex-maria", NARRATIVE])
def test_a_report_about_a_unit_is_called_by_it(name: str) -> None:
    file = report_files()[name]
    of_unit = gathered(file, judged("small"), Scope(year_of(2025), "mottagningen"))
    assert of_unit.title == f"{file.report.title} 2025: Mottagningen"
    assert gathered(file, judged("small"), Scope(year_of(2025))).title == f"{file.report.title} 2025"
