"""The process map, counted by hand in processes added to tests/render/register."""

import pytest
import yaml

from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from tests.facts.processes import INDICATOR, process
from tests.facts.small import facts, files, rendered
from tests.facts.written import rows

NAME = "processkarta"
NOW = Scope(year_of(2026))


def more() -> dict[str, bytes]:
    """A core process with all that it should have, one that is only known, a leading one, and one repealed."""
    content = process(1)
    content |= process(2, titel="Ögonvård", status="identifierad", **dict.fromkeys(("beskriven", "fastställd"), ""))
    content |= process(3, titel="Att leda", typ="ledningsprocess", enhet="varden", status="beskriven", fastställd="")
    content |= process(4, status="upphävd", upphävd="2026-01-01", skäl="Ingår i en annan.")
    return {**files(), **content, **INDICATOR}


def gathered(content: dict[str, bytes] | None = None, scope: Scope = NOW) -> Facts:
    return facts(NAME, scope, more() if content is None else content)


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        ("processer.alla", ("PRO-0001", "PRO-0002", "PRO-0003")),
        ("processer.kärnprocess", ("PRO-0001", "PRO-0002")),
        ("processer.ledningsprocess", ("PRO-0003",)),
        ("processer.stödprocess", ()),
        ("processer.steg.fastställd", ("PRO-0001",)),
        ("processer.steg.beskriven", ("PRO-0003",)),
        ("processer.steg.identifierad", ("PRO-0002",)),
        # the only measure in use is that of the first
        ("processer.med_luckor", ("PRO-0002", "PRO-0003")),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(key: str, ids: tuple[str, ...]) -> None:
    assert gathered().figures[key].ids == ids


def test_the_map_draws_each_process_in_its_band_with_how_far_it_has_come() -> None:
    found = gathered()
    assert rows(found, NAME) == [
        ["Att leda", "ledningsprocess", "–", "beskriven"],
        ["En process", "kärnprocess", "–", "fastställd"],
        ["Ögonvård", "kärnprocess", "–", "identifierad"],
    ]
    assert found.table[NAME].ids == ("PRO-0001", "PRO-0002", "PRO-0003")
    assert found.diagram[NAME].description == (
        "Processkarta. 1 ledningsprocess: Att leda. 2 kärnprocesser: En process och Ögonvård. Inga stödprocesser."
    )


def test_what_is_lacking_is_said_of_each_process() -> None:
    assert [row[:2] for row in rows(gathered(), "processer.luckor")] == [
        ["Att leda", "Mått"],
        ["Ögonvård", "Mått"],
    ]
    content = {**more(), **process(1, dokument="DOK-0002", kvalitetskrav="", processledare="")}
    # DOK-0002 has expired
    first = rows(gathered(content), "processer.luckor")[1]
    assert first[:2] == ["En process", "Ledare, gällande dokument och kvalitetskrav"]


def test_an_owner_whose_post_is_vacant_without_a_deputy_is_lacking() -> None:
    content = more()
    held = yaml.safe_load(content["organisation.yaml"])
    chief = next(unit for unit in held["enheter"] if unit["id"] == "medicin")["roller"][0]
    chief["innehav"][0]["till"] = "2026-01-31"
    content["organisation.yaml"] = yaml.safe_dump(held, allow_unicode=True).encode()
    lacks = dict(row[:2] for row in rows(gathered(content), "processer.luckor"))
    assert lacks["En process"] == "Ägare (rollen är vakant)"


def test_each_process_stands_with_what_belongs_to_it() -> None:
    text = rendered(NAME, NOW, more()).markdown
    card = text.partition("### En process\n")[2].partition("### ")[0]
    assert card == (
        "\nAtt ge vård.\n\n"
        "- Läge: Fastställd 10\u00a0mars\u00a02025\n"
        "- Ägare: Verksamhetschef, Medicin\n"
        "- Ledare: Enhetschef, Avdelning 1\n\n"
        "Kvalitetskrav:\n\n- Alla bedöms.\n\n"
        "Dokument:\n\n- Rutin för överrapportering (gäller till 31\u00a0december\u00a02026)\n\n"
        "Mått:\n\n- Bedömda i tid\n\n"
    )


def test_a_unit_shows_its_own_processes_and_one_with_none_is_told_so_in_a_sentence() -> None:
    unit = Scope(year_of(2026), "medicin")
    assert gathered(scope=unit).figures["processer.alla"].ids == ("PRO-0001", "PRO-0002", "PRO-0003")
    # the ward's head leads all of them, whoever keeps them
    ward = Scope(year_of(2026), "avdelning-1")
    assert gathered(scope=ward).figures["processer.alla"].ids == ("PRO-0001", "PRO-0002", "PRO-0003")
    nothing = rendered(NAME, Scope(year_of(2026), "mottagningen"), more()).markdown
    assert nothing == (
        "Registret har inga processer som hör till enheten. En process läggs till som en post i mappen processer.\n"
    )
    assert rendered(NAME, NOW, files()).markdown.startswith("Registret har inga processer ännu.")


def test_the_point_stands_first() -> None:
    assert rendered(NAME, NOW, more()).markdown.partition("\n\n")[0] == (
        "Kartan visar 1 ledningsprocess, 2 kärnprocesser och inga stödprocesser. Av dem är 1 process fastställd, "
        "1 beskriven men inte fastställd och 1 bara identifierad. I 2 processer fattas något."
    )


def test_the_process_that_lacks_most_is_named_first_where_it_is_to_be_decided() -> None:
    content = {**more(), **process(1, dokument="DOK-0002", kvalitetskrav="", processledare="")}
    text = rendered(NAME, NOW, content).markdown
    assert "- **Processer utan ägare eller ledare (1):** En process. Utse den som fattas." in text
    named = "En process (ledare, gällande dokument och kvalitetskrav); Att leda (mått); Ögonvård (mått)"
    assert f"- **Processer där något fattas (3):** {named}. Bestäm vad som ska göras klart" in text
