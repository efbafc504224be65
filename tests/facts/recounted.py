"""Readings and countings of the shipped register that owe the program nothing: the records are read as YAML alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kvalitet import shipped
from kvalitet.facts._catalogue import gathered, report_files
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import period, year_of
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import Figure
from kvalitet.model.source import Origin
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import load
from kvalitet.store.worktree import WorkTree

ROOT = Path(shipped.folder("register"))
TODAY = date(2026, 11, 22)
ENDS = {2025: date(2025, 12, 31), 2026: TODAY}
YEARS = pytest.mark.parametrize("year", ENDS)
CANCELLED = {"makulerad", "makulerat"}

Record = Mapping[str, Any]
Counted = dict[str, set[str]]


@cache
def records(folder: str) -> Mapping[str, Record]:
    """The records of a folder that are not cancelled, every value of them as text."""
    paths = sorted((ROOT / folder).rglob("*.yaml"))
    found = [yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in paths]  # noqa: S506  # text alone
    return {row["id"]: row for row in found if row.get("status") not in CANCELLED}


@cache
def judged() -> Assessment:
    return assess(load(WorkTree(ROOT, Origin("register", None, dirty=False))), TODAY)[0]


@cache
def told(report: str, when: str) -> Facts:
    about = period(when)
    assert about is not None
    return gathered(report_files()[report], judged(), Scope(about, auditor=True))


def figures(report: str, year: int) -> Mapping[str, Figure]:
    return told(report, year_of(year).text).figures


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def came(text: str | None, year: int) -> bool:
    """Whether a day lies in the year and had come by the day told of."""
    when = day(text)
    return when is not None and date(year, 1, 1) <= when <= ENDS[year]


def by(text: str | None, year: int) -> bool:
    """Whether a day had come by the day told of."""
    when = day(text)
    return when is not None and when <= ENDS[year]


def grouped(rows: Mapping[str, Record], prefix: str, key: str) -> Counted:
    found: Counted = defaultdict(set)
    for name, row in rows.items():
        value = row.get(key) or "ej_angivet"
        for each in value if isinstance(value, list) else [value]:
            found[f"{prefix}.{each}"].add(name)
    return found


def compare(expected: Mapping[str, set[str]], shown: Mapping[str, Figure]) -> None:
    """Hold that each count rests on the records counted here."""
    for key, ids in expected.items():
        assert (key, set(shown[key].ids), shown[key].value) == (key, ids, len(ids))


def divided(rows: Mapping[str, Record], prefix: str, key: str, shown: Mapping[str, Figure]) -> None:
    """Hold that each group of a division has the records counted here, and that there is no group beside them."""
    expected = grouped(rows, prefix, key)
    compare(expected, shown)
    own = {name for name in shown if name.startswith(f"{prefix}.") and name.count(".") == prefix.count(".") + 1}
    assert {name for name in own if shown[name].value} - {f"{prefix}.antal"} == set(expected)


def quantile(spells: Iterable[tuple[int, bool]], part: Fraction) -> int | None:
    """The time by which a part is done, after Kaplan and Meier; None while too many are not done."""
    rows, left = list(spells), Fraction(1)
    for time in sorted({time for time, done in rows if done}):
        waiting = sum(each >= time for each, _ in rows)
        left *= Fraction(waiting - sum(each == time and done for each, done in rows), waiting)
        if left <= 1 - part:
            return time
    return None


def spell(start: str, end: str | None, year: int) -> tuple[int, bool]:
    begun, ended = day(start), day(end)
    assert begun is not None
    done = ended is not None and ended <= ENDS[year]
    return ((ended if done and ended else ENDS[year]) - begun).days, done


def times(shown: Mapping[str, Figure], name: str, spells: Iterable[tuple[int, bool]]) -> None:
    rows = list(spells)
    assert len(rows) == shown[f"{name}.median.underlag"].value
    assert quantile(rows, Fraction(1, 2)) == shown[f"{name}.median"].value
    assert quantile(rows, Fraction(9, 10)) == shown[f"{name}.percentil_90"].value
