"""Every name that a file has had is known: gone, renamed, in another branch, fetched or made up by a merge."""

from kvalitet.history.names import ever
from tests.store.archive import Archive


def test_no_name_is_forgotten(archive: Archive) -> None:
    archive.write("register/avvikelser/2026/AVV-2026-0005.yaml")
    archive.commit()
    archive.git("mv", "register/avvikelser/2026/AVV-2026-0005.yaml", "register/avvikelser/2026/AVV-2026-0006.yaml")
    archive.commit()
    archive.git("rm", "-q", "register/avvikelser/2026/AVV-2026-0006.yaml")
    archive.commit()
    archive.git("switch", "-q", "-c", "gren")
    archive.write("flyttat/AVV-2026-0007 å.yaml")
    archive.commit()
    archive.git("switch", "-q", "main")
    other = Archive(archive.root.parent / "annan")
    other.git("clone", "-q", str(archive.root), ".")
    other.git("switch", "-q", "-c", "ny")
    other.write("register/avvikelser/2026/AVV-2026-0008.yaml")
    other.commit()
    archive.git("fetch", "-q", str(other.root), "ny:refs/remotes/origin/ny")
    archive.git("merge", "-q", "--no-ff", "--no-commit", "gren")
    archive.write("register/avvikelser/2026/AVV-2026-0009.yaml")
    archive.commit()
    archive.git("config", "log.showRoot", "false")
    archive.git("config", "log.follow", "true")
    found = ever(archive.root)
    assert {f"AVV-2026-{number:04}.yaml" for number in (1, 2, 5, 6, 8, 9)} <= found
    assert "AVV-2026-0007 å.yaml" in found


def test_a_repository_without_commits_has_none(archive: Archive) -> None:
    assert ever(Archive(archive.root.parent / "tomt").init().root) == frozenset()
