"""The basis of a workplace meeting, counted by hand in tests/render/register on 1 April 2026."""

import pytest

from kvalitet.facts._catalogue import report_files
from kvalitet.model.dates import period, year_of
from kvalitet.model.document import Scope
from kvalitet.model.figure import Table
from tests.facts.small import assessment, changed, facts, files, rendered

REPORT = "apt-underlag"
WARD = Scope(year_of(2025), "avdelning-1")
NOW = Scope(year_of(2026), "avdelning-1")
BOTH = Scope(year_of(2025), "medicin")
DOCUMENT = "dokument/DOK-0001.yaml"

PROPOSAL = """
id: FOR-2025-0001
titel: Häng upp en klocka
enhet: avdelning-1
status: förslag
slag: förslag
beskrivning: Ingen ser vad klockan är i sköljen.
inlämnad: 2025-11-01
"""
LESSON = """
id: LAR-2025-0001
titel: Sänk sängen först
enhet: mottagningen
status: klar
ansvarig: enhetschef/mottagningen
slag: händelse
datum: 2025-08-15
från: [AVV-2025-0001]
vad_hände: En patient gled ur en säng.
vad_lärde_vi: En låg säng skyddar mest.
"""


def content() -> dict[str, bytes]:
    return {
        **files(),
        "forbattringar/2025/FOR-2025-0001.yaml": PROPOSAL.encode(),
        "lardomar/2025/LAR-2025-0001.yaml": LESSON.encode(),
    }


