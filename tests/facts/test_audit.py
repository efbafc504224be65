"""What the register shows an auditor: states decided by hand in tests/render/register and in changed copies of it."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml

from kvalitet.facts.revisionsunderlag import QUESTIONS
from kvalitet.model.dates import year_of
from kvalitet.model.document import Scope
from tests.facts.small import AUDIT, OF_YEAR, changed, facts, files, loaded, rendered

MISSING, PARTLY, PRESENT, UNKNOWN = "saknas", "delvis", "finns", "kan inte bedömas ur registret"

BARE = {
    "1a": MISSING, "1b": PARTLY, "1c": MISSING, "1d": MISSING,
    "2a": MISSING, "2b": UNKNOWN,
    "3a": MISSING, "3b": UNKNOWN,
    "4": MISSING,
    "5a": MISSING, "5b": MISSING, "5c": UNKNOWN, "5d": UNKNOWN,
    "5e": UNKNOWN, "5f": UNKNOWN, "5g": UNKNOWN, "5h": MISSING,
    "6a": MISSING, "6b": UNKNOWN,
    "7a": MISSING, "7b": MISSING, "7c": PARTLY, "7d": MISSING,
    "7e": PARTLY, "7f": MISSING, "7g": MISSING, "7h": MISSING,
    "8a": UNKNOWN, "8b": PARTLY, "8c": PRESENT,
    "9a": PARTLY, "9b": PARTLY,
}  # fmt: skip
"""What tests/render/register shows of 2025, question by question."""

REASONS = {
    "1b": "Registret har poster från 2025 om 5 av 6 slags arbete. Där saknas förbättringsarbeten.",
    "1c": "0 av 1 år (2024, registret började den 1 januari 2024) har en upprättad patientsäkerhetsberättelse.",
    "7b": "0 av 1 avvikelse som avslutades under 2025 har både en åtgärd eller slutsats och återkoppling till den som "
    "rapporterade. Åtgärder beslutades för 1 av dem.",
    "7c": "Registret har 1 riskanalys från 2023–2025. 0 av 1 verksamhet har gjort en proaktiv analys.",
    "7e": "8 tillfällen var planerade under 2025 och 3 genomfördes, och 0 av 1 egenkontroll har en bestämd metod.",
    "7f": "0 av 1 resultat utanför målet har lett till en åtgärd.",
    "8c": "1 av 1 genomgång ledde till beslut eller åtgärder: inga beslut och 2 åtgärder.",
    "9b": "Inga handlingsplaner som gällde under 2025 handlar om ledningssystemet. Efter revisioner finns 1 åtgärd.",
}

EMPTY = ("kvalitet.yaml", "organisation.yaml")
OF_2026 = Scope(year_of(2026))


def parts(content: Mapping[str, bytes] | None = None, scope: Scope = OF_YEAR) -> Mapping[str, Any]:
    """The sub-questions by number."""
    themes: Any = facts(AUDIT, scope, content).details["themes"]
    return {part.number: part for theme in themes for part in theme.parts}


@cache
def bare() -> Mapping[str, Any]:
    return parts()


def added(*records: str, to: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """The small register with records written as YAML; each goes where its kind's files stand."""
    content = dict(files() if to is None else to)
    for text in records:
        data = yaml.safe_load(text)
        prefix, *rest = data["id"].split("-")
        year = f"/{rest[0]}" if len(rest) == 2 else ""
        content[f"{FOLDERS[prefix]}{year}/{data['id']}.yaml"] = text.encode()
    return content


FOLDERS = {
    "BES": "beslut", "DOK": "dokument", "EGK": "egenkontroller", "FOR": "forbattringar", "FRM": "forum",
    "HPL": "handlingsplaner", "IND": "indikatorer", "KUN": "kunskapsstod", "LAG": "lagkrav", "LGG": "genomgangar",
    "PRO": "processer", "RAP": "rapporter", "RIS": "riskanalyser",
}  # fmt: skip


def document(number: int, topic: str, **more: object) -> str:
    """A document in force on a topic, with more or other fields."""
    data: dict[str, object] = {
        "id": f"DOK-{number:04}", "titel": "Ett dokument", "enhet": "varden", "status": "gällande",
        "ansvarig": "chefläkare/varden", "handlingstyp": "rutin", "version": "1.0", "giltig_från": "2025-01-01",
        "ämne": [topic], **more,
    }  # fmt: skip
    return yaml.safe_dump(data, allow_unicode=True)


