"""What every measure says of itself, and what a new one costs."""

import sys
from datetime import date
from pathlib import Path

import pytest

from kvalitet import shipped
from kvalitet.measures._measure import MeasureFile, Shape, measure_files
from kvalitet.parse import read
from tests.facts.small import loaded

FILES = list(measure_files().values())
CODES = shipped.folder("schemas") / "kodverk"

NEW = '''"""How many documents there are."""

from kvalitet.measures._measure import Measure, Shape, observed

MEASURE = Measure(title="Dokument", records="alla dokument", dated="dagen", shape=Shape.COUNT)


def observations(register, day):
    return [observed(record, day) for record in register.of("dokument")]
'''


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_measure_says_in_words_what_it_counts_and_by_which_day(file: MeasureFile) -> None:
    measure = file.measure
    assert measure.title[0].isupper()
    assert measure.dated.startswith("dagen då ")
    assert not measure.records.endswith(".")
    assert measure.note == "" or measure.note.endswith(".")
    assert measure.shape is not Shape.SHARE or measure.records.startswith("av ")
    assert not measure.codes or read((CODES / f"{measure.codes}.yaml").read_bytes()).value


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_stands_beside_another_has_a_short_name_and_the_same_categories(file: MeasureFile) -> None:
    beside = file.measure.beside
    assert bool(beside) == bool(file.measure.short)
    if beside:
        other = measure_files()[beside].measure
        assert (other.beside, other.codes, other.process) == ("", file.measure.codes, file.measure.process)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_measure_yields_each_id_once_on_days_that_have_come(file: MeasureFile) -> None:
    day = date(2026, 4, 1)
    found = list(file.observations(loaded().register, day))
    assert len({each.id for each in found}) == len(found)
    assert all(each.day <= day and each.days >= 0 for each in found)


def test_a_new_measure_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "egna_matt"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "dokument.py").write_text(NEW, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    try:
        (file,) = measure_files("egna_matt").values()
    finally:
        sys.modules.pop("egna_matt", None)
        sys.modules.pop("egna_matt.dokument", None)
    assert file.name == "dokument"
    assert {each.id for each in file.observations(loaded().register, date(2026, 4, 1))} == {"DOK-0001", "DOK-0002"}
