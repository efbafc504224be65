"""What a format of findings is given, and the formats there are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kvalitet.discovery import module_names
from kvalitet.model.assessment import Assessment
from kvalitet.model.finding import Basis, BasisType, Finding, Severity
from kvalitet.model.wording import capital
from kvalitet.output.page import Page

Lines = Callable[[str, int], str | None]
"""A line of a file in the register, by the file's path from the register's folder and its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """A rule with its manual page, for the formats that carry the rules beside the findings."""

    code: str
    name: str
    severity: Severity
    clock: bool
    basis: Basis | None
    title: str
    what: str
    why: str
    remedy: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An assessment to be written: on what page, with which lines, infos and statistics or not.

    `exempted` asks for what has been set aside by exemptions, `outdated` for the entries of a
    baseline that no longer apply: text leaves those to the notes beside the result.
    Without `clock` no day plays a part, and none is told: the same register gives the same bytes.
    `rules` gives the rules that the register was held against, in order of code, those of all
    findings among them; few formats ask. `most` is how many findings written where a person
    looks: None for all. `command` is what was run.
    """

    assessment: Assessment
    lines: Lines
    page: Page
    rules: Callable[[], Sequence[RulePage]] = tuple
    clock: bool = True
    infos: bool = False
    statistics: bool = False
    exempted: bool = False
    outdated: bool = False
    most: int | None = None
    command: str = "kvalitet check"


_UNREAD = ("KV0", "KV1")
"""What keeps a file out of the register: until it is mended nothing else is known of what it says."""
_FORM = "KV2"
"""How records hang together: what is judged of them rests on it."""

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


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by severity; files that could not be read first, then what the law fixes.

    Of the others those of how records hang together come first; alike by all this they stand by due day.
    """
    return sorted(findings, key=_urgency)


def _urgency(finding: Finding) -> tuple[int, bool, bool, bool, date, str]:
    prescribed = finding.basis is not None and finding.basis.type is not BasisType.EGET_MÅL
    unread, form = (finding.code.startswith(of) for of in (_UNREAD, _FORM))
    return finding.severity.rank, not unread, not prescribed, not form, finding.due or date.max, finding.path


def sentences(finding: Finding) -> str:
    """What is wrong and what to do, as sentences."""
    return f"{capital(finding.message)}. {finding.help}"


def name_of(finding: Finding) -> str:
    """What a finding is about, in few words: the code, and the record's id where it has one."""
    return f"{finding.code} {finding.id}" if finding.id else finding.code


def tally(assessment: Assessment) -> Mapping[str, int]:
    """How many findings each code has, most first, then by code."""
    counts: dict[str, int] = {}
    for finding in assessment.findings:
        counts[finding.code] = counts.get(finding.code, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