def process(number: int, **more: object) -> str:
    """A core process that was adopted in 2025."""
    data: dict[str, object] = {
        "id": f"PRO-{number:04}", "titel": "En process", "enhet": "medicin", "status": "fastställd",
        "typ": "kärnprocess", "syfte": "Att ge vård.", "processägare": "verksamhetschef/medicin",
        "processledare": "enhetschef/avdelning-1",
        "aktiviteter": [{"id": "S1", "vad": "Bedöma", "dokument": ["DOK-0001"]}],
        "kvalitetskrav": [{"id": "K1", "beskrivning": "Alla bedöms."}],
        "identifierad": "2025-01-10", "beskriven": "2025-02-10", "fastställd": "2025-03-10", **more,
    }  # fmt: skip
    return yaml.safe_dump(data, allow_unicode=True)


def repealed(day: str) -> str:
    """A supporting process that was repealed on a day."""
    return process(9, typ="stödprocess", status="upphävd", upphävd=day, skäl="Gick upp i en annan.")


def inspection(*lines: str, status: str = "aktiv") -> str:
    """A yearly inspection of a document without a method and without occasions."""
    head = ("id: EGK-0002", "titel: Ny", "enhet: medicin", f"status: {status}", "avser: [DOK-0001]")
    return "\n".join((*head, "frekvens: {intervall: P1Y}", *lines, ""))


def ended(day: str) -> str:
    """The same inspection, begun long before and ended on a day."""
    return inspection("start: 2024-01-01", f"avslutad: {day}", status="avslutad")


def without(text: str, *keys: str) -> str:
    data = yaml.safe_load(text)
    return yaml.safe_dump({key: value for key, value in data.items() if key not in keys}, allow_unicode=True)


def test_every_question_of_the_code_list_has_a_judge_and_the_other_way_round() -> None:
    codes = loaded().register.codes["revisionsfragor"].codes.values()
    judged = [question.code for question in QUESTIONS]
    assert sorted(judged) == sorted(code.id for code in codes if code.parent)
    assert len([code for code in codes if code.parent is None]) == 9


@pytest.mark.parametrize("number", BARE)
def test_the_small_register_shows_what_a_hand_count_gives(number: str) -> None:
    assert bare()[number].state == BARE[number]


def test_no_question_is_left_out() -> None:
    assert list(bare()) == list(BARE)


@pytest.mark.parametrize("number", REASONS)
def test_the_reason_says_how_many_and_in_the_right_number(number: str) -> None:
    assert bare()[number].answer.reason == REASONS[number]


READABLE = changed("dokument/DOK-0001.yaml", "version:", "plats: Intranätet\nversion:")
LEADING, SUPPORTING = (process(number, typ=sort) for number, sort in ((8, "ledningsprocess"), (9, "stödprocess")))
LATER = process(2, identifierad="2026-01-10", beskriven="2026-02-10", fastställd="2026-03-10")
REQUIREMENT = """
id: LAG-0001
titel: Rutiner
enhet: varden
status: gällande
ansvarig: chefläkare/varden
författning: SOSFS 2011:9
paragraf: 4 kap. 4 §
krav: Rutiner ska finnas.
uppfylls_av: [DOK-0001]
bedömning: uppfyllt
granskad: 2025-11-01
nästa_granskning: 2026-11-01
"""
FORUM = """
id: FRM-0001
titel: Grupp
enhet: varden
status: aktivt
ansvarig: chefläkare/varden
typ: {}
frekvens: {{intervall: P3M}}
start: 2024-01-01
"""
SUPPORT = """
id: KUN-0001
titel: Vårdförlopp
enhet: medicin
status: prioriteras
ansvarig: verksamhetschef/medicin
typ: vårdförlopp
utgivare: Nationellt system för kunskapsstyrning
mottagen: 2025-02-01
"""
DECISION = """
id: BES-2025-0001
titel: Ett beslut
enhet: varden
status: fattat
instans: Hälso- och sjukvårdsnämnden
datum: 2025-05-01
beskrivning: Vad det innebär.
"""
CLOSED = "avvikelser/2025/AVV-2025-0001.yaml"
INSPECTION = "egenkontroller/EGK-0001.yaml"
PLAN = "handlingsplaner/HPL-0001.yaml"
METHODICAL = changed(INSPECTION, "frekvens: {intervall: P3M}", "metod: observation\nfrekvens: {intervall: P1Y}")
ABOUT = changed(INSPECTION, "frekvens:", "avser: [DOK-0001]\nfrekvens:")
RISKS = "riskanalyser/2025/RIS-2025-0001.yaml"
PROACTIVE = changed(RISKS, "slag: förändring", "slag: proaktiv")
CHANGE = f"{DECISION}förändring_från: 2025-09-01\n"
AHEAD = """
id: RIS-2025-0009
titel: Inför ändringen
enhet: medicin
status: pågår
ansvarig: verksamhetschef/medicin
slag: förändring
beslut: BES-2025-0001
datum: 2025-05-01
"""


