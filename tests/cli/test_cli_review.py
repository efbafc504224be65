"""`review`: a mark says who stands for what, and only one who may can approve."""

import hashlib
import json
from pathlib import Path

import pytest

from kvalitet.parse import read
from tests.cli.commands import TODAY, Kvalitet, Ran, rewrite
from tests.store.archive import Archive

ROUTINE = "dokument/DOK-0001.yaml"
CHECKLIST = "dokument/DOK-0002.yaml"
HEAD = "verksamhetschef/kardiologi"


@pytest.fixture(autouse=True)
def marks_count(register: Path) -> None:
    """The small register chooses few rules: here those on documents are among them, and the owner may approve."""
    rewrite(register / "kvalitet.yaml", "KV201, KV203", "KV2, KV9, KV311")


@pytest.fixture
def review(kvalitet: Kvalitet) -> Kvalitet:
    def review(*arguments: str) -> Ran:
        return kvalitet("review", *arguments, "--today", TODAY, "--quiet")

    return review


def marks_of(file: Path) -> list[dict[str, str]]:
    value = read(file.read_bytes()).value
    assert value is not None
    rows = value["granskningar"]
    assert isinstance(rows, list)
    return rows  # type: ignore[return-value]  # as the schema has them


def fingerprint_of(**material: str) -> str:
    """The print as kvalitet/model/marks.py describes it."""
    text = json.dumps(material, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"v1:{hashlib.sha256(text.encode()).hexdigest()}"


def test_the_mark_holds_role_day_step_version_and_a_print_of_what_matters(register: Path, review: Kvalitet) -> None:
    before = (register / CHECKLIST).read_text(encoding="utf-8")
    printed = fingerprint_of(handlingstyp="checklista", titel="Överrapportering mellan skift", version="1.0")
    ran = review("dok-0002", "--as", HEAD, "--step", "godkand", "--basis", "Ledningsgruppen 2026-11-20, § 4")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "DOK-0002: Överrapportering mellan skift",
        f"  granskningar.1.av: – → {HEAD}",
        f"  granskningar.1.datum: – → {TODAY}",
        "  granskningar.1.steg: – → godkänd",
        "  granskningar.1.version: – → 1.0",
        "  granskningar.1.underlag: – → Ledningsgruppen 2026-11-20, § 4",
        f"  granskningar.1.fingeravtryck: – → {printed}",
    ]
    after = (register / CHECKLIST).read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.removeprefix(before).splitlines() == [
        f"  - av: {HEAD}",
        f"    datum: {TODAY}",
        "    steg: godkänd",
        '    version: "1.0"',
        "    underlag: Ledningsgruppen 2026-11-20, § 4",
        f"    fingeravtryck: {printed}",
    ]


def test_the_mark_holds_until_what_it_approves_changes(register: Path, review: Kvalitet, kvalitet: Kvalitet) -> None:
    assert review("DOK-0002", "--as", HEAD, "--step", "fastställd").code == 0
    assert "KV311" not in kvalitet("check", f"register/{CHECKLIST}", "--today", TODAY).out
    rewrite(register / CHECKLIST, "mellan skift", "vid skiftbyte")
    assert "KV311" in kvalitet("check", f"register/{CHECKLIST}", "--today", TODAY).out


def test_a_record_without_marks_gets_its_first_in_its_place(register: Path, review: Kvalitet) -> None:
    file = register / "avvikelser/2026/AVV-2026-0001.yaml"
    ran = review("AVV-2026-0001", "--as", "enhetschef", "--step", "granskad", "--date", "20/11")
    assert (ran.code, ran.err) == (0, "")
    (mark,) = marks_of(file)
    assert list(mark) == ["av", "datum", "steg", "fingeravtryck"]
    assert (mark["av"], mark["datum"]) == ("enhetschef/hjartavdelningen", "2026-11-20")


def test_no_change_needed_demands_a_reason_and_sets_the_new_validity(register: Path, review: Kvalitet) -> None:
    before = (register / ROUTINE).read_bytes()
    for wanting in ((), ("--reason", "–")):
        refused = review("DOK-0001", "--as", HEAD, "--step", "oförändrad", *wanting)
        assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
        assert "motiv" in refused.err
    assert (register / ROUTINE).read_bytes() == before
    ran = review("DOK-0001", "--as", HEAD, "--step", "oforandrad", "--reason", "Rutinen följs.")
    assert ran.code == 0
    # the provider's own time for a new review is 24 months unless it says another
    assert "  giltig_till: 2026-05-31 → 2028-11-22\n" in ran.out
    assert marks_of(register / ROUTINE)[-1]["motiv"] == "Rutinen följs."


