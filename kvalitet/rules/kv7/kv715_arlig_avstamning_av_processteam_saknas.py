"""Årlig avstämning av processteam saknas.

Ett processteam vars arbete pågår eller har införts har inte stämts av på ett år. Tiden räknas från den senaste
avstämningen. Har ingen gjorts räknas den från dagen då arbetet godkändes eller, innan dess, lämnades in, dock tidigast
från registrets början.

Varför: Ett team som ingen frågar tappar fart eller fortsätter med fel sak, och det som en gång infördes glider
tillbaka. Att stämma av varje år är vårdgivarens eget mål.

Gör så här: Stäm av arbetet med uppdragsgivaren och skriv in dagen och läget. Är arbetet klart, avsluta det.

Fel:
    id: FOR-2024-0001
    titel: Processteam hjärtsvikt
    enhet: kardiologi
    status: pågår
    ansvarig: verksamhetschef/kardiologi
    slag: processteam
    beskrivning: En gemensam väg från vårdcentral till hjärtmottagning.
    inlämnad: 2024-10-08
    avstämningar:
      - {datum: 2025-10-14, läge: enligt_plan}
Rätt:
    id: FOR-2024-0001
    titel: Processteam hjärtsvikt
    enhet: kardiologi
    status: pågår
    ansvarig: verksamhetschef/kardiologi
    slag: processteam
    beskrivning: En gemensam väg från vårdcentral till hjärtmottagning.
    inlämnad: 2024-10-08
    avstämningar:
      - {datum: 2025-10-14, läge: enligt_plan}
      - {datum: 2026-10-06, läge: enligt_plan}
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import months_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.forbattringar import Forbattring

SEVERITY = Severity.WARNING
BASIS = own_target("processteam stäms av varje år")
TEAM = "processteam"


def deadlines(
    register: Register,
    *,
    månader: Annotated[int, "så många månader får det gå mellan avstämningarna av ett processteam"] = 12,
) -> Iterator[Deadline]:
    """The next check of each process team whose work goes on or is in place, at the latest check or the status."""
    for work in Forbattring.all(register):
        if work.slag != TEAM or not work.under_way:
            continue
        checked = max(work.avstamningar, key=lambda check: check.datum or date.min, default=None)
        begun = checked.datum if checked else work.godkand or work.inlamnad
        starts = [day for day in (begun, register.settings.starts, work.regler_fran) if day]
        if starts:
            yield Deadline(
                due=months_on(max(starts), månader),
                what="processteamets arbete stäms av enligt målet",
                passed=f"processteamets arbete skulle enligt målet ha stämts av {'på nytt ' if checked else ''}senast",
                help="Stäm av arbetet med uppdragsgivaren och skriv in dagen och läget, eller avsluta arbetet.",
                path=work.record.path,
                field=checked.at("datum") if checked else work.at("status"),
                record=work.record,
            )
