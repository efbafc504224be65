"""The state of the management system, counted by hand in tests/render/register and in records added to it."""

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from tests.facts.processes import INDICATOR, process
from tests.facts.small import changed, facts, files, rendered
from tests.facts.written import firsts, rows

NAME = "ledningssystemets-status"
YEAR = Scope(year_of(2025))
TOPICS = "börjar: 2024-01-01\nkrav:\n  ämnen: [vårdhygien]\n  genomgångar: {områden: [patientsäkerhet]}\n"
HELD = "innehav: [{innehavare: h-005, från: 2020-01-01}]"

PROSE = """
id: RAP-2026-0002
titel: Ledningssystemets status 2025
enhet: varden
status: upprättad
ansvarig: samordnare_ledningssystem/varden
typ: ledningssystemets_status
period: 2025
upprättad: 2026-03-20
avsnitt:
  sammanfattning: Av processerna är [[processer.fastställda]] fastställd.
  status_utveckling: Nästa år kartläggs ögonvården.
""".encode()
REQUIREMENT = """
id: LAG-0001
titel: Anmälan
enhet: varden
status: gällande
ansvarig: chefläkare/varden
författning: Patientsäkerhetslagen (2010:659)
paragraf: 3 kap. 5 §
krav: Allvarliga händelser ska anmälas.
gäller_från: 2011-01-01
bedömning: delvis
uppfylls_av: [DOK-0001]
granskad: 2026-02-01
""".encode()
DECISION = """
id: BES-2025-0001
titel: Uppdrag om ledningssystemet
enhet: region-alm
status: fattat
ansvarig: chefläkare/varden
instans: Hälso- och sjukvårdsnämnden
datum: 2025-06-10
paragraf: § 12
beskrivning: Kartlägg kärnprocesserna.
nyckelord: [ledningssystem]
""".encode()
STREETS = DECISION.replace(b"0001", b"0002").replace(b"[ledningssystem]", b"[lokaler]")


def more() -> dict[str, bytes]:
    """Three processes, one adopted after the year; a requirement met in part; two decisions; a head has left."""
    content = {**files(), **process(1), **process(2, titel="Ögonvård", fastställd="2026-03-10", kvalitetskrav="")}
    chief = dict.fromkeys(("processägare", "processledare"), "chefläkare/varden")
    content |= process(3, titel="Att leda", typ="ledningsprocess", enhet="varden", **chief)
    content |= INDICATOR
    content["lagkrav/LAG-0001.yaml"] = REQUIREMENT
    content["beslut/2025/BES-2025-0001.yaml"] = DECISION
    content["beslut/2025/BES-2025-0002.yaml"] = STREETS
    content = changed("kvalitet.yaml", "börjar: 2024-01-01\n", TOPICS, content)
    return changed("organisation.yaml", HELD, HELD.replace("-01-01}", "-01-01, till: 2025-11-30}"), content)


def gathered(content: dict[str, bytes] | None = None, scope: Scope = YEAR) -> Facts:
    return facts(NAME, scope, more() if content is None else content)


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        ("dokument.gällande", ("DOK-0001",)),
        ("dokument.utgångna", ("DOK-0002",)),
        ("ämnen.krävda", ("vårdhygien",)),
        ("ämnen.utan_dokument", ("vårdhygien",)),
        ("processer.antal", ("PRO-0001", "PRO-0002", "PRO-0003")),
        # the second was adopted in March the year after: states are told of today
        ("processer.fastställda", ("PRO-0001", "PRO-0002", "PRO-0003")),
        ("processer.kärnprocess.beskriven", ()),
        ("processer.kärnprocess.fastställd", ("PRO-0001", "PRO-0002")),
        ("kärnprocesser.ägare_och_ledare", ("PRO-0001", "PRO-0002")),
        ("kärnprocesser.kvalitetskrav", ("PRO-0001",)),
        ("kärnprocesser.mått", ("PRO-0001",)),
        ("processer.med_luckor", ("PRO-0002", "PRO-0003")),
        ("roller.vakanta", ("enhetschef/mottagningen",)),
        ("roller.vakanta_utan_ersättare", ("enhetschef/mottagningen",)),
        ("lagkrav.gällande", ("LAG-0001",)),
        ("lagkrav.delvis", ("LAG-0001",)),
        ("lagkrav.luckor_utan_åtgärd", ("LAG-0001",)),
        ("rekommendationer.antal", ("REV-2025-0001/R1", "REV-2025-0001/R2")),
        ("rekommendationer.obesvarade", ("REV-2025-0001/R2",)),
        ("egenkontroller.genomföranden", ("EGK-0001/G2", "EGK-0001/G3", "EGK-0001/G4")),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(key: str, ids: tuple[str, ...]) -> None:
    assert gathered().figures[key].ids == ids


def test_the_processes_stand_by_the_step_they_have_come_to_on_the_day_that_all_else_is_told_of() -> None:
    assert rows(gathered(), "processer.steg") == [
        ["Ledningsprocesser", "0", "0", "1", "1"],
        ["Kärnprocesser", "0", "0", "2", "2"],
        ["Stödprocesser", "0", "0", "0", "0"],
        ["Totalt", "0", "0", "3", "3"],
    ]


def test_the_boards_decisions_are_those_about_the_management_system() -> None:
    assert rows(gathered(), "beslut.ledningssystemet") == [
        ["Uppdrag om ledningssystemet", "10 juni 2025", "Hälso- och sjukvårdsnämnden, § 12"]
    ]
    assert gathered(files()).table["beslut.ledningssystemet"].rows == ()


