"""Samma slags händelse igen efter avslut.

En avvikelse med genomförda åtgärder har avslutats, men därefter har en händelse eller ett tillbud i samma kategori
inträffat på samma enhet. Att åtgärderna hjälpte är alltså inte visat. Bara avvikelser som avslutats under det senaste
året bedöms, och bara den senast avslutade i varje kategori och enhet. Samlingskategorier räknas inte: där kan två
händelser vara helt olika.

Varför: En avvikelse avslutas för att problemet anses löst. Kommer samma slags händelse igen kan orsaken finnas kvar,
eller så är en annan orsak i spel. Det kan också vara en slump. Någon behöver avgöra vilket, och det målet har
vårdgivaren satt själv.

Gör så här: Jämför händelserna. Var det samma orsak, bestäm nya åtgärder i den nya avvikelsen. Skriv in den nya under
relaterat i den avslutade, eller tvärtom, när du har tagit ställning. Har effekten redan bedömts på nytt efter den nya
händelsen, skriv in dagen i effekt.

Fel:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: hjartavdelningen
    status: avslutad
    ansvarig: enhetschef/hjartavdelningen
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    kategori: läkemedel_förväxling
    händelsedatum: 2026-03-02
    rapporterad: 2026-03-03
    påbörjad: 2026-03-05
    avslutad: 2026-06-30
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    slutsats: Läkemedlen stod för nära varandra.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        status: klar
        klar: 2026-06-12
    ---
    id: AVV-2026-0031
    titel: Fel styrka plockades till natten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    kategori: läkemedel_förväxling
    händelsedatum: 2026-10-12
    rapporterad: 2026-10-12
    beskrivning: Den starkare tabletten plockades men upptäcktes vid kontrollen.
Rätt:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: hjartavdelningen
    status: avslutad
    ansvarig: enhetschef/hjartavdelningen
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    kategori: läkemedel_förväxling
    händelsedatum: 2026-03-02
    rapporterad: 2026-03-03
    påbörjad: 2026-03-05
    avslutad: 2026-06-30
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    slutsats: Läkemedlen stod för nära varandra.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        status: klar
        klar: 2026-06-12
    ---
    id: AVV-2026-0031
    titel: Fel styrka plockades till natten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    kategori: läkemedel_förväxling
    händelsedatum: 2026-10-12
    rapporterad: 2026-10-12
    beskrivning: Den starkare tabletten plockades men upptäcktes vid kontrollen.
    relaterat: [AVV-2026-0012]
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from kvalitet.model.dates import day, months_on
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.atgarder import Atgard
from kvalitet.views.avvikelser import Avvikelse
from kvalitet.views.handelseanalyser import Handelseanalys

SEVERITY = Severity.WARNING
BASIS = own_target("åtgärdernas effekt visas")

_EVENTS = frozenset({"negativ_händelse", "tillbud"})
_MIXED = "annat"
_SHOWN = 5


def recurred(
    register: Register,
    today: date,
    *,
    månader: Annotated[int, "så många månader efter avslutet bedöms en avvikelse"] = 12,
) -> Iterator[Fault]:
    """The latest closed deviation of a category and unit where such an event has come again, with what came."""
    analysed = _analysed(register)
    for same in _alike(register).values():
        acted = (a for a in same if _acted(a, analysed))
        closed = max(acted, key=lambda a: (a.avslutad or date.min, a.id), default=None)
        ended = closed.avslutad if closed else None
        if closed is None or ended is None or not ended <= today <= months_on(ended, månader):
            continue
        again = [a for a in same if _follows(a, ended, today) and not _considered(register, closed, a)]
        if again:
            yield _fault(register, closed, again)


def _alike(register: Register) -> Mapping[tuple[str, str], list[Avvikelse]]:
    """The deviations, cancelled ones apart, by unit and category."""
    found: dict[tuple[str, str], list[Avvikelse]] = {}
    for avvikelse in Avvikelse.all(register):
        mixed = avvikelse.kategori == _MIXED or avvikelse.kategori.endswith(f"_{_MIXED}")
        if avvikelse.kategori and not mixed and not register.is_cancelled(avvikelse.record):
            found.setdefault((avvikelse.record.unit or "", avvikelse.kategori), []).append(avvikelse)
    return found


def _analysed(register: Register) -> frozenset[str]:
    """The ids of the deviations whose event analysis has an action that is done."""
    return frozenset(
        name
        for analys in Handelseanalys.all(register)
        if not register.is_cancelled(analys.record)
        if any(Atgard.of_item(item).is_done for item in register.items_of(analys.record, Atgard.shape))
        for name in analys.avvikelser
    )


def _acted(avvikelse: Avvikelse, analysed: frozenset[str]) -> bool:
    """Whether the deviation was closed here, after something had been done about it."""
    closed = avvikelse.avslutad if avvikelse.status == "avslutad" else None
    if closed is None or avvikelse.closed_before_import or closed < (avvikelse.regler_fran or date.min):
        return False
    return avvikelse.id in analysed or any(atgard.is_done for atgard in avvikelse.atgarder)


def _follows(later: Avvikelse, ended: date, today: date) -> bool:
    return later.typ in _EVENTS and later.handelsedatum is not None and ended < later.handelsedatum <= today


def _considered(register: Register, closed: Avvikelse, later: Avvikelse) -> bool:
    """Whether the effect has been judged since, or one of the two names the other."""
    judged = day(closed.effekt.get("utvärderad"))
    if judged and later.handelsedatum and judged >= later.handelsedatum:
        return True
    names = {closed.id, later.id}
    return any(mention.record.id in names for name in (closed.id, later.id) for mention in register.referrers(name))


def _fault(register: Register, closed: Avvikelse, again: list[Avvikelse]) -> Fault:
    again = sorted(again, key=lambda a: (a.handelsedatum or date.max, a.id))
    shown = [f"{a.id} ({a.handelsedatum})" for a in again[:_SHOWN]]
    left = len(again) - len(shown)
    words = listing([*shown, f"{left} till"] if left else shown)
    return fault(
        closed.record,
        "avslutad",
        message=f"avslutad {closed.avslutad}, men samma slags händelse"
        f' ("{register.label("kategorier", closed.kategori)}") har inträffat på enheten igen: {words}',
        help="Bedöm om åtgärderna hjälpte, och skriv in den nya avvikelsen under relaterat när det är gjort.",
    )
