"""Rubriker saknas eller står i oordning.

Texten i ett gällande dokument saknar en rubrik som handlingstypen kräver, hoppar över en rubriknivå, eller har inte en
enda rubrik på högsta nivån. Bara Markdownfiler prövas. Vilka rubriker en typ kräver står i kodverket handlingstyper.

Varför: En rutin ska visa hur aktiviteten utförs och hur ansvaret är fördelat (SOSFS 2011:9 4 kap. 4 §), och en egen
rubrik gör att det går att hitta. Den som läser med skärmläsare tar sig fram genom rubrikernas nivåer. Vilka rubriker
som krävs har vårdgivaren själv bestämt.

Gör så här: Lägg till den rubrik som saknas, även om avsnittet blir kort. Låt texten börja med en enda rubrik på högsta
nivån (#) och gå ned en nivå i taget.

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

    ## Arbetssätt

    Larma 3000 och påbörja hjärt-lungräddning.
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

    ## Ansvar

    Den som är närmast larmar och påbörjar behandlingen.

    ## Arbetssätt

    Larma 3000 och påbörja hjärt-lungräddning.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.register import Body, Heading, Register
from kvalitet.model.value import Span
from kvalitet.model.wording import counted, listing
from kvalitet.views.dokument import Dokument

SEVERITY = Severity.WARNING
BASIS = own_target("vårdgivarens krav på rubriker i styrande dokument")

_NUMBERING = re.compile(r"^[0-9]+(?:\.[0-9]+)*\.?\s+")


def check(register: Register) -> Iterator[Fault]:
    """Every text of a document in force whose headings are not as they should be."""
    for dokument in Dokument.all(register):
        body = register.bodies.get(dokument.innehall) if dokument.in_force else None
        # an empty text is a fault of its own
        if body and body.text and body.text.strip() and body.path.lower().endswith(".md"):
            yield from _missing(register, dokument, body)
            yield from _top(dokument, body)
            yield from _skipped(dokument, body)


def _missing(register: Register, dokument: Dokument, body: Body) -> Iterator[Fault]:
    written = [_NUMBERING.sub("", heading.text).casefold() for heading in body.headings]
    wanted = _required(register, dokument.handlingstyp)
    lacking = [names for names in wanted if not any(_is(text, name) for text in written for name in names)]
    if lacking:
        words = [listing([f'"{name}"' for name in names], "eller") for names in lacking]
        first = body.headings[0].span if body.headings else Span(1, 1, 1, 2)
        yield Fault(
            path=body.path,
            record=dokument.record,
            span=first,
            message=f"rubrik saknas: {'; '.join(words)}",
            help="Lägg till rubriken med ett eget avsnitt.",
        )


def _is(text: str, name: str) -> bool:
    # "Ansvar och roller" is the heading "Ansvar"
    return re.match(rf"{re.escape(name.casefold())}\b", text) is not None


def _required(register: Register, handlingstyp: str) -> list[tuple[str, ...]]:
    """The headings that a type demands, each as the names it may have."""
    types = register.codes.get("handlingstyper")
    code = types.codes.get(handlingstyp) if types else None
    rows = code.data.get("rubriker") if code else None
    return [tuple(str(name) for name in row) for row in rows if isinstance(row, list)] if isinstance(rows, list) else []


def _top(dokument: Dokument, body: Body) -> Iterator[Fault]:
    tops = [heading for heading in body.headings if heading.level == 1]
    if len(tops) == 1:
        return
    if tops:
        message = f"texten har {counted(len(tops), 'rubrik', 'rubriker')} på högsta nivån, men ska ha en"
    else:
        message = "texten har ingen rubrik på högsta nivån"
    yield _minor(dokument, body, tops[1].span if tops else Span(1, 1, 1, 2), message)


def _skipped(dokument: Dokument, body: Body) -> Iterator[Fault]:
    steps = zip(body.headings, body.headings[1:], strict=False)
    skips: list[tuple[Heading, Heading]] = [(above, here) for above, here in steps if here.level > above.level + 1]
    if skips:
        above, here = skips[0]
        times = f", och likadant på {counted(len(skips) - 1, 'ställe', 'ställen')} till" if len(skips) > 1 else ""
        message = f'rubriken "{here.text}" hoppar från nivå {above.level} till nivå {here.level}{times}'
        yield _minor(dokument, body, here.span, message)


def _minor(dokument: Dokument, body: Body, span: Span, message: str) -> Fault:
    fault = Fault(
        path=body.path,
        record=dokument.record,
        span=span,
        message=message,
        help="Låt texten ha en rubrik på högsta nivån och gå ned en nivå i taget.",
    )
    return replace(fault, severity=Severity.INFO)
