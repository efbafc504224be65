"""Seals that do not hold are found by the audit of the history; seals that do are let be, wherever one stands."""

from pathlib import Path

import pytest

from tests.audit.conftest import Audit, findings
from tests.audit.told import begun, go_on
from tests.store.archive import Archive

RECORD = """id: AVV-2026-0001
titel: Förväxlade läkemedel
enhet: kardiologi
status: rapporterad
rapporterande_enhet: kardiologi
typ: {}
händelsedatum: 2026-03-01
rapporterad: 2026-03-02
beskrivning: Två läkemedel låg på samma hylla.
"""
SEALED = f"# incheckning 2026-03-02 av Eva Ek\n# sigill mars\n{RECORD.format('tillbud')}"
LATER = f"# incheckning 2026-03-09 av Eva Ek\n{RECORD.format('risk')}"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """A register that is sealed, and has been worked on since."""
    found = begun(tmp_path)
    go_on(found, f"{SEALED}---\n{LATER}")
    return found


def wrong(archive: Archive, audit: Audit, *arguments: str) -> list[str]:
    ran = audit(archive.root / "register", "--format", "json", "--quiet", *arguments)
    found = findings(ran)
    assert {each["code"] for each in found} <= {"KV915"}
    return [each["message"] for each in found]


def test_work_that_goes_on_breaks_no_seal(archive: Archive, audit: Audit) -> None:
    assert wrong(archive, audit) == []


def test_a_seal_later_than_the_day_that_is_read_breaks_nothing(archive: Archive, audit: Audit) -> None:
    assert wrong(archive, audit, "--as-of", "HEAD~2") == []


def test_a_seal_on_another_branch_breaks_nothing(archive: Archive, audit: Audit) -> None:
    archive.git("checkout", "-q", "-b", "gren", "HEAD~2")
    assert wrong(archive, audit) == []


def test_a_tag_that_was_moved_is_found(archive: Archive, audit: Audit) -> None:
    message = archive.git("tag", "-l", "--format=%(contents)", "sigill/mars")
    sealed, now = archive.git("rev-parse", "HEAD~1"), archive.git("rev-parse", "HEAD")
    archive.git("tag", "-f", "-a", "--cleanup=verbatim", "-m", f"{message}\n", "sigill/mars", "HEAD")
    (told,) = wrong(archive, audit)
    assert told.startswith("sigillet ”mars” håller inte: ")
    assert f"taggen sitter på incheckning {now[:10]}, men gäller {sealed[:10]}" in told
    assert "registrets filer är inte de förseglade" in told


def test_a_tag_that_another_took_the_place_of_is_found(archive: Archive, audit: Audit) -> None:
    archive.git("tag", "-f", "sigill/mars", "HEAD")
    assert wrong(archive, audit) == ["sigillet ”mars” håller inte: taggen har inget sigill i sig"]


def test_a_history_that_was_written_anew_under_a_seal_is_found(archive: Archive, audit: Audit) -> None:
    sealed = archive.git("rev-parse", "HEAD~1")
    archive.git("reset", "-q", "--hard", "HEAD~2")
    go_on(archive, SEALED.replace("# sigill mars\n", "").replace("2026-03-02 av", "2026-03-04 av") + f"---\n{LATER}")
    gone = f"incheckning {sealed[:10]} ingår inte längre i någon gren: historiken är omskriven"
    assert wrong(archive, audit) == [f"sigillet ”mars” håller inte: {gone}"]


def test_each_seal_that_does_not_hold_is_told_by_itself(archive: Archive, audit: Audit) -> None:
    go_on(archive, f"# incheckning 2026-03-20 av Eva Ek\n# sigill april\n{RECORD.format('tillbud')}")
    for name in ("april", "mars"):
        archive.git("tag", "-f", f"sigill/{name}", "HEAD")
    assert len(wrong(archive, audit)) == 2
