"""Management reviews."""

from kvalitet.views.atgarder import Atgard
from kvalitet.views.view import FirstDay, Part, Parts, PeriodField, Text, Texts, View


class UppfoljdAtgard(Part):
    """What became of an action that the review before decided."""

    shape = "uppfoljning"

    atgard = Text("åtgärd")
    beslut = Text("beslut")
    kommentar = Text("kommentar")


class Underlag(Part):
    """One part of what the management was shown."""

    shape = "genomgangsunderlag"

    part = Text("del")
    bedomning = Text("bedömning")
    text = Text("text")

    @property
    def says_something(self) -> bool:
        """Whether the part holds a judgement or a text, not its heading alone."""
        return bool(self.bedomning or self.text)


class Beslut(Part):
    """Something that the management decided."""

    shape = "beslut"

    id = Text("id")
    text = Text("text")


class Genomgang(View):
    """The management's review of a safety area, or of a process, over a period."""

    kind = "genomgang"

    titel = Text("titel")
    enhet = Text("enhet")
    status = Text("status")
    ansvarig = Text("ansvarig")
    omrade = Text("område")
    process = Text("process")
    period = PeriodField("period")
    datum = FirstDay("datum")
    planerat_datum = FirstDay("planerat_datum")
    foregaende = Text("föregående")
    uppfoljning = Parts(UppfoljdAtgard, "uppföljning")
    underlag = Parts(Underlag, "underlag")
    deltagare = Texts("deltagare")
    beslut = Parts(Beslut, "beslut")
    atgarder = Parts(Atgard, "åtgärder")
    resursbehov = Text("resursbehov")
    tjanar_sitt_syfte = Text("ledningssystemet", "tjänar_sitt_syfte")
    om_ledningssystemet = Text("ledningssystemet", "kommentar")
    lamnad_till = Text("lämnad", "till")
    lamnad = FirstDay("lämnad", "datum")

    @property
    def subject(self) -> str:
        """The area or the process that is reviewed."""
        return self.omrade or self.process

    @property
    def held(self) -> bool:
        """Whether the review has been carried out."""
        return self.status == "genomförd"
