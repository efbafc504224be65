"""One edit changes the lines of its field and nothing else, however the file is written."""

from pathlib import Path

import pytest

from kvalitet.edit import Drop, Edit, Put, edited
from kvalitet.errors import KvalitetError
from kvalitet.model.value import Value
from kvalitet.parse import parse
from tests.edit.texts import CORPUS, after, changed_lines, order

RECORD = """# överst
id: AVV-2026-0001 # löpnummer
titel: "Fall"   # inom citattecken

status: utreds
beskrivning: >-
  Två rader
  som viks.
# om mötet
upptagen: {forum: FRM-0001, datum: 2026-03-01} # ett möte
berör: [patient, medarbetare]
nyckelord:
  - trygghet # viktigt
  # om natten
  - natt
åtgärder:
  - id: A1
    beskrivning: Byt larm. # A1
    senast: 2026-03-01
  # om A2
  - id: A2
    beskrivning: Öva.
"""

ONE_LINE = {
    "plain for quoted": (
        Put(("titel",), "Halkade"),
        ['titel: "Fall"   # inom citattecken'],
        ["titel: Halkade   # inom citattecken"],
    ),
    "quoted where it must be": (Put(("status",), "a: b"), ["status: utreds"], ['status: "a: b"']),
    "a number that is text": (Put(("status",), "007"), ["status: utreds"], ['status: "007"']),
    "a number": (Put(("status",), 3), ["status: utreds"], ["status: 3"]),
    "a date is plain": (Put(("status",), "2026-03-15"), ["status: utreds"], ["status: 2026-03-15"]),
    "what others read as false": (Put(("status",), "no"), ["status: utreds"], ['status: "no"']),
    "an item's field": (
        Put(("åtgärder", 0, "senast"), "2026-04-01"),
        ["    senast: 2026-03-01"],
        ["    senast: 2026-04-01"],
    ),
    "a field within brackets": (
        Put(("upptagen", "datum"), "2026-04-01"),
        ["upptagen: {forum: FRM-0001, datum: 2026-03-01} # ett möte"],
        ["upptagen: {forum: FRM-0001, datum: 2026-04-01} # ett möte"],
    ),
    "a comma within brackets": (
        Put(("upptagen", "forum"), "a, b"),
        ["upptagen: {forum: FRM-0001, datum: 2026-03-01} # ett möte"],
        ['upptagen: {forum: "a, b", datum: 2026-03-01} # ett möte'],
    ),
    "a new field after its nearest earlier sibling": (Put(("enhet",), "kardiologi"), [], ["enhet: kardiologi"]),
    "a field that the order does not know comes last": (
        Put(("slutsats",), "Klart."),
        [],
        ["slutsats: Klart."],
    ),
    "a new field of an item": (Put(("åtgärder", 1, "senast"), "2026-05-01"), [], ["    senast: 2026-05-01"]),
    "a field removed": (Drop(("status",)), ["status: utreds"], []),
    "a block text removed": (Drop(("beskrivning",)), ["beskrivning: >-", "  Två rader", "  som viks."], []),
    "a block text made short": (
        Put(("beskrivning",), "Kort."),
        ["beskrivning: >-", "  Två rader", "  som viks."],
        ["beskrivning: Kort."],
    ),
    "several lines": (
        Put(("status",), "ett\n\n- två"),
        ["status: utreds"],
        ["status: |-", "  ett", "", "  - två"],
    ),
    "several lines beside a comment": (
        Put(("titel",), "ett\ntvå\n"),
        ['titel: "Fall"   # inom citattecken'],
        ["titel: |   # inom citattecken", "  ett", "  två"],
    ),
    "an item put last": (
        Put(("åtgärder", 2), {"id": "A3", "beskrivning": "Mät."}),
        [],
        ["  - id: A3", "    beskrivning: Mät."],
    ),
    "an item removed with what it holds": (
        Drop(("åtgärder", 0)),
        ["  - id: A1", "    beskrivning: Byt larm. # A1", "    senast: 2026-03-01"],
        [],
    ),
    "a list within brackets": (
        Put(("berör",), ["patient", "utrustning"]),
        ["berör: [patient, medarbetare]"],
        ["berör: [patient, utrustning]"],
    ),
    "the items that stay keep their comments": (
        Put(("nyckelord",), ["trygghet", "helg", "natt"]),
        [],
        ["  - helg"],
    ),
    "a new list": (Put(("relaterat",), ["AVV-2026-0002"]), [], ["relaterat: [AVV-2026-0002]"]),
    "a new field in a new group": (Put(("extern", "system"), "Synergi"), [], ["extern:", "  system: Synergi"]),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("edit", "gone", "come"), ONE_LINE.values(), ids=ONE_LINE)
def test_the_difference_is_the_lines_of_the_field(edit: Edit, gone: list[str], come: list[str], newline: str) -> None:
    before = RECORD.replace("\n", newline)
    old, new = changed_lines(before, after(before, edit))
    assert [line.removesuffix(newline) for line in old] == gone
    assert [line.removesuffix(newline) for line in new] == come
    assert all(line.endswith(newline) for line in new)


