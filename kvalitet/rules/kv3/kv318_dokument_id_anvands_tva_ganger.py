"""Samma dokument-id används två gånger.

Två dokument som inte är upphävda har samma dokument_id och samma version. Olika versioner får dela nummer: gäller de
samtidigt sägs det i stället av regeln om två versioner. Har två gällande dokument av samma typ samma titel på samma
enhet blir det en upplysning: det kan vara samma dokument på två ställen.

Varför: Numret är det som binder posten till dokumentet i det andra systemet. Delas det av två poster går det inte att
säga vilken som gäller, och en ny import kan skriva över fel post.

Gör så här: Är det samma dokument två gånger, upphäv det ena och ange skälet. Är det två olika dokument, rätta numret.

Fel:
    id: DOK-0001
    titel: Infusionspumpar, handhavande
    enhet: kardiologi
    status: utkast
    handlingstyp: manual
    dokument_id: RE-MT-0412
    ---
    id: DOK-0002
    titel: Manual för infusionspumpar
    enhet: kardiologi
    status: utkast
    handlingstyp: manual
    dokument_id: RE-MT-0412
Rätt:
    id: DOK-0001
    titel: Infusionspumpar, handhavande
    enhet: kardiologi
    status: utkast
    handlingstyp: manual
    dokument_id: RE-MT-0412
    ---
    id: DOK-0002
    titel: Manual för sprutpumpar
    enhet: kardiologi
    status: utkast
    handlingstyp: manual
    dokument_id: RE-MT-0413
"""

from collections.abc import Iterator
from dataclasses import replace

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.dokument import Dokument

SEVERITY = Severity.WARNING
BASIS = own_target("ett dokument har en post")


def same_title(register: Register) -> Iterator[Fault]:
    """Every document in force that has the title, type and unit of an earlier one, without sharing its number."""
    first: dict[tuple[str, str, str], Dokument] = {}
    for dokument in Dokument.all(register):
        if not dokument.in_force:
            continue
        key = (" ".join(dokument.titel.split()).casefold(), dokument.handlingstyp, dokument.record.unit or "")
        other = first.setdefault(key, dokument)
        if other is not dokument and not (dokument.nummer and dokument.nummer == other.nummer):
            found = fault(
                dokument.record,
                *dokument.at("titel"),
                message=f"{other.id} har samma titel och typ, på samma enhet",
                help="Upphäv det ena om det är samma dokument, annars skilj dem åt i titeln.",
            )
            yield replace(found, severity=Severity.INFO)


def check(register: Register) -> Iterator[Fault]:
    """Every document that has the foreign number and version of an earlier one."""
    first: dict[tuple[str, str], str] = {}
    for dokument in Dokument.all(register):
        if not dokument.dokument_id or register.is_cancelled(dokument.record):
            continue
        other = first.setdefault((dokument.nummer, dokument.version), dokument.id)
        if other != dokument.id:
            version = f" och version {dokument.version}" if dokument.version else ""
            yield fault(
                dokument.record,
                *dokument.at("dokument_id"),
                message=f"dokument_id {dokument.dokument_id}{version} står också i {other}",
                help="Upphäv det ena om det är samma dokument, annars rätta numret.",
            )
