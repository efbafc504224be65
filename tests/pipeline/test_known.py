"""A second tree of the same register: what is the same in it is not read again, and nothing else is changed by that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from kvalitet.model.source import Entry, Origin, Source, Tree
from kvalitet.pipeline.assess import assess, fingerprints
from kvalitet.pipeline.load import load
from kvalitet.store.commit import CommitTree
from kvalitet.store.worktree import WorkTree
from tests.cli.commands import copied, rewrite
from tests.store.archive import Archive, isolate

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Watched:
    """A tree that remembers which files were read."""

    tree: Tree
    read_paths: list[str]

    @property
    def origin(self) -> Origin:
        return self.tree.origin

    def entries(self) -> tuple[Entry, ...]:
        return self.tree.entries()

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        for source in self.tree.read(paths):
            self.read_paths.append(source.path)
            yield source


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    isolate(monkeypatch)
    made = Archive(tmp_path / "arkiv").init()
    copied(made.root / "register")
    made.commit()
    return made


def trees(archive: Archive) -> tuple[WorkTree, Watched]:
    commit = archive.git("rev-parse", "HEAD")
    now = WorkTree(archive.root / "register", Origin("register", commit, dirty=True))
    return now, Watched(CommitTree(archive.root, commit, "register"), [])


def test_only_what_differs_is_read_again(archive: Archive) -> None:
    rewrite(archive.root / "register/dokument/DOK-0002.yaml", "mellan skift", "på morgonen")
    (archive.root / "register/dokument/DOK-0005.yaml").unlink()
    now, then = trees(archive)
    load(then, known=load(now))
    records = [path for path in then.read_paths if "/" in path]
    assert records == ["dokument/DOK-0002.yaml", "dokument/DOK-0005.yaml"]


def test_the_register_is_the_one_that_is_read_alone(archive: Archive) -> None:
    rewrite(archive.root / "register/dokument/DOK-0002.yaml", "id: DOK-0002", "id: DOK-0001")
    rewrite(archive.root / "register/dokument/DOK-0004.yaml", "status: gälande", "status: utkast")
    now, then = trees(archive)
    shared, alone = load(then, known=load(now)), load(then)
    assert shared.register == replace(alone.register, bodies=shared.register.bodies)
    assert shared.faults == alone.faults
    assert shared.drafts == alone.drafts


def test_a_file_that_has_moved_to_the_place_of_another_is_read_at_its_place(archive: Archive) -> None:
    register = archive.root / "register"
    (register / "dokument/DOK-0002.yaml").rename(register / "dokument/DOK-0001.yaml")
    now, then = trees(archive)
    assert load(then, known=load(now)).drafts == load(then).drafts


@pytest.mark.parametrize("clock", [True, False])
def test_the_fingerprints_are_those_of_the_findings_that_would_be_told(*, clock: bool, archive: Archive) -> None:
    from kvalitet.pipeline.assess import Request

    _, then = trees(archive)
    told = assess(load(then), TODAY, Request(clock=clock))[0].findings
    assert fingerprints(load(then), TODAY, clock=clock) == {finding.fingerprint for finding in told}
    assert len(told) >= 3
