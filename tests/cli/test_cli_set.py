"""`set`: a record is changed where the field stands, and only to what the register may hold."""

import re
from pathlib import Path

import pytest

from kvalitet.cli._editing import PERSONAL
from tests.cli.commands import TODAY, Kvalitet, Ran, rewrite

DEVIATION = "avvikelser/2026/AVV-2026-0001.yaml"
DOCUMENT = "dokument/DOK-0002.yaml"


@pytest.fixture(autouse=True)
def secrecy_and_references_count(register: Path) -> None:
    """The small register chooses few rules: here those that no record may break are among them."""
    rewrite(register / "kvalitet.yaml", "KV201, KV203", "KV2, KV9")


@pytest.fixture
def set_(kvalitet: Kvalitet) -> Kvalitet:
    def set_(*arguments: str) -> Ran:
        return kvalitet("set", *arguments, "--today", TODAY, "--quiet")

    return set_


def lines_of(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def difference(before: list[str], file: Path) -> tuple[list[str], list[str]]:
    after = lines_of(file)
    return [line for line in before if line not in after], [line for line in after if line not in before]


def test_one_field_is_changed_and_told_from_what_to_what(register: Path, set_: Kvalitet) -> None:
    before = lines_of(register / DEVIATION)
    ran = set_("avv-2026-0001", "status=utreds")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "AVV-2026-0001: Larm [tyst] efter byte av telemetri\n  status: åtgärdas → utreds\n"
    assert difference(before, register / DEVIATION) == (["status: åtgärdas"], ["status: utreds"])


def test_several_fields_are_changed_at_once(register: Path, set_: Kvalitet) -> None:
    before = lines_of(register / DEVIATION)
    ran = set_(
        "AVV-2026-0001",
        "atgarder.A2.status=pagar",
        "åtgärder.a2.senast=15/1",
        "berör=patient, medarbetare",
        "åtgärder.A3.beskrivning=Mät tiden: en vecka",
        "åtgärder.A3.ansvarig=enhetschef/hjartavdelningen",
        "åtgärder.A3.senast=igår",
        "åtgärder.A3.status=planerad",
        "kommentarer.+.datum=i dag",
        "kommentarer.+.text=Leverantören är kontaktad.",
        "nyckelord.+=larm",
        "nyckelord.+=natt",
        "relaterat=",
    )
    assert (ran.code, ran.err) == (0, "")
    assert difference(before, register / DEVIATION) == (
        ["relaterat: [DOK-0004, DOK-0001]", "    senast: 2026-12-15"],
        [
            "berör: [patient, medarbetare]",
            "nyckelord: [larm, natt]",
            "kommentarer:",
            f"  - datum: {TODAY}",
            "    text: Leverantören är kontaktad.",
            "    senast: 2027-01-15",
            "  - id: A3",
            '    beskrivning: "Mät tiden: en vecka"',
            "    senast: 2026-11-21",
        ],
    )
    assert "  åtgärder.A2.status: planerad → pågår\n" in ran.out
    assert "  relaterat: DOK-0004, DOK-0001 → –\n" in ran.out


def test_comments_and_quotes_of_other_fields_stay(register: Path, set_: Kvalitet) -> None:
    file = register / DOCUMENT
    rewrite(file, "giltig_från: 2026-01-15", "# gäller från mötet\ngiltig_från: '2026-01-15'   # torsdag")
    before = lines_of(file)
    assert set_("DOK-0002", "titel=Rapport: vid skiftbyte").code == 0
    assert difference(before, file) == (
        ["titel: Överrapportering mellan skift"],
        ['titel: "Rapport: vid skiftbyte"'],
    )


def test_what_is_already_so_is_not_written(register: Path, kvalitet: Kvalitet) -> None:
    stamp = (register / DEVIATION).stat().st_mtime_ns
    ran = kvalitet("set", "AVV-2026-0001", "status=åtgärdas", "--today", TODAY)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("kvalitet: AVV-2026-0001 är redan så\n")
    assert (register / DEVIATION).stat().st_mtime_ns == stamp


def test_a_trial_shows_the_lines_and_writes_nothing(register: Path, set_: Kvalitet) -> None:
    before = (register / DEVIATION).read_bytes()
    ran = set_("AVV-2026-0001", "status=utreds", "--dry-run")
    assert ran.code == 0
    assert [line for line in ran.out.splitlines() if line[:1] in {"-", "+"}] == [
        f"--- register/{DEVIATION}",
        f"+++ register/{DEVIATION}",
        "-status: åtgärdas",
        "+status: utreds",
    ]
    assert (register / DEVIATION).read_bytes() == before
    assert not list(register.rglob(".*.yaml.*"))


REFUSED = {
    "no such choice": (("typ=tilbud",), 'KV103 typ: "tilbud" är inte ett av valen. Menade du "tillbud"?'),
    "no such day": (("händelsedatum=2026-02-30",), 'KV105 händelsedatum: "2026-02-30" är inte ett datum.'),
    "no number": (("allvarlighetsgrad=hög", "skala=4x4@1"), "KV102 allvarlighetsgrad: här ska stå ett heltal"),
    "what the status demands": (("påbörjad=",), 'KV107 påbörjad: fältet "påbörjad" behövs när status är "åtgärdas"'),
    "no such record": (("process=PRO-0099",), "KV203 process: "),
    "no such unit": (("enhet=kardiolog",), "KV205 enhet: "),
    "a day in the future": (("händelsedatum=2026-11-23",), "händelsedatum: "),
}


@pytest.mark.parametrize(("assignments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_would_be_wrong_is_refused_with_the_finding(
    assignments: tuple[str, ...], said: str, register: Path, set_: Kvalitet
) -> None:
    before = (register / DEVIATION).read_bytes()
    ran = set_("AVV-2026-0001", *assignments)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert ran.err.splitlines()[-1].startswith("kvalitet: AVV-2026-0001 är inte ändrad: rätta det som står ovan")
    assert (register / DEVIATION).read_bytes() == before


def test_faults_that_were_there_before_do_not_stand_in_the_way(register: Path, kvalitet: Kvalitet) -> None:
    assert "KV301" in kvalitet("check", "register/dokument/DOK-0001.yaml", "--today", TODAY).out
    assert kvalitet("set", "DOK-0001", "nyckelord=larm", "--today", TODAY).code == 0
    # a rejected record can be put right, and what else is wrong with it was not known before
    assert kvalitet("set", "DOK-0004", "status=utkast", "--today", TODAY, "--quiet").code == 0
    assert "status: utkast\n" in (register / "dokument/DOK-0004.yaml").read_text(encoding="utf-8")


def test_a_reason_lets_an_expired_document_through_and_stands_in_it(register: Path, set_: Kvalitet) -> None:
    refused = set_("DOK-0002", "giltig_till=2026-10-31")
    assert refused.code == 1
    assert "KV301 giltig_till: " in refused.err
    assert refused.err.endswith("eller skriv med --force MOTIV varför det ska stå så ändå.\n")
    ran = set_("DOK-0002", "giltig_till=2026-10-31", "--force", "Ersätts på fredag.")
    assert ran.code == 0
    text = (register / DOCUMENT).read_text(encoding="utf-8")
    assert "giltig_till: 2026-10-31\n" in text
    assert f'kommentarer:\n  - datum: {TODAY}\n    text: "Ändrat trots KV301: Ersätts på fredag."\n' in text


@pytest.mark.parametrize("assignment", ["typ=tilbud", "process=PRO-0099", "beskrivning=Gällde 811218-9876."])
def test_no_reason_lets_through_what_no_record_may_hold(assignment: str, register: Path, set_: Kvalitet) -> None:
    before = (register / DEVIATION).read_bytes()
    ran = set_("AVV-2026-0001", assignment, "--force", "Det är bråttom.")
    assert ran.code == 1
    assert "--force" not in ran.err
    assert "9876" not in ran.err
    assert (register / DEVIATION).read_bytes() == before


def test_a_number_of_a_person_that_stands_there_is_never_shown_and_never_lost(register: Path, set_: Kvalitet) -> None:
    rewrite(register / DEVIATION, "i tolv minuter", "för 811218-9876 i tolv minuter")
    for arguments in (("status=utreds", "--dry-run"), ("titel=Larm", "status=utreds"), ("beskrivning=Tolv minuter.",)):
        ran = set_("AVV-2026-0001", *arguments)
        assert ran.code == 0
        assert "9876" not in ran.out + ran.err
        if "beskrivning=Tolv minuter." not in arguments:
            assert "811218-9876" in (register / DEVIATION).read_text(encoding="utf-8")


def test_a_number_of_a_person_is_refused_whatever_rules_the_register_has_chosen(
    register: Path, set_: Kvalitet, kvalitet: Kvalitet
) -> None:
    rewrite(register / "kvalitet.yaml", "KV2, KV9", "KV2")
    before = (register / DEVIATION).read_bytes()
    ran = set_("AVV-2026-0001", "titel=Larm för 811218-9876", "--force", "Det är bråttom.")
    assert (ran.code, ran.out, ran.err) == (
        1,
        "",
        f"kvalitet: AVV-2026-0001 är inte ändrad: {PERSONAL.format(sort='personnummer')}\n",
    )
    basis = ("--as", "verksamhetschef/kardiologi", "--step", "granskad", "--basis", "Se 811218-9876")
    assert kvalitet("review", "DOK-0002", *basis, "--today", TODAY, "--quiet").code == 1
    assert (register / DEVIATION).read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", "811218-9876", "titel=x"),
        ("set", "AVV-2026-0001", "811218-9876=x"),
        ("rename", "191212121212", "AVV-2026-0009"),
        ("review", "DOK-0002", "--as", "811218-9876", "--step", "godkänd"),
        ("check", "--unit", "8112189876"),
        ("fmt", "811218-9876.yaml"),
        ("811218-9876",),
        ("check", "--format", "811218-9876"),
    ],
)
@pytest.mark.usefixtures("register")
def test_a_number_that_was_typed_in_the_wrong_place_is_not_repeated(
    arguments: tuple[str, ...], kvalitet: Kvalitet
) -> None:
    ran = kvalitet(*arguments)
    assert ran.code in {1, 2}
    assert "█" in ran.err
    assert not re.search("9876|121212", ran.out + ran.err)


