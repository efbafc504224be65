"""Åtgärd utan orsak, eller orsak utan åtgärd.

I en post som har både orsaker och åtgärder på översta nivån pekar en åtgärd inte ut någon av orsakerna. Eller så har
en orsak varken en åtgärd eller ett motiv, fast posten är avslutad eller åtgärderna beslutade. Akuta åtgärder behöver
inte svara mot en orsak: de begränsar skadan medan utredningen pågår. I en riskanalys hör åtgärden till risken den
står under, och de orsakerna bedöms inte här.

Varför: En åtgärd som inte rör någon orsak lämnar orsaken kvar, och en orsak som ingen har tagit ställning till kan ge
samma händelse igen. Att de ska höra ihop är vårdgivarens eget mål.

Gör så här: Skriv orsakens id i åtgärdens avser. Ska inget göras åt en orsak, skriv varför i orsakens motiv. Saknas
orsaken som åtgärden rör, lägg till den.

Fel:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: åtgärdas
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-10-12
    rapporterad: 2026-10-12
    påbörjad: 2026-10-14
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    orsaker:
      - id: O1
        beskrivning: Hyllorna är sorterade efter namn och inte efter styrka.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-12-15
        status: planerad
Rätt:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: åtgärdas
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-10-12
    rapporterad: 2026-10-12
    påbörjad: 2026-10-14
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    orsaker:
      - id: O1
        beskrivning: Hyllorna är sorterade efter namn och inte efter styrka.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        avser: [O1]
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-12-15
        status: planerad
"""

from collections.abc import Iterator, Mapping

from kvalitet.model.dates import day
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import value_at
from kvalitet.model.wording import listing
from kvalitet.views.atgarder import Atgard
from kvalitet.views.orsaker import Orsak

SEVERITY = Severity.WARNING
BASIS = own_target("åtgärder och orsaker hör ihop")

_TOP = 2
_DECIDED = frozenset({"åtgärdas", "följs_upp"})


def check(register: Register) -> Iterator[Fault]:
    """Actions that name none of their record's causes; else, once settled, causes that nothing meets."""
    for name, orsaker in _causes(register).items():
        record = register.by_id[name]
        if register.is_cancelled(record) or _closed_before_import(record):
            continue
        actions = _actions(register, record)
        astray = [action for action in actions if not action.data.get("akut") and not _answers(action, orsaker)]
        for action in astray:
            yield fault(
                action.record,
                *action.at("avser"),
                message=f"{action.name} svarar inte mot någon av orsakerna ({listing(list(orsaker))})"
                if len(orsaker) > 1
                else f"{action.name} svarar inte mot orsaken {next(iter(orsaker))}",
                help="Skriv i avser vilken orsak åtgärden rör, eller lägg till orsaken.",
            )
        # to name its cause may be all that an action lacks: then the cause has one
        if not astray:
            yield from _unmet(register, orsaker, actions)


def _unmet(register: Register, orsaker: Mapping[str, Orsak], actions: tuple[Atgard, ...]) -> Iterator[Fault]:
    named = {name for action in actions for name in action.avser}
    unmet = [orsak for orsak in orsaker.values() if orsak.id not in named and not orsak.motiv]
    if not unmet or not _settled(register, unmet[0].record) or _elsewhere(register, unmet[0].record):
        return
    names = listing([orsak.id for orsak in unmet])
    yield fault(
        unmet[0].record,
        *unmet[0].at("id"),
        message=f"{'orsaken' if len(unmet) == 1 else 'orsakerna'} {names} har varken en åtgärd eller ett motiv",
        help="Lägg till en åtgärd som avser orsaken, eller skriv i orsakens motiv varför inget görs.",
    )


def _causes(register: Register) -> Mapping[str, Mapping[str, Orsak]]:
    """The causes at the top of records, by the record's id and their own."""
    found: dict[str, dict[str, Orsak]] = {}
    for item in register.items(Orsak.shape):
        if len(item.path) == _TOP:
            found.setdefault(item.record.id, {})[item.id] = Orsak.of_item(item)
    return found


def _actions(register: Register, record: Record) -> tuple[Atgard, ...]:
    items = (item for item in register.items_of(record, Atgard.shape) if len(item.path) == _TOP)
    return tuple(action for action in map(Atgard.of_item, items) if action.is_open or action.is_done)


def _answers(action: Atgard, orsaker: Mapping[str, Orsak]) -> bool:
    return any(name in orsaker for name in action.avser)


def _settled(register: Register, record: Record) -> bool:
    """Whether the record is closed, or what is to be done has been decided."""
    decided = record.status in _DECIDED or value_at(record.data, ("beslut", "datum")) is not None
    return decided or record.status in register.kinds[record.kind].closed


def _closed_before_import(record: Record) -> bool:
    imported, closed = day(record.data.get("importerad")), day(record.data.get("avslutad"))
    return bool(imported and closed and closed <= imported)


def _elsewhere(register: Register, record: Record) -> bool:
    """Whether what is done about the causes stands, or may stand, in an investigation of its own."""
    if record.kind == "klagomal":
        return "avvikelse" in record.data
    if record.kind != "avvikelse":
        return False
    return register.misses("handelseanalys") or any(
        mention.record.kind == "handelseanalys" and mention.field.key == "avvikelser"
        for mention in register.referrers(record.id)
        if not register.is_cancelled(mention.record)
    )
