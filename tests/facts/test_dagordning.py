"""The agenda of a forum, counted by hand in tests/render/register on 1 April 2026."""

from kvalitet.facts._catalogue import report_files
from kvalitet.model.dates import year_of
from kvalitet.model.document import Scope
from tests.facts.small import assessment, changed, facts, files, rendered

REPORT = "dagordning"
PATH = "forum/FRM-0001.yaml"
FORUM = """
id: FRM-0001
titel: Patientsäkerhetsrådet
enhet: varden
status: aktivt
ansvarig: chefläkare/varden
typ: råd
syfte: Rådet följer säkerheten.
deltagare: [chefläkare/varden, enhetschef/mottagningen]
frekvens: {intervall: P3M}
start: 2024-01-15
stående_punkter: [Läget, Fritt *ord*]
möten:
  - {datum: 2025-06-10, upptaget: [DOK-0001]}
  - datum: 2025-09-10
    upptaget: [AVV-2025-0001, RIS-2025-0001]
    kommentar: Rådet bad om en ny mätning.
"""
NOW = Scope(year_of(2026), record="FRM-0001")


def content(forum: str = FORUM) -> dict[str, bytes]:
    return {**files(), PATH: forum.encode()}


def agenda(text: str) -> list[str]:
    section = text.partition("## Dagordning\n")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line]


def test_the_standing_items_stand_in_their_order_between_what_was_and_what_is_to_come() -> None:
    assert agenda(rendered(REPORT, NOW, content()).markdown) == [
        "1. Förra mötet: vad som togs upp och hur det står med det",
        "2. Läget",
        r"3. Fritt \*ord\*",
        "4. Nytt sedan förra mötet",
        "5. Det som deltagarna ska göra",
        "6. Nästa möte",
    ]


def test_the_point_says_when_it_met_when_it_is_to_meet_and_what_has_come() -> None:
    text = rendered(REPORT, NOW, content()).markdown
    # three months after 10 September, and the fourteen days' grace of KV813
    assert (
        "Forumet möttes senast den 10 september 2025. Nästa möte skulle ha hållits senast den 24 december 2025. "
        "Den som kallar: Chefläkare, Hälso- och sjukvården." in text
    )
    # AVV-2025-0003 was reported on 30 December and KLA-2025-0002 received on 11 November
    assert (
        "Sedan den 10 september 2025 har 1 avvikelse och 1 klagomål eller synpunkt kommit in inom "
        "Hälso- och sjukvården." in text
    )


def test_what_was_taken_up_last_is_told_as_it_stands_now_also_where_only_the_record_says_so() -> None:
    taken = changed(
        "avvikelser/2025/AVV-2025-0002.yaml",
        "id: AVV-2025-0002\n",
        "id: AVV-2025-0002\nupptagen: {forum: FRM-0001, datum: 2025-09-10}\n",
        content(),
    )
    table = facts(REPORT, NOW, taken).table["dagordning.förra"]
    assert table.rows == (
        ("Gled ur sängen under natten", "Avvikelse", "Avslutad", "Enhetschef, Avdelning 1"),
        ("Dubbel styrka ordinerad men upptäckt i tid", "Avvikelse", "Utreds", "Enhetschef, Mottagningen"),
        ("Flytt av mottagningen", "Riskanalys", "Beslutad", "Verksamhetschef, Medicin"),
    )
    assert "Rådet bad om en ny mätning." in rendered(REPORT, NOW, taken).markdown
    elsewhere = {path: data.replace(b"2025-09-10}", b"2025-06-10}") for path, data in taken.items()}
    assert "AVV-2025-0002" not in facts(REPORT, NOW, elsewhere).table["dagordning.förra"].ids


def test_what_was_presented_or_spread_at_the_meeting_was_taken_up_there() -> None:
    lesson = """
id: LAR-2025-0001
titel: Ring alltid två gånger
enhet: varden
status: spridd
ansvarig: chefläkare/varden
datum: 2025-09-10
vad_hände: Ingen svarade.
vad_lärde_vi: Ring igen.
spridning:
  - {datum: 2025-10-10, målgrupp: Alla}
  - {forum: FRM-0001, datum: 2025-09-10, målgrupp: Rådet}
"""
    proposal = """
id: FOR-2025-0001
titel: Räcke vid sängen
enhet: varden
status: pågår
ansvarig: chefläkare/varden
slag: förslag
beskrivning: Ett räcke.
inlämnad: 2025-05-01
presenterad: {datum: 2025-09-10, forum: FRM-0001}
"""
    tree = content() | {
        "lardomar/2025/LAR-2025-0001.yaml": lesson.encode(),
        "forbattringar/2025/FOR-2025-0001.yaml": proposal.encode(),
    }
    found = facts(REPORT, NOW, tree)
    told = {"LAR-2025-0001", "FOR-2025-0001"}
    assert told < set(found.table["dagordning.förra"].ids)
    # the lesson is of the day of the meeting, and was gone through there
    assert found.table["dagordning.nytt"].ids == ("REV-2025-0001",)
    elsewhere = {
        path: data.replace(b"FRM-0001, datum: 2025-09-10", b"FRM-0001, datum: 2025-12-10").replace(
            b"datum: 2025-09-10, forum", b"datum: 2025-12-10, forum"
        )
        for path, data in tree.items()
    }
    later = facts(REPORT, NOW, elsewhere)
    assert told.isdisjoint(later.table["dagordning.förra"].ids)
    assert later.table["dagordning.nytt"].ids == ("LAR-2025-0001", "REV-2025-0001")


