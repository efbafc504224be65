"""The figures of the patient safety narrative, counted by hand in tests/render/register."""

import re
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from tests.facts.small import NARRATIVE, OF_YEAR, PUBLIC_YEAR, changed, facts, files, rendered

REPORT = "rapporter/2026/RAP-2026-0001.yaml"


@cache
def narrative() -> Facts:
    return facts(NARRATIVE, OF_YEAR)


DEVIATIONS = {
    "avvikelser.antal": (3, "AVV-2025-0001 AVV-2025-0002 AVV-2025-0003"),
    "avvikelser.antal.2024": (1, "AVV-2024-0001"),
    "avvikelser.antal.2023": (None, ""),
    "avvikelser.typ.negativ_händelse": (2, "AVV-2025-0001 AVV-2025-0003"),
    "avvikelser.typ.tillbud": (1, "AVV-2025-0002"),
    "avvikelser.typ.risk": (0, ""),
    "avvikelser.kategori.fall": (1, "AVV-2025-0001"),
    "avvikelser.kategori.fall.2024": (1, "AVV-2024-0001"),
    "avvikelser.kategori.läkemedel": (2, "AVV-2025-0002 AVV-2025-0003"),
    "avvikelser.avslutade": (1, "AVV-2025-0001"),
    "avvikelser.öppna": (2, "AVV-2025-0002 AVV-2025-0003"),
    "avvikelser.vårdskada.vårdskada": (1, "AVV-2025-0001"),
    "avvikelser.vårdskada.allvarlig_vårdskada": (1, "AVV-2025-0003"),
    "avvikelser.vårdskada.ingen": (0, ""),
    "avvikelser.vårdskada.ingen.2024": (1, "AVV-2024-0001"),
    "avvikelser.vårdskada.inte_bedömd": (1, "AVV-2025-0002"),
    "avvikelser.allvarlighetsgrad.4x4@1.4": (1, "AVV-2025-0003"),
    "avvikelser.allvarlighetsgrad.4x4@1.2": (1, "AVV-2025-0001"),
    "avvikelser.allvarlighetsgrad.4x4@1.1": (1, "AVV-2025-0002"),
    "avvikelser.allvarlighetsgrad.ej_angivet.2024": (1, "AVV-2024-0001"),
    "lex_maria.bedömda": (1, "AVV-2025-0001"),
    "lex_maria.beslut.anmäls_inte": (1, "AVV-2025-0001"),
    "lex_maria.beslut.anmäls": (0, ""),
}
COMPLAINTS = {
    "klagomål.antal": (2, "KLA-2025-0001 KLA-2025-0002"),
    "klagomål.antal.2024": (1, "KLA-2024-0001"),
    "klagomål.klagomål": (1, "KLA-2025-0001"),
    "klagomål.synpunkter": (1, "KLA-2025-0002"),
    "klagomål.besvarade": (1, "KLA-2025-0001"),
    "klagomål.källa.patient": (1, "KLA-2025-0001"),
    "klagomål.källa.närstående": (1, "KLA-2025-0002"),
    "klagomål.kategori.kommunikation": (1, "KLA-2025-0001"),
    "klagomål.kategori.tillgänglighet": (1, "KLA-2025-0002"),
    "klagomål.kategori.tillgänglighet.2024": (1, "KLA-2024-0001"),
}
RISKS = {
    "riskanalyser.antal": (1, "RIS-2025-0001"),
    # the first analysis in the register is of 2025: that there were none before is not known
    "riskanalyser.antal.2024": (None, ""),
    "riskanalyser.slag.förändring": (1, "RIS-2025-0001"),
    "risker.bedömda": (3, "RIS-2025-0001/R1 RIS-2025-0001/R2 RIS-2025-0001/R3"),
    "risker.höga.före": (2, "RIS-2025-0001/R1 RIS-2025-0001/R2"),
    "risker.höga.efter": (1, "RIS-2025-0001/R2"),
    "risker.RIS-2025-0001.R1.före": (9, "RIS-2025-0001/R1"),
    "risker.RIS-2025-0001.R1.efter": (3, "RIS-2025-0001/R1"),
    "risker.RIS-2025-0001.R2.före": (8, "RIS-2025-0001/R2"),
    "risker.RIS-2025-0001.R2.efter": (None, "RIS-2025-0001/R2"),
}
INSPECTIONS = {
    "egenkontroller.planerade": (8, "EGK-0001"),
    "egenkontroller.genomföranden": (3, "EGK-0001/G2 EGK-0001/G3 EGK-0001/G4"),
    "egenkontroller.EGK-0001.uppfyllda": (43, "EGK-0001/G2 EGK-0001/G3 EGK-0001/G4"),
    "egenkontroller.EGK-0001.kontrollerade": (50, "EGK-0001/G2 EGK-0001/G3 EGK-0001/G4"),
    "egenkontroller.EGK-0001.resultat": (86.0, "EGK-0001/G2 EGK-0001/G3 EGK-0001/G4"),
    "egenkontroller.EGK-0001.resultat.2024": (75.0, "EGK-0001/G1"),
    "egenkontroller.EGK-0001.förändring": (11.0, "EGK-0001/G1 EGK-0001/G2 EGK-0001/G3 EGK-0001/G4"),
}
DECIDED = (
    "AVV-2025-0001/A1",
    "AVV-2025-0001/A2",
    "EGK-0001/A1",
    "LGG-2025-0001/A1",
    "LGG-2025-0001/A2",
    "RIS-2025-0001/A1",
    "RIS-2025-0001/A2",
)
ACTIONS = {
    "åtgärder.antal": (7, " ".join(DECIDED)),
    "åtgärder.klar": (3, "AVV-2025-0001/A1 LGG-2025-0001/A1 RIS-2025-0001/A1"),
    "åtgärder.försenad": (1, "AVV-2025-0001/A2"),
    "åtgärder.pågår": (2, "LGG-2025-0001/A2 RIS-2025-0001/A2"),
    "åtgärder.planerad": (1, "EGK-0001/A1"),
    "åtgärder.genomförda": (3, "AVV-2025-0001/A1 LGG-2025-0001/A1 RIS-2025-0001/A1"),
    "åtgärder.effekt.uppnådd": (1, "AVV-2025-0001/A1"),
    "åtgärder.effekt.delvis": (1, "LGG-2025-0001/A1"),
    "åtgärder.effekt.inte_utvärderad": (1, "RIS-2025-0001/A1"),
    "aktiviteter.antal": (3, "HPL-0001/A1 HPL-0001/A2 HPL-0001/A3"),
    "aktiviteter.klar": (1, "HPL-0001/A1"),
    "aktiviteter.försenad": (1, "HPL-0001/A2"),
    "aktiviteter.pågår": (1, "HPL-0001/A3"),
    "aktiviteter.säkerheten_idag.försenad": (1, "HPL-0001/A2"),
    "mål.HPL-0001.M1": (0, "HPL-0001/M1"),
}


