"""The list of requirements of the law, counted by hand in records added to tests/render/register."""

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from tests.facts.small import facts, files, rendered
from tests.facts.written import firsts, rows

NAME = "lagkravslista"
NOW = Scope(year_of(2026))

HEAD = """
enhet: {unit}
status: {status}
ansvarig: chefläkare/varden
författning: Patientsäkerhetslagen (2010:659)
paragraf: {paragraph}
krav: {title} ska göras.
gäller_från: 2011-01-01
"""


def requirement(
    number: int, title: str, paragraph: str, *more: str, unit: str = "varden", status: str = "gällande"
) -> str:
    head = HEAD.format(unit=unit, status=status, paragraph=paragraph, title=title)
    return "\n".join((f"id: LAG-{number:04}\ntitel: {title}{head}", *more))


NARRATIVE = requirement(
    1, "Berättelse", "3 kap. 10 §", "bedömning: uppfyllt", "uppfylls_av: [DOK-0001]", "granskad: 2026-02-01"
)
# what it names has expired, and its review has passed
NOTICE = requirement(
    2,
    "Anmälan",
    "3 kap. 5 §",
    "bedömning: delvis",
    "uppfylls_av: [DOK-0002]",
    "granskad: 2025-02-01",
    "nästa_granskning: 2026-02-01",
    "åtgärder:",
    "  - {id: A1, beskrivning: Skriv om rutinen., ansvarig: chefläkare/varden, senast: 2026-05-01, status: pågår}",
    "  - {id: A2, beskrivning: Fråga, ansvarig: chefläkare/varden, senast: 2026-01-01, status: klar, klar: 2025-12-01}",
)
UNJUDGED = requirement(
    3,
    "Besked",
    "3 kap. 8 §",
    "bevakning:",
    "  - {datum: 2026-07-01, ändring: Fler ska få besked., källa: SFS 2026:1, informerad: 2026-03-01}",
    unit="mottagningen",
)
REPEALED = requirement(4, "Gammalt", "1 kap. 1 §", status="upphävt")
UNBACKED = "saknar gällande dokument och aktiv egenkontroll"
LIST = "lagkrav.lista.patientsäkerhetslagen_(2010:659)"
INSPECTED = "avser: [LAG-0003]\nenheter: [avdelning-1, mottagningen]"


def more(*, inspected: bool = False) -> dict[str, bytes]:
    texts = {"LAG-0001": NARRATIVE, "LAG-0002": NOTICE, "LAG-0003": UNJUDGED, "LAG-0004": REPEALED}
    content = {**files(), **{f"lagkrav/{name}.yaml": text.encode() for name, text in texts.items()}}
    if inspected:
        path = "egenkontroller/EGK-0001.yaml"
        old = "enheter: [avdelning-1, mottagningen]"
        content[path] = content[path].decode().replace(old, INSPECTED).encode()
    return content


def gathered(content: dict[str, bytes] | None = None, scope: Scope = NOW) -> Facts:
    return facts(NAME, scope, more() if content is None else content)


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        ("lagkrav.gällande", ("LAG-0001", "LAG-0002", "LAG-0003")),
        ("lagkrav.uppfyllt", ("LAG-0001",)),
        ("lagkrav.delvis", ("LAG-0002",)),
        ("lagkrav.ej", ()),
        ("lagkrav.obedömda", ("LAG-0003",)),
        ("lagkrav.utan_stöd", ("LAG-0002", "LAG-0003")),
        ("lagkrav.inte_granskade", ("LAG-0002", "LAG-0003")),
        ("lagkrav.med_luckor", ("LAG-0002", "LAG-0003")),
        ("lagkrav.luckor_utan_åtgärd", ("LAG-0003",)),
        ("lagkrav.LAG-0002.pågående", ("LAG-0002/A1",)),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(key: str, ids: tuple[str, ...]) -> None:
    assert gathered().figures[key].ids == ids


def test_what_is_lacking_is_said_of_each_requirement() -> None:
    assert [row[:3] for row in rows(gathered(), "lagkrav.luckor")] == [
        [
            "Anmälan (Patientsäkerhetslagen (2010:659) 3 kap. 5 §)",
            f"Är delvis uppfyllt, {UNBACKED} och skulle ha granskats senast 1 februari 2026",
            "1",
        ],
        [
            "Besked (Patientsäkerhetslagen (2010:659) 3 kap. 8 §)",
            f"Är inte bedömt, {UNBACKED}, är inte granskat och har en ändring som inte är bedömd",
            "0",
        ],
    ]
    assert rows(gathered(), "lagkrav.åtgärder") == [
        ["Skriv om rutinen.", "Anmälan", "Chefläkare, Hälso- och sjukvården", "1 maj 2026", "Pågår"]
    ]


def test_an_inspection_that_is_about_a_requirement_backs_it() -> None:
    found = gathered(more(inspected=True))
    assert found.figures["lagkrav.utan_stöd"].ids == ("LAG-0002",)
    assert [row[2] for row in rows(found, LIST)] == [
        "Inget som gäller",
        "”Basala hygienrutiner”",
        "”Rutin för överrapportering”",
    ]


def test_the_paragraphs_stand_in_their_order_and_what_is_repealed_is_left_out() -> None:
    assert firsts(gathered(), LIST) == [
        "3 kap. 5 § Anmälan",
        "3 kap. 8 § Besked",
        "3 kap. 10 § Berättelse",
    ]


def test_a_unit_has_its_own_requirements_and_those_above_it() -> None:
    ward = gathered(scope=Scope(year_of(2026), "avdelning-1"))
    assert ward.figures["lagkrav.gällande"].ids == ("LAG-0001", "LAG-0002")
    # only DOK-0002 was the ward's own, and has expired: DOK-0001 holds from above
    assert ward.figures["lagkrav.utan_stöd"].ids == ("LAG-0002",)


def test_a_register_without_requirements_is_told_so_in_a_sentence() -> None:
    text = rendered(NAME, NOW, files()).markdown
    assert text == "Registret har inga gällande lagkrav som rör den här delen av verksamheten.\n"


def test_the_point_stands_first() -> None:
    assert rendered(NAME, NOW, more()).markdown.partition("\n\n## ")[0] == (
        "Av 3 gällande lagkrav är 1 bedömt som uppfyllt, 1 som delvis uppfyllt och inga som inte uppfyllda. Bedömning "
        "saknas för 1 lagkrav.\n\n"
        "Ett gällande dokument eller en aktiv egenkontroll saknas för 2 lagkrav. 2 lagkrav har inte granskats i "
        "tid.\n\n"
        "Sammanlagt fattas något för 2 lagkrav. För 1 av dem pågår ingen åtgärd."
    )


def test_what_nobody_mends_is_to_be_decided_of_by_name() -> None:
    text = rendered(NAME, NOW, more()).markdown
    # that of the notice has an action under way
    assert "- **Luckor där ingen åtgärd pågår (1):** Besked. Bestäm vad som ska göras, och av vem." in text
    assert "- **Lagkrav som inte är granskade i tid (2):** Anmälan; Besked. Bestäm när det ska granskas." in text
    assert "- **Lagkrav med en ändring som inte är bedömd (1):** Besked. Bedöm vad den betyder." in text


def test_a_list_where_all_is_met_says_that_nothing_is_to_be_decided() -> None:
    text = rendered(NAME, NOW, {**files(), "lagkrav/LAG-0001.yaml": NARRATIVE.encode()}).markdown
    assert "## Att besluta\n\nInget att besluta: en åtgärd pågår för varje lucka" in text
