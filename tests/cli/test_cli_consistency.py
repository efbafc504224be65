"""What people feel to be wrong is told by `check`, in words that name it, and passed over once it is put right."""

from pathlib import Path

import pytest

from tests.cli.commands import TODAY, Kvalitet
from tests.rules.fixtures import GROUND, fixture

RISK = """
id: RIS-2026-0001
titel: Larm på hjärtavdelningen
enhet: kardiologi
status: beslutad
ansvarig: verksamhetschef/kardiologi
uppdragsgivare: verksamhetschef/kardiologi
slag: proaktiv
datum: 2026-01-10
beslutad: 2026-01-15
skala: 4x4@1
patientmedverkan: patient
uppföljning: {metod: Räkna larm.}
risker:
  - id: R1
    beskrivning: Larmet hörs inte.
    perspektiv: patient
    sannolikhet: 3
    konsekvens: 2
    kvarstående: {sannolikhet: 1, konsekvens: 2, datum: 2026-09-01}
"""
DONE = """
    åtgärder:
      - {id: A1, beskrivning: Byt larm., senast: 2026-06-30, status: klar, klar: 2026-06-01,
         uppföljning: {utförd: 2026-08-01, effekt: uppnådd}}
"""
CLOSED = """
id: AVV-2026-0001
titel: Förväxlade läkemedel
enhet: kardiologi
status: avslutad
ansvarig: verksamhetschef/kardiologi
rapporterande_enhet: kardiologi
typ: tillbud
kategori: läkemedel_förväxling
händelsedatum: 2026-02-02
rapporterad: 2026-02-02
påbörjad: 2026-02-03
avslutad: 2026-05-04
utredningsnivå: förenklad
slutsats: Samma hylla.
bedömning: enskild_händelse
återkoppling: {rapportör: 2026-05-05}
beskrivning: Två läkemedel stod på samma hylla.
åtgärder: [{id: A1, beskrivning: Flytta., senast: 2026-04-30, status: klar, klar: 2026-04-01}]
"""
AGAIN = """
---
id: AVV-2026-0002
titel: Förväxlade läkemedel igen
enhet: kardiologi
status: utreds
ansvarig: verksamhetschef/kardiologi
rapporterande_enhet: kardiologi
typ: tillbud
kategori: läkemedel_förväxling
händelsedatum: 2026-09-02
rapporterad: 2026-09-02
påbörjad: 2026-09-03
beskrivning: Samma hylla igen.
"""
CAUSES = """
id: AVV-2026-0001
titel: Svar lästes inte
enhet: kardiologi
status: utreds
ansvarig: verksamhetschef/kardiologi
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: 2026-11-02
rapporterad: 2026-11-02
påbörjad: 2026-11-03
beskrivning: Svaret låg oläst.
orsaker: [{id: O1, beskrivning: Ingen hade uppdraget.}]
åtgärder:
  - {id: A1, beskrivning: Måla om.%s, ansvarig: verksamhetschef/kardiologi, senast: 2027-01-31, status: planerad}
"""
DOCUMENT = """
id: DOK-0001
titel: Iordningställande av läkemedel
enhet: kardiologi
status: gällande
ansvarig: verksamhetschef/kardiologi
handlingstyp: checklista
version: "1.0"
giltig_från: 2026-01-01
plats: Intranätet
granskningar: [{av: chefläkare/halso-och-sjukvard, datum: 2025-12-01, steg: godkänd}]
"""
NAMING = "".join(
    f"""
---
id: AVV-2026-{number:04}
titel: Förväxling {number}
enhet: kardiologi
status: utreds
ansvarig: verksamhetschef/kardiologi
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: 2026-09-{number:02}
rapporterad: 2026-09-{number:02}
påbörjad: 2026-09-{number:02}
dokument: DOK-0001
beskrivning: Fel ask.
"""
    for number in range(1, 6)
)
DECISION = """
id: BES-2026-0001
titel: Stängning av en avdelning
enhet: kardiologi
status: fattat
instans: Ledningsgruppen
beskrivning: Avdelningen stängs.
datum: 2026-10-20
förändring_från: 2027-02-01
"""
ANALYSIS = f"""
---
{RISK.replace("2026-01-10", "%s").replace("2026-01-15", "%s")}{DONE}beslut: BES-2026-0001
"""
REVIEW = """
id: LGG-{year}-0001
titel: Ledningens genomgång, brandsäkerhet
enhet: halso-och-sjukvard
status: genomförd
ansvarig: chefläkare/halso-och-sjukvard
område: brandsäkerhet
period: "{period}"
datum: {year}-02-11
lämnad: {{till: chefläkare/halso-och-sjukvard, datum: {year}-02-20}}
beslut: [{{id: B1, text: Fortsätt.}}]
"""
LAST_YEAR = (
    REVIEW.format(year=2025, period=2024)
    + "åtgärder: [{id: A1, beskrivning: Öva., senast: 2025-12-31, status: klar, klar: 2025-10-01}]\n---"
)
THIS_YEAR = REVIEW.format(year=2026, period=2025) + "föregående: LGG-2025-0001\n"
ACCOUNT = "uppföljning: [{åtgärd: LGG-2025-0001/A1, beslut: avslutas, kommentar: Övningen hölls.}]\n"
LAW = DOCUMENT.replace("titel: Iordningställande av läkemedel", "titel: Samtycke enligt patientlagen (%s)")