def narrative(day: str, sort: str = "patientsäkerhetsberättelse") -> dict[str, bytes]:
    """The small register with a narrative of 2024 drawn up on a day."""
    text = f"""
id: RAP-2025-0001
titel: Berättelse 2024
enhet: region-alm
status: upprättad
ansvarig: chefläkare/varden
typ: {sort}
period: 2024
upprättad: {day}
"""
    return added(text)


CHANGED: tuple[tuple[str, str, str, Mapping[str, bytes]], ...] = (
    ("a document on the system in force", "1a", PRESENT, added(document(3, "ledningssystem"))),
    ("one that has expired", "1a", PARTLY, added(document(3, "ledningssystem", giltig_till="2025-06-30"))),
    ("a draft", "1a", PARTLY, added(without(document(3, "ledningssystem", status="utkast"), "giltig_från"))),
    ("a narrative in time", "1c", PRESENT, narrative("2025-02-20")),
    ("a narrative on the last day", "1c", PRESENT, narrative("2025-03-01")),
    ("a late narrative", "1c", PARTLY, narrative("2025-03-02")),
    ("a narrative of quality", "1d", PRESENT, narrative("2025-06-02", "kvalitetsberättelse")),
    ("a requirement reviewed and met", "2a", PRESENT, added(REQUIREMENT)),
    ("one whose review is late", "2a", PARTLY, added(REQUIREMENT.replace("2026-11-01", "2026-03-31"))),
    ("a requirement met by a document in force", "2b", PRESENT, added(REQUIREMENT)),
    ("one judged to be met in part", "2b", PARTLY, added(REQUIREMENT.replace("uppfyllt", "delvis"))),
    ("one met by what has expired", "2b", MISSING, added(REQUIREMENT.replace("[DOK-0001]", "[DOK-0002]"))),
    ("a local group alone", "3a", PARTLY, added(FORUM.format("lokal_samverkansgrupp"))),
    ("a national group alone", "3a", PARTLY, added(FORUM.format("nationell_arbetsgrupp"))),
    (
        "a national and a regional group",
        "3a",
        PRESENT,
        added(FORUM.format("nationell_arbetsgrupp"), FORUM.format("regionalt_programområde").replace("0001", "0002")),
    ),
    ("a support not yet compared", "3b", MISSING, added(SUPPORT)),
    ("one compared in time", "3b", PRESENT, added(f"{SUPPORT}gapanalys: {{datum: 2025-06-01}}\n")),
    ("one compared after the year", "3b", MISSING, added(f"{SUPPORT}gapanalys: {{datum: 2026-01-10}}\n")),
    ("a decision of the board on something else", "4", PARTLY, added(DECISION)),
    ("one about an audit", "4", PRESENT, added(f"{DECISION}avser: [REV-2025-0001]\n")),
    ("one with a keyword", "4", PRESENT, added(f"{DECISION}nyckelord: [SOSFS 2011:9]\n")),
    ("one by the management", "4", MISSING, added(DECISION.replace("Hälso- och sjukvårdsnämnden", "Ledningsgruppen"))),
    ("one after the year", "4", MISSING, added(DECISION.replace("2025-05-01", "2026-01-01"))),
    ("an adopted process says it in part", "5a", PARTLY, added(process(1))),
    ("a decision on processes", "5a", PRESENT, added(f"{DECISION}nyckelord: [processorientering]\n")),
    ("core processes alone", "5b", PARTLY, added(process(1))),
    ("processes of all three sorts", "5b", PRESENT, added(process(1), LEADING, SUPPORTING)),
    ("one repealed after the year", "5b", PRESENT, added(process(1), LEADING, repealed("2026-01-01"))),
    ("one repealed in the year", "5b", PARTLY, added(process(1), LEADING, repealed("2025-12-31"))),
    ("an owner and a leader", "5c", PRESENT, added(process(1))),
    ("no leader", "5c", MISSING, added(without(process(1), "processledare"))),
    ("one of two with a leader", "5c", PARTLY, added(process(1), without(process(2), "processledare"))),
    ("a described process with a routine to be read", "5d", PRESENT, added(process(1), to=READABLE)),
    ("a routine that nobody can reach", "5d", MISSING, added(process(1))),
    ("a process described after the year", "5d", MISSING, added(process(1, beskriven="2026-01-10"), to=READABLE)),
    ("a process identified after the year is none yet", "5d", UNKNOWN, added(LATER, to=READABLE)),
    ("one of two with a requirement", "5e", PARTLY, added(process(1), without(process(2), "kvalitetskrav"))),
    ("no requirement of quality", "5e", MISSING, added(without(process(1), "kvalitetskrav"))),
    ("requirements of quality", "5e", PRESENT, added(process(1))),
    ("no document tried could stay", "5f", MISSING, changed(
        "dokument/DOK-0001.yaml", "version:", "prövning: {datum: 2025-05-01, utfall: revidera}\nversion:"
    )),
    ("every document could stay", "5f", PRESENT, changed(
        "dokument/DOK-0001.yaml", "version:", "prövning: {datum: 2025-05-01, utfall: behåll}\nversion:"
    )),
    ("one document of two was tried", "5f", PARTLY, added(document(3, "ledningssystem"), to=changed(
        "dokument/DOK-0001.yaml", "version:", "prövning: {datum: 2025-05-01, utfall: behåll}\nversion:"
    ))),
    ("a document easy to use", "5g", PRESENT, changed(
        "dokument/DOK-0001.yaml", "version:",
        "prövning: {datum: 2025-05-01, utfall: behåll, användbarhet: god}\nversion:",
    )),
    ("a document hard to use", "5g", MISSING, changed(
        "dokument/DOK-0001.yaml", "version:",
        "prövning: {datum: 2025-05-01, utfall: behåll, användbarhet: bristfällig}\nversion:",
    )),
    ("an inspection of a document", "5h", PRESENT, ABOUT),
    ("one begun on the last day and not made", "5h", PARTLY, added(inspection("start: 2025-12-31"), to=ABOUT)),
    ("one begun after the year", "5h", PRESENT, added(inspection("start: 2026-01-01"), to=ABOUT)),
    ("one made in the year and ended since", "5h", PRESENT, changed(
        INSPECTION, "status: aktiv", "status: avslutad\navslutad: 2026-01-15", ABOUT
    )),
    ("one ended before the year", "5h", PRESENT, added(ended("2024-12-31"), to=ABOUT)),
    ("responsibility on paper", "6a", PRESENT, added(document(3, "ansvarsfördelning"))),
    ("a vacant role", "6a", PARTLY, added(document(3, "ansvarsfördelning"), to=changed(
        "organisation.yaml", "h-005, från: 2020-01-01", "h-005, från: 2020-01-01, till: 2025-06-30"
    ))),
    ("one topic of two", "7a", PARTLY, added(document(3, "avvikelsehantering"))),
    ("both topics", "7a", PRESENT, added(document(3, "avvikelsehantering"), document(4, "ständiga_förbättringar"))),
    ("feedback to the one who reported", "7b", PRESENT, changed(
        CLOSED, "skala:", "återkoppling: {rapportör: 2025-07-01}\nskala:"
    )),
    ("feedback on the last day", "7b", PRESENT, changed(
        CLOSED, "skala:", "återkoppling: {rapportör: 2025-12-31}\nskala:"
    )),
    ("feedback after the year", "7b", MISSING, changed(
        CLOSED, "skala:", "återkoppling: {rapportör: 2026-01-01}\nskala:"
    )),
    ("no deviation closed", "7b", UNKNOWN, {k: v for k, v in files().items() if k != CLOSED}),
    ("a judged deviation", "7h", PRESENT, changed(CLOSED, "skala:", "bedömning: systemfel\nskala:")),
    ("no risk analysis", "7c", MISSING, {k: v for k, v in files().items() if not k.startswith("riskanalyser")}),
    ("a proactive analysis in every operation", "7c", PRESENT, changed(
        "riskanalyser/2025/RIS-2025-0001.yaml", "slag: förändring", "slag: proaktiv"
    )),
    ("a change without an analysis", "7c", PARTLY, added(f"{DECISION}förändring_från: 2025-09-01\n", to=changed(
        "riskanalyser/2025/RIS-2025-0001.yaml", "slag: förändring", "slag: proaktiv"
    ))),
    ("an analysis on the day of the decision", "7c", PRESENT, added(CHANGE, AHEAD, to=PROACTIVE)),
    ("one the day after", "7c", PARTLY, added(CHANGE, AHEAD.replace("2025-05-01", "2025-05-02"), to=PROACTIVE)),
    ("one that was cancelled", "7c", PARTLY, added(
        CHANGE, f"{AHEAD.replace('pågår', 'makulerad')}motiv: Fel förändring.\n", to=PROACTIVE
    )),
    ("one that was planned and never made", "7c", PARTLY, added(
        CHANGE, AHEAD.replace("pågår", "planerad"), to=PROACTIVE
    )),
    ("a proactive analysis that is planned alone", "7c", MISSING, {
        **PROACTIVE, RISKS: PROACTIVE[RISKS].replace(b"status: beslutad", b"status: planerad")
    }),
    ("a document on risks", "7d", PRESENT, added(document(3, "riskanalys"))),
    ("no inspection", "7e", MISSING, {k: v for k, v in files().items() if k != INSPECTION}),
    ("every occasion and a method", "7e", PRESENT, METHODICAL),
    ("one begun on the last day without a method", "7e", PARTLY, added(inspection("start: 2025-12-31"), to=METHODICAL)),
    ("one begun after the year without a method", "7e", PRESENT, added(inspection("start: 2026-01-01"), to=METHODICAL)),
    ("one ended on the first day", "7e", PARTLY, added(ended("2025-01-01"), to=METHODICAL)),
    ("one ended before the year", "7e", PRESENT, added(ended("2024-12-31"), to=METHODICAL)),
    ("an action after the result", "7f", PRESENT, changed(
        INSPECTION, "uppfyllda: 16}",
        "uppfyllda: 16, åtgärder: [{id: A2, beskrivning: Öva., ansvarig: enhetschef/avdelning-1, senast: 2025-06-01, "
        "status: pågår}]}",
    )),
    ("no result outside the target", "7f", UNKNOWN, changed(INSPECTION, "uppfyllda: 16", "uppfyllda: 19")),
    ("a core process gone through", "8a", PRESENT, added(process(1), to=changed(
        "genomgangar/2025/LGG-2025-0001.yaml", "område: patientsäkerhet", "process: PRO-0001"
    ))),
    ("a core process not gone through", "8a", MISSING, added(process(1))),
    ("every area that is demanded", "8b", PRESENT, changed(
        "kvalitet.yaml", "börjar:",
        "krav: {genomgångar: {områden: [patientsäkerhet], nivå: förvaltning}}\nbörjar:",
    )),
    ("no review held", "8b", MISSING, {k: v for k, v in files().items() if not k.startswith("genomgangar/2025")}),
    ("no review that could lead to something", "8c", UNKNOWN, {
        k: v for k, v in files().items() if not k.startswith("genomgangar/2025")
    }),
    ("a plan for the system", "9b", PRESENT, changed(PLAN, "för patientsäkerhet", "för ledningssystemet")),
    ("neither plan nor actions", "9b", MISSING, {k: v for k, v in files().items() if not k.startswith("revisioner")}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "state", "content"), [row[1:] for row in CHANGED], ids=[f"{row[1]}: {row[0]}" for row in CHANGED]
)
def test_a_changed_register_changes_what_is_shown(number: str, state: str, content: Mapping[str, bytes]) -> None:
    assert not loaded(content).register.rejected
    assert parts(content)[number].state == state


