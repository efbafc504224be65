"""Risk analyses."""

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
    atgarder = Parts(Atgard, "åtgärder")
    kvarstaende_sannolikhet = Whole("kvarstående", "sannolikhet")
    kvarstaende_konsekvens = Whole("kvarstående", "konsekvens")
    kvarstaende_datum = FirstDay("kvarstående", "datum")
    accepterad = Mapped("accepterad")

    @property
    def bedomning(self) -> Riskbedomning | None:
        """The latest judgement: the residual risk where there is one, else the first; None while unjudged."""
        if self.kvarstaende_sannolikhet and self.kvarstaende_konsekvens:
            return Riskbedomning(
                self.kvarstaende_sannolikhet,
                self.kvarstaende_konsekvens,
                self.at("kvarstående"),
                self.kvarstaende_datum,
            )
        if self.sannolikhet and self.konsekvens:
            return Riskbedomning(self.sannolikhet, self.konsekvens, self.path)
        return None


class Riskanalys(View):
    """A risk analysis. Its own actions are those that meet several risks."""

    kind = "riskanalys"

    status = Text("status")
    slag = Text("slag")
    datum = FirstDay("datum")
    skala = Text("skala")
    risker = Parts(Risk, "risker")
    atgarder = Parts(Atgard, "åtgärder")
    uppfoljning_senast = FirstDay("uppföljning", "senast")
    uppfoljning_utford = FirstDay("uppföljning", "utförd")
    ersatter = Text("ersätter")
    regler_fran = FirstDay("regler_från")

    @property
    def decided(self) -> bool:
        """Whether the risks and the actions have been decided on, now or once."""
        return self.status in {"beslutad", "följs_upp", "avslutad"}
