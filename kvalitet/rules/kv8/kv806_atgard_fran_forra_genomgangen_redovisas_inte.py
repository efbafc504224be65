"""En åtgärd från förra genomgången redovisas inte.

En genomförd genomgång ska börja med vad det blev av varje åtgärd som beslutades förra gången. Det gäller även den
åtgärd som då fick fortsätta från en ännu äldre genomgång. Regeln säger också till när en genomgång inte pekar ut den
förra, fast det finns en för samma enhet och område.

Varför: En åtgärd som ingen frågar efter har ingen brådska. Ledningen kan bara lära av sina beslut om den ser vad de
ledde till. Kravet är vårdgivarens eget.

Gör så här: Lägg till en punkt under uppföljning för varje åtgärd, med åtgärdens adress, vad som har hänt och om den
avslutas, fortsätter eller omprövas. Skriv in den förra genomgången under föregående.

Fel:
    id: LGG-2025-0001
    titel: Ledningens genomgång 2024, brandsäkerhet
    enhet: halso-och-sjukvard
    status: genomförd
    ansvarig: chefläkare/halso-och-sjukvard
    område: brandsäkerhet
    period: "2024"
    datum: 2025-02-11
    åtgärder:
      - id: A1
        beskrivning: Utse brandombud på varje avdelning.
        ansvarig: verksamhetschef/kardiologi
        senast: 2025-06-30
        status: klar
        klar: 2025-05-20
    ---
    id: LGG-2026-0001
    titel: Ledningens genomgång 2025, brandsäkerhet
    enhet: halso-och-sjukvard
    status: genomförd
    ansvarig: chefläkare/halso-och-sjukvard
    område: brandsäkerhet
    period: "2025"
    datum: 2026-02-10
    föregående: LGG-2025-0001
Rätt:
    id: LGG-2025-0001
    titel: Ledningens genomgång 2024, brandsäkerhet
    enhet: halso-och-sjukvard
    status: genomförd
    ansvarig: chefläkare/halso-och-sjukvard
    område: brandsäkerhet
    period: "2024"
    datum: 2025-02-11
    åtgärder:
      - id: A1
        beskrivning: Utse brandombud på varje avdelning.
        ansvarig: verksamhetschef/kardiologi
        senast: 2025-06-30
        status: klar
        klar: 2025-05-20
    ---
    id: LGG-2026-0001
    titel: Ledningens genomgång 2025, brandsäkerhet
    enhet: halso-och-sjukvard
    status: genomförd
    ansvarig: chefläkare/halso-och-sjukvard
    område: brandsäkerhet
    period: "2025"
    datum: 2026-02-10
    föregående: LGG-2025-0001
    uppföljning:
      - åtgärd: LGG-2025-0001/A1
        kommentar: Alla avdelningar har ett brandombud.
        beslut: avslutas
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import counted, listing
from kvalitet.views.atgarder import Atgard
from kvalitet.views.genomgangar import Genomgang

SEVERITY = Severity.WARNING
BASIS = own_target("ledningens genomgång följer upp den förra")


def check(register: Register) -> Iterator[Fault]:
    """Every review carried out that leaves out an action decided last time, or last time's review itself."""
    by_id = {review.id: review for review in Genomgang.all(register)}
    earlier = _earlier(by_id.values())
    for review in by_id.values():
        if not review.held:
            continue
        found = None
        if review.foregaende in by_id:
            found = _without_account(register, review, by_id[review.foregaende])
        elif not review.foregaende and review.id in earlier:
            found = _without_predecessor(review, earlier[review.id])
        if found:
            yield found


def _earlier(reviews: Iterable[Genomgang]) -> dict[str, Genomgang]:
    """The review before each one that was carried out, for the same unit and area."""
    series: dict[tuple[str, str], list[Genomgang]] = {}
    for review in reviews:
        if review.held and review.omrade and review.period:
            series.setdefault((review.enhet, review.omrade), []).append(review)
    found: dict[str, Genomgang] = {}
    for held in series.values():
        held.sort(key=_order)
        found |= {later.id: before for before, later in pairwise(held) if _order(before) < _order(later)}
    return found


def _order(review: Genomgang) -> date:
    return review.period.last if review.period else date.min


def _without_account(register: Register, review: Genomgang, previous: Genomgang) -> Fault | None:
    decided = [item.address for item in register.items_of(previous.record, Atgard.shape)]
    decided += [row.atgard for row in previous.uppfoljning if row.beslut == "fortsätter"]
    accounted = {row.atgard for row in review.uppfoljning}
    missing = [address for address in dict.fromkeys(decided) if address not in accounted]
    if not missing:
        return None
    return fault(
        review.record,
        *review.at("uppföljning" if review.uppfoljning else "föregående"),
        message=f"{counted(len(missing), 'åtgärd', 'åtgärder')} från {previous.id} redovisas inte: {listing(missing)}",
        help="Skriv under uppföljning vad det blev av varje åtgärd och om den avslutas, fortsätter eller omprövas.",
    )


def _without_predecessor(review: Genomgang, before: Genomgang) -> Fault:
    return fault(
        review.record,
        *review.at("föregående"),
        message=f"genomgången pekar inte ut den förra, fast {before.id} gäller samma enhet och område",
        help=f"Skriv föregående: {before.id} och redovisa åtgärderna därifrån.",
    )
