"""The matrix of processes and dimensions, counted by hand in processes added to tests/render/register."""

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from tests.facts.processes import INDICATOR, indicator, process
from tests.facts.small import facts, files, rendered
from tests.facts.written import firsts, rows

NAME = "processmatris"
NOW = Scope(year_of(2026))
INSPECTED = b"avser: [DOK-0001]\nenheter: [avdelning-1, mottagningen]"


def more() -> dict[str, bytes]:
    """Two core processes and a supporting one; four measures, of which one is planned and one of no process."""
    content = {**files(), **process(1), **process(2, titel="Att operera", dokument="DOK-0002", kvalitetskrav="")}
    content |= process(
        3, titel="Att städa", typ="stödprocess", enhet="varden", processägare="chefläkare/varden", processledare=""
    )
    content |= indicator(2, "Säkra i tid", dimension="säker", processer=["PRO-0001", "PRO-0003"], nivå=["enhet"])
    content |= indicator(3, "Kommande", dimension="jämlik", status="planerad")
    content |= indicator(
        4, "Utan process", dimension="säker", processer="", källa="Journalen", nivå=["enhet", "region"]
    )
    path = "egenkontroller/EGK-0001.yaml"
    content[path] = content[path].replace(b"enheter: [avdelning-1, mottagningen]", INSPECTED)
    return {**content, **INDICATOR}


def gathered(content: dict[str, bytes] | None = None, scope: Scope = NOW) -> Facts:
    return facts(NAME, scope, more() if content is None else content)


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        ("kärnprocesser.antal", ("PRO-0001", "PRO-0002")),
        ("processer.antal", ("PRO-0001", "PRO-0002", "PRO-0003")),
        ("kärnprocesser.mått", ("PRO-0001",)),
        ("processer.mått", ("PRO-0001", "PRO-0003")),
        ("kärnprocesser.kvalitetskrav", ("PRO-0001",)),
        # DOK-0002 has expired
        ("kärnprocesser.dokument", ("PRO-0001",)),
        ("processer.ägare_och_ledare", ("PRO-0001", "PRO-0002")),
        # the inspection is about DOK-0001, which the first and the third rest on
        ("processer.egenkontroll", ("PRO-0001", "PRO-0003")),
        ("processmatris.PRO-0001.säker", ("IND-0002",)),
        ("processmatris.PRO-0001.tillgänglig", ("IND-0001",)),
        ("processmatris.PRO-0001.jämlik", ()),
        ("processmatris.rutor.fyllda", ("PRO-0001/säker", "PRO-0001/tillgänglig")),
        ("mått.nivå.enhet", ("IND-0002", "IND-0004")),
        ("mått.nivå.enhet.hela", ()),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(key: str, ids: tuple[str, ...]) -> None:
    assert gathered().figures[key].ids == ids


def test_the_matrix_has_a_row_for_each_core_process_and_a_column_for_each_dimension() -> None:
    found = gathered()
    assert found.table[NAME].headings[1:] == (
        "Kunskapsbaserad", "Säker", "Individanpassad", "Jämlik", "Effektiv", "Tillgänglig",
    )  # fmt: skip
    assert rows(found, NAME) == [
        ["Att operera", "0", "0", "0", "0", "0", "0"],
        ["En process", "0", "1", "0", "0", "0", "1"],
    ]


def test_shares_are_of_the_core_processes_and_of_all() -> None:
    assert rows(gathered(), "processmatris.andelar") == [
        ["Är beskrivna", "2 av 2 (100 %)", "3 av 3 (100 %)"],
        ["Är fastställda", "2 av 2 (100 %)", "3 av 3 (100 %)"],
        ["Har ägare och ledare", "2 av 2 (100 %)", "2 av 3 (67 %)"],
        ["Har minst ett gällande dokument", "1 av 2 (50 %)", "2 av 3 (67 %)"],
        ["Har kvalitetskrav", "1 av 2 (50 %)", "2 av 3 (67 %)"],
        ["Har minst ett mått i bruk", "1 av 2 (50 %)", "2 av 3 (67 %)"],
        ["Har en pågående egenkontroll", "1 av 2 (50 %)", "2 av 3 (67 %)"],
    ]


def test_only_core_processes_are_told_as_lacking() -> None:
    assert [row[:2] for row in rows(gathered(), "processer.luckor")] == [
        ["Att operera", "Gällande dokument, kvalitetskrav och mått"]
    ]


def test_measures_without_a_process_a_value_or_a_source_are_told() -> None:
    found = gathered()
    assert firsts(found, "mått.utan_process") == ["Utan process"]
    assert [row[:2] for row in rows(found, "mått.utan_källa")] == [
        ["Bedömda i tid", "Ingen källa är angiven"],
        ["Kommande", "Är planerat och ingen källa är angiven"],
        ["Säkra i tid", "Ingen källa är angiven"],
    ]


def test_a_unit_with_no_core_process_is_told_so_in_a_sentence() -> None:
    nothing = rendered(NAME, Scope(year_of(2026), "mottagningen"), more()).markdown
    assert nothing == "Registret har inga kärnprocesser som hör till enheten, så det finns ingen matris att visa.\n"
    assert gathered(scope=Scope(year_of(2026), "medicin")).figures["processer.antal"].ids == ("PRO-0001", "PRO-0002")
    assert rendered(NAME, NOW, files()).markdown.startswith("Registret har inga kärnprocesser ännu")


def test_the_point_stands_first() -> None:
    assert rendered(NAME, NOW, more()).markdown.partition("\n\n## ")[0] == (
        "Av 2 kärnprocesser följs 1 med minst ett mått, och i matrisen är 2 av 12 rutor fyllda.\n\n"
        "Ett gällande dokument finns för 1 av kärnprocesserna, ägare och ledare för 2, kvalitetskrav för 1 och en "
        "pågående egenkontroll för 1."
    )


def test_what_is_measured_nowhere_is_to_be_decided_of() -> None:
    _, _, after = rendered(NAME, NOW, more()).markdown.partition("## Att besluta\n\n")
    decisions = after.partition("\n\n## ")[0]
    assert "- **Kärnprocesser utan mått (1):** Att operera. Bestäm vad som ska mätas.\n" in decisions
    assert "ingen kärnprocess mäts på (4):** Kunskapsbaserad; Individanpassad; Jämlik; Effektiv. " in decisions
