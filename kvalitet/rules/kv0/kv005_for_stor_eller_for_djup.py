"""Filen är för stor eller har för många nivåer.

En post får vara högst 1 MiB stor och ha högst 20 nivåer av listor och nycklar i varandra. Den text som en post
bär som sitt innehåll får också vara högst 1 MiB, och en fil av annat slag högst 64 MiB.

Varför: En post ska gå att läsa av en människa. Gränserna hindrar också att en trasig fil stannar hela kontrollen.

Gör så här: Dela upp posten på flera, lägg långa texter i en bilaga, och leta efter parenteser som inte stängs om
nivåerna är oväntat många.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    nyckelord: [[[[[[[[[[[[[[[[[[[[hjärtstopp]]]]]]]]]]]]]]]]]]]]
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    nyckelord: [hjärtstopp]
"""

from kvalitet.model.finding import Severity

SEVERITY = Severity.ERROR
BASIS = None
