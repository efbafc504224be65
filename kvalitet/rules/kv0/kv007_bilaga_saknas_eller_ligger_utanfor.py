"""En bilaga saknas eller ligger utanför registret.

Sökvägen till en bilaga eller en text leder inte till någon fil i registret. Samma kod får en genväg (symbolisk länk)
som leder ut ur registret eller står i stället för en post; en sådan post tas inte in.

Varför: Det som ligger utanför registret följer inte med när det kopieras, arkiveras eller granskas, och ingen ser om
det ändras.

Gör så här: Skriv sökvägen från registrets översta mapp med / mellan mapparna, till exempel dokument/DOK-0001.md. Lägg
filen i registret, eller ta bort raden. Ersätt en genväg med filen själv.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    bilagor:
      - ../gemensamt/larmlista.md
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    bilagor:
      - bilagor/larmlista.md
    ---
    # fil: bilagor/larmlista.md
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from kvalitet.model.finding import Fault, Severity, fault
from kvalitet.model.register import Register
from kvalitet.model.settings import Settings
from kvalitet.model.value import FieldPath, value_at

SEVERITY = Severity.ERROR
BASIS = None

_STYLE = "husstil"
_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:")
_FROM_THE_TOP = "Lägg filen i registret och skriv sökvägen från registrets översta mapp."


def check(register: Register) -> Iterator[Fault]:
    """Every path to a file that is not there, or that is not one inside the register."""
    # a link that leads out is told by the reader, at the link
    present = register.files | {rejected.path for rejected in register.rejected}
    folders: dict[str, list[str]] = {}
    for path in sorted(register.files):
        folders.setdefault(posixpath.dirname(path), []).append(path)
    for mention in register.mentions:
        if mention.field.attachment and mention.value not in present and not register.is_cancelled(mention.record):
            message, advice = _said(mention.value, folders)
            yield fault(mention.record, *mention.path, message=message, help=advice)
    for spot, value in _style_files(register.settings):
        if value not in present:
            message, advice = _said(value, folders)
            yield Fault(path=register.settings.path, field=spot, message=message, help=advice)


def _style_files(settings: Settings) -> Iterator[tuple[FieldPath, str]]:
    """Every file that the house style names."""
    style = settings.data.get(_STYLE)
    named: list[FieldPath] = [("logotyp",), ("mall_docx",)]
    fonts = value_at(style, ("typsnitt", "filer"))
    named += [("typsnitt", "filer", index) for index in range(len(fonts) if isinstance(fonts, list) else 0)]
    for path in named:
        value = value_at(style, path)
        if isinstance(value, str):
            yield (_STYLE, *path), value


def _said(path: str, folders: Mapping[str, list[str]]) -> tuple[str, str]:
    if _ABSOLUTE.match(path):
        return f'sökvägen "{path}" är absolut', _FROM_THE_TOP
    proper = posixpath.normpath(path.replace("\\", "/"))
    if proper.startswith(".."):
        return f'sökvägen "{path}" leder ut ur registret', _FROM_THE_TOP
    siblings = folders.get(posixpath.dirname(proper), [])
    near = [proper] if proper in siblings else get_close_matches(proper, siblings, n=1, cutoff=0.85)
    meant = f'Menade du "{near[0]}"?' if near else "Lägg dit filen, rätta sökvägen eller ta bort raden."
    return f'filen "{path}" finns inte i registret', meant