WRONG = {
    "no such record": (("AVV-2026-0009", "status=utreds"), "posten ”AVV-2026-0009” finns inte. Menade du"),
    "no such field": (("AVV-2026-0001", "statsu=utreds"), "fältet ”statsu” finns inte. Menade du status eller"),
    "no such inner field": (
        ("AVV-2026-0001", "upptagen.foru=x"),
        "fältet upptagen. ”foru” finns inte. Menade du forum?",
    ),
    "no equals sign": (("AVV-2026-0001", "status"), "”status” saknar likhetstecken. Skriv FÄLT=VÄRDE"),
    "a whole group": (("AVV-2026-0001", "upptagen=x"), "upptagen består av flera fält."),
    "a whole list": (("AVV-2026-0001", "åtgärder=x"), "till exempel åtgärder.A1.beskrivning=…"),
    "through a value": (("AVV-2026-0001", "titel.x=y"), "titel har inga fält i sig."),
    "no such item": (("AVV-2026-0001", "åtgärder.7.status=klar"), "har ingen del ”7”. Där finns A1, A2."),
    "the id": (("AVV-2026-0001", "id=AVV-2026-0007"), "id går inte att ändra så här"),
    "not there to be removed": (("AVV-2026-0001", "slutsats="), "slutsats finns inte, så det går inte att ta bort."),
    "a reason without words": (("AVV-2026-0001", "status=utreds", "--force", "!"), "--force: skriv ett motiv"),
    "a hidden character": (("AVV-2026-0001", "titel=a\u202eb"), "värdet går inte att skriva: det osynliga"),
    "outside git": (("AVV-2026-0001", "status=utreds", "--commit"), "registret ligger inte i ett git-arkiv"),
    "the past": (("AVV-2026-0001", "status=utreds", "--as-of", "2026-01-01"), "det går inte att ändra"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_command_line_is_told_in_one_line(
    arguments: tuple[str, ...], said: str, register: Path, set_: Kvalitet
) -> None:
    before = (register / DEVIATION).read_bytes()
    ran = set_(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert (register / DEVIATION).read_bytes() == before


def test_a_file_that_cannot_be_read_is_left_to_a_text_editor(register: Path, set_: Kvalitet) -> None:
    rewrite(register / DEVIATION, "titel: Larm", 'titel: "Larm')
    ran = set_("AVV-2026-0001", "status=utreds")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert f"{DEVIATION}: rad 2: citattecknet som börjar här stängs aldrig" in ran.err


def test_a_number_in_what_cannot_be_read_is_not_quoted(register: Path, set_: Kvalitet) -> None:
    rewrite(register / DEVIATION, "typ: tillbud\n", 'typ: tillbud\n"811218-9876": a\n"811218-9876": b\n')
    ran = set_("AVV-2026-0001", "status=utreds")
    assert (ran.code, ran.out) == (2, "")
    assert "9876" not in ran.err
    assert f"{DEVIATION}: rad 9: nyckeln " in ran.err
