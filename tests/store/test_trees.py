"""The same content, whichever tree it is read from."""

import os
import subprocess
import sys
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kvalitet import repository
from kvalitet.errors import KvalitetError
from kvalitet.model.source import Entry, Origin, Source, Tree
from kvalitet.store import process
from kvalitet.store.commit import CommitTree
from kvalitet.store.index import IndexTree
from kvalitet.store.objects import names
from kvalitet.store.worktree import WorkTree
from tests.store.archive import Archive, fingerprint

FILES = {
    "kvalitet.yaml": b"namn: x\n",
    "a.yaml": b"",
    "a/b.yaml": b"b: 1\n",
    "a-b.yaml": b"c: 1\n",
    "processer/åtgärd på plats.yaml": "namn: å\n".encode(),
    "processer/rad\nbrytning.yaml": b"x: 1\n",
    "processer/tabb\toch 'citat\".yaml": b"x: 2\n",
    "bilagor/😀.pdf": bytes(range(256)) * 40,
    "[a]*.yaml": b"d: 1\r\n",
}
EMPTY = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
needs_bytes_in_names = pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="UTF-8 only")


def work(archive: Archive, prefix: str) -> WorkTree:
    folder = archive.root / prefix
    return WorkTree(folder, repository.origin(archive.root, folder))


def index(archive: Archive, prefix: str) -> IndexTree:
    return IndexTree(archive.root, repository.origin(archive.root, archive.root / prefix, staged=True))


def head(archive: Archive, prefix: str) -> CommitTree:
    return CommitTree(archive.root, archive.git("rev-parse", "HEAD"), prefix)


Make = Callable[[Archive, str], Tree]
TREES = [work, index, head]


def sources(tree: Tree) -> list[Source]:
    return list(tree.read([entry.path for entry in tree.entries()]))


def bare(tree: Tree) -> tuple[Entry, ...]:
    """The entries without their blob ids."""
    return tuple(replace(entry, blob=None) for entry in tree.entries())


def filled(archive: Archive, prefix: str) -> Archive:
    for path, data in FILES.items():
        archive.write(f"{prefix}/{path}".lstrip("/"), data)
    archive.commit()
    return archive


@pytest.mark.parametrize("make", TREES)
@pytest.mark.parametrize("prefix", ["", "register", "vård/register 1", "[r]egister2", ":(top)"])
def test_every_file_is_listed_and_read_with_its_own_blob_id(archive: Archive, make: Make, prefix: str) -> None:
    filled(archive, prefix)
    if prefix:
        archive.write("registernamn.yaml")
        archive.write("register2/x.yaml")
        archive.commit()
    tree = make(archive, prefix)
    blobs = {path: archive.git("hash-object", "--stdin", given=FILES[path]) for path in FILES}
    assert bare(tree) == tuple(Entry(path, len(FILES[path])) for path in sorted(FILES))
    # files on disk would have to be read for it
    assert [entry.blob for entry in tree.entries()] == [None if make is work else blobs[path] for path in sorted(FILES)]
    assert sources(tree) == [Source(path, blobs[path], FILES[path]) for path in sorted(FILES)]
    assert tree.origin == Origin(prefix, archive.git("rev-parse", "HEAD"), dirty=False)


@pytest.mark.parametrize("make", TREES)
def test_files_come_in_the_order_they_are_named(archive: Archive, make: Make) -> None:
    filled(archive, "register")
    read = make(archive, "register").read(["kvalitet.yaml", "a.yaml", "kvalitet.yaml"])
    assert [(source.path, source.data) for source in read] == [
        ("kvalitet.yaml", b"namn: x\n"),
        ("a.yaml", b""),
        ("kvalitet.yaml", b"namn: x\n"),
    ]


@pytest.mark.parametrize("make", TREES)
@pytest.mark.parametrize("path", ["borta.yaml", "../hemlig.yaml", "", "a", "../register/a.yaml"])
def test_a_path_that_the_tree_lacks_is_an_error_that_names_it(archive: Archive, make: Make, path: str) -> None:
    archive.write("hemlig.yaml")
    filled(archive, "register")
    with pytest.raises(KvalitetError, match=f"^{path.replace('.', '[.]')} finns inte i "):
        list(make(archive, "register").read([path]))


@pytest.mark.parametrize("make", TREES)
def test_a_link_is_its_target_and_is_never_followed(archive: Archive, make: Make) -> None:
    archive.write("hemligt/nyckel.yaml", b"hemlig\n")
    archive.write("register/kvalitet.yaml")
    register = archive.root / "register"
    (register / "ut.yaml").symlink_to("../hemligt/nyckel.yaml")
    (register / "mapp").symlink_to("../hemligt")
    (register / "å").symlink_to("ingenstans/å")
    archive.commit()
    tree = make(archive, "register")
    assert bare(tree) == (
        Entry("kvalitet.yaml", 5),
        Entry("mapp", 10, "../hemligt"),
        Entry("ut.yaml", 22, "../hemligt/nyckel.yaml"),
        Entry("å", 13, "ingenstans/å"),
    )
    assert [(source.data, source.blob) for source in tree.read(["ut.yaml", "mapp"])] == [
        (target, archive.git("hash-object", "--stdin", given=target))
        for target in (b"../hemligt/nyckel.yaml", b"../hemligt")
    ]


