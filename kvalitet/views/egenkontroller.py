"""Inspections of one's own work."""

from datetime import date

from kvalitet.views.atgarder import Atgard
from kvalitet.views.frekvenser import FirstWhole, next_after
from kvalitet.views.view import FirstDay, Number, Part, Parts, Text, Texts, View, Whole


class Genomforande(Part):
    """One occasion on which an inspection was made; without a unit it holds for all of them."""

    shape = "genomforande"

    id = Text("id")
    datum = FirstDay("datum")
    enhet = Text("enhet")
    antal = Whole("antal")
    uppfyllda = Whole("uppfyllda")
    varde = Number("värde")
    analys = Text("analys")
    atgarder = Parts(Atgard, "åtgärder")


class Egenkontroll(View):
    """An inspection: how often, where and against which target it is made, and what it has shown."""

    kind = "egenkontroll"

    status = Text("status")
    ansvarig = Text("ansvarig")
    vad = Text("vad")
    avser = Texts("avser")
    omrade = Text("område")
    metod = Text("metod")
    avslutad = FirstDay("avslutad")
    enhet = Text("enhet")
    enheter = Texts("enheter")
    start = FirstDay("start")
    intervall = Text("frekvens", "intervall")
    minst_per_ar = FirstWhole("frekvens", "per_år")
    minst = Number("mål", "minst")
    hogst = Number("mål", "högst")
    mattenhet = Text("mål", "måttenhet")
    insamling = Text("roller", "insamling")
    analys = Text("roller", "analys")
    beslut = Text("roller", "beslut")
    genomforanden = Parts(Genomforande, "genomföranden")
    regler_fran = FirstDay("regler_från")

    @property
    def active(self) -> bool:
        """Whether it is to be made as often as its frequency says."""
        return self.status == "aktiv"

    def next_after(self, since: date) -> date | None:
        """The last day for the next occasion, counted from a day; None without a frequency."""
        return next_after(since, self.intervall, self.minst_per_ar)
