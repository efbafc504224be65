"""Deviations."""

from collections.abc import Iterator
from dataclasses import dataclass

from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath
from kvalitet.views.atgarder import Atgard
from kvalitet.views.orsaker import Orsak
from kvalitet.views.view import FirstDay, Mapped, Parts, Text, Texts, View, Whole

PATIENTSAKERHET = frozenset({"hsl", "tandvård"})
"""The fields of law in which the patient safety act speaks of vårdskada."""

VARDSKADOR = frozenset({"vårdskada", "allvarlig_vårdskada"})
"""The outcomes that are a vårdskada (PSL 1 kap. 5 §)."""

_SERIOUS = "allvarlig_vårdskada"


class Avvikelse(View):
    """A deviation: what happened, how deep it was investigated and what came of it."""

    kind = "avvikelse"

    status = Text("status")
    rapporterande_enhet = Text("rapporterande_enhet")
    typ = Text("typ")
    omrade = Text("område")
    vardform = Text("vårdform")
    kategori = Text("kategori")
    process = Text("process")
    skala = Text("skala")
    allvarlighetsgrad = Whole("allvarlighetsgrad")
    mojlig_allvarlighetsgrad = Whole("möjlig_allvarlighetsgrad")
    utfall = Text("vårdskadebedömning", "utfall")
    kunde_ha_blivit = Text("vårdskadebedömning", "kunde_ha_blivit")
    skadan_bedomd = FirstDay("vårdskadebedömning", "datum")
    lex_maria = Text("lex_maria", "beslut")
    lex_maria_bedomd = FirstDay("lex_maria", "bedömd")
    lex_sarah = Text("lex_sarah", "beslut")
    lex_sarah_bedomd = FirstDay("lex_sarah", "bedömd")
    patient_informerad = Mapped("patient_informerad")
    hinder_for_information = FirstDay("patient_informerad", "hinder", "datum")
    beror = Texts("berör")
    lagrum = Text("lagrum")
    utredningsniva = Text("utredningsnivå")
    slutsats = Text("slutsats")
    bedomning = Text("bedömning")
    orsaker = Parts(Orsak, "orsaker")
    atgarder = Parts(Atgard, "åtgärder")
    vardskadebedomning = Mapped("vårdskadebedömning")
    effekt = Mapped("effekt")
    effekt_utvarderad = FirstDay("effekt", "utvärderad")
    effekt_resultat = Text("effekt", "resultat")
    aterkoppling_till_rapportor = FirstDay("återkoppling", "rapportör")
    aterkoppling_till_arbetsplatsen = FirstDay("återkoppling", "arbetsplatsträff")
    motpart = Text("motpart", "mottagare")
    skickad_till_motpart = FirstDay("motpart", "skickad")
    svar_fran_motpart = FirstDay("motpart", "besvarad")
    handelsedatum = FirstDay("händelsedatum")
    rapporterad = FirstDay("rapporterad")
    paborjad = FirstDay("påbörjad")
    utredd = FirstDay("utredd")
    avslutad = FirstDay("avslutad")
    cheflakare_dialog = FirstDay("chefläkare_dialog")
    upptagen = FirstDay("upptagen", "datum")
    importerad = FirstDay("importerad")
    regler_fran = FirstDay("regler_från")

    @property
    def concerns_patient(self) -> bool:
        """Whether the event touches a patient in health or dental care; an empty field settles nothing against it."""
        touched = "patient" in self.beror or (not self.beror and bool(self.lagrum))
        return touched and (not self.lagrum or self.lagrum in PATIENTSAKERHET)

    @property
    def closed_before_import(self) -> bool:
        """Whether it was closed in another system: what that one never asked for cannot be asked of it here."""
        return bool(self.importerad and self.avslutad and self.avslutad <= self.importerad)


@dataclass(frozen=True, slots=True)
class Allvar:
    """What makes a deviation severe: the value, where it stands, and whether it happened or only could have."""

    avvikelse: Avvikelse
    path: FieldPath
    reason: str
    happened: bool


def severe(register: Register, step: int) -> Iterator[Allvar]:
    """The deviations, cancelled ones apart, whose severity reaches a step, each with its first reason.

    The step is one of a scale of four; on another scale it is recalculated by that one's size, and on a scale
    that the register does not have nothing can be said. A serious vårdskada is severe on any scale.
    """
    limits = {name: scale.consequence_limit(step) for name, scale in register.scales.items()}
    for avvikelse in Avvikelse.all(register):
        found = _reason(avvikelse, limits.get(avvikelse.skala))
        if found and not register.is_cancelled(avvikelse.record):
            yield found


def _reason(avvikelse: Avvikelse, limit: int | None) -> Allvar | None:
    def reached(grade: int | None) -> bool:
        return limit is not None and grade is not None and grade >= limit

    grade, possible = avvikelse.allvarlighetsgrad, avvikelse.mojlig_allvarlighetsgrad
    if reached(grade):
        return Allvar(avvikelse, avvikelse.at("allvarlighetsgrad"), f"allvarlighetsgrad {grade}", happened=True)
    if avvikelse.utfall == _SERIOUS:
        return Allvar(avvikelse, avvikelse.at("vårdskadebedömning", "utfall"), "allvarlig vårdskada", happened=True)
    if reached(possible):
        where = avvikelse.at("möjlig_allvarlighetsgrad")
        return Allvar(avvikelse, where, f"möjlig allvarlighetsgrad {possible}", happened=False)
    if avvikelse.kunde_ha_blivit == _SERIOUS:
        where = avvikelse.at("vårdskadebedömning", "kunde_ha_blivit")
        return Allvar(avvikelse, where, "kunde ha blivit en allvarlig vårdskada", happened=False)
    return None