def test_the_narrative_of_2025_is_due_first_after_the_first_of_march() -> None:
    assert parts(scope=OF_2026)["1c"].answer.reason == (
        "1 av 2 år (2024 och 2025, registret började den 1 januari 2024) har en upprättad patientsäkerhetsberättelse. "
        "1 av dem upprättades senast den 1 mars."
    )


@pytest.mark.parametrize(("values", "state"), [(9, MISSING), (10, PRESENT)])
def test_a_series_tells_change_from_chance_from_ten_values(values: int, state: str) -> None:
    indicator = f"""
id: IND-0001
titel: Ett mått
enhet: medicin
status: aktiv
start: 2025-01-01
definition: Andelen.
måttenhet: procent
värden: [{", ".join(f"{{period: 2025-{month:02}, värde: 90}}" for month in range(1, values + 1))}]
"""
    content = added(indicator)
    assert not loaded(content).register.rejected
    assert parts(content)["7g"].state == state


def test_what_is_decided_above_a_unit_holds_in_it_and_what_happens_elsewhere_does_not() -> None:
    scope = Scope(year_of(2025), "mottagningen")
    found = parts(added(document(3, "ledningssystem")), scope)
    assert found["1a"].state == PRESENT
    assert found["7b"].answer.reason == "Ingen avvikelse avslutades under 2025."


