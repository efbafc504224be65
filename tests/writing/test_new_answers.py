"""What becomes of each answer about a new record: taken, asked for again with a reason, changed, or left."""

import io
import re
import sys
from collections.abc import Callable

import pytest

from tests.cli.commands import Kvalitet, Ran
from tests.store.archive import Archive
from tests.writing.conftest import DEVIATION

DAY = "2026-11-22"
NEW = "register/avvikelser/2026/AVV-2026-0003.yaml"


class Person(io.StringIO):
    """What a person types, and what happens around them meanwhile."""

    def __init__(self, answers: str, meanwhile: Callable[[str], None]) -> None:
        super().__init__(answers)
        self._meanwhile = meanwhile

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # the library's own is so too
        line = super().readline(-1 if size is None else size)
        self._meanwhile(line)
        return line


Talk = Callable[..., Ran]


@pytest.fixture
def talk(archive: Archive, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Runs the command with fields given and answers typed, each on a line."""
    monkeypatch.chdir(archive.root)

    def talk(given: tuple[str, ...], *answers: str, meanwhile: Callable[[str], None] = lambda _: None) -> Ran:
        monkeypatch.setattr(sys, "stdin", Person("".join(f"{each}\n" for each in answers), meanwhile))
        return kvalitet("new", "avvikelse", *given, "--today", DAY)

    return talk


def written(archive: Archive) -> str:
    return (archive.root / NEW).read_text(encoding="utf-8")


def heard(ran: Ran) -> str:
    return " ".join(ran.err.split())


@pytest.mark.parametrize(
    "answers",
    [
        ("Larmet tystnade efter byte av telemetri", "risk", "Det var tyst.", "", "nej"),
        ("Nödsignal", "risk", "Det var tyst.", "", "2"),
    ],
    ids=["it is the same", "not so"],
)
def test_a_no_leaves_nothing_behind(answers: tuple[str, ...], archive: Archive, talk: Talk) -> None:
    ran = talk(DEVIATION[1:], *answers)
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.endswith("kvalitet: avbrutet: inget har skrivits\n")
    assert archive.git("status", "--porcelain") == ""


def test_what_is_given_is_not_asked_for_and_an_answer_can_be_changed(archive: Archive, talk: Talk) -> None:
    ran = talk(
        DEVIATION,
        "risk",
        "Gällde 811218-9876.",
        "",
        "Signalen gick inte fram.",
        "",
        "ändra",
        "vad",
        "Den dog.",
        "",
        "ja",
    )
    assert ran.code == 0
    assert "Här står något som pekar ut en person (personnummer)" in heard(ran)
    assert "beskrivning: Den dog.\n" in written(archive)
    asked = re.findall(r"^(Titel|Enhet|Typ|Händelsedatum|Vad hände)$", ran.err, re.MULTILINE)
    assert asked == ["Typ", "Vad hände", "Vad hände"]
    assert "9876" not in ran.err


def test_a_text_that_is_asked_for_again_is_kept_by_a_bare_return(archive: Archive, talk: Talk) -> None:
    assert talk(DEVIATION, "risk", "Den dog.", "", "3", "vad hände", "", "").code == 0
    assert "beskrivning: Den dog.\n" in written(archive)


def test_what_the_schema_says_of_an_answer_is_asked_again(archive: Archive, talk: Talk) -> None:
    given = (*DEVIATION, "--set=beskrivning=Signalen.", "--set=status=utreds", "--set=påbörjad=idag")
    ran = talk(given, "chefen/kardiologi", "verksamhetschef/kardiologi", "risk", "ja")
    assert ran.code == 0
    assert "”chefen/kardiologi” är inte ett av valen." in heard(ran)
    assert "ansvarig: verksamhetschef/kardiologi\n" in written(archive)


def test_a_day_that_will_not_do_is_asked_again_with_the_reason(archive: Archive, talk: Talk) -> None:
    given = (*DEVIATION[:3], "--set=typ=risk", "--set=beskrivning=Signalen.")
    ran = talk(given, "", "snart", "imorgon", "29/2", "igår", "förrgår", "a\u202eb", "", "ja")
    assert ran.code == 0
    for said in (
        "Frågan behöver ett svar.",
        "”snart” är inte ett datum. Skriv till exempel igår, 15/3 eller 2026-03-15.",
        "2026-11-23 har inte varit ännu. Skriv en dag som har varit.",
        "Den 29 februari finns bara vissa år. Skriv ut året: 2024-02-29.",
        "2026-11-20 är före händelsedatum, som är 2026-11-21. Skriv en dag som inte är före den.",
    ):
        assert said in heard(ran)
    assert "händelsedatum: 2026-11-21\nrapporterad: 2026-11-22\n" in written(archive)


def test_a_character_that_no_file_may_hold_is_told_at_once(archive: Archive, talk: Talk) -> None:
    ran = talk((*DEVIATION[1:], "--set=typ=risk", "--set=beskrivning=Signalen."), "a\u202eb", "Nödsignal", "ja")
    assert ran.code == 0
    assert "Värdet går inte att skriva: det osynliga riktningstecknet U+202E får inte stå i filen." in heard(ran)
    assert "titel: Nödsignal\n" in written(archive)


def test_what_is_given_and_will_not_do_is_asked_for_with_the_reason(archive: Archive, talk: Talk) -> None:
    given = (*DEVIATION[:3], "--set=typ=tilbud", "--set=händelsedatum=2026-12-24", "--set=rapporterad=idag")
    ran = talk(given, "tillbud", "Signalen gick inte fram.", "", "igår", "2026-11-22", "ja")
    assert ran.code == 0
    assert '"tilbud" är inte ett av valen' in heard(ran)
    assert "typ: tillbud\nhändelsedatum: 2026-11-21\nrapporterad: 2026-11-22\n" in written(archive)


def test_what_has_no_question_is_refused_before_any_is_asked(archive: Archive, talk: Talk) -> None:
    fields = archive.write("../svar.yaml", b"titl: x\n")
    ran = talk(("--from", str(fields)))
    assert (ran.code, ran.out) == (1, "")
    assert "Svar" not in ran.err
    assert 'kvalitet: inget har skrivits: titl: fältet "titl" finns inte här. Menade du "titel"?\n' in ran.err


def test_parts_of_lists_are_numbered_and_what_a_rule_demands_of_them_is_asked_for_too(
    archive: Archive, talk: Talk
) -> None:
    given = (
        *DEVIATION, "--set=typ=risk", "--set=beskrivning=Signalen.", "--set=status=åtgärdas", "--set=påbörjad=idag",
    )  # fmt: skip
    ran = talk(given, "1", "Byt knappen.", "", "", "ja", "Öva larm.", "", "pågår", "", "1/12", "15/1", "ja")
    assert ran.code == 0
    assert 'Åtgärden A1 har status "planerad" men ingen dag då den ska vara klar.' in heard(ran)
    assert written(archive).endswith(
        "åtgärder:\n  - id: A1\n    beskrivning: Byt knappen.\n    senast: 2026-12-01\n    status: planerad\n"
        "  - id: A2\n    beskrivning: Öva larm.\n    senast: 2027-01-15\n    status: pågår\n"
    )


def test_a_text_can_be_written_in_the_users_own_editor(
    archive: Archive, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = archive.root.parent / "redigerare"
    editor.write_text('#!/bin/sh\nprintf "Signalen gick inte fram.\\n\\nIngen kom.\\n" > "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    ran = talk((*DEVIATION, "--set=typ=risk"), "e", "ja")
    assert ran.code == 0
    assert "Skriv bara e för att skriva i redigeraren." in heard(ran)
    assert written(archive).endswith("beskrivning: |-\n  Signalen gick inte fram.\n\n  Ingen kom.\n")


def test_an_editor_that_will_not_start_is_told_and_the_text_is_typed(
    archive: Archive, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", str(archive.root / "finns-inte"))
    ran = talk((*DEVIATION, "--set=typ=risk"), "e", "Signalen.", "", "ja")
    assert ran.code == 0
    assert "Redigeraren gick inte att starta. Skriv texten här i stället." in heard(ran)
    assert written(archive).endswith("beskrivning: Signalen.\n")


def test_an_id_that_is_taken_while_one_answers_is_another(archive: Archive, talk: Talk) -> None:
    def meanwhile(line: str) -> None:
        if line == "ja\n":
            archive.write(NEW, b"id: AVV-2026-0003\n")

    ran = talk((*DEVIATION, "--set=typ=risk"), "Signalen gick inte fram.", "", "ja", meanwhile=meanwhile)
    assert ran.code == 0
    assert "kvalitet: id blev AVV-2026-0004: AVV-2026-0003 togs av någon annan under tiden\n" in ran.err
    assert written(archive) == "id: AVV-2026-0003\n"
    other = archive.root / NEW.replace("0003", "0004")
    assert other.read_text(encoding="utf-8").startswith("id: AVV-2026-0004\ntitel: Nödsignal\n")


def test_a_reason_is_in_the_record_that_is_shown(archive: Archive, talk: Talk) -> None:
    given = ("--set=status=åtgärdas", "--set=påbörjad=idag", "--set=typ=risk", "--set=beskrivning=x", "--force=Sen.")
    ran = talk((*DEVIATION, *given), "1", "Byt knappen.", "", "", "", "ja")
    assert ran.code == 0
    shown = ran.err.partition(f"Så här blir {NEW}:\n")[2].partition("\nSka posten skrivas?")[0]
    assert shown.rstrip("\n") + "\n" == written(archive)
    assert shown.rstrip().endswith('text: "Skrivet trots KV403: Sen."')


def test_a_trial_asks_but_does_not_write(archive: Archive, talk: Talk) -> None:
    ran = talk((*DEVIATION, "--set=typ=risk", "--dry-run"), "Signalen.", "")
    assert ran.code == 0
    assert ran.out.endswith("beskrivning: Signalen.\n")
    assert "Ska posten skrivas?" not in ran.err
    assert archive.git("status", "--porcelain") == ""
