"""Filen innehåller inte en enda post.

Varje fil ska hålla en post: rader med nyckel, kolon och värde. Här är filen tom, en lista, ett ensamt värde eller
flera poster efter varandra.

Varför: En post per fil gör att varje post har sin egen historik och att två personer kan arbeta med var sin.

Gör så här: Lägg varje post i en egen fil med postens id som namn. Ta bort filen om den är tom.

Fel:
    # fil: dokument/DOK-0001.yaml
    - id: DOK-0001
      titel: Rutin för hjärtstopp på vårdavdelning
    - id: DOK-0002
      titel: Rutin för telemetri
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    ---
    id: DOK-0002
    titel: Rutin för telemetri
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
"""

from kvalitet.model.finding import Severity

SEVERITY = Severity.ERROR
BASIS = None
