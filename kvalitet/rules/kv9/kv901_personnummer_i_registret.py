"""Ett personnummer eller reservnummer står i registret.

Ett personnummer, samordningsnummer eller reservnummer står i en fil: i ett värde, en nyckel, en kommentar, en text,
en textbilaga eller ett filnamn. Datum och kontrollsiffra stämmer (för Skånes och Värmlands reservnummer och den
nationella reservidentiteten: datum och mönster), hur numret än är skrivet. Numret visas aldrig, varken här eller i
något annat kommando: i dess ställe står █. De första 50 i varje fil pekas ut. Bilder, pdf-filer och kontorsdokument
läses inte, och inte heller nummer vars födelseår är senare än 2049. Tio siffror utan streck efter ett ord som
telefon, dokument-id eller diarienummer räknas inte. Ett födelsedatum med streck efter år 2009, följt av något som kan
vara ett klockslag, tas för en tidpunkt.

Varför: Ett kvalitetsregister behöver veta vad som hände, inte vem det hände. Bara uppgifter som behövs får behandlas
(patientdatalagen 2 kap. 7 §), och det som har checkats in i git finns kvar i historiken: hos en myndighet kan det
bara gallras efter beslut. Att numret inte ska stå här är vårdgivarens eget mål.

Gör så här: Ta bort numret innan filen checkas in, och hänvisa i stället till ärendet i det system där patienten hör
hemma. Är filen redan incheckad: låt den som svarar för registret besluta om gallring.

Fel:
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-10-12
    rapporterad: 2026-10-12
    beskrivning: Patienten 811218-9876 fick fel dos.
Rätt:
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-10-12
    rapporterad: 2026-10-12
    beskrivning: Patienten fick fel dos.
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.rules.kv9._platser import found, words
from kvalitet.secrets import Sought, find

SEVERITY = Severity.ERROR
BASIS = own_target("inga nummer som pekar ut en person i registret")

_HELP = "Ta bort numret. Är filen redan incheckad, låt den som svarar för registret besluta om gallring."


def source(path: str, text: str) -> Iterator[Fault]:
    """A fault for each number of a person in a file, and one for a path that has any."""
    named = find(path, Sought.NUMBERS)
    if named:
        message = f"{words(named[0].sort)} står i namnet på filen eller mappen"
        yield Fault(path=path, message=message, help="Döp om filen eller mappen, och ta ställning till gallring.")
    yield from found(path, text, Sought.NUMBERS, _HELP)