@pytest.mark.parametrize(
    ("key", "value", "ids"),
    [(k, *v) for part in (DEVIATIONS, COMPLAINTS, RISKS, INSPECTIONS, ACTIONS) for k, v in part.items()],
)
def test_a_figure_is_what_a_hand_count_of_the_records_gives(key: str, value: float | None, ids: str) -> None:
    figure = narrative().figures[key]
    assert figure.value == value
    assert figure.ids == tuple(ids.split())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("avvikelser.antal", 1),
        ("klagomål.antal", 1),
        ("egenkontroller.planerade", 4),
        ("egenkontroller.genomföranden", 1),
        ("egenkontroller.EGK-0001.resultat", 90.0),
        ("egenkontroller.EGK-0001.resultat.2024", None),
    ],
)
def test_a_unit_counts_what_is_its_own(key: str, value: float | None) -> None:
    assert facts(NARRATIVE, Scope(year_of(2025), "mottagningen", auditor=True)).figures[key].value == value


def test_a_unit_counts_its_subunits_too() -> None:
    found = facts(NARRATIVE, Scope(year_of(2025), "medicin", auditor=True))
    assert found.figures["avvikelser.antal"].value == 3
    assert found.unit == "Medicin"


def test_a_year_under_way_is_described_as_it_stands_today() -> None:
    found = facts(NARRATIVE, OF_YEAR, today=date(2025, 6, 30))
    assert found.day == date(2025, 6, 30)
    assert found.figures["avvikelser.antal"].ids == ("AVV-2025-0001", "AVV-2025-0002")
    assert found.figures["avvikelser.avslutade"].ids == ("AVV-2025-0001",)
    # by 31 March and by 30 June at two units
    assert found.figures["egenkontroller.planerade"].value == 4


