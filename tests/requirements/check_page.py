"""The page that shows a reader which rule answers each row of the requirements, and each date in them."""

from collections.abc import Iterable, Iterator, Mapping

from kvalitet.rules.catalogue import rule_files
from tests.requirements.checks import CHECKED, DEADLINES, Check, Duty, checks, duties
from tests.requirements.page import ROWS_IN_ALL, SOURCES
from tests.requirements.table import NOWHERE

_INTRODUCTION = """\
# Vad kraven vill ha kontrollerat, och vilken regel som gör det

Av de {in_all} raderna i kraven vill {asked} att något kontrolleras. {ruled} av dem har en eller flera regler, de övriga
{left} har ett skäl till att ingen regel behövs. `kvalitet explain KOD` visar vad en regel gör och varför. Reglerna om
historiken, KV911 och framåt, prövas av `kvalitet audit`.

Där en regel har trösklar ställs de in i `kvalitet.yaml`, och det som vårdgivaren själv har bestämt kallas målet.
"""

_DATES = """\
## Dagar då någon ska ha gjort något

Allt detta står i `kvalitet due` i förväg, med den som ska göra det, utom det som saknar regel.

| vad | krävs av | regler | hur dagen bestäms, eller varför den inte bevakas |
| --- | --- | --- | --- |
"""


def checks_page() -> bytes:
    """What `docs/kontroller.md` should hold."""
    listed = checks(CHECKED.read_text(encoding="utf-8"))
    dates = duties(DEADLINES.read_text(encoding="utf-8"))
    titles = {code: file.manual.title for code, file in rule_files().items()}
    return page(listed, dates, titles).encode()


def page(listed: Iterable[Check], dates: Iterable[Duty], titles: Mapping[str, str]) -> str:
    """The page in Markdown; `titles` are those of the rules, by code."""
    table = tuple(listed)
    ruled = sum(bool(check.codes) for check in table)
    counts = {"in_all": ROWS_IN_ALL, "asked": len(table), "ruled": ruled, "left": len(table) - ruled}
    parts = [_INTRODUCTION.format(**counts), *_by_source(table), _dates(dates), _by_rule(table, titles)]
    return "\n".join(parts)


def _by_source(table: tuple[Check, ...]) -> Iterator[str]:
    first = 1
    for last, source in SOURCES.items():
        rows = "".join(_row(check) for check in table if first <= check.number <= last)
        head = "| rad | det som ska gälla | regler | anmärkning |\n| --: | --- | --- | --- |\n"
        yield f"## {source} (rad {first}–{last})\n\n{head}{rows}"
        first = last + 1


def _row(check: Check) -> str:
    return f"| {check.number} | {check.what} | {_joined(check.codes)} | {check.remark} |\n".replace("|  |", "| |")


def _dates(dates: Iterable[Duty]) -> str:
    rows = (f"| {duty.what} | {_asked(duty)} | {_joined(duty.codes)} | {duty.remark} |\n" for duty in dates)
    return _DATES + "".join(rows)


def _asked(duty: Duty) -> str:
    rows = [source for source in duty.sources if source.isdecimal()]
    numbered = [f"rad {', '.join(rows)}"] if rows else []
    return "; ".join([*numbered, *(source for source in duty.sources if not source.isdecimal())]) or NOWHERE


def _by_rule(table: tuple[Check, ...], titles: Mapping[str, str]) -> str:
    head = "## Vilka rader varje regel svarar mot\n\n| regel | vad den säger till om | rader |\n| --- | --- | --- |\n"
    named = {code: [str(check.number) for check in table if code in check.codes] for code in titles}
    rows = (f"| {code} | {titles[code]} | {', '.join(numbers)} |\n" for code, numbers in named.items() if numbers)
    return head + "".join(rows)


def _joined(codes: tuple[str, ...]) -> str:
    return ", ".join(codes) or NOWHERE
