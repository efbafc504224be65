"""Each fault: its code, its place and its words."""

import codecs

import pytest

from kvalitet.model.value import Span
from kvalitet.parse import MAX_DEPTH, MAX_FAULTS, Parsed, TextFault, decode, parse, read


def only(parsed: Parsed) -> TextFault:
    (fault,) = parsed.faults
    return fault


def at(fault: TextFault) -> tuple[str, int, int]:
    return fault.code, fault.span.line, fault.span.column


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: 1\n\tb: 2\n", 2, 1, "tabb"),
        ("a: |\n\tb\n", 2, 1, "tabb"),
        ("a: b: c\n", 1, 5, "oväntat kolon"),
        ("a: 1\n b: 2\n", 2, 3, "oväntat kolon"),
        ("--- a: 1\n", 1, 6, "oväntat kolon"),
        ("id: x\nutan kolon\nb: c\n", 2, 1, "varken en nyckel med kolon"),
        ("a: 'b\n", 1, 4, "stängs aldrig"),
        ('a: "b\n---\nc"\n', 1, 4, "stängs aldrig"),
        ('a: "b" c\n', 1, 8, "en ny nyckel"),
        ("a: b\n- c\n", 2, 1, "en ny nyckel"),
        ('a: "\\q"\n', 1, 5, "omvänt snedstreck"),
        ('a: "\\xZZ"\n', 1, 7, "omvänt snedstreck"),
        ('a: "\\ud800"\n', 1, 7, "omvänt snedstreck"),
        ("a: [1, 2\nb: c\n", 2, 2, "listan som börjar på rad 1 saknar komma eller avslutande ]"),
        ("a: [1, 2", 1, 4, "listan som börjar på rad 1"),
        ("x: y\na: {b: 1\nc: d\n", 3, 2, "samlingen som börjar på rad 2 saknar komma eller avslutande }"),
        ("a: {b: 1\n\n", 1, 4, "samlingen som börjar på rad 1"),
        ("a: ]\n", 1, 4, "saknas ett värde"),
        ("a: [1,", 1, 7, "saknas ett värde"),
        ("a: *fet* text\n", 1, 4, "börja med *"),
        ("a: & b\n", 1, 4, "börja med &"),
        ("a: !<b\n", 1, 4, "börja med !"),
        ("a: %b\n", 1, 4, "börja med %"),
        ("a: `b`\n", 1, 4, "börja med `"),
        ("%FOO\n---\na: 1\n", 1, 1, "börjar med %"),
        ("%YAML 3.0\n---\na: 1\n", 1, 1, "börjar med %"),
        ("a: | b\n  c\n", 1, 6, "efter | eller >"),
        ("a: >0\n  c\n", 1, 5, "kan inte vara 0"),
        ("a: - b\n", 1, 4, "oväntat streck"),
        ("a: ? b\n", 1, 4, "oväntat frågetecken"),
        ("a:\n  - b\n  c: d\n", 3, 3, "nästa streck (-)"),
        ("  a: 1\nb: 2\n", 2, 1, "inte hör till posten"),
        ("? {a: 1}\n: b\n", 1, 3, "själv en lista eller en samling"),
        ("[a]: b\n", 1, 1, "själv en lista eller en samling"),
    ],
)
def test_broken_syntax_is_one_fault_in_swedish_at_its_place(text: str, line: int, column: int, words: str) -> None:
    fault = only(parse(text))

    assert at(fault) == ("KV001", line, column)
    assert words in fault.message


@pytest.mark.parametrize("text", ["a: b: c\n", "a: @b\n", "a: [\n", "- a\n", "", "a: 1\na: 2\n", "a: &b c\n"])
def test_a_message_is_a_clause_and_the_help_a_sentence(text: str) -> None:
    fault = only(parse(text))

    assert fault.message[0].islower()
    assert not fault.message.endswith(".")
    assert fault.help[0].isupper()
    assert fault.help.endswith(".")


def test_what_was_read_before_the_syntax_broke_is_kept() -> None:
    parsed = parse("id: X-1\nlista:\n  - a: 1\n  - b: [2, 3\nstatus: x\n")

    assert parsed.value is not None
    assert parsed.value["id"] == "X-1"
    assert parsed.value["lista"][0] == {"a": 1}  # type: ignore[index]


def test_a_duplicate_key_names_the_line_of_the_first_and_keeps_its_value() -> None:
    parsed = parse("id: X-1\ntitel: ett\nstatus: a\ntitel: [två]\n")

    assert parsed.value == {"id": "X-1", "titel": "ett", "status": "a"}
    assert only(parsed) == TextFault(
        "KV002",
        'nyckeln "titel" står två gånger (första gången på rad 2)',
        "Behåll den ena och ta bort den andra.",
        Span(4, 1, 4, 6),
    )


