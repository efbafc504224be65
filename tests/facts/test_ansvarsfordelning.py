"""The distribution of responsibility, counted by hand in changed copies of tests/render/register."""

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from tests.facts.small import changed, facts, files, rendered
from tests.facts.written import firsts, rows

NAME = "ansvarsfordelning"
NOW = Scope(year_of(2026))
CHIEF = "innehav: [{innehavare: h-003, från: 2020-01-01}]"
HEAD = "innehav: [{innehavare: h-004, från: 2020-01-01}]"
DUTIES = "börjar: 2024-01-01\nkrav:\n  skyldigheter: [egenkontroll, patientsäkerhetsrond]\n"
ROUND = """
id: RON-2026-0001
titel: Rond på avdelning 1
enhet: avdelning-1
status: genomförd
ansvarig: chefläkare/varden
slag: rond
datum: 2026-02-01
deltagare: [chefläkare/varden]
iakttagelser:
  - {id: I1, slag: styrka, beskrivning: Ljust och lugnt.}
""".encode()
RESPONSIBILITY = """
id: DOK-0009
titel: Ansvar för patientsäkerheten
enhet: varden
status: gällande
ansvarig: chefläkare/varden
handlingstyp: riktlinje
version: "1.0"
ämne: [ansvarsfördelning]
giltig_från: 2025-01-01
""".encode()


def more() -> dict[str, bytes]:
    """The chief of the operation has a deputy and may approve routines; the ward's head has left."""
    content = changed(
        "organisation.yaml", CHIEF, f"{CHIEF}\n        ersättare: chefläkare/varden\n        mandat: [rutin]"
    )
    vacant = HEAD.replace("2020-01-01}", "2020-01-01, till: 2026-02-28}")
    content = changed("organisation.yaml", HEAD, vacant, content)
    return changed("kvalitet.yaml", "börjar: 2024-01-01\n", DUTIES, content)


def gathered(content: dict[str, bytes] | None = None, scope: Scope = NOW) -> Facts:
    return facts(NAME, scope, more() if content is None else content)


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        (
            "roller.antal",
            (
                "chefläkare/varden",
                "enhetschef/avdelning-1",
                "enhetschef/mottagningen",
                "hälso_och_sjukvårdsnämnd/region-alm",
                "samordnare_ledningssystem/varden",
                "verksamhetschef/medicin",
            ),
        ),
        ("roller.vakanta", ("enhetschef/avdelning-1",)),
        ("roller.vakanta_utan_ersättare", ("enhetschef/avdelning-1",)),
        ("roller.dokument", ()),
        # the inspection is in the operation, and the round has been in neither unit
        ("skyldigheter.egenkontroll.enheter", ("medicin",)),
        ("skyldigheter.egenkontroll.gjorda", ("medicin",)),
        ("skyldigheter.patientsäkerhetsrond.enheter", ("avdelning-1", "mottagningen")),
        ("skyldigheter.patientsäkerhetsrond.gjorda", ()),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(key: str, ids: tuple[str, ...]) -> None:
    assert gathered().figures[key].ids == ids


def test_all_but_the_chief_lack_a_deputy() -> None:
    assert len(gathered().figures["roller.utan_ersättare"].ids) == 5


def test_a_vacancy_is_told_with_what_waits_for_it() -> None:
    found = gathered()
    # what has happened in the ward does not count
    assert found.figures["roller.enhetschef/avdelning-1.poster"].ids == ("DOK-0002",)
    assert rows(found, "roller.vakanser") == [["Enhetschef, Avdelning 1", "1 mars 2026", "Ingen", "1"]]


def test_what_remains_of_the_duties_is_told_by_unit() -> None:
    content = {**more(), "ronder/2026/RON-2026-0001.yaml": ROUND}
    assert rows(gathered(content), "skyldigheter.bevakade") == [
        ["Göra egenkontroller", "1", "1", "–"],
        ["Ta emot patientsäkerhetsrond", "2", "1", "Mottagningen"],
    ]


