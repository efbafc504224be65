"""Stämplat på löpande band.

Många poster har fått sin giltighetstid flyttad fram i en och samma incheckning, eller fått granskningsmärken av samma
person inom samma minut. Poster som skapas räknas inte.

Varför: En prövning tar tid. Flyttas många datum på en gång är det troligt att ingen har läst, och då säger märkena
ingenting. Det behöver inte vara fel: ett möte kan ha gått igenom dem alla. Gränsen är vårdgivarens egen.

Gör så här: Ta reda på om dokumenten är lästa. Pröva dem annars ett för ett och checka in varje prövning för sig. Har
ett möte gått igenom dem, hänvisa till protokollet i märkets underlag.

Fel:
    # incheckning 2026-03-02 av Eva Ek
    {id: DOK-0001, titel: Telemetri, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2026-12-31}
    ---
    {id: DOK-0002, titel: Hjärtsvikt, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2026-12-31}
    ---
    {id: DOK-0003, titel: Pacemaker, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2026-12-31}
    ---
    {id: DOK-0004, titel: Ultraljud, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2026-12-31}
    ---
    {id: DOK-0005, titel: Arbetsprov, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2026-12-31}
    ---
    # incheckning 2026-11-02 av Bo Berg
    {id: DOK-0001, titel: Telemetri, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2028-12-31}
    ---
    {id: DOK-0002, titel: Hjärtsvikt, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2028-12-31}
    ---
    {id: DOK-0003, titel: Pacemaker, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2028-12-31}
    ---
    {id: DOK-0004, titel: Ultraljud, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2028-12-31}
    ---
    {id: DOK-0005, titel: Arbetsprov, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2028-12-31}
Rätt:
    # incheckning 2026-03-02 av Eva Ek
    {id: DOK-0001, titel: Telemetri, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2026-12-31}
    ---
    {id: DOK-0002, titel: Hjärtsvikt, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2026-12-31}
    ---
    # incheckning 2026-11-02 av Bo Berg
    {id: DOK-0001, titel: Telemetri, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2028-12-31}
    ---
    # incheckning 2026-11-03 av Bo Berg
    {id: DOK-0002, titel: Hjärtsvikt, enhet: kardiologi, status: utkast, handlingstyp: rutin, giltig_till: 2028-12-31}
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.past import Past, Trace, path_of, told
from kvalitet.model.wording import counted, first_of, listing

SEVERITY = Severity.WARNING
BASIS = own_target("det som godkänns har någon läst")

_VALIDITY = frozenset({"giltig_till", "nästa_granskning", "följs_upp_senast"})


def history(
    past: Past, *, antal: Annotated[int, "så många poster på en gång räknas som löpande band"] = 5
) -> Iterator[Fault]:
    """A fault for each minute in which one person moved or marked too many records."""
    minutes: dict[tuple[str, str], list[Trace]] = {}
    for trace in past.traces:
        commit = trace.commit
        key = (commit.author_address or commit.author, f"{commit.committed:%Y-%m-%d %H:%M}")
        minutes.setdefault(key, []).append(trace)
    for traces in minutes.values():
        moved = _records(trace for trace in traces if _prolonged(trace))
        marked = _records(trace for trace in traces if trace.marks and not trace.created)
        if len(moved) >= antal or len(marked) >= antal:
            yield _told(traces, moved, marked)


def _records(traces: Iterator[Trace]) -> Sequence[Trace]:
    """The first trace of each record."""
    return tuple({trace.record.id: trace for trace in traces}.values())


def _prolonged(trace: Trace) -> str | None:
    return next((each.field for each in trace.moved if each.field in _VALIDITY), None)


def _told(traces: Sequence[Trace], moved: Sequence[Trace], marked: Sequence[Trace]) -> Fault:
    most = moved if len(moved) >= len(marked) else marked
    first = most[0]
    name = _prolonged(first) if most is moved else f"granskningar.{first.marks[-1][0]}"
    parts = [f"giltighetstiden flyttades fram i {counted(len(moved), 'post', 'poster')}"] if moved else []
    parts += [f"{counted(len(marked), 'post', 'poster')} fick granskningsmärken"] if marked else []
    return Fault(
        path=first.record.path,
        record=first.record,
        field=path_of(first.record.data, name or ""),
        message=f"{listing(parts)} på en gång {told(traces[0].commit)}: "
        f"{first_of([trace.record.id for trace in most])}",
        help="Ta reda på om de är lästa. Pröva dem annars ett för ett, eller hänvisa till protokollet i underlag.",
    )