def test_the_headings_are_those_of_the_year() -> None:
    titles = [section.title for section in narrative().sections]
    assert "Öka medvetenheten om hur säker vården är idag" in titles
    assert "Säker vård här och nu" not in titles
    before = facts(NARRATIVE, Scope(year_of(2024)))
    assert all("idag" not in section.title for section in before.sections)


def test_no_heading_is_deeper_than_the_one_above_it_allows() -> None:
    levels = [1, *(section.level for section in narrative().sections)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_the_law_is_referred_to_from_every_section_that_answers_to_it() -> None:
    rows = {str(row[0]): str(row[2]) for row in narrative().table["lagkrav"].rows}
    assert rows["Åtgärder för ökad patientsäkerhet"] == "PSL 3 kap. 10 § 2"
    assert rows["Samverkan för att förebygga vårdskador"] == "SOSFS 2011:9 7 kap. 2 § 3"
    assert len(rows) == 10


def test_a_narrative_with_everything_lacks_nothing() -> None:
    assert narrative().all_gaps == ()


def test_a_mandatory_heading_without_text_is_a_gap_that_says_where() -> None:
    content = changed(REPORT, "  samverkan: Sjukhuset och kommunen träffas varje månad.\n", "")
    (gap,) = facts(NARRATIVE, OF_YEAR, content).all_gaps
    assert gap.refuses
    assert "Samverkan för att förebygga vårdskador" in gap.what
    assert gap.where == f"register/{REPORT}, avsnitt.samverkan"


def test_an_unknown_figure_in_prose_is_a_gap_and_either_spelling_of_a_known_one_is_not() -> None:
    content = changed(REPORT, "[[avvikelser.antal.2024]]", "[[klagomal.antal]] och [[klagomål.antal]] och [[x.y]]")
    (gap,) = facts(NARRATIVE, OF_YEAR, content).all_gaps
    assert gap.refuses
    assert gap.what == "siffran [[x.y]] finns inte"


def test_text_under_a_heading_of_other_years_is_told_but_does_not_refuse() -> None:
    content = changed(REPORT, "  samverkan:", "  fokus_här_och_nu: Gammal rubrik.\n  samverkan:")
    (gap,) = facts(NARRATIVE, OF_YEAR, content).all_gaps
    assert not gap.refuses
    assert "fokus_här_och_nu" in gap.where


def test_a_year_without_a_report_record_says_what_to_write() -> None:
    content = {path: data for path, data in files().items() if path != REPORT}
    (gap,) = facts(NARRATIVE, OF_YEAR, content).all_gaps
    assert gap.refuses
    assert "patientsäkerhetsberättelse" in gap.help
    assert "2025" in gap.help


def test_a_file_that_could_not_be_read_is_a_gap() -> None:
    content = {**files(), "avvikelser/2025/AVV-2025-0009.yaml": b"id: [\n"}
    (gap,) = facts(NARRATIVE, OF_YEAR, content).all_gaps
    assert gap.refuses
    assert gap.where == "register/avvikelser/2025/AVV-2025-0009.yaml"


def strong(scope: Scope, content: dict[str, bytes] | None = None) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in facts(NARRATIVE, scope, content).table["åtgärder.starka"].rows)


