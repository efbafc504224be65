"""Ett sigill håller inte.

Det som har förseglats med kvalitet seal är inte som det var: taggen är flyttad, ändrad eller falskt signerad, eller så
är historiken omskriven, så att den förseglade incheckningen inte ingår i någon gren längre. Att arbetet har gått vidare
sedan dess är inget fel, och inte heller att sigillet ligger på en annan gren.

Varför: Ett sigill visar vad som gällde vid ett möte eller när något fastställdes. Håller det inte har någon ändrat det
som inte fick ändras. Att sigill hålls orubbade är vårdgivarens eget krav.

Gör så här: Pröva det med kvalitet verify, och jämför med kopian på servern eller hos någon annan. Återställ historiken
därifrån, och ta reda på vem som skrev om den och varför. Var omskrivningen beslutad, till exempel för att ett
personnummer gallrades, spara beslutet och försegla på nytt.

Fel:
    # incheckning 2026-03-02 av Eva Ek
    # sigill ledningsgruppen-mars
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Två läkemedel låg på samma hylla.
    ---
    # incheckning 2026-03-03 av Bo Berg
    # omskriven
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: risk
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Två läkemedel låg på samma hylla.
Rätt:
    # incheckning 2026-03-02 av Eva Ek
    # sigill ledningsgruppen-mars
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Två läkemedel låg på samma hylla.
    ---
    # incheckning 2026-03-03 av Bo Berg
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: risk
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Två läkemedel låg på samma hylla.
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.past import Past

SEVERITY = Severity.ERROR
BASIS = own_target("det förseglade är orubbat")


def history(past: Past) -> Iterator[Fault]:
    """A fault for each seal that does not hold."""
    for seal in past.seals:
        yield Fault(
            path=past.register.settings.path,
            demand=f"sigill:{seal.name}",
            message=f"sigillet ”{seal.name}” håller inte: {'; '.join(seal.wrong)}",
            help=f"Pröva det med ”kvalitet verify {seal.name}”, och jämför med kopian på servern.",
        )
