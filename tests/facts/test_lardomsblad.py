"""The sheet of a lesson: what was learnt first, and nothing that points out where."""

from kvalitet.facts._catalogue import report_files
from kvalitet.model.dates import year_of
from kvalitet.model.document import Scope
from tests.facts.small import TODAY, assessment, changed, facts, files, rendered

REPORT = "lardomsblad"
PATH = "lardomar/2025/LAR-2025-0001.yaml"
LESSON = """
id: LAR-2025-0001
titel: Sänk sängen först
enhet: avdelning-1
status: spridd
ansvarig: enhetschef/avdelning-1
slag: händelse
datum: 2025-08-15
från: [AVV-2025-0001]
vad_hände: En patient gled ur en säng i högt läge.
vad_lärde_vi: En låst sänggrind skyddar mindre än en låg säng.
orsaksområde: teknik_utrustning_och_apparatur
spridning:
  - {datum: 2025-10-02, målgrupp: Hemsjukvården}
  - {datum: 2025-09-02, målgrupp: Alla vårdavdelningar}
"""
OPEN = Scope(year_of(2025), record="LAR-2025-0001")
FOR_AUDITORS = Scope(year_of(2025), record="LAR-2025-0001", auditor=True)


def content(lesson: str = LESSON) -> dict[str, bytes]:
    return {**files(), PATH: lesson.encode()}


def test_to_whom_it_has_been_told_is_told_as_it_stands_today() -> None:
    assert facts(REPORT, OPEN, content()).day == TODAY


def test_what_was_learnt_stands_before_what_happened_and_whoever_heard_it_in_order_of_time() -> None:
    text = rendered(REPORT, OPEN, content()).markdown
    parts = [
        "En låst sänggrind skyddar mindre än en låg säng.",
        "En patient gled ur en säng i högt läge.",
        "Kan det här hända hos oss?",
        "Alla vårdavdelningar, 2\u00a0september\u00a02025",
        "Hemsjukvården, 2\u00a0oktober\u00a02025",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_the_open_sheet_names_neither_the_unit_nor_what_it_was_drawn_from() -> None:
    found = rendered(REPORT, OPEN, content())
    assert "Avdelning 1" not in found.markdown
    assert "Gled ur sängen" not in found.markdown
    assert found.metadata.unit == "hela vårdgivaren"


def test_an_auditor_sees_where_and_of_what() -> None:
    found = facts(REPORT, FOR_AUDITORS, content())
    assert found.unit == "Avdelning 1"
    assert found.table["lärdom.underlag"].ids == ("AVV-2025-0001",)
    assert "Gled ur sängen under natten" in rendered(REPORT, FOR_AUDITORS, content()).markdown


def test_a_lesson_that_nobody_has_heard_says_so_without_naming_whose_it_is() -> None:
    untold = LESSON.replace("status: spridd", "status: klar").partition("spridning:")[0]
    assert "Ingen ännu.\n" in rendered(REPORT, OPEN, content(untold)).markdown
    for_auditors = rendered(REPORT, FOR_AUDITORS, content(untold)).markdown
    assert "Ansvarig för att den sprids: Enhetschef, Avdelning 1." in for_auditors


def test_a_good_example_asks_whether_it_would_work_elsewhere() -> None:
    text = rendered(REPORT, OPEN, changed(PATH, "slag: händelse", "slag: gott_exempel", content())).markdown
    assert "Skulle det här fungera hos oss?" in text
    assert "Kan det här hända hos oss?" not in text


def test_a_lesson_without_its_text_is_refused() -> None:
    draft = "\n".join(line for line in LESSON.replace("spridd", "utkast").splitlines() if not line.startswith("vad_lä"))
    (gap,) = facts(REPORT, OPEN, content(draft.partition("spridning:")[0])).all_gaps
    assert gap.refuses
    assert gap.where == f"register/{PATH}, vad_lärde_vi"


def test_there_is_one_for_each_lesson_of_the_year_that_is_not_cancelled() -> None:
    other = LESSON.replace("LAR-2025-0001", "LAR-2026-0001").replace("datum: 2025-08-15", "datum: 2026-01-15")
    cancelled = LESSON.replace("LAR-2025-0001", "LAR-2025-0002").replace("status: spridd", "status: makulerad")
    tree = {
        **content(),
        "lardomar/2026/LAR-2026-0001.yaml": other.encode(),
        "lardomar/2025/LAR-2025-0002.yaml": f"{cancelled}motiv: Dubblett.\n".encode(),
    }
    assert report_files()[REPORT].occasions(assessment(tree), year_of(2025)) == (OPEN,)