def test_strong_actions_after_single_events_are_shown_to_auditors_alone_and_it_is_not_told_that_there_are_any() -> None:
    assert strong(OF_YEAR) == ("Byt till sängar som går ner till golvet.",)
    assert strong(PUBLIC_YEAR) == ()
    without = changed("avvikelser/2025/AVV-2025-0001.yaml", "styrka: stark", "styrka: svag")
    before, after = (facts(NARRATIVE, PUBLIC_YEAR, each).table["åtgärder.starka"] for each in (None, without))
    assert before == after


def test_a_strong_action_after_a_risk_analysis_is_shown_to_everybody() -> None:
    content = changed("riskanalyser/2025/RIS-2025-0001.yaml", "styrka: medel", "styrka: stark")
    assert strong(PUBLIC_YEAR, content) == ("Styr om svaren i journalsystemet samma dag som flytten.",)


LESSON = """
id: LAR-2025-0001
titel: Sängen går att sänka
enhet: medicin
status: spridd
ansvarig: chefläkare/varden
slag: händelse
datum: 2025-03-01
vad_hände: En patient gled ur sängen.
vad_lärde_vi: Låga sängar minskar skadan.
spridning: [{datum: 2025-04-01, målgrupp: alla enheter}]
"""
SUPERVISED = """
id: ARE-2025-0002
titel: Klagomål på ett fördröjt svar
enhet: mottagningen
status: beslutat
ansvarig: chefläkare/varden
typ: ivo_klagomål
öppnad: 2024-11-01
beslut: IVO är kritisk.
beslutsdatum: 2025-06-01
kritik: true
"""
DECISION = """
id: BES-2025-0001
titel: Mottagningen stänger på lördagar
enhet: medicin
status: fattat
ansvarig: verksamhetschef/medicin
instans: Nämnden
beskrivning: Ingen öppen mottagning på lördagar.
datum: 2025-05-05
patientsäkerhetskonsekvens: {bedömning: negativ, målkonflikt: Besparing mot tillgänglighet.}
"""
CASE = """
id: ARE-2025-0001
titel: Anspråk efter fall
enhet: avdelning-1
status: öppnat
typ: löf
öppnad: 2025-09-01
"""
ANALYSIS = """
id: HAN-2025-0001
titel: Fall på natten
enhet: avdelning-1
status: slutförd
ansvarig: chefläkare/varden
avvikelser: [AVV-2025-0003]
beslutad: 2025-10-01
patient_eller_närstående_deltog: närstående
slutförd: 2025-12-01
uppdragsgivare: chefläkare/varden
analysledare: chefläkare/varden
orsaker: [{id: O1, orsaksområde: processer_rutiner_och_riktlinjer, beskrivning: Ingen tillsyn på natten.}]
"""
ROUND = """
id: RON-2025-0001
titel: Rond på avdelning 1
enhet: avdelning-1
status: genomförd
slag: rond
ansvarig: chefläkare/varden
deltagare: [chefläkare/varden]
datum: 2025-05-05
"""
# at the end of 2025 18 of 20 and 6 of 10 had taken it, 24 of 30; the account of the spring is no longer the latest
COURSE = """
id: UTB-0001
titel: Hjärt-lungräddning
enhet: medicin
status: aktiv
ansvarig: verksamhetschef/medicin
målgrupp: {enheter: [avdelning-1, mottagningen]}
mål: {minst: 90}
frekvens: {intervall: P6M}
start: 2025-01-01
genomförande:
  - {period: 2024-H2, enhet: avdelning-1, antal: 20, genomfört: 10}
  - {period: 2025-H1, enhet: avdelning-1, antal: 20, genomfört: 12}
  - {period: 2025-H2, enhet: avdelning-1, antal: 20, genomfört: 18}
  - {period: 2025-H1, enhet: mottagningen, antal: 10, genomfört: 6}
"""
MORE = {
    "arenden/2025/ARE-2025-0001.yaml": CASE,
    "handelseanalyser/2025/HAN-2025-0001.yaml": ANALYSIS,
    "arenden/2025/ARE-2025-0002.yaml": SUPERVISED,
    "lardomar/2025/LAR-2025-0001.yaml": LESSON,
    "beslut/2025/BES-2025-0001.yaml": DECISION,
    "ronder/2025/RON-2025-0001.yaml": ROUND,
    "utbildningar/UTB-0001.yaml": COURSE,
}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ärenden.typ.löf", 1),
        ("ärenden.antal", 1),
        ("ärenden.antal.2024", 1),
        ("ärenden.ivo.kritik", 1),
        ("ärenden.ivo.utan_kritik", 0),
        ("lärdomar.slag.händelse", 1),
        ("utbildningar.UTB-0001.avdelning-1.andel", 90),
        ("utbildningar.UTB-0001.mottagningen.andel", 60),
        ("händelseanalyser.medverkan.närstående", 1),
        ("ronder.slag.rond", 1),
        ("utbildningar.UTB-0001.genomfört", 24),
        ("utbildningar.UTB-0001.berörda", 30),
        ("utbildningar.UTB-0001.andel", 80),
        ("utbildningar.UTB-0001.andel.2024", 50),
    ],
)
def test_cases_analyses_rounds_and_training_are_counted(key: str, value: float) -> None:
    content = {**files(), **{path: text.encode() for path, text in MORE.items()}}
    assert facts(NARRATIVE, OF_YEAR, content).figures[key].value == value


