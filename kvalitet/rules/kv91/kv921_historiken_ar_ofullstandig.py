"""Historiken är ofullständig.

Arkivet är en ytlig klon: de äldsta incheckningarna är inte hämtade. Ingenting annat om historiken prövas då.

Varför: Det som saknas kan vara just det som granskningen letar efter. Att inget hittas i en del av historiken säger
ingenting om resten. Kravet är vårdgivarens eget.

Gör så här: Hämta resten med git fetch --unshallow. I GitHub Actions: fetch-depth: 0, i GitLab: GIT_DEPTH: 0.

Fel:
    # ytlig klon
    # incheckning 2026-03-02 av Eva Ek
    id: DOK-0001
    titel: Rutin för telemetri
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
Rätt:
    # incheckning 2026-03-02 av Eva Ek
    id: DOK-0001
    titel: Rutin för telemetri
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.past import Past

SEVERITY = Severity.ERROR
BASIS = own_target("hela historiken går att granska")


def history(past: Past) -> Iterator[Fault]:
    """A fault where the beginning of the history is not there."""
    if past.shallow:
        yield Fault(
            path=past.register.settings.path,
            demand="historik",
            message="arkivet är en ytlig klon, så historiken går inte att granska",
            help="Hämta resten med git fetch --unshallow (GitHub Actions: fetch-depth: 0, GitLab: GIT_DEPTH: 0).",
        )
