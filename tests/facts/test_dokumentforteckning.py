"""The list of documents, counted by hand in tests/render/register and in changed copies of it."""

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from tests.facts.small import changed, facts, files, rendered
from tests.facts.written import rows

NAME = "dokumentforteckning"
NOW = Scope(year_of(2026))

NIGHT = b"""
id: DOK-0003
titel: Rutin f\xc3\xb6r nattillsyn
enhet: varden
status: g\xc3\xa4llande
ansvarig: chefl\xc3\xa4kare/varden
handlingstyp: rutin
version: "2.0"
\xc3\xa4mne: [fallprevention]
giltig_fr\xc3\xa5n: 2025-03-01
giltig_till: 2026-05-31
ers\xc3\xa4tter: [DOK-0002]
granskningar:
  - {av: chefl\xc3\xa4kare/varden, datum: 2024-02-01, steg: godk\xc3\xa4nd, version: "1.0"}
"""
CALLS = """
id: DOK-0004
titel: Rutin för ringklockor
enhet: mottagningen
status: utkast
ansvarig: enhetschef/mottagningen
handlingstyp: rutin
ämne: [utskrivning_och_samverkan]
""".encode()
TOPICS = "börjar: 2024-01-01\nkrav:\n  ämnen: [fallprevention, utskrivning_och_samverkan, vårdhygien]\n"


def more() -> dict[str, bytes]:
    """Four documents: one governs to the year's end, one expires in two months, one has expired, one is a draft."""
    content = {**files(), "dokument/DOK-0003.yaml": NIGHT, "dokument/DOK-0004.yaml": CALLS}
    return changed("kvalitet.yaml", "börjar: 2024-01-01\n", TOPICS, content)


def gathered(content: dict[str, bytes] | None = None, scope: Scope = NOW) -> Facts:
    return facts(NAME, scope, content)


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        ("dokument.alla", ("DOK-0001", "DOK-0002", "DOK-0003", "DOK-0004")),
        ("dokument.gällande", ("DOK-0001", "DOK-0003")),
        ("dokument.går_ut", ("DOK-0003",)),
        ("dokument.utgångna", ("DOK-0002",)),
        ("dokument.utkast", ("DOK-0004",)),
        # one has no mark at all, one was approved in another version
        ("dokument.utan_godkännande", ("DOK-0001", "DOK-0003")),
        ("dokument.ändrade_efter", ()),
        ("dokument.kontrollerade", ()),
        ("dokument.utan_ansvarig", ()),
        ("ämnen.krävda", ("fallprevention", "utskrivning_och_samverkan", "vårdhygien")),
        ("ämnen.utan_dokument", ("utskrivning_och_samverkan", "vårdhygien")),
        ("dokument.ansvarig.chefläkare/varden.alla", ("DOK-0003",)),
        ("dokument.ansvarig.chefläkare/varden.går_ut", ("DOK-0003",)),
        ("dokument.ansvarig.enhetschef/avdelning-1.utgångna", ("DOK-0002",)),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(key: str, ids: tuple[str, ...]) -> None:
    assert gathered(more()).figures[key].ids == ids


def test_a_topic_without_a_document_in_force_is_told_with_what_there_is() -> None:
    assert rows(gathered(more()), "ämnen.saknas") == [
        ["Utskrivning och samverkan", "”Rutin för ringklockor” är under arbete"],
        ["Vårdhygien", "Inget dokument"],
    ]
    assert gathered().table["ämnen.saknas"].empty == "Vårdgivaren har inte bestämt vilka ämnen som ska täckas."


def test_a_topic_is_demanded_of_the_whole_and_not_of_each_unit() -> None:
    content = {**more(), "dokument/DOK-0003.yaml": NIGHT.replace(b"enhet: varden", b"enhet: avdelning-1")}
    elsewhere = gathered(content, Scope(year_of(2026), "mottagningen"))
    assert elsewhere.figures["ämnen.utan_dokument"].ids == ("utskrivning_och_samverkan", "vårdhygien")
    assert "DOK-0003" not in elsewhere.figures["dokument.alla"].ids


def test_what_expires_is_told_by_its_last_day_with_who_must_act() -> None:
    assert [row[:3] for row in rows(gathered(more()), "dokument.att_göra")] == [
        [
            "Rutin för sängar i lågt läge",
            "Ses över före sista giltighetsdagen",
            "31 januari 2026, har passerat",
        ],
        ["Rutin för nattillsyn", "Ses över före sista giltighetsdagen", "31 maj 2026"],
    ]


