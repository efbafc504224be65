"""The facts of the management review, counted by hand in tests/render/register."""

from typing import Any

import pytest

from kvalitet.facts._catalogue import report_files
from kvalitet.model.dates import period, year_of
from kvalitet.model.document import Scope
from tests.facts.small import OF_AREA, REVIEW, assessment, changed, facts, files

THIS = "genomgangar/2026/LGG-2026-0001.yaml"
BEFORE = "genomgangar/2025/LGG-2025-0001.yaml"


def followed(content: dict[str, bytes] | None = None) -> list[Any]:
    rows: Any = facts(REVIEW, OF_AREA, content).details["followed"]
    return list(rows)


def test_every_action_decided_last_time_is_followed_up_one_by_one() -> None:
    first, second = followed()
    assert (first.address, first.state, first.effect) == (
        "LGG-2025-0001/A1",
        "Klar 31\u00a0maj\u00a02025",
        "Delvis uppnådd",
    )
    assert (first.account, first.verdict) == ("Mötena hålls på avdelning 1.", "avslutas")
    assert (second.address, second.state, second.verdict) == ("LGG-2025-0001/A2", "Försenad", "fortsätter")
    assert second.responsible == "Chefläkare, Hälso- och sjukvården"


def test_an_action_without_an_account_refuses_the_document() -> None:
    line = "  - {åtgärd: LGG-2025-0001/A2, kommentar: Rutinen är skriven men inte beslutad., beslut: fortsätter}\n"
    content = changed(THIS, line, "")
    refusing = [gap for gap in facts(REVIEW, OF_AREA, content).all_gaps if gap.refuses]
    assert [gap.what for gap in refusing] == ["LGG-2025-0001/A2 beslutades förra gången men redovisas inte"]
    assert followed(content)[1].account == ""


def test_the_previous_review_is_found_though_it_is_not_named() -> None:
    assert len(followed(changed(THIS, "föregående: LGG-2025-0001\n", ""))) == 2


def test_what_was_to_go_on_last_time_is_followed_up_again() -> None:
    older = files()[BEFORE].decode().replace("LGG-2025-0001", "LGG-2024-0001").replace("period: 2024", "period: 2023")
    content = {**files(), "genomgangar/2024/LGG-2024-0001.yaml": older.replace("2025-02-01", "2024-02-01").encode()}
    goes_on = "uppföljning:\n  - {åtgärd: LGG-2024-0001/A2, kommentar: Fortsätter., beslut: fortsätter}\nåtgärder:"
    content = changed(BEFORE, "åtgärder:", goes_on, content)
    assert [row.address for row in followed(content)] == ["LGG-2025-0001/A1", "LGG-2025-0001/A2", "LGG-2024-0001/A2"]


@pytest.mark.parametrize(
    ("key", "value", "ids"),
    [
        ("uppföljning.antal", 2, ("LGG-2025-0001/A1", "LGG-2025-0001/A2")),
        ("uppföljning.klara", 1, ("LGG-2025-0001/A1",)),
        ("uppföljning.redovisade", 2, ("LGG-2025-0001/A1", "LGG-2025-0001/A2")),
        ("avvikelser.antal", 3, ("AVV-2025-0001", "AVV-2025-0002", "AVV-2025-0003")),
        ("dokument.gällande", 1, ("DOK-0001",)),
        ("dokument.utgångna", 1, ("DOK-0002",)),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(key: str, value: float, ids: tuple[str, ...]) -> None:
    figure = facts(REVIEW, OF_AREA).figures[key]
    assert (figure.value, figure.ids) == (value, ids)


def test_another_area_counts_its_own_deviations_and_risks() -> None:
    found = facts(REVIEW, Scope(year_of(2025), "varden", "arbetsmiljö", auditor=True))
    assert found.figures["avvikelser.antal"].ids == ("AVV-2025-0005",)
    assert found.figures["risker.höga.före"].ids == ("RIS-2025-0001/R4",)
    assert "klagomål.antal" not in found.figures


def test_a_part_that_is_compulsory_and_missing_is_told_without_refusing() -> None:
    told = [gap.what for gap in facts(REVIEW, OF_AREA).all_gaps]
    assert "underlag saknas: Vårdhygien" in told
    assert not any(gap.refuses for gap in facts(REVIEW, OF_AREA).all_gaps)


def test_a_year_without_a_review_says_what_to_write() -> None:
    (gap,) = facts(REVIEW, Scope(year_of(2022), "varden", "patientsäkerhet")).all_gaps
    assert gap.refuses
    assert gap.where == "i registrets mapp genomgangar"


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        ("avvikelser.antal", ("AVV-2025-0003",)),
        ("avvikelser.antal.2025-H1", ("AVV-2025-0001", "AVV-2025-0002")),
        ("avvikelser.antal.2024-H2", ()),
        ("klagomål.antal", ("KLA-2025-0002",)),
        ("klagomål.antal.2025-H1", ("KLA-2025-0001",)),
    ],
)
def test_a_half_year_is_counted_beside_the_half_years_before(key: str, ids: tuple[str, ...]) -> None:
    about = period("2025-H2")
    assert about is not None
    found = facts(REVIEW, Scope(about, "varden", "patientsäkerhet", auditor=True))
    assert found.figures[key].ids == ids
    assert found.table["avvikelser.typ"].headings == ("Typ", "Halvår 2 2025", "Halvår 1 2025", "Halvår 2 2024")
    assert "perioden" in found.table["åtgärder.läge"].note


def test_the_period_before_is_found_by_the_keys_of_this_one() -> None:
    about = period("2025-H2")
    assert about is not None
    found = facts(REVIEW, Scope(about, "varden", "patientsäkerhet", auditor=True))
    assert found.earlier["avvikelser.antal"].value == 2


