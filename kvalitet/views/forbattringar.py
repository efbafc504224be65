"""Improvement work: proposals, assignments, local work and process teams."""

from datetime import date

from kvalitet.views.atgarder import Atgard, Avstamning
from kvalitet.views.handlingsplaner import NumberOrText
from kvalitet.views.view import FirstDay, Part, Parts, Rows, Text, Texts, View


class Etapp(Part):
    """A phase or a step of the improvement process."""

    shape = "etapp"

    kod = Text("kod")
    paborjad = FirstDay("påbörjad")
    klar = FirstDay("klar")

    @property
    def begun(self) -> date | None:
        """The first day known of it, or None while it has not begun."""
        return self.paborjad or self.klar


class Teammedlem(Part):
    """Somebody in the team, by role and profession."""

    shape = "teammedlem"

    profession = Text("profession")
    uppdrag = Text("uppdrag")


class Varv(Part):
    """One trial in small scale: plan, do, study, act."""

    shape = "pdsavarv"

    id = Text("id")
    fraga = Text("fråga")
    planera = FirstDay("planera", "datum")
    gora = FirstDay("göra", "datum")
    studera = FirstDay("studera", "datum")
    agera = FirstDay("agera", "datum")
    lardom = Text("studera", "text")
    foljd = Text("agera", "text")


class Matt(Part):
    """What is measured before and after: an indicator, or words."""

    shape = "forbattringsmatt"

    indikator = Text("indikator")
    beskrivning = Text("beskrivning")
    utgangsvarde = NumberOrText("utgångsvärde")
    malvarde = NumberOrText("målvärde")


class Gap(Part):
    """What lies between how it is and how it should be, with what is decided about it."""

    shape = "forbattringsgap"

    id = Text("id")
    beskrivning = Text("beskrivning")
    beslut = Text("beslut")
    atgarder = Parts(Atgard, "åtgärder")


class Forbattring(View):
    """A piece of improvement work, from proposal to judged effect."""

    kind = "forbattring"

    status = Text("status")
    slag = Text("slag")
    process = Text("process")
    kalla = Text("källa")
    effektomrade = Texts("effektområde")
    nytta = Text("prioritering", "nytta")
    arbetsinsats = Text("prioritering", "arbetsinsats")
    inlamnad = FirstDay("inlämnad")
    upptagen = FirstDay("upptagen")
    presenterad = FirstDay("presenterad", "datum")
    godkand = FirstDay("godkänd")
    mandat = Text("mandat")
    fas = Parts(Etapp, "fas")
    steg = Parts(Etapp, "steg")
    processteam = Parts(Teammedlem, "processteam")
    stodfunktioner = Rows("stödfunktioner")
    nulage = Text("nuläge")
    onskat_lage = Text("önskat_läge")
    gap = Parts(Gap, "gap")
    pdsa = Parts(Varv, "pdsa")
    matt = Parts(Matt, "mått")
    avstamningar = Parts(Avstamning, "avstämningar")
    resultat = Text("resultat")
    spridning = Rows("spridning")
    inford = FirstDay("införd")
    avslutad = FirstDay("avslutad")
    regler_fran = FirstDay("regler_från")

    @property
    def under_way(self) -> bool:
        """Whether the work goes on, or its change is in place and its effect still to be judged."""
        return self.status in {"pågår", "infört"}
