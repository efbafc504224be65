"""Daterat långt i efterhand.

Ett datum för något som verksamheten själv gjorde, till exempel att en avvikelse rapporterades, en åtgärd blev klar
eller ett dokument godkändes, checkades in långt efter den dag som det säger. Fyndet pekar ut det datum som ligger
längst tillbaka i posten; är posterna många i samma incheckning blir de ett enda fynd. Dagen då en händelse inträffade
räknas inte, för den kan bli känd sent. Poster med importerad räknas inte, och inte det som fanns när registret
började. Regeln säger också till när en incheckning säger sig vara gjord en tidigare dag än en som den bygger på.

Varför: Ett datum som skrivs in månader efteråt är ett minne och inget spår. Den som granskar behöver veta vilket det
är. Gränsen är vårdgivarens egen.

Gör så här: Skriv in det som händer när det händer. Kommer uppgiften från ett annat system eller ett äldre register,
fyll i importerad. Var det ett skrivfel, rätta datumet. Går datorns klocka fel, ställ den rätt.

Fel:
    # incheckning 2026-09-14 av Eva Ek
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Två läkemedel låg på samma hylla.
Rätt:
    # incheckning 2026-09-14 av Eva Ek
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-09-14
    beskrivning: Två läkemedel låg på samma hylla.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.past import Past, Trace, path_of, told
from kvalitet.model.wording import counted, days, first_of

SEVERITY = Severity.WARNING
BASIS = own_target("det som händer skrivs in när det händer")

_NOT_OWN = frozenset({"händelsedatum", "importerad", "utgångsdatum"})
_HELP = "Är uppgiften hämtad från ett annat håll, fyll i importerad. Är det ett skrivfel, rätta datumet."

_Late = tuple[Trace, Sequence[tuple[date, str]]]
"""A record in a commit, with the days that were told late, the earliest first, each with its dotted name."""


def history(
    past: Past,
    *,
    dagar: Annotated[int, "så många dagar får det gå från ett datum till dess att det checkas in"] = 60,
    antal: Annotated[int, "så många poster i samma incheckning räknas som ett enda fynd"] = 5,
) -> Iterator[Fault]:
    """A fault for each record, or where they are many for each commit, in which days of deeds were told long after."""
    for traces in past.by_commit.values():
        late = [(trace, found) for trace in traces if (found := _late(trace, dagar))]
        if len(late) >= antal:
            yield _of_many(late)
        else:
            yield from (_of_one(trace, found) for trace, found in late)


def _late(trace: Trace, most: int) -> Sequence[tuple[date, str]]:
    committed = trace.commit.committed.date()
    return (
        []
        if trace.imported
        else sorted(
            (when, name)
            for name, when in trace.dated
            if (committed - when).days > most and name.rpartition(".")[2] not in _NOT_OWN
        )
    )


def _of_one(trace: Trace, found: Sequence[tuple[date, str]]) -> Fault:
    when, name = found[0]
    others = f", liksom {counted(len(found) - 1, 'datum', 'datum')} till" if len(found) > 1 else ""
    distance = days((trace.commit.committed.date() - when).days)
    return _fault(trace, name, f"{when} checkades in {distance} senare, {told(trace.commit)}{others}", _HELP)


def _of_many(late: Sequence[_Late]) -> Fault:
    trace, found = min(late, key=lambda pair: (pair[1][0], pair[0].record.id))
    when, name = found[0]
    names = first_of([each.record.id for each, _ in late])
    message = (
        f"{counted(len(late), 'post', 'poster')} fick datum långt i efterhand {told(trace.commit)}, "
        f"det äldsta {when}: {names}"
    )
    return _fault(trace, name, message, "Är posterna hämtade från ett annat håll, fyll i importerad i dem.")


def _fault(trace: Trace, name: str, message: str, help: str) -> Fault:  # noqa: A002  # a finding's own word
    record = trace.record
    return Fault(path=record.path, record=record, field=path_of(record.data, name), message=message, help=help)


def backwards(past: Past) -> Iterator[Fault]:
    """A fault for each commit that says that it is older than what it builds on."""
    for commit, later in past.backwards:
        yield Fault(
            path=past.register.settings.path,
            demand=commit.id,
            message=f"incheckningen säger sig vara gjord {told(commit)}, men bygger på en från {later}",
            help="Ta reda på om klockan gick fel eller om någon har daterat om incheckningen, och anteckna det.",
        )
