"""Where the register is looked for, and which tree is opened."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kvalitet.errors import KvalitetError
from kvalitet.model.source import Origin, Tree
from kvalitet.project import find_moment, find_register, open_tree
from kvalitet.repository import Moment
from tests.store.archive import Archive, isolate

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    isolate(monkeypatch)
    return Archive(tmp_path / "arkiv").init()


def data(tree: Tree) -> dict[str, bytes]:
    return {source.path: source.data for source in tree.read(entry.path for entry in tree.entries())}


def register_at(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kvalitet.yaml").write_text("namn: x\n")
    return folder


@pytest.mark.parametrize("start", ["", "register", "register/avvikelser/2026", "kvalitet/inre"])
def test_the_register_is_found_from_any_folder_beside_or_in_it(tmp_path: Path, start: str) -> None:
    register = register_at(tmp_path / "register")
    (tmp_path / start).mkdir(parents=True, exist_ok=True)
    assert find_register(tmp_path / start) == register


def test_the_nearest_register_wins(tmp_path: Path) -> None:
    register_at(tmp_path / "register")
    inner = register_at(tmp_path / "klinik")
    assert find_register(inner) == inner


def test_a_folder_that_is_the_register_goes_before_one_inside_it(tmp_path: Path) -> None:
    register_at(tmp_path / "register")
    assert find_register(register_at(tmp_path)) == tmp_path


@pytest.mark.parametrize("chosen", ["register", "."])
def test_a_chosen_folder_is_seen_from_the_start(tmp_path: Path, chosen: str) -> None:
    register = register_at(tmp_path / "register")
    assert find_register(tmp_path, Path(chosen)) == register
    assert find_register(Path("/"), tmp_path / chosen) == register


def test_a_chosen_folder_is_looked_in_alone(tmp_path: Path) -> None:
    register_at(tmp_path / "register")
    (tmp_path / "annat").mkdir()
    with pytest.raises(KvalitetError, match=r"inget register i .*annat: .*kvalitet.yaml.*--register MAPP"):
        find_register(tmp_path, Path("annat"))


def test_a_chosen_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(KvalitetError, match=r"^mappen .*borta finns inte: "):
        find_register(tmp_path, Path("borta"))


def test_no_register_anywhere_says_what_was_looked_for_and_where(tmp_path: Path) -> None:
    with pytest.raises(KvalitetError) as caught:
        find_register(tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert "kvalitet.yaml" in str(caught.value)
    assert "--register MAPP" in str(caught.value)


def test_a_folder_called_kvalitet_yaml_is_no_register(tmp_path: Path) -> None:
    (tmp_path / "kvalitet.yaml").mkdir()
    register = register_at(tmp_path / "register")
    assert find_register(tmp_path) == register


def test_a_register_behind_a_link_is_its_real_folder(tmp_path: Path) -> None:
    register = register_at(tmp_path / "data/kvalitetsregister")
    (tmp_path / "register").symlink_to(register)
    assert find_register(tmp_path) == register


@pytest.mark.parametrize("prefix", ["", "register", "vård/register"])
def test_disk_index_and_commit_are_three_trees_of_one_folder(archive: Archive, prefix: str) -> None:
    folder = archive.root / prefix
    register_at(folder)
    commit = archive.commit("2026-01-01T12:00:00Z")
    (folder / "kvalitet.yaml").write_text("namn: y\n")
    archive.git("add", ".")
    (folder / "kvalitet.yaml").write_text("namn: z\n")
    moment = find_moment(folder, "HEAD", STOCKHOLM)
    assert moment == Moment(commit, date(2026, 1, 1))
    disk, staged, then = open_tree(folder), open_tree(folder, staged=True), open_tree(folder, as_of=moment)
    assert [data(tree) for tree in (then, staged, disk)] == [
        {"kvalitet.yaml": b"namn: x\n"},
        {"kvalitet.yaml": b"namn: y\n"},
        {"kvalitet.yaml": b"namn: z\n"},
    ]
    assert disk.origin == staged.origin == Origin(prefix, commit, dirty=True)
    assert then.origin == Origin(prefix, commit, dirty=False)


def test_outside_git_there_is_the_disk_and_nothing_else(tmp_path: Path) -> None:
    folder = register_at(tmp_path / "register")
    tree = open_tree(folder)
    assert data(tree) == {"kvalitet.yaml": b"namn: x\n"}
    assert tree.origin == Origin("register", None, dirty=False)
    with pytest.raises(KvalitetError, match="registret ligger inte i ett git-arkiv"):
        find_moment(folder, "2026-01-01", STOCKHOLM)
    with pytest.raises(KvalitetError, match="registret ligger inte i ett git-arkiv"):
        open_tree(folder, staged=True)


def test_a_register_that_was_not_there_yet_says_when_it_came(archive: Archive) -> None:
    archive.write("README.md")
    commit = archive.commit("2026-01-01T12:00:00Z")
    folder = register_at(archive.root / "register")
    archive.commit("2026-02-01T12:00:00Z")
    moment = find_moment(folder, "2026-01-15", STOCKHOLM)
    with pytest.raises(KvalitetError) as caught:
        open_tree(folder, as_of=moment)
    assert str(caught.value) == (
        f"registret register/kvalitet.yaml fanns inte 2026-01-15 (incheckning {commit[:10]}): "
        "se ”git log -- register/kvalitet.yaml”"
    )


def test_a_register_that_has_moved_is_read_where_it_lay(archive: Archive) -> None:
    register_at(archive.root / "gammalt/register")
    commit = archive.commit("2026-01-01T12:00:00Z")
    (archive.root / "gammalt/register").rename(archive.root / "register")
    archive.commit("2026-02-01T12:00:00Z")
    folder = archive.root / "register"
    tree = open_tree(folder, as_of=find_moment(folder, "2026-01-15", STOCKHOLM))
    assert (tree.origin.prefix, tree.origin.commit, tree.origin.dirty) == ("gammalt/register", commit, False)
    assert [source.data for source in tree.read(["kvalitet.yaml"])] == [b"namn: x\n"]


@pytest.mark.parametrize("stays", [False, True])
def test_where_it_cannot_be_told_which_register_it_was_the_others_are_named(archive: Archive, stays: bool) -> None:  # noqa: FBT001  # a case
    register_at(archive.root / "gammalt/register")
    if not stays:
        register_at(archive.root / "annat")
    archive.commit("2026-01-01T12:00:00Z")
    if not stays:
        (archive.root / "annat/kvalitet.yaml").unlink()
        (archive.root / "gammalt/register/kvalitet.yaml").unlink()
    folder = register_at(archive.root / "register")
    archive.commit("2026-02-01T12:00:00Z")
    with pytest.raises(
        KvalitetError, match=r"fanns inte 2026-01-15 .*: då låg ett i .*gammalt/register/kvalitet\.yaml$"
    ):
        open_tree(folder, as_of=find_moment(folder, "2026-01-15", STOCKHOLM))


def test_a_repository_with_longer_ids_is_hashed_its_way_before_the_first_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch)
    archive = Archive(tmp_path / "arkiv").init("--object-format=sha256")
    folder = register_at(archive.root / "register")
    (source,) = open_tree(folder).read(["kvalitet.yaml"])
    assert source.blob == archive.git("hash-object", "register/kvalitet.yaml")
