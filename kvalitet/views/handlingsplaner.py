"""Plans of action: areas with goals and activities."""

from datetime import date

from kvalitet.model.value import Value
from kvalitet.views.atgarder import Aktivitet
from kvalitet.views.view import FirstDay, LastDay, Part, Parts, Text, Texts, View, ViewField


class NumberOrText(ViewField[str | float | None]):
    """A number, or a text that says how it is to be read."""

    types = frozenset({"string", "number"})

    def read(self, value: Value) -> str | float | None:
        """The number or the text, or None where there is neither."""
        return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None


class Mal(Part):
    """A state to be reached."""

    shape = "mal"

    id = Text("id")
    beskrivning = Text("beskrivning")
    matt = Text("mått")
    indikator = Text("indikator")
    malvarde = NumberOrText("målvärde")


class Omrade(Part):
    """One area of a plan, by a framework's code or a heading of its own."""

    shape = "omrade"

    id = Text("id")
    kod = Text("kod")
    titel = Text("titel")
    mal = Parts(Mal, "mål")
    matetal = Texts("mätetal")
    aktiviteter = Parts(Aktivitet, "aktiviteter")


class Oversyn(Part):
    """One review of a plan as a whole."""

    shape = "oversyn"

    datum = FirstDay("datum")
    utfall = Text("utfall")


class Handlingsplan(View):
    """A plan, from the region's down to one unit's."""

    kind = "handlingsplan"

    titel = Text("titel")
    enhet = Text("enhet")
    status = Text("status")
    ansvarig = Text("ansvarig")
    vision = Text("vision")
    niva = Text("nivå")
    overordnad = Text("överordnad")
    period_fran = FirstDay("period", "från")
    period_till = LastDay("period", "till")
    beslutad = FirstDay("beslutad")
    regler_fran = FirstDay("regler_från")
    oversyn_intervall = Text("översyn", "intervall")
    oversyner = Parts(Oversyn, "översyn", "genomförda")
    omraden = Parts(Omrade, "områden")

    @property
    def in_force(self) -> bool:
        """Whether the plan is decided and neither closed nor repealed."""
        return self.status == "beslutad"

    @property
    def last_review(self) -> date | None:
        """The day of the latest review of the plan, or None."""
        return max((o.datum for o in self.oversyner if o.datum), default=None)