CASES = {
    "a risk lowered without any action": (
        "KV609",
        RISK,
        RISK + DONE,
        "risken R1 har sänkts från riskvärde 6 till 2 utan att någon åtgärd är genomförd",
    ),
    "closed though the same has come again": (
        "KV413",
        CLOSED + AGAIN,
        CLOSED + AGAIN + "relaterat: [AVV-2026-0001]\n",
        "har inträffat på enheten igen: AVV-2026-0002 (2026-09-02)",
    ),
    "an action that answers no cause": (
        "KV412",
        CAUSES % "",
        CAUSES % ", avser: [O1]",
        "åtgärden A1 svarar inte mot orsaken O1",
    ),
    "a document that many deviations cite and nobody revised": (
        "KV319",
        DOCUMENT + NAMING,
        DOCUMENT + "prövning: {datum: 2026-10-01, utfall: behåll}\n" + NAMING,
        "5 avvikelser sedan 2026-09-01 gäller dokumentet, som inte har setts över sedan 2026-01-01",
    ),
    "a change decided before its risk analysis": (
        "KV606",
        DECISION + ANALYSIS % ("2026-10-25", "2026-10-26"),
        DECISION + ANALYSIS % ("2026-09-25", "2026-09-26"),
        "RIS-2026-0001 är daterad 2026-10-25, efter beslutet",
    ),
    "a review without the account of last year's actions": (
        "KV806",
        LAST_YEAR + THIS_YEAR,
        LAST_YEAR + THIS_YEAR + ACCOUNT,
        "1 åtgärd från LGG-2025-0001 redovisas inte: LGG-2025-0001/A1",
    ),
    "a law cited with the wrong number": (
        "KV317",
        LAW % "2024:821",
        LAW % "2014:821",
        "patientlagen har nummer 2014:821, inte 2024:821",
    ),
}


def place(folder: Path, text: str) -> None:
    """Writes the files of a small register into a folder."""
    files = {str(p.relative_to(GROUND)): p.read_bytes() for p in GROUND.rglob("*") if p.is_file()}
    for path, data in {**files, **fixture(f"# idag: {TODAY}\n---\n{text}").files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.mark.parametrize(("code", "wrong", "right", "words"), CASES.values(), ids=CASES)
def test_check_names_it_and_stops_when_it_is_put_right(  # noqa: PLR0913, PLR0917  # a case has four parts
    code: str, wrong: str, right: str, words: str, tmp_path: Path, kvalitet: Kvalitet
) -> None:
    told = {}
    for name, text in (("fel", wrong), ("rätt", right)):
        place(tmp_path / name, text)
        ran = kvalitet("check", "--register", str(tmp_path / name), "--today", TODAY, "--select", code)
        assert "kunde inte läsas in" not in ran.err
        told[name] = ran.out
    assert words in " ".join(told["fel"].split())
    assert code in told["fel"]
    assert code not in told["rätt"]
