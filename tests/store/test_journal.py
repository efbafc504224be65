"""Where the journal of changes that belong together lies, and what is done about one that says nothing."""

from pathlib import Path

import pytest

from kvalitet.errors import KvalitetError
from kvalitet.project import lock_file
from kvalitet.store.journal import Swap, journal_file, settle, swap, unfinished
from tests.store.archive import Archive, isolate


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


def test_the_journal_lies_beside_the_lock_wherever_that_is(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "arkiv").init()
    archive.write("register/a.yaml")
    archive.commit()
    archive.git("worktree", "add", "-q", str(tmp_path / "gren"))
    (tmp_path / "lös").mkdir()
    for folder in (archive.root / "register", tmp_path / "gren/register", tmp_path / "lös"):
        assert journal_file(folder).parent == lock_file(folder).resolve().parent
        swap(folder, "byt", [Swap("a.yaml", None, b"a: 2\n")])
        assert (folder / "a.yaml").read_bytes() == b"a: 2\n"
        assert not journal_file(folder).exists()


def test_a_work_tree_whose_repository_has_moved_keeps_its_journal_itself(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: /finns/inte\n", encoding="utf-8")
    swap(tmp_path, "byt", [Swap("a.yaml", None, b"a: 2\n")])
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "a.yaml"]


def test_files_come_change_and_go_as_one_and_keep_their_rights(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a")
    (tmp_path / "a.yaml").chmod(0o640)
    (tmp_path / "b.yaml").write_bytes(b"b")
    swap(tmp_path, "byt", [Swap("a.yaml", b"a", b"A"), Swap("2026/c.yaml", None, b"C"), Swap("b.yaml", b"b", None)])
    found = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"a.yaml": b"A", "2026/c.yaml": b"C"}
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "said", [b"", b"[]", b'{"what": "byt"}', b"\xff", b'{"what": "a", "state": "b", "steps": [1]}']
)
def test_a_journal_that_cannot_be_read_is_told_and_left(said: bytes, tmp_path: Path) -> None:
    journal_file(tmp_path).write_bytes(said)
    for ask in (settle, unfinished):
        with pytest.raises(KvalitetError, match=r"går inte att läsa\. Kontrollera registret, och ta bort filen\."):
            ask(tmp_path)
    assert journal_file(tmp_path).read_bytes() == said
