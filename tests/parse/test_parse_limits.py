"""Just at a limit, and just beside it."""

import pytest

from kvalitet.parse import MAX_BYTES, parse, positions, read
from kvalitet.parse.scalars import resolve

HEAD = "id: AVV-2026-0001\nbeskrivning: |\n"


@pytest.mark.parametrize(("written", "size", "name"), [("å", MAX_BYTES, "AVV-2026-0001"), ("å", MAX_BYTES + 1, None)])
def test_the_id_of_a_file_in_another_encoding_is_known_however_the_text_grows_as_utf_8(
    written: str, size: int, name: str | None
) -> None:
    """Letters that are one byte in Windows-1252 are two in UTF-8."""
    line = f"  {written * 97}\n"
    data = (HEAD + line * (MAX_BYTES // len(line) + 1)).encode("cp1252")[:size]
    parsed = read(data)
    assert [fault.code for fault in parsed.faults] == ["KV003" if name else "KV005"]
    assert (parsed.value or {}).get("id") == name


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("0." + "1" * 18, float("0." + "1" * 18)),
        ("0." + "1" * 19, "0." + "1" * 19),
        ("1" * 18, int("1" * 18)),
        ("1" * 19, "1" * 19),
    ],
)
def test_a_number_has_eighteen_digits_at_most_on_either_side_of_the_point(plain: str, value: float | str) -> None:
    assert resolve(plain) == value


def test_a_lone_exclamation_mark_before_a_value_is_a_tag_wherever_it_stands() -> None:
    assert [(fault.code, fault.span.line) for fault in parse("titel: ! Larm\nid: X\n").faults] == [("KV004", 1)]


def test_a_character_in_two_parts_is_told_whole_and_from_its_letter_on() -> None:
    (fault,) = parse("a\u030a: 1\n").faults
    assert (fault.code, fault.span.column, "å" in fault.message) == ("KV003", 1, True)


def test_what_a_value_may_not_begin_with_is_told_and_not_what_follows() -> None:
    (fault,) = parse("titel: @larm\nid: X\n").faults
    assert fault.message == "ett värde utan citattecken kan inte börja med @"


def test_nothing_written_has_a_place_after_its_colon() -> None:
    span = positions("titel:\n").value(("titel",))
    assert span is not None
    assert (span.line, span.column) == (1, 7)