def test_a_third_equal_key_is_counted() -> None:
    messages = [fault.message for fault in parse("a: 1\na: 2\na: 3\n").faults]

    assert messages == [
        'nyckeln "a" står två gånger (första gången på rad 1)',
        'nyckeln "a" står 3 gånger (första gången på rad 1)',
    ]


def test_equal_keys_in_different_mappings_are_no_duplicates() -> None:
    assert parse("a: {id: 1}\nb: [{id: 2}, {id: 3}]\nid: 4\n").faults == ()


def test_keys_equal_after_normalization_are_duplicates() -> None:
    parsed = parse("mål: 1\nma\u030al: 2\n")

    assert [at(fault) for fault in parsed.faults] == [("KV003", 2, 2), ("KV002", 2, 1)][::-1]
    assert parsed.value == {"mål": 1}


def test_a_long_key_is_shortened_in_the_message() -> None:
    key = "x" * 500

    assert f'"{"x" * 40}…"' in only(parse(f"{key}: 1\n{key}: 2\n")).message
    assert f'"{key[:40]}"' in only(parse(f"{key[:40]}: 1\n{key[:40]}: 2\n")).message


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ("a: &x 1\n", (1, 4, 6), {"a": 1}),
        ("a: *x\n", (1, 4, 6), {"a": None}),
        ("a: [*x]\n", (1, 5, 7), {"a": [None]}),
        ("a: !!str 1\n", (1, 4, 9), {"a": 1}),
        ("a: !<tag:yaml.org,2002:str> b\n", (1, 4, 28), {"a": "b"}),
        ("a: ! b\n", (1, 4, 5), {"a": "b"}),
        ("a: ! 'b'\n", (1, 4, 5), {"a": "b"}),
        ("a: !\n", (1, 4, 5), {"a": None}),
        ("a: !x [b]\n", (1, 4, 6), {"a": ["b"]}),
        ("a: &x\n  b: c\n", (1, 4, 6), {"a": {"b": "c"}}),
        ("!x a: b\n", (1, 1, 3), {"a": "b"}),
        ("&x a: b\n", (1, 1, 3), {"a": "b"}),
        ("a: !e!x b\n", (1, 4, 5), {}),
        ("a: !%ED%A0%80 b\n", (1, 4, 6), {}),
        ("*x : b\nc: d\n", (1, 1, 3), {"c": "d"}),
        ("<<: {a: 1}\nb: 2\n", (1, 1, 3), {"b": 2}),
        ("%YAML 1.2\n---\na: 1\n", (1, 1, 10), {"a": 1}),
        ("%YAML 1.2\n# 5 % x\n---\na: 1\n", (1, 1, 10), {"a": 1}),
        ("*x\n", (1, 1, 3), None),
        ("# x\n%TAG !e! tag:x\n---\na: 1\n", (2, 1, 15), {"a": 1}),
    ],
)
def test_anchors_aliases_tags_and_directives_are_faults_where_they_stand(
    text: str, place: tuple[int, int, int], value: object
) -> None:
    parsed = parse(text)
    line, column, end = place

    assert only(parsed).code == "KV004"
    assert only(parsed).span == Span(line, column, line, end)
    assert parsed.value == value


def test_each_anchor_tag_merge_and_alias_is_a_fault_of_its_own() -> None:
    text = "bas: &b # namn\n  !!map {x: 1}\nny:\n  <<: *b\n  y: &c !t z\n"

    assert [(f.code, f.span.line, f.span.column) for f in parse(text).faults] == [
        ("KV004", 1, 6),
        ("KV004", 2, 3),
        ("KV004", 4, 3),
        ("KV004", 4, 7),
        ("KV004", 5, 6),
        ("KV004", 5, 9),
    ]


def test_marks_of_yaml_inside_text_are_text() -> None:
    text = 'a: hej !du &då *nu %\nb: "!x &y *z"\nc: |\n  !x\n  &y\n  *z\n"<<": d\n'

    assert parse(text) == Parsed({"a": "hej !du &då *nu %", "b": "!x &y *z", "c": "!x\n&y\n*z\n", "<<": "d"}, ())


