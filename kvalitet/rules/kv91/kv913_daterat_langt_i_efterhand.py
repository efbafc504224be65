"""Daterat långt i efterhand.

Ett datum för något som verksamheten själv gjorde, till exempel att en avvikelse rapporterades, en åtgärd blev klar
eller ett dokument godkändes, checkades in långt efter den dag som det säger. Ett fynd per post och incheckning pekar ut
det datum som ligger längst tillbaka. Dagen då en händelse inträffade räknas inte, för den kan bli känd sent. Poster med
importerad räknas inte, och inte det som fanns när registret började. Regeln säger också till när en incheckning säger
sig vara gjord en tidigare dag än en som den bygger på.

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

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import day
from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.past import Life, Past, Turn, told
from kvalitet.model.wording import counted, days

SEVERITY = Severity.WARNING
BASIS = own_target("det som händer skrivs in när det händer")

_NOT_OWN = frozenset({"händelsedatum", "importerad", "utgångsdatum"})
_IMPORTED = "importerad"


def history(
    life: Life, *, dagar: Annotated[int, "så många dagar får det gå från ett datum till dess att det checkas in"] = 60
) -> Iterator[Fault]:
    """A fault for each commit that set a date of something done long before."""
    told_before: set[tuple[str, str]] = set()
    for turn in life.turns:
        dates = [(name, when) for name, when in _dates(life, turn) if (name, str(when)) not in told_before]
        told_before.update((name, str(when)) for name, when in dates)
        late = [(when, name) for name, when in dates if (turn.day - when).days > dagar]
        if not late or turn.commit.id in life.founding or (turn.after or {}).get(_IMPORTED):
            continue
        when, name = min(late)
        others = f", liksom {counted(len(late) - 1, 'datum', 'datum')} till" if len(late) > 1 else ""
        yield life.fault(
            name,
            f"{when} checkades in {days((turn.day - when).days)} senare, {told(turn.commit)}{others}",
            "Är uppgiften hämtad från ett annat håll, fyll i importerad. Är det ett skrivfel, rätta datumet.",
        )


def backwards(past: Past) -> Iterator[Fault]:
    """A fault for each commit that says that it is older than what it builds on."""
    for commit, later in past.backwards:
        yield Fault(
            path=past.register.settings.path,
            demand=commit.id,
            message=f"incheckningen säger sig vara gjord {told(commit)}, men bygger på en från {later}",
            help="Ta reda på om klockan gick fel eller om någon har daterat om incheckningen, och anteckna det.",
        )


def _dates(life: Life, turn: Turn) -> Iterator[tuple[str, date]]:
    """The dates of deeds that a commit set, each with its dotted name."""
    for change in turn.changes:
        when = day(change.after)
        field = life.field_at(turn.after or {}, change.field) if when else None
        if when and field and field.past and field.key not in _NOT_OWN:
            yield change.field, when
