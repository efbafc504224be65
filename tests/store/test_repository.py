"""Root, state and commits of real repositories."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kvalitet.errors import KvalitetError
from kvalitet.model.source import Origin
from kvalitet.repository import Moment, algorithm, find_root, origin, resolve
from kvalitet.store.commit import CommitTree
from tests.store.archive import Archive, fingerprint

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def test_the_root_is_found_from_any_folder_in_it(archive: Archive) -> None:
    deep = archive.write("vård/register/a.yaml").parent
    assert find_root(archive.root) == archive.root
    assert find_root(deep) == archive.root


def test_a_folder_outside_git_has_no_root(tmp_path: Path) -> None:
    assert find_root(tmp_path) is None


def test_outside_git_no_program_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_root(tmp_path) is None


def test_an_empty_folder_called_git_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert find_root(tmp_path) is None


def test_the_root_behind_a_link_is_the_real_one(archive: Archive, tmp_path: Path) -> None:
    archive.write("register/a.yaml")
    (tmp_path / "genväg").symlink_to(archive.root / "register")
    assert find_root(tmp_path / "genväg") == archive.root
    assert origin(archive.root, tmp_path / "genväg").prefix == "register"


def test_a_linked_work_tree_has_its_own_root(archive: Archive, tmp_path: Path) -> None:
    archive.write("register/a.yaml")
    commit = archive.commit()
    archive.git("worktree", "add", "-q", "--detach", str(tmp_path / "annan"))
    other = find_root(tmp_path / "annan" / "register")
    assert other == tmp_path / "annan"
    assert resolve(other, "HEAD", STOCKHOLM).commit == commit


def test_a_clone_without_its_past_is_told_to_be_made_whole(archive: Archive, tmp_path: Path) -> None:
    archive.write("register/a.yaml")
    archive.commit()
    archive.write("register/b.yaml")
    archive.commit()
    archive.git("config", "uploadpack.allowFilter", "true")
    clone = Archive(tmp_path / "klon")
    clone.git("clone", "-q", "--filter=tree:0", f"file://{archive.root}", ".")
    clone.git("remote", "set-url", "origin", "file:///finns/inte")
    with pytest.raises(KvalitetError, match=r"saknar delar av historiken.*: klona om utan --filter \(git: "):
        CommitTree(clone.root, resolve(clone.root, "HEAD~1", STOCKHOLM).commit, "").entries()


def test_an_owner_that_git_distrusts_is_told_with_what_to_do(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(KvalitetError) as caught:
        find_root(archive.write("register/a.yaml").parent)
    # what git asks for is the top, not the folder that it was asked in
    assert f"git config --global --add safe.directory {archive.root}”" in str(caught.value)
    assert "(git: detected dubious ownership" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_hook_in_another_repository_does_not_lead_astray(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("register/a.yaml")
    commit = archive.commit()
    other = Archive(tmp_path / "annat").init()
    other.commit()
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    assert find_root(archive.root / "register") == archive.root
    assert origin(archive.root, archive.root / "register") == Origin("register", commit, dirty=False)
    assert resolve(archive.root, "main", STOCKHOLM).commit == commit


def test_a_work_tree_known_through_git_dir_alone_is_found(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("register/a.yaml")
    commit = archive.commit()
    (archive.root / ".git").rename(archive.root.parent / "skilt.git")
    monkeypatch.setenv("GIT_DIR", "../skilt.git")
    monkeypatch.chdir(archive.root)
    assert find_root(archive.root / "register") == archive.root
    assert origin(archive.root, archive.root / "register") == Origin("register", commit, dirty=False)
    assert resolve(archive.root, "HEAD", STOCKHOLM).commit == commit
    assert find_root(archive.root.parent) is None


def test_outside_git_the_folder_s_name_is_the_prefix(tmp_path: Path) -> None:
    assert origin(None, tmp_path / "mitt register") == Origin("mitt register", None, dirty=False)


@pytest.mark.parametrize("detached", [False, True])
def test_the_commit_is_that_of_head(archive: Archive, *, detached: bool) -> None:
    commit = archive.commit()
    if detached:
        archive.git("checkout", "-q", "--detach")
    assert origin(archive.root, archive.root) == Origin("", commit, dirty=False)


@pytest.mark.parametrize(
    ("change", "dirty", "staged_dirty"),
    [
        ("nothing", False, False),
        ("changed", True, False),
        ("staged", True, True),
        ("deleted", True, False),
        ("untracked", True, False),
        ("ignored", False, False),
        ("elsewhere", False, False),
        ("announced", True, False),
    ],
)
def test_uncommitted_work_is_what_differs_in_the_folder(
    archive: Archive, change: str, *, dirty: bool, staged_dirty: bool
) -> None:
    archive.write(".gitignore", b"*.tmp\n")
    file = archive.write("register/a.yaml")
    archive.write("register2/a.yaml")
    archive.commit()
    match change:
        case "changed" | "staged":
            file.write_text("annat")
        case "deleted":
            file.unlink()
        case "untracked" | "announced":
            archive.write("register/ny/b.yaml")
        case "ignored":
            archive.write("register/x.tmp")
        case "elsewhere":
            archive.write("register2/a.yaml", b"annat")
            archive.write("ny.yaml")
    if change == "staged":
        archive.git("add", ".")
    if change == "announced":
        archive.git("add", "-N", ".")
    folder = archive.root / "register"
    assert origin(archive.root, folder).dirty is dirty
    assert origin(archive.root, folder, staged=True).dirty is staged_dirty


def test_untracked_files_count_whatever_the_user_s_settings(archive: Archive) -> None:
    archive.commit()
    archive.git("config", "status.showUntrackedFiles", "no")
    archive.write("register/a.yaml")
    assert origin(archive.root, archive.root / "register").dirty is True


@pytest.mark.parametrize("name", ["sha1", "sha256"])
def test_the_hash_is_known_before_the_first_commit_too(tmp_path: Path, name: str) -> None:
    archive = Archive(tmp_path / "arkiv").init(f"--object-format={name}")
    assert algorithm(archive.root, None) == name
    assert algorithm(archive.root, archive.commit()) == name
    assert algorithm(None, None) == "sha1"


def line(archive: Archive, *moments: str) -> list[str]:
    return [archive.commit(when) for when in moments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-10", 0),
        ("2026-01-14", 0),
        # 22:59:59 UTC is one second before midnight in Stockholm, 23:30 is the day after
        ("2026-01-15", 1),
        ("2026-01-16", 2),
        # in July midnight in Stockholm is at 22:00 UTC
        ("2026-07-01", 3),
        ("2026-07-02", 4),
        ("9999-12-31", 4),
    ],
)
def test_a_date_is_the_last_commit_by_the_end_of_that_day(archive: Archive, text: str, expected: int) -> None:
    commits = line(
        archive,
        "2026-01-10T00:00:00+01:00",
        "2026-01-15T22:59:59+00:00",
        "2026-01-15T23:30:00+00:00",
        "2026-07-01T21:59:59+00:00",
        "2026-07-01T22:00:00+00:00",
    )
    assert resolve(archive.root, text, STOCKHOLM) == Moment(commits[expected], date.fromisoformat(text))


def test_the_committer_s_date_counts_and_not_the_author_s(archive: Archive) -> None:
    first = archive.commit("2026-01-10T12:00:00Z")
    archive.git("commit", "-q", "--allow-empty", "-m", "x", "--date=2026-01-01T12:00:00Z", when="2026-02-01T12:00:00Z")
    assert resolve(archive.root, "2026-01-20", STOCKHOLM).commit == first


def test_a_side_branch_is_not_where_the_register_was(archive: Archive) -> None:
    main = archive.commit("2026-01-01T12:00:00Z")
    archive.git("checkout", "-q", "-b", "gren")
    side = archive.commit("2026-01-05T12:00:00Z")
    archive.git("checkout", "-q", "main")
    archive.git("merge", "-q", "--no-ff", "-m", "x", "gren", when="2026-01-10T12:00:00Z")
    assert resolve(archive.root, "2026-01-07", STOCKHOLM).commit == main
    assert resolve(archive.root, "gren", STOCKHOLM) == Moment(side, date(2026, 1, 5))
    assert resolve(archive.root, "2026-01-10", STOCKHOLM).commit == archive.git("rev-parse", "main")


def test_the_line_is_that_of_a_detached_head(archive: Archive) -> None:
    commits = line(archive, "2026-01-01T12:00:00Z", "2026-01-02T12:00:00Z", "2026-01-03T12:00:00Z")
    archive.git("checkout", "-q", "--detach", commits[1])
    assert resolve(archive.root, "2026-01-31", STOCKHOLM).commit == commits[1]


def test_a_day_before_the_first_commit_says_when_that_was(archive: Archive) -> None:
    archive.commit("2026-01-15T23:30:00Z")
    with pytest.raises(KvalitetError, match=r"ingen incheckning 2026-01-15: den första är från 2026-01-16$"):
        resolve(archive.root, "2026-01-15", STOCKHOLM)


def test_no_commits_at_all_is_told(archive: Archive) -> None:
    with pytest.raises(KvalitetError, match="inga incheckningar ännu"):
        resolve(archive.root, "2026-01-15", STOCKHOLM)
    with pytest.raises(KvalitetError, match="”HEAD” är varken"):
        resolve(archive.root, "HEAD", STOCKHOLM)


def test_every_way_to_write_a_revision_leads_to_its_commit(archive: Archive) -> None:
    first, second = line(archive, "2026-01-15T23:30:00Z", "2026-02-01T12:00:00Z")
    archive.git("tag", "enkel", first)
    archive.git("tag", "-a", "-m", "x", "utgåva-1", first, when="2026-03-01T12:00:00Z")
    archive.git("branch", "gren/å", first)
    for text in ("HEAD~1", "HEAD^", "enkel", "utgåva-1", "gren/å", first, first[:10], "refs/tags/utgåva-1"):
        assert resolve(archive.root, text, STOCKHOLM) == Moment(first, date(2026, 1, 16)), text
    assert resolve(archive.root, "main", STOCKHOLM) == Moment(second, date(2026, 2, 1))


def test_a_date_goes_before_a_branch_of_that_name(archive: Archive) -> None:
    first, second = line(archive, "2026-01-01T12:00:00Z", "2026-02-01T12:00:00Z")
    archive.git("branch", "2026-01-15", second)
    assert resolve(archive.root, "2026-01-15", STOCKHOLM) == Moment(first, date(2026, 1, 15))


@pytest.mark.parametrize(
    "text",
    [
        "finns-inte",
        "--all",
        "-h",
        "^HEAD",
        "HEAD~9",
        "HEAD..HEAD",
        "HEAD:a.yaml",
        "HEAD^{tree}",
        "",
        "2026-02-30",
        "a\0b",
        "träd",
    ],
)
def test_a_text_that_names_no_commit_is_refused(archive: Archive, text: str) -> None:
    archive.write("a.yaml")
    archive.commit()
    archive.git("tag", "träd", "HEAD^{tree}")
    with pytest.raises(KvalitetError, match=r"är varken ett datum .* i git-arkivet$"):
        resolve(archive.root, text, STOCKHOLM)


def test_a_shallow_clone_says_how_to_get_the_rest(archive: Archive, tmp_path: Path) -> None:
    line(archive, "2026-01-01T12:00:00Z", "2026-02-01T12:00:00Z", "2026-03-01T12:00:00Z")
    archive.git("clone", "-q", "--depth=2", f"file://{archive.root}", str(tmp_path / "ytlig"))
    shallow = tmp_path / "ytlig"
    assert resolve(shallow, "2026-02-15", STOCKHOLM).commit == archive.git("rev-parse", "HEAD~1")
    with pytest.raises(KvalitetError, match=r"bara till 2026-02-01, inte 2026-01-15: .*git fetch --unshallow"):
        resolve(shallow, "2026-01-15", STOCKHOLM)
    with pytest.raises(KvalitetError, match=r"”HEAD~2” är varken .*git fetch --unshallow"):
        resolve(shallow, "HEAD~2", STOCKHOLM)


def test_longer_ids_are_resolved_alike(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "arkiv").init("--object-format=sha256")
    commit = archive.commit("2026-01-01T12:00:00Z")
    assert len(commit) == 64
    assert resolve(archive.root, "HEAD", STOCKHOLM) == Moment(commit, date(2026, 1, 1))
    assert resolve(archive.root, "2026-01-01", STOCKHOLM).commit == commit


def test_resolving_writes_nothing(archive: Archive) -> None:
    archive.write("a.yaml")
    archive.commit("2026-01-01T12:00:00Z")
    before = fingerprint(archive.root)
    resolve(archive.root, "2026-01-01", STOCKHOLM)
    resolve(archive.root, "main", STOCKHOLM)
    assert fingerprint(archive.root) == before


def test_reading_the_working_tree_does_not_import_gitpython(archive: Archive) -> None:
    archive.write("kvalitet.yaml")
    archive.commit()
    program = (
        "import sys; from pathlib import Path; from kvalitet import project; "
        f"print(len(project.open_tree(Path({str(archive.root)!r})).entries()), 'git' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().split() == ["1", "False"]