@needs_bytes_in_names
@pytest.mark.parametrize("make", TREES)
def test_names_that_are_not_utf8_are_listed_apart_and_read(archive: Archive, make: Make) -> None:
    register = os.fsencode(archive.write("register/kvalitet.yaml").parent)
    for name, data in ((b"\xff.yaml", b"1"), (b"\xfe.yaml", b"2"), ("\ufffd.yaml".encode(), b"3")):
        Path(os.fsdecode(register + b"/" + name)).write_bytes(data)
    archive.commit()
    tree = make(archive, "register")
    assert {source.path: source.data for source in sources(tree)} == {
        "kvalitet.yaml": b"a: 1\n",
        "\ufffd.yaml": b"3",
        "\ufffd.yaml\ufffd": b"2",
        "\ufffd.yaml\ufffd\ufffd": b"1",
    }


def test_names_do_not_depend_on_the_order_they_come_in() -> None:
    raw = [b"\xff", "\ufffd".encode(), b"\xfe", b"a"]
    assert names(raw) == names(reversed(raw))
    assert len(set(names(raw).values())) == 4


@pytest.mark.parametrize("make", TREES)
def test_much_content_does_not_stop_the_reading(archive: Archive, make: Make) -> None:
    for number in range(2000):
        archive.write(f"register/{number:04}.yaml", f"{number:04}".encode() * 1250)
    archive.commit()
    read = sources(make(archive, "register"))
    assert [source.data[:4] for source in read] == [f"{number:04}".encode() for number in range(2000)]
    assert {len(source.data) for source in read} == {5000}


