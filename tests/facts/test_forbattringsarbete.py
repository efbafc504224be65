"""The facts of the year's improvement work, counted by hand in records written here."""

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Scope
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
