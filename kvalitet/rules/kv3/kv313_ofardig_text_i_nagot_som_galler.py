"""Ofärdig text i något som gäller.

I ett dokument som står som gällande, eller i en annan post som är beslutad eller aktiv, finns något som skulle fyllas i
senare: XX, TODO, ???, [fyll i …], en öppen fråga, "under uppbyggnad" eller en länk utan adress. Posten får en enda
anmärkning som räknar upp ställena. Kommentarer och text skriven som kod prövas inte, inte heller mallar och blanketter.
Länkar i en text bredvid prövas av regeln om länkar.

Varför: Den som följer rutinen får ingen vägledning just där det saknas något, och kan inte veta om resten är färdigt.

Gör så här: Skriv det som saknas, eller ta bort stycket. Är frågan inte avgjord, låt dokumentet vara ett utkast.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    innehåll: dokument/DOK-0001.md
    ---
    # fil: dokument/DOK-0001.md

    Larma hjärtstoppsteamet på ankn XXXX.
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    innehåll: dokument/DOK-0001.md
    ---
    # fil: dokument/DOK-0001.md

    Larma hjärtstoppsteamet på ankn 3000.
"""

import re
from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.wording import listing, number_text, shortened
from kvalitet.views.texter import Stycke, stycken

SEVERITY = Severity.WARNING
BASIS = own_target("det som gäller är färdigt")

IN_FORCE = frozenset({"gällande", "beslutad", "aktiv", "aktivt"})
"""The statuses by which a kind says that a record is decided and in use."""

_TO_FILL_IN = frozenset({"mall", "blankett"})
_ASIDE = frozenset({"id", "kommentarer", "granskningar", "undantag", "extern", "innehåll", "bilagor", "plats"})
_SHOWN = 5
_LONGEST = 40

# in their own order: what matches first has the place
_UNFINISHED = re.compile(
    r"""
    (?<![\w,])(?:20)?X{2,}(?:[-\s]X{2,})*(?!\w|-?kromosom)      # 46,XX is a karyotype
    | \bTODO\b
    | \?{3,}
    | [\[<](?:[Ff]yll\si|FYLL\sI|[Ii]nfoga|[Aa]nge|[Ss]kriv)\b[^\]>\n]{0,80}[\]>]
    | \b[Ll]orem\sipsum\b
    | ^[ \t#>*-]{0,20}[Öö]pp(?:en\sfråga|na\sfrågor)\s*(?::|$)
    | (?:^|[.:(|>*])[ \t#*_]{0,20}(?:(?:[Ss]idan|[Aa]vsnittet|[Kk]apitlet|[Dd]okumentet|[Rr]utinen|[Tt]exten|[Bb]ilagan)
      \s(?:är|håller\spå)\s)?[Uu]nder\suppbyggnad\b
    """,
    re.VERBOSE | re.MULTILINE,
)
_HINTS = ("XX", "TODO", "???", "[", "<", "psum", "fråg", "uppbyggnad")
"""One of these stands in every text that matches: looking for them first takes a fraction of the time."""
_NO_ADDRESS = re.compile(r"\[[^\]\n]+\]\(\s*\#?\s*\)")

_Place = tuple[Stycke, re.Match[str]]


def check(register: Register) -> Iterator[Fault]:
    """Every record in force with something left to be filled in."""
    for record in register.records:
        if record.status in IN_FORCE and record.text("handlingstyp") not in _TO_FILL_IN:
            places = [place for text in _texts(register, record) for place in _places(text)]
            if places:
                yield _fault(places)


def _texts(register: Register, record: Record) -> Iterator[Stycke]:
    body = record.text("innehåll") if record.kind == "dokument" else ""
    return stycken(register, record, body=body, but=_ASIDE)


def _places(text: Stycke) -> Iterator[_Place]:
    if not any(hint in text.text for hint in _HINTS):
        return
    for found in _UNFINISHED.finditer(text.text):
        yield text, found
    # a link without an address in a body has a rule of its own
    for found in _NO_ADDRESS.finditer(text.text) if not text.body else ():
        yield text, found


def _fault(places: list[_Place]) -> Fault:
    shown = [f'"{_word(found)}" ({text.where(_start(found))})' for text, found in places[:_SHOWN]]
    if len(places) > _SHOWN:
        shown.append(f"{number_text(len(places) - _SHOWN)} till")
    text, found = places[0]
    return text.fault(
        _start(found),
        found.end(),
        message=f"ofärdig text: {listing(shown)}",
        help="Skriv det som saknas eller ta bort stycket. Är frågan inte avgjord är det ett utkast.",
    )


def _word(found: re.Match[str]) -> str:
    return shortened(found[0].lstrip(" \n\t#>*-_.:(|"), _LONGEST)


def _start(found: re.Match[str]) -> int:
    return found.end() - len(found[0].lstrip(" \n\t#>*-_.:(|"))
