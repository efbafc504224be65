"""E-post, telefon eller namn står där en roll hör hemma.

En e-postadress, ett telefonnummer eller ett namn står i en post om en händelse, en risk eller ett beslut, i en
kommentar i den eller i en textbilaga. Ett namn är två ord med stor bokstav efter ”Namn:”, efter ord som patienten,
dottern och doktor, efter en hälsning eller efter ett snedstreck sist på raden. Det visas inte: i dess ställe står █.
Kontaktuppgifter hör hemma i organisation.yaml, i styrande dokument och deras texter (dokument, innehall och all
Markdown), och i inställningar, kodverk, scheman och mallar: där letar regeln inte. Adresser till en funktion, såsom
registrator och kansli, får stå var som helst.

Varför: En avvikelse eller ett klagomål pekar lätt ut någon, och registret ska handla om vad som hände. En roll finns
kvar när personen har slutat. Regeln är vårdgivarens eget mål.

Gör så här: Skriv rollen, till exempel enhetschef/hjartavdelningen, eller ”patienten” och ”anhörig”. Är filen redan
incheckad, fundera på om historiken behöver gallras.

Fel:
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-10-12
    rapporterad: 2026-10-12
    beskrivning: Patienten Anna Andersson fick fel dos.
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
from kvalitet.rules.kv9._platser import found
from kvalitet.secrets import Sought, contacts_belong

SEVERITY = Severity.WARNING
BASIS = own_target("roller i stället för personer")

_HELP = "Skriv rollen i stället, eller ta bort uppgiften."


def source(path: str, text: str) -> Iterator[Fault]:
    """A fault for each way to reach a person, and each name, in a file where they do not belong."""
    if not contacts_belong(path):
        yield from found(path, text, Sought.CONTACTS, _HELP)
