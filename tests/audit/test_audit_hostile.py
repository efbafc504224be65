"""Pasts that nobody keeps on purpose: odd files, names and merges. Nothing stops the run, and no number gets out."""

import os
from pathlib import Path

import pytest

from tests.audit.conftest import Audit, findings
from tests.audit.told import begun
from tests.store.archive import Archive

NUMBER = "811218-9876"
DOCUMENT = "titel: Telemetri\nenhet: kardiologi\nstatus: utkast\nhandlingstyp: rutin\n"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return begun(tmp_path)


def document(archive: Archive, name: str = "DOK-0001", more: str = "") -> Path:
    return archive.write(f"register/dokument/{name}.yaml", f"id: {name}\n{DOCUMENT}{more}".encode())


def found(archive: Archive, audit: Audit) -> list[tuple[str, str | None]]:
    ran = audit(archive.root / "register", "--format", "json", "--quiet")
    assert "9876" not in ran.out + ran.err
    return [(each["code"], each["id"]) for each in findings(ran)]


def test_links_and_other_repositories_inside_are_no_records(archive: Archive, audit: Audit) -> None:
    document(archive)
    (archive.root / "register/dokument/DOK-0002.yaml").symlink_to("DOK-0001.yaml")
    commit = archive.commit()
    archive.git("update-index", "--add", "--cacheinfo", f"160000,{commit},register/annat")
    archive.git("commit", "-q", "-m", "x")
    archive.git("rm", "-q", "--cached", "register/annat")
    archive.git("commit", "-q", "-m", "x")
    assert found(archive, audit) == []


def test_what_could_not_be_read_in_between_is_passed_over(archive: Archive, audit: Audit) -> None:
    file = document(archive)
    archive.commit()
    for data in (b"id: [\n", b"\xff\xfe\x00", b"", b"- 1\n", b"a: &x 1\nb: *x\n", b"x: " + b"[" * 10_000):
        file.write_bytes(data)
        archive.commit()
    document(archive)
    archive.commit()
    assert found(archive, audit) == []


def test_a_file_with_a_name_that_is_not_text_can_be_gone(archive: Archive, audit: Audit) -> None:
    file = Path(os.fsdecode(os.fsencode(archive.root / "register/dokument") + b"/DOK-\xe5.yaml"))
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(f"id: DOK-0001\n{DOCUMENT}".encode())
    archive.commit()
    file.unlink()
    archive.commit()
    assert found(archive, audit) == [("KV912", "DOK-0001")]


def test_a_number_in_a_name_or_an_author_is_found_and_not_shown(archive: Archive, audit: Audit) -> None:
    archive.write(f"register/bilagor/{NUMBER}.txt", b"x\n")
    archive.commit()
    archive.git("rm", "-q", f"register/bilagor/{NUMBER}.txt")
    archive.git("-c", f"user.name={NUMBER}", "commit", "-q", "-m", "x")
    assert found(archive, audit) == [("KV917", None), ("KV917", None)]
    text = audit(archive.root / "register", "--purge-plan").out
    assert "bilagor/███████████.txt" in text
    assert "9876" not in text


def test_a_number_that_stands_there_still_is_told_once_for_its_file(archive: Archive, audit: Audit) -> None:
    for number in range(3):
        document(archive, more=f"nyckelord: [gäller {NUMBER}, x{number}]\n")
        archive.commit()
    assert found(archive, audit) == [("KV917", "DOK-0001")]


def test_work_on_two_branches_is_no_tampering(archive: Archive, audit: Audit) -> None:
    actions = "åtgärder:\n  - {{id: {}, beskrivning: {}, status: planerad}}\n"
    deviation = (
        "id: AVV-2026-0001\ntitel: Larm\nenhet: kardiologi\nstatus: rapporterad\nrapporterande_enhet: kardiologi\n"
        "typ: tillbud\nhändelsedatum: 2026-03-01\nrapporterad: 2026-03-02\nbeskrivning: Tyst.\n"
    )
    path = "register/avvikelser/2026/AVV-2026-0001.yaml"
    archive.write(path, deviation.encode())
    archive.commit()
    archive.git("checkout", "-q", "-b", "gren")
    archive.write(path, (deviation + actions.format("A1", "Byt larm.")).encode())
    document(archive)
    archive.commit()
    archive.git("checkout", "-q", "main")
    archive.write(path, (deviation + actions.format("A2", "Öva.")).encode())
    document(archive, "DOK-0002")
    archive.commit()
    archive.git("merge", "-q", "--no-commit", "-X", "ours", "gren")
    both = actions.format("A1", "Byt larm.") + actions.format("A2", "Öva.").partition("\n")[2]
    archive.write(path, (deviation + both).encode())
    archive.commit()
    assert found(archive, audit) == []


def test_a_merge_that_rewrites_a_closed_record_is_found(archive: Archive, audit: Audit) -> None:
    walk = (
        "id: RON-2026-0001\ntitel: {}\nenhet: kardiologi\nstatus: genomförd\nansvarig: verksamhetschef/kardiologi\n"
        "slag: rond\ndatum: 2026-03-02\ndeltagare: [verksamhetschef/kardiologi]\n"
    )
    path = "register/ronder/2026/RON-2026-0001.yaml"
    archive.write(path, walk.format("Rond").encode())
    archive.commit()
    archive.git("checkout", "-q", "-b", "gren")
    document(archive)
    archive.commit()
    archive.git("checkout", "-q", "main")
    document(archive, "DOK-0002")
    archive.commit()
    archive.git("merge", "-q", "--no-commit", "gren")
    archive.write(path, walk.format("En annan rond").encode())
    archive.commit()
    assert found(archive, audit) == [("KV911", "RON-2026-0001")]


@pytest.mark.parametrize(("day", "expected"), [("2026-03-24", [("KV911", "RAP-2026-0001")]), ("2026-11-17", [])])
def test_a_report_may_be_corrected_when_it_is_adopted_anew(
    archive: Archive, audit: Audit, day: str, expected: list[tuple[str, str]]
) -> None:
    report = (
        "id: RAP-2026-0001\ntitel: Berättelsen om 2025\nenhet: kardiologi\nstatus: {}\n"
        "ansvarig: verksamhetschef/kardiologi\ntyp: patientsäkerhetsberättelse\nperiod: 2025\nupprättad: 2026-02-20\n"
        "avsnitt:\n  sammanfattning: {}\n"
    )
    adopted = "fastställd:\n  instans: Nämnden\n  datum: {}\n"
    path = "register/rapporter/2026/RAP-2026-0001.yaml"
    for text in (
        report.format("fastställd", "Fyra analyser.") + adopted.format("2026-03-24"),
        report.format("upprättad", "Fem analyser."),
        report.format("fastställd", "Fem analyser.") + adopted.format(day),
    ):
        archive.write(path, text.encode())
        archive.commit()
    assert found(archive, audit) == expected


def test_a_folder_that_was_renamed_is_no_deletion(archive: Archive, audit: Audit) -> None:
    document(archive)
    archive.git("add", "-A")
    archive.git("mv", "register/dokument/DOK-0001.yaml", "register/dokument/x.yaml")
    archive.commit()
    (archive.root / "register/dokument/vard").mkdir()
    archive.git("mv", "register/dokument/x.yaml", "register/dokument/vard/DOK-0001.yaml")
    archive.commit()
    assert [code for code, _ in found(archive, audit)] == []