@pytest.mark.parametrize(
    ("scope", "key", "ids"),
    [
        # what the work environment has met with counts too, what is cancelled does not
        (WARD, "avvikelser.nya", ("AVV-2025-0001", "AVV-2025-0003", "AVV-2025-0005")),
        (WARD, "avvikelser.avslutade", ("AVV-2025-0001",)),
        (WARD, "avvikelser.ej_återkopplade", ("AVV-2025-0001",)),
        (NOW, "avvikelser.nya", ()),
        (NOW, "avvikelser.avslutade", ("AVV-2025-0003",)),
        (WARD, "klagomål.nya", ("KLA-2025-0001",)),
        (BOTH, "klagomål.nya", ("KLA-2025-0001", "KLA-2025-0002")),
        (WARD, "förslag.ej_presenterade", ("FOR-2025-0001",)),
        (WARD, "lärdomar", ("LAR-2025-0001",)),
        (NOW, "lärdomar", ()),
        (WARD, "dokument.ändrade", ()),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(scope: Scope, key: str, ids: tuple[str, ...]) -> None:
    figure = facts(REPORT, scope, content()).figures[key]
    assert (figure.value, figure.ids) == (len(ids), ids)


def test_what_was_reported_from_a_unit_about_another_is_told_in_both() -> None:
    about = changed("avvikelser/2025/AVV-2025-0002.yaml", "rapporterande_enhet: mottagningen", "rapporterande_enhet: x")
    about = changed("avvikelser/2025/AVV-2025-0002.yaml", "enhet: x", "enhet: avdelning-1", about)
    for unit in ("avdelning-1", "mottagningen"):
        figure = facts(REPORT, Scope(year_of(2025), unit), about).figures["avvikelser.nya"]
        assert "AVV-2025-0002" in figure.ids


def test_a_proposal_that_is_presented_or_refused_is_not_told_again() -> None:
    presented = {
        **content(),
        "forbattringar/2025/FOR-2025-0001.yaml": f"{PROPOSAL}presenterad: {{datum: 2025-12-01}}".encode(),
    }
    refused = PROPOSAL.replace("status: förslag", "status: avslaget") + "motiv: Det finns redan en.\n"
    declined = {**content(), "forbattringar/2025/FOR-2025-0001.yaml": refused.encode()}
    for tree in (presented, declined):
        assert facts(REPORT, WARD, tree).figures["förslag.ej_presenterade"].ids == ()


def test_a_document_of_the_unit_above_that_was_changed_is_told_and_one_for_others_is_not() -> None:
    change = 'version: "1.0"\nändringar:\n  - {version: "1.0", datum: 2025-03-01, beskrivning: Bara en sida.}\n'
    tree = changed(DOCUMENT, 'version: "1.0"\n', change)
    table = facts(REPORT, WARD, tree).table["dokument.ändrade"]
    assert table.rows == (
        (
            "Rutin för överrapportering",
            "1\u00a0mars\u00a02025",
            "1\u00a0januari\u00a02025",
            "Bara en sida.",
        ),
    )
    elsewhere = changed(DOCUMENT, 'version: "1.0"\n', 'version: "1.0"\ngäller_för: [mottagningen]\n', tree)
    assert facts(REPORT, WARD, elsewhere).table["dokument.ändrade"].rows == ()
    assert facts(REPORT, BOTH, elsewhere).table["dokument.ändrade"].ids == ("DOK-0001",)


def duties(table: Table) -> list[str]:
    return [str(row[0]) for row in table.rows]


def test_what_is_due_within_six_weeks_from_today_is_told_with_what_is_late_first() -> None:
    actions = """åtgärder:
  - {id: A7, beskrivning: Mät sängarna., ansvarig: enhetschef/avdelning-1, senast: 2026-05-13, status: pågår}
  - {id: A8, beskrivning: Byt hjulen., ansvarig: enhetschef/avdelning-1, senast: 2026-05-14, status: pågår}
  - {id: A9, beskrivning: Räkna grindarna., ansvarig: enhetschef/avdelning-1, senast: 2026-03-31, status: pågår}
"""
    tree = changed("avvikelser/2025/AVV-2025-0001.yaml", "åtgärder:\n", actions)
    found = facts(REPORT, NOW, tree)
    told = " ".join(duties(found.table["att_göra"]))
    assert "Mät sängarna" in told
    assert "Byt hjulen" not in told
    assert told.index("Räkna grindarna") < told.index("Mät sängarna")
    late = [row for row in found.table["att_göra"].rows if "försenat" in str(row[3])]
    assert found.figures["att_göra.försenat"].value == len(late)
    (measured,) = (row for row in found.table["att_göra"].rows if "Mät sängarna" in str(row[0]))
    assert measured[1:] == ("Gled ur sängen under natten", "Enhetschef, Avdelning 1", "13\u00a0maj\u00a02026")
    assert found.table["att_göra"].caption == "Försenat den 1 april 2026, och att göra till och med den 13 maj 2026"


def test_in_the_basis_of_a_past_year_the_heading_says_that_what_is_due_is_told_as_of_today() -> None:
    assert "## Det som ska göras nu, den 1 april 2026\n" in rendered(REPORT, WARD).markdown
    assert "## Det som ska göras\n" in rendered(REPORT, NOW).markdown


def test_the_point_and_what_to_take_up_stand_first() -> None:
    text = rendered(REPORT, WARD, content()).markdown
    first, _, rest = text.partition("## Det som ska göras")
    assert "har 3 avvikelser rapporterats och 1 avvikelse avslutats" in first
    assert "Presentera 1 förslag" in first
    assert "Gled ur sängen under natten" in rest


def test_a_month_in_which_nothing_happened_has_sentences_and_no_tables_of_events() -> None:
    about = period("2025-07")
    assert about is not None
    text = rendered(REPORT, Scope(about, "mottagningen")).markdown
    assert "har inga avvikelser rapporterats eller avslutats" in text
    assert "inga klagomål eller synpunkter" in text
    assert "## Nya avvikelser" not in text
    assert "## Ändrade dokument" not in text


def test_there_is_one_for_each_workplace_to_which_something_happened() -> None:
    found = report_files()[REPORT].occasions(assessment(), year_of(2025))
    assert found == (Scope(year_of(2025), "avdelning-1"), Scope(year_of(2025), "mottagningen"))
    assert report_files()[REPORT].occasions(assessment(), year_of(2023)) == ()


def test_a_complaint_alone_is_taken_up_at_the_meeting() -> None:
    about = period("2025-11")
    assert about is not None
    text = rendered(REPORT, Scope(about, "mottagningen")).markdown
    assert "- Läs 1 nytt klagomål eller synpunkt: vad kan vi ändra?\n" in text
