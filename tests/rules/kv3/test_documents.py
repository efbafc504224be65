"""What fixtures of one day and the shipped thresholds cannot show of the rules on documents."""

from dataclasses import replace

from kvalitet.model.finding import Finding
from kvalitet.model.register import Register
from kvalitet.model.value import Span
from kvalitet.rules.kv3 import kv304_godkand_utan_mandat_eller_av_fel_roll as kv304
from kvalitet.rules.kv3 import kv319_manga_avvikelser_men_ingen_oversyn as kv319
from tests.rules.fixtures import TODAY, fixture

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

STATUTES = (
    ("Patientsäkerhetslagen", "patientsäkerhetslagen", "2010:659"),
    ("PSL", "patientsäkerhetslagen", "2010:659"),
    ("Patientsäkerhetsförordningen", "patientsäkerhetsförordningen", "2010:1369"),
    ("PSF", "patientsäkerhetsförordningen", "2010:1369"),
    ("Patientlagen", "patientlagen", "2014:821"),
    ("Patientdatalagen", "patientdatalagen", "2008:355"),
    ("PDL", "patientdatalagen", "2008:355"),
    ("Hälso- och sjukvårdslagen", "hälso- och sjukvårdslagen", "2017:30"),
    ("HSL", "hälso- och sjukvårdslagen", "2017:30"),
    ("Offentlighets- och sekretesslagen", "offentlighets- och sekretesslagen", "2009:400"),
    ("OSL", "offentlighets- och sekretesslagen", "2009:400"),
    ("Socialtjänstlagen", "socialtjänstlagen", "2025:400"),
    ("SoL", "socialtjänstlagen", "2025:400"),
    ("Lagen om samordningsnummer", "lagen om samordningsnummer", "2022:1697"),
    (
        "Lagen om tillgänglighet till digital offentlig service",
        "lagen om tillgänglighet till digital offentlig service",
        "2018:1937",
    ),
    ("DOS-lagen", "lagen om tillgänglighet till digital offentlig service", "2018:1937"),
)
"""How a text names a statute, what it is called, and its number in Svensk författningssamling."""


def codes(text: str) -> list[str]:
    return [finding.code for finding in fixture(text).assess().findings]


def of_text(code: str, text: str) -> list[Finding]:
    named = fixture(f"{DOCUMENT}innehåll: dokument/DOK-0001.md\n")
    whole = replace(named, files={**named.files, "dokument/DOK-0001.md": text.encode()})
    return [finding for finding in whole.assess().findings if finding.code == code]


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


def test_lex_sarah_is_rightly_cited_in_the_old_chapter_until_the_day_it_moved() -> None:
    older = DOCUMENT.replace("2026-01-20", "2025-01-20")
    cited = f"{older}målgrupp: [de som enligt 14 kap. SoL anmäler enligt lex Sarah]\n"
    assert "KV317" not in codes(f"# idag: 2025-06-30\n---\n{cited}")
    assert "KV317" in codes(f"# idag: 2025-07-01\n---\n{cited}")


def test_what_a_text_without_headings_lacks_is_told_at_its_beginning() -> None:
    told = of_text("KV312", "Ring 3000.\n")
    assert [f.message.partition(":")[0] for f in told] == [
        "rubrik saknas",
        "texten har ingen rubrik på högsta nivån",
    ]
    assert {f.span for f in told} == {Span(1, 1, 1, 2)}, "its first character"


def test_the_jumps_between_headings_are_counted_from_the_second() -> None:
    text = "# Ansvar\n\n### Larma\n\n## Arbetssätt\n"
    (once,) = of_text("KV312", text)
    assert once.message == 'rubriken "Larma" hoppar från nivå 1 till nivå 3'
    (twice,) = of_text("KV312", f"{text}\n#### Ring\n")
    assert twice.message == 'rubriken "Larma" hoppar från nivå 1 till nivå 3, och likadant på 1 ställe till'


def test_five_unfinished_places_are_named_and_the_rest_counted() -> None:
    five, six = ("".join(f"Rum {number}: TODO\n\n" for number in range(many)) for many in (5, 6))
    (named,), (counted,) = of_text("KV313", five), of_text("KV313", six)
    assert [told.message.count('"TODO"') for told in (named, counted)] == [5, 5]
    assert counted.message.endswith(" och 1 till")
    assert not named.message.endswith(" till")


def test_every_statute_that_is_known_is_told_by_its_name_and_its_number() -> None:
    wrong = [f"{written} (1999:{100 + index})" for index, (written, *_) in enumerate(STATUTES)]
    right = [f"{written} ({number})" for written, _, number in STATUTES]
    told = [f for f in fixture(f"{DOCUMENT}målgrupp: {wrong + right}\n").assess().findings if f.code == "KV317"]
    assert [(f.message, f.help) for f in told] == [
        (f"{name} har nummer {number}, inte 1999:{100 + index}", f"Skriv {name} ({number}).")
        for index, (_, name, number) in enumerate(STATUTES)
    ]


def test_a_document_that_no_deviation_names_is_not_to_be_looked_over_however_few_are_enough() -> None:
    """The threshold of KV319 may be set to 0."""
    assert not list(kv319.check(fixture(DOCUMENT).assess().register, TODAY, antal=0))