def test_the_new_validity_is_what_is_asked_for_or_the_providers_own_time(register: Path, review: Kvalitet) -> None:
    told = ("--as", HEAD, "--step", "oförändrad", "--reason", "Följs.")
    assert "giltig_till: 2026-05-31 → 2027-03-31" in review("DOK-0001", *told, "--valid-to", "31/3 2027").out
    with (register / "kvalitet.yaml").open("a", encoding="utf-8") as file:
        file.write("trösklar:\n  KV305: {månader: 12}\n")
    assert "giltig_till: 2027-03-31 → 2027-11-22" in review("DOK-0001", *told).out
    # a document that stands longer than that is not cut short
    assert "giltig_till" not in review("DOK-0002", *told).out
    # and approval of the contents alone moves no day
    assert "giltig_till" not in review("DOK-0001", "--as", HEAD, "--step", "godkänd").out


def test_who_has_no_mandate_is_refused_and_told_who_has(register: Path, review: Kvalitet) -> None:
    before = (register / ROUTINE).read_bytes()
    approving = ("DOK-0001", "--as", "enhetschef/ogonmottagningen", "--step")
    ran = review(*approving, "godkänd")
    assert (ran.code, ran.out) == (1, "")
    assert (
        "enhetschef/ogonmottagningen, som saknar mandat för rutin. Låt verksamhetschef/kardiologi godkänna" in ran.err
    )
    assert ran.err.splitlines()[-1].startswith("kvalitet: DOK-0001 är inte ändrad: ")
    assert (register / ROUTINE).read_bytes() == before
    # to read it and say so takes no mandate, and a deputy uses that of another
    assert review(*approving, "granskad").code == 0
    assert review(*approving, "godkänd", "--for", HEAD).code == 0
    assert marks_of(register / ROUTINE)[-1]["ersättare_för"] == HEAD


def test_of_roles_that_stand_elsewhere_all_with_the_mandate_are_named(review: Kvalitet) -> None:
    ran = review("DOK-0005", "--as", "enhetschef", "--step", "godkänd")
    assert ran.code == 1
    assert "Låt någon som har mandat (verksamhetschef/kardiologi) godkänna" in ran.err


def test_a_reason_lets_a_mark_without_mandate_through_and_stands_in_the_record(
    register: Path, review: Kvalitet
) -> None:
    ran = review("DOK-0005", "--as", "enhetschef", "--step", "godkänd", "--force", "Mandatet är beslutat i dag.")
    assert ran.code == 0
    text = (register / "dokument/DOK-0005.yaml").read_text(encoding="utf-8")
    assert 'text: "Ändrat trots KV304: Mandatet är beslutat i dag."' in text


def test_who_answers_for_a_document_does_not_approve_it_where_that_is_demanded(
    register: Path, review: Kvalitet
) -> None:
    assert review("DOK-0001", "--as", HEAD, "--step", "godkänd", "--dry-run").code == 0
    rewrite(register / "kvalitet.yaml", "KV303,", "KV303, KV304,")
    ran = review("DOK-0001", "--as", HEAD, "--step", "godkänd")
    assert ran.code == 1
    assert "är satt av den som svarar för innehållet" in ran.err


def test_a_vacant_role_approves_nothing_and_its_deputy_is_named(register: Path, review: Kvalitet) -> None:
    rewrite(
        register / "organisation.yaml",
        "        mandat: [rutin, checklista]",
        "        vakant: [{från: 2026-11-01}]\n        ersättare: enhetschef/hjartavdelningen\n"
        "        mandat: [rutin, checklista]",
    )
    ran = review("DOK-0001", "--as", HEAD, "--step", "godkänd")
    assert ran.code == 1
    assert ran.err == (
        f"kvalitet: DOK-0001 är inte ändrad: {HEAD} är vakant {TODAY}. "
        f"Trädde ersättaren in, skriv --as enhetschef/hjartavdelningen --for {HEAD}.\n"
    )


def test_what_becomes_suspect_is_named(register: Path, kvalitet: Kvalitet, review: Kvalitet) -> None:
    rewrite(register / CHECKLIST, "giltig_från", "bygger_på:\n  - dokument: DOK-0001\ngiltig_från")
    (register / "lagkrav").mkdir()
    (register / "lagkrav/LAG-0001.yaml").write_text(
        "id: LAG-0001\ntitel: Egenkontroll\nenhet: kardiologi\nstatus: gällande\nförfattning: SOSFS 2011:9\n"
        "krav: Verksamheten följs upp.\nuppfylls_av: [DOK-0001]\nbedömning: uppfyllt\ngranskad: 2026-02-01\n",
        encoding="utf-8",
    )
    told = [
        "Misstänkt tills någon har jämfört med DOK-0001:",
        "  DOK-0002: Överrapportering mellan skift (bygger på det)",
        "  LAG-0001: Egenkontroll (uppfylls av det, bedömdes 2026-02-01)",
    ]
    unchanged = review("DOK-0001", "--as", HEAD, "--step", "oförändrad", "--reason", "Följs.", "--dry-run")
    assert "Misstänkt" not in unchanged.out
    ran = review("DOK-0001", "--as", HEAD, "--step", "godkänd")
    assert (ran.code, ran.out.splitlines()[-3:]) == (0, told)
    assert "KV311" in kvalitet("check", f"register/{CHECKLIST}", "--today", TODAY).out
    # who has been told is not told again, and a mark on what rests on it settles the matter
    assert "DOK-0002" not in review("DOK-0001", "--as", HEAD, "--step", "fastställd").out
    assert review("DOK-0002", "--as", HEAD, "--step", "godkänd").code == 0
    assert "KV311" not in kvalitet("check", f"register/{CHECKLIST}", "--today", TODAY).out


