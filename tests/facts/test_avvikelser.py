"""The report on deviations, counted by hand in tests/render/register on 1 April 2026."""

from datetime import date, timedelta

import pytest

from kvalitet.model.dates import period, year_of
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import Cell, Figure
from tests.facts.small import changed, facts, files, rendered

REPORT = "avvikelser"
YEAR = Scope(year_of(2025))
WARD = Scope(year_of(2025), "avdelning-1")
FIRST = "avvikelser/2025/AVV-2025-0001.yaml"


def ids(*numbers: int) -> tuple[str, ...]:
    return tuple(f"AVV-2025-{number:04}" for number in numbers)


def texts(row: tuple[Cell, ...]) -> list[str]:
    return [cell.text if isinstance(cell, Figure) else str(cell) for cell in row]


@pytest.mark.parametrize(
    ("scope", "key", "named"),
    [
        # those of the work environment count here, the cancelled one does not
        (YEAR, "avvikelser.antal", ids(1, 2, 3, 5)),
        (WARD, "avvikelser.antal", ids(1, 3, 5)),
        (YEAR, "avvikelser.antal.2024", ("AVV-2024-0001",)),
        (YEAR, "avvikelser.typ.tillbud", ids(2)),
        (YEAR, "avvikelser.kategori.läkemedel", ids(2, 3)),
        (YEAR, "avvikelser.område.arbetsmiljö", ids(5)),
        (YEAR, "avvikelser.bedömning.ej_angivet", ids(1, 2, 3, 5)),
        # judged by the last day of the year
        (YEAR, "avvikelser.vårdskada.allvarlig_vårdskada", ids(3)),
        (YEAR, "avvikelser.vårdskada.vårdskada", ids(1)),
        # closed in the year: the one closed in January is not
        (YEAR, "avvikelser.slutförda", ids(1)),
        (YEAR, "avvikelser.slutförda.med_åtgärd", ids(1)),
        (YEAR, "avvikelser.slutförda.på_träff", ()),
        (YEAR, "avvikelser.obedömda", ids(1)),
        (YEAR, "avvikelser.öppna_länge", ()),
        (YEAR, "åtgärder.styrka.antal", ("AVV-2025-0001/A1", "AVV-2025-0001/A2")),
        (YEAR, "åtgärder.styrka.försenad", ("AVV-2025-0001/A2",)),
        (YEAR, "åtgärder.genomförda", ("AVV-2025-0001/A1",)),
        (YEAR, "avvikelser.lärdomar", ()),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(scope: Scope, key: str, named: tuple[str, ...]) -> None:
    figure = facts(REPORT, scope).figures[key]
    assert (figure.value, figure.ids) == (len(named), named)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        # 1, 0, 2 and 0 days: half are reported the same day
        ("tid_handelse_till_rapport.median", 0),
        # 140 days, and three that were open on the last day: too few were done to tell
        ("tid_rapport_till_avslutad.median", None),
        ("tid_rapport_till_avslutad.median.underlag", 4),
        ("andel_aterkoppling.andel", 0),
        ("avvikelser.slutförda.andel_med_åtgärd", 100),
    ],
)
def test_a_time_or_a_share_is_what_a_hand_count_gives(key: str, value: float | None) -> None:
    assert facts(REPORT, YEAR).figures[key].value == value


def test_a_unit_stands_with_events_near_misses_risks_the_sum_and_the_year_before() -> None:
    rows = [texts(row) for row in facts(REPORT, YEAR).table["avvikelser.enhet"].rows]
    assert rows == [["Avdelning 1", "3", "0", "0", "3", "1"], ["Mottagningen", "0", "1", "0", "1", "0"]]


