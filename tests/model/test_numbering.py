"""The next id is one that has never been used, written as those before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.model.kind import Kind
from kvalitet.model.numbering import next_id
from tests.model.kinds import made

YEARLY: Kind = made("AVV", yearly=True)
LASTING: Kind = made("DOK", yearly=False)

IDS = {
    "the first": (YEARLY, [], "AVV-2026-0001"),
    "after the highest": (YEARLY, ["AVV-2026-0007.yaml", "AVV-2026-0003.yaml"], "AVV-2026-0008"),
    "numbers compare as numbers": (YEARLY, ["AVV-2026-9999.yaml", "AVV-2026-10000.yaml"], "AVV-2026-10001"),
    "other years count by themselves": (YEARLY, ["AVV-2025-0042.yaml", "AVV-2027-0009.yaml"], "AVV-2026-0001"),
    "as wide as before": (YEARLY, ["AVV-2026-00007.yaml"], "AVV-2026-00008"),
    "as wide as last year": (YEARLY, ["AVV-2024-0007.yaml", "AVV-2025-00007.yaml"], "AVV-2026-00001"),
    "wider when it must be": (YEARLY, ["AVV-2026-9999.yaml"], "AVV-2026-10000"),
    "small letters": (YEARLY, ["avv-2026-0004.yaml"], "AVV-2026-0005"),
    "ids as well as files": (YEARLY, ["AVV-2026-0004"], "AVV-2026-0005"),
    "other kinds and other files": (YEARLY, ["KLA-2026-0004.yaml", "x-AVV-2026-0009.yaml"], "AVV-2026-0001"),
    "a body has the id too": (LASTING, ["DOK-0011.md"], "DOK-0012"),
    "a kind without years": (LASTING, ["DOK-0011.yaml", "DOK-2026-0044.yaml"], "DOK-0012"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "names", "following"), IDS.values(), ids=IDS)
def test_the_next_id_follows_the_highest(kind: Kind, names: list[str], following: str) -> None:
    assert next_id(kind, 2026, names) == following


@given(st.lists(st.integers(0, 99_999)), st.integers(4, 6))
def test_no_id_comes_twice(numbers: list[int], width: int) -> None:
    names = [f"AVV-2026-{number:0{width}}.yaml" for number in numbers]
    following = next_id(YEARLY, 2026, names)
    assert int(following.rpartition("-")[2]) not in numbers
    assert next_id(YEARLY, 2026, [*names, following]) != following
