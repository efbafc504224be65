"""Files that mean harm or were badly saved: the right code, at once, and never an exception."""

import time
from pathlib import Path

import pytest

from kvalitet.parse import decode, positions, read

HOSTILE = Path(__file__).parent / "hostile"

FILES = {
    "alias.yaml": ("KV004", 2, 8),
    "ankare.yaml": ("KV004", 2, 8),
    "avbruten_fil.yaml": ("KV001", 2, 17),
    "bara_kommentarer.yaml": ("KV008", 1, 1),
    "bom.yaml": ("KV003", 1, 1),
    "direktiv.yaml": ("KV004", 1, 1),
    "dubbel_nyckel.yaml": ("KV002", 4, 1),
    "dubbel_nyckel_i_lista.yaml": ("KV002", 4, 5),
    "ensamt_utropstecken.yaml": ("KV004", 2, 8),
    "fel_indrag.yaml": ("KV001", 4, 3),
    "fel_lista.yaml": ("KV001", 4, 3),
    "fetstil.yaml": ("KV001", 2, 8),
    "inte_nfc.yaml": ("KV003", 2, 15),
    "kodat_styrtecken.yaml": ("KV003", 2, 8),
    "larmtecken.yaml": ("KV003", 2, 12),
    "lista.yaml": ("KV008", 1, 1),
    "lopande_text.yaml": ("KV008", 1, 1),
    "nasta_rad.yaml": ("KV003", 2, 12),
    "nolltecken.yaml": ("KV003", 2, 12),
    "nyckel_som_lista.yaml": ("KV001", 2, 3),
    "okand_teckenkod.yaml": ("KV001", 2, 11),
    "olost_konflikt.yaml": ("KV009", 2, 1),
    "oppen_lista.yaml": ("KV001", 3, 7),
    "oppen_samling.yaml": ("KV001", 3, 7),
    "oppet_citattecken.yaml": ("KV001", 2, 8),
    "ovantat_kolon.yaml": ("KV001", 2, 12),
    "pythonobjekt.yaml": ("KV004", 2, 8),
    "radavskiljare.yaml": ("KV003", 2, 12),
    "saknat_kolon.yaml": ("KV001", 2, 1),
    "sammanslagning.yaml": ("KV004", 2, 1),
    "snabel_a.yaml": ("KV001", 2, 10),
    "tabb_som_indrag.yaml": ("KV001", 3, 1),
    "text_efter_streck.yaml": ("KV001", 2, 16),
    "tom.yaml": ("KV008", 1, 1),
    "tva_dokument.yaml": ("KV008", 2, 1),
    "utf_16.yaml": ("KV003", 1, 1),
    "utf_16_utan_bom.yaml": ("KV003", 1, 1),
    "vand_lasriktning.yaml": ("KV003", 2, 13),
    "windows_1252.yaml": ("KV003", 2, 15),
}
WITHOUT_MAPPING = {"bara_kommentarer.yaml", "lista.yaml", "lopande_text.yaml", "tom.yaml"}


def bomb() -> bytes:
    levels = (f"n{n}: &n{n} [{', '.join([f'*n{n - 1}'] * 10)}]\n" for n in range(1, 9))
    return ("n0: &n0 [x]\n" + "".join(levels)).encode()


GENERATED = {
    "ten to the power of eight aliases": (bomb(), "KV004"),
    "nested lists in flow": (b"a: " + b"[" * 50_000, "KV005"),
    "nested mappings in flow": (b"{a: " * 50_000, "KV005"),
    "nested lists in flow, one a line": (b"a: " + b"[\n" * 50_000, "KV005"),
    "nested lists in block": (b"a:\n" + b"- " * 50_000, "KV005"),
    "nested keys": (b"? " * 50_000, "KV001"),
    "nested lists in a key": (b"? " + b"[" * 50_000, "KV005"),
    "a pyramid of mappings": ("".join(" " * n + "a:\n" for n in range(1400)).encode(), "KV005"),
    "two mebibytes": (b"a: " + b"b" * 2**21, "KV005"),
    "equal keys": (b"a: 1\n" * 200_000, "KV002"),
    "tags": (b"- !b c\n".join([b"a:\n"] + [b""] * 100_000), "KV004"),
    "tags and comments": (b"a: !b " + b"#" * 1_000_000, "KV004"),
    "tag directives": (b"".join(b"%%TAG !a%d! b\n" % n for n in range(60_000)) + b"---\na: 1\n", "KV004"),
    "tag directives, old line ends": (b"".join(b"%%TAG !a%d! b\r" % n for n in range(60_000)), "KV004"),
    "documents": (b"a: 1\n" + b"---\n" * 200_000, "KV008"),
    "an open quote": (b"a: '" + b"b\n  " * 200_000, "KV001"),
    "colons": (b"a: " + b":" * 1_000_000, "KV001"),
    "direction marks": (b"a: " + "\u202e".encode() * 300_000, "KV003"),
    "coded direction marks": (b'a: "' + b"\\u202e" * 150_000 + b'"\n', "KV003"),
    "separate letters and marks": (b"a: " + "a\u0308".encode() * 300_000, "KV003"),
    "conflict markers": (b"<<<<<<< \n" * 50_000 + b">>>>>>> \n", "KV009"),
    "half of a UTF-16 file": (b"\xff\xfe" + b"a\x00" * 1000 + b"b", "KV003"),
}


def test_every_file_of_the_corpus_is_listed() -> None:
    assert {path.name for path in HOSTILE.iterdir()} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_has_one_fault_and_what_stands_before_it(name: str) -> None:
    parsed = read((HOSTILE / name).read_bytes())

    assert [(f.code, f.span.line, f.span.column) for f in parsed.faults] == [FILES[name]]
    if name in WITHOUT_MAPPING:
        assert parsed.value is None
    else:
        assert parsed.value is not None
        assert parsed.value["id"] == "AVV-2026-0001"


@pytest.mark.parametrize("name", GENERATED)
def test_a_hostile_file_is_refused_at_once(name: str) -> None:
    data, code = GENERATED[name]
    started = time.process_time()

    parsed = read(data)
    found = positions(decode(data)[0] or "")

    assert {f.code for f in parsed.faults} == {code}
    assert found.nearest(("saknas",)).line == 1
    # each takes some hundredths; without its bound the mildest takes several seconds
    assert time.process_time() - started < 1.5