def test_what_touches_several_counts_for_each_and_once_in_the_sum() -> None:
    both = changed(FIRST, "lagrum: hsl\n", "lagrum: hsl\nberör: [patient, utrustning]\n")
    figures = facts(REPORT, YEAR, both).figures
    assert figures["avvikelser.berör.patient"].ids == ids(1)
    assert figures["avvikelser.berör.utrustning"].ids == ids(1)
    assert figures["avvikelser.berör.antal"].ids == ids(1, 2, 3, 5)


def test_a_form_of_care_that_no_unit_has_is_not_taken_for_one_that_is_not_said() -> None:
    said = changed(FIRST, "lagrum: hsl\n", "lagrum: hsl\nvårdform: särskilt_boende\n")
    figures = facts(REPORT, YEAR, said).figures
    assert figures["avvikelser.vårdform.särskilt_boende"].ids == ids(1)
    assert figures["avvikelser.vårdform.ej_angivet"].ids == ids(2, 3, 5)


@pytest.mark.parametrize(("met", "told"), [("2025-12-31", ids(1)), ("2026-01-01", ())])
def test_a_meeting_after_the_last_day_of_the_year_is_not_told_of(met: str, told: tuple[str, ...]) -> None:
    both = changed(FIRST, "lagrum: hsl\n", f"lagrum: hsl\nåterkoppling: {{arbetsplatsträff: {met}}}\n")
    assert facts(REPORT, YEAR, both).figures["avvikelser.slutförda.på_träff"].ids == told


def test_an_action_done_after_the_last_day_of_the_year_had_not_been_carried_out() -> None:
    later = changed(FIRST, "klar: 2025-05-15", "klar: 2026-01-01")
    later = changed(FIRST, "uppföljning: {utförd: 2025-09-01, effekt: uppnådd}", "", later)
    assert facts(REPORT, YEAR, later).figures["avvikelser.slutförda.med_åtgärd"].value == 0


def test_a_keyword_is_counted() -> None:
    marked = changed(FIRST, "lagrum: hsl\n", "lagrum: hsl\nnyckelord: [vårdövergång]\n")
    (row,) = facts(REPORT, YEAR, marked).table["avvikelser.nyckelord"].rows
    assert texts(row) == ["Vårdövergång", "1"]


def test_what_is_open_for_more_than_a_year_is_named_with_the_dialogue_it_lacks() -> None:
    path = "avvikelser/2025/AVV-2025-0002.yaml"
    older = changed(path, "rapporterad: 2025-04-01", "rapporterad: 2025-03-31")
    older = changed(path, "händelsedatum: 2025-04-01", "händelsedatum: 2025-03-31", older)
    now = Scope(year_of(2026))
    figures = facts(REPORT, now, older).figures
    assert figures["avvikelser.öppna_länge"].ids == ids(2)
    assert figures["avvikelser.utan_dialog"].ids == ids(2)
    # on the very day that the year is over it is not yet more
    assert facts(REPORT, now).figures["avvikelser.öppna_länge"].ids == ()
    told = changed(path, "påbörjad: 2025-04-03", "påbörjad: 2025-04-03\nchefläkare_dialog: 2026-03-01", older)
    assert facts(REPORT, now, told).figures["avvikelser.utan_dialog"].ids == ()


def test_what_has_been_closed_since_is_not_to_be_taken_up_with_the_chief_physician() -> None:
    closed = changed(FIRST, "avslutad: 2025-06-30", "avslutad: 2026-03-20")
    quarter, february = (period(text) for text in ("2026-Q1", "2026-02"))
    assert quarter is not None
    assert february is not None
    # reported on 10 February 2025, and open for more than a year on the last of February 2026
    figures = facts(REPORT, Scope(february), closed).figures
    assert figures["avvikelser.öppna_länge"].ids == ids(1)
    assert figures["avvikelser.utan_dialog"].ids == ()
    assert facts(REPORT, Scope(quarter), closed).figures["avvikelser.öppna_länge"].ids == ()


