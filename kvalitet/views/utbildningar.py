"""Compulsory training."""

from datetime import date

from kvalitet.views.frekvenser import FirstWhole, next_after
from kvalitet.views.view import FirstDay, Number, Part, Parts, PeriodField, Text, Texts, View, Whole


class Utbildningsresultat(Part):
    """How many were concerned and how many had taken the course at the end of a period; without a unit: all."""

    shape = "utbildningsresultat"

    period = PeriodField("period")
    enhet = Text("enhet")
    antal = Whole("antal")
    genomfort = Whole("genomfört")
    kommentar = Text("kommentar")


class Utbildning(View):
    """A compulsory course: whom it is for, how often it is accounted for, and how many have taken it."""

    kind = "utbildning"

    status = Text("status")
    enhet = Text("enhet")
    enheter = Texts("målgrupp", "enheter")
    intervall = Text("frekvens", "intervall")
    minst_per_ar = FirstWhole("frekvens", "per_år")
    start = FirstDay("start")
    minst = Number("mål", "minst")
    genomforande = Parts(Utbildningsresultat, "genomförande")
    regler_fran = FirstDay("regler_från")

    @property
    def active(self) -> bool:
        """Whether it is to be accounted for as often as its frequency says."""
        return self.status == "aktiv"

    def next_after(self, since: date) -> date | None:
        """The last day for the next account, counted from a day; None without a frequency."""
        return next_after(since, self.intervall, self.minst_per_ar)
