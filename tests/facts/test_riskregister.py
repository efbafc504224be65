"""The facts of the risk register, counted by hand in tests/render/register."""

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Scope
from tests.facts.small import changed, facts, files, rendered

REPORT = "riskregister"
AT_THE_END = Scope(year_of(2025))
NOW = Scope(year_of(2026))
ANALYSIS = "riskanalyser/2025/RIS-2025-0001.yaml"
R1, R2, R3, R4 = (f"RIS-2025-0001/R{number}" for number in range(1, 5))


@pytest.mark.parametrize(
    ("scope", "key", "ids"),
    [
        (AT_THE_END, "antal", (R1, R2, R3, R4)),
        (AT_THE_END, "höga.före", (R1, R2, R4)),
        # R1 was judged again before the year was over, R2 after it
        (AT_THE_END, "höga.nu", (R2, R4)),
        (AT_THE_END, "höga.utan_svar", (R4,)),
        (AT_THE_END, "sänkta", (R1,)),
        (NOW, "höga.nu", (R4,)),
        (NOW, "sänkta", (R1, R2)),
        (NOW, "höga.försenade", ()),
        (NOW, "enhet.medicin.höga.nu", (R4,)),
        (NOW, "process.ej_angivet.antal", (R1, R2, R3, R4)),
        (NOW, "perspektiv.medarbetare.antal", (R4,)),
        (NOW, "perspektiv.patient.höga.före", (R1, R2)),
        (NOW, "analyser.antal", ("RIS-2025-0001",)),
        (NOW, "analyser.med_patient", ()),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(scope: Scope, key: str, ids: tuple[str, ...]) -> None:
    assert facts(REPORT, scope).figures[f"riskregister.{key}"].ids == ids


def test_the_highest_risk_stands_first_with_what_is_done() -> None:
    first, second = facts(REPORT, AT_THE_END).table["riskregister.höga"].rows
    assert (first[0], first[4]) == ("Tunga lyft under flytten.", "Ingen åtgärd är beslutad")
    assert second[4] == (
        "Ställ in en akutväska i de nya lokalerna före flytten "
        "(Enhetschef, Mottagningen, senast 31\u00a0januari\u00a02026, pågår)"
    )


def test_an_action_that_is_late_is_to_be_decided_on() -> None:
    content = changed(ANALYSIS, "    kvarstående: {sannolikhet: 1, konsekvens: 4, datum: 2026-02-01}\n", "")
    found = facts(REPORT, NOW, content)
    assert found.figures["riskregister.höga.försenade"].ids == (R2,)
    assert found.details["late"] == (
        "Akutväskan glöms kvar i de gamla lokalerna (Medicin; ansvarig: Verksamhetschef, Medicin)",
    )


@pytest.mark.parametrize(
    ("likelihood", "consequence", "high", "grave"),
    # from value 8 it is high; from consequence 3 it is to be met however unlikely it is
    [(2, 4, (R4,), ()), (1, 4, (), (R4,)), (2, 3, (), (R4,)), (3, 2, (), ())],
)
def test_a_grave_consequence_that_nothing_meets_is_to_be_decided_on_though_the_value_is_low(
    likelihood: int, consequence: int, high: tuple[str, ...], grave: tuple[str, ...]
) -> None:
    found = facts(
        REPORT,
        AT_THE_END,
        changed(
            ANALYSIS,
            "    sannolikhet: 4\n    konsekvens: 4\n",
            f"    sannolikhet: {likelihood}\n    konsekvens: {consequence}\n",
        ),
    )
    assert found.figures["riskregister.höga.utan_svar"].ids == high
    assert found.figures["riskregister.allvarliga_utan_svar"].ids == grave
    told = ("Tunga lyft under flytten (Medicin; ansvarig: Verksamhetschef, Medicin)",) if grave else ()
    assert found.details["grave"] == told


def test_a_risk_that_is_accepted_is_answered() -> None:
    yes = "    accepterad: {av: verksamhetschef/medicin, motiv: Hjälp är beställd., datum: 2026-01-10}\n"
    text = files()[ANALYSIS].decode() + yes
    content = {**files(), ANALYSIS: text.encode()}
    now, then = facts(REPORT, NOW, content).figures, facts(REPORT, AT_THE_END, content).figures
    assert (now["riskregister.höga.utan_svar"].value, now["riskregister.godtagna"].ids) == (0, (R4,))
    assert then["riskregister.höga.utan_svar"].ids == (R4,)


def test_a_risk_counts_until_the_day_it_is_closed() -> None:
    content = changed(ANALYSIS, "    status: åtgärdad\n", "    status: stängd\n    status_sedan: 2026-02-10\n")
    assert facts(REPORT, AT_THE_END, content).figures["riskregister.antal"].value == 4
    assert facts(REPORT, NOW, content).figures["riskregister.antal"].ids == (R2, R3, R4)


def test_an_analysis_that_another_has_replaced_counts_no_more() -> None:
    later = (
        files()[ANALYSIS]
        .decode()
        .replace("RIS-2025-0001", "RIS-2026-0001")
        .replace("datum: 2025-09-01", "datum: 2026-03-01")
        .replace("beslutad: 2025-09-15", "beslutad: 2026-03-02\nersätter: RIS-2025-0001")
    )
    content = {**files(), "riskanalyser/2026/RIS-2026-0001.yaml": later.encode()}
    assert facts(REPORT, NOW, content).figures["riskregister.analyser.antal"].ids == ("RIS-2026-0001",)
    assert facts(REPORT, AT_THE_END, content).figures["riskregister.analyser.antal"].ids == ("RIS-2025-0001",)


def test_an_analysis_that_is_only_planned_is_not_made_though_its_day_has_passed() -> None:
    planned = b"id: RIS-2025-0002\ntitel: Natten\nenhet: medicin\nstatus: planerad\nslag: proaktiv\ndatum: 2025-06-10\n"
    content = {**files(), "riskanalyser/2025/RIS-2025-0002.yaml": planned}
    assert facts(REPORT, AT_THE_END, content).figures["riskregister.analyser.antal"].ids == ("RIS-2025-0001",)
    assert facts("patientsakerhetsberattelse", AT_THE_END, content).figures["riskanalyser.antal"].ids == (
        "RIS-2025-0001",
    )


def test_operations_whose_vulnerability_is_not_analysed_are_named() -> None:
    found = facts(REPORT, NOW)
    assert found.details["unanalysed"] == ()
    assert found.details["unvulnerable"] == ("Medicin",)
    content = changed(ANALYSIS, "slag: förändring", "slag: risk_och_sårbarhet")
    assert facts(REPORT, NOW, content).details["unvulnerable"] == ()


def test_the_matrix_counts_each_risk_before_and_after() -> None:
    figures = facts(REPORT, AT_THE_END).figures
    assert figures["riskregister.matris.4x4@1.före.3x3"].ids == (R1,)
    assert figures["riskregister.matris.4x4@1.efter.1x3"].ids == (R1,)
    assert figures["riskregister.matris.4x4@1.efter.4x4"].ids == (R4,)


def test_a_unit_without_risks_is_told_in_a_sentence() -> None:
    text = rendered(REPORT, Scope(year_of(2026), "avdelning-1")).markdown
    assert text.strip() == "**Inga risker är i kraft den 1 april 2026.**"