def test_that_no_change_is_needed_is_not_said_in_silence_of_what_has_changed(
    register: Path, review: Kvalitet, kvalitet: Kvalitet
) -> None:
    assert review("DOK-0002", "--as", HEAD, "--step", "godkänd", "--date", "2026-11-10").code == 0
    rewrite(register / CHECKLIST, "mellan skift", "vid skiftbyte")
    ran = kvalitet("review", "DOK-0002", "--as", HEAD, "--step", "oförändrad", "--reason", "Följs.", "--today", TODAY)
    assert ran.code == 0
    assert "innehållet har ändrats sedan det godkändes 2026-11-10: märket gäller det som står där nu" in ran.err


def test_the_same_mark_is_not_put_twice(register: Path, review: Kvalitet, kvalitet: Kvalitet) -> None:
    assert review("DOK-0002", "--as", HEAD, "--step", "godkänd").code == 0
    before = (register / CHECKLIST).read_bytes()
    ran = kvalitet("review", "DOK-0002", "--as", HEAD, "--step", "godkänd", "--today", TODAY)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("kvalitet: DOK-0002 har redan det märket\n")
    assert (register / CHECKLIST).read_bytes() == before


def test_a_trial_shows_the_lines_and_writes_nothing(register: Path, review: Kvalitet) -> None:
    before = (register / CHECKLIST).read_bytes()
    ran = review("DOK-0002", "--as", HEAD, "--step", "godkänd", "--dry-run")
    assert ran.code == 0
    assert "+    steg: godkänd\n" in ran.out
    assert (register / CHECKLIST).read_bytes() == before


WRONG = {
    "no such step": (("DOK-0002", "--as", HEAD, "--step", "klar"), "--step: steget ”klar” finns inte."),
    "no such role": (("DOK-0002", "--as", "verksamhetschef/kardiolog", "--step", "granskad"), f"Menade du {HEAD}?"),
    "no role": (("DOK-0002", "--step", "granskad"), "--as"),
    "no such day": (("DOK-0002", "--as", HEAD, "--step", "granskad", "--date", "snart"), "--date: ”snart” är inte"),
    "no day to move": (
        ("AVV-2026-0001", "--as", HEAD, "--step", "godkänd", "--valid-to", "2028-01-01"),
        "--valid-to: avvikelser har ingen sista dag.",
    ),
    "a rejected record": (("DOK-0004", "--as", HEAD, "--step", "godkänd"), "DOK-0004 går inte att granska så länge"),
    "no such record": (("DOK-0009", "--as", HEAD, "--step", "godkänd"), "posten ”DOK-0009” finns inte."),
    "the past": (("DOK-0002", "--as", HEAD, "--step", "godkänd", "--as-of", "2026-01-01"), "det går inte att ändra"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_command_line_is_told_in_one_line(
    arguments: tuple[str, ...], said: str, register: Path, review: Kvalitet
) -> None:
    before = {path: path.read_bytes() for path in register.rglob("*.yaml")}
    ran = review(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert {path: path.read_bytes() for path in register.rglob("*.yaml")} == before


def test_a_day_to_come_and_a_day_that_is_none_are_refused(register: Path, review: Kvalitet) -> None:
    before = (register / ROUTINE).read_bytes()
    told = ("DOK-0001", "--as", HEAD, "--step", "oförändrad", "--reason", "Följs.")
    late = review(*told, "--date", "2026-11-23")
    assert (late.code, late.out) == (1, "")
    assert "granskningar.1.datum" in late.err
    wrong = review(*told, "--valid-to", "snart")
    assert (wrong.code, wrong.out) == (1, "")
    assert "KV105 giltig_till" in wrong.err
    assert (register / ROUTINE).read_bytes() == before


def test_the_commit_holds_the_mark_and_says_what_was_done(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.git("config", "user.name", "Verksamhetschef")
    archive.git("config", "user.email", "chef@example.se")
    ran = kvalitet("review", "DOK-0002", "--as", HEAD, "--step", "godkänd", "--today", TODAY, "--commit")
    assert ran.code == 0
    assert archive.git("log", "-1", "--format=%s") == f"DOK-0002: godkänd av {HEAD}"
    assert archive.git("show", "--name-only", "--format=", "HEAD") == f"register/{CHECKLIST}"
    assert archive.git("status", "--porcelain") == ""
