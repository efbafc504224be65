"""What only the disk can show."""

import os
from pathlib import Path

import pytest

from kvalitet.errors import KvalitetError
from kvalitet.model.source import Entry, Origin
from kvalitet.store.worktree import WorkTree


def tree(folder: Path) -> WorkTree:
    return WorkTree(folder, Origin(folder.name, None, dirty=False))


def test_git_s_own_folder_is_passed_over_at_any_depth(tmp_path: Path) -> None:
    for path in (".git/config", "inre/.git/config", "inre/a.yaml", ".gitignore"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    (tmp_path / "modul").mkdir()
    (tmp_path / "modul/.git").write_text("gitdir: ../x")
    assert tree(tmp_path).entries() == (Entry(".gitignore", 1), Entry("inre/a.yaml", 1))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system")
def test_a_pipe_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert tree(tmp_path).entries() == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system")
def test_a_file_swapped_for_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("x")
    listed = tree(tmp_path)
    assert listed.entries() == (Entry("a.yaml", 1),)
    file.unlink()
    os.mkfifo(file)
    assert [source.data for source in listed.read(["a.yaml"])] == [b""]


def test_a_file_swapped_for_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "hemlig").write_text("hemligt")
    register = tmp_path / "register"
    register.mkdir()
    file = register / "a.yaml"
    file.write_text("x")
    listed = tree(register)
    assert listed.entries() == (Entry("a.yaml", 1),)
    file.unlink()
    file.symlink_to("../hemlig")
    with pytest.raises(KvalitetError, match=r"^a\.yaml byttes mot en länk"):
        list(listed.read(["a.yaml"]))


def test_a_file_gone_since_it_was_listed_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x")
    listed = tree(tmp_path)
    assert len(listed.entries()) == 1
    (tmp_path / "a.yaml").unlink()
    with pytest.raises(KvalitetError, match=r"^a\.yaml finns inte längre"):
        list(listed.read(["a.yaml"]))


def test_a_file_that_has_grown_is_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"x")
    listed = tree(tmp_path)
    assert listed.entries() == (Entry("a.yaml", 1),)
    (tmp_path / "a.yaml").write_bytes(b"0123456789" * 1000)
    assert [source.data for source in listed.read(["a.yaml"])] == [b"0123456789" * 1000]


def test_a_file_without_permission_is_an_error_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("x")

    def refuse(path: bytes, _flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    # root, whom tests may run as, is refused nothing
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(KvalitetError, match=r"^a\.yaml gick inte att läsa: läsrättighet saknas$"):
        list(tree(tmp_path).read(["a.yaml"]))


def test_a_folder_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KvalitetError, match="borta finns inte längre på disken"):
        tree(tmp_path / "borta").entries()


def test_outside_git_ids_are_those_git_would_give(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"hello\n")
    # the id that git's own documentation of the format gives for this content
    assert [source.blob for source in tree(tmp_path).read(["a.yaml"])] == ["ce013625030ba8dba906f756967f9e9ca394464a"]
