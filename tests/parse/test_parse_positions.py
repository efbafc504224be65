"""Where keys and values stand."""

import pytest

from kvalitet.model.value import FieldPath, Span
from kvalitet.parse import positions

RECORD = """\
# en kommentar
id: RIS-2025-0003
åtgärder:
  - id: A1
    beskrivning: "Änglar 🫀 finns"  # påstås
    ansvarig:
  - id: A2
    delar: [ett, {två: 2}, 'tre']

beskrivning: |
  Första raden
  andra raden

tom: {}
sist: en text som
  fortsätter
"""

VALUES: list[tuple[FieldPath, Span]] = [
    (("id",), Span(2, 5, 2, 18)),
    (("åtgärder",), Span(4, 3, 8, 34)),
    (("åtgärder", 0), Span(4, 5, 6, 14)),
    (("åtgärder", 0, "id"), Span(4, 9, 4, 11)),
    (("åtgärder", 0, "beskrivning"), Span(5, 18, 5, 34)),
    (("åtgärder", 0, "ansvarig"), Span(6, 14, 6, 14)),
    (("åtgärder", 1), Span(7, 5, 8, 34)),
    (("åtgärder", 1, "delar"), Span(8, 12, 8, 34)),
    (("åtgärder", 1, "delar", 0), Span(8, 13, 8, 16)),
    (("åtgärder", 1, "delar", 1), Span(8, 18, 8, 26)),
    (("åtgärder", 1, "delar", 1, "två"), Span(8, 24, 8, 25)),
    (("åtgärder", 1, "delar", 2), Span(8, 28, 8, 33)),
    (("beskrivning",), Span(10, 14, 12, 14)),
    (("tom",), Span(14, 6, 14, 8)),
    (("sist",), Span(15, 7, 16, 13)),
    ((), Span(2, 1, 16, 13)),
]
KEYS: list[tuple[FieldPath, Span]] = [
    (("id",), Span(2, 1, 2, 3)),
    (("åtgärder",), Span(3, 1, 3, 9)),
    (("åtgärder", 0, "beskrivning"), Span(5, 5, 5, 16)),
    (("åtgärder", 1, "delar", 1, "två"), Span(8, 19, 8, 22)),
    (("beskrivning",), Span(10, 1, 10, 12)),
]


@pytest.mark.parametrize(("path", "span"), VALUES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_value_has_its_span_in_code_points(path: FieldPath, span: Span, line_end: str) -> None:
    assert positions(RECORD.replace("\n", line_end)).value(path) == span


@pytest.mark.parametrize(("path", "span"), KEYS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_key_has_its_span_in_code_points(path: FieldPath, span: Span, line_end: str) -> None:
    assert positions(RECORD.replace("\n", line_end)).key(path) == span


def test_a_quoted_key_has_its_quotes_in_its_span() -> None:
    assert positions('"på väg": 1\n').key(("på väg",)) == Span(1, 1, 1, 9)


@pytest.mark.parametrize("path", [("saknas",), ("åtgärder", 2), ("id", "x"), ("åtgärder", "0")])
def test_what_is_not_there_has_no_span(path: FieldPath) -> None:
    found = positions(RECORD)

    assert found.value(path) is None
    assert found.key(path) is None


def test_an_item_of_a_list_has_no_key() -> None:
    assert positions(RECORD).key(("åtgärder", 0)) is None


@pytest.mark.parametrize(
    ("path", "span"),
    [
        (("id",), Span(2, 5, 2, 18)),
        (("åtgärder", 0, "ansvarig"), Span(6, 5, 6, 13)),
        (("åtgärder", 0, "senast"), Span(4, 5, 6, 14)),
        (("åtgärder", 0, "uppföljning", "senast"), Span(4, 5, 6, 14)),
        (("åtgärder", 7, "senast"), Span(3, 1, 3, 9)),
        (("åtgärder", 1, "delar", 1, "x"), Span(8, 18, 8, 26)),
        (("tom", "x"), Span(14, 1, 14, 4)),
        (("saknas",), Span(1, 1, 1, 1)),
        (("saknas", 0, "x"), Span(1, 1, 1, 1)),
        ((), Span(1, 1, 1, 1)),
    ],
)
def test_the_nearest_place_is_the_value_or_what_exists_above_it(path: FieldPath, span: Span) -> None:
    assert positions(RECORD).nearest(path) == span


def test_a_block_text_ends_at_its_last_visible_character() -> None:
    text = "a:\n  - |+\n    ett\n    två  \n\n\n  - >-\n    tre\nb: 1\n"

    found = positions(text)

    assert found.value(("a", 0)) == Span(2, 5, 4, 8)
    assert found.value(("a", 1)) == Span(7, 5, 8, 8)


def test_a_list_without_indent_has_its_span() -> None:
    found = positions("a:\n- b\n- c: d\n  e: f\ng: h\n")

    assert found.value(("a",)) == Span(2, 1, 4, 7)
    assert found.value(("a", 1)) == Span(3, 3, 4, 7)


def test_an_empty_item_of_a_list_is_pointed_at() -> None:
    found = positions("a:\n  -\n  - b\n")

    assert found.nearest(("a", 0)) == Span(2, 4, 2, 4)


def test_the_first_of_two_equal_keys_keeps_its_place() -> None:
    found = positions("a: ett\nb: 1\na: {x: 2}\n")

    assert found.value(("a",)) == Span(1, 4, 1, 7)
    assert found.value(("a", "x")) is None


def test_a_mapping_whose_keys_are_all_refused_ends_no_earlier_than_it_begins() -> None:
    assert positions("a:\n  <<: *x\n").value(("a",)) == Span(2, 3, 2, 3)


def test_broken_text_has_the_places_before_the_fault() -> None:
    found = positions("id: X-1\ntitel: Fall: säng\n")

    assert found.value(("id",)) == Span(1, 5, 1, 8)
    assert found.nearest(("status",)) == Span(1, 1, 1, 1)


def test_forbidden_characters_do_not_move_what_follows() -> None:
    found = positions("a: x\u2028y\x85z\nb: 1\n")

    assert found.value(("b",)) == Span(2, 4, 2, 5)
