"""The page that shows a reader which document answers each row of the requirements, and under which heading."""

from collections.abc import Iterable, Iterator

from kvalitet.facts._catalogue import ReportFile, report_files
from kvalitet.model.wording import capital
from tests.requirements.page import ROWS_IN_ALL, SOURCES
from tests.requirements.reports import RENDERED, Shown, shown
from tests.requirements.table import NOWHERE

_INTRODUCTION = """\
# Vad kraven vill ha sammanställt, och i vilket dokument det står

Av de {in_all} raderna i kraven vill {asked} att något sammanställs eller visas. {held} av dem har en plats i ett
dokument eller visas av ett kommando, de övriga {left} har ett skäl till att de inte har det.
`kvalitet render RAPPORT` skriver dokumentet.

"""

_REPORTS = """\
## Dokumenten

| rapport | vad den är till för | för | när |
| --- | --- | --- | --- |
"""


def reports_page() -> bytes:
    """What `docs/rapporter.md` should hold."""
    return page(shown(RENDERED.read_text(encoding="utf-8")), report_files().values()).encode()


def page(listed: Iterable[Shown], files: Iterable[ReportFile]) -> str:
    """The page in Markdown."""
    table = tuple(listed)
    held = sum(bool(row.places) for row in table)
    counts = {"in_all": ROWS_IN_ALL, "asked": len(table), "held": held, "left": len(table) - held}
    return "\n".join([_INTRODUCTION.format(**counts) + _described(files), *_by_source(table)])


def _described(files: Iterable[ReportFile]) -> str:
    return _REPORTS + "".join(
        f"| `{file.name}` | {capital(file.report.purpose)} | {file.report.audience} | {file.report.due} |\n"
        for file in files
    )


def _by_source(table: tuple[Shown, ...]) -> Iterator[str]:
    first = 1
    for last, source in SOURCES.items():
        rows = "".join(_row(row) for row in table if first <= row.number <= last)
        head = "| rad | det som ska visas | står i | anmärkning |\n| --: | --- | --- | --- |\n"
        yield f"## {source} (rad {first}–{last})\n\n{head}{rows}"
        first = last + 1


def _row(row: Shown) -> str:
    places = "; ".join(map(str, row.places)) or NOWHERE
    return f"| {row.number} | {row.what} | {places} | {row.remark} |\n".replace("|  |", "| |")
