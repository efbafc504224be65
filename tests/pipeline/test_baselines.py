"""Baselines as files: read back as written, and refused with file and line when they are something else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.errors import KvalitetError
from kvalitet.model.baseline import Baseline, Entry, baseline_of
from kvalitet.model.finding import Finding, Severity
from kvalitet.pipeline.baselines import baseline_in, text_of

ROW: dict[str, Any] = {
    "path": "register/dokument/DOK-0001.yaml",
    "field": "giltig_till",
    "code": "KV301",
    "id": "DOK-0001",
    "clock": True,
    "fingerprint": "0" * 64,
}


def finding(code: str, path: str = "a.yaml", field: str = "titel", fingerprint: str = "0" * 64) -> Finding:
    return Finding(
        code=code, rule="r", severity=Severity.ERROR, clock=False, id="DOK-0001", kind="dokument", unit=None, role=None,
        path=path, line=1, column=1, field=field, message="hemligt", help="h", basis=None, due=None,
        fingerprint=fingerprint,
    )  # fmt: skip


def file(*rows: object) -> bytes:
    lines = ",\n".join(json.dumps(row) for row in rows)
    return f'{{"version": 1, "baseline": [\n{lines}\n]}}\n'.encode()


entries = st.builds(
    Entry,
    path=st.text(),
    field=st.none() | st.text(),
    code=st.from_regex(r"KV[0-8][0-9]{2}", fullmatch=True),
    id=st.none() | st.text(),
    clock=st.booleans(),
    fingerprint=st.text("0123456789abcdef", min_size=64, max_size=64),
)


@given(st.lists(entries).map(tuple))
def test_what_is_written_is_read_back(rows: tuple[Entry, ...]) -> None:
    text = text_of(Baseline(rows))
    assert baseline_in(text.encode("utf-8", "surrogatepass"), "b.json") == Baseline(rows)
    assert text.count("\n") == max(1, len(rows)) + 2


@given(st.permutations([finding("KV301", p, f, d * 64) for p in "ab" for f in "xy" for d in "01"]))
def test_the_order_of_the_findings_plays_no_part(found: list[Finding]) -> None:
    rows = baseline_of(found).entries
    assert [(e.path, e.field, e.fingerprint[0]) for e in rows] == [(p, f, d) for p in "ab" for f in "xy" for d in "01"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "b.json:1: det är inte giltig JSON"),
        (b'{"version": 1, "baseline": [\n{},\n<<<<<<< HEAD\n]}', "b.json:3: det är inte giltig JSON"),
        (b"[]", "b.json:1: det är ingen baslinje"),
        (b'{"version": 1, "findings": []}', "b.json:1: det är ingen baslinje"),
        (b'{"version": 1, "baseline": {}}', "b.json:1: det är ingen baslinje"),
        (b'{"version": 1, "baseline": [], "mer": 1}', "b.json:1: det är ingen baslinje"),
        (b'{"version": "\xc3\xa52", "baseline": []}', 'b.json:1: versionen är "\\u00e52", här läses version 1'),
        (b'{"version": 2, "baseline": []}', "b.json:1: versionen är 2, här läses version 1"),
        (b'{"version": 1,\n"baseline": [\xff]}', "b.json:2: texten är inte UTF-8"),
        (b"[" * 100_000, "b.json:1: det är inte giltig JSON"),
        (file(ROW, 1), "b.json:3: raden ska ha path, field, code, id, clock, fingerprint och inget annat"),
        (file(ROW, ROW, {**ROW, "mer": 1}), "b.json:4: raden ska ha path, field"),
        (file({**ROW, "code": 301}), "b.json:2: code har ett värde av fel sort"),
        (file({**ROW, "clock": None}), "b.json:2: clock har ett värde av fel sort"),
        (file(ROW, {**ROW, "fingerprint": "0" * 63}), "b.json:3: fingerprint är inte 64 hexadecimala siffror"),
        (file(ROW, {**ROW, "code": "KV901"}), "b.json:3: KV901 kan inte stå i en baslinje: sekretess gäller genast"),
    ],
)
def test_a_file_that_is_no_baseline_is_told_with_its_line(data: bytes, said: str) -> None:
    with pytest.raises(KvalitetError) as told:
        baseline_in(data, "b.json")
    assert str(told.value).startswith(said)
    assert str(told.value).endswith("Rätta filen, eller ta bort den och skriv en ny med --write-baseline.")
    assert "\n" not in str(told.value)


def test_the_line_is_right_in_a_file_that_somebody_has_laid_out_anew() -> None:
    text = json.dumps({"version": 1, "baseline": [ROW, {**ROW, "field": 'x"baseline": [', "code": "KV902"}]}, indent=1)
    _, line = (number for number, row in enumerate(text.split("\n"), 1) if row == "  {")
    with pytest.raises(KvalitetError, match=f"^b.json:{line}: KV902"):
        baseline_in(text.encode(), "b.json")


def test_what_secrecy_forbids_is_neither_written_nor_taken() -> None:
    secret, beside, other = finding("KV902"), finding("KV104", field="191212121212"), finding("KV104", "b.yaml")
    made = baseline_of([secret, beside, other])
    assert [(entry.code, entry.path, entry.field) for entry in made.entries] == [
        ("KV104", "a.yaml", None),
        ("KV104", "b.yaml", "titel"),
    ]
    assert "hemligt" not in text_of(made)
    assert "1912" not in text_of(made)
    assert [made.takes(each) for each in (secret, beside, other)] == [False, True, True]
