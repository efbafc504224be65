"""En post har tagits bort.

En post som har funnits i registret finns inte längre. Att en post har flyttats eller fått ett nytt id i samma
incheckning räknas inte, och inte heller en borttagen post som har återställts.

Varför: Det som har rapporterats och beslutats ska gå att följa efteråt. Poster makuleras med ett skäl, de raderas inte.
Hos en myndighet kan handlingar dessutom bara gallras efter beslut. Att inget raderas ur registret är vårdgivarens eget
krav.

Gör så här: Återställ filen ur historiken, sätt status till makulerad och skriv varför. Är borttagningen beslutad som
gallring, spara beslutet.

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
    beskrivning: Två läkemedel låg på samma hylla.
    ---
    # incheckning 2026-04-10 av Bo Berg
    # borttagen
    id: AVV-2026-0001
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
    beskrivning: Två läkemedel låg på samma hylla.
    ---
    # incheckning 2026-04-10 av Bo Berg
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: makulerad
    motiv: Samma händelse är redan rapporterad av apoteket.
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Två läkemedel låg på samma hylla.
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.past import Past, told
from kvalitet.model.wording import shortened

SEVERITY = Severity.ERROR
BASIS = own_target("poster makuleras och raderas inte")

_TITLE = 80


def history(past: Past) -> Iterator[Fault]:
    """A fault for each record that is not there any more."""
    for gone in past.gone:
        record = gone.record
        when = told(gone.commit) if gone.commit else "vid en sammanslagning av grenar"
        title = f"”{shortened(record.title, _TITLE)}”" if record.title else "posten"
        yield fault(
            record,
            message=f"{title} togs bort {when}",
            help="Återställ filen ur historiken, sätt status till makulerad och skriv varför. "
            "Är den gallrad efter beslut, spara beslutet.",
        )