def test_what_is_replaced_could_go_and_so_could_what_covers_no_topic_and_holds_nothing_up() -> None:
    assert [row[:2] for row in rows(gathered(more()), "dokument.kan_tas_bort")] == [
        [
            "Rutin för sängar i lågt läge (DOK-0002, version 2.0)",
            "Har ersatts av ”Rutin för nattillsyn”",
        ],
        [
            "Rutin för överrapportering (DOK-0001, version 1.0)",
            "Täcker inget krävt ämne, och inget i registret bygger på det",
        ],
    ]


def test_what_a_document_in_the_making_will_replace_stays() -> None:
    content = changed("dokument/DOK-0002.yaml", "version:", "nästa: {version: '3.0'}\nversion:")
    assert rows(gathered(content), "dokument.kan_tas_bort") == []
    assert len(rows(gathered(), "dokument.kan_tas_bort")) == 1


def test_a_role_that_nobody_holds_is_said_to_be_vacant() -> None:
    held = "innehav: [{innehavare: h-004, från: 2020-01-01}]"
    content = changed("organisation.yaml", held, "innehav: [{innehavare: h-004, från: 2020-01-01, till: 2026-01-31}]")
    found = gathered(content)
    assert found.figures["dokument.utan_ansvarig"].ids == ("DOK-0002",)
    assert rows(found, "dokument.ansvariga")[0][0] == "Enhetschef, Avdelning 1 (vakant)"


def test_those_whose_documents_need_nothing_are_one_row_where_they_are_many() -> None:
    roles = (
        *("hälso_och_sjukvårdsnämnd/region-alm", "chefläkare/varden", "samordnare_ledningssystem/varden"),
        *("verksamhetschef/medicin", "enhetschef/mottagningen", "analysledare/varden"),
    )
    calm = {
        f"dokument/DOK-001{n}.yaml": CALLS.replace(b"DOK-0004", f"DOK-001{n}".encode()).replace(
            b"enhetschef/mottagningen", role.encode()
        )
        for n, role in enumerate(roles)
    }
    found = gathered({**files(), **calm})
    told = rows(found, "dokument.ansvariga")
    assert told[0] == ["Enhetschef, Avdelning 1", "1", "1", "0"]
    assert told[-1] == ["Övriga (6), där inget går ut", "7", "0", "0"]
    assert len(told) == 2
    assert len(rows(gathered(more()), "dokument.ansvariga")) == 4


def test_a_unit_has_its_own_documents_and_those_that_are_decided_above_it() -> None:
    found = gathered(more(), Scope(year_of(2026), "mottagningen"))
    # that of the ward beside it is not one of them
    assert found.figures["dokument.alla"].ids == ("DOK-0001", "DOK-0003", "DOK-0004")
    assert found.title == "Dokumentförteckning: Mottagningen"


def test_a_register_without_documents_is_told_so_in_a_sentence() -> None:
    content = {path: data for path, data in files().items() if not path.startswith("dokument/")}
    text = rendered(NAME, NOW, content).markdown
    assert text.startswith("Registret har inga styrande dokument som gäller här.\n")
    assert "#" not in text


def test_the_point_stands_first() -> None:
    first = rendered(NAME, NOW, more()).markdown.partition("\n\n## ")[0]
    assert first == (
        "I dag, den 1 april 2026, gäller 2 styrande dokument. Av dem går 1 dokument ut inom tre månader. Dessutom har "
        "1 dokument gått ut utan att upphävas.\n\n"
        "Av 3 ämnen som vårdgivaren ska täcka saknar 2 ämnen ett gällande dokument: ”utskrivning och samverkan” "
        "och ”vårdhygien”.\n\n"
        "Av dem som gäller saknar 2 dokument ett godkännande av sin version, och inga dokument har ändrats efter "
        "godkännandet."
    )


def test_what_is_to_be_decided_is_named() -> None:
    text = rendered(NAME, NOW, more()).markdown
    topics = "Utskrivning och samverkan; Vårdhygien"
    assert f"- **Ämnen utan gällande dokument (2):** {topics}. Bestäm vem som skriver ett" in text
    assert (
        "- **Dokument som har gått ut (1):** Rutin för sängar i lågt läge. Besluta om att förnya eller upphäva." in text
    )
    assert "**Gällande utan aktuellt godkännande (2):** Rutin för nattillsyn; Rutin för överrapportering." in text
    assert "Dokument som ingen svarar för" not in text