@pytest.mark.parametrize(
    ("character", "called"),
    [
        ("\x00", "nolltecknet U+0000"),
        ("\x07", "styrtecknet U+0007"),
        ("\x1b", "styrtecknet U+001B"),
        ("\x7f", "styrtecknet U+007F"),
        ("\x85", "styrtecknet U+0085"),
        ("\x9f", "styrtecknet U+009F"),
        ("\u2028", "radavskiljaren U+2028"),
        ("\u2029", "radavskiljaren U+2029"),
        ("\u202a", "det osynliga riktningstecknet U+202A"),
        ("\u202e", "det osynliga riktningstecknet U+202E"),
        ("\u2066", "det osynliga riktningstecknet U+2066"),
        ("\u2069", "det osynliga riktningstecknet U+2069"),
        ("\ufeff", "den osynliga byteordningsmarkeringen U+FEFF"),
        ("\uffff", "det ogiltiga tecknet U+FFFF"),
        ("\ud800", "det ogiltiga tecknet U+D800"),
    ],
)
def test_a_forbidden_character_is_named_and_pointed_at(character: str, called: str) -> None:
    parsed = parse(f"id: X-1\nå: b{character}c\n")

    assert only(parsed).message == f"{called} får inte stå i filen"
    assert only(parsed).code == "KV003"
    assert only(parsed).span == Span(2, 5, 2, 6)
    assert parsed.value == {"id": "X-1", "å": "b\ufffdc"}


@pytest.mark.parametrize("character", ["\t", "\u00a0", "\u200d", "\u2060", "\ue000", "\U0010fffd", "👩‍⚕️"])
def test_other_characters_are_allowed(character: str) -> None:
    assert parse(f"a: b{character}c\n") == Parsed({"a": f"b{character}c"}, ())


def test_a_forbidden_character_is_counted_once_for_the_file() -> None:
    parsed = parse("a: \x07\nb: \x07\nc: \u202e\n")

    assert [(f.message, f.span.line) for f in parsed.faults] == [
        ("styrtecknet U+0007 får inte stå i filen (på 2 ställen)", 1),
        ("det osynliga riktningstecknet U+202E får inte stå i filen", 3),
    ]


@pytest.mark.parametrize("code", ["\\0", "\\e", "\\N", "\\L", "\\u202e", "a\\u0308"])
def test_a_forbidden_character_written_as_a_code_is_refused_and_kept_out(code: str) -> None:
    parsed = parse(f'a: "{code}"\n')

    assert at(only(parsed)) == ("KV003", 1, 4)
    assert parsed.value in ({"a": "\ufffd"}, {"a": "a\u0308"})


def test_ordinary_codes_in_quotes_are_read() -> None:
    assert parse('a: "\\t\\n\\"\\\\\\u00e5\\U0001F600"\n') == Parsed({"a": '\t\n"\\å😀'}, ())


@pytest.mark.parametrize(("written", "shown"), [("a\u030a", "å"), ("\u212b", "Å"), ("e\u0323\u0302", "ệ")])
def test_text_that_is_not_nfc_is_one_fault_at_its_first_character(written: str, shown: str) -> None:
    fault = only(parse(f"a: b\nc: xx{written}y{written}\n"))

    assert fault.message == f'tecknet "{shown}" är inte skrivet i normalform (NFC)'
    assert fault.span == Span(2, 6, 2, 6 + len(written))


def test_a_mark_without_its_letter_that_begins_a_text_is_told_at_its_beginning() -> None:
    fault = only(parse("\u0344a: 1\n"))

    assert fault.span == Span(1, 1, 1, 2)
    assert fault.message == 'tecknet "\u0308\u0301" är inte skrivet i normalform (NFC)'


