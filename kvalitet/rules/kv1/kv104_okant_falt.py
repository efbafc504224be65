"""Fältet finns inte i det här slaget av post.

Posten har ett fält som schemat inte känner till: ett felstavat namn, ett fält från ett annat slag eller ett fält på
fel nivå.

Varför: Ett fält med fel namn läses inte av någon regel och kommer inte med i någon rapport, fast den som skrev det
tror det.

Gör så här: Rätta namnet, flytta fältet dit det hör eller ta bort det. Namnen skrivs med å, ä och ö.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingtyp: rutin
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
"""

from kvalitet.model.finding import Severity

SEVERITY = Severity.ERROR
BASIS = None
