"""Everything a person reads is Swedish: help, usage errors, and what stops a run."""

import re
from pathlib import Path

import click
import pytest

from kvalitet.cli._app import command_line
from tests.cli.commands import READING, TODAY, Kvalitet

ENGLISH = frozenset(
    re.findall(
        "[a-z]+",
        """above possible and are arguments available but by cannot choose command commands could default did directory
        does done
        any errors exist exit expected extra failed file files folder found from given got has have help if into
        invalid is it its must need needs no none not on one option options or missing out path permission please
        provide range read required requires run should show such takes than that the there these this too try
        unexpected unknown usage use used valid value values was were what when where which with without write wrong
        you your""",
    )
)
"""Common English words that are no Swedish words."""

NAMES = frozenset({"show", "rules", "help", "where", "read"})
"""English words that the command line itself is called by: commands and options."""


def english(text: str) -> set[str]:
    """The English words of a text, its options, quotations and choices apart."""
    bare = re.sub(r"--[a-z-]+|”[^”]*”|\[[a-z|]+\]|\b[a-z]+\.[a-z.]+\b", " ", text)
    return {word for word in re.findall(r"[a-zåäö]+", bare.lower()) if word in ENGLISH}


def commands() -> list[str]:
    group = command_line()
    assert isinstance(group, click.Group)
    return group.list_commands(click.Context(group))


def test_the_list_of_english_words_catches_what_click_says() -> None:
    said = "Error: No such option: --x. Missing argument. Try 'kvalitet --help' for help. Show this message and exit."
    assert english(said) >= {"no", "such", "option", "missing", "try", "help", "show", "this", "and", "exit"}


def test_every_command_is_known_to_these_tests() -> None:
    assert set(READING) <= set(commands())