def test_a_quarter_is_counted_with_the_two_before() -> None:
    about = period("2025-Q2")
    assert about is not None
    found = facts(REPORT, Scope(about))
    assert found.figures["avvikelser.antal"].ids == ids(2, 5)
    assert found.figures["avvikelser.antal.2025-Q1"].ids == ids(1)
    assert found.table["avvikelser.typ"].headings == ("Typ", "Kvartal 2 2025", "Kvartal 1 2025", "Kvartal 4 2024")


def test_few_events_are_told_in_a_line_for_each_breakdown_with_the_year_before() -> None:
    text = rendered(REPORT, YEAR).markdown
    assert "- **Typ:** Negativ händelse: 3 (1); Tillbud: 1 (0)\n" in text
    assert "- **Enhet:** Avdelning 1: 3 (1); Mottagningen: 1 (0)\n" in text
    assert "*Antal 2025, och inom parentes 2024." in text
    assert "| Typ |" not in text


def test_a_year_before_the_unit_was_formed_is_not_told_as_none() -> None:
    formed = changed("organisation.yaml", "id: mottagningen\n", "id: mottagningen\n    från: 2025-02-01\n")
    clinic = Scope(year_of(2025), "mottagningen")
    assert facts(REPORT, clinic).figures["avvikelser.antal.2024"].value == 0
    found = facts(REPORT, clinic, formed)
    assert (found.figures["avvikelser.antal"].ids, found.figures["avvikelser.antal.2024"].value) == (ids(2), None)
    assert rendered(REPORT, Scope(year_of(2024), "mottagningen"), formed).markdown == (
        "Mottagningen finns från och med den 1 februari 2025: det som var före dess räknas till andra enheter.\n"
    )


@pytest.mark.parametrize(("year", "told"), [(2025, "(året före: 1)"), (2026, "(hela året före: 4)")])
def test_a_year_under_way_is_set_against_a_year_that_is_said_to_be_whole(year: int, told: str) -> None:
    assert told in rendered(REPORT, Scope(year_of(year))).markdown


def test_units_and_sorts_have_no_number_from_before_the_first_deviation_in_the_register() -> None:
    begun = changed("kvalitet.yaml", "börjar: 2024-01-01", "börjar: 2023-01-01")
    found = facts(REPORT, Scope(year_of(2024)), begun)
    assert found.figures["avvikelser.antal.2023"].value is None
    assert [texts(row)[-2:] for row in found.table["avvikelser.enhet"].rows] == [["1", "–"]]


def test_that_they_are_all_of_the_unit_itself_is_not_told() -> None:
    assert "- **Enhet:**" not in rendered(REPORT, WARD).markdown


def test_enough_events_are_told_in_tables() -> None:
    found = files()
    for number in range(100, 146):
        name = f"AVV-2025-{number:04}"
        found[f"avvikelser/2025/{name}.yaml"] = FALL.format(id=name, day="2025-03-03").encode()
    text = rendered(REPORT, YEAR, found).markdown
    # four in the register and forty-six falls
    assert "| Negativ händelse | 49 | 1 |" in text
    assert "- **Typ:**" not in text
    del found["avvikelser/2025/AVV-2025-0145.yaml"]
    assert "- **Typ:** Negativ händelse: 48 (1); Tillbud: 1 (0)\n" in rendered(REPORT, YEAR, found).markdown


FALL = """
id: {id}
titel: Fall i korridoren
enhet: avdelning-1
rapporterande_enhet: avdelning-1
status: rapporterad
typ: negativ_händelse
händelsedatum: {day}
rapporterad: {day}
beskrivning: Golvet var vått.
kategori: fall_annat
"""


def falls() -> dict[str, bytes]:
    """Twelve falls sixty days apart from January 2024, then fourteen more eight days apart, until April 2026."""
    found = files()
    day = date(2024, 1, 5)
    for number in range(26):
        name = f"AVV-{day.year}-{100 + number:04}"
        found[f"avvikelser/{day.year}/{name}.yaml"] = FALL.format(id=name, day=day).encode()
        day += timedelta(days=60 if number < 12 else 8)
    return found


