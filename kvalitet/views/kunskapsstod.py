"""Guidelines, care pathways and programmes that are to be taken care of."""

from kvalitet.views.view import FirstDay, Part, Parts, Rows, Text, View


class Kriterium(Part):
    """Something that must be fulfilled before the support counts as introduced."""

    shape = "inforandekriterium"

    id = Text("id")
    uppfyllt = FirstDay("uppfyllt")


class Gaprad(Part):
    """A recommendation and what sets it apart from how the work is done."""

    shape = "gaprad"

    id = Text("id")
    gap = Text("gap")
    beslut = Text("beslut")


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
    foljs_upp_senast = FirstDay("följs_upp_senast")
    regler_fran = FirstDay("regler_från")

    @property
    def introduced(self) -> bool:
        """Whether it is said to be introduced."""
        return self.status in {"infört", "följs_upp"}
