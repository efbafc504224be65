"""What changed in a register between two moments, asked of real repositories as a user asks it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.answers import DAY, TEXT, TEXT_OR_NULL, listed, whole
from tests.cli.commands import Kvalitet, rewrite
from tests.history.conftest import in_folder
from tests.store.archive import Archive

FOLDER = "register/avvikelser/2026"
NEW = """id: {id}
titel: {title}
enhet: {unit}
status: rapporterad
ansvarig: verksamhetschef/kardiologi
rapporterande_enhet: {unit}
typ: tillbud
händelsedatum: 2026-03-01
rapporterad: 2026-03-02
beskrivning: Dosen gavs en timme för sent.
"""
CLOSED = "status: avslutad\navslutad: 2026-03-20\nslutsats: Två larm räcker.\n"
END = whole({"commit": {"type": "string", "pattern": "^[0-9a-f]{40}$"}, "day": DAY})
EVENT: dict[str, Any] = {"enum": ["created", "closed", "reopened", "changed", "renamed", "removed"]}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
CHANGES = {
    "from": END,
    "to": END,
    "counts": whole(dict.fromkeys(EVENT["enum"], COUNT)),
    "changes": listed(
        whole(
            {
                "event": EVENT,
                "id": TEXT,
                "kind": TEXT,
                "unit": TEXT_OR_NULL,
                "title": TEXT,
                "fields": listed(TEXT),
                "previous_id": TEXT_OR_NULL,
            }
        )
    ),
    "files": listed(whole({"event": EVENT, "path": TEXT})),
    "unreadable": listed(TEXT),
}


def new(archive: Archive, name: str, unit: str = "kardiologi", title: str = "Sen dos") -> Path:
    return archive.write(f"{FOLDER}/{name}.yaml", NEW.format(id=name, unit=unit, title=title).encode())


def answer(kvalitet: Kvalitet, *arguments: str) -> dict[str, Any]:
    ran = kvalitet("changes", *arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    jsonschema.validate({key: found[key] for key in CHANGES}, whole(CHANGES))
    return found


def told(found: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    return [(each["event"], each["id"], each["fields"]) for each in found["changes"]]


@pytest.fixture
def spring(archive: Archive) -> Archive:
    """January: four deviations, one of them closed. March: that opens, one closes, one changes, one goes, one comes."""
    closed = new(archive, "AVV-2026-0003")
    closed.write_text(closed.read_text(encoding="utf-8").replace("status: rapporterad\n", CLOSED), encoding="utf-8")
    new(archive, "AVV-2026-0004", "hjartavdelningen")
    new(archive, "AVV-2026-0005")
    new(archive, "AVV-2026-0006")
    archive.commit("2026-01-08T10:00:00+01:00", "Årets första")
    closed.write_text(closed.read_text(encoding="utf-8").replace(CLOSED, "status: rapporterad\n"), encoding="utf-8")
    rewrite(archive.root / FOLDER / "AVV-2026-0004.yaml", "status: rapporterad\n", CLOSED)
    rewrite(archive.root / FOLDER / "AVV-2026-0005.yaml", "titel: Sen dos", "titel: Sen dos insulin")
    (archive.root / FOLDER / "AVV-2026-0006.yaml").unlink()
    new(archive, "AVV-2026-0007", "hjartavdelningen", "Fel [dos] *igen*")
    archive.commit("2026-03-20T16:00:00+01:00", "Mars")
    return archive


def test_each_record_that_differs_is_told_with_what_became_of_it(spring: Archive, kvalitet: Kvalitet) -> None:
    found = answer(kvalitet, "2026-01-31..2026-03-31")
    assert told(found) == [
        ("reopened", "AVV-2026-0003", ["status", "avslutad", "slutsats"]),
        ("closed", "AVV-2026-0004", ["status", "avslutad", "slutsats"]),
        ("changed", "AVV-2026-0005", ["titel"]),
        ("removed", "AVV-2026-0006", []),
        ("created", "AVV-2026-0007", []),
    ]
    assert found["counts"] == {"created": 1, "closed": 1, "reopened": 1, "changed": 1, "renamed": 0, "removed": 1}
    ends = (spring.git("rev-parse", "HEAD~1"), spring.git("rev-parse", "HEAD"))
    assert (found["from"]["commit"], found["to"]["commit"]) == ends
    assert (found["from"]["day"], found["to"]["day"]) == ("2026-01-31", "2026-03-31")


def test_people_read_it_by_kind_and_unit(spring: Archive, kvalitet: Kvalitet) -> None:
    ran = kvalitet("changes", "2026-01-31..2026-03-31")
    before, after = (spring.git("rev-parse", revision)[:10] for revision in ("HEAD~1", "HEAD"))
    assert ran.out == (
        f"Från den 31 januari 2026 (incheckning {before}) till den 31 mars 2026 (incheckning {after})\n"
        "1 ny, 1 avslutad, 1 öppnad igen, 1 ändrad och 1 borttagen.\n"
        "\n"
        "Avvikelser\n"
        "  Kardiologi\n"
        "    öppnad igen: AVV-2026-0003 Sen dos (status, avslutad och slutsats)\n"
        "    ändrad: AVV-2026-0005 Sen dos insulin (titel)\n"
        "    borttagen: AVV-2026-0006 Sen dos\n"
        "  Hjärtavdelningen\n"
        "    avslutad: AVV-2026-0004 Sen dos (status, avslutad och slutsats)\n"
        "    ny: AVV-2026-0007 Fel [dos] *igen*\n"
    )


@pytest.mark.usefixtures("spring")
def test_a_unit_is_shown_with_its_subunits_alone(kvalitet: Kvalitet) -> None:
    found = answer(kvalitet, "2026-01-31..2026-03-31", "--unit", "hjartavdelningen")
    assert [name for _, name, _ in told(found)] == ["AVV-2026-0004", "AVV-2026-0007"]
    assert len(told(answer(kvalitet, "2026-01-31..2026-03-31", "--unit", "kardiologi"))) == 5


def test_without_an_end_it_is_what_was_last_committed(spring: Archive, kvalitet: Kvalitet) -> None:
    new(spring, "AVV-2026-0008")
    assert told(answer(kvalitet, "2026-01-31..")) == told(answer(kvalitet, "2026-01-31..HEAD"))
    assert told(answer(kvalitet, "2026-01-31")) == told(answer(kvalitet, "2026-01-31..main"))
    assert told(answer(kvalitet, "HEAD~2..HEAD~1"))[0] == ("created", "AVV-2026-0003", [])
    assert told(answer(kvalitet, "HEAD..HEAD")) == []
    assert "Inga poster har ändrats." in kvalitet("changes", "HEAD..HEAD").out


@pytest.mark.usefixtures("spring")
def test_the_past_may_be_where_it_ends(kvalitet: Kvalitet) -> None:
    assert told(answer(kvalitet, "HEAD~2..", "--as-of", "2026-02-01", "--quiet")) == told(
        answer(kvalitet, "HEAD~2..HEAD~1")
    )


@pytest.mark.usefixtures("spring")
def test_an_appendix_for_the_minutes_is_markdown_with_text_as_text(kvalitet: Kvalitet) -> None:
    out = kvalitet("changes", "2026-01-31..2026-03-31", "--format", "md").out
    assert out.startswith("# Ändringar i registret från den 31 januari 2026 till den 31 mars 2026\n")
    assert "\n## Avvikelser\n\n| Enhet | Post | Händelse | Fält |\n| --- | --- | --- | --- |\n" in out
    assert "| Hjärtavdelningen | AVV-2026-0007 Fel \\[dos\\] \\*igen\\* | ny |  |\n" in out
    rows = [line for line in out.splitlines() if line.startswith("| ") and "AVV-" in line]
    assert len(rows) == 5
    assert all(row.count("|") == 5 for row in rows)


@pytest.mark.usefixtures("spring")
def test_a_spreadsheet_gets_a_row_for_each_record(kvalitet: Kvalitet, tmp_path: Path) -> None:
    target = tmp_path / "ändringar.csv"
    ran = kvalitet("changes", "2026-01-31..2026-03-31", "--format", "csv", "--output", str(target))
    assert (ran.code, ran.out) == (0, "")
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert (rows[0]["Händelse"], rows[0]["Id"]) == ("öppnad igen", "AVV-2026-0003")
    assert rows[0]["Fält"] == "status avslutad slutsats"
    assert len(rows) == 5


def test_a_record_with_another_id_and_all_else_the_same_is_that_record(archive: Archive, kvalitet: Kvalitet) -> None:
    new(archive, "AVV-2026-0003")
    archive.commit()
    archive.git("mv", f"{FOLDER}/AVV-2026-0003.yaml", f"{FOLDER}/AVV-2026-0013.yaml")
    rewrite(archive.root / FOLDER / "AVV-2026-0013.yaml", "id: AVV-2026-0003", "id: AVV-2026-0013")
    archive.commit()
    (only,) = answer(kvalitet, "HEAD~1..")["changes"]
    assert (only["event"], only["id"], only["previous_id"]) == ("renamed", "AVV-2026-0013", "AVV-2026-0003")
    assert "nytt id: AVV-2026-0013 Sen dos, tidigare AVV-2026-0003" in kvalitet("changes", "HEAD~1..").out


def test_a_file_that_could_not_be_read_is_no_record_that_went(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.write(f"{FOLDER}/AVV-2026-0001.yaml", b"[")
    archive.commit()
    found = answer(kvalitet, "HEAD~1..", "--quiet")
    assert (told(found), found["unreadable"]) == ([], ["AVV-2026-0001"])
    assert "Gick inte att läsa vid någon av tidpunkterna: AVV-2026-0001." in kvalitet("changes", "HEAD~1..").out


def test_the_text_of_a_document_and_what_is_beside_the_records_count(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.write("register/innehall/rutin.md", b"# Rutin\n")
    file = archive.root / "register/dokument/DOK-0001.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "innehåll: innehall/rutin.md\n", encoding="utf-8")
    archive.commit()
    archive.write("register/innehall/rutin.md", b"# Rutin\n\nNy text.\n")
    settings = archive.root / "register/kvalitet.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "# ändrat\n", encoding="utf-8")
    archive.write("register/templates/egen.md", b"Hej.\n")
    archive.commit()
    found = answer(kvalitet, "HEAD~1..")
    assert told(found) == [("changed", "DOK-0001", ["innehåll.text"])]
    assert found["files"] == [
        {"event": "changed", "path": "kvalitet.yaml"},
        {"event": "created", "path": "templates/egen.md"},
    ]
    assert "  ändrad: register/kvalitet.yaml\n  ny: register/templates/egen.md\n" in kvalitet("changes", "HEAD~1..").out


def test_a_register_that_has_moved_is_the_same(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.git("mv", "register", "vården")
    archive.commit()
    there = in_folder(archive.root / "vården", capsys)
    found = answer(there, "HEAD~1..")
    assert (found["changes"], found["files"]) == ([], [])
    then = there("list", "avvikelse", "--as-of", "HEAD~1", "--quiet")
    assert (then.code, then.out) == (0, there("list", "avvikelse").out)


def test_a_number_of_a_person_that_was_there_is_never_shown(archive: Archive, kvalitet: Kvalitet) -> None:
    number = "811218-9876"
    new(archive, "AVV-2026-0003", title=f"Dos till {number}")
    archive.commit()
    (archive.root / FOLDER / "AVV-2026-0003.yaml").unlink()
    archive.commit()
    for form in ("text", "json", "csv", "md"):
        ran = kvalitet("changes", "HEAD~1..", "--format", form)
        assert "AVV-2026-0003" in ran.out
        assert "9876" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("..HEAD",), "är inte två tidpunkter"),
        (("HEAD...main",), "är inte två tidpunkter"),
        (("finns-inte..",), "varken ett datum"),
        (("2025-01-01..",), "det fanns ingen incheckning 2025-01-01"),
        (("HEAD..HEAD", "--as-of", "HEAD"), "--as-of går inte att förena"),
        (("HEAD..HEAD", "--unit", "kardiologin"), "Menade du kardiologi"),
    ],
)
def test_a_wrong_question_is_one_line(kvalitet: Kvalitet, arguments: tuple[str, ...], said: str) -> None:
    ran = kvalitet("changes", *arguments, "--quiet")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