def test_a_file_that_could_not_be_read_makes_its_questions_impossible_to_judge() -> None:
    content = {**files(), "processer/PRO-0001.yaml": b"id: PRO-0001\ntitel: Halv\n"}
    found = parts(content)
    told = {number: part.state for number, part in found.items()}
    concerned = {"5a", "5b", "5c", "5d", "5e", "5h", "8a", "9a"}
    assert {number for number in told if told[number] != BARE[number]} <= concerned
    assert {told[number] for number in concerned} == {UNKNOWN}
    assert found["5b"].answer.reason == "1 fil som frågan vilar på kunde inte läsas in."
    assert [gap.where for gap in facts(AUDIT, OF_YEAR, content).all_gaps] == ["register/processer/PRO-0001.yaml"]


@pytest.mark.parametrize(
    ("year", "reason"),
    [
        (2023, "Registret började den 1 januari 2024 och svarar inte för 2023."),
        (2027, "Perioden 2027 har inte börjat."),
    ],
)
def test_nothing_is_said_of_a_year_before_the_register_or_to_come(year: int, reason: str) -> None:
    found = parts(scope=Scope(year_of(year)))
    assert {(part.state, part.answer.reason) for part in found.values()} == {(UNKNOWN, reason)}


def test_evidence_names_the_record_its_file_from_the_root_and_its_day() -> None:
    (row,) = bare()["7f"].evidence.rows
    assert row == (
        "EGK-0001/G2, register/egenkontroller/EGK-0001.yaml",
        "Basala hygienrutiner",
        "varken analys eller åtgärd",
        "11\u00a0februari\u00a02025",
    )