def test_decisions_are_told_with_what_they_mean_for_the_safety_of_patients() -> None:
    content = {**files(), **{path: text.encode() for path, text in MORE.items()}}
    found = facts(NARRATIVE, OF_YEAR, content)
    section = next(each for each in found.sections if each.id == "engagerad_ledning")
    (table,) = section.tables
    assert [row[3:] for row in table.rows] == [("Negativ", "Besparing mot tillgänglighet.")]
    assert not any(each.key == "beslut" for one in narrative().sections for each in one.tables)


def test_cases_and_event_analyses_are_of_persons_and_masked() -> None:
    content = {**files(), **{path: text.encode() for path, text in MORE.items()}}
    found = facts(NARRATIVE, PUBLIC_YEAR, content).figures
    assert found["ärenden.antal"].value is None
    assert found["ärenden.ivo.antal"].value is None
    assert found["händelseanalyser.antal"].value is None
    assert found["ronder.antal"].value == 1


def test_a_small_care_provider_may_choose_fewer_headings_and_keeps_all_that_the_law_demands() -> None:
    content = changed("kvalitet.yaml", "börjar: 2024-01-01\n", "börjar: 2024-01-01\nberättelse: förenklad\n")
    simple, whole = facts(NARRATIVE, OF_YEAR, content), facts(NARRATIVE, OF_YEAR)
    chosen, all_of_them = ({section.id for section in told.sections} for told in (simple, whole))
    assert chosen < all_of_them
    assert "grundläggande_förutsättningar" in all_of_them - chosen
    assert "fokus_inträffade_vårdskador" in all_of_them - chosen
    demanded = {section.id for section in whole.sections if section.mandatory}
    assert demanded == {section.id for section in simple.sections if section.mandatory}
    assert [gap for gap in simple.gaps if gap.refuses] == []
    # what stands under no heading is shown all the same
    assert set(simple.figures) == set(whole.figures)


def test_a_text_under_a_heading_that_the_simplified_variant_lacks_is_told() -> None:
    content = changed("kvalitet.yaml", "börjar: 2024-01-01\n", "börjar: 2024-01-01\nberättelse: förenklad\n")
    content = changed(REPORT, "avsnitt:\n", "avsnitt:\n  god_säkerhetskultur: Vi talar öppet.\n", content)
    (gap,) = facts(NARRATIVE, OF_YEAR, content).gaps
    assert "texten under ”god_säkerhetskultur” kommer inte med" in gap.what
    assert not gap.refuses


@pytest.mark.parametrize("report", [NARRATIVE, "kvalitetsberattelse", "ledningssystemets-status", "revisionsunderlag"])
def test_inspections_that_nobody_made_are_told_in_a_word(report: str) -> None:
    # every third month from October 2024 at two units: those of March are due, and none is made this year
    text = rendered(report, Scope(year_of(2026)), draft=True).markdown
    assert re.search(r"2 tillfällen \D*(?:2026\D*)? inget genomfördes", text)