def test_what_is_new_is_of_the_time_since_and_of_the_units_of_the_forum() -> None:
    found = facts(REPORT, NOW, content()).table["dagordning.nytt"]
    # the risk analysis is of 1 September, before the meeting, the audit of 1 October
    assert found.ids == ("REV-2025-0001",)
    of_ward = FORUM.replace("enhet: varden", "enhet: avdelning-1")
    assert facts(REPORT, NOW, content(of_ward)).table["dagordning.nytt"].ids == ()
    assert facts(REPORT, NOW, content(of_ward)).figures["avvikelser.nya"].ids == ("AVV-2025-0003",)
    assert facts(REPORT, NOW, content(of_ward)).figures["klagomål.nya"].ids == ()


def test_what_is_still_to_be_made_is_not_new_though_its_day_has_passed() -> None:
    planned = "id: RIS-2025-0009\ntitel: Natten\nenhet: medicin\nstatus: planerad\nslag: proaktiv\ndatum: 2025-12-01\n"
    path = "riskanalyser/2025/RIS-2025-0009.yaml"
    found = facts(REPORT, NOW, content() | {path: planned.encode()})
    assert found.table["dagordning.nytt"].ids == found.figures["dagordning.nytt"].ids == ("REV-2025-0001",)
    made = planned.replace("planerad", "pågår\nansvarig: enhetschef/avdelning-1")
    ids = facts(REPORT, NOW, content() | {path: made.encode()}).table["dagordning.nytt"].ids
    assert ids == ("REV-2025-0001", "RIS-2025-0009")


def test_what_is_to_be_done_is_what_the_participants_and_the_convener_answer_for() -> None:
    actions = """åtgärder:
  - {id: A7, beskrivning: Mät sängarna., ansvarig: chefläkare/varden, senast: 2026-04-13, status: pågår}
  - {id: A8, beskrivning: Byt hjulen., ansvarig: enhetschef/avdelning-1, senast: 2026-04-13, status: pågår}
"""
    tree = changed("avvikelser/2025/AVV-2025-0001.yaml", "åtgärder:\n", actions, content())
    told = [str(row[0]) for row in facts(REPORT, NOW, tree).table["att_göra"].rows]
    assert any("Mät sängarna" in row for row in told)
    assert not any("Byt hjulen" in row for row in told)


def test_a_forum_that_has_not_met_says_so_and_tells_what_is_new_this_year() -> None:
    first = FORUM.partition("möten:")[0]
    text = rendered(REPORT, NOW, content(first)).markdown
    assert "Forumet har inte mötts ännu." in text
    assert "## Förra mötet" not in text
    assert "Förra mötet" not in agenda(text)[0]
    assert "Sedan den 1 januari 2026" in text
    assert agenda(text)[-3:] == ["3. Nytt i registret", "4. Det som deltagarna ska göra", "5. Nästa möte"]


def test_a_forum_that_is_not_to_meet_is_refused() -> None:
    resting = FORUM.replace("status: aktivt", "status: vilande") + "motiv: Ordföranden är ledig.\n"
    (gap,) = facts(REPORT, NOW, content(resting)).all_gaps
    assert gap.refuses
    assert gap.where == f"register/{PATH}, status"
    assert "inget möte ska hållas" in gap.what


def test_there_is_one_for_each_forum_that_is_to_meet_and_of_this_year_alone() -> None:
    resting = FORUM.replace("FRM-0001", "FRM-0002").replace("aktivt", "vilande") + "motiv: Ordföranden är ledig.\n"
    judged = assessment({**content(), "forum/FRM-0002.yaml": resting.encode()})
    assert report_files()[REPORT].occasions(judged, year_of(2026)) == (NOW,)
    assert report_files()[REPORT].occasions(judged, year_of(2025)) == ()
