"""Cases with the supervising authority and the insurer, each with the deviations, analyses and lessons behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.model.register import Register
from kvalitet.views.arenden import LEX_MARIA, Arende
from kvalitet.views.atgarder import Atgard
from kvalitet.views.avvikelser import Avvikelse
from kvalitet.views.handelseanalyser import Handelseanalys, analyses_by_avvikelse
from kvalitet.views.lardomar import Lardom
from kvalitet.views.orsaker import Orsak

TYPES: Mapping[str, str] = {
    LEX_MARIA: "Anmälningar enligt lex Maria",
    "ivo_klagomål": "Klagomål hos IVO",
    "ivo_tillsyn": "Tillsyn från IVO",
    "löf": "Anspråk på ersättning hos Löf",
}
"""The types of case that a harm may lead to, with what they are called."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case with what is behind it."""

    arende: Arende
    avvikelser: tuple[Avvikelse, ...]
    analyser: tuple[Handelseanalys, ...]
    lardomar: tuple[Lardom, ...]

    @property
    def id(self) -> str:
        """The id of the case."""
        return self.arende.id

    @property
    def unit(self) -> str:
        """The unit where it happened."""
        return self.arende.record.unit or ""

    @property
    def day(self) -> date | None:
        """The day by which it counts: that of the notification, or that on which another case was opened."""
        return self.arende.anmald if self.arende.typ == LEX_MARIA else self.arende.oppnad

    @property
    def orsaker(self) -> Iterator[Orsak]:
        """The causes that were found: those of the event analyses, of the deviations where there is none."""
        analysed = {name for analys in self.analyser if analys.orsaker for name in analys.avvikelser}
        for analys in self.analyser:
            yield from analys.orsaker
        for avvikelse in self.avvikelser:
            if avvikelse.id not in analysed:
                yield from avvikelse.orsaker

    @property
    def atgarder(self) -> Iterator[Atgard]:
        """The actions of the case, of the deviations and of the event analyses."""
        yield from self.arende.atgarder
        for avvikelse in self.avvikelser:
            yield from avvikelse.atgarder
        for analys in self.analyser:
            yield from analys.atgarder

    @property
    def spread(self) -> bool:
        """Whether a lesson has been told."""
        return any(lardom.spread for lardom in self.lardomar)


def cases(reach: Reach) -> tuple[Case, ...]:
    """The cases within reach, cancelled ones left out."""
    live = (view for view in Arende.live(reach.register) if view.typ in TYPES and reach.covers(view.record.unit))
    return tuple(_case(reach.register, view) for view in live)


def _case(register: Register, arende: Arende) -> Case:
    behind = tuple(view for view in Avvikelse.live(register) if view.id in arende.avvikelser)
    analyses = analyses_by_avvikelse(register)
    found = {analys.id: analys for view in behind for analys in analyses.get(view.id, ())}
    sources = {arende.id, *arende.avvikelser, *found}
    lessons = (view for view in Lardom.live(register) if sources.intersection(view.fran))
    return Case(arende, behind, tuple(found.values()), tuple(lessons))
