"""The manifest of a seal: what is written comes back as it was, and nothing else is taken for one."""

from datetime import date
from string import hexdigits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.model.finding import Severity
from kvalitet.model.seal import Seal, SealedDocument, Tally, read_back, tally, written

IDS = st.one_of(*(st.text("0123456789abcdef", min_size=size, max_size=size) for size in (40, 64)))
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
TALLIES = st.builds(Tally, st.integers(0, 99_999), DIGESTS)
WORDS = st.text(min_size=1, max_size=30)
FOLDERS = st.one_of(st.just(""), st.lists(st.sampled_from(["register", "vård", "a b", "#"]), min_size=1).map("/".join))
DOCUMENTS = st.builds(
    SealedDocument,
    sha256=DIGESTS,
    report=WORDS,
    title=st.text(),
    period=WORDS,
    unit=st.none() | st.text(),
    area=st.none() | WORDS,
    record=st.none() | WORDS,
    auditor=st.booleans(),
)
SEALS = st.builds(
    Seal,
    name=WORDS,
    day=st.dates(date(1900, 1, 1), date(2999, 1, 1)),
    version=st.sampled_from(["0.1.0", "1.2.3rc1", "kvalitet 2"]),
    commit=IDS,
    prefix=FOLDERS,
    tree=IDS,
    records=st.dictionaries(st.from_regex(r"[a-zåäö_]{1,12}", fullmatch=True), st.integers(0, 99_999)),
    findings=st.fixed_dictionaries(dict.fromkeys(Severity, TALLIES)),
    documents=st.lists(DOCUMENTS, max_size=3).map(tuple),
)
SEAL = Seal(
    name="ledningsgruppen",
    day=date(2026, 12, 10),
    version="0.1.0",
    commit="0123456789" * 4,
    prefix="register",
    tree="abcdef0123" * 4,
    records={"avvikelse": 12, "dokument": 3},
    findings={
        Severity.ERROR: Tally(2, "1" * 64),
        Severity.WARNING: Tally(0, "2" * 64),
        Severity.INFO: Tally(1, "3" * 64),
    },
    documents=(
        SealedDocument(
            sha256="4" * 64,
            report="patientsakerhetsberattelse",
            title="Patientsäkerhetsberättelse 2025",
            period="2025",
            unit="kardiologi",
        ),
    ),
)
TEXT = f"""Sigill ledningsgruppen

Så var kvalitetsregistret den 10 december 2026. Pröva det med ”kvalitet verify ledningsgruppen”.

form: kvalitet-sigill 1
namn: ledningsgruppen
dag: 2026-12-10
verktyg: kvalitet 0.1.0
incheckning: {"0123456789" * 4}
mapp: register
träd: {"abcdef0123" * 4}
poster: avvikelse 12
poster: dokument 3
fel: 2, sha256:{"1" * 64}
varningar: 0, sha256:{"2" * 64}
upplysningar: 1, sha256:{"3" * 64}
dokument: sha256:{"4" * 64}
  rapport: patientsakerhetsberattelse
  titel: Patientsäkerhetsberättelse 2025
  period: 2025
  enhet: kardiologi
"""


def test_a_seal_reads_as_a_short_text() -> None:
    assert written(SEAL) == TEXT


@given(SEALS)
def test_what_is_written_comes_back_as_it_was(seal: Seal) -> None:
    assert read_back(written(seal)) == seal


@given(st.text(), st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_whatever_the_text_is_it_is_a_seal_or_none(noise: str, start: int, end: int) -> None:
    changed = TEXT[:start] + noise + TEXT[end:]
    found = read_back(changed)
    assert found is None or read_back(written(found)) == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("form: kvalitet-sigill 1", "form: kvalitet-sigill 2"),
        ("dag: 2026-12-10", "dag: 2026-13-10"),
        ("dag: 2026-12-10\n", ""),
        ("dag: 2026-12-10", "dag: 2026-12-10\ndag: 2026-12-11"),
        ("incheckning: 0", "incheckning: g"),
        ("träd: a", "träd: "),
        ("mapp: register", "mapp: ../annat"),
        ("mapp: register", "mapp: /etc"),
        ("poster: avvikelse 12", "poster: avvikelse tolv"),
        ("poster: avvikelse 12", "poster: dokument 12"),
        ("fel: 2, sha256:1", "fel: 2, sha256:x"),
        ("  titel: Patient", " titel: Patient"),
        ("  period: 2025\n", ""),
        ("  enhet: kardiologi\n", "enhet: kardiologi\n"),
        ("namn: ledningsgruppen", 'namn: "ledningsgruppen'),
    ],
)
def test_a_text_that_is_not_whole_is_no_seal(old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert read_back(TEXT.replace(old, new)) is None


@pytest.mark.parametrize("text", ["", "hej", "form: kvalitet-sigill 1\n", "\nform: kvalitet-sigill 1\n"])
def test_another_text_is_no_seal(text: str) -> None:
    assert read_back(text) is None


def test_a_digest_is_the_same_in_whatever_order_the_findings_come() -> None:
    # by sha256sum, of a, a line feed and b
    assert (
        tally(["b", "a"])
        == tally(["a", "b"])
        == Tally(2, "7e18f737311b2dc3b2f269dd78396b0351f14fb66efa879f768cb23181883c78")
    )
    assert tally([]) == Tally(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    assert tally(["a", "b"]) != tally(["a", "c"])
    assert set(tally(["a"]).digest) <= set(hexdigits)
