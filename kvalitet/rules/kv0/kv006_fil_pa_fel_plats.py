"""En fil ligger på fel plats.

Poster ligger i mappen för sitt slag, i många slag med en mapp för varje år, och heter som sitt id med ändelsen .yaml.
Här ligger en YAML-fil där inga poster hör hemma, en post i fel mapp, eller en fil bland posterna som ingen post
nämner. En post i fel årsmapp räknas ändå; det gör inte en fil vars slag eller ändelse är fel.

Varför: Den som letar efter en post ska hitta den. En fil som ingen post nämner är lätt att glömma, och en YAML-fil på
fel plats är ofta en post som någon tror är med i registret.

Gör så här: Flytta filen till den mapp som meddelandet nämner och låt den behålla sitt namn. Skriv in bilagor under
bilagor eller innehåll i den post de hör till, eller ta bort dem.

Fel:
    # fil: avvikelser/2025/AVV-2026-0001.yaml
    id: AVV-2026-0001
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten halkade men föll inte.
Rätt:
    # fil: avvikelser/2026/AVV-2026-0001.yaml
    id: AVV-2026-0001
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten halkade men föll inte.
"""

import posixpath
from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity
from kvalitet.model.kind import Kind
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import value_at
from kvalitet.views.lankar import place

SEVERITY = Severity.ERROR
BASIS = None

_YAML_LIKE = (".yaml", ".yml")


def check(register: Register) -> Iterator[Fault]:
    """Records outside their folder, and files among the records that no record names."""
    for record in register.records:
        proper = _folder(register.kinds[record.kind], record)
        if posixpath.dirname(record.path) != proper:
            yield Fault(
                path=record.path,
                record=record,
                field=("id",),
                message=f"posten ligger i {posixpath.dirname(record.path)}, men hör hemma i {proper}",
                help=f"Flytta filen till {proper}.",
                severity=Severity.WARNING,
            )
    yield from _unnamed(register)


def _folder(kind: Kind, record: Record) -> str:
    year = record.id.split("-")[1]
    return f"{kind.folder}/{year}" if kind.yearly else kind.folder


def _unnamed(register: Register) -> Iterator[Fault]:
    folders = {kind.folder: kind for kind in register.kinds.values()}
    named = _named(register)
    for path in sorted(register.files - named):
        kind = _owner(folders, path)
        # a rejected record may be the one that names the file
        if kind is None or _passed_over(path) or register.misses(kind.name):
            continue
        yield Fault(
            path=path,
            demand=path,
            message=f"filen ligger bland {kind.plural}, men ingen post nämner den",
            help="Nämn filen under bilagor i den post den hör till, flytta den eller ta bort den.",
            severity=Severity.WARNING,
        )


def _owner(folders: dict[str, Kind], path: str) -> Kind | None:
    folder = posixpath.dirname(path)
    while folder and folder not in folders:
        folder = posixpath.dirname(folder)
    return folders.get(folder)


def _passed_over(path: str) -> bool:
    return path.lower().endswith(_YAML_LIKE) or posixpath.basename(path).upper().startswith("README")


def _named(register: Register) -> frozenset[str]:
    """The files that a record, a text or the settings name."""
    attached = {mention.value for mention in register.mentions if mention.field.attachment}
    linked = {place(body.path, link.target) for body in register.bodies.values() for link in body.links}
    logotype = value_at(register.settings.data, ("husstil", "logotyp"))
    return frozenset({path for path in (*attached, *linked, logotype) if isinstance(path, str)})
