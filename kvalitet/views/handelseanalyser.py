"""Event analyses."""

from collections.abc import Mapping
from datetime import date

from kvalitet.model.register import Register
from kvalitet.views.atgarder import Atgard
from kvalitet.views.orsaker import Orsak
from kvalitet.views.view import FirstDay, Mapped, Parts, Text, Texts, View


class Handelseanalys(View):
    """An event analysis: what it investigates, and how far it has come."""

    kind = "handelseanalys"

    status = Text("status")
    avvikelser = Texts("avvikelser")
    beslutad = FirstDay("beslutad")
    deltog = Text("patient_eller_närstående_deltog")
    upprepningsrisk = Mapped("upprepningsrisk")
    tidigare_liknande = Mapped("tidigare_liknande")
    orsaker = Parts(Orsak, "orsaker")
    atgarder = Parts(Atgard, "åtgärder")
    slutford = FirstDay("slutförd")
    avslutad = FirstDay("avslutad")
    importerad = FirstDay("importerad")
    regler_fran = FirstDay("regler_från")

    @property
    def carried_out(self) -> bool:
        """Whether its report has been handed in."""
        return bool(self.slutford) or self.status in {"slutförd", "följs_upp", "avslutad"}

    @property
    def carried_out_on(self) -> date | None:
        """The day on which its report was handed in; where only its closing is known, that day."""
        return self.slutford or self.avslutad

    @property
    def closed_before_import(self) -> bool:
        """Whether it was closed in another system: what that one never asked for cannot be asked of it here."""
        return bool(self.importerad and self.avslutad and self.avslutad <= self.importerad)


def analyses_by_avvikelse(register: Register) -> Mapping[str, tuple[Handelseanalys, ...]]:
    """The event analyses, cancelled ones apart, by the id of each deviation that they investigate."""
    found: dict[str, list[Handelseanalys]] = {}
    for analys in Handelseanalys.all(register):
        if not register.is_cancelled(analys.record):
            for name in analys.avvikelser:
                found.setdefault(name, []).append(analys)
    return {name: tuple(analyses) for name, analyses in found.items()}
