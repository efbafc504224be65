"""Standing meetings and networks."""

from kvalitet.views.frekvenser import FirstWhole
from kvalitet.views.view import FirstDay, Part, Parts, Text, Texts, View


class Forummote(Part):
    """A meeting that was held."""

    shape = "forummote"

    datum = FirstDay("datum")
    upptaget = Texts("upptaget")
    kommentar = Text("kommentar")


class Forum(View):
    """A standing meeting: how often it is to meet, and when it has."""

    kind = "forum"

    status = Text("status")
    enhet = Text("enhet")
    deltagare = Texts("deltagare")
    start = FirstDay("start")
    intervall = Text("frekvens", "intervall")
    minst_per_ar = FirstWhole("frekvens", "per_år")
    regler_fran = FirstDay("regler_från")
    staende_punkter = Texts("stående_punkter")
    moten = Parts(Forummote, "möten")

    @property
    def active(self) -> bool:
        """Whether it is to meet as often as its frequency says."""
        return self.status == "aktivt"
