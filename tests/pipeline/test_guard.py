"""What stands between the files and everybody else: same bytes but for the blocks, same places, same ids."""

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.errors import KvalitetError
from kvalitet.model.source import Entry, Source
from kvalitet.pipeline.guard import guarded
from kvalitet.pipeline.load import load
from tests.trees import MemoryTree

NUMBER = "811218-9876"
BLOCKS = "█" * 11
RECORD = """id: AVV-2026-0001
titel: {}
enhet: kardiologi
status: rapporterad
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: 2026-10-12
rapporterad: 2026-10-12
beskrivning: Fel dos.
"""
PLACE = "avvikelser/2026/AVV-2026-0001.yaml"


def data(path: str, content: bytes) -> bytes:
    (source,) = guarded(MemoryTree({path: content})).read([path])
    return source.data


def blob(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def test_a_text_gets_blocks_and_keeps_its_true_id() -> None:
    content = f"a: {NUMBER}\nb: å\n".encode()
    (source,) = guarded(MemoryTree({"a.yaml": content})).read(["a.yaml"])
    assert source == Source("a.yaml", blob(content), f"a: {BLOCKS}\nb: å\n".encode(), blocked=True)


def test_a_text_without_secrets_and_a_file_that_is_no_text_are_as_they_were() -> None:
    for path, content in (("a.yaml", b"a: 1\n"), ("a.pdf", f"%PDF {NUMBER}".encode()), ("a", b"\0" + NUMBER.encode())):
        assert data(path, content) == content


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("rest", [b"", "å".encode("cp1252"), "å".encode()])
def test_what_is_wrong_with_the_bytes_stays_wrong(mark: bytes, rest: bytes) -> None:
    assert data("a.csv", mark + NUMBER.encode() + rest) == mark + BLOCKS.encode() + rest


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_text_in_wide_characters_is_blocked_in_them(encoding: str) -> None:
    text = f"a: {NUMBER}, 19810829M071 och mer text\n"
    assert data("a.txt", text.encode(encoding)).decode(encoding) == f"a: {BLOCKS}, {'█' * 12} och mer text\n"


def test_ways_to_reach_people_are_blocked_where_a_role_belongs_and_nowhere_else() -> None:
    content = b"ring 070-123 45 67"
    told = {path: data(path, content) != content for path in (PLACE, "organisation.yaml", "innehall/a.txt", "x/a.md")}
    assert told == {PLACE: True, "organisation.yaml": False, "innehall/a.txt": False, "x/a.md": False}


def test_paths_get_blocks_sorted_and_told_apart() -> None:
    files = {f"b/{NUMBER}.txt": b"1", "b/820101-1239.txt": b"2", "b/a.txt": b"3", f"{NUMBER}/x.pdf": b"4"}
    tree = guarded(MemoryTree(files))
    paths = [entry.path for entry in tree.entries()]
    assert paths == sorted([f"b/{BLOCKS}.txt", f"b/{BLOCKS}█.txt", "b/a.txt", f"{BLOCKS}/x.pdf"])
    assert {source.path: source.data for source in tree.read(paths)} == {
        f"b/{BLOCKS}.txt": b"1",
        f"b/{BLOCKS}█.txt": b"2",
        "b/a.txt": b"3",
        f"{BLOCKS}/x.pdf": b"4",
    }
    assert tree.renamed == set(paths) - {"b/a.txt"}


def test_a_guarded_tree_is_not_guarded_again() -> None:
    tree = guarded(MemoryTree({}))
    assert guarded(tree) is tree


@dataclasses.dataclass(frozen=True)
class Unreadable(MemoryTree):
    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        for path in paths:
            raise KvalitetError(f"{path} gick inte att läsa")
        yield from ()


def test_an_error_names_no_number_either() -> None:
    tree = guarded(Unreadable({f"{NUMBER}.yaml": b""}))
    with pytest.raises(KvalitetError, match=f"^{BLOCKS}.yaml gick inte att läsa$"):
        list(tree.read([f"{BLOCKS}.yaml"]))


def test_only_the_rules_on_text_are_given_it_as_it_stands() -> None:
    path = f"b/{NUMBER}.txt"
    tree = guarded(MemoryTree({path: b"1981 12 18-9876", f"{NUMBER}.pdf": b"%PDF"}))
    assert list(tree.bare([f"b/{BLOCKS}.txt", f"{BLOCKS}.pdf"])) == [
        (f"b/{BLOCKS}.txt", path, "1981 12 18-9876"),
        (f"{BLOCKS}.pdf", f"{NUMBER}.pdf", ""),
    ]


def test_a_record_with_a_number_is_taken_in_with_blocks() -> None:
    loaded = load(MemoryTree({PLACE: RECORD.format(f"Dos till {NUMBER}").encode()}))
    (record,) = loaded.register.records
    assert record.title == f"Dos till {BLOCKS}"
    assert loaded.secretive == (PLACE,)


def test_a_large_register_is_guarded_in_every_process() -> None:
    files = {}
    for number in range(1000):
        text = RECORD.format(f"Dos till {NUMBER}").replace("0001", f"{number:04}")
        files[f"avvikelser/2026/AVV-2026-{number:04}.yaml"] = text.encode()
    loaded = load(MemoryTree(files))
    assert {record.title for record in loaded.register.records} == {f"Dos till {BLOCKS}"}
    assert loaded.secretive == tuple(sorted(files))


@given(st.text(alphabet="0123456789-+ \n\\x8'\"&#;:å█\u00ad\u2013", max_size=60))
def test_blocks_change_neither_the_number_of_characters_nor_the_lines(text: str) -> None:
    whole = f"{text} {NUMBER} {text}"
    shown = data("a.txt", whole.encode()).decode()
    assert [len(line) for line in shown.split("\n")] == [len(line) for line in whole.split("\n")]
    assert NUMBER not in shown


def test_links_are_listed_with_their_target() -> None:
    tree = guarded(MemoryTree({}, links={f"{NUMBER}.yaml": "x"}))
    assert tree.entries() == (Entry(f"{BLOCKS}.yaml", 1, "x"),)
