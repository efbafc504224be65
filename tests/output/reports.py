"""Reports made by hand: findings with whatever words and paths, without any register."""

from datetime import date

from hypothesis import strategies as st

from kvalitet.model.assessment import Assessment, Suppressed
from kvalitet.model.finding import Basis, BasisType, Finding, Severity
from kvalitet.model.record import Rejected
from kvalitet.model.register import Register
from kvalitet.model.source import Origin
from kvalitet.model.value import Span
from kvalitet.output.page import Page
from kvalitet.output.report import Report, RulePage

HOSTILE = "ärenden/50 % #1 [a]:b,c?d&e<f>\"g\"'h'\\i/\u202eÅ\u0308🩺.yaml"
"""A path with all that means something somewhere."""


def finding(number: int = 0, **said: object) -> Finding:
    whole: dict[str, object] = {
        "code": "KV301",
        "rule": "giltighetstid-passerad",
        "severity": Severity.ERROR,
        "clock": True,
        "id": "DOK-0001",
        "kind": "dokument",
        "unit": "kardiologi",
        "role": None,
        "path": f"register/dokument/DOK-{number:04}.yaml",
        "line": 3,
        "column": 5,
        "field": "giltig_till",
        "message": "gick ut 2026-05-31",
        "help": "Granska dokumentet.",
        "basis": Basis(BasisType.LAG, "PSL 3 kap. 10 §"),
        "due": date(2026, 5, 31),
        "fingerprint": f"{number:064x}",
        "span": Span(3, 5, 3, 15),
    }
    return Finding(**{**whole, **said})  # type: ignore[arg-type]


def rule(code: str = "KV301", severity: Severity = Severity.ERROR) -> RulePage:
    return RulePage(
        code=code,
        name="giltighetstid-passerad",
        severity=severity,
        clock=True,
        basis=None,
        title=f"Titeln på {code}",
        what="Vad som är fel.",
        why="Varför det spelar roll.",
        remedy="Gör så här.",
        wrong="giltig_till: 2026-05-31\n",
        right="giltig_till: 2027-05-31\n",
    )


def report(*findings: Finding, rejected: tuple[str, ...] = (), **said: object) -> Report:
    register = Register(
        origin=Origin(prefix="register", commit=None, dirty=False),
        kinds={},
        rejected=tuple(Rejected(path, None, None, None) for path in rejected),
    )
    assessment = Assessment(
        register=register,
        today=date(2026, 11, 22),
        findings=findings,
        list_deadlines=tuple,
        suppressed=Suppressed(exempt=1, filtered=2),
    )
    codes = sorted({"KV301", "KV999", *(each.code for each in findings)})
    whole: dict[str, object] = {
        "assessment": assessment,
        "lines": lambda _path, _line: None,
        "page": Page(),
        "rules": lambda: tuple(rule(code) for code in codes),
    }
    return Report(**{**whole, **said})  # type: ignore[arg-type]


# file names and words from files: any character that text can hold, and names that are not UTF-8
names = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]) | st.just("\udce5"), min_size=1)
any_text = st.text(min_size=1)
any_finding = st.builds(
    finding,
    st.integers(0, 10**6),
    path=st.lists(names.filter(lambda name: name not in {".", ".."}), min_size=1, max_size=3).map("/".join),
    message=any_text,
    help=any_text,
    severity=st.sampled_from(Severity),
    code=st.sampled_from(["KV301", "KV401", "KV105"]),
    span=st.sampled_from([None, Span(3, 5, 3, 15), Span(3, 5, 7, 2), Span(3, 5, 3, 5)]),
)
