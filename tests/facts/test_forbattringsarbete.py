"""The facts of the year's improvement work, counted by hand in records written here."""

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Scope
from tests.facts.processes import process
from tests.facts.small import facts, files, rendered
from tests.facts.written import firsts, rows

REPORT = "forbattringsarbete"
YEAR = Scope(year_of(2025))

PROPOSAL = """
id: FOR-2025-0001
titel: Lugnare rapport
enhet: avdelning-1
status: förslag
slag: förslag
beskrivning: Det går att göra bättre.
källa: medarbetare
effektområde: [patientsäkerhet, arbetsmiljö]
inlämnad: 2025-05-02
"""
LOCAL = """
id: FOR-2025-0002
titel: Morgonmöten
enhet: mottagningen
status: avslutat
ansvarig: enhetschef/mottagningen
slag: förbättringsarbete
beskrivning: Det går att göra bättre.
källa: avvikelse
effektområde: [patientsäkerhet]
inlämnad: 2025-01-10
upptagen: 2025-01-12
godkänd: 2025-02-01
införd: 2025-06-01
avslutad: 2025-11-01
pdsa:
  - id: P1
    fråga: Räcker tio minuter?
    planera: {datum: 2025-02-10, text: Pröva två veckor.}
    göra: {datum: 2025-02-24, text: Gjort.}
    studera: {datum: 2025-03-01, text: Ja när alla är på plats.}
    agera: {datum: 2025-03-05, text: Inför.}
mått:
  - {beskrivning: Andel dagar med möte, slag: kvantitativt, utgångsvärde: 20, utgångsdatum: 2025-02-01, målvärde: 90}
resultat: Mötet hålls nio dagar av tio.
spridning: [{datum: 2025-10-01, målgrupp: enhetschefer}]
"""
TEAM = """
id: FOR-2024-0001
titel: Processteam stroke
enhet: varden
status: pågår
ansvarig: chefläkare/varden
slag: processteam
beskrivning: Det går att göra bättre.
källa: ledning
effektområde: [patientsäkerhet]
inlämnad: 2024-03-01
upptagen: 2024-03-05
godkänd: 2024-04-01
mandat: Teamet beslutar om arbetssätt.
fas:
  - {kod: fas_1, påbörjad: 2024-03-01, klar: 2024-04-01}
  - {kod: fas_2, påbörjad: 2024-04-01, klar: 2025-02-01}
  - {kod: fas_3, påbörjad: 2025-02-01}
steg:
  - {kod: fas_2_steg_3, påbörjad: 2024-12-01, klar: 2025-02-01}
  - {kod: fas_3_steg_1, påbörjad: 2025-02-01, klar: 2025-06-01}
  - {kod: fas_3_steg_2, påbörjad: 2026-02-01}
processteam:
  - {roll: chefläkare/varden, profession: läkare, uppdrag: ordförande}
  - {profession: patient, uppdrag: patientrepresentant}
gap:
  - {id: G1, beskrivning: Ingen tid bokas., beslut: Boka före hemgång.}
  - {id: G2, beskrivning: Logoped saknas på helgen.}
avstämningar: [{datum: 2025-12-01, läge: enligt_plan}, {datum: 2026-03-01, läge: försenad}]
"""
SUPPORT = """
id: KUN-0001
titel: Vårdförlopp för stroke
enhet: varden
status: införs
ansvarig: chefläkare/varden
typ: vårdförlopp
utgivare: Sjukvårdsregionen
beslutad: 2024-12-02
version: "1.0"
mottagen: 2025-01-10
kriterier:
  - {id: K1, beskrivning: Alla har fått en tid., uppfyllt: 2025-11-30}
  - {id: K2, beskrivning: Larmet är infört., uppfyllt: 2026-02-01}
gapanalys:
  datum: 2025-05-05
  delgiven: [{till: Rådet, datum: 2025-06-01}, {till: Ledningsgruppen, datum: 2025-05-20}]
  rader:
    - {id: G1, rekommendation: Larma tidigt., nuläge: Görs., önskat_läge: Som i dag.}
    - id: G2
      rekommendation: Boka en tid.
      nuläge: Görs ibland.
      önskat_läge: Görs alltid.
      gap: Ingen bokar.
      beslut: åtgärdas
      åtgärder:
        - id: A1
          beskrivning: Låt sekreteraren boka.
          ansvarig: chefläkare/varden
          senast: 2026-01-31
          status: klar
          klar: 2026-01-15
    - id: G3
      rekommendation: Logoped alla dagar.
      nuläge: Vardagar.
      önskat_läge: Alla.
      gap: Ingen på helgen.
      beslut: avvaktar
      motiv: Budgeten är inte klar.
    - id: G4
      rekommendation: Eget team.
      nuläge: Saknas.
      önskat_läge: Finns.
      gap: Inget team.
      beslut: avstår
      motiv: För få patienter.
    - {id: G5, rekommendation: Mät alltid., nuläge: Görs sällan., önskat_läge: Görs alltid., gap: Ingen mäter.}
processer: [PRO-0001, FOR-2024-0001]
"""
WAITING = """
id: KUN-0002
titel: Levnadsvanor
enhet: mottagningen
status: mottaget
ansvarig: enhetschef/mottagningen
typ: nationell_riktlinje
utgivare: Socialstyrelsen
beslutad: 2025-10-01
version: "3.0"
mottagen: 2025-12-01
gapanalys:
  datum: 2026-01-20
  rader: [{id: G1, rekommendation: Fråga., nuläge: Nej., önskat_läge: Ja., gap: Frågas inte.}]
"""
CONTENT = {
    **files(),
    "forbattringar/2025/FOR-2025-0001.yaml": PROPOSAL.encode(),
    "forbattringar/2025/FOR-2025-0002.yaml": LOCAL.encode(),
    "forbattringar/2024/FOR-2024-0001.yaml": TEAM.encode(),
}
P, L, T = "FOR-2025-0001", "FOR-2025-0002", "FOR-2024-0001"


