"""Guidelines, care pathways and programmes that are to be taken care of."""

from datetime import date

from kvalitet.model.dates import first_day
from kvalitet.views.atgarder import Atgard
from kvalitet.views.view import FirstDay, Part, Parts, Rows, Text, Texts, View


class Kriterium(Part):
    """Something that must be fulfilled before the support counts as introduced."""

    shape = "inforandekriterium"

    id = Text("id")
    uppfyllt = FirstDay("uppfyllt")

    def met(self, day: date) -> bool:
        """Whether it was fulfilled by a day."""
        return self.uppfyllt is not None and self.uppfyllt <= day


class Gaprad(Part):
    """A recommendation and what sets it apart from how the work is done."""

    shape = "gaprad"

    id = Text("id")
    gap = Text("gap")
    beslut = Text("beslut")
    motiv = Text("motiv")
    atgarder = Parts(Atgard, "åtgärder")


class Kunskapsstod(View):
    """A support for knowledge-based care, from received to followed up."""

    kind = "kunskapsstod"

    status = Text("status")
    enhet = Text("enhet")
    utgivare = Text("utgivare")
    beslutad = FirstDay("beslutad")
    mottagen = FirstDay("mottagen")
    kriterier = Parts(Kriterium, "kriterier")
    analyserad = FirstDay("gapanalys", "datum")
    delgiven = Rows("gapanalys", "delgiven")
    rader = Parts(Gaprad, "gapanalys", "rader")
    processer = Texts("processer")
    foljs_upp_senast = FirstDay("följs_upp_senast")
    regler_fran = FirstDay("regler_från")

    @property
    def introduced(self) -> bool:
        """Whether it is said to be introduced."""
        return self.status in {"infört", "följs_upp"}

    @property
    def told_on(self) -> tuple[date, ...]:
        """The days on which somebody was told of the analysis, in the order of the record."""
        return tuple(day for row in self.delgiven if (day := first_day(row.get("datum"))))