def test_what_is_lacking_stands_before_what_is_there_and_only_ten_rows_are_shown() -> None:
    content = added(*(process(number) for number in range(1, 12)), without(process(12), "kvalitetskrav"))
    table = parts(content)["5e"].evidence
    assert table.rows[0][0] == "PRO-0012, register/processer/PRO-0012.yaml"
    assert len(table.rows) == 10
    assert table.note == "Tabellen visar de första av 12 poster."


def test_a_question_is_put_against_its_paragraph_or_is_a_question_of_its_own() -> None:
    assert bare()["1c"].criterion == "PSL 3 kap. 10 § och SOSFS 2011:9 7 kap. 2 §"
    assert bare()["4"].criterion == "SOSFS 2011:9 3 kap."
    assert bare()["8a"].criterion == "Egen fråga"


def test_a_question_that_a_register_has_added_cannot_be_judged() -> None:
    own = yaml.safe_load("""
kodverk: revisionsfragor
titel: Egna frågor
beskrivning: Frågor från de egna revisorerna.
koder:
  - {id: egna, etikett: Egna frågor, beskrivning: Det vi undrar.}
  - {id: lokalerna, etikett: 'Räcker lokalerna?', beskrivning: Det går inte att läsa., överordnad: egna}
""")
    content = {**files(), "kodverk/revisionsfragor.yaml": yaml.safe_dump(own, allow_unicode=True).encode()}
    found = parts(content)
    assert (found["10"].question, found["10"].state) == ("Räcker lokalerna?", UNKNOWN)
    assert found["10"].answer.reason == "Registret har ingen uppgift som belyser frågan."


