"""The small register of tests/render, some files more, and breakdowns of it: small enough to count by hand."""

from collections.abc import Mapping
from datetime import date

from kvalitet.measures._breakdown import Breakdown, Compared, Wanted, breakdown
from kvalitet.measures._measure import measure_files
from kvalitet.measures._spans import spans
from kvalitet.model.dates import period
from tests.facts.small import TODAY, files, loaded

CASE = """\
id: ARE-2025-000{number}
titel: Utebliven dos
enhet: avdelning-1
status: öppnat
typ: lex_maria
öppnad: {decided}
beslutad: {decided}
"""
FOLLOWED = """\
id: RIS-2024-0001
titel: Läkemedel på natten
enhet: avdelning-1
status: {status}
slag: proaktiv
uppdragsgivare: verksamhetschef/medicin
ansvarig: verksamhetschef/medicin
datum: 2024-11-01
beslutad: 2024-11-10
patientmedverkan: patient
skala: 4x4@1
risker:
  - {{id: R1, beskrivning: Dosen räknas fel., perspektiv: patient, sannolikhet: 2, konsekvens: 2, status: bedömd}}
uppföljning: {{metod: Genomgång av avvikelser., senast: 2025-05-01{done}}}
"""
ANALYSIS = """\
id: HAN-2025-000{number}
titel: Utebliven dos
enhet: avdelning-1
status: slutförd
ansvarig: chefläkare/varden
uppdragsgivare: chefläkare/varden
analysledare: chefläkare/varden
orsaker: [{{id: O1, orsaksområde: teknik_utrustning_och_apparatur, beskrivning: Sängen gick inte att sänka.}}]
avvikelser: [AVV-2025-0001]
beslutad: 2025-02-12
slutförd: 2025-04-0{number}
patient_eller_närstående_deltog: {who}
"""

MORE: Mapping[str, bytes] = {
    # notified after 30 days; decided 12 December and still not notified
    "arenden/2025/ARE-2025-0001.yaml": (CASE.format(number=1, decided="2025-03-01") + "anmäld: 2025-03-31\n").encode(),
    "arenden/2025/ARE-2025-0002.yaml": CASE.format(number=2, decided="2025-12-12").encode(),
    "riskanalyser/2024/RIS-2024-0001.yaml": FOLLOWED.format(status="följs_upp", done=", utförd: 2025-05-20").encode(),
    "handelseanalyser/2025/HAN-2025-0001.yaml": ANALYSIS.format(number=1, who="närstående").encode(),
    "handelseanalyser/2025/HAN-2025-0002.yaml": ANALYSIS.format(number=2, who="avböjde").encode(),
}


def content() -> dict[str, bytes]:
    return {**files(), **MORE}


def counted(  # noqa: PLR0913
    name: str,
    asked: str = "2025",
    *,
    by: str = "enhet",
    unit: str | None = None,
    masked: bool = False,
    found: Mapping[str, bytes] | None = None,
    today: date = TODAY,
) -> Breakdown:
    """A breakdown of a measure alone; unmasked unless asked for."""
    register = loaded(content() if found is None else found).register
    assert [row.path for row in register.rejected] == []
    meant = period(asked)
    assert meant is not None
    wanted = Wanted(by=by, spans=spans(meant, today), unit=unit, masked=masked)
    return breakdown(register, measure_files()[name], (), wanted)


def numbers(found: Breakdown) -> dict[tuple[str, ...], tuple[float | None, ...]]:
    """The numbers of the period at each place."""
    return {row.path: tuple(number.now.figure.value for number in row.numbers) for row in found.rows}


def whole(found: Breakdown) -> tuple[Compared, ...]:
    """The numbers of the whole."""
    return found.rows[0].numbers
