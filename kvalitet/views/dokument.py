"""Governing documents."""

from datetime import date

from kvalitet.model.dates import after, months_on
from kvalitet.model.register import Register
from kvalitet.views.granskningar import Granskning, latest_approving
from kvalitet.views.view import FirstDay, LastDay, Part, Parts, Text, Texts, View


class Underlag(Part):
    """A source that a document rests on: one named in words, or a document in the register."""

    shape = "kallunderlag"

    kalla = Text("källa")
    version = Text("version")
    datum = FirstDay("datum")
    dokument = Text("dokument")


class Andring(Part):
    """What set a version apart from the one before."""

    shape = "andring"

    version = Text("version")
    datum = FirstDay("datum")
    beskrivning = Text("beskrivning")


class Dokument(View):
    """A governing document. Coming and expired are computed from its dates, never written."""

    kind = "dokument"

    titel = Text("titel")
    status = Text("status")
    ansvarig = Text("ansvarig")
    handlingstyp = Text("handlingstyp")
    version = Text("version")
    galler_for = Texts("gäller_för")
    giltig_fran = FirstDay("giltig_från")
    giltig_till = LastDay("giltig_till")
    nasta_giltig_fran = FirstDay("nästa", "giltig_från")
    amne = Texts("ämne")
    process = Texts("process")
    paborjad = FirstDay("påbörjad")
    innehall = Text("innehåll")
    plats = Text("plats")
    dokument_id = Text("dokument_id")
    ersatter = Texts("ersätter")
    provad = FirstDay("prövning", "datum")
    utfall = Text("prövning", "utfall")
    andringar = Parts(Andring, "ändringar")
    bygger_pa = Parts(Underlag, "bygger_på")
    granskningar = Parts(Granskning, "granskningar")

    @property
    def in_force(self) -> bool:
        """Whether the document is decided and not repealed, whatever its dates say."""
        return self.status == "gällande"

    @property
    def next_in_making(self) -> bool:
        """Whether another version of the document is under way."""
        return "nästa" in self.data

    @property
    def approved(self) -> bool:
        """Whether a mark approves the document in its present version."""
        latest = latest_approving(self.granskningar)
        # a latest mark that names no version stands for the document as it was that day
        return latest is not None and (
            not latest.version or self.version in {mark.version for mark in self.granskningar if mark.approves}
        )

    @property
    def nummer(self) -> str:
        """The foreign number as it compares: systems differ in case and spaces, never in what they name."""
        return "".join(self.dokument_id.split()).casefold()

    def in_force_on(self, when: date) -> bool:
        """Whether the document governs on a day: decided, begun and not past its last day."""
        begun = self.giltig_fran is None or self.giltig_fran <= when
        return self.in_force and begun and not (self.giltig_till and self.giltig_till < when)


def review_due(register: Register, handlingstyp: str, start: date, months: int) -> date | None:
    """The day until which a document may stand without a new review, counted from a day.

    A type of document may have a time of its own, `översyn` in its code list; else it is so many months.
    """
    types = register.codes.get("handlingstyper")
    code = types.codes.get(handlingstyp) if types else None
    own = code.data.get("översyn") if code else None
    return after(start, own) if isinstance(own, str) else months_on(start, months)
