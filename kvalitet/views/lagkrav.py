"""Requirements of laws and regulations."""

from kvalitet.views.atgarder import Atgard
from kvalitet.views.view import FirstDay, Part, Parts, Text, Texts, View


class Lagandring(Part):
    """A change in the provision: the day it takes effect, and when it was judged what it asks for."""

    shape = "lagandring"

    datum = FirstDay("datum")
    andring = Text("ändring")
    kalla = Text("källa")
    bedomd = FirstDay("bedömd")


class Lagkrav(View):
    """A requirement: what meets it, whether it is met, and when that is judged again."""

    kind = "lagkrav"

    titel = Text("titel")
    ansvarig = Text("ansvarig")
    status = Text("status")
    forfattning = Text("författning")
    paragraf = Text("paragraf")
    krav = Text("krav")
    galler_for = Texts("gäller_för")
    process = Texts("process")
    uppfylls_av = Texts("uppfylls_av")
    bedomning = Text("bedömning")
    galler_fran = FirstDay("gäller_från")
    granskad = FirstDay("granskad")
    nasta_granskning = FirstDay("nästa_granskning")
    regler_fran = FirstDay("regler_från")
    bevakning = Parts(Lagandring, "bevakning")
    atgarder = Parts(Atgard, "åtgärder")

    @property
    def in_force(self) -> bool:
        """Whether the provision holds."""
        return self.status == "gällande"
