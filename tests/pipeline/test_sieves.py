"""The order of the sieves: each takes from what the one before it left, and is counted."""

from dataclasses import replace
from datetime import date

import pytest

from kvalitet.model.assessment import Suppressed
from kvalitet.model.baseline import Baseline, baseline_of
from kvalitet.pipeline.assess import Request, assess
from kvalitet.pipeline.load import Loaded, load
from kvalitet.pipeline.sieves import Filter, Sieves
from tests.rules.fixtures import GROUND
from tests.trees import MemoryTree

TODAY = date(2026, 11, 22)
DOCUMENT = """id: DOK-0001
titel: Rutin för hjärtstopp på vårdavdelning
enhet: kardiologi
status: gällande
ansvarig: verksamhetschef/kardiologi
handlingstyp: rutin
version: "1.0"
giltig_från: 2025-01-20
giltig_till: 2026-08-31
granskningar:
  - {av: verksamhetschef/kardiologi, datum: 2025-01-10, steg: godkänd, version: "1.0"}
"""
EXEMPT = """undantag:
  - {regel: KV301, motiv: Ersätts i mars., beslutat_av: verksamhetschef/kardiologi, till: 2027-03-31}
"""
SET_ASIDE = b"v\xc3\xa5rdgivare: Region Exempel\nb\xc3\xb6rjar: 2025-01-01\nregler: {ignorera: [KV301]}\n"


def loaded(text: str, settings: bytes | None = None) -> Loaded:
    ground = {str(p.relative_to(GROUND)): p.read_bytes() for p in GROUND.rglob("*") if p.is_file()}
    files = {**ground, "dokument/DOK-0001.yaml": text.encode()}
    return load(MemoryTree({**files, **({"kvalitet.yaml": settings} if settings else {})}))


(EXPIRED,) = (f for f in assess(loaded(DOCUMENT), TODAY)[0].findings if f.code == "KV301")
BASELINE = baseline_of([EXPIRED])
BEFORE = frozenset({EXPIRED.fingerprint})
ELSEWHERE = Filter(select=("KV4",))
ON_IT = Filter(select=("KV301",))


ALL = ("exemption", "baseline", "before")


@pytest.mark.parametrize(
    ("taking", "wanted", "counted"),
    [
        # what is not run is not counted, whatever else would have taken it
        (("settings", *ALL), ELSEWHERE, Suppressed()),
        (("no clock", *ALL), ELSEWHERE, Suppressed()),
        # then each in its turn
        (ALL, ELSEWHERE, Suppressed(exempt=1)),
        (ALL[1:], ELSEWHERE, Suppressed(baseline=1)),
        (ALL[2:], ELSEWHERE, Suppressed(since=1)),
        ((), ELSEWHERE, Suppressed(filtered=1)),
        # and each alone, so that none of them leans on another
        (ALL[:1], ON_IT, Suppressed(exempt=1)),
        (ALL[1:2], ON_IT, Suppressed(baseline=1)),
        (ALL[2:], ON_IT, Suppressed(since=1)),
        ((), ON_IT, None),
    ],
    ids=str,
)
def test_a_finding_is_taken_by_the_first_sieve_that_may(
    taking: tuple[str, ...], wanted: Filter, counted: Suppressed | None
) -> None:
    register = loaded(DOCUMENT + EXEMPT * ("exemption" in taking), SET_ASIDE if "settings" in taking else None)
    sieves = Sieves(
        baseline=BASELINE if "baseline" in taking else Baseline(),
        before=lambda: BEFORE if "before" in taking else frozenset(),
        wanted=wanted,
    )
    clock = "no clock" not in taking
    assessment, _ = assess(register, TODAY, Request(clock=clock, sieves=sieves))
    others = [f for f in assess(register, TODAY, Request(clock=clock))[0].findings if f.code != "KV301"]
    filtered = sum(not f.code.startswith(wanted.select) for f in others)
    found, expected = assessment.suppressed, counted or Suppressed()
    assert replace(found, filtered=found.filtered - filtered) == expected
    told = [f for f in assessment.findings if f.fingerprint == EXPIRED.fingerprint]
    assert len(told) == (1 if counted is None else 0)


def test_exempt_findings_are_kept_with_what_set_them_aside_as_far_as_they_were_asked_for() -> None:
    register = loaded(DOCUMENT + EXEMPT)
    for wanted, names in ((Filter(), ["KV301"]), (ON_IT, ["KV301"]), (ELSEWHERE, [])):
        assessment, _ = assess(register, TODAY, Request(sieves=Sieves(wanted=wanted)))
        assert [each.finding.code for each in assessment.exempted] == names
        assert assessment.suppressed.exempt == 1
    (each,) = assess(register, TODAY)[0].exempted
    assert (each.exemption.reason, each.exemption.until) == ("Ersätts i mars.", date(2027, 3, 31))