def test_a_pattern_is_told_first_with_what_to_do_and_drawn() -> None:
    found = facts(REPORT, Scope(year_of(2026)), falls())
    assert found.figures["avvikelser.mönster"].value
    assert any(key.startswith("avvikelser.över_tid.") for key in found.diagram)
    text = rendered(REPORT, Scope(year_of(2026)), falls()).markdown
    first, _, _ = text.partition("## Utveckling över tid")
    assert "som slumpen sällan ger" in first
    assert "ta reda på vad som ändrades omkring" in first


def test_what_came_later_is_not_known_in_the_report_of_a_past_year() -> None:
    assert facts(REPORT, Scope(year_of(2024)), falls()).figures["avvikelser.mönster"].value == 0


def test_too_few_to_judge_is_said_and_not_taken_for_calm() -> None:
    text = rendered(REPORT, YEAR).markdown
    assert "Minst 11 behövs." in text
    assert "Inget mönster syns" not in text


def told(found: Facts) -> str:
    return " ".join(" ".join(texts(row)) for row in found.table["att_göra"].rows)


def test_only_what_is_due_in_deviations_is_told() -> None:
    assert "Börjar utredas" in told(facts(REPORT, YEAR))
    assert "Egenkontrollen" not in told(facts(REPORT, YEAR))


def test_a_unit_without_any_has_a_sentence() -> None:
    empty = {path: text for path, text in files().items() if not path.startswith("avvikelser/")}
    assert rendered(REPORT, WARD, empty).markdown == (
        "Under 2025 och de två åren före rapporterades inga avvikelser.\n"
    )


def test_main_categories_are_set_against_the_units_next_below() -> None:
    table = facts(REPORT, Scope(year_of(2025), "medicin")).table["avvikelser.kategori_enhet"]
    assert table.headings == ("Huvudkategori och enhet", "Avdelning 1", "Mottagningen", "Totalt", "2024")
    assert [texts(row) for row in table.rows] == [
        ["Läkemedel", "1", "1", "2", "0"],
        ["Ej angivet", "1", "0", "1", "0"],
        ["Fall", "1", "0", "1", "1"],
    ]
    # one unit alone is no comparison
    assert "avvikelser.kategori_enhet" not in facts(REPORT, WARD).table


@pytest.mark.parametrize(
    ("year", "said"),
    [(2027, "2027 har inte börjat.\n"), (2023, "Registret började efter 2023: därifrån finns inga uppgifter.\n")],
)
@pytest.mark.parametrize("report", ["avvikelser", "klagomal", "lex-maria", "apt-underlag"])
def test_of_a_year_to_come_or_before_the_register_nothing_is_said(report: str, year: int, said: str) -> None:
    assert rendered(report, Scope(year_of(year), "avdelning-1", auditor=True)).markdown == said


@pytest.mark.parametrize(
    ("serious", "other", "said"),
    [
        (True, True, "har 1 händelse bedömts som allvarlig vårdskada och 1 händelse som annan vårdskada."),
        (True, False, "har 1 händelse bedömts som allvarlig vårdskada."),
        (False, True, "har 1 händelse bedömts som vårdskada, ingen som allvarlig."),
        (False, False, "Ingen av dem har bedömts som vårdskada."),
    ],
)
def test_harm_is_told_without_noughts(*, serious: bool, other: bool, said: str) -> None:
    content = files()
    for outcome, there in (("allvarlig_vårdskada", serious), ("vårdskada", other)):
        if not there:
            content = {
                path: text.replace(f"{{utfall: {outcome},".encode(), b"{utfall: ingen,")
                for path, text in content.items()
            }
    first = rendered(REPORT, YEAR, content).markdown.partition("\n\n")[0]
    assert first.endswith(said)
