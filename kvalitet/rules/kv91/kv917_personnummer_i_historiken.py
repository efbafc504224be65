"""Ett personnummer eller reservnummer finns i historiken.

Ett personnummer, samordningsnummer eller reservnummer har någon gång checkats in: i en post, en text, en textbilaga,
ett filnamn eller i det som står om incheckningen. Att det sedan togs bort ur filen hjälper inte, för allt som har
checkats in finns kvar. Numret visas aldrig. Samma sätt att känna igen nummer används som i KV901, och samma slags filer
läses. Grenar och taggar som inte ligger bakom den granskade incheckningen läses inte.

Varför: Bara uppgifter som behövs får behandlas (patientdatalagen 2 kap. 7 §). Hos en myndighet är arkivet med sin
historik en allmän handling, så det som ska bort kan bara gallras efter beslut. Att inga nummer finns i historiken är
vårdgivarens eget mål.

Gör så här: Låt den som svarar för registret besluta om gallring. Kommandot kvalitet audit --purge-plan visar vad som
ska göras, i vilken ordning, och handboken har ett kapitel om gallring. Verktyget skriver aldrig om historiken.

Fel:
    # incheckning 2026-03-02 av Eva Ek
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten 811218-9876 fick fel dos.
    ---
    # incheckning 2026-03-03 av Eva Ek
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten fick fel dos.
Rätt:
    # incheckning 2026-03-02 av Eva Ek
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten fick fel dos.
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.past import Leak, Past, told
from kvalitet.model.wording import listing
from kvalitet.rules.kv9._platser import words
from kvalitet.secrets import Sort

SEVERITY = Severity.ERROR
BASIS = own_target("inga nummer som pekar ut en person i historiken")

_HELP = "Låt den som svarar för registret besluta om gallring. Se vad som ska göras med ”kvalitet audit --purge-plan”."


def history(past: Past) -> Iterator[Fault]:
    """A fault for each file, and each commit's own words, in which a number of a person has stood."""
    for leak in past.leaks:
        what = listing([words(Sort(sort)) for sort in leak.sorts])
        yield Fault(
            path=leak.path or past.register.settings.path,
            demand=f"{leak.since.id} {leak.path}",
            message=f"{what} {_where(leak)} {told(leak.since)} {_since(leak)}",
            help=_HELP,
        )


def _where(leak: Leak) -> str:
    if not leak.path:
        return "står i det som sägs om incheckningen"
    return "checkades in" if leak.blobs else "stod i filens namn"


def _since(leak: Leak) -> str:
    if leak.until is None:
        return "och står kvar" if leak.path else "och finns i historiken"
    return f"och finns kvar i historiken, fast det togs bort {told(leak.until)}"