@pytest.mark.parametrize(
    ("scope", "key", "ids"),
    [
        (YEAR, "inlämnade", (P, L)),
        (YEAR, "antal.2024", (T,)),
        (YEAR, "införda", (L,)),
        (YEAR, "avslutade", (L,)),
        (YEAR, "pågår", (T,)),
        (YEAR, "väntar", (P,)),
        (YEAR, "effektområde.patientsäkerhet.inlämnade", (P, L)),
        (YEAR, "effektområde.arbetsmiljö.inlämnade", (P,)),
        (YEAR, "effektområde.ekonomi.inlämnade", ()),
        (YEAR, "verksamhet.medicin.inlämnade", (P, L)),
        (YEAR, "verksamhet.övriga.pågår", (T,)),
        (YEAR, "faser.fas_3", (T,)),
        (Scope(year_of(2024)), "faser.fas_2", (T,)),
        (Scope(year_of(2024)), "inlämnade", (T,)),
        (Scope(year_of(2026)), "inlämnade", ()),
        (Scope(year_of(2025), "avdelning-1"), "inlämnade", (P,)),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(scope: Scope, key: str, ids: tuple[str, ...]) -> None:
    assert facts(REPORT, scope, CONTENT).figures[f"förbättringar.{key}"].ids == ids


def test_what_a_piece_of_work_lacks_is_told() -> None:
    assert [(row[0], row[2]) for row in rows(facts(REPORT, YEAR, CONTENT), "förbättringar.att_göra")] == [
        ("Processteam stroke", "Har inget mått, så det går inte att se om ändringen är en förbättring"),
        ("Processteam stroke", "Har gap utan beslut"),
        ("Lugnare rapport", "Är inte upptaget"),
    ]


def test_a_team_stands_in_the_phase_and_step_of_the_day() -> None:
    (then,) = rows(facts(REPORT, YEAR, CONTENT), "förbättringar.process")
    assert then[2:] == ["Genomförandefas, steg 1, sedan 1 februari 2025", "Ja", "1 december 2025: enligt plan"]
    (before,) = rows(facts(REPORT, Scope(year_of(2024)), CONTENT), "förbättringar.process")
    assert before[2:] == ["Förberedelsefas, steg 3, sedan 1 december 2024", "Ja", "Ingen"]


def test_what_was_tried_is_told_with_what_it_gave() -> None:
    found = facts(REPORT, YEAR, CONTENT)
    assert rows(found, f"förbättringar.{L}.pdsa") == [
        ["Räcker tio minuter?", "Agera 5 mars 2025", "Ja när alla är på plats.", "Inför."]
    ]
    section = {section.id: section for section in found.sections}[L]
    assert section.prose == "**Resultat.** Mötet hålls nio dagar av tio."
    assert found.details["spread"] == ("Morgonmöten (Mottagningen)",)


def test_units_that_propose_nothing_are_named_without_blame() -> None:
    assert facts(REPORT, YEAR, CONTENT).details["quiet"] == ()
    assert facts(REPORT, Scope(year_of(2026)), CONTENT).details["quiet"] == ("Medicin",)


def test_what_gives_most_for_least_is_first_of_what_waits() -> None:
    second = PROPOSAL.replace("0001", "0003").replace("Lugnare rapport", "Nya skyltar")
    more = {
        "forbattringar/2025/FOR-2025-0001.yaml": PROPOSAL + "prioritering: {nytta: stor, arbetsinsats: stor}\n",
        "forbattringar/2025/FOR-2025-0003.yaml": second + "prioritering: {nytta: stor, arbetsinsats: liten}\n",
    }
    found = facts(REPORT, YEAR, {**CONTENT, **{path: text.encode() for path, text in more.items()}})
    assert firsts(found, "förbättringar.prioritering") == ["Nya skyltar", "Lugnare rapport"]


def test_a_year_without_improvements_is_told_in_a_sentence() -> None:
    text = rendered(REPORT, YEAR).markdown
    assert text.strip() == (
        "**Inga förslag eller uppdrag lämnades in under 2025, och inget förbättringsarbete pågick.**"
    )


WITH_SUPPORTS = {
    **CONTENT,
    **process(1, titel="Vård vid stroke"),
    "kunskapsstod/KUN-0001.yaml": SUPPORT.encode(),
    "kunskapsstod/KUN-0002.yaml": WAITING.encode(),
}


def test_supports_stand_in_the_order_of_how_far_they_have_come_with_the_criteria_met_by_the_day() -> None:
    then, now = (facts(REPORT, Scope(year_of(year)), WITH_SUPPORTS) for year in (2025, 2026))
    assert rows(then, "förbättringar.kunskapsstöd") == [
        ["Levnadsvanor", "Mottagningen", "1 december 2025", "Mottaget", "0", "0"],
        ["Vårdförlopp för stroke", "Hälso- och sjukvården", "10 januari 2025", "Införs", "2", "1"],
    ]
    assert [row[-1] for row in rows(now, "förbättringar.kunskapsstöd")] == ["0", "2"]


def test_gap_analyses_stand_by_process_with_when_the_first_were_told() -> None:
    then, now = (facts(REPORT, Scope(year_of(year)), WITH_SUPPORTS) for year in (2025, 2026))
    stroke = ["Vård vid stroke", "Vårdförlopp för stroke", "5 maj 2025", "20 maj 2025", "4", "1"]
    assert rows(then, "förbättringar.gapanalyser") == [stroke]
    assert rows(now, "förbättringar.gapanalyser") == [
        stroke,
        ["Ingen process", "Levnadsvanor", "20 januari 2026", "–", "1", "1"],
    ]


def test_gaps_that_are_not_closed_are_told_with_what_is_done_the_undecided_first() -> None:
    then, now = (facts(REPORT, Scope(year_of(year)), WITH_SUPPORTS) for year in (2025, 2026))
    undecided = ["Vårdförlopp för stroke", "Ingen mäter.", "Inget beslut", "–"]
    waits = ["Vårdförlopp för stroke", "Ingen på helgen.", "Avvaktar: Budgeten är inte klar.", "–"]
    assert rows(then, "förbättringar.kunskapsstödens_gap") == [
        undecided,
        ["Vårdförlopp för stroke", "Ingen bokar.", "Åtgärdas", "Låt sekreteraren boka (pågår)"],
        waits,
    ]
    assert rows(now, "förbättringar.kunskapsstödens_gap") == [
        ["Levnadsvanor", "Frågas inte.", "Inget beslut", "–"],
        undecided,
        waits,
    ]
    # what was broken off has closed nothing
    off = SUPPORT.replace("status: klar\n          klar: 2026-01-15", "status: avbruten\n          motiv: Ingen hann.")
    content = {**WITH_SUPPORTS, "kunskapsstod/KUN-0001.yaml": off.encode()}
    assert [
        "Vårdförlopp för stroke",
        "Ingen bokar.",
        "Åtgärdas",
        "Låt sekreteraren boka (avbruten)",
    ] in rows(facts(REPORT, Scope(year_of(2026)), content), "förbättringar.kunskapsstödens_gap")
    # both are taken up: nobody has decided about what was found
    assert [row[0] for row in rows(now, "förbättringar.att_göra") if row[2] == "Har gap utan beslut"][1:] == [
        "Levnadsvanor",
        "Vårdförlopp för stroke",
    ]