@pytest.mark.parametrize("make", [index, head])
def test_a_reading_given_up_halfway_leaves_nothing_running(
    archive: Archive, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(300):
        archive.write(f"{number:03}.yaml", os.urandom(3000))
    archive.commit()
    tree = make(archive, "")
    paths = [entry.path for entry in tree.entries()]
    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - as Popen
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    read = tree.read(paths)
    assert isinstance(read, Generator)
    assert next(read).path == "000.yaml"
    assert [process.poll() for process in started] == [None]
    read.close()
    assert [process.poll() is None for process in started] == [False]


@pytest.mark.parametrize("make", TREES)
def test_reading_writes_nothing(archive: Archive, make: Make) -> None:
    filled(archive, "register")
    # the index now remembers another time than the disk shows, which tempts git to refresh it
    os.utime(archive.root / "register/kvalitet.yaml", (1, 1))
    before = fingerprint(archive.root)
    tree = make(archive, "register")
    assert len(sources(tree)) == len(FILES)
    assert tree.origin.dirty is False
    assert fingerprint(archive.root) == before


@pytest.mark.parametrize("make", TREES)
def test_a_repository_with_longer_ids_is_read_alike(tmp_path: Path, make: Make) -> None:
    archive = filled(Archive(tmp_path / "lång").init("--object-format=sha256"), "register")
    assert sources(make(archive, "register")) == [
        Source(path, archive.git("hash-object", "--stdin", given=FILES[path]), FILES[path]) for path in sorted(FILES)
    ]


@pytest.mark.parametrize("make", [work, index])
def test_before_the_first_commit_there_is_no_commit_and_all_is_uncommitted(archive: Archive, make: Make) -> None:
    archive.write("register/kvalitet.yaml")
    archive.git("add", ".")
    tree = make(archive, "register")
    assert [source.path for source in sources(tree)] == ["kvalitet.yaml"]
    assert tree.origin == Origin("register", None, dirty=True)


def test_an_empty_index_has_no_files(archive: Archive) -> None:
    assert index(archive, "").entries() == ()


def test_the_index_is_what_was_staged_and_the_working_tree_what_is_on_disk(archive: Archive) -> None:
    archive.write("register/a.yaml", b"ett")
    archive.commit()
    archive.write("register/a.yaml", b"tre")
    archive.write("register/b.yaml", b"ny")
    archive.git("add", ".")
    archive.write("register/a.yaml", b"fem")
    archive.write("register/c.yaml", b"sist")
    (archive.root / "register/b.yaml").unlink()
    assert {source.path: source.data for source in sources(head(archive, "register"))} == {"a.yaml": b"ett"}
    assert {source.path: source.data for source in sources(index(archive, "register"))} == {
        "a.yaml": b"tre",
        "b.yaml": b"ny",
    }
    assert {source.path: source.data for source in sources(work(archive, "register"))} == {
        "a.yaml": b"fem",
        "c.yaml": b"sist",
    }


def test_announced_files_are_not_staged_but_empty_ones_are(archive: Archive) -> None:
    archive.write("register/gammal-tom.yaml", b"")
    archive.commit()
    archive.write("register/ny-tom.yaml", b"")
    archive.git("add", ".")
    archive.write("register/anmäld.yaml", b"x")
    archive.write("register/anmäld-tom.yaml", b"")
    archive.git("add", "-N", ".")
    assert [(source.path, source.blob) for source in sources(index(archive, "register"))] == [
        ("gammal-tom.yaml", EMPTY),
        ("ny-tom.yaml", EMPTY),
    ]


def conflicting(archive: Archive, *paths: str) -> None:
    for branch, text in (("main", b"1"), ("gren", b"2"), ("main", b"3")):
        archive.git("checkout", "-q", *(() if text == b"1" else ("-B",) if text == b"2" else ()), branch)
        for path in paths:
            archive.write(path, text)
        archive.commit()


def test_a_file_in_conflict_stops_the_index_by_name(archive: Archive) -> None:
    archive.commit()
    conflicting(archive, "register/a.yaml", "register/b.yaml", "annat/c.yaml")
    with pytest.raises(subprocess.CalledProcessError):
        archive.git("merge", "-q", "gren")
    with pytest.raises(KvalitetError, match=r"^register/a\.yaml \(och 1 till\) är i konflikt"):
        index(archive, "register").entries()


def test_a_conflict_elsewhere_is_no_matter(archive: Archive) -> None:
    archive.write("register/a.yaml")
    archive.commit()
    conflicting(archive, "annat/c.yaml")
    with pytest.raises(subprocess.CalledProcessError):
        archive.git("merge", "-q", "gren")
    assert [entry.path for entry in index(archive, "register").entries()] == ["a.yaml"]


@pytest.mark.parametrize("make", [index, head])
def test_a_submodule_is_passed_over(archive: Archive, make: Make) -> None:
    archive.write("register/a.yaml")
    commit = archive.commit()
    archive.git("update-index", "--add", "--cacheinfo", f"160000,{commit},register/inre")
    archive.git("commit", "-q", "-m", "x")
    assert [entry.path for entry in make(archive, "register").entries()] == ["a.yaml"]


@pytest.mark.parametrize("make", [index, head])
def test_content_that_the_repository_lacks_is_an_error_that_names_the_file(archive: Archive, make: Make) -> None:
    archive.write("a.yaml", b"borta")
    archive.commit()
    blob = archive.git("rev-parse", "HEAD:a.yaml")
    (archive.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(KvalitetError, match=r"^innehållet i a\.yaml finns inte i det lokala git-arkivet: "):
        sources(make(archive, ""))


def test_a_replaced_object_is_read_as_it_was_committed(archive: Archive) -> None:
    archive.write("a.yaml", b"sant")
    archive.commit()
    other = archive.git("hash-object", "-w", "--stdin", given=b"falskt")
    archive.git("replace", archive.git("rev-parse", "HEAD:a.yaml"), other)
    assert [source.data for source in sources(head(archive, ""))] == [b"sant"]


@pytest.mark.parametrize("text", ["HEAD", "--help", "", "abc", "a" * 41])
def test_a_commit_tree_takes_nothing_but_a_whole_id(archive: Archive, text: str) -> None:
    with pytest.raises(KvalitetError, match="inte ett fullständigt id"):
        CommitTree(archive.root, text, "")


def test_a_commit_that_does_not_exist_is_told_in_git_s_own_words(archive: Archive) -> None:
    with pytest.raises(KvalitetError, match=r"^git kunde inte läsa arkivet i .*\(git: not a tree object\)$"):
        CommitTree(archive.root, "1" * 40, "").entries()


def test_the_index_of_a_hook_is_the_one_git_points_out(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("register/a.yaml", b"ett")
    archive.commit()
    archive.write("register/a.yaml", b"annat")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/hookens-index")
    archive.git("add", ".")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_PREFIX", "register/")
    monkeypatch.chdir(archive.root / "register")
    assert [source.data for source in sources(index(archive, "register"))] == [b"annat"]
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert [source.data for source in sources(index(archive, "register"))] == [b"ett"]


def test_git_missing_is_told_plainly(archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tree = head(filled(archive, ""), "")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(KvalitetError, match=r"^programmet git hittas inte: installera"):
        tree.entries()


def test_a_git_that_dies_while_reading_is_an_error(archive: Archive) -> None:
    with process.conversation(archive.root, "cat-file", "--batch-nonsense") as git:
        assert git.answers.readline() == b""
        assert "(git: unknown option `batch-nonsense'" in str(git.broken())
