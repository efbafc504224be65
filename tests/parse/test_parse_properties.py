"""What holds for any text at all."""

import json
from collections.abc import Iterator
from unicodedata import normalize

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.model.value import FieldPath, Span, Value
from kvalitet.parse import MAX_FAULTS, parse, positions, read

RECORD = """\
id: AVV-2026-0001
titel: "Fall: från säng"
område: [fall, larm]
extern: {system: Synergi, nummer: 12}
beskrivning: |
  Patienten föll
  på natten
åtgärder:
  - id: A1
    senast: 2026-06-30
    klar:
  - id: A2
    styrka: medel # osäkert
andel: -0.5
skydda: true
"""
PIECES = ["\t", ": ", "- ", "&a ", "*a", "!b ", "? ", "|", ">", "'", '"', "[", "]", "{", "}", ",", "#", "%", "@"]
PIECES += ["\n", "\r", "\r\n", "---\n", "...\n", "<<: ", "\x00", "\u2028", "\ufeff", "a\u0308", "🫀", "\\", "\n  "]
PIECES += ["<<<<<<< x\n", ">>>>>>> x\n", "%TAG !e! x\n", "!%ED%A0%80 ", "\ud800", "\x85", "id: x\n"]

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs", "M"]), max_size=12).map(
    lambda text: normalize("NFC", text)
)
NUMBERS = st.integers(-(10**17), 10**17) | st.decimals(-(10**6), 10**6, places=3).map(float)


def clean(word: str) -> bool:
    return not any(ord(c) in {0x2028, 0x2029, 0xFEFF} for c in word)


def tree(leaf: st.SearchStrategy[Value]) -> st.SearchStrategy[dict[str, Value]]:
    keys = WORDS.filter(clean)
    inner = st.recursive(
        leaf, lambda below: st.lists(below, max_size=4) | st.dictionaries(keys, below, max_size=4), max_leaves=12
    )
    return st.dictionaries(keys, inner, min_size=1, max_size=5)


TEXTS: st.SearchStrategy[Value] = WORDS.filter(clean)
LEAVES: st.SearchStrategy[Value] = st.none() | st.booleans() | NUMBERS | TEXTS


def check(data: bytes) -> None:
    """Whatever is read, the answer is in order: places exist, and a file without faults has a value."""
    parsed = read(data)
    assert len(parsed.faults) <= MAX_FAULTS
    assert parsed.value is not None or parsed.faults
    for fault in parsed.faults:
        span = fault.span
        assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
        assert span.line <= data.count(b"\n") + data.count(b"\r") + 1
    codes = {fault.code for fault in parsed.faults}
    assert codes <= {"KV001", "KV002", "KV003", "KV004", "KV005", "KV008", "KV009"}


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_mapping_or_faults(data: bytes) -> None:
    check(data)


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(), max_size=200))
def test_any_text_is_a_mapping_or_faults_even_with_lone_surrogates(text: str) -> None:
    parsed = parse(text)

    assert parsed.value is not None or parsed.faults
    assert positions(text).nearest(("a", 0, "b")).line >= 1
    check(text.encode("utf-8", "surrogatepass"))


@settings(deadline=None, max_examples=400)
@given(st.lists(st.tuples(st.integers(0, len(RECORD)), st.integers(0, 8), st.sampled_from(PIECES)), max_size=4))
def test_a_record_with_pieces_cut_out_and_put_in_is_a_mapping_or_faults(
    cuts: list[tuple[int, int, str]],
) -> None:
    text = RECORD
    for start, length, piece in cuts:
        text = text[:start] + piece + text[start + length :]

    check(text.encode("utf-8", "surrogatepass"))
    assert positions(text).nearest(("åtgärder", 0, "id")).line >= 1


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from([*PIECES, "a", "b ", "  "]), max_size=25))
def test_any_heap_of_yaml_signs_is_a_mapping_or_faults(pieces: list[str]) -> None:
    check("".join(pieces).encode("utf-8", "surrogatepass"))


@settings(deadline=None, max_examples=80)
@given(tree(LEAVES), st.sampled_from([None, 2]))
def test_what_is_written_as_json_reads_back_equal(data: dict[str, Value], indent: int | None) -> None:
    parsed = parse(json.dumps(data, ensure_ascii=False, indent=indent))

    assert parsed.faults == ()
    assert json.dumps(parsed.value) == json.dumps(data)


@settings(deadline=None, max_examples=80)
@given(data=tree(TEXTS), flow=st.booleans(), width=st.sampled_from([30, 1000]))
def test_texts_written_by_another_library_read_back_equal(data: dict[str, Value], *, flow: bool, width: int) -> None:
    written = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=width)

    parsed = parse(written)

    assert parsed.faults == ()
    assert parsed.value == data


def leaves(data: Value, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Value]]:
    """Every path with what is there."""
    yield path, data
    inner = enumerate(data) if isinstance(data, list) else data.items() if isinstance(data, dict) else ()
    for step, value in inner:
        yield from leaves(value, (*path, step))


def sliced(text: str, span: Span) -> str:
    """The text of a span, by its lines and columns alone."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    return "\n".join([lines[0][span.column - 1 :], *lines[1:]])


PLAIN = st.text(st.sampled_from("abåäö🫀é-_/1"), min_size=1, max_size=8).map(lambda text: f"x{text}")


def emitted(data: Value, indent: int) -> str:
    """Block YAML with plain scalars; an empty collection in flow."""
    if isinstance(data, dict) and data:
        return "".join(f"\n{' ' * indent}{key}:{emitted(value, indent + 2)}" for key, value in data.items())
    if isinstance(data, list) and data:
        return "".join(f"\n{' ' * indent}-{emitted(value, indent + 2)}" for value in data)
    return f" {data}"


@settings(deadline=None, max_examples=80)
@given(
    st.dictionaries(
        PLAIN,
        st.recursive(
            PLAIN, lambda below: st.lists(below, max_size=3) | st.dictionaries(PLAIN, below, max_size=3), max_leaves=10
        ),
        min_size=1,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_the_text_at_the_span_of_a_plain_scalar_is_the_scalar(data: dict[str, Value], line_end: str) -> None:
    text = emitted(data, 0)[1:] + "\n# slut\n"
    crooked = text.replace("\n", line_end)
    found = positions(crooked)

    assert parse(crooked).value == data
    for path, value in leaves(data):
        span = found.value(path)
        assert span is not None
        if isinstance(value, str):
            assert sliced(text, span) == value
        if path and isinstance(path[-1], str):
            key = found.key(path)
            assert key is not None
            assert sliced(text, key) == path[-1]
    assert {path for path, _ in leaves(data)} == set(found._values)


@settings(deadline=None, max_examples=50)
@given(tree(LEAVES))
def test_the_text_at_the_span_of_any_value_reads_as_that_value(data: dict[str, Value]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    found = positions(text)

    for path, value in leaves(data):
        span = found.value(path)
        assert span is not None
        assert json.loads(sliced(text, span)) == value
