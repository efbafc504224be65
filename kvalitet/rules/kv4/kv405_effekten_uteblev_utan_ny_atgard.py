"""Effekten uteblev men ingen ny åtgärd finns.

Effekten av en åtgärd, eller av alla åtgärder i en avvikelse, är bedömd som ej uppnådd. Sedan dess har inget nytt gjorts
mot samma sak, och inget pågår eller är planerat. Som nytt räknas också åtgärder i poster som hör ihop med denna, att
risken har bedömts på nytt eller godtagits och att ledningens genomgång har behandlat åtgärden.

Varför: Felet som åtgärden skulle rätta till finns kvar, men posten ser ut att vara färdig. Att en utebliven effekt
leder till något nytt är vårdgivarens eget mål.

Gör så här: Ta reda på varför åtgärden inte hjälpte och skriv in en ny med ansvarig och dag. Finns den nya åtgärden i en
annan post, skriv dess id under relaterat.

Fel:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: följs_upp
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-01-12
    rapporterad: 2026-01-12
    påbörjad: 2026-01-14
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    åtgärder:
      - id: A1
        beskrivning: Märk hyllorna med varningstext.
        status: klar
        klar: 2026-03-20
        uppföljning: {senast: 2026-10-01, utförd: 2026-09-24, effekt: ej_uppnådd}
Rätt:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: åtgärdas
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-01-12
    rapporterad: 2026-01-12
    påbörjad: 2026-01-14
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    åtgärder:
      - id: A1
        beskrivning: Märk hyllorna med varningstext.
        status: klar
        klar: 2026-03-20
        uppföljning: {senast: 2026-10-01, utförd: 2026-09-24, effekt: ej_uppnådd}
      - id: A2
        beskrivning: Flytta läkemedel med snarlika namn till skilda skåp.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2027-01-31
        status: planerad
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kvalitet.model.dates import day
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import texts, value_at
from kvalitet.views.atgarder import Atgard, all_actions
from kvalitet.views.avvikelser import Avvikelse
from kvalitet.views.forbattringar import Forbattring
from kvalitet.views.genomgangar import Genomgang
from kvalitet.views.handelseanalyser import Handelseanalys
from kvalitet.views.handlingsplaner import Handlingsplan
from kvalitet.views.riskanalyser import Riskanalys, judged_again, replaced

SEVERITY = Severity.WARNING
BASIS = own_target("en utebliven effekt leder till en ny åtgärd")

_HELP = "Skriv in en ny åtgärd, eller under relaterat id på posten där den finns."
_FAILED = "ej_uppnådd"
_SERIES = "genomföranden"
_BROAD = frozenset({Handlingsplan.kind, Genomgang.kind})
_LEADING_TO_ACTIONS = frozenset({Handelseanalys.kind, Riskanalys.kind, Forbattring.kind})


def check(register: Register) -> Iterator[Fault]:
    """One fault for each effect that failed to come and that nothing has answered, at the judgement."""
    work = _Work(register)
    told = set[str]()
    for action in all_actions(register):
        when = action.uppfoljning_utford
        if action.is_done and action.effekt == _FAILED and when and when >= action.counts_from:
            told.add(action.record.id)
            if not work.answers_action(action, when):
                message = f"effekten av {action.name} bedömdes {when} som ej uppnådd, men ingen ny åtgärd finns"
                yield fault(action.record, *action.at("uppföljning", "effekt"), message=message, help=_HELP)
    for avvikelse in Avvikelse.all(register):
        when = avvikelse.effekt_utvarderad
        if avvikelse.effekt_resultat != _FAILED or when is None or register.is_cancelled(avvikelse.record):
            continue
        old = avvikelse.regler_fran is not None and when < avvikelse.regler_fran
        # where an action is said to have failed, it has been judged above
        if not old and avvikelse.id not in told and not work.answers_record(avvikelse.record, when):
            message = f"effekten bedömdes {when} som ej uppnådd, men ingen ny åtgärd finns"
            yield fault(avvikelse.record, *avvikelse.at("effekt", "resultat"), message=message, help=_HELP)


@dataclass(frozen=True)
class _Work:
    """What is being done and has been done in the register, and what it answers."""

    register: Register

    def answers_action(self, action: Atgard, when: date) -> bool:
        """Whether something is under way or has been done since about the same thing as an action."""
        own = self._by_record.get(action.record.id, ())
        return (
            any(_same_matter(action, other) and _under_way(other, when) for other in own)
            or self._judged_again(action, when)
            or self._reviewed(action, when)
            or self._related(action.record, when)
        )

    def answers_record(self, record: Record, when: date) -> bool:
        """Whether something is under way or has been done since in a record, or in one that belongs to it."""
        own = self._by_record.get(record.id, ())
        return any(_under_way(other, when) for other in own) or self._related(record, when)

    @cached_property
    def _by_record(self) -> dict[str, list[Atgard]]:
        found: dict[str, list[Atgard]] = {}
        for action in all_actions(self.register):
            found.setdefault(action.record.id, []).append(action)
        return found

    @cached_property
    def _moot(self) -> frozenset[str]:
        return replaced(Riskanalys.all(self.register))

    @cached_property
    def _named_by_rejected(self) -> frozenset[str]:
        values = (value for rejected in self.register.rejected for value in rejected.data.values())
        return frozenset(text for value in values for text in texts(value))

    def _judged_again(self, action: Atgard, when: date) -> bool:
        # from then on the residual risk is what counts: KV605
        if action.record.kind != Riskanalys.kind:
            return False
        analys = Riskanalys(action.record, action.record.data)
        risks = [risk for risk in analys.risker if any(a.id == action.id for a in analys.meeting(risk))]
        again = [judged_again(risk, [action]) for risk in risks]
        return analys.id in self._moot or (bool(again) and all(judged and judged >= when for judged in again))

    def _reviewed(self, action: Atgard, when: date) -> bool:
        naming = (m.record for m in self.register.referrers(action.record.id) if m.value == action.address)
        held = (review for review in naming if review.kind == Genomgang.kind)
        return any((held_on := day(review.data.get("datum"))) and held_on >= when for review in held)

    def _related(self, record: Record, when: date) -> bool:
        rows = value_at(record.data, ("relaterat",))
        named = {row for row in rows if isinstance(row, str)} if isinstance(rows, list) else set[str]()
        if named & self.register.rejected_ids or record.id in self._named_by_rejected:
            return True
        naming = {mention.record.id for mention in self.register.referrers(record.id)}
        return any(
            self._works(self.register.by_id[name], when) for name in named | naming if name in self.register.by_id
        )

    def _works(self, record: Record, when: date) -> bool:
        # a plan and a review hold actions about much else
        if record.kind in _BROAD or self.register.is_cancelled(record):
            return False
        leading = record.kind in _LEADING_TO_ACTIONS and self.register.is_open(record)
        return leading or any(_under_way(action, when) for action in self._by_record.get(record.id, ()))


def _under_way(action: Atgard, since: date) -> bool:
    return action.is_open or (action.is_done and action.klar is not None and action.klar > since)


def _same_matter(action: Atgard, other: Atgard) -> bool:
    """Whether another action of the record may answer for the same risk, area or inspection."""
    inside, elsewhere = action.path[:-1], other.path[:-1]
    if inside == elsewhere or len(inside) == 1:
        return True
    if len(elsewhere) == 1:
        owner = value_at(action.record.data, (*inside[:-1], "id"))
        return not other.avser or owner in other.avser or bool({*action.avser} & {*other.avser})
    return inside[0] == elsewhere[0] == _SERIES
