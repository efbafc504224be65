"""What a format of findings is given, and the formats there are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kvalitet.discovery import module_names
from kvalitet.model.assessment import Assessment
from kvalitet.output.page import Page

Lines = Callable[[str, int], str | None]
"""A line of a file in the register, by the file's path from the register's folder and its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An assessment to be written: on what page, with which lines, infos and statistics or not.

    `exempted` asks for what has been set aside by exemptions, `outdated` for the entries of a
    baseline that no longer apply: text leaves those to the notes beside the result.
    Without `clock` no day plays a part, and none is told: the same register gives the same bytes.
    """

    assessment: Assessment
    lines: Lines
    page: Page
    clock: bool = True
    infos: bool = False
    statistics: bool = False
    exempted: bool = False
    outdated: bool = False


_MACHINERY = frozenset({"envelope", "page", "report"})


def format_names() -> tuple[str, ...]:
    """The formats that findings can be written in."""
    names = (name.rpartition(".")[2] for name in module_names("kvalitet.output"))
    return tuple(name for name in names if name not in _MACHINERY)


def writer(name: str) -> Callable[[Report], str]:
    """The function that writes a report in a format named by `format_names`."""
    from importlib import import_module

    write: Callable[[Report], str] = import_module(f"kvalitet.output.{name}").write
    return write


def tally(assessment: Assessment) -> Mapping[str, int]:
    """How many findings each code has, most first, then by code."""
    counts: dict[str, int] = {}
    for finding in assessment.findings:
        counts[finding.code] = counts.get(finding.code, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
