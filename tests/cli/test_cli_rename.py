"""`rename`: a record gets another id, everything that names it follows, and nothing else changes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commands import TODAY, Kvalitet, Ran, rewrite
from tests.cli.named import BODY_AFTER, CHECKLIST, DEVIATION, OTHER_TEXT, ROUTINE, TEXT, filled
from tests.store.archive import fingerprint


@pytest.fixture
def named(register: Path) -> Path:
    return filled(register)


@pytest.fixture
def rename(kvalitet: Kvalitet) -> Kvalitet:
    def rename(*arguments: str) -> Ran:
        return kvalitet("rename", *arguments, "--today", TODAY)

    return rename


def contents(register: Path) -> dict[str, bytes]:
    return {str(path.relative_to(register)): path.read_bytes() for path in register.rglob("*") if path.is_file()}


def test_references_links_and_files_follow_and_everything_else_stays(named: Path, rename: Kvalitet) -> None:
    before = contents(named)
    ran = rename("dok-0001", "dok-0042")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "DOK-0001 → DOK-0042: Hjärtstopp på vårdavdelning",
        "  register/dokument/DOK-0001.yaml → register/dokument/DOK-0042.yaml",
        "  register/innehall/DOK-0001.md → register/innehall/DOK-0042.md",
        "  register/innehall/DOK-0001-larm.png → register/innehall/DOK-0042-larm.png",
        f"  register/{DEVIATION}",
        f"  register/{CHECKLIST}",
        f"  register/{OTHER_TEXT}",
    ]
    assert (
        "DOK-0001 står kvar i text eller kommentar i 4 filer: register/avvikelser/2026/AVV-2026-0001.yaml, "
        "register/dokument/DOK-0002.yaml, register/dokument/DOK-0042.yaml och register/innehall/DOK-0002.md\n"
    ) in ran.err
    after = dict(before)
    own = after.pop(ROUTINE).replace(b"id: DOK-0001", b"id: DOK-0042")
    after["dokument/DOK-0042.yaml"] = own.replace(b"innehall/DOK-0001", b"innehall/DOK-0042")
    after["innehall/DOK-0042.md"] = after.pop(TEXT).replace(b"DOK-0001", b"DOK-0042")
    after["innehall/DOK-0042-larm.png"] = after.pop("innehall/DOK-0001-larm.png")
    after[CHECKLIST] = after[CHECKLIST].replace(b'"DOK-0001"', b'"DOK-0042"')
    after[DEVIATION] = after[DEVIATION].replace(b"[DOK-0004, DOK-0001]", b"[DOK-0004, DOK-0042]")
    after[OTHER_TEXT] = BODY_AFTER.encode()
    found = contents(named)
    found.pop(".kvalitet.lock")
    assert found == after


def test_the_parts_of_a_record_are_named_by_its_new_id_and_its_file_finds_its_year(
    named: Path, rename: Kvalitet
) -> None:
    folder = named / "genomgangar/2026"
    folder.mkdir(parents=True)
    for number, rest in (("0001", "åtgärder:\n  - {id: A1, beskrivning: Byt., status: planerad}\n"), ("0002", "")):
        (folder / f"LGG-2026-{number}.yaml").write_text(
            f"id: LGG-2026-{number}\ntitel: G\nenhet: kardiologi\nstatus: planerad\nperiod: 2026\n{rest}",
            encoding="utf-8",
        )
    with (folder / "LGG-2026-0002.yaml").open("a", encoding="utf-8") as file:
        file.write("föregående: LGG-2026-0001\nuppföljning: [{åtgärd: 'LGG-2026-0001/A1', beslut: avslutas}]\n")
    rewrite(named / OTHER_TEXT, "Se DOK-0001 och", "Se [åtgärden](LGG-2026-0001/A1) i LGG-2026-0001/A1,")
    assert rename("LGG-2026-0001", "LGG-2025-0007").code == 0
    assert (named / "genomgangar/2025/LGG-2025-0007.yaml").is_file()
    assert not (folder / "LGG-2026-0001.yaml").exists()
    assert (
        (folder / "LGG-2026-0002.yaml")
        .read_text(encoding="utf-8")
        .endswith("föregående: LGG-2025-0007\nuppföljning: [{åtgärd: 'LGG-2025-0007/A1', beslut: avslutas}]\n")
    )
    assert "Se [åtgärden](LGG-2025-0007/A1) i LGG-2025-0007/A1," in (named / OTHER_TEXT).read_text(encoding="utf-8")


def test_a_link_to_a_record_in_a_folder_of_its_year_leads_there_still(named: Path, rename: Kvalitet) -> None:
    rewrite(named / OTHER_TEXT, "Se DOK-0001 och", "Se [fallet](../avvikelser/2026/AVV-2026-0001.yaml) och")
    assert rename("AVV-2026-0001", "AVV-2025-0003").code == 0
    assert "[fallet](../avvikelser/2025/AVV-2025-0003.yaml)" in (named / OTHER_TEXT).read_text(encoding="utf-8")


def test_a_name_back_and_forth_gives_every_byte_back(named: Path, rename: Kvalitet) -> None:
    before = contents(named)
    assert rename("DOK-0001", "DOK-0042").code == 0
    assert rename("DOK-0042", "DOK-0001").code == 0
    after = contents(named)
    after.pop(".kvalitet.lock")
    assert after == before


@pytest.mark.usefixtures("named")
def test_marks_that_no_longer_fit_are_told(kvalitet: Kvalitet, rename: Kvalitet) -> None:
    told = ("--as", "verksamhetschef", "--step", "godkänd", "--today", TODAY)
    assert kvalitet("review", "DOK-0001", *told).code == 0
    assert kvalitet("review", "DOK-0002", *told).code == 0
    assert kvalitet("review", "DOK-0003", *told).code == 0
    ran = rename("DOK-0001", "DOK-0042", "--dry-run")
    assert ran.out.splitlines()[-3:] == [
        "Märket stämmer inte längre, för det som godkändes nämner id:t. Granska igen:",
        "  DOK-0002: Överrapportering mellan skift",
        "  DOK-0042: Hjärtstopp på vårdavdelning",
    ]
    assert ran.err.endswith("kvalitet: inget har skrivits (--dry-run)\n")


def test_a_closed_record_that_changes_is_told(named: Path, rename: Kvalitet) -> None:
    with (named / "avvikelser/2026/AVV-2026-0002.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "åtgärder:\n  - {id: A1, beskrivning: Skriv om., avser: [DOK-0001], status: klar, klar: 2026-09-01}\n"
        )
    ran = rename("DOK-0001", "DOK-0042")
    assert ran.code == 0
    assert "avslutade poster ändras, vilket ”kvalitet audit” kan säga till om: AVV-2026-0002\n" in ran.err
    # its own id does not count in what it says
    assert "avslutade poster" not in rename("AVV-2026-0002", "AVV-2026-0042").err


def test_a_trial_writes_nothing(named: Path, rename: Kvalitet) -> None:
    before = fingerprint(named)
    assert rename("DOK-0001", "DOK-0042", "--dry-run").code == 0
    assert fingerprint(named) == before


WRONG = {
    "another kind's": (
        ("DOK-0001", "AVV-2026-0009"),
        2,
        "”AVV-2026-0009” är inget id för dokument. Skriv det som DOK-",
    ),
    "too short": (("DOK-0001", "DOK-42"), 2, "”DOK-42” är inget id"),
    "without its year": (
        ("AVV-2026-0001", "AVV-0009"),
        2,
        "”AVV-0009” är inget id för avvikelse. Skriv det som AVV-20",
    ),
    "no such record": (("DOK-0099", "DOK-0042"), 2, "posten ”DOK-0099” finns inte."),
    "taken": (("DOK-0001", "DOK-0002"), 1, "DOK-0001 är inte ändrad: DOK-0002 finns redan."),
    "taken by a rejected one": (("DOK-0001", "DOK-0004"), 1, "DOK-0001 är inte ändrad: DOK-0004 finns redan."),
    "the past": (("DOK-0001", "DOK-0042", "--as-of", "2026-01-01"), 2, "det går inte att ändra"),
    "outside git": (("DOK-0001", "DOK-0042", "--commit"), 2, "registret ligger inte i ett git-arkiv"),
}


@pytest.mark.parametrize(("arguments", "code", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_told_in_one_line_and_nothing_is_written(
    arguments: tuple[str, ...], code: int, said: str, named: Path, rename: Kvalitet
) -> None:
    before = contents(named)
    ran = rename(*arguments, "--quiet")
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    assert said in ran.err
    after = contents(named)
    after.pop(".kvalitet.lock", None)
    assert after == before


def test_an_id_under_another_file_name_is_taken_too(named: Path, rename: Kvalitet) -> None:
    (named / CHECKLIST).rename(named / "dokument/DOK-0088.yaml")
    ran = rename("DOK-0001", "DOK-0002", "--quiet")
    assert (ran.code, ran.err) == (1, "kvalitet: DOK-0001 är inte ändrad: DOK-0002 finns redan.\n")


def test_a_file_in_the_way_is_not_written_over(named: Path, rename: Kvalitet) -> None:
    (named / "innehall/DOK-0042.md").write_text("# Annat\n", encoding="utf-8")
    ran = rename("DOK-0001", "DOK-0042", "--quiet")
    assert (ran.code, ran.err) == (1, "kvalitet: DOK-0001 är inte ändrad: innehall/DOK-0042.md finns redan.\n")


IN_THE_WAY: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "a folder": (
        lambda register, _: (register / "avvikelser/2025/AVV-2025-0003.yaml").mkdir(parents=True),
        "avvikelser/2025/AVV-2025-0003.yaml är upptagen av något som inte är en fil. Flytta undan det och kör om.",
    ),
    "a pipe": (
        lambda register, _: os.mkfifo(made(register / "avvikelser/2025") / "AVV-2025-0003.yaml"),
        "avvikelser/2025/AVV-2025-0003.yaml är upptagen av något som inte är en fil. Flytta undan det och kör om.",
    ),
    "a year that is a link": (
        lambda register, away: (register / "avvikelser/2025").symlink_to(away),
        "avvikelser/2025 är en länk, och registret följer inga länkar. Ersätt den med en vanlig mapp.",
    ),
    "a year that is a file": (
        lambda register, _: (register / "avvikelser/2025").write_bytes(b""),
        "avvikelser/2025 är en fil, men ska vara en mapp. Flytta undan den och kör om.",
    ),
}


@pytest.mark.parametrize("name", IN_THE_WAY)
def test_what_is_no_file_is_neither_replaced_nor_followed_out_of_the_register(
    name: str, named: Path, rename: Kvalitet, kvalitet: Kvalitet, tmp_path: Path
) -> None:
    away = made(tmp_path / "utanfor")
    put, said = IN_THE_WAY[name]
    put(named, away)
    before = contents(named)
    ran = rename("AVV-2026-0001", "AVV-2025-0003", "--quiet")
    assert (ran.code, ran.out, ran.err) == (2, "", f"kvalitet: {said}\n")
    assert contents(named).keys() - before.keys() == {".kvalitet.lock"}
    assert not [*away.iterdir()]
    # nothing is left to finish that never can be, which would stop every edit from then on
    assert kvalitet("set", "AVV-2026-0002", "titel=Fall", "--today", TODAY, "--quiet").code == 0


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_the_same_id_is_no_change(named: Path, rename: Kvalitet) -> None:
    before = contents(named)
    ran = rename("DOK-0001", "dok-0001")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("kvalitet: posten heter redan DOK-0001\n")
    assert contents(named).keys() - before.keys() == {".kvalitet.lock"}


def test_a_file_that_names_it_and_cannot_be_read_is_put_right_first(named: Path, rename: Kvalitet) -> None:
    rewrite(named / DEVIATION, "titel: Larm", 'titel: "Larm')
    before = contents(named)
    ran = rename("DOK-0001", "DOK-0042", "--quiet")
    assert (ran.code, ran.out) == (2, "")
    assert f"{DEVIATION} nämner DOK-0001 men går inte att läsa." in ran.err
    assert contents(named).keys() - before.keys() == {".kvalitet.lock"}


def test_a_number_of_a_person_beside_a_reference_stays_and_is_never_shown(named: Path, rename: Kvalitet) -> None:
    rewrite(named / DEVIATION, "i tolv minuter", "för 811218-9876 i tolv minuter")
    rewrite(named / OTHER_TEXT, "men inte DOK-00012", "om 811218-9876 men inte DOK-00012")
    ran = rename("DOK-0001", "DOK-0042")
    assert ran.code == 0
    assert "9876" not in ran.out + ran.err
    assert "för 811218-9876 i tolv" in (named / DEVIATION).read_text(encoding="utf-8")
    assert "DOK-0042.md, om 811218-9876 men" in (named / OTHER_TEXT).read_text(encoding="utf-8")