def test_latin_1_is_named_and_still_read_for_its_id() -> None:
    parsed = read("id: X-1\ntitel: på gång\n".encode("latin-1"))

    assert at(only(parsed)) == ("KV003", 2, 9)
    assert "0xE5" in only(parsed).message
    assert "Windows-1252" in only(parsed).message
    assert "spara filen som UTF-8" in only(parsed).help
    assert parsed.value == {"id": "X-1", "titel": "på gång"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named_and_still_read_for_its_id(encoding: str) -> None:
    parsed = read("id: X-1\ntitel: på gång\n".encode(encoding))

    assert at(only(parsed)) == ("KV003", 1, 1)
    assert "UTF-16" in only(parsed).message
    assert parsed.value == {"id": "X-1", "titel": "på gång"}


def test_a_broken_byte_is_placed_by_code_points() -> None:
    text, (fault,) = decode("å: 1\r\nö🫀: x".encode() + b"\x81\n")

    assert text is None
    assert fault.code == "KV003"
    assert fault.span == Span(2, 6, 2, 7)
    assert fault.message == "byten 0x81 är inte UTF-8"


def test_a_few_nul_characters_do_not_make_a_text_utf_16() -> None:
    assert "nolltecknet U+0000 får inte stå i filen (på 2 ställen)" in only(read(b"id: X-1\ntitel: a\0b\0c\n")).message


def test_a_byte_order_mark_is_a_fault_and_no_part_of_the_text() -> None:
    text, (fault,) = decode(b"\xef\xbb\xbfid: X-1\n")

    assert text == "id: X-1\n"
    assert at(fault) == ("KV003", 1, 1)
    assert fault.help == "Spara filen som UTF-8 utan BOM."


def test_reading_bytes_gives_faults_of_bytes_and_of_text() -> None:
    parsed = read(b"\xef\xbb\xbfa: 1\na: 2\n")

    assert [f.code for f in parsed.faults] == ["KV003", "KV002"]
    assert parsed.is_rejecting


def test_good_bytes_are_read_without_fault() -> None:
    parsed = read("å: [1, ä]\n".encode())

    assert parsed == Parsed({"å": [1, "ä"]}, ())
    assert not parsed.is_rejecting


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "filen är tom"),
        ("\n \n", 1, "filen är tom"),
        ("---\n", 1, "filen är tom"),
        ("# a\n# b\n", 1, "bara kommentarer"),
        ("# a\n- b\n", 2, "en lista"),
        ("[a: 1]\n", 1, "en lista"),
        ("bara text\n", 1, "ensamt värde"),
        ("null\n", 1, "ensamt värde"),
        ("a:b\n", 1, "ensamt värde"),
        ("a: 1\n---\nb: 2\n", 2, "flera dokument"),
        ("a: 1\n...\n---\n", 3, "flera dokument"),
    ],
)
def test_a_file_is_one_mapping(text: str, line: int, words: str) -> None:
    fault = only(parse(text))

    assert at(fault) == ("KV008", line, 1)
    assert words in fault.message


def test_the_first_of_several_documents_is_kept() -> None:
    assert parse("a: 1\n---\nb: 2\n").value == {"a": 1}


def nested(levels: int) -> str:
    return "".join("  " * n + "a:\n" for n in range(levels)) + "  " * levels + "b: 1\n"


def test_the_deepest_nesting_allowed_is_read() -> None:
    assert MAX_DEPTH == 20
    assert parse(nested(19)).faults == ()
    assert parse("a: " + "[" * 19 + "]" * 19).faults == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [(nested(20), 21, 41), ("a: " + "[" * 20 + "]" * 20, 1, 23), ("a:\n" + "- " * 20 + "b\n", 2, 39)],
)
def test_one_level_more_is_refused_where_it_begins(text: str, line: int, column: int) -> None:
    fault = only(parse(text))

    assert at(fault) == ("KV005", line, column)
    assert "20 nivåer" in fault.message


def test_the_largest_file_allowed_is_read_and_one_byte_more_is_refused() -> None:
    largest = "å: " + "ö" * 524_286

    assert len(largest.encode()) == 1_048_576
    assert read(largest.encode()).faults == ()
    assert at(only(read((largest + "\n").encode()))) == ("KV005", 1, 1)
    assert at(only(parse(largest + "\n"))) == ("KV005", 1, 1)
    assert "1 MiB" in only(parse(largest + "\n")).message


def test_no_more_than_fifty_faults_are_kept() -> None:
    assert MAX_FAULTS == 50
    assert len(parse("a: 1\n" * 100).faults) == 50
    assert len(parse("".join(f"k{n}: \x07 &x *y\n" for n in range(100)) + "a: 1\n" * 60).faults) == 50
    assert len(read(codecs.BOM_UTF8 + b"a: 1\n" * 100).faults) == 50


CONFLICT = "id: X-1\n<<<<<<< HEAD\na: 1\na: 1\n=======\na: b: c\n\x07\n>>>>>>> gren\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_merge_conflict_is_the_only_fault(line_end: str) -> None:
    parsed = parse(CONFLICT.replace("\n", line_end))

    assert only(parsed).code == "KV009"
    assert only(parsed).span == Span(2, 1, 2, 8)
    assert parsed.value == {"id": "X-1"}


@pytest.mark.parametrize(
    "text", ["a: |\n  <<<<<<< x\n  >>>>>>> y\n", "a: <<<<<<< x >>>>>>> y\n", "a: x\n# <<<<<<< \n# >>>>>>> \n"]
)
def test_markers_inside_a_line_are_no_conflict(text: str) -> None:
    assert parse(text).faults == ()


def test_the_first_mark_alone_is_no_conflict_but_a_line_that_is_no_yaml() -> None:
    fault = only(parse("id: X-1\n<<<<<<< HEAD\na: 1\n"))

    assert at(fault) == ("KV001", 2, 1)
