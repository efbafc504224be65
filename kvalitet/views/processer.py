"""Processes."""

from kvalitet.views.view import FirstDay, Part, Parts, Text, Texts, View


class Processaktivitet(Part):
    """A step of a process, with the documents that say how it is done."""

    shape = "processaktivitet"

    dokument = Texts("dokument")


class Kvalitetskrav(Part):
    """What is to be fulfilled each time a process is gone through."""

    shape = "kvalitetskrav"

    beskrivning = Text("beskrivning")


class Process(View):
    """A process: what is done in which order, and who answers for it."""

    kind = "process"

    status = Text("status")
    typ = Text("typ")
    overordnad = Text("överordnad")
    processagare = Text("processägare")
    processledare = Text("processledare")
    patientgrupp = Text("patientgrupp")
    syfte = Text("syfte")
    patientmedverkan = Text("patientmedverkan")
    upphavd = FirstDay("upphävd")
    aktiviteter = Parts(Processaktivitet, "aktiviteter")
    kvalitetskrav = Parts(Kvalitetskrav, "kvalitetskrav")

    @property
    def adopted(self) -> bool:
        """Whether the process is decided to hold."""
        return self.status == "fastställd"

    @property
    def is_core(self) -> bool:
        """Whether the process gives care to patients."""
        return self.typ == "kärnprocess"

    @property
    def dokument(self) -> tuple[str, ...]:
        """The documents named in its steps."""
        return tuple(name for aktivitet in self.aktiviteter for name in aktivitet.dokument)