@pytest.mark.parametrize("command", ["", *commands()])
def test_help_is_swedish(command: str, kvalitet: Kvalitet) -> None:
    ran = kvalitet(*([command] if command else []), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Så skrivs det: kvalitet {command}".rstrip())
    names = "\n".join(re.sub(r"^  (--)?[a-z-]+(?=  | [A-ZÅÄÖ\[])", "", line) for line in ran.out.splitlines())
    assert english(names) - NAMES == set()


@pytest.mark.parametrize("command", commands())
def test_help_tells_every_argument_and_option(command: str) -> None:
    group = command_line()
    assert isinstance(group, click.Group)
    made = group.get_command(click.Context(group), command)
    assert made is not None
    context = click.Context(made, info_name=command)
    for parameter in made.get_params(context):
        told = getattr(parameter, "help", None)
        assert told, parameter.name
        assert told[0].isupper(), told
        assert told.endswith("."), told


def test_the_list_of_commands_gives_whole_sentences(kvalitet: Kvalitet) -> None:
    listed = kvalitet("--help").out.partition("Kommandon:\n")[2]
    rows = re.split(r"\n  (?=[a-z])", "\n" + listed.rstrip())[1:]
    assert {row.split()[0] for row in rows} == set(commands())
    assert [row for row in rows if not row.endswith(".") or "..." in row] == []


@pytest.mark.parametrize("command", commands())
def test_shared_options_stand_apart_from_the_commands_own(command: str, kvalitet: Kvalitet) -> None:
    own, _, shared = kvalitet(command, "--help").out.partition("\nGemensamma val:\n")
    assert "--today" not in own
    assert "--help" in own
    for option in ("--register", "--today", "--as-of", "--no-cache", "--no-color", "--quiet", "--plain", "--version"):
        assert f"  {option} " in shared


WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "unknown command": (("chek",), "Kommandot chek finns inte. Menade du något av ”check”"),
    "unlikely command": (("zzz",), "Kommandot zzz finns inte."),
    "unknown option": (("check", "--formt", "json"), "Valet --formt finns inte. Menade du"),
    "unknown option before the command": (("--formt", "check"), "Valet --formt finns inte."),
    "unknown short option": (("check", "-x"), "Valet -x finns inte."),
    "unknown choice": (("check", "--format", "xml"), "xml är inte ett av"),
    "unknown severity": (("check", "--fail-on", "fel"), "fel är inte ett av ”error”, ”warning”, ”info”"),
    "missing argument": (("show",), "Här saknas argumentet ”ID”."),
    "missing kind": (("list",), "Här saknas argumentet ”SLAG”."),
    "missing value": (("check", "--output"), "Valet --output behöver ett värde."),
    "missing value before the command": (("--today",), "Valet --today behöver ett värde."),
    "value of a flag": (("check", "--quiet=ja"), "Valet --quiet tar inget värde."),
    "extra argument": (("show", "DOK-0001", "DOK-0002"), "Ett argument för mycket (DOK-0002)."),
    "extra arguments": (("kinds", "a", "b"), "Flera argument för mycket (a b)."),
    "no such day": (("check", "--today", "2026-02-30"), "--today: ”2026-02-30” är inte ett datum. Skriv ÅÅÅÅ-MM-DD."),
    "a day in words": (("status", "--today", "igår"), "--today: ”igår” är inte ett datum."),
    "a day for a command without days": (("rules", "--today", "x"), "--today: ”x” är inte ett datum."),
    "no day at all": (("check", "--today", ""), "--today: värdet är tomt. Skriv DATUM"),
    "no register at all": (("check", "--register", ""), "--register: värdet är tomt."),
    "no moment at all": (("check", "--as-of="), "--as-of: värdet är tomt."),
    "bad window": (
        ("due", "--within", "3x"),
        "--within: ”3x” är inte en tid. Skriv till exempel 90d, 6v, 3m eller 1å.",
    ),
    "bad day of a meeting": (("due", "--before", "mötet"), "--before: ”mötet” är inte ett datum."),
    "two windows": (("due", "--overdue", "--within", "3m"), "går inte att förena. Välj ett av dem."),
    "unknown unit": (("check", "--unit", "kardiolog"), "enheten ”kardiolog” finns inte. Menade du kardiologi?"),
    "unknown unit of due": (("due", "--unit", "njurkliniken"), "enheten ”njurkliniken” finns inte. Se enheterna i"),
    "unknown unit of status": (("status", "--unit", "kardiolog"), "Menade du kardiologi?"),
    "unknown unit of list": (("list", "dokument", "--unit", "kardiolog"), "Menade du kardiologi?"),
    "unknown unit of stats": (("stats", "--unit", "kardiolog"), "Menade du kardiologi?"),
    "unknown measure": (("stats", "--measure", "avikelser"), "måttet ”avikelser” finns inte. Menade du avvikelser"),
    "unlikely measure": (("stats", "--measure", "zzz"), "måttet ”zzz” finns inte. Alla mått visas utan --measure."),
    "no such period": (("stats", "--period", "2026-Q5"), "--period: ”2026-Q5” är inte en period. Skriv till exempel"),
    "a year and a period": (("stats", "--year", "2026", "--period", "2026"), "går inte att förena. Välj ett av dem."),
    "a period to come": (("stats", "--year", "2999"), "perioden 2999 har inte börjat"),
    "unknown role": (("due", "--role", "enhetschefen"), "rollen ”enhetschefen” finns inte. Menade du enhetschef"),
    "unknown kind": (("list", "avikelse"), "slaget ”avikelse” finns inte. Menade du avvikelse?"),
    "unlikely kind": (("schema", "zzz"), "slaget ”zzz” finns inte. Se ”kvalitet kinds”."),
    "unknown id": (("show", "DOK-0009"), "posten ”DOK-0009” finns inte. Menade du DOK-000"),
    "unknown field": (("list", "dokument", "--where", "titl=x"), "fältet ”titl” finns inte. Menade du titel?"),
    "no value to look for": (("list", "dokument", "--where", "titel"), "”titel” saknar likhetstecken."),
    "unknown code": (("explain", "KV310x"), "regeln ”KV310X” finns inte. Menade du KV"),
    "unknown code to select": (("check", "--select", "KV3,KV777"), "regeln ”KV777” finns inte."),
    "unknown code to ignore": (("check", "--ignore", "abc"), "regeln ”ABC” finns inte. Skriv till exempel KV3"),
    "no such folder": (("check", "--register", "borta"), "borta finns inte: ange registrets mapp med --register MAPP"),
    "no register there": (("check", "--register", "register/dokument"), "inget register i "),
    "a file for a folder": (("check", "--register", "register/kvalitet.yaml"), "ange registrets mapp"),
    "no git": (("check", "--as-of", "2026-01-01"), "registret ligger inte i ett git-arkiv"),
    "no such path": (("check", "register/borta.yaml"), "register/borta.yaml finns inte. Kontrollera stavningen."),
    "path outside the register": (("check", "/"), "/ ligger inte i registret ("),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_command_line_is_told_in_one_swedish_line(
    arguments: tuple[str, ...], said: str, register: Path, kvalitet: Kvalitet
) -> None:
    (register / "dokument/DOK-0004.yaml").unlink()
    ran = kvalitet(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("kvalitet: ")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert "'" not in ran.err
    assert english(ran.err.replace(str(register.parent), "")) == set()


@pytest.mark.parametrize("command", commands())
def test_a_usage_error_says_where_to_read_about_its_command(command: str, kvalitet: Kvalitet) -> None:
    for wrong in (("--finns-inte",), ("--register",), ("a", "b", "c", "--format")):
        ran = kvalitet(command, *wrong)
        assert ran.code == 2
        assert ran.err.endswith(f" Läs mer med ”kvalitet {command} --help”.\n")


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("arguments", "same"),
    [
        (("list", "avvikelser"), None),
        (("list", "KLAGOMÅL"), ("list", "klagomal")),
        (("show", "avv-2026-0001"), ("show", "AVV-2026-0001")),
        (("explain", "kv301"), ("explain", "KV301")),
        (("due", "--unit", "Ögonmottagningen"), ("due", "--unit", "ogonmottagningen")),
    ],
)
def test_names_are_found_with_or_without_dots_and_capitals(
    arguments: tuple[str, ...], same: tuple[str, ...] | None, kvalitet: Kvalitet
) -> None:
    ran = kvalitet(*arguments, "--today", TODAY)
    if same is None:
        assert (ran.code, "Menade du avvikelse?" in ran.err) == (2, True)
    else:
        assert (ran.code, ran.out) == (0, kvalitet(*same, "--today", TODAY).out)


@pytest.mark.usefixtures("register")
def test_a_rejected_record_that_is_asked_for_is_not_called_missing(kvalitet: Kvalitet) -> None:
    ran = kvalitet("show", "dok-0004", "--quiet")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "kvalitet: posten DOK-0004 kunde inte läsas in. "
        "Se vad som är fel med ”kvalitet check register/dokument/DOK-0004.yaml”.\n"
    )