def test_the_reviews_held_say_whether_the_system_serves() -> None:
    assert rows(gathered(), "genomgångar.hållna") == [
        ["Ledningens genomgång av patientsäkerhet 2024", "1 februari 2025", "Inte besvarat", "0", "2"]
    ]


def test_what_remains_after_audits_is_told_and_what_is_done_is_not() -> None:
    assert rows(gathered(), "utveckling.åtgärder") == []
    done = "        status: klar\n        klar: 2026-02-01\n        uppföljning: {utförd: 2026-03-15, effekt: delvis}\n"
    content = changed("revisioner/2025/REV-2025-0001.yaml", done, "        status: pågår\n", more())
    assert [[row[0], *row[3:]] for row in rows(gathered(content), "utveckling.åtgärder")] == [
        ["Gör en förteckning över kärnprocesserna.", "28 februari 2026", "Försenad"]
    ]


def test_what_is_to_come_is_counted_by_kind() -> None:
    coming = {row[0]: row[1:] for row in rows(gathered(), "kommande")}
    # DOK-0002 expired in January and DOK-0001 expires in December
    assert coming["Dokument"] == ["2", "1", "31 december 2026"]
    assert coming["Lagkrav"] == ["1", "0", "1 februari 2027"]


def test_the_prose_stands_under_its_headings_with_the_figures_it_cites() -> None:
    content = {**more(), "rapporter/2026/RAP-2026-0002.yaml": PROSE}
    found = gathered(content)
    assert (found.status, [gap.what for gap in found.all_gaps]) == ("upprättad", [])
    text = rendered(NAME, YEAR, content).markdown
    assert "## Sammanfattning\n\nAv processerna är 3 fastställd.\n" in text
    assert "## Planerad utveckling\n\nNästa år kartläggs ögonvården.\n" in text
    assert "Rapporten upprättades den 20 mars 2026." in text


def test_a_report_without_prose_says_so_and_is_still_made() -> None:
    gaps = gathered().all_gaps
    assert [gap.what for gap in gaps] == ["det finns ingen text till rapporten om 2025"]
    assert not any(gap.refuses for gap in gaps)


def test_the_last_heading_of_the_code_list_stands_after_the_parts_without_prose() -> None:
    text = rendered(NAME, YEAR, more()).markdown
    found = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert found == [
        "Att ta ställning till",
        "Sammanfattning",
        "Styrande dokument",
        "Processer och ansvar",
        "Lagkraven",
        "Uppföljningen",
        "Styrningen",
        "Planerad utveckling",
        "Upprättad och fastställd",
    ]


def test_what_the_board_must_settle_stands_first() -> None:
    first = rendered(NAME, YEAR, more()).markdown.partition("\n\n## Sammanfattning")[0]
    assert first == (
        "I ledningssystemet gäller 1 styrande dokument, och 1 dokument har gått ut utan att upphävas. Av 3 processer "
        "är 3 fastställda. Av 1 lagkrav har inget bedömningen uppfyllt.\n\n"
        "Läget är det som gäller den 1 april 2026, eftersom registret inte visar hur dokument, lagkrav och mått var "
        "tidigare. Egenkontroller, genomgångar och beslut räknas till och med den 31 december 2025.\n\n"
        "## Att ta ställning till\n\n"
        "- **Utgångna dokument:** 1 dokument har gått ut utan att förlängas, ersättas eller upphävas. "
        "Besluta vad som ska gälla.\n"
        "- **Ämnen utan dokument:** 1 ämne som ska täckas saknar ett gällande dokument: ”vårdhygien”. "
        "Bestäm vem som skriver, och till när.\n"
        "- **Processer:** 2 processer saknar något av det som varje process ska ha. "
        "Bestäm vad som ska göras klart, och till när.\n"
        "- **Vakanser:** 1 roll är vakant utan ersättare: Enhetschef, Mottagningen. "
        "Tillsätt, eller utse ersättare.\n"
        "- **Lagkrav:** för 1 lagkrav fattas något utan att någon åtgärd pågår: ”Anmälan”. "
        "Bestäm vad som ska göras, och av vem.\n"
        "- **Revisioner:** 1 rekommendation är inte besvarad: ”Granskning av ledningssystemet”, svar senast "
        "31\u00a0maj\u00a02026. Besluta om ett svar.\n"
        "- **Utvecklingsplan:** Inga handlingsplaner som gällde under 2025 handlar om ledningssystemet. Efter "
        "revisioner finns 1 åtgärd. Besluta om en plan ska tas fram."
    )


def test_a_unit_with_nothing_has_sentences_in_place_of_tables() -> None:
    content = {path: data for path, data in files().items() if path in {"kvalitet.yaml", "organisation.yaml"}}
    text = rendered(NAME, Scope(year_of(2025), "mottagningen"), content).markdown
    assert "*Registret har inga styrande dokument.*" in text
    assert "*Inga processer hör till enheten.*" in text
    assert "Registret har inga gällande lagkrav." in text
    assert firsts(gathered(content), "kommande") == []


def test_a_unit_counts_its_own_processes() -> None:
    assert gathered(scope=Scope(year_of(2025), "medicin")).figures["processer.antal"].ids == ("PRO-0001", "PRO-0002")
