"""Inspections of one's own work."""

from datetime import date, timedelta

from kvalitet.model.dates import add_months, after
from kvalitet.model.value import Value, whole
from kvalitet.views.atgarder import Atgard
from kvalitet.views.view import FirstDay, Number, Part, Parts, Text, Texts, View, ViewField, Whole

_MONTHS = 12
_DAYS = 365


class FirstWhole(ViewField[int | None]):
    """The first of a list of whole numbers."""

    types = frozenset({"array"})

    def read(self, value: Value) -> int | None:
        """The number, or None where there is none."""
        return whole(value[0]) if isinstance(value, list) and value else None


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
    omrade = Text("område")
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
    genomforanden = Parts(Genomforande, "genomföranden")
    regler_fran = FirstDay("regler_från")

    @property
    def active(self) -> bool:
        """Whether it is to be made as often as its frequency says."""
        return self.status == "aktiv"

    def next_after(self, since: date) -> date | None:
        """The last day for the next occasion, counted from a day; None without a frequency.

        The least number of times a year is made into equal gaps: whole months where they come
        out even, else days.
        """
        if self.intervall:
            return after(since, self.intervall)
        if not self.minst_per_ar:
            return None
        months, rest = divmod(_MONTHS, self.minst_per_ar)
        try:
            return add_months(since, months) if not rest else since + timedelta(days=-(-_DAYS // self.minst_per_ar))
        except OverflowError:
            return None
