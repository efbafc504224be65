"""Which scalars are text, and which are something else."""

import pytest

from kvalitet.model.value import Value
from kvalitet.parse import parse

NUMBERS: list[tuple[str, Value]] = [
    ("7", 7),
    ("0", 0),
    ("-12", -12),
    ("3.5", 3.5),
    ("0.5", 0.5),
    ("-0.5", -0.5),
    ("10.0", 10.0),
    ("2025", 2025),
    ("999999999999999999", 999_999_999_999_999_999),
]
CONSTANTS: list[tuple[str, Value]] = [
    ("true", True),
    ("false", False),
    ("null", None),
    ("~", None),
    ("", None),
]
UNLIKE_NUMBERS = """
True TRUE False NULL Null yes no on off y n NO nan inf -inf .inf -.inf .nan
0123 00 -012 00.5 1e3 1.5e3 1E3 1_000 0x1F 0o17 0b11 .5 5. +5 + -x 1,5 1.2.3 --1 5% ١٢
12:30 12:30:15 2026-05-22 2026-05 2026-13-45 2026-05-22T10:00:00Z 2026-Q2 2026-W07
4x4@1 verksamhetschef/kardiologi HPL-0001/A12 § = a&b a*b a!b 1000000000000000000
"""
TEXTS = [
    *UNLIKE_NUMBERS.split(),
    "9" * 5000,
    "1." + "5" * 19,
    "9" * 400 + ".5",
    "två ord, med komma",
    "Hjälp! Kom & se *strax*",
    "🫀 hjärta",
]


@pytest.mark.parametrize(("written", "value"), NUMBERS + CONSTANTS)
def test_plain_numbers_and_constants_are_values(written: str, value: Value) -> None:
    read = parse(f"a: {written}\nb:\n  - {written}\n")

    assert read.faults == ()
    assert read.value == {"a": value, "b": [value]}
    assert type(read.value["a"]) is type(value)


@pytest.mark.parametrize("written", TEXTS)
def test_every_other_plain_scalar_stays_as_written(written: str) -> None:
    read = parse(f"a: {written}\n")

    assert read.faults == ()
    assert read.value == {"a": written}


@pytest.mark.parametrize("written", ["7", "-12", "3.5", "true", "false", "null", "~", ""])
@pytest.mark.parametrize("frame", ["'{}'", '"{}"'])
def test_a_quoted_scalar_is_always_text(written: str, frame: str) -> None:
    assert parse(f"a: {frame.format(written)}\n").value == {"a": written}


@pytest.mark.parametrize("sign", ["|", ">"])
def test_a_block_scalar_is_always_text(sign: str) -> None:
    assert parse(f"a: {sign}-\n  7\n").value == {"a": "7"}


@pytest.mark.parametrize("key", ["2025", "3.10", "true", "null", "~", "0123", "no", "2026-05-22", '"7"'])
def test_a_key_is_text_as_written(key: str) -> None:
    read = parse(f"{key}: x\n")

    assert read.faults == ()
    assert read.value == {key.strip('"'): "x"}


def test_an_empty_value_before_a_comment_is_nothing() -> None:
    assert parse("a: # sägs senare\nb: 1\n").value == {"a": None, "b": 1}


def test_block_text_keeps_its_lines_and_folded_text_joins_them() -> None:
    text = "a: |\n  ett\n  två\n\nb: >\n  ett\n  två\n"

    assert parse(text).value == {"a": "ett\ntvå\n", "b": "ett två\n"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_of_yaml_is_accepted(line_end: str) -> None:
    text = line_end.join(["id: X-1", "lista:", "- a", "- b", "text: |", "  ett", "  två", ""])

    read = parse(text)

    assert read.faults == ()
    assert read.value == {"id": "X-1", "lista": ["a", "b"], "text": "ett\ntvå\n"}


@pytest.mark.parametrize("text", ["--- # posten\na: 1\n", "---\na: 1\n...\n", "{a: 1}", "{\n  a: 1\n}\n"])
def test_one_mapping_may_have_a_document_mark_or_be_written_in_flow(text: str) -> None:
    read = parse(text)

    assert read.faults == ()
    assert read.value == {"a": 1}
