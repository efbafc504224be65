"""Underlaget är nyare än dokumentet.

Ett gällande dokument bygger på en källa som är daterad efter det att dokumentet senast prövades, eller på en äldre
version av en källa som ett annat dokument i registret anger i en nyare. Är underlaget självt ett dokument i registret
sägs det i stället av regeln om granskningsmärken.

Varför: Ett nytt nationellt underlag kan ändra vad som är rätt att göra. Ingen har tagit ställning till det förrän
dokumentet har prövats mot det. Kravet är vårdgivarens eget.

Gör så här: Jämför dokumentet med det nya underlaget. Behövs ingen ändring, lägg till ett märke i steget oförändrad med
motiv. Annars ge ut en ny version.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    bygger_på:
      - källa: "Vårdhandboken: Hjärtstopp"
        datum: 2026-09-01
    granskningar:
      - av: chefläkare/halso-och-sjukvard
        datum: 2026-01-19
        steg: godkänd
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    bygger_på:
      - källa: "Vårdhandboken: Hjärtstopp"
        datum: 2026-09-01
    granskningar:
      - av: chefläkare/halso-och-sjukvard
        datum: 2026-01-19
        steg: godkänd
      - av: chefläkare/halso-och-sjukvard
        datum: 2026-09-28
        steg: oförändrad
        motiv: Den nya utgåvan ändrar ingenting för vårdavdelningarna.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.dokument import Dokument, Underlag
from kvalitet.views.granskningar import latest_approving

SEVERITY = Severity.WARNING
BASIS = own_target("ett dokument prövas när underlaget förnyas")

_HELP = "Jämför med underlaget och lägg till märket oförändrad med motiv, eller ge ut en ny version."

_Editions = Mapping[str, Underlag]


def check(register: Register) -> Iterator[Fault]:
    """Every source in a document in force that is newer than the document's latest review."""
    documents = [dokument for dokument in Dokument.all(register) if not register.is_cancelled(dokument.record)]
    editions = _editions(documents)
    for dokument in documents:
        stands = _stands(dokument) if dokument.in_force else None
        for underlag in dokument.bygger_pa if stands else ():
            found = _fault(underlag, stands, editions) if stands and not underlag.dokument else None
            if found:
                yield found


def _stands(dokument: Dokument) -> tuple[date, str] | None:
    """The day that the document's contents are from, with what happened then; None where nothing tells."""
    mark = latest_approving(dokument.granskningar)
    if mark and mark.datum:
        return mark.datum, "prövades senast"
    return (dokument.giltig_fran, "började gälla") if dokument.giltig_fran else None


def _editions(documents: Iterable[Dokument]) -> _Editions:
    """The latest edition of each source that any document names with both version and date."""
    found: dict[str, Underlag] = {}
    for dokument in documents:
        for underlag in dokument.bygger_pa:
            if underlag.kalla and underlag.version and underlag.datum:
                known = found.get(_name(underlag))
                if known is None or (known.datum or date.min) < underlag.datum:
                    found[_name(underlag)] = underlag
    return found


def _name(underlag: Underlag) -> str:
    return " ".join(underlag.kalla.split()).casefold()


def _fault(underlag: Underlag, stands: tuple[date, str], editions: _Editions) -> Fault | None:
    reviewed, what = stands
    if underlag.datum and underlag.datum > reviewed:
        return fault(
            underlag.record,
            *underlag.at("datum"),
            message=f"{underlag.kalla} är från {underlag.datum}, men dokumentet {what} {reviewed}",
            help=_HELP,
        )
    newer = editions.get(_name(underlag))
    if not newer or not newer.datum or not underlag.version or newer.version == underlag.version:
        return None
    if newer.datum <= reviewed:
        return None
    return fault(
        underlag.record,
        *underlag.at("version"),
        message=f"{underlag.kalla} finns i version {newer.version} från {newer.datum} (se {newer.record.id}),"
        f" men dokumentet bygger på version {underlag.version} och {what} {reviewed}",
        help=_HELP,
    )
