"""Risk analyses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kvalitet.model.value import FieldPath
from kvalitet.views.atgarder import Atgard
from kvalitet.views.orsaker import Orsak
from kvalitet.views.view import FirstDay, Mapped, Part, Parts, Text, View, Whole


@dataclass(frozen=True, slots=True)
class Riskbedomning:
    """A judged likelihood and consequence, where they stand; `datum` only on a judgement made again."""

    sannolikhet: int
    konsekvens: int
    path: FieldPath
    datum: date | None = None

    @property
    def riskvarde(self) -> int:
        """The product of the two."""
        return self.sannolikhet * self.konsekvens


class Risk(Part):
    """One risk of an analysis."""

    shape = "risk"

    id = Text("id")
    beskrivning = Text("beskrivning")
    perspektiv = Text("perspektiv")
    orsaker = Parts(Orsak, "orsaker")
    sannolikhet = Whole("sannolikhet")
    konsekvens = Whole("konsekvens")
    status = Text("status")
    status_sedan = FirstDay("status_sedan")
    atgarder = Parts(Atgard, "åtgärder")
    kvarstaende_sannolikhet = Whole("kvarstående", "sannolikhet")
    kvarstaende_konsekvens = Whole("kvarstående", "konsekvens")
    kvarstaende_datum = FirstDay("kvarstående", "datum")
    accepterad = Mapped("accepterad")
    accepterad_datum = FirstDay("accepterad", "datum")

    @property
    def forsta_bedomning(self) -> Riskbedomning | None:
        """The judgement made before any action; None while unjudged."""
        if self.sannolikhet and self.konsekvens:
            return Riskbedomning(self.sannolikhet, self.konsekvens, self.path)
        return None

    @property
    def kvarstaende(self) -> Riskbedomning | None:
        """The judgement made again after the actions, or None."""
        if not (self.kvarstaende_sannolikhet and self.kvarstaende_konsekvens):
            return None
        where = self.at("kvarstående")
        return Riskbedomning(self.kvarstaende_sannolikhet, self.kvarstaende_konsekvens, where, self.kvarstaende_datum)

    @property
    def bedomning(self) -> Riskbedomning | None:
        """The latest judgement: the residual risk where there is one, else the first; None while unjudged."""
        return self.kvarstaende or self.forsta_bedomning


class Riskanalys(View):
    """A risk analysis. Its own actions are those that meet several risks."""

    kind = "riskanalys"

    enhet = Text("enhet")
    status = Text("status")
    slag = Text("slag")
    process = Text("process")
    datum = FirstDay("datum")
    beslut = Text("beslut")
    skala = Text("skala")
    patientmedverkan = Text("patientmedverkan")
    risker = Parts(Risk, "risker")
    atgarder = Parts(Atgard, "åtgärder")
    metod_for_uppfoljning = Text("uppföljning", "metod")
    uppfoljning_senast = FirstDay("uppföljning", "senast")
    uppfoljning_utford = FirstDay("uppföljning", "utförd")
    ersatter = Text("ersätter")
    avslutad = FirstDay("avslutad")
    importerad = FirstDay("importerad")
    regler_fran = FirstDay("regler_från")

    @property
    def made(self) -> bool:
        """Whether it has been made or is under way: a planned one has the day on which it is to be made."""
        return self.status != "planerad"

    @property
    def decided(self) -> bool:
        """Whether the risks and the actions have been decided on, now or once."""
        return self.status in {"beslutad", "följs_upp", "avslutad"}

    @property
    def closed_before_import(self) -> bool:
        """Whether it was closed in another system: what that one never asked for cannot be asked of it here."""
        return bool(self.importerad and self.avslutad and self.avslutad <= self.importerad)

    def meeting(self, risk: Risk) -> tuple[Atgard, ...]:
        """The actions against a risk, broken off ones apart: its own, and shared ones that name it or a cause of it."""
        names = {risk.id, *(orsak.id for orsak in risk.orsaker)}
        meant = (*risk.atgarder, *(atgard for atgard in self.atgarder if names.intersection(atgard.avser)))
        return tuple(atgard for atgard in meant if atgard.is_open or atgard.is_done)

    def carried_out(self, actions: Iterable[Atgard]) -> date | None:
        """The day on which the last of the actions had been done and its effect followed up.

        A follow-up of the whole analysis counts for what was done by then. None where something remains,
        or where there are no actions.
        """
        days = [self._followed_up(atgard) for atgard in actions]
        known = [day for day in days if day]
        return max(known) if known and len(known) == len(days) else None

    @property
    def plan_carried_out(self) -> date | None:
        """The day on which the last action of the analysis had been done and followed up; None while one remains."""
        actions = (*self.atgarder, *(atgard for risk in self.risker for atgard in risk.atgarder))
        return self.carried_out(atgard for atgard in actions if atgard.is_open or atgard.is_done)

    def _followed_up(self, atgard: Atgard) -> date | None:
        if not atgard.is_done:
            return None
        whole = self.uppfoljning_utford
        counts = whole if whole and atgard.klar and atgard.klar <= whole else None
        return atgard.uppfoljning_utford or counts


def judged_again(risk: Risk, actions: Iterable[Atgard]) -> date | None:
    """The day of the residual judgement, or of the decision to accept, made since the last of the actions was done."""
    done = max((atgard.klar for atgard in actions if atgard.klar), default=date.min)
    days = (risk.kvarstaende.datum if risk.kvarstaende else None, risk.accepterad_datum)
    return max((day for day in days if day and day >= done), default=None)


def replaced(analyses: Iterable[Riskanalys]) -> frozenset[str]:
    """The ids of the analyses that a decided one has taken the place of."""
    return frozenset(analys.ersatter for analys in analyses if analys.decided and analys.ersatter)
