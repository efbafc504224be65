"""What fixtures of one day and the shipped thresholds cannot show of the rules on documents."""

from kvalitet.model.register import Register
from kvalitet.rules.kv3 import kv304_godkand_utan_mandat_eller_av_fel_roll as kv304
from tests.rules.fixtures import fixture

DOCUMENT = """
id: DOK-0001
titel: Hjärtstopp på vårdavdelning
enhet: kardiologi
status: gällande
ansvarig: verksamhetschef/kardiologi
handlingstyp: rutin
version: "2.0"
giltig_från: 2026-01-20
"""

DEMAND = """---
# fil: kvalitet.yaml
vårdgivare: Region Exempel
börjar: 2023-01-01
krav:
  ämnen: [delegering]
"""


def codes(text: str) -> list[str]:
    return [finding.code for finding in fixture(text).assess().findings]


def register(marks: str) -> Register:
    return fixture(f"{DOCUMENT}granskningar:\n{marks}").assess().register


def test_a_register_may_let_the_one_who_answers_for_a_document_approve_it() -> None:
    own = register("  - {av: verksamhetschef/kardiologi, datum: 2026-01-19, steg: godkänd}")
    assert len(list(kv304.check(own))) == 1
    assert not list(kv304.check(own, skild_ansvarig=0))
    assert len(list(kv304.check(own, skild_granskare=0))) == 1


def test_a_register_may_let_the_reviewer_approve() -> None:
    reviewed = register(
        "  - {av: chefläkare/halso-och-sjukvard, datum: 2026-01-12, steg: granskad}\n"
        "  - {av: chefläkare/halso-och-sjukvard, datum: 2026-01-19, steg: godkänd}"
    )
    assert len(list(kv304.check(reviewed))) == 1
    assert not list(kv304.check(reviewed, skild_granskare=0))


def test_mandates_are_not_judged_by_an_organisation_that_could_not_be_read() -> None:
    marks = "granskningar:\n  - {av: kvalitetssamordnare/kardiologi, datum: 2026-01-19, steg: godkänd}\n"
    assert "KV304" in codes(DOCUMENT + marks)
    assert "KV304" not in codes(f"{DOCUMENT}{marks}---\n# fil: organisation.yaml\nenheter: fel\n")


def test_a_topic_is_not_called_missing_while_a_document_could_not_be_read() -> None:
    assert "KV314" in codes(DOCUMENT + DEMAND)
    assert "KV314" not in codes(DOCUMENT.replace("gällande", "gäller") + DEMAND)


def test_a_repealed_act_is_rightly_cited_until_the_day_of_its_repeal() -> None:
    cited = f"{DOCUMENT.replace('2026-01-20', '2025-01-20')}målgrupp: [de som SoL (2001:453) gäller för]\n"
    assert "KV317" not in codes(f"# idag: 2025-06-30\n---\n{cited}")
    assert "KV317" in codes(f"# idag: 2025-07-01\n---\n{cited}")