def test_a_duty_is_done_by_what_has_been_and_not_by_what_is_to_come() -> None:
    coming = ROUND.replace(b"RON-2026-0001", b"RON-2026-0002")
    said = {"2026-04-01": ["2", "1", "Mottagningen"], "2026-04-02": ["2", "0", "Avdelning 1 och Mottagningen"]}
    for day, told in said.items():
        record = ROUND.replace(b"datum: 2026-02-01", f"datum: {day}".encode())
        content = {**more(), "ronder/2026/RON-2026-0001.yaml": record}
        assert rows(gathered(content), "skyldigheter.bevakade")[1] == ["Ta emot patientsäkerhetsrond", *told]
    # a round held before does not fade because another is to come
    both = {
        **more(),
        "ronder/2026/RON-2026-0001.yaml": ROUND,
        "ronder/2026/RON-2026-0002.yaml": coming.replace(b"datum: 2026-02-01", b"datum: 2026-05-01"),
    }
    assert rows(gathered(both), "skyldigheter.bevakade")[1][1:3] == ["2", "1"]


def test_a_duty_that_no_role_has_is_told_and_what_everyone_has_is_not() -> None:
    lacking = firsts(gathered(), "skyldigheter.ingen")
    # the small register has no division and no director
    assert "Göra självskattning av ledningssystemet" in lacking
    assert "Dokumentera hur ansvaret är fördelat" in lacking
    assert "Rapportera risker och händelser" not in lacking
    assert "Göra egenkontroller" not in lacking


def test_each_role_stands_with_its_duties_and_their_source() -> None:
    text = rendered(NAME, NOW, more()).markdown
    assert "### Verksamhetschef\n" in text
    assert "- **Utreda händelser.** " in text
    assert "*(PSL 3 kap. 3 §)*" in text
    assert "### Divisionschef" not in text
    assert (
        text.index("### Hälso- och sjukvårdsnämnd") < text.index("### Verksamhetschef") < text.index("### Enhetschef")
    )


def test_every_post_stands_with_its_state_deputy_and_mandate() -> None:
    assert rows(gathered(), "roller.lista")[3:5] == [
        ["Verksamhetschef, Medicin", "Tillsatt", "Chefläkare, Hälso- och sjukvården", "rutin"],
        ["Enhetschef, Avdelning 1", "Vakant sedan 1 mars 2026", "–", "–"],
    ]


def test_no_holder_is_named() -> None:
    assert "h-00" not in rendered(NAME, NOW, more()).markdown


def test_a_unit_has_its_own_roles_and_those_above_it() -> None:
    found = gathered(scope=Scope(year_of(2026), "mottagningen"))
    assert found.figures["roller.antal"].value == 5
    assert found.figures["roller.vakanta"].value == 0


def test_a_register_without_roles_is_told_so_in_a_sentence() -> None:
    bare = b"enheter:\n  - {id: varden, namn: V\xc3\xa5rden, niv\xc3\xa5: f\xc3\xb6rvaltning}\n"
    content = {"kvalitet.yaml": files()["kvalitet.yaml"], "organisation.yaml": bare}
    assert rendered(NAME, NOW, content).markdown == "Registret har inga roller i organisationen.\n"


def test_the_point_stands_first() -> None:
    assert rendered(NAME, NOW, more()).markdown.partition("\n\n## ")[0] == (
        "Av 6 roller är 1 vakant, och ersättare saknas för 1. För 5 roller är ingen ersättare utsedd.\n\n"
        "**Inget gällande dokument om ansvarsfördelningen finns i registret.**"
    )
    left = HEAD.replace("2020-01-01}", "2020-01-01, till: 2026-02-28}")
    deputised = changed("organisation.yaml", left, f"{left}\n        ersättare: verksamhetschef/medicin", more())
    assert rendered(NAME, NOW, deputised).markdown.startswith(
        "Av 6 roller är 1 vakant men har ersättare. För 4 roller är ingen ersättare utsedd."
    )
    told = rendered(NAME, NOW, {**files(), "dokument/DOK-0009.yaml": RESPONSIBILITY}).markdown
    assert told.startswith(
        "I registret finns 6 roller, och ingen står som vakant. För 6 roller är ingen ersättare utsedd.\n\n"
        "Hur ansvaret är fördelat är beslutat i ”Ansvar för patientsäkerheten”."
    )


def test_the_vacant_role_without_a_deputy_is_to_be_decided_of_first() -> None:
    decide = rendered(NAME, NOW, more()).markdown.partition("## Att besluta\n\n")[2].partition("\n\n## ")[0]
    first, second, third = decide.splitlines()
    assert first.startswith("- **Vakanta roller utan ersättare (1):** Enhetschef, Avdelning 1. Tillsätt, eller utse")
    assert second.startswith("- **Skyldigheter som ingen roll har (")
    # five lack a deputy, and one of them is the vacant one
    assert third.startswith("- **Tillsatta roller utan ersättare (4):** ")