def test_a_half_year_has_a_review_of_its_own_and_not_that_of_the_year() -> None:
    about = period("2025-H2")
    assert about is not None
    scope = Scope(about, "varden", "patientsäkerhet")
    (gap,) = facts(REVIEW, scope).all_gaps
    assert gap.refuses
    assert "perioden 2025-H2" in gap.help
    content = changed(THIS, "period: 2025\n", "period: 2025-H2\n")
    assert not [gap for gap in facts(REVIEW, scope, content).all_gaps if gap.refuses]


PROCESS = b"""
id: PRO-0001
titel: Stroke
enhet: varden
status: identifierad
typ: k\xc3\xa4rnprocess
"""
OF_PROCESS = """
id: LGG-2026-0002
titel: Genomgång av strokeprocessen 2025
enhet: varden
status: planerad
process: PRO-0001
period: 2025
"""


def with_process() -> dict[str, bytes]:
    content = {
        **files(),
        "processer/PRO-0001.yaml": PROCESS,
        "genomgangar/2026/LGG-2026-0002.yaml": OF_PROCESS.encode(),
    }
    for deviation in ("AVV-2025-0001", "AVV-2025-0003"):
        path = f"avvikelser/2025/{deviation}.yaml"
        content[path] += b"process: PRO-0001\n"
    return content


def test_a_core_process_is_reviewed_as_an_area_is_by_what_names_it() -> None:
    found = facts(REVIEW, Scope(year_of(2025), "varden", "PRO-0001", auditor=True), with_process())
    assert found.title == "Ledningens genomgång: processen Stroke 2025, Hälso- och sjukvården"
    assert found.figures["avvikelser.antal"].ids == ("AVV-2025-0001", "AVV-2025-0003")
    # neither the complaints, the analysis nor the inspection names the process
    assert [
        found.figures[key].value for key in ("klagomål.antal", "riskanalyser.antal", "egenkontroller.planerade")
    ] == [
        0,
        0,
        0,
    ]
    parts = {section.id for section in found.sections}
    assert {"avvikelser", "klagomål", "vårdskador", "mål_och_mått"} <= parts
    assert not {gap.what for gap in found.all_gaps} & {"underlag saknas: Vårdhygien"}
    assert not [gap for gap in found.all_gaps if gap.refuses]


def test_the_reviews_of_processes_are_among_the_occasions() -> None:
    judged = assessment(with_process())
    scopes = report_files()[REVIEW].occasions(judged, year_of(2025))
    assert [scope.area for scope in scopes] == ["patientsäkerhet", "PRO-0001"]


def test_a_process_without_a_review_says_so() -> None:
    content = {path: data for path, data in with_process().items() if "LGG-2026-0002" not in path}
    gaps = facts(REVIEW, Scope(year_of(2025), "varden", "PRO-0001"), content).all_gaps
    assert "det finns ingen genomgång av processen PRO-0001 för 2025 på Hälso- och sjukvården" in [g.what for g in gaps]


def test_the_review_shows_audits_and_improvement_work() -> None:
    work = b"""
id: FOR-2025-0001
titel: Lugn vid skiftbyte
enhet: medicin
status: p\xc3\xa5g\xc3\xa5r
slag: f\xc3\xb6rb\xc3\xa4ttringsarbete
ansvarig: verksamhetschef/medicin
inl\xc3\xa4mnad: 2025-03-01
beskrivning: Ingen avbryter den som delar l\xc3\xa4kemedel.
"""
    found = facts(REVIEW, OF_AREA, {**files(), "forbattringar/2025/FOR-2025-0001.yaml": work})
    assert found.figures["förbättringar.antal"].ids == ("FOR-2025-0001",)
    assert [row[0] for row in found.table["förbättringar.lista"].rows] == ["Lugn vid skiftbyte"]
    assert found.figures["rekommendationer.REV-2025-0001.antal"].value == 2
    placed = {table.key: section.id for section in found.sections for table in section.tables}
    assert placed["förbättringar.lista"] == "förbättringar"
    assert placed["rekommendationer.läge"] == "revisioner"


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        ("uppföljning.avslutas", ("LGG-2025-0001/A1",)),
        ("uppföljning.fortsätter", ("LGG-2025-0001/A2",)),
        ("uppföljning.omprövas", ()),
        ("uppföljning.utan_beslut", ()),
        ("beslut.antal", ("LGG-2026-0001/B1",)),
        ("åtgärdsplan.antal", ("LGG-2026-0001/A1",)),
        ("åtgärdsplan.klar", ()),
    ],
)
def test_the_summary_counts_what_was_decided_last_time_and_now(key: str, ids: tuple[str, ...]) -> None:
    figure = facts(REVIEW, OF_AREA).figures[key]
    assert (figure.value, figure.ids) == (len(ids), ids)


def test_the_summary_tells_of_an_action_that_nobody_has_accounted_for() -> None:
    line = "  - {åtgärd: LGG-2025-0001/A2, kommentar: Rutinen är skriven men inte beslutad., beslut: fortsätter}\n"
    figures = facts(REVIEW, OF_AREA, changed(THIS, line, "")).figures
    assert figures["uppföljning.utan_beslut"].ids == ("LGG-2025-0001/A2",)


def test_the_area_of_patient_safety_counts_the_deviations_that_the_narrative_counts() -> None:
    path = "avvikelser/2025/AVV-2025-0001.yaml"
    content = changed(path, "lagrum: hsl", "lagrum: sol\nområde: patientsäkerhet")
    assert facts(REVIEW, OF_AREA, content).figures["avvikelser.antal"].ids == ("AVV-2025-0002", "AVV-2025-0003")
