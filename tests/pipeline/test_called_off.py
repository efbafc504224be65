"""What a cancelled record was to have done is told of every kind of record, whatever it holds."""

from dataclasses import replace
from pathlib import Path

import pytest

from kvalitet.model.register import Register
from kvalitet.pipeline.cancelled import called_off
from kvalitet.pipeline.load import load
from tests.rules.fixtures import fixture

FIXTURES = sorted((Path(__file__).parent.parent / "rules").rglob("kv*.yaml"))


def cancelled(register: Register) -> Register:
    """The register with every record cancelled or repealed that can be."""
    records = []
    for record in register.records:
        last = [
            status for status in register.kinds[record.kind].statuses if status in register.kinds[record.kind].cancelled
        ]
        records.append(replace(record, data={**record.data, "status": last[0]}) if last else record)
    return replace(register, records=tuple(records))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_deadlines_of_any_cancelled_record_can_be_told(path: Path) -> None:
    register = cancelled(load(fixture(path.read_text(encoding="utf-8")).tree).register)
    gone = {record.id for record in register.records if register.is_cancelled(record)}
    dues = called_off(register)
    assert {due.id for due in dues} <= gone
    assert all(due.cancelled == (due.done is None) for due in dues)