def test_the_summary_counts_each_state_once_and_lists_what_is_missing_first() -> None:
    made = facts(AUDIT, OF_YEAR)
    counts = {state: sum(value == state for value in BARE.values()) for state in (MISSING, PARTLY, PRESENT, UNKNOWN)}
    keys = {MISSING: "saknas", PARTLY: "delvis", PRESENT: "finns", UNKNOWN: "kan_inte_bedömas"}
    assert {state: made.figures[f"läge.{keys[state]}"].value for state in counts} == counts
    assert made.figures["läge.9.delvis"].ids == ("9a", "9b")
    states = [row[2] for row in made.table["läge.brister"].rows]
    assert states == ["Saknas"] * counts[MISSING] + ["Delvis"] * counts[PARTLY]


def recommended(today: date, content: Mapping[str, bytes] | None = None) -> list[Any]:
    told: Any = facts(AUDIT, OF_YEAR, content, today).details["audits"]
    return [row for view in told for row in view.rows]


def test_each_recommendation_has_its_answer_and_how_its_actions_stand() -> None:
    first, second = recommended(date(2026, 4, 1))
    assert (first.address, first.heading, first.answer) == (
        "REV-2025-0001/R1", "Svar den 1 december 2025", "En förteckning tas fram under vintern."
    )  # fmt: skip
    (action,) = first.actions
    assert action.state == "Klar 1\u00a0februari\u00a02026, effekt: delvis uppnådd; den 31 december 2025: pågår"
    assert action.responsible == "Samordnare för ledningssystemet, Hälso- och sjukvården"
    assert (second.answer, second.actions, second.responsible) == ("", (), "ingen utpekad")


def test_how_an_action_stood_before_it_was_decided_is_not_told() -> None:
    content = changed("revisioner/2025/REV-2025-0001.yaml", "besvarad: 2025-12-01", "besvarad: 2026-01-10")
    (action,) = recommended(date(2026, 4, 1), content)[0].actions
    assert action.state == "Klar 1\u00a0februari\u00a02026, effekt: delvis uppnådd"


def test_an_audit_handed_over_after_the_day_or_long_before_is_left_out() -> None:
    path = "revisioner/2025/REV-2025-0001.yaml"
    assert not recommended(date(2026, 4, 1), changed(path, "datum: 2025-10-01", "datum: 2026-01-10"))
    assert not recommended(date(2026, 4, 1), changed(path, "datum: 2025-10-01", "datum: 2022-12-31"))


def test_the_overview_counts_recommendations_answers_and_actions() -> None:
    figures = facts(AUDIT, OF_YEAR).figures
    key = "rekommendationer.REV-2025-0001"
    found = {name: figures[f"{key}.{name}"].value for name in ("antal", "besvarade", "åtgärder.antal", "åtgärder.klar")}
    assert found == {"antal": 2, "besvarade": 1, "åtgärder.antal": 1, "åtgärder.klar": 1}


def test_an_empty_register_reads_well() -> None:
    content = {path: data for path, data in files().items() if path in EMPTY}
    states = {part.state for part in parts(content).values()}
    assert states == {MISSING, UNKNOWN}
    text = rendered(AUDIT, OF_YEAR, content).markdown
    assert "Registret har inga rekommendationer från revisioner 2023–2025." in text
    assert "av inga" not in text
    assert "None" not in text


def test_nobody_is_named() -> None:
    text = rendered(AUDIT, OF_YEAR).markdown
    assert not [line for line in text.splitlines() if "h-00" in line]


def test_a_question_without_evidence_says_which_record_would_show_it() -> None:
    told = bare()["1d"].evidence.empty
    assert told == (
        "Inga poster i registret belyser frågan. Det som skulle visa det är en rapport för varje år, "
        "en kvalitetsberättelse som är upprättad."
    )