def test_new_fields_come_in_the_order_of_the_schema_wherever_the_others_stand() -> None:
    text = "id: A\nbeskrivning: x\ntitel: y\n"
    assert after(text, Put(("enhet",), "e")) == "id: A\nbeskrivning: x\ntitel: y\nenhet: e\n"
    assert after("upptagen:\n  datum: x\n", Put(("upptagen", "forum"), "f")) == "upptagen:\n  forum: f\n  datum: x\n"


def test_a_long_text_is_folded_at_the_width_of_the_register() -> None:
    long = " ".join(["larmmattan"] * 25)
    found = after("id: A\ntitel: kort\n", Put(("titel",), long))
    assert found.startswith("id: A\ntitel: >-\n  larmmattan larmmattan ")
    assert max(map(len, found.splitlines())) <= 120


def test_a_comment_is_never_drawn_into_a_block_text_above_it() -> None:
    text = "id: A\ntitel: kort\n    # indragen\nenhet: x\n"
    assert after(text, Put(("titel",), "ett\ntvå")) == 'id: A\ntitel: "ett\\ntvå"\n    # indragen\nenhet: x\n'


@pytest.mark.parametrize(
    ("before", "edit", "expected"),
    [
        ("id: A\ntitel: x", Put(("titel",), "z"), "id: A\ntitel: z"),
        ("id: A\ntitel: x", Put(("enhet",), "z"), "id: A\ntitel: x\nenhet: z"),
        ("id: A\ntitel: x # c", Put(("enhet",), "z"), "id: A\ntitel: x # c\nenhet: z"),
        ("id: A\ntitel: |\n  x", Put(("enhet",), "z"), "id: A\ntitel: |-\n  x\nenhet: z"),
        ("id: A\ntitel: x", Drop(("id",)), "titel: x"),
        ("id: A\ntitel: x", Drop(("titel",)), "id: A\n"),
    ],
)
def test_a_missing_last_line_break_stays_missing(before: str, edit: Edit, expected: str) -> None:
    assert after(before, edit) == expected


def test_a_byte_order_mark_stays() -> None:
    data = b"\xef\xbb\xbfid: A\r\ntitel: x\r\n"
    assert edited(data, [Put(("titel",), "z")], order) == b"\xef\xbb\xbfid: A\r\ntitel: z\r\n"


def test_what_is_already_so_changes_nothing() -> None:
    assert after(RECORD, Put(("titel",), "Fall"), Put(("berör",), ["patient", "medarbetare"])) == RECORD


def test_the_last_entry_takes_its_group_with_it() -> None:
    assert after("id: A\nextern:\n  system: x\ntitel: y\n", Drop(("extern", "system"))) == "id: A\ntitel: y\n"


REFUSED = {
    "a broken file": ("id: [\n", Put(("id",), "A"), "rad 2: "),
    "through a text": ("id: A\n", Put(("id", "x"), "y"), "id.x leder genom ett värde som inte har några fält"),
    "what is not there": ("id: A\n", Drop(("titel",)), "titel finns inte, så det går inte att ta bort."),
    "the only field": ("id: A\n", Drop(("id",)), "det sista fältet i en post går inte att ta bort."),
    "a control character": ("id: A\n", Put(("id",), "a\x07b"), "värdet går inte att skriva: en teckenkod"),
    "a hidden direction": ("id: A\n", Put(("id",), "a\u202eb"), "värdet går inte att skriva: det osynliga"),
    "a key with a question mark": (
        "? id\n: A\ntitel: x\n",
        Drop(("id",)),
        "id går inte att ändra utan att något annat",
    ),
}


@pytest.mark.parametrize(("text", "edit", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_in_words(text: str, edit: Edit, said: str) -> None:
    with pytest.raises(KvalitetError) as caught:
        after(text, edit)
    assert said in str(caught.value)


def test_the_corpus_is_as_differently_written_as_it_says() -> None:
    found = {path.stem: path.read_bytes() for path in Path(CORPUS).glob("*.yaml")}
    assert b"\r\n" in found["crlf"]
    assert not found["utan_slut"].endswith(b"\n")
    assert b"#\ttabb" in found["kommentarer"]
    assert found["block"].count(b": |") + found["block"].count(b": >") == 9


@pytest.mark.parametrize(
    "value", ["två\nrader\n", ["två\nrader\n"], {"ny": "två\nrader\n"}], ids=["text", "list", "pair"]
)
@pytest.mark.parametrize("name", ["titel", "ny"])
def test_a_text_of_lines_last_in_a_file_without_a_line_break_keeps_its_own(name: str, value: Value) -> None:
    found = edited(b"id: AVV-2026-0001\ntitel: Fall # c", [Put((name,), value)], order)
    assert parse(found.decode()).value == {"id": "AVV-2026-0001", "titel": "Fall", name: value}
